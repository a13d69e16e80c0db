/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures somebody wants to see: the record, its names and values, the address that says the
 * same, and the periods beside it. Reads no store: whether there is such a venue or day-part shows
 * when the figures are loaded. */
#include "aft-trend-scope.h"

#include <string.h>

#include "aft-error.h"
#include "aft-response.h"
#include "aft-tier.h"
#include "aft-venue.h"

#define DAYS_BY_DAY   31   /* a longer period is cut into weeks */
#define DAYS_BY_WEEK  190  /* a longer one into months */
#define VALUE_MOST    200  /* bytes of a name */
#define QUERY_MOST    8192 /* bytes: more than any sender's address has */
#define WEEK_DAYS     7
#define YEAR_MONTHS   12
#define ASPECT_PREFIX "aspect-"

static const char *const MEASURES[] = {
  [AFT_MEASURE_ANSWERS] = "answers",
  [AFT_MEASURE_SATISFACTION] = "satisfaction",
  [AFT_MEASURE_RECOMMENDATION] = "recommendation",
  [AFT_MEASURE_EFFORT] = "effort",
  [AFT_MEASURE_TROUBLE] = "trouble",
  [AFT_MEASURE_COMPLAINTS] = "complaints",
  [AFT_MEASURE_RETURN] = "return",
};

static const char *const ASPECT_MEASURES[AFT_ASPECTS] = {
  [AFT_ASPECT_FOOD] = ASPECT_PREFIX "food",
  [AFT_ASPECT_PORTION] = ASPECT_PREFIX "portion",
  [AFT_ASPECT_SERVICE] = ASPECT_PREFIX "service",
  [AFT_ASPECT_WAITING] = ASPECT_PREFIX "waiting",
  [AFT_ASPECT_PRICE] = ASPECT_PREFIX "price",
  [AFT_ASPECT_HYGIENE] = ASPECT_PREFIX "hygiene",
  [AFT_ASPECT_AMBIENCE] = ASPECT_PREFIX "ambience",
  [AFT_ASPECT_LOCATION] = ASPECT_PREFIX "location",
  [AFT_ASPECT_OTHER] = ASPECT_PREFIX "something-else",
};

const char *
aft_trend_measure_to_text (AftMeasure measure)
{
  g_assert ((guint) measure < G_N_ELEMENTS (MEASURES)
            || (measure >= AFT_MEASURE_ASPECT && measure < AFT_MEASURE_END));
  return measure >= AFT_MEASURE_ASPECT ? ASPECT_MEASURES[measure - AFT_MEASURE_ASPECT]
                                       : MEASURES[measure];
}

gboolean
aft_trend_measure_from_text (const char *text, AftMeasure *ret_measure)
{
  AftAspect aspect = AFT_ASPECT_OTHER;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (MEASURES); i++)
    if (g_str_equal (MEASURES[i], text))
      {
        *ret_measure = (AftMeasure) i;
        return TRUE;
      }
  if (text == NULL || !g_str_has_prefix (text, ASPECT_PREFIX)
      || !aft_aspect_from_text (text + strlen (ASPECT_PREFIX), &aspect))
    return FALSE;
  *ret_measure = AFT_MEASURE_ASPECT + aspect;
  return TRUE;
}

AftTrendScope *
aft_trend_scope_new (gint32 today)
{
  AftTrendScope *scope = g_new0 (AftTrendScope, 1);
  scope->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  scope->today = today;
  scope->period.from_day = today - (gint32) (aft_calendar_get_weekday (today) - 1);
  scope->period.to_day = scope->period.from_day + WEEK_DAYS - 1;
  scope->measure = AFT_MEASURE_SATISFACTION;
  scope->step = AFT_STEP_DAY;
  scope->enough = AFT_FIGURE_ENOUGH;
  scope->few = AFT_FIGURE_FEW;
  return scope;
}

AftTrendScope *
aft_trend_scope_copy (const AftTrendScope *scope)
{
  AftTrendScope *copy = g_memdup2 (scope, sizeof *scope);
  copy->venue_ids = g_array_copy (scope->venue_ids);
  copy->filter_name = g_strdup (scope->filter_name);
  return copy;
}

void
aft_trend_scope_free (AftTrendScope *scope)
{
  if (scope == NULL)
    return;
  g_array_unref (scope->venue_ids);
  g_free (scope->filter_name);
  g_free (scope);
}

AftStep
aft_trend_scope_get_natural_step (const AftTrendScope *scope)
{
  guint days = aft_period_count_days (scope->period);
  if (days <= DAYS_BY_DAY)
    return AFT_STEP_DAY;
  return days <= DAYS_BY_WEEK ? AFT_STEP_WEEK : AFT_STEP_MONTH;
}

GArray *
aft_trend_venues_from_text (const char *text, GError **error)
{
  GArray *ids = aft_id_list_from_text (text, AFT_TREND_VENUES_LISTED);
  if (ids == NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                 "venue is the id of one, or of up to %d with commas between",
                 AFT_TREND_VENUES_LISTED);
  return ids;
}

static gboolean
set_venues (AftTrendScope *scope, const char *value, GError **error)
{
  GArray *ids = aft_trend_venues_from_text (value, error);
  if (ids == NULL)
    return FALSE;
  g_array_unref (scope->venue_ids);
  scope->venue_ids = ids;
  scope->names_venues = TRUE;
  return TRUE;
}

static void
put_period (AftTrendScope *scope, AftPeriod period)
{
  scope->period = period;
  if (!scope->has_step)
    scope->step = aft_trend_scope_get_natural_step (scope);
}

static gboolean
set_period (AftTrendScope *scope, const char *value, GError **error)
{
  AftPeriod period;
  /* What was said is not said again: it may be anything. */
  if (!aft_period_from_text (value, &period, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "period is 2026, 2026-10, 2026-W43, 2026-10-03 or "
                           "2026-10-01..2026-10-15");
      return FALSE;
    }
  if (period.from_day > scope->today)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "the period has not begun");
      return FALSE;
    }
  put_period (scope, period);
  return TRUE;
}

static gboolean
is_text (const char *value)
{
  gsize length = strlen (value);
  gboolean is_plain = length <= VALUE_MOST && g_utf8_validate (value, (gssize) length, NULL);
  for (const char *at = value; is_plain && *at != '\0'; at = g_utf8_next_char (at))
    is_plain = !g_unichar_iscntrl (g_utf8_get_char (at));
  return is_plain;
}

static gboolean
is_hour (const char *value)
{
  guint64 hour;
  return g_ascii_string_to_unsigned (value, 10, 0, 23, &hour, NULL)
         && (value[0] != '0' || value[1] == '\0');
}

/* Of what the store alone knows any text may be one. */
static gboolean
is_slice_value (AftSlice slice, const char *value)
{
  AftChannel channel;
  AftTier tier;
  switch (slice)
    {
    case AFT_SLICE_HOUR:
      return is_hour (value);
    case AFT_SLICE_LANGUAGE:
      return g_str_equal (aft_language_get_tag (aft_language_from_tag (value)), value);
    case AFT_SLICE_CHANNEL:
      return aft_channel_from_text (value, &channel);
    case AFT_SLICE_TIER:
      return aft_tier_from_text (value, &tier);
    case AFT_SLICE_DEVICE:
    case AFT_SLICE_DAY_PART:
    case AFT_SLICE_SURVEY:
      return is_text (value);
    case AFT_SLICE_ALL:
    default:
      return FALSE;
    }
}

static gboolean
set_filter (AftTrendScope *scope, AftSlice slice, const char *value, GError **error)
{
  if (scope->filter != AFT_SLICE_ALL && scope->filter != slice)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "either %s or %s, not both",
                   aft_slice_to_text (scope->filter), aft_slice_to_text (slice));
      return FALSE;
    }
  if (!is_slice_value (slice, value))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s has no such value",
                   aft_slice_to_text (slice));
      return FALSE;
    }
  scope->filter = slice;
  g_free (scope->filter_name);
  scope->filter_name = g_strdup (value);
  return TRUE;
}

static gboolean
by_from_text (const char *value, AftSlice *ret_by)
{
  if (!g_str_equal (value, "venue"))
    return aft_slice_from_text (value, ret_by) && *ret_by != AFT_SLICE_ALL;
  *ret_by = AFT_SLICE_ALL;
  return TRUE;
}

/* What "step", "measure" or "by" may be: "day, week, month". */
static char *
list_words (const char *name)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  if (g_str_equal (name, "step"))
    for (guint i = AFT_STEP_DAY; i <= AFT_STEP_MONTH; i++)
      g_ptr_array_add (words, (gpointer) aft_step_to_text ((AftStep) i));
  else if (g_str_equal (name, "measure"))
    for (guint i = 0; i < AFT_MEASURE_END; i++)
      {
        if (i < G_N_ELEMENTS (MEASURES) || i >= AFT_MEASURE_ASPECT)
          g_ptr_array_add (words, (gpointer) aft_trend_measure_to_text ((AftMeasure) i));
      }
  else
    {
      g_ptr_array_add (words, (gpointer) "venue");
      for (guint i = AFT_SLICE_ALL + 1; i < AFT_SLICES; i++)
        g_ptr_array_add (words, (gpointer) aft_slice_to_text ((AftSlice) i));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/* One of "step", "measure", "by". */
static gboolean
set_word (AftTrendScope *scope, const char *name, const char *value, GError **error)
{
  gboolean is_known = FALSE;
  if (g_str_equal (name, "step"))
    is_known = scope->has_step = aft_step_from_text (value, &scope->step);
  else if (g_str_equal (name, "measure"))
    is_known = aft_trend_measure_from_text (value, &scope->measure);
  else if (g_str_equal (name, "by"))
    is_known = by_from_text (value, &scope->by);
  if (!is_known)
    {
      g_autofree char *words = list_words (name);
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is one of %s", name, words);
    }
  return is_known;
}

static const char *const NAMES[] = { "venue", "period", "step", "measure", "by", NULL };

static gboolean
find_filter (const char *name, AftSlice *ret_slice)
{
  return aft_slice_from_text (name, ret_slice) && *ret_slice != AFT_SLICE_ALL;
}

gboolean
aft_trend_scope_has_name (const char *name)
{
  AftSlice slice;
  return g_strv_contains (NAMES, name) || find_filter (name, &slice);
}

gboolean
aft_trend_scope_set (AftTrendScope *scope, const char *name, const char *value, GError **error)
{
  AftSlice slice;
  if (!aft_trend_scope_has_name (name))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "a view has no such setting");
      return FALSE;
    }
  if (g_str_equal (name, "venue"))
    return set_venues (scope, value, error);
  if (g_str_equal (name, "period"))
    return set_period (scope, value, error);
  return find_filter (name, &slice) ? set_filter (scope, slice, value, error)
                                    : set_word (scope, name, value, error);
}

/* As a form writes it: '+' is a blank. NULL: no UTF-8, or a NUL in it. */
static char *
unescape (const char *text, gsize length)
{
  g_autofree char *plain = g_strndup (text, length);
  for (char *at = plain; *at != '\0'; at++)
    if (*at == '+')
      *at = ' ';
  g_autofree char *bare = g_uri_unescape_string (plain, NULL);
  return bare != NULL && g_utf8_validate (bare, -1, NULL) ? g_steal_pointer (&bare) : NULL;
}

/* One "name=value"; an empty value, as a form sends it, says nothing. */
static gboolean
read_pair (AftTrendScope *scope, GHashTable *seen, const char *pair, GError **error)
{
  gsize name_length = strcspn (pair, "=");
  g_autofree char *name = unescape (pair, name_length);
  g_autofree char *value = pair[name_length] == '='
                               ? unescape (pair + name_length + 1, strlen (pair + name_length + 1))
                               : g_strdup ("");
  if (name == NULL || value == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "the address is no text");
      return FALSE;
    }
  if (*value == '\0' || !aft_trend_scope_has_name (name))
    return TRUE;
  if (!g_hash_table_add (seen, g_strdup (name)))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s stands there twice", name);
      return FALSE;
    }
  return aft_trend_scope_set (scope, name, value, error);
}

AftTrendScope *
aft_trend_scope_read (const char *query, gint32 today, GError **error)
{
  g_autoptr (AftTrendScope) scope = aft_trend_scope_new (today);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (query != NULL && strlen (query) > QUERY_MOST)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "the address is too long");
      return NULL;
    }
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);
  for (gsize i = 0; pairs[i] != NULL; i++)
    if (!read_pair (scope, seen, pairs[i], error))
      return NULL;
  return g_steal_pointer (&scope);
}

static void
write_pair (GString *query, const char *name, const char *value)
{
  g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (AftId));
}

static void
write_venues (GString *query, const AftTrendScope *scope)
{
  g_autoptr (GArray) sorted = g_array_copy (scope->venue_ids);
  g_array_sort (sorted, compare_ids);
  g_autofree char *text = aft_id_list_to_text (sorted);
  if (scope->names_venues && sorted->len > 0)
    g_string_append_printf (query, "venue=%s", text);
}

char *
aft_trend_scope_to_query (const AftTrendScope *scope)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *period = aft_period_to_text (scope->period);
  write_venues (query, scope);
  write_pair (query, "period", period);
  if (scope->step != aft_trend_scope_get_natural_step (scope))
    write_pair (query, "step", aft_step_to_text (scope->step));
  if (scope->measure != AFT_MEASURE_SATISFACTION)
    write_pair (query, "measure", aft_trend_measure_to_text (scope->measure));
  if (scope->by != AFT_SLICE_ALL)
    write_pair (query, "by", aft_slice_to_text (scope->by));
  if (scope->filter != AFT_SLICE_ALL)
    write_pair (query, aft_slice_to_text (scope->filter), scope->filter_name);
  return g_string_free (g_steal_pointer (&query), FALSE);
}

gboolean
aft_trend_scope_limit (AftTrendScope *scope, const GArray *venue_ids, GError **error)
{
  if (venue_ids == NULL)
    return TRUE;
  gboolean is_allowed = venue_ids->len > 0;
  for (guint i = 0; is_allowed && i < scope->venue_ids->len; i++)
    is_allowed = aft_id_is_among (&g_array_index (scope->venue_ids, AftId, i), venue_ids);
  if (!is_allowed)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "there is no such venue");
      return FALSE;
    }
  if (scope->venue_ids->len == 0)
    g_array_append_vals (scope->venue_ids, venue_ids->data, venue_ids->len);
  return TRUE;
}

/* How many whole months the period is; 0: it is something else. */
static gint
count_months (AftPeriod period)
{
  AftDate from = aft_calendar_date_of (period.from_day);
  AftDate after = { 0 };
  if (period.to_day >= AFT_CALENDAR_LAST_DAY)
    return 0;
  after = aft_calendar_date_of (period.to_day + 1);
  return from.day == 1 && after.day == 1
             ? (after.year - from.year) * YEAR_MONTHS + after.month - from.month
             : 0;
}

static gboolean
get_next (AftPeriod period, AftPeriod *ret_next)
{
  gint months = count_months (period);
  gint64 last = (gint64) period.to_day + aft_period_count_days (period);
  ret_next->from_day = period.to_day + 1;
  if (months > 0)
    {
      AftDate after = aft_calendar_date_of (ret_next->from_day);
      gint month = after.year * YEAR_MONTHS + after.month - 1 + months;
      AftDate end = { month / YEAR_MONTHS, month % YEAR_MONTHS + 1, 1 };
      gint32 day;
      if (!aft_calendar_day_from_date (end, &day))
        return FALSE;
      last = day - 1;
    }
  ret_next->to_day = (gint32) last;
  return last <= AFT_CALENDAR_LAST_DAY;
}

gboolean
aft_trend_scope_move_later (AftTrendScope *scope)
{
  AftPeriod next;
  if (!get_next (scope->period, &next) || next.from_day > scope->today)
    return FALSE;
  put_period (scope, next);
  return TRUE;
}

void
aft_trend_scope_move_earlier (AftTrendScope *scope)
{
  AftPeriod before;
  if (aft_period_get_before (scope->period, &before))
    put_period (scope, before);
}

AftPeriod
aft_trend_scope_get_elapsed (const AftTrendScope *scope)
{
  AftPeriod elapsed = scope->period;
  elapsed.to_day = CLAMP (scope->today, elapsed.from_day, elapsed.to_day);
  return elapsed;
}

gboolean
aft_trend_scope_get_before (const AftTrendScope *scope, AftPeriod *ret_before)
{
  AftPeriod elapsed = aft_trend_scope_get_elapsed (scope);
  return aft_period_get_running (scope->period, elapsed.to_day, &elapsed, ret_before);
}

gboolean
aft_trend_scope_is_running (const AftTrendScope *scope)
{
  return scope->today < scope->period.to_day;
}

gint32
aft_trend_find_today (const GPtrArray *venues, gint64 now_ms)
{
  gint32 today = (gint32) (now_ms / (G_TIME_SPAN_DAY / 1000));
  for (guint i = 0; i < venues->len; i++)
    {
      gint32 day = aft_venue_get_business_day (g_ptr_array_index (venues, i), now_ms);
      today = i == 0 ? day : MAX (today, day);
    }
  return today;
}
