/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-export-options.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftExportFile: a table on its way to where --output says, and the manifest that says what is in
 * it. Nothing is there under its name before all of it is; SIGINT and SIGTERM, a reader that goes
 * and a full disk end it as an error. One in a program. */
typedef struct _AftExportFile AftExportFile;

/* @sheet says title, columns, chart and rows; format, language, labels, BOM and the like are taken
 * from @options. @options, @house and what @sheet's columns point to must outlive it. INVALID: the
 * standard output is a terminal and cannot show the format; the manifest and the output are one
 * file. Else as aft_sink_new_file() and aft_sheet_new(). */
AftExportFile *aft_export_file_new (const AftExportOptions *options,
                                    AftExportHouse *house,
                                    const AftSheetOptions *sheet,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed: rows go in here. */
AftSheet *aft_export_file_get_sheet (AftExportFile *file);
/* After each record of the house, which may be several rows or none: counts it, tells a terminal on
 * stderr how far it is (@total 0: not known), and ends it where somebody has interrupted the
 * program. */
gboolean
aft_export_file_step (AftExportFile *file, guint64 total, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For the manifest: @count rows or cells of @what are not shown, @why. */
void aft_export_file_add_suppressed (AftExportFile *file,
                                     const char *what,
                                     const char *why,
                                     guint64 count);
/* For the manifest: one more member. Eats @value. */
void aft_export_file_take_member (AftExportFile *file, const char *name, AftValue *value);
/* All of it is under its name, with its manifest: only now. @records_in_database: how many there
 * should be; another number is said in the manifest and on stderr, which is no failure. */
gboolean aft_export_file_finish (AftExportFile *file,
                                 guint64 records_in_database,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_export_file_free (AftExportFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExportFile, aft_export_file_free)

G_END_DECLS
