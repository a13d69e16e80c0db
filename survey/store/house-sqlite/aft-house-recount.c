/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting again: every response is put together from its row, must give its digest, and says anew
 * what it adds to the rollups. A venue at a time, so that no more than its rollups are in memory.
 */
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
  GHashTable *counts;      /* AftHouseGroup → count, of the venue at hand */
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

static void
add_count (Recount *recount, const AftHouseGroup *group)
{
  gpointer key = NULL;
  gpointer count = NULL;
  if (!g_hash_table_steal_extended (recount->counts, group, &key, &count))
    key = g_memdup2 (group, sizeof *group);
  g_hash_table_insert (recount->counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
}

static gint32
look_word_up (Recount *recount, const char *text)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (recount->words, text));
}

static gboolean
count_answers (Recount *recount, sqlite3_stmt *row, const AftResponse *response, GError **error)
{
  gint32 survey = sqlite3_column_int (row, AFT_HOUSE_ROWS_SURVEY);
  if (survey == 0)
    return TRUE;
  const char *definition = get_definition (recount, survey, error);
  if (definition == NULL)
    return FALSE;
  g_autoptr (GArray) tallies = aft_house_tallies_new ();
  aft_house_database_tally (recount->session->database, response, definition, tallies);
  for (guint i = 0; i < tallies->len; i++)
    {
      const AftHouseTally *tally = &g_array_index (tallies, AftHouseTally, i);
      AftLanguage language = aft_response_get_language (response);
      AftHouseGroup group = {
        .venue = sqlite3_column_int (row, AFT_HOUSE_ROWS_VENUE),
        .survey = survey,
        .question = look_word_up (recount, tally->question),
        .day = sqlite3_column_int (row, AFT_HOUSE_ROWS_DAY),
        .part = sqlite3_column_int (row, AFT_HOUSE_ROWS_PART),
        .option = look_word_up (recount, tally->option),
        .locale = aft_house_rows_from_language (language),
        .channel = (gint32) aft_response_get_channel (response),
        .tier = sqlite3_column_int (row, AFT_HOUSE_ROWS_TIER),
      };
      add_count (recount, &group);
    }
  return TRUE;
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

static void
report_group (Recount *recount, const AftHouseGroup *group, gint64 stored, gint64 counted)
{
  g_autofree char *date = aft_house_dup_date (group->day);
  aft_house_verify_find (recount->verify,
                         "rollup of %s, %s, survey number %d, %s = %s: says %" G_GINT64_FORMAT
                         ", counted %" G_GINT64_FORMAT,
                         recount->venue_name, date, group->survey,
                         get_word (recount, group->question), get_word (recount, group->option),
                         stored, counted);
}

static gboolean
compare_venue (Recount *recount, gint32 venue, GError **error)
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
      AftHouseGroup group;
      gint32 *numbers = (gint32 *) &group;
      for (int i = 0; i < 9; i++)
        numbers[i] = sqlite3_column_int (row, i);
      gint64 stored = sqlite3_column_int64 (row, 9);
      gint64 counted = GPOINTER_TO_UINT (g_hash_table_lookup (recount->counts, &group));
      if (stored != counted)
        report_group (recount, &group, stored, counted);
      g_hash_table_remove (recount->counts, &group);
      recount->verify->verification->rollups++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
recount_venue (Recount *recount, gint32 venue, GError **error)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer count = NULL;
  g_hash_table_remove_all (recount->counts);
  if (!count_venue (recount, venue, error) || !compare_venue (recount, venue, error))
    return FALSE;
  g_hash_table_iter_init (&iter, recount->counts);
  while (g_hash_table_iter_next (&iter, &key, &count))
    report_group (recount, key, 0, GPOINTER_TO_UINT (count));
  return TRUE;
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
    .counts = aft_house_groups_new (),
  };
  gboolean is_done = recount_venues (&recount, error) && recount_days (verify, error);
  g_hash_table_unref (recount.texts);
  g_hash_table_unref (recount.words);
  g_hash_table_unref (recount.definitions);
  g_hash_table_unref (recount.counts);
  return is_done;
}
