/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-trend-view.h"

G_BEGIN_DECLS

/* What a view says, in the language of who reads it. A sentence says "clearly" only of what is
 * significant, "no significant change" only where a change would have been seen, and never gives a
 * figure that the view hides. Newly allocated texts are the caller's; the others are borrowed. */

typedef struct
{
  const AftCatalogue *catalogue;
  AftLanguage language;
} AftTrendVoice;

/* The one sentence: "本周满意度 86 % ± 2，较上周没有显著变化。" */
char *aft_trend_words_dup_sentence (const AftTrendVoice *voice, const AftTrendView *view);
/* What is to be said about a part that was loaded (one bit of AftTrendPart): the headline of its
 * chart or table and the description for who cannot see it. Never NULL. */
char *aft_trend_words_dup_part_sentence (const AftTrendVoice *voice,
                                         const AftTrendView *view,
                                         guint part);
/* What one must know to read the figures: enough, few, doubtful, filter, days. A text each. */
GPtrArray *aft_trend_words_list_notes (const AftTrendVoice *voice, const AftTrendView *view);
/* Of which answers: "全部门店", "国贸店 · 晚餐". */
char *aft_trend_words_dup_scope (const AftTrendVoice *voice, const AftTrendView *view);

/* "86 % ± 2", "+42 ± 9", "4.2 ± 0.1", "12 %（9–17）" where the interval is not even, "还不够（12
 * 份）" where it is not known, "—" without any answer. */
char *aft_trend_words_dup_figure (const AftTrendVoice *voice,
                                  AftMeasure measure,
                                  const AftFigure *figure);
/* The same of a share, whatever the measure. */
char *aft_trend_words_dup_share (const AftTrendVoice *voice, const AftFigure *figure);
/* "12 min", "3 h 20 min", "3 days": rounded up, for it is said what was done within that. */
char *aft_trend_words_dup_span (const AftTrendVoice *voice, double seconds);
/* "clearly better", "—", … of a table's cell. */
const char *aft_trend_words_get_verdict (const AftTrendVoice *voice, AftTrendVerdict verdict);

/* "this week", "October 2026", "3–15 October 2026"; @today as in a scope. */
char *aft_trend_words_dup_period (const AftTrendVoice *voice, AftPeriod period, gint32 today);
/* A day or step on an axis: "10-03", "10 月", "W43"; one place for chart and table. */
char *aft_trend_words_dup_step (const AftTrendVoice *voice, AftStep step, gint32 from_day);
/* "3 October", with the year where it is not @today's. */
char *aft_trend_words_dup_day (const AftTrendVoice *voice, gint32 day, gint32 today);

const char *aft_trend_words_get_measure (const AftTrendVoice *voice, AftMeasure measure);
const char *aft_trend_words_get_aspect (const AftTrendVoice *voice, AftAspect aspect);
/* AFT_SLICE_ALL: "Venue". */
const char *aft_trend_words_get_slice (const AftTrendVoice *voice, AftSlice slice);
/* What a part of a slice is called; @name as in AftTrendGroup; AFT_SLICE_ALL: a venue. */
char *
aft_trend_words_dup_slice_value (const AftTrendVoice *voice, AftSlice slice, const char *name);
/* 0 Monday. */
const char *aft_trend_words_get_weekday (const AftTrendVoice *voice, guint weekday);
/* The title of a part's chart or table: "By venue". */
const char *aft_trend_words_get_part (const AftTrendVoice *voice, guint part);

G_END_DECLS
