/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting in memory: one entry a touched group, whatever the number of responses, so that a batch
 * of fifty costs hardly more upserts than one. Words are remembered from one transaction to the
 * next, but not over one that was undone. */
#include "aft-house-rollups.h"

/* Remembered words; beyond, all are forgotten and found anew. */
#define WORDS_MAX 20000

/* How many responses a device brought for a day. */
typedef struct
{
  gint32 device;
  gint32 day;
  guint64 count;
  guint64 first;
  guint64 last;
} Day;

/* One more in a place of a cell. */
typedef struct
{
  AftHouseCell cell;
  guint place;
} NewCell;

struct _AftHouseRollups
{
  GArray *new_groups;  /* AftHouseGroup, of the job under way, as are */
  GArray *new_cells;   /* NewCell */
  GArray *new_days;    /* Day */
  AftHouseCounts kept; /* of venues */
  AftHouseCounts house;
  GHashTable *days;  /* gint64 of device and day → Day */
  GHashTable *words; /* text → ref */
};

AftHouseRollups *
aft_house_rollups_new (void)
{
  AftHouseRollups *rollups = g_new (AftHouseRollups, 1);
  rollups->new_groups = g_array_new (FALSE, FALSE, sizeof (AftHouseGroup));
  rollups->new_cells = g_array_new (FALSE, FALSE, sizeof (NewCell));
  rollups->new_days = g_array_new (FALSE, FALSE, sizeof (Day));
  aft_house_counts_init (&rollups->kept);
  aft_house_counts_init (&rollups->house);
  rollups->days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  rollups->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return rollups;
}

void
aft_house_rollups_free (AftHouseRollups *rollups)
{
  if (rollups == NULL)
    return;
  g_array_unref (rollups->new_groups);
  g_array_unref (rollups->new_cells);
  g_array_unref (rollups->new_days);
  aft_house_counts_clear (&rollups->kept);
  aft_house_counts_clear (&rollups->house);
  g_hash_table_unref (rollups->days);
  g_hash_table_unref (rollups->words);
  g_free (rollups);
}

void
aft_house_rollups_add_day (AftHouseRollups *rollups, gint32 device, gint32 day, guint64 sequence)
{
  Day added = { device, day, 1, sequence, sequence };
  g_array_append_val (rollups->new_days, added);
}

static gint32
look_word_up (AftHouseConnection *connection, const char *text, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (connection, "SELECT ref FROM word WHERE text = ?1", error);
  if (row == NULL)
    return -1;
  aft_sqlite_bind_text (row, 1, text);
  if (aft_sqlite_step (row, &local))
    return sqlite3_column_int (row, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, local);
  return -1;
}

static gint32
make_word (AftHouseConnection *connection, const char *text, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (connection, "INSERT INTO word (text) VALUES (?1)", error);
  if (row == NULL)
    return -1;
  aft_sqlite_bind_text (row, 1, text);
  if (!aft_sqlite_run (row, error))
    return -1;
  return (gint32) sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (connection));
}

gint32
aft_house_rollups_find_word (AftHouseRollups *rollups,
                             AftHouseConnection *connection,
                             const char *text,
                             GError **error)
{
  if (text == NULL)
    return 0;
  gint32 ref = GPOINTER_TO_INT (g_hash_table_lookup (rollups->words, text));
  if (ref > 0)
    return ref;
  ref = look_word_up (connection, text, error);
  if (ref == 0)
    ref = make_word (connection, text, error);
  if (ref < 0)
    return ref;
  if (g_hash_table_size (rollups->words) >= WORDS_MAX)
    g_hash_table_remove_all (rollups->words);
  g_hash_table_insert (rollups->words, g_strdup (text), GINT_TO_POINTER (ref));
  return ref;
}

static gint32
find_word (gpointer data, const char *text, GError **error)
{
  AftHouseSession *session = data;
  return aft_house_rollups_find_word (session->rollups, session->connection, text, error);
}

static void
add_group (gpointer data, const AftHouseGroup *group)
{
  AftHouseSession *session = data;
  g_array_append_vals (session->rollups->new_groups, group, 1);
}

static void
add_cell (gpointer data, const AftHouseCell *cell, guint place)
{
  AftHouseSession *session = data;
  NewCell added = { *cell, place };
  g_array_append_val (session->rollups->new_cells, added);
}

gboolean
aft_house_session_count (AftHouseSession *session,
                         const AftHouseCountedBy *by,
                         const GArray *tallies,
                         GError **error)
{
  const AftHouseCounting counting = { find_word, add_group, add_cell, session };
  return aft_house_count_response (by, tallies, &counting, error);
}

static void
keep_day (AftHouseRollups *rollups, const Day *added)
{
  gint64 key = (gint64) added->device << 32 | (guint32) added->day;
  Day *day = g_hash_table_lookup (rollups->days, &key);
  if (day == NULL)
    {
      g_hash_table_insert (rollups->days, g_memdup2 (&key, sizeof key),
                           g_memdup2 (added, sizeof *added));
      return;
    }
  day->count += added->count;
  day->first = MIN (day->first, added->first);
  day->last = MAX (day->last, added->last);
}

static void
forget_new (AftHouseRollups *rollups)
{
  g_array_set_size (rollups->new_groups, 0);
  g_array_set_size (rollups->new_cells, 0);
  g_array_set_size (rollups->new_days, 0);
}

void
aft_house_rollups_keep (AftHouseRollups *rollups)
{
  for (guint i = 0; i < rollups->new_groups->len; i++)
    aft_house_counts_add_group (&rollups->kept,
                                &g_array_index (rollups->new_groups, AftHouseGroup, i), 1);
  for (guint i = 0; i < rollups->new_cells->len; i++)
    {
      const NewCell *added = &g_array_index (rollups->new_cells, NewCell, i);
      aft_house_counts_add_cell (&rollups->kept, &added->cell, added->place);
    }
  for (guint i = 0; i < rollups->new_days->len; i++)
    keep_day (rollups, &g_array_index (rollups->new_days, Day, i));
  forget_new (rollups);
}

void
aft_house_rollups_undo (AftHouseRollups *rollups)
{
  forget_new (rollups);
  g_hash_table_remove_all (rollups->words);
}

/* Runs @sql with the @count @numbers as its parameters; how many rows it has changed, or -1. */
static int
change (AftHouseConnection *connection,
        const char *sql,
        const gint64 *numbers,
        int count,
        GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (connection, sql, error);
  if (row == NULL)
    return -1;
  for (int i = 0; i < count; i++)
    aft_sqlite_bind_integer (row, i + 1, numbers[i]);
  if (!aft_sqlite_run (row, error))
    return -1;
  return sqlite3_changes (aft_house_connection_get_sqlite (connection));
}

/* Many rows are new, one of a day-part, an option, a language …: one search for both costs half of
 * an UPDATE that finds nothing and an INSERT, and hardly more than one that finds its row. */
static gboolean
write_group (AftHouseConnection *connection, const AftHouseGroupCount *row, GError **error)
{
  const AftHouseGroup *key = &row->key;
  const gint64 numbers[] = { key->venue,  key->survey, key->question, key->day,  key->part,
                             key->option, key->locale, key->channel,  key->tier, row->count };
  return change (connection,
                 "INSERT INTO rollup (venue, survey, question, day, part, option, locale, channel,"
                 " tier, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                 " ON CONFLICT DO UPDATE SET count = count + ?10",
                 numbers, G_N_ELEMENTS (numbers), error)
         == 1;
}

#define OF_CELL        " WHERE venue = ?1 AND measure = ?2 AND slice = ?3 AND value = ?4 AND day = ?5"
#define ADD_TO(column) "UPDATE trend SET " column " = " column " + ?6" OF_CELL

/* The only place that is not 0; AFT_TREND_COUNTS: there are several. */
static guint
find_only_place (const AftHouseCellCount *row)
{
  guint only = AFT_TREND_COUNTS;
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    if (row->counts[i] > 0 && only != AFT_TREND_COUNTS)
      return AFT_TREND_COUNTS;
    else if (row->counts[i] > 0)
      only = i;
  return only;
}

/* A single response adds to one place, which costs a fifth less than adding to all. How many rows
 * it has changed, or -1. */
static int
update_cell (AftHouseConnection *connection,
             const AftHouseCellCount *row,
             const gint64 *numbers,
             GError **error)
{
  static const char *const updates[AFT_TREND_COUNTS]
      = { ADD_TO ("n0"), ADD_TO ("n1"), ADD_TO ("n2"), ADD_TO ("n3"), ADD_TO ("n4"), ADD_TO ("n5"),
          ADD_TO ("n6"), ADD_TO ("n7"), ADD_TO ("n8"), ADD_TO ("n9"), ADD_TO ("n10") };
  guint place = find_only_place (row);
  if (place == AFT_TREND_COUNTS)
    return change (connection,
                   "UPDATE trend SET n0 = n0 + ?6, n1 = n1 + ?7, n2 = n2 + ?8, n3 = n3 + ?9,"
                   " n4 = n4 + ?10, n5 = n5 + ?11, n6 = n6 + ?12, n7 = n7 + ?13,"
                   " n8 = n8 + ?14, n9 = n9 + ?15, n10 = n10 + ?16" OF_CELL,
                   numbers, 5 + AFT_TREND_COUNTS, error);
  const gint64 few[]
      = { numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5 + place] };
  return change (connection, updates[place], few, G_N_ELEMENTS (few), error);
}

static gboolean
write_cell (AftHouseConnection *connection, const AftHouseCellCount *row, GError **error)
{
  const AftHouseCell *key = &row->key;
  gint64 numbers[5 + AFT_TREND_COUNTS]
      = { key->venue, key->measure, key->slice, key->value, key->day };
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    numbers[5 + i] = (gint64) row->counts[i];
  int changed = update_cell (connection, row, numbers, error);
  if (changed == 0)
    changed = change (connection,
                      "INSERT INTO trend (venue, measure, slice, value, day, n0, n1, n2, n3, n4,"
                      " n5, n6, n7, n8, n9, n10) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                      " ?11, ?12, ?13, ?14, ?15, ?16)",
                      numbers, G_N_ELEMENTS (numbers), error);
  return changed == 1;
}

static gboolean
write_counts (AftHouseConnection *connection, const AftHouseCounts *counts, GError **error)
{
  GHashTableIter iter;
  gpointer row = NULL;
  g_hash_table_iter_init (&iter, counts->groups);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!write_group (connection, row, error))
      return FALSE;
  g_hash_table_iter_init (&iter, counts->cells);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!write_cell (connection, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_day (AftHouseConnection *connection, const Day *day, GError **error)
{
  const gint64 numbers[]
      = { day->device, day->day, (gint64) day->count, (gint64) day->first, (gint64) day->last };
  int changed = change (connection,
                        "UPDATE device_day SET count = count + ?3, first = min (first, ?4),"
                        " last = max (last, ?5) WHERE device = ?1 AND day = ?2",
                        numbers, G_N_ELEMENTS (numbers), error);
  if (changed == 0)
    changed = change (connection,
                      "INSERT INTO device_day (device, day, count, first, last)"
                      " VALUES (?1, ?2, ?3, ?4, ?5)",
                      numbers, G_N_ELEMENTS (numbers), error);
  return changed == 1;
}

static void
forget_kept (AftHouseRollups *rollups)
{
  aft_house_counts_empty (&rollups->kept);
  aft_house_counts_empty (&rollups->house);
  g_hash_table_remove_all (rollups->days);
}

gboolean
aft_house_rollups_write (AftHouseRollups *rollups, AftHouseConnection *connection, GError **error)
{
  GHashTableIter iter;
  gpointer day = NULL;
  aft_house_counts_add_house (&rollups->house, &rollups->kept);
  if (!write_counts (connection, &rollups->kept, error)
      || !write_counts (connection, &rollups->house, error))
    return FALSE;
  g_hash_table_iter_init (&iter, rollups->days);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    if (!write_day (connection, day, error))
      return FALSE;
  forget_kept (rollups);
  return TRUE;
}

void
aft_house_rollups_clear (AftHouseRollups *rollups)
{
  aft_house_rollups_undo (rollups);
  forget_kept (rollups);
}
