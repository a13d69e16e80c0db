/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of aspects and slices. What is counted under them is the caller's. */
#include "aft-measure.h"

static const char *const aspects[AFT_ASPECTS]
    = { "food",    "portion",  "service",  "waiting",       "price",
        "hygiene", "ambience", "location", "something-else" };
static const char *const slices[AFT_SLICES]
    = { "all", "hour", "device", "day-part", "survey", "language", "channel", "tier" };

static gboolean
find_name (const char *const *names, guint count, const char *text, guint *ret_index)
{
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *ret_index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
aft_aspect_to_text (AftAspect aspect)
{
  return aspects[aspect];
}

gboolean
aft_aspect_from_text (const char *text, AftAspect *ret_aspect)
{
  guint index = 0;
  gboolean is_found = find_name (aspects, AFT_ASPECTS, text, &index);
  if (is_found)
    *ret_aspect = (AftAspect) index;
  return is_found;
}

const char *
aft_slice_to_text (AftSlice slice)
{
  return slices[slice];
}

gboolean
aft_slice_from_text (const char *text, AftSlice *ret_slice)
{
  guint index = 0;
  gboolean is_found = find_name (slices, AFT_SLICES, text, &index);
  if (is_found)
    *ret_slice = (AftSlice) index;
  return is_found;
}
