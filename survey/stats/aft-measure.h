/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the figures of a house are made of: what is counted (measure), of which part of the answers
 * (slice), and how often a day (AftTrendDay). The numbers are stored: never change one. */

/* What goes wrong, or right, in a restaurant: the ids that surveys use for it. */
typedef enum
{
  AFT_ASPECT_FOOD,
  AFT_ASPECT_PORTION,
  AFT_ASPECT_SERVICE,
  AFT_ASPECT_WAITING,
  AFT_ASPECT_PRICE,
  AFT_ASPECT_HYGIENE,
  AFT_ASPECT_AMBIENCE,
  AFT_ASPECT_LOCATION,
  AFT_ASPECT_OTHER /* "something-else", and any that is none of these */
} AftAspect;

#define AFT_ASPECTS 9

/* "food", …, "something-else". Static. */
const char *aft_aspect_to_text (AftAspect aspect);
/* FALSE when @text is NULL or none of them. */
gboolean aft_aspect_from_text (const char *text, AftAspect *ret_aspect);

/* What the places of AftTrendDay.counts mean. */
typedef enum
{
  AFT_MEASURE_ANSWERS,        /* AftAnswerCount */
  AFT_MEASURE_SATISFACTION,   /* [score], 1–5: the overall question of exit surveys (CSAT) */
  AFT_MEASURE_RECOMMENDATION, /* [score], 0–10 (NPS) */
  AFT_MEASURE_EFFORT,         /* [score], 1–7 (CES) */
  AFT_MEASURE_TROUBLE,        /* [aspect]: exit answers that name it as what could be better; each
                                 answer once an aspect; [AFT_ASPECTS]: that name any */
  AFT_MEASURE_COMPLAINTS,     /* the same of complaints; [AFT_ASPECTS]: all complaints */
  AFT_MEASURE_RETURN,         /* [0] will come back, [1] perhaps, [2] will not */
  AFT_MEASURE_ASPECT = 16 /* + AftAspect: [score], 1–5, of the question about it; where a survey
                             has several about one, all of them */
} AftMeasure;

#define AFT_MEASURE_END (AFT_MEASURE_ASPECT + AFT_ASPECTS)

/* Places of AFT_MEASURE_ANSWERS. The first three are exit surveys by how they ended. */
typedef enum
{
  AFT_ANSWERS_COMPLETE,
  AFT_ANSWERS_PARTIAL, /* left half-way */
  AFT_ANSWERS_TAP,     /* the one tap and nothing more */
  AFT_ANSWERS_COMPLAINT,
  AFT_ANSWERS_SUGGESTION,
  AFT_ANSWERS_CALL_STAFF,
  AFT_ANSWERS_FOLLOW_UP,
  AFT_ANSWERS_DOUBTFUL /* of all kinds: five taps within a minute, a phone again and again; kept,
                          and counted nowhere else */
} AftAnswerCount;

/* Parts of the answers that a figure can be of. */
typedef enum
{
  AFT_SLICE_ALL,
  AFT_SLICE_HOUR,     /* value: 0–23 by the venue's wall clock, at the end of the sitting */
  AFT_SLICE_DEVICE,   /* of one venue only; value: the store's number of the device, as are */
  AFT_SLICE_DAY_PART, /* 0: in none */
  AFT_SLICE_SURVEY,
  AFT_SLICE_LANGUAGE, /* AftLanguage */
  AFT_SLICE_CHANNEL,  /* AftChannel */
  AFT_SLICE_TIER      /* AftTier, at arrival */
} AftSlice;

#define AFT_SLICES 8

/* "all", "hour", "device", "day-part", "survey", "language", "channel", "tier". Static. */
const char *aft_slice_to_text (AftSlice slice);
gboolean aft_slice_from_text (const char *text, AftSlice *ret_slice);

#define AFT_TREND_COUNTS 11

/* One business day of one measure. */
typedef struct
{
  gint32 day;   /* days since 1970-01-01 */
  gint32 value; /* of the slice; 0 of AFT_SLICE_ALL */
  guint64 counts[AFT_TREND_COUNTS];
} AftTrendDay;

G_END_DECLS
