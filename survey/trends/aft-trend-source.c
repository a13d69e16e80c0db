/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the store for counted days: one query for the whole house or a venue, one a venue where a
 * reader may see several but not all, added up. The filter is a slice of which one value is kept.
 * Knows nothing of figures. */
#include "aft-house-store-trends.h"
#include "aft-trend-change-private.h"
#include "aft-trend-source-private.h"

/* What is asked of the store. */
typedef struct
{
  AftMeasure measure;
  AftSlice slice;
  AftPeriod period;
} Request;

AftTrendSource *
aft_trend_source_new (AftHouseStore *store, const AftTrendScope *scope)
{
  AftTrendSource *source = g_new0 (AftTrendSource, 1);
  source->store = store;
  source->scope = scope;
  source->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return source;
}

void
aft_trend_source_free (AftTrendSource *source)
{
  if (source == NULL)
    return;
  g_hash_table_unref (source->names);
  g_free (source);
}

gboolean
aft_trend_source_counts (AftMeasure measure, AftSlice slice)
{
  return (slice != AFT_SLICE_HOUR && slice != AFT_SLICE_DEVICE)
         || measure == AFT_MEASURE_SATISFACTION || measure == AFT_MEASURE_ANSWERS;
}

static GArray *
list_one (AftTrendSource *source, const AftId *venue_id, const Request *request, GError **error)
{
  AftHouseTrendQuery query = { .venue_id = venue_id,
                               .measure = request->measure,
                               .slice = request->slice,
                               .from_day = request->period.from_day,
                               .to_day = request->period.to_day };
  return aft_house_store_list_trend_sync (source->store, &query, error);
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  const AftTrendDay *left = a;
  const AftTrendDay *right = b;
  if (left->value != right->value)
    return left->value < right->value ? -1 : 1;
  return left->day < right->day ? -1 : left->day > right->day;
}

/* Days of several venues: one row a value and day. */
static void
merge (GArray *days)
{
  guint kept = 0;
  g_array_sort (days, compare_days);
  for (guint i = 1; i < days->len; i++)
    {
      AftTrendDay *last = &g_array_index (days, AftTrendDay, kept);
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      if (compare_days (last, day) != 0)
        {
          g_array_index (days, AftTrendDay, ++kept) = *day;
          continue;
        }
      for (guint j = 0; j < AFT_TREND_COUNTS; j++)
        last->counts[j] += day->counts[j];
    }
  if (days->len > 0)
    g_array_set_size (days, kept + 1);
}

static GArray *
list_venues (AftTrendSource *source, const Request *request, GError **error)
{
  const GArray *venue_ids = source->scope->venue_ids;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  for (guint i = 0; i < venue_ids->len; i++)
    {
      const AftId *id = &g_array_index (venue_ids, AftId, i);
      g_autoptr (GArray) days = list_one (source, id, request, error);
      if (days == NULL)
        return NULL;
      g_array_append_vals (all, days->data, days->len);
    }
  if (venue_ids->len > 1)
    merge (all);
  return g_steal_pointer (&all);
}

static GArray *
list_plain (AftTrendSource *source, const AftId *venue_id, const Request *request, GError **error)
{
  gboolean is_house = venue_id == NULL && source->scope->venue_ids->len == 0;
  if (!aft_trend_source_counts (request->measure, request->slice)
      || (is_house && request->slice == AFT_SLICE_DEVICE))
    return g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  return venue_id != NULL || is_house ? list_one (source, venue_id, request, error)
                                      : list_venues (source, request, error);
}

/* Sets the last place of @days to what could have named something on these days. */
static void
put_base (GArray *days, const GArray *answers, AftMeasure measure)
{
  g_autoptr (GArray) only = g_array_new (FALSE, TRUE, sizeof (AftTrendDay));
  for (guint i = 0; i < answers->len; i++)
    {
      const AftTrendDay *day = &g_array_index (answers, AftTrendDay, i);
      AftTrendDay base = { .day = day->day, .value = day->value };
      base.counts[AFT_TREND_BASE]
          = day->counts[AFT_ANSWERS_COMPLETE] + day->counts[AFT_ANSWERS_PARTIAL]
            + (measure == AFT_MEASURE_COMPLAINTS ? day->counts[AFT_ANSWERS_TAP] : 0);
      g_array_append_val (only, base);
    }
  for (guint i = 0; i < days->len; i++)
    g_array_index (days, AftTrendDay, i).counts[AFT_TREND_BASE] = 0;
  g_array_append_vals (days, only->data, only->len);
  merge (days);
}

static GArray *
list_with_base (AftTrendSource *source,
                const AftId *venue_id,
                const Request *request,
                GError **error)
{
  g_autoptr (GArray) days = list_plain (source, venue_id, request, error);
  gboolean has_base
      = request->measure == AFT_MEASURE_TROUBLE || request->measure == AFT_MEASURE_COMPLAINTS;
  if (days == NULL || !has_base || !aft_trend_source_counts (request->measure, request->slice))
    return g_steal_pointer (&days);
  Request asked = { AFT_MEASURE_ANSWERS, request->slice, request->period };
  g_autoptr (GArray) answers = list_plain (source, venue_id, &asked, error);
  if (answers == NULL)
    return NULL;
  put_base (days, answers, request->measure);
  return g_steal_pointer (&days);
}

const char *
aft_trend_source_get_name (AftTrendSource *source, AftSlice slice, gint32 value, GError **error)
{
  gint64 key = ((gint64) slice << 32) | (guint32) value;
  const char *known = g_hash_table_lookup (source->names, &key);
  g_autoptr (GError) reason = NULL;
  if (known != NULL)
    return known;
  char *name = aft_house_store_dup_slice_name_sync (source->store, slice, value, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  name = name != NULL ? name : g_strdup ("");
  g_hash_table_insert (source->names, g_memdup2 (&key, sizeof key), name);
  return name;
}

/* Versions of a survey, and kiosks that are called alike, are one: of the first one's value. A
 * filter by their name would add them up, too. */
static gboolean
join_names (AftTrendSource *source, AftSlice slice, GArray *days, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  if (slice != AFT_SLICE_SURVEY && slice != AFT_SLICE_DEVICE)
    return TRUE;
  for (guint i = 0; i < days->len; i++)
    {
      AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      const char *name = aft_trend_source_get_name (source, slice, day->value, error);
      gpointer first = NULL;
      if (name == NULL)
        return FALSE;
      if (g_hash_table_lookup_extended (values, name, NULL, &first))
        day->value = GPOINTER_TO_INT (first);
      else
        g_hash_table_insert (values, (gpointer) name, GINT_TO_POINTER (day->value));
    }
  merge (days);
  return TRUE;
}

/* Keeps the days of the value with the filter's name, as days of the whole. */
static gboolean
keep_filtered (AftTrendSource *source, GArray *days, GError **error)
{
  guint kept = 0;
  for (guint i = 0; i < days->len; i++)
    {
      AftTrendDay day = g_array_index (days, AftTrendDay, i);
      const char *name
          = aft_trend_source_get_name (source, source->scope->filter, day.value, error);
      if (name == NULL)
        return FALSE;
      if (!g_str_equal (name, source->scope->filter_name))
        continue;
      day.value = 0;
      g_array_index (days, AftTrendDay, kept++) = day;
    }
  g_array_set_size (days, kept);
  merge (days);
  return TRUE;
}

GArray *
aft_trend_source_list_unfiltered (AftTrendSource *source,
                                  AftMeasure measure,
                                  AftSlice slice,
                                  AftPeriod period,
                                  GError **error)
{
  Request request = { measure, slice, period };
  g_autoptr (GArray) days = list_with_base (source, NULL, &request, error);
  if (days == NULL || !join_names (source, slice, days, error))
    return NULL;
  return g_steal_pointer (&days);
}

GArray *
aft_trend_source_list (AftTrendSource *source,
                       const AftId *venue_id,
                       AftMeasure measure,
                       AftSlice slice,
                       AftPeriod period,
                       GError **error)
{
  gboolean has_filter = source->scope->filter != AFT_SLICE_ALL;
  Request request = { measure, has_filter ? source->scope->filter : slice, period };
  if (has_filter && slice != AFT_SLICE_ALL)
    return g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  g_autoptr (GArray) days = list_with_base (source, venue_id, &request, error);
  if (days == NULL
      || !(has_filter ? keep_filtered (source, days, error)
                      : join_names (source, slice, days, error)))
    return NULL;
  return g_steal_pointer (&days);
}
