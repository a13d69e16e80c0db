/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thorough look: structure, definitions and events here; chains and counts in files of their
 * own. Finds and names; repairs nothing. */
#include "aft-house-verify.h"

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"

#define FINDINGS_MAX 1000

void
aft_house_verify_find (AftHouseVerification *verification, const char *format, ...)
{
  va_list arguments;
  if (verification->findings->len >= FINDINGS_MAX)
    return;
  va_start (arguments, format);
  g_ptr_array_add (verification->findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* What the pragma says is a finding; that it could not look is an error. */
static gboolean
verify_structure (AftHouseSession *session, AftHouseVerification *verification, GError **error)
{
  GError *local = NULL;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  if (aft_sqlite_check_structure (sqlite, "PRAGMA integrity_check(1)", &local))
    return TRUE;
  if (!g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  aft_house_verify_find (verification, "%s", local->message);
  g_error_free (local);
  return TRUE;
}

static gboolean
verify_references (AftHouseSession *session, AftHouseVerification *verification, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    aft_house_verify_find (verification,
                           "row %" G_GINT64_FORMAT " of %s names something that is not in %s",
                           (gint64) sqlite3_column_int64 (row, 1), sqlite3_column_text (row, 0),
                           sqlite3_column_text (row, 2));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Texts whose digest stands beside them. */
static gboolean
verify_texts (AftHouseSession *session, AftHouseVerification *verification, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
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
        aft_house_verify_find (verification, "%s has been changed", sqlite3_column_text (row, 2));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_verify (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouseVerification *verification = data;
  g_ptr_array_set_size (verification->findings, 0);
  verification->devices = verification->items = 0;
  verification->audit_rows = verification->rollups = 0;
  return verify_structure (session, verification, error)
         && verify_references (session, verification, error)
         && verify_texts (session, verification, error)
         && aft_house_verify_chains (session, verification, error)
         && aft_house_verify_audit (session, verification, error)
         && aft_house_verify_counts (session, verification, error);
}

AftHouseVerification *
aft_house_sqlite_verify (AftHouseStore *store, GError **error)
{
  g_autoptr (AftHouseVerification) verification = g_new0 (AftHouseVerification, 1);
  verification->findings = g_ptr_array_new_with_free_func (g_free);
  if (!aft_house_sqlite_read_long (store, work_verify, verification, error))
    return NULL;
  return g_steal_pointer (&verification);
}
