/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stay of answers: nothing but what was counted, so that counting again gives the same.
 * The survey is not asked; what it calls an option stands in the tallies already. */
#include "aft-house-ratings.h"

#include <string.h>

/* As the tallies call a guest's own words in an option's place. */
#define OTHER "other"

static gboolean
is_counted (const GArray *tallies, const char *question)
{
  for (guint i = 0; i < tallies->len; i++)
    if (g_strcmp0 (g_array_index (tallies, AftHouseTally, i).question, question) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_option (const GArray *tallies, const char *question, const char *text)
{
  for (guint i = 0; i < tallies->len; i++)
    {
      const AftHouseTally *tally = &g_array_index (tallies, AftHouseTally, i);
      if (g_strcmp0 (tally->question, question) == 0 && g_strcmp0 (tally->option, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A new reference. Objects are no answers to closed questions. */
static AftValue *
keep_option (const GArray *tallies, const char *question, AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  if (type == AFT_VALUE_NUMBER || type == AFT_VALUE_BOOLEAN
      || (type == AFT_VALUE_STRING && is_option (tallies, question, aft_value_get_string (value))))
    return aft_value_ref (value);
  return aft_value_new_string (OTHER);
}

static AftValue *
keep_answer (const GArray *tallies, const char *question, AftValue *value)
{
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return keep_option (tallies, question, value);
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    aft_value_builder_take (list, keep_option (tallies, question, aft_value_get_item (value, i)));
  return aft_value_builder_end (list);
}

AftValue *
aft_house_ratings_keep (const AftValue *answers, const GArray *tallies)
{
  AftValueBuilder *kept = aft_value_builder_new_object ();
  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const char *question = aft_value_get_member_name (answers, i);
      if (is_counted (tallies, question))
        aft_value_builder_set_take (
            kept, question, keep_answer (tallies, question, aft_value_get_member_at (answers, i)));
    }
  return aft_value_builder_end (kept);
}
