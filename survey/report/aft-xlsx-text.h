/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts as a workbook can hold them (ECMA-376 part 1; limits: Microsoft, "Excel specifications and
 * limits"). */

/* Characters (UTF-16 units) of a cell. */
#define AFT_XLSX_CELL_MOST 32767
/* And of a sheet's name. */
#define AFT_XLSX_NAME_MOST 31

/* Puts @text, valid UTF-8 without NUL, into @to as libxlsxwriter takes it: what XML has no place
 * for, and what looks like its escape, is escaped as _xHHHH_ (22.9.2.19). TRUE when it was longer
 * than a cell and is cut behind the last character that has room. */
gboolean aft_xlsx_text_put (GString *to, const char *text, gsize length);

/* How wide @text is beside others, in digits: an ideograph is two. Of several lines the widest. */
guint aft_xlsx_text_measure (const char *text, gsize length);

/* Of a text as wide as @width, in a cell of @room, that goes on below between words. */
guint aft_xlsx_text_count_lines (guint width, guint room);

/* A name for a sheet that @taken (folded names, owned) does not have yet, and has then: @title
 * without what a name must not hold, cut with "…", and with " 2", " 3" … where that is taken. The
 * caller owns it. */
char *aft_xlsx_text_make_name (const char *title, GHashTable *taken);

G_END_DECLS
