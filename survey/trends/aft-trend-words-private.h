/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n.h>

#include "aft-trend-words.h"

G_BEGIN_DECLS

/* The text of @msgid for the voice. Borrowed. */
const char *aft_trend_say (const AftTrendVoice *voice, const char *msgid) G_GNUC_FORMAT (2);
/* "12,345". */
char *aft_trend_dup_count (guint64 count);
/* "+4", "−3.5", of a figure's difference with its unit: "+4 points". */
char *aft_trend_dup_difference (const AftTrendVoice *voice,
                                AftMeasure measure,
                                const AftFigure *difference);
/* What a period is compared with: "last week", "the same days of last month". */
char *aft_trend_dup_before (const AftTrendVoice *voice, const AftTrendView *view);
/* Names with the language's mark between them: "、" or ", ". */
char *aft_trend_join (const AftTrendVoice *voice, GPtrArray *names);

G_END_DECLS
