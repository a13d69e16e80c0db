/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "aft-sink.h"

G_BEGIN_DECLS

#define AFT_XLSX_PAPER_A4 9 /* ECMA-376 part 1, 18.3.1.63 */

/* AftXlsxBook: a workbook that libxlsxwriter writes in constant memory, put aside on the disk until
 * it is whole. */
typedef struct _AftXlsxBook AftXlsxBook;

/* @folder: for what is put aside, which has no name there and is gone with the process; NULL: the
 * system's. UNAVAILABLE, DENIED, FULL. */
AftXlsxBook *aft_xlsx_book_new (const char *folder, GError **error);
/* Borrowed. */
lxw_workbook *aft_xlsx_book_get_workbook (AftXlsxBook *book);
/* A name for a sheet that no other will have, of @title (aft-xlsx-text.h). Borrowed. */
const char *aft_xlsx_book_take_name (AftXlsxBook *book, const char *title);
/* A sheet behind the others, with a name that was taken. NULL with @error set. */
lxw_worksheet *aft_xlsx_book_add_sheet (AftXlsxBook *book, const char *name, GError **error);
/* A sheet of a chart's own, likewise. */
lxw_chartsheet *aft_xlsx_book_add_chartsheet (AftXlsxBook *book, const char *name, GError **error);

/* A token of assets/styles: "#98301F". */
lxw_color_t aft_xlsx_book_parse_colour (const char *token);

/* Has the disk taken all rows so far? FULL. */
gboolean aft_xlsx_book_check (const AftXlsxBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes the workbook, and its bytes go to @sink. Once. */
gboolean
aft_xlsx_book_save (AftXlsxBook *book, AftSink *sink, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_xlsx_book_free (AftXlsxBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftXlsxBook, aft_xlsx_book_free)

G_END_DECLS
