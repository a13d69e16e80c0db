/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-table.h"
#include "aft-trend-words-private.h"

G_BEGIN_DECLS

/* A table while it is filled. */
typedef struct
{
  const AftTrendVoice *voice;
  const AftTrendView *view;
  AftTrendTable *table;
  GArray *row; /* the last one: AftTrendCell */
} AftTrendFilling;

typedef void (*AftTrendFill) (AftTrendFilling *filling);

/* A column; @msgid is said in the reader's language. */
void aft_trend_add_column (AftTrendFilling *filling,
                           const char *id,
                           const char *msgid,
                           AftTrendColumnType type);
/* "value", "low", "high" of the measure, with the type and digits that it has. */
void aft_trend_add_value_columns (AftTrendFilling *filling);
/* "share", "low", "high". */
void aft_trend_add_share_columns (AftTrendFilling *filling);

void aft_trend_begin_row (AftTrendFilling *filling);
/* Copies both; @code may be NULL. */
void aft_trend_put_text (AftTrendFilling *filling, const char *text, const char *code);
/* Eats @text. */
void aft_trend_take_text (AftTrendFilling *filling, char *text, const char *code);
/* NaN: nothing. */
void aft_trend_put_number (AftTrendFilling *filling, double number);
void aft_trend_put_hidden (AftTrendFilling *filling, guint cells);
void aft_trend_put_nothing (AftTrendFilling *filling, guint cells);
/* Its value and ends: three cells, thin where there are answers but no figure. */
void aft_trend_put_figure (AftTrendFilling *filling, const AftFigure *figure);
/* n, then as above. */
void aft_trend_put_counted (AftTrendFilling *filling, const AftFigure *figure);

/* "better", "worse", "same", "unclear", "not-enough", "nothing". Static. */
const char *aft_trend_get_verdict_code (AftTrendVerdict verdict);

void aft_trend_fill_figure (AftTrendFilling *filling);
void aft_trend_fill_points (AftTrendFilling *filling);
void aft_trend_fill_shares (AftTrendFilling *filling);
void aft_trend_fill_scores (AftTrendFilling *filling);
void aft_trend_fill_hours (AftTrendFilling *filling);
/* AFT_SLICE_ALL: by venue. */
void aft_trend_fill_groups (AftTrendFilling *filling, GPtrArray *groups, AftSlice slice);
void aft_trend_fill_aspects (AftTrendFilling *filling);
void aft_trend_fill_drivers (AftTrendFilling *filling);
void aft_trend_fill_answers (AftTrendFilling *filling);
void aft_trend_fill_cases (AftTrendFilling *filling);
void aft_trend_fill_outcomes (AftTrendFilling *filling);
void aft_trend_fill_tiers (AftTrendFilling *filling);
void aft_trend_fill_bands (AftTrendFilling *filling);
void aft_trend_fill_return (AftTrendFilling *filling);

G_END_DECLS
