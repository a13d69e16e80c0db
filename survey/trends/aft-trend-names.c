/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What measures, aspects, parts of the answers and days are called, in the reader's language. What
 * a restaurant has named itself (venues, devices, surveys) stays as it is. */
#include "aft-error.h"
#include "aft-locale.h"
#include "aft-trend-words-private.h"

#define WEEK_DAYS 7

const char *
aft_trend_say (const AftTrendVoice *voice, const char *msgid)
{
  return aft_catalogue_get (voice->catalogue, voice->language, msgid);
}

const char *
aft_trend_words_get_aspect (const AftTrendVoice *voice, AftAspect aspect)
{
  static const char *const NAMES[AFT_ASPECTS] = {
    [AFT_ASPECT_FOOD] = N_ ("Food"),
    [AFT_ASPECT_PORTION] = N_ ("Portions"),
    [AFT_ASPECT_SERVICE] = N_ ("Service"),
    [AFT_ASPECT_WAITING] = N_ ("Waiting time"),
    [AFT_ASPECT_PRICE] = N_ ("Prices"),
    [AFT_ASPECT_HYGIENE] = N_ ("Hygiene"),
    [AFT_ASPECT_AMBIENCE] = N_ ("Ambience"),
    [AFT_ASPECT_LOCATION] = N_ ("Location"),
    [AFT_ASPECT_OTHER] = N_ ("Something else"),
  };
  return aft_trend_say (voice, NAMES[aspect]);
}

const char *
aft_trend_words_get_measure (const AftTrendVoice *voice, AftMeasure measure)
{
  static const char *const NAMES[] = {
    [AFT_MEASURE_ANSWERS] = N_ ("Answers"),
    [AFT_MEASURE_SATISFACTION] = N_ ("Satisfaction"),
    [AFT_MEASURE_RECOMMENDATION] = N_ ("Recommendation (NPS)"),
    [AFT_MEASURE_EFFORT] = N_ ("Ease (1–7)"),
    [AFT_MEASURE_TROUBLE] = N_ ("Guests who name a problem"),
    [AFT_MEASURE_COMPLAINTS] = N_ ("Complaints per exit survey"),
    [AFT_MEASURE_RETURN] = N_ ("Guests who will come back"),
  };
  static const char *const ASPECTS[AFT_ASPECTS] = {
    [AFT_ASPECT_FOOD] = N_ ("Satisfaction with the food"),
    [AFT_ASPECT_PORTION] = N_ ("Satisfaction with the portions"),
    [AFT_ASPECT_SERVICE] = N_ ("Satisfaction with the service"),
    [AFT_ASPECT_WAITING] = N_ ("Satisfaction with the waiting time"),
    [AFT_ASPECT_PRICE] = N_ ("Satisfaction with the prices"),
    [AFT_ASPECT_HYGIENE] = N_ ("Satisfaction with the hygiene"),
    [AFT_ASPECT_AMBIENCE] = N_ ("Satisfaction with the ambience"),
    [AFT_ASPECT_LOCATION] = N_ ("Satisfaction with the location"),
    [AFT_ASPECT_OTHER] = N_ ("Satisfaction with something else"),
  };
  return aft_trend_say (voice, measure >= AFT_MEASURE_ASPECT ? ASPECTS[measure - AFT_MEASURE_ASPECT]
                                                             : NAMES[measure]);
}

const char *
aft_trend_words_get_slice (const AftTrendVoice *voice, AftSlice slice)
{
  static const char *const NAMES[AFT_SLICES] = {
    [AFT_SLICE_ALL] = N_ ("Restaurant"),  [AFT_SLICE_HOUR] = N_ ("Hour"),
    [AFT_SLICE_DEVICE] = N_ ("Kiosk"),    [AFT_SLICE_DAY_PART] = N_ ("Part of the day"),
    [AFT_SLICE_SURVEY] = N_ ("Survey"),   [AFT_SLICE_LANGUAGE] = N_ ("Language"),
    [AFT_SLICE_CHANNEL] = N_ ("Channel"), [AFT_SLICE_TIER] = N_ ("Tier"),
  };
  return aft_trend_say (voice, NAMES[slice]);
}

typedef struct
{
  AftSlice slice;
  const char *name;
  const char *msgid;
} Name;

static const Name KNOWN[] = {
  { AFT_SLICE_DAY_PART, "", N_ ("Outside the parts of the day") },
  { AFT_SLICE_DAY_PART, "breakfast", N_ ("Breakfast") },
  { AFT_SLICE_DAY_PART, "lunch", N_ ("Lunch") },
  { AFT_SLICE_DAY_PART, "afternoon", N_ ("Afternoon") },
  { AFT_SLICE_DAY_PART, "dinner", N_ ("Dinner") },
  { AFT_SLICE_DAY_PART, "evening", N_ ("Evening") },
  { AFT_SLICE_DAY_PART, "night", N_ ("Night") },
  { AFT_SLICE_DAY_PART, "late-night", N_ ("Late night") },
  { AFT_SLICE_CHANNEL, "kiosk", N_ ("At the kiosk") },
  { AFT_SLICE_CHANNEL, "phone", N_ ("On the guest's phone") },
  { AFT_SLICE_TIER, "vip", N_ ("VIP guests") },
  { AFT_SLICE_TIER, "core", N_ ("Core guests") },
  { AFT_SLICE_TIER, "ordinary", N_ ("Ordinary guests") },
  { AFT_SLICE_TIER, "low", N_ ("Occasional guests") },
  { AFT_SLICE_TIER, "unknown", N_ ("Guests not known") },
};

char *
aft_trend_words_dup_slice_value (const AftTrendVoice *voice, AftSlice slice, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (KNOWN[i].slice == slice && g_str_equal (KNOWN[i].name, name))
      return g_strdup (aft_trend_say (voice, KNOWN[i].msgid));
  if (*name == '\0')
    return g_strdup (aft_trend_say (voice, N_ ("Not known")));
  if (slice == AFT_SLICE_LANGUAGE)
    return g_strdup (aft_language_get_own_name (aft_language_from_tag (name)));
  return slice == AFT_SLICE_HOUR ? g_strconcat (name, ":00", NULL) : g_strdup (name);
}

const char *
aft_trend_words_get_weekday (const AftTrendVoice *voice, guint weekday)
{
  static const char *const NAMES[WEEK_DAYS] = {
    N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
  };
  return aft_trend_say (voice, NAMES[weekday % WEEK_DAYS]);
}

const char *
aft_trend_words_get_verdict (const AftTrendVoice *voice, AftTrendVerdict verdict)
{
  static const char *const NAMES[] = {
    [AFT_TREND_NOT_KNOWN] = N_ ("not enough answers"),
    [AFT_TREND_BETTER] = N_ ("clearly better"),
    [AFT_TREND_WORSE] = N_ ("clearly worse"),
    [AFT_TREND_SAME] = N_ ("no significant change"),
    [AFT_TREND_CANNOT_TELL] = N_ ("cannot be told"),
    [AFT_TREND_NOTHING_THERE] = N_ ("no answers"),
  };
  return aft_trend_say (voice, NAMES[verdict]);
}

const char *
aft_trend_words_get_part (const AftTrendVoice *voice, guint part)
{
  static const struct
  {
    guint part;
    const char *msgid;
  } PARTS[] = {
    { AFT_TREND_FIGURE, N_ ("Now and before") },
    { AFT_TREND_POINTS, N_ ("Over time") },
    { AFT_TREND_HOURS, N_ ("By weekday and hour") },
    { AFT_TREND_ASPECTS, N_ ("What could be better") },
    { AFT_TREND_DRIVERS, N_ ("What goes with satisfaction") },
    { AFT_TREND_ANSWERS, N_ ("Answers and how they ended") },
    { AFT_TREND_CASES, N_ ("Cases") },
    { AFT_TREND_RETURN, N_ ("Who will come back") },
    { AFT_TREND_BY_VENUE, N_ ("By restaurant") },
    { AFT_TREND_BY (AFT_SLICE_HOUR), N_ ("By hour") },
    { AFT_TREND_BY (AFT_SLICE_DEVICE), N_ ("By kiosk") },
    { AFT_TREND_BY (AFT_SLICE_DAY_PART), N_ ("By part of the day") },
    { AFT_TREND_BY (AFT_SLICE_SURVEY), N_ ("By survey") },
    { AFT_TREND_BY (AFT_SLICE_LANGUAGE), N_ ("By language") },
    { AFT_TREND_BY (AFT_SLICE_CHANNEL), N_ ("By channel") },
    { AFT_TREND_BY (AFT_SLICE_TIER), N_ ("By tier") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (PARTS[i].part == part)
      return aft_trend_say (voice, PARTS[i].msgid);
  return "";
}
