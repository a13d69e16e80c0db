/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting again: every response is put together from its row, must give its digest, and says anew
 * what it adds to the rollups and trends. A venue at a time, so that no more than its rows of
 * counts are in memory, and the whole house's. */
#include "aft-body.h"
#include "aft-error.h"
#include "aft-house-rollups.h"
#include "aft-house-rows.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-verify.h"

typedef struct
{
  AftHouseSession *session;
  AftHouseVerify *verify;
  GHashTable *words;       /* text → ref */
  GHashTable *texts;       /* ref → text, borrowed from words */
  GHashTable *definitions; /* survey's ref → text */
  AftHouseCounts counts;   /* of the venue at hand, as they should be */
  AftHouseCounts house;    /* likewise of the whole house, venue after venue */
  const char *venue_name;  /* borrowed, as is */
} Recount;

static gboolean
load_words (Recount *recount, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (recount->session->connection,
                                                              "SELECT text, ref FROM word", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      char *text = aft_sqlite_dup_text (row, 0);
      gpointer ref = GINT_TO_POINTER (sqlite3_column_int (row, 1));
      g_hash_table_insert (recount->words, text, ref);
      g_hash_table_insert (recount->texts, ref, text);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static const char *
get_definition (Recount *recount, gint32 survey, GError **error)
{
  char *definition = g_hash_table_lookup (recount->definitions, GINT_TO_POINTER (survey));
  if (definition != NULL)
    return definition;
  definition = aft_house_session_dup_definition (recount->session, survey, error);
  if (definition != NULL)
    g_hash_table_insert (recount->definitions, GINT_TO_POINTER (survey), definition);
  return definition;
}

/* A word that is not there has no ref, and what is counted under it will be found missing. */
static gint32
find_word (gpointer data, const char *text, GError **error)
{
  const Recount *recount = data;
  gint32 ref = GPOINTER_TO_INT (g_hash_table_lookup (recount->words, text));
  return ref > 0 ? ref : G_MAXINT32;
}

static void
add_group (gpointer data, const AftHouseGroup *group)
{
  Recount *recount = data;
  aft_house_counts_add_group (&recount->counts, group, 1);
}

static void
add_cell (gpointer data, const AftHouseCell *cell, guint place)
{
  Recount *recount = data;
  aft_house_counts_add_cell (&recount->counts, cell, place);
}

static gboolean
count_answers (Recount *recount, sqlite3_stmt *row, const AftResponse *response, GError **error)
{
  const AftHouseCounting counting = { find_word, add_group, add_cell, recount };
  gint32 survey = sqlite3_column_int (row, AFT_HOUSE_ROWS_SURVEY);
  g_autoptr (GArray) tallies = aft_house_tallies_new ();
  if (survey > 0)
    {
      const char *definition = get_definition (recount, survey, error);
      if (definition == NULL)
        return FALSE;
      aft_house_database_tally (recount->session->database, response, definition, tallies);
    }
  AftHouseCountedBy by = aft_house_rows_counted_by (row, response);
  return aft_house_count_response (&by, tallies, &counting, error);
}

static void
report_changed (Recount *recount, sqlite3_stmt *row)
{
  AftId id = aft_sqlite_get_id (row, 1);
  gint32 day = sqlite3_column_int (row, AFT_HOUSE_ROWS_DAY);
  g_autofree char *text = aft_id_to_text (&id);
  g_autofree char *date = aft_house_dup_date (day);
  AftHouseProof *proof = aft_house_verify_get_proof (
      recount->verify, sqlite3_column_int (row, AFT_HOUSE_ROWS_DEVICE));
  aft_house_verify_find (recount->verify,
                         "device %s, %s: %" G_GINT64_FORMAT " (response %s) has been changed",
                         proof != NULL ? proof->device_name : "?", date,
                         (gint64) sqlite3_column_int64 (row, AFT_HOUSE_ROWS_SEQUENCE), text);
  if (proof == NULL)
    return;
  proof->changed++;
  proof->is_intact = FALSE;
  aft_house_proof_get_day (proof, day)->changed++;
}

static gboolean
judge_row (Recount *recount, sqlite3_stmt *row, GError **error)
{
  GError *local = NULL;
  AftDigest digest = { { 0 } };
  AftDigest stored = aft_sqlite_get_digest (row, AFT_HOUSE_ROWS_DIGEST);
  aft_house_verify_step (recount->verify);
  g_autoptr (AftResponse) response = aft_house_rows_read (recount->session, row, &local);
  g_autofree char *body
      = response != NULL ? aft_body_from_response (response, &digest, &local) : NULL;
  gboolean is_unsound = g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT)
                        || g_error_matches (local, AFT_ERROR, AFT_ERROR_INVALID)
                        || g_error_matches (local, AFT_ERROR, AFT_ERROR_TOO_LARGE);
  if (local != NULL && !is_unsound)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  gboolean is_erased = sqlite3_column_int64 (row, AFT_HOUSE_ROWS_ERASED) > 0;
  if (body == NULL || (!is_erased && !aft_digest_equal (&digest, &stored)))
    report_changed (recount, row);
  return response == NULL || count_answers (recount, row, response, error);
}

static gboolean
count_venue (Recount *recount, gint32 venue, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recount->session->connection, AFT_HOUSE_ROWS_SELECT " WHERE response.venue = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  while (local == NULL && aft_sqlite_step (row, &local))
    judge_row (recount, row, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static const char *
get_word (Recount *recount, gint32 ref)
{
  const char *text = g_hash_table_lookup (recount->texts, GINT_TO_POINTER (ref));
  return text != NULL ? text : "?";
}

/* What a number of the column question is called; newly allocated. */
static char *
dup_question (Recount *recount, gint32 question)
{
  return question < 0 ? g_strdup_printf ("measure %d", -1 - question)
                      : g_strdup (get_word (recount, question));
}

static void
report_group (Recount *recount, const AftHouseGroup *group, guint64 stored, guint64 counted)
{
  g_autofree char *date = aft_house_dup_date (group->day);
  g_autofree char *question = dup_question (recount, group->question);
  g_autofree char *option = group->question < 0 ? g_strdup_printf ("%d", group->option)
                                                : g_strdup (get_word (recount, group->option));
  aft_house_verify_find (recount->verify,
                         "rollup of %s, %s, survey number %d, %s = %s: says %" G_GUINT64_FORMAT
                         ", counted %" G_GUINT64_FORMAT,
                         recount->venue_name, date, group->survey, question, option, stored,
                         counted);
}

static gboolean
compare_rollups (Recount *recount, gint32 venue, const AftHouseCounts *counts, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recount->session->connection,
      "SELECT venue, survey, question, day, part, option, locale, channel, tier, count FROM rollup"
      " WHERE venue = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseGroup key;
      gint32 *numbers = (gint32 *) &key;
      for (int i = 0; i < 9; i++)
        numbers[i] = sqlite3_column_int (row, i);
      guint64 stored = (guint64) sqlite3_column_int64 (row, 9);
      const AftHouseGroupCount *counted = aft_house_counts_find_group (counts, &key);
      if (counted == NULL || counted->count != stored)
        report_group (recount, &key, stored, counted != NULL ? counted->count : 0);
      g_hash_table_remove (counts->groups, &key);
      recount->verify->verification->rollups++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
report_cell (Recount *recount, const AftHouseCell *key, guint64 stored, guint64 counted)
{
  g_autofree char *date = aft_house_dup_date (key->day);
  aft_house_verify_find (recount->verify,
                         "trend of %s, %s, measure %d, %s %d: says %" G_GUINT64_FORMAT
                         ", counted %" G_GUINT64_FORMAT,
                         recount->venue_name, date, key->measure,
                         aft_slice_to_text ((AftSlice) CLAMP (key->slice, 0, AFT_SLICES - 1)),
                         key->value, stored, counted);
}

static guint64
sum_cell (const AftHouseCellCount *cell)
{
  guint64 sum = 0;
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    sum += cell->counts[i];
  return sum;
}

/* Reports the first place that differs. @counted NULL: nothing was. */
static void
compare_cell (Recount *recount, AftHouseRow *row, const AftHouseCellCount *counted)
{
  for (int i = 0; i < AFT_TREND_COUNTS; i++)
    {
      guint64 stored = (guint64) sqlite3_column_int64 (row, 5 + i);
      guint64 expected = counted != NULL ? counted->counts[i] : 0;
      if (stored == expected && (counted != NULL || i + 1 < AFT_TREND_COUNTS))
        continue;
      const AftHouseCell key
          = { sqlite3_column_int (row, 0), sqlite3_column_int (row, 1), sqlite3_column_int (row, 2),
              sqlite3_column_int (row, 3), sqlite3_column_int (row, 4) };
      report_cell (recount, &key, stored, expected);
      return;
    }
}

static gboolean
compare_trends (Recount *recount, gint32 venue, const AftHouseCounts *counts, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recount->session->connection,
      "SELECT venue, measure, slice, value, day, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10"
      " FROM trend WHERE venue = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseCell key;
      gint32 *numbers = (gint32 *) &key;
      for (int i = 0; i < 5; i++)
        numbers[i] = sqlite3_column_int (row, i);
      compare_cell (recount, row, aft_house_counts_find_cell (counts, &key));
      g_hash_table_remove (counts->cells, &key);
      recount->verify->verification->trends++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Takes out of @counts what is stored; what is left was counted and is missing. */
static gboolean
compare_counts (Recount *recount, gint32 venue, const AftHouseCounts *counts, GError **error)
{
  GHashTableIter iter;
  gpointer left = NULL;
  if (!compare_rollups (recount, venue, counts, error)
      || !compare_trends (recount, venue, counts, error))
    return FALSE;
  g_hash_table_iter_init (&iter, counts->groups);
  while (g_hash_table_iter_next (&iter, &left, NULL))
    {
      const AftHouseGroupCount *group = left;
      report_group (recount, &group->key, 0, group->count);
    }
  g_hash_table_iter_init (&iter, counts->cells);
  while (g_hash_table_iter_next (&iter, &left, NULL))
    {
      const AftHouseCellCount *cell = left;
      report_cell (recount, &cell->key, 0, sum_cell (cell));
    }
  return TRUE;
}

static gboolean
recount_venue (Recount *recount, gint32 venue, GError **error)
{
  aft_house_counts_empty (&recount->counts);
  if (!count_venue (recount, venue, error))
    return FALSE;
  aft_house_counts_add_house (&recount->house, &recount->counts);
  return compare_counts (recount, venue, &recount->counts, error);
}

/* Rows of venues that there are not. */
static gboolean
find_strays (Recount *recount, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recount->session->connection,
      "WITH trends (venue) AS (SELECT min (venue) FROM trend UNION ALL SELECT (SELECT min (venue)"
      " FROM trend WHERE trend.venue > trends.venue) FROM trends WHERE venue IS NOT NULL),"
      " rollups (venue) AS (SELECT min (venue) FROM rollup UNION ALL SELECT (SELECT min (venue)"
      " FROM rollup WHERE rollup.venue > rollups.venue) FROM rollups WHERE venue IS NOT NULL)"
      " SELECT venue FROM (SELECT venue FROM trends UNION SELECT venue FROM rollups)"
      " WHERE venue IS NOT NULL AND venue <> 0 AND venue NOT IN (SELECT ref FROM venue)",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    aft_house_verify_find (recount->verify, "counts of a venue, number %d, that there is not",
                           sqlite3_column_int (row, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
recount_venues (Recount *recount, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recount->session->connection, "SELECT ref, name FROM venue ORDER BY ref", error);
  if (row == NULL || !load_words (recount, error))
    return FALSE;
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      recount->venue_name = (const char *) sqlite3_column_text (row, 1);
      recount_venue (recount, sqlite3_column_int (row, 0), &local);
    }
  recount->venue_name = "the whole house";
  if (local == NULL && compare_counts (recount, 0, &recount->house, &local))
    find_strays (recount, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
recount_days (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "WITH counted AS (SELECT device, day, count (*), min (sequence), max (sequence) FROM response"
      " GROUP BY device, day), kept AS (SELECT device, day, count, first, last FROM device_day)"
      " SELECT device, day FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)"
      " UNION SELECT device, day FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      const AftHouseProof *proof = aft_house_verify_get_proof (verify, sqlite3_column_int (row, 0));
      g_autofree char *date = aft_house_dup_date (sqlite3_column_int (row, 1));
      aft_house_verify_find (verify, "device %s, %s: the day's count is wrong",
                             proof != NULL ? proof->device_name : "?", date);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_counts (AftHouseVerify *verify, GError **error)
{
  Recount recount = {
    .session = verify->session,
    .verify = verify,
    .words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .texts = g_hash_table_new (g_direct_hash, g_direct_equal),
    .definitions = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free),
  };
  aft_house_counts_init (&recount.counts);
  aft_house_counts_init (&recount.house);
  gboolean is_done = recount_venues (&recount, error) && recount_days (verify, error);
  g_hash_table_unref (recount.texts);
  g_hash_table_unref (recount.words);
  g_hash_table_unref (recount.definitions);
  aft_house_counts_clear (&recount.counts);
  aft_house_counts_clear (&recount.house);
  return is_done;
}
