/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-words.h"

G_BEGIN_DECLS

/* AftTrendTable: a part of a view as a plain table, of which pages, downloads, exports, the API and
 * the report are made. Immutable; a plain record. Texts are in the reader's language; ids and codes
 * are the same in all. */

typedef enum
{
  AFT_TREND_TEXT,
  AFT_TREND_INTEGER,
  AFT_TREND_NUMBER, /* on the measure's own scale; seconds for a time */
  AFT_TREND_SHARE,  /* 0–1 */
  AFT_TREND_DAY     /* days since 1970-01-01 */
} AftTrendColumnType;

typedef struct
{
  const char *id;    /* "n", "value", "low", "high"; static */
  const char *label; /* borrowed from the catalogue */
  AftTrendColumnType type;
  guint digits;           /* behind the point, when a person reads it; of a SHARE as per cent */
  gboolean is_difference; /* read with its sign; of shares in points */
} AftTrendColumn;

typedef struct
{
  double number;      /* NaN: none; days and integers too */
  char *text;         /* of AFT_TREND_TEXT, for a person; NULL: none */
  char *code;         /* the same for a program: "vip"; NULL: as @text */
  gboolean is_hidden; /* suppressed: say "fewer than few", not why this one */
  gboolean is_thin;   /* there are answers, but not enough for a figure */
} AftTrendCell;

typedef struct
{
  char *id;           /* "points", "shares", "by-day-part" … */
  const char *title;  /* borrowed from the catalogue */
  GArray *columns;    /* AftTrendColumn */
  GPtrArray *rows;    /* GArray of AftTrendCell, as many as columns */
  GArray *suppressed; /* AftTrendSuppressed of this table */
  guint64 few;
} AftTrendTable;

/* The ids in the order of a page, NULL at the end: "figure", "points", "shares", "scores",
 * "by-venue", "by-day-part", "by-survey", "by-language", "by-channel", "by-tier", "by-device",
 * "by-hour", "hours", "aspects", "drivers", "answers", "cases", "outcomes", "cases-by-tier",
 * "cases-by-answer", "return". Static. */
const char *const *aft_trend_table_get_ids (void);
/* The part that has to be loaded for table @id; 0: there is no such table. */
guint aft_trend_table_get_part (const char *id);

/* NOT_FOUND: there is no such table. INVALID: its part was not loaded. */
AftTrendTable *aft_trend_table_new (const AftTrendVoice *voice,
                                    const AftTrendView *view,
                                    const char *id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_trend_table_free (AftTrendTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendTable, aft_trend_table_free)

const AftTrendCell *aft_trend_table_get_cell (const AftTrendTable *table, gsize row, gsize column);
/* Is it of times, or the limits of times? */
gboolean aft_trend_table_is_span (const AftTrendColumn *column);
/* What stands above a column for a person: its label, without the unit where the cells have it.
 * Borrowed. */
const char *aft_trend_table_get_head (const AftTrendVoice *voice, const AftTrendColumn *column);
/* The cell as a person reads it: "86 %", "少于 5", "还不够", "2026-10-03"; "" for none. The caller
 * owns it. */
char *aft_trend_table_dup_cell_text (const AftTrendVoice *voice,
                                     const AftTrendTable *table,
                                     gsize row,
                                     gsize column);

G_END_DECLS
