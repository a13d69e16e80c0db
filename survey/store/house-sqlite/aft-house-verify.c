/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thorough look: structure, definitions and events here; chains and counts in files of their
 * own. Finds and names; repairs nothing. */
#include "aft-house-verify.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"

#define FINDINGS_MAX 1000
/* Rows between two words about progress. */
#define STEPS 4096
/* Of SQLite's own, likewise. */
#define SQLITE_STEPS 1000000

void
aft_house_verify_find (AftHouseVerify *verify, const char *format, ...)
{
  va_list arguments;
  GPtrArray *findings = verify->verification->findings;
  if (findings->len >= FINDINGS_MAX)
    return;
  va_start (arguments, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
aft_house_verify_step (AftHouseVerify *verify)
{
  verify->done++;
  if (verify->progress != NULL && verify->done % STEPS == 0)
    verify->progress->tell (verify->done, verify->total, verify->progress->data);
}

AftHouseProof *
aft_house_verify_get_proof (AftHouseVerify *verify, gint32 device)
{
  return g_hash_table_lookup (verify->proofs, GINT_TO_POINTER (device));
}

/* What the pragma says is a finding; that it could not look is an error. */
static gboolean
verify_structure (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (verify->session->connection);
  if (aft_sqlite_check_structure (sqlite, "PRAGMA integrity_check(1)", &local))
    return TRUE;
  if (!g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  aft_house_verify_find (verify, "%s", local->message);
  g_error_free (local);
  return TRUE;
}

static gboolean
verify_references (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    aft_house_verify_find (verify,
                           "row %" G_GINT64_FORMAT " of %s names something that is not in %s",
                           (gint64) sqlite3_column_int64 (row, 1), sqlite3_column_text (row, 0),
                           sqlite3_column_text (row, 2));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Texts whose digest stands beside them. */
static gboolean
verify_texts (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "SELECT digest, definition, 'survey ' || id || ' ' || version FROM survey"
      " UNION ALL SELECT digest, body, kind || ' ' || sequence FROM event WHERE body IS NOT NULL",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      AftDigest stored = aft_sqlite_get_digest (row, 0);
      const char *text = (const char *) sqlite3_column_text (row, 1);
      AftDigest digest = aft_digest_of (text, sqlite3_column_bytes (row, 1));
      if (!aft_digest_equal (&stored, &digest))
        aft_house_verify_find (verify, "%s has been changed", sqlite3_column_text (row, 2));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static int
compare_proofs (gconstpointer a, gconstpointer b)
{
  const AftHouseProof *left = *(AftHouseProof *const *) a;
  const AftHouseProof *right = *(AftHouseProof *const *) b;
  int order = g_strcmp0 (left->device_name, right->device_name);
  return order != 0 ? order : memcmp (&left->device_id, &right->device_id, sizeof (AftId));
}

/* Every row is looked at twice, for its place and for itself. */
static gboolean
guess_total (AftHouseVerify *verify, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection, "SELECT coalesce (sum (last_sequence), 0) FROM device", error);
  if (row == NULL || !aft_house_expect_row (row, "No sum", error))
    return FALSE;
  verify->total = MAX (1, 2 * (guint64) sqlite3_column_int64 (row, 0));
  return TRUE;
}

static void
begin (AftHouseVerify *verify, AftHouseSession *session)
{
  AftHouseVerification *verification = verify->verification;
  verify->session = session;
  verify->done = 0;
  g_hash_table_remove_all (verify->proofs);
  g_ptr_array_set_size (verification->proofs, 0);
  g_ptr_array_set_size (verification->findings, 0);
  verification->devices = verification->items = 0;
  verification->audit_rows = verification->rollups = verification->trends = 0;
}

/* While SQLite looks for itself: how far it is nobody knows. */
static int
on_going_on (gpointer data)
{
  const AftHouseVerify *verify = data;
  verify->progress->tell (verify->done, verify->total, verify->progress->data);
  return 0;
}

static gboolean
verify_all (AftHouseVerify *verify, GError **error)
{
  return verify_structure (verify, error) && verify_references (verify, error)
         && verify_texts (verify, error) && aft_house_verify_chains (verify, error)
         && aft_house_verify_audit (verify, error) && aft_house_verify_cases (verify, error)
         && aft_house_verify_promises (verify, error) && aft_house_verify_counts (verify, error);
}

static gboolean
work_verify (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouseVerify *verify = data;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  begin (verify, session);
  if (!guess_total (verify, error))
    return FALSE;
  if (verify->progress != NULL)
    sqlite3_progress_handler (sqlite, SQLITE_STEPS, on_going_on, verify);
  gboolean is_done = verify_all (verify, error);
  sqlite3_progress_handler (sqlite, 0, NULL, NULL);
  return is_done;
}

AftHouseVerification *
aft_house_sqlite_verify (AftHouseStore *store, const AftHouseProgress *progress, GError **error)
{
  g_autoptr (AftHouseVerification) verification = g_new0 (AftHouseVerification, 1);
  g_autoptr (GHashTable) proofs = g_hash_table_new (g_direct_hash, g_direct_equal);
  AftHouseVerify verify = { .verification = verification, .proofs = proofs, .progress = progress };
  verification->proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_proof_free);
  verification->findings = g_ptr_array_new_with_free_func (g_free);
  if (!aft_house_sqlite_read_long (store, work_verify, &verify, error))
    return NULL;
  g_ptr_array_sort (verification->proofs, compare_proofs);
  return g_steal_pointer (&verification);
}
