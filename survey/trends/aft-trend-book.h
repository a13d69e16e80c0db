/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet.h"
#include "aft-trend-table.h"

G_BEGIN_DECLS

/* AftTrendBook: tables of a view on their way into a file: one of any format, or several into one
 * of those that take several (XLSX, HTML), with a front that says what they are about and, in XLSX,
 * charts. */
typedef struct _AftTrendBook AftTrendBook;

typedef struct
{
  const AftTrendVoice *voice;
  const AftTrendView *view;
  GPtrArray *tables; /* AftTrendTable; at least one */
  const char *house; /* whose figures they are */
  const char *made;  /* when, by the house's clock: "2026-11-01 05:30" */
  const char *program;
  gboolean is_for_people; /* times of cases are hours, not seconds: XLSX, HTML but raw */
} AftTrendBookOptions;

/* All tables of @view that have rows, and "figure" first: what a book is made of. All parts must
 * have been loaded. */
GPtrArray *aft_trend_book_list_tables (const AftTrendVoice *voice,
                                       const AftTrendView *view,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @options' pointers must outlive it. */
AftTrendBook *aft_trend_book_new (const AftTrendBookOptions *options);
/* Sets title, columns and front, which are the book's, and rows. */
void aft_trend_book_set_up (const AftTrendBook *book, AftSheetOptions *options);
/* What table @which is called in the file: one of a view's parts has no other's name. Borrowed. */
const char *aft_trend_book_get_title (const AftTrendBook *book, guint which);
/* Of all tables. */
guint64 aft_trend_book_count_rows (const AftTrendBook *book);

/* After each row; FALSE with @error set ends it. */
typedef gboolean (*AftTrendBookFunc) (gpointer user_data, GError **error);
/* All tables into @sheet, which was opened as set up; @func may be NULL. Not finished yet. Errors
 * of the sheet. */
gboolean aft_trend_book_write (const AftTrendBook *book,
                               AftSheet *sheet,
                               AftTrendBookFunc func,
                               gpointer user_data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_trend_book_free (AftTrendBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendBook, aft_trend_book_free)

G_END_DECLS
