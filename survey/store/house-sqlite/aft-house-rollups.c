/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting in memory: one entry a touched group, whatever the number of responses, so that a batch
 * of fifty costs hardly more upserts than one. Words are remembered from one transaction to the
 * next, but not over one that was undone. */
#include "aft-house-rollups.h"

#include <string.h>

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

struct _AftHouseRollups
{
  GArray *new_groups; /* AftHouseGroup, of the job under way, as is */
  GArray *new_days;   /* Day */
  GHashTable *groups; /* AftHouseGroup → count */
  GHashTable *days;   /* gint64 of device and day → Day */
  GHashTable *words;  /* text → ref */
};

/* FNV-1a over the nine numbers. */
static guint
hash_group (gconstpointer key)
{
  const gint32 *numbers = key;
  guint hash = 2166136261u;
  for (gsize i = 0; i < sizeof (AftHouseGroup) / sizeof *numbers; i++)
    hash = (hash ^ (guint) numbers[i]) * 16777619u;
  return hash;
}

static gboolean
equal_groups (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (AftHouseGroup)) == 0;
}

GHashTable *
aft_house_groups_new (void)
{
  return g_hash_table_new_full (hash_group, equal_groups, g_free, NULL);
}

AftHouseRollups *
aft_house_rollups_new (void)
{
  AftHouseRollups *rollups = g_new (AftHouseRollups, 1);
  rollups->new_groups = g_array_new (FALSE, FALSE, sizeof (AftHouseGroup));
  rollups->new_days = g_array_new (FALSE, FALSE, sizeof (Day));
  rollups->groups = aft_house_groups_new ();
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
  g_array_unref (rollups->new_days);
  g_hash_table_unref (rollups->groups);
  g_hash_table_unref (rollups->days);
  g_hash_table_unref (rollups->words);
  g_free (rollups);
}

void
aft_house_rollups_add (AftHouseRollups *rollups, const AftHouseGroup *group)
{
  g_array_append_vals (rollups->new_groups, group, 1);
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

static void
keep_group (AftHouseRollups *rollups, const AftHouseGroup *group)
{
  gpointer key = NULL;
  gpointer count = NULL;
  if (g_hash_table_steal_extended (rollups->groups, group, &key, &count))
    g_hash_table_insert (rollups->groups, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
  else
    g_hash_table_insert (rollups->groups, g_memdup2 (group, sizeof *group), GUINT_TO_POINTER (1));
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

void
aft_house_rollups_keep (AftHouseRollups *rollups)
{
  for (guint i = 0; i < rollups->new_groups->len; i++)
    keep_group (rollups, &g_array_index (rollups->new_groups, AftHouseGroup, i));
  for (guint i = 0; i < rollups->new_days->len; i++)
    keep_day (rollups, &g_array_index (rollups->new_days, Day, i));
  g_array_set_size (rollups->new_groups, 0);
  g_array_set_size (rollups->new_days, 0);
}

void
aft_house_rollups_undo (AftHouseRollups *rollups)
{
  g_array_set_size (rollups->new_groups, 0);
  g_array_set_size (rollups->new_days, 0);
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

/* Most groups are there already, and an UPDATE costs half of what an INSERT with ON CONFLICT does.
 */
static gboolean
write_group (AftHouseConnection *connection,
             const AftHouseGroup *group,
             guint count,
             GError **error)
{
  const gint64 numbers[]
      = { group->venue,  group->survey, group->question, group->day,  group->part,
          group->option, group->locale, group->channel,  group->tier, count };
  int changed = change (connection,
                        "UPDATE rollup SET count = count + ?10 WHERE venue = ?1 AND survey = ?2"
                        " AND question = ?3 AND day = ?4 AND part = ?5 AND option = ?6"
                        " AND locale = ?7 AND channel = ?8 AND tier = ?9",
                        numbers, G_N_ELEMENTS (numbers), error);
  if (changed == 0)
    changed = change (connection,
                      "INSERT INTO rollup (venue, survey, question, day, part, option, locale,"
                      " channel, tier, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                      numbers, G_N_ELEMENTS (numbers), error);
  return changed == 1;
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

gboolean
aft_house_rollups_write (AftHouseRollups *rollups, AftHouseConnection *connection, GError **error)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;
  g_hash_table_iter_init (&iter, rollups->groups);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!write_group (connection, key, GPOINTER_TO_UINT (value), error))
      return FALSE;
  g_hash_table_iter_init (&iter, rollups->days);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!write_day (connection, value, error))
      return FALSE;
  g_hash_table_remove_all (rollups->groups);
  g_hash_table_remove_all (rollups->days);
  return TRUE;
}

void
aft_house_rollups_clear (AftHouseRollups *rollups)
{
  aft_house_rollups_undo (rollups);
  g_hash_table_remove_all (rollups->groups);
  g_hash_table_remove_all (rollups->days);
}
