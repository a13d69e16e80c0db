/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for what was counted: checks what callers hand in, and passes it on to the
 * database behind it. Names of slices that the model knows are answered here. */
#include "aft-house-store-trends.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

#define HOURS 24

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
is_measure (AftMeasure measure)
{
  return measure <= AFT_MEASURE_RETURN
         || (measure >= AFT_MEASURE_ASPECT && measure < AFT_MEASURE_END);
}

static gboolean
check_query (const AftHouseTrendQuery *query, GError **error)
{
  gboolean has_all_slices
      = query->measure == AFT_MEASURE_SATISFACTION || query->measure == AFT_MEASURE_ANSWERS;
  gboolean is_of_few = query->slice == AFT_SLICE_HOUR || query->slice == AFT_SLICE_DEVICE;
  if (!is_measure (query->measure))
    return refuse (error, "There is no such measure");
  if (query->slice >= AFT_SLICES)
    return refuse (error, "There is no such slice");
  if (query->from_day > query->to_day)
    return refuse (error, "The first day is after the last");
  if ((!is_of_few || has_all_slices)
      && (query->slice != AFT_SLICE_DEVICE || query->venue_id != NULL))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED,
                       "That measure is not counted in that slice");
  return FALSE;
}

GArray *
aft_house_store_list_trend_sync (AftHouseStore *store,
                                 const AftHouseTrendQuery *query,
                                 GError **error)
{
  return check_query (query, error) ? store->class->trends->list (store, query, error) : NULL;
}

/* Newly allocated. @value: of the slice. */
static char *
dup_model_name (AftSlice slice, gint32 value)
{
  if (slice == AFT_SLICE_HOUR)
    return g_strdup_printf ("%d", value);
  if (slice == AFT_SLICE_LANGUAGE)
    return g_strdup (aft_language_get_tag ((AftLanguage) value));
  return g_strdup (slice == AFT_SLICE_CHANNEL ? aft_channel_to_text ((AftChannel) value)
                                              : aft_tier_to_text ((AftTier) value));
}

char *
aft_house_store_dup_slice_name_sync (AftHouseStore *store,
                                     AftSlice slice,
                                     gint32 value,
                                     GError **error)
{
  /* How many values the model knows; 0: the names are in the store. */
  static const gint32 values[AFT_SLICES] = {
    [AFT_SLICE_HOUR] = HOURS,
    [AFT_SLICE_LANGUAGE] = AFT_LANGUAGES,
    [AFT_SLICE_CHANNEL] = AFT_CHANNEL_PHONE + 1,
    [AFT_SLICE_TIER] = AFT_TIERS,
  };
  if (slice == AFT_SLICE_ALL || slice >= AFT_SLICES)
    return NULL;
  if (values[slice] == 0)
    return store->class->trends->dup_slice_name (store, slice, value, error);
  return value >= 0 && value < values[slice] ? dup_model_name (slice, value) : NULL;
}

gboolean
aft_house_store_get_trend_range_sync (AftHouseStore *store,
                                      const AftId *venue_id,
                                      gint32 *ret_from_day,
                                      gint32 *ret_to_day,
                                      GError **error)
{
  return store->class->trends->get_range (store, venue_id, ret_from_day, ret_to_day, error);
}

gboolean
aft_house_store_put_served_sync (AftHouseStore *store,
                                 const GArray *served,
                                 const char *actor,
                                 GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->trends->put_served (store, served, actor, error);
}

GArray *
aft_house_store_list_served_sync (AftHouseStore *store,
                                  const AftId *venue_id,
                                  gint32 from_day,
                                  gint32 to_day,
                                  GError **error)
{
  return store->class->trends->list_served (store, venue_id, from_day, to_day, error);
}
