/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftCsvReader: a table of texts as spreadsheets write it (RFC 4180), record by record. Bounded:
 * whatever is beyond a limit is INVALID with a sentence that says what is wrong. */
typedef struct _AftCsvReader AftCsvReader;

#define AFT_CSV_FIELDS_MAX 64   /* of a record */
#define AFT_CSV_FIELD_MAX  8192 /* bytes of a field */

/* UTF-8 of what a spreadsheet has saved: UTF-8 with or without byte order mark, else GB18030, which
 * is what Excel in Chinese writes. INVALID when it is neither, or holds NUL. Newly allocated and
 * terminated, without the mark. */
char *aft_csv_decode (const void *bytes, gsize length_bytes, GError **error);

/* @text: UTF-8, borrowed for the reader's life; a byte order mark is left out. */
AftCsvReader *aft_csv_reader_new (const char *text);
void aft_csv_reader_free (AftCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCsvReader, aft_csv_reader_free)

/* The next record: @fields, an array of char * with a free function, is emptied and filled. A line
 * with nothing in it is no record. FALSE with @error unset: there is none left. After INVALID the
 * next call goes on behind the line that was wrong. */
gboolean aft_csv_reader_next (AftCsvReader *reader, GPtrArray *fields, GError **error);
/* The line, from 1, in which the last record, or what was wrong, began. */
guint aft_csv_reader_get_line (const AftCsvReader *reader);

G_END_DECLS
