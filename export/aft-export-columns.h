/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet.h"

G_BEGIN_DECLS

/* AftExportColumns: a table's columns while they are being gathered. */
typedef struct _AftExportColumns AftExportColumns;

AftExportColumns *aft_export_columns_new (void);
/* Accepts NULL. */
void aft_export_columns_free (AftExportColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExportColumns, aft_export_columns_free)

/* Copies name and label of @column, whose labels are not looked at; a name that is taken gets "-2",
 * "-3" … behind it. Its index. */
gsize aft_export_columns_add (AftExportColumns *columns, const AftColumn *column);
/* Changes type, label (unless NULL) and room of a column. */
void aft_export_columns_change (AftExportColumns *columns, gsize index, const AftColumn *column);
/* What a value is called; a second time over the first. A NULL or empty label: nothing. */
void aft_export_columns_add_label (AftExportColumns *columns,
                                   gsize index,
                                   const char *value,
                                   const char *label);

/* All of them; borrowed until one is added or changed. */
const AftColumn *aft_export_columns_get (AftExportColumns *columns, gsize *ret_count);

G_END_DECLS
