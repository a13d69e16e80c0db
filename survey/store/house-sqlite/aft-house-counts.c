/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a response counts, and rows of counts in memory. One rule for receiving, for counting again
 * after an upgrade and for verification: they cannot come apart. No SQL here. */
#include "aft-house-counts.h"

#include <string.h>

#include "aft-house-rows.h"

/* FNV-1a over @count numbers. */
static guint
hash_numbers (const gint32 *numbers, gsize count)
{
  guint hash = 2166136261u;
  for (gsize i = 0; i < count; i++)
    hash = (hash ^ (guint) numbers[i]) * 16777619u;
  return hash;
}

static guint
hash_group (gconstpointer key)
{
  return hash_numbers (key, sizeof (AftHouseGroup) / sizeof (gint32));
}

static gboolean
equal_groups (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (AftHouseGroup)) == 0;
}

static guint
hash_cell (gconstpointer key)
{
  return hash_numbers (key, sizeof (AftHouseCell) / sizeof (gint32));
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (AftHouseCell)) == 0;
}

void
aft_house_counts_init (AftHouseCounts *counts)
{
  counts->groups = g_hash_table_new_full (hash_group, equal_groups, g_free, NULL);
  counts->cells = g_hash_table_new_full (hash_cell, equal_cells, g_free, NULL);
}

void
aft_house_counts_clear (AftHouseCounts *counts)
{
  g_clear_pointer (&counts->groups, g_hash_table_unref);
  g_clear_pointer (&counts->cells, g_hash_table_unref);
}

void
aft_house_counts_empty (AftHouseCounts *counts)
{
  g_hash_table_remove_all (counts->groups);
  g_hash_table_remove_all (counts->cells);
}

AftHouseGroupCount *
aft_house_counts_find_group (const AftHouseCounts *counts, const AftHouseGroup *key)
{
  return g_hash_table_lookup (counts->groups, key);
}

AftHouseCellCount *
aft_house_counts_find_cell (const AftHouseCounts *counts, const AftHouseCell *key)
{
  return g_hash_table_lookup (counts->cells, key);
}

void
aft_house_counts_add_group (AftHouseCounts *counts, const AftHouseGroup *key, guint64 count)
{
  AftHouseGroupCount *row = aft_house_counts_find_group (counts, key);
  if (row == NULL)
    {
      row = g_new (AftHouseGroupCount, 1);
      *row = (AftHouseGroupCount){ *key, 0 };
      g_hash_table_add (counts->groups, row);
    }
  row->count += count;
}

static AftHouseCellCount *
make_cell (AftHouseCounts *counts, const AftHouseCell *key)
{
  AftHouseCellCount *row = aft_house_counts_find_cell (counts, key);
  if (row != NULL)
    return row;
  row = g_new0 (AftHouseCellCount, 1);
  row->key = *key;
  g_hash_table_add (counts->cells, row);
  return row;
}

void
aft_house_counts_add_cell (AftHouseCounts *counts, const AftHouseCell *key, guint place)
{
  make_cell (counts, key)->counts[place]++;
}

static void
add_house_cell (AftHouseCounts *house, const AftHouseCellCount *cell)
{
  AftHouseCell key = cell->key;
  if (key.slice == AFT_SLICE_DEVICE)
    return;
  key.venue = 0;
  AftHouseCellCount *row = make_cell (house, &key);
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    row->counts[i] += cell->counts[i];
}

void
aft_house_counts_add_house (AftHouseCounts *house, const AftHouseCounts *venues)
{
  GHashTableIter iter;
  gpointer row = NULL;
  g_hash_table_iter_init (&iter, venues->groups);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      const AftHouseGroupCount *group = row;
      AftHouseGroup key = group->key;
      key.venue = 0;
      if (key.question < 0)
        aft_house_counts_add_group (house, &key, group->count);
    }
  g_hash_table_iter_init (&iter, venues->cells);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    add_house_cell (house, row);
}

AftHouseCountedBy
aft_house_counted_by (const AftResponse *response, guint marks)
{
  AftHouseCountedBy by = {
    .kind = aft_response_get_kind (response),
    .state = aft_response_get_state (response),
    .is_doubtful = marks != 0 || aft_response_is_burst (response),
  };
  by.group.locale = aft_house_rows_from_language (aft_response_get_language (response));
  by.group.channel = (gint32) aft_response_get_channel (response);
  return by;
}

static AftAnswerCount
get_answer_place (const AftHouseCountedBy *by)
{
  static const AftAnswerCount kinds[] = {
    [AFT_RESPONSE_COMPLAINT] = AFT_ANSWERS_COMPLAINT,
    [AFT_RESPONSE_SUGGESTION] = AFT_ANSWERS_SUGGESTION,
    [AFT_RESPONSE_CALL_STAFF] = AFT_ANSWERS_CALL_STAFF,
    [AFT_RESPONSE_FOLLOW_UP] = AFT_ANSWERS_FOLLOW_UP,
  };
  static const AftAnswerCount ends[] = {
    [AFT_RESPONSE_COMPLETE] = AFT_ANSWERS_COMPLETE,
    [AFT_RESPONSE_PARTIAL] = AFT_ANSWERS_PARTIAL,
    [AFT_RESPONSE_TAP] = AFT_ANSWERS_TAP,
  };
  if (by->is_doubtful)
    return AFT_ANSWERS_DOUBTFUL;
  return by->kind == AFT_RESPONSE_EXIT ? ends[by->state] : kinds[by->kind];
}

static void
count_measure (const AftHouseCountedBy *by,
               AftMeasure measure,
               guint place,
               const AftHouseCounting *counting)
{
  AftHouseGroup group = by->group;
  AftHouseCell cell = { group.venue, (gint32) measure, AFT_SLICE_ALL, 0, group.day };
  group.question = -1 - (gint32) measure;
  group.option = (gint32) place;
  counting->add_group (counting->data, &group);
  counting->add_cell (counting->data, &cell, place);
  if (measure != AFT_MEASURE_ANSWERS && measure != AFT_MEASURE_SATISFACTION)
    return;
  cell.slice = AFT_SLICE_HOUR;
  cell.value = (gint32) by->hour;
  counting->add_cell (counting->data, &cell, place);
  cell.slice = AFT_SLICE_DEVICE;
  cell.value = by->device;
  counting->add_cell (counting->data, &cell, place);
}

static gboolean
count_words (const AftHouseCountedBy *by,
             const AftHouseTally *tally,
             const AftHouseCounting *counting,
             GError **error)
{
  AftHouseGroup group = by->group;
  group.question = counting->find_word (counting->data, tally->question, error);
  group.option
      = group.question > 0 ? counting->find_word (counting->data, tally->option, error) : 0;
  if (group.option <= 0)
    return FALSE;
  counting->add_group (counting->data, &group);
  return TRUE;
}

gboolean
aft_house_count_response (const AftHouseCountedBy *by,
                          const GArray *tallies,
                          const AftHouseCounting *counting,
                          GError **error)
{
  count_measure (by, AFT_MEASURE_ANSWERS, get_answer_place (by), counting);
  if (by->is_doubtful)
    return TRUE;
  if (by->kind == AFT_RESPONSE_COMPLAINT)
    count_measure (by, AFT_MEASURE_COMPLAINTS, AFT_ASPECTS, counting);
  for (guint i = 0; i < tallies->len; i++)
    {
      const AftHouseTally *tally = &g_array_index (tallies, AftHouseTally, i);
      if (tally->measure != AFT_HOUSE_UNMEASURED)
        count_measure (by, (AftMeasure) tally->measure, tally->place, counting);
      else if (!count_words (by, tally, counting, error))
        return FALSE;
    }
  return TRUE;
}
