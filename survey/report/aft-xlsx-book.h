/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "aft-sink.h"

G_BEGIN_DECLS

/* AftXlsxBook: a workbook that libxlsxwriter writes in constant memory, put aside on the disk until
 * it is whole. */
typedef struct _AftXlsxBook AftXlsxBook;

/* @folder: for what is put aside, which has no name there and is gone with the process; NULL: the
 * system's. UNAVAILABLE, DENIED, FULL. */
AftXlsxBook *aft_xlsx_book_new (const char *folder, GError **error);
/* Borrowed. */
lxw_workbook *aft_xlsx_book_get_workbook (AftXlsxBook *book);
/* A sheet behind the others, named after @title (aft-xlsx-text.h), with @ret_name (borrowed, may be
 * NULL). NULL with @error set. */
lxw_worksheet *aft_xlsx_book_add_sheet (AftXlsxBook *book,
                                        const char *title,
                                        const char **ret_name,
                                        GError **error);
/* A sheet of a chart's own, likewise. */
lxw_chartsheet *aft_xlsx_book_add_chartsheet (AftXlsxBook *book, const char *title, GError **error);

/* Has the disk taken all rows so far? FULL. */
gboolean aft_xlsx_book_check (const AftXlsxBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes the workbook, and its bytes go to @sink. Once. */
gboolean
aft_xlsx_book_save (AftXlsxBook *book, AftSink *sink, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_xlsx_book_free (AftXlsxBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftXlsxBook, aft_xlsx_book_free)

G_END_DECLS
