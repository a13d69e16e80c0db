/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one code that makes an owner: kept as digest and expiry in a setting of the store's own, and
 * taken away in the transaction that uses it. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"

#define DIGEST_CHARACTERS (2 * AFT_DIGEST_BYTES)

typedef struct
{
  const AftDigest *code_digest;
  gint64 expires_ms;
  const AftHouseUser *user;
  const char *actor;
} SetupCode;

/* "DIGEST EXPIRES_MS" */
static gboolean
write_code (AftHouseSession *session, const SetupCode *code, GError **error)
{
  g_autofree char *digest = aft_digest_to_text (code->code_digest);
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, digest, code->expires_ms);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO setting (name, text) VALUES ('store.setup-code', ?1)"
      " ON CONFLICT (name) DO UPDATE SET text = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, text);
  return aft_sqlite_run (row, error);
}

static gboolean
is_the_code (AftHouseSession *session, const char *text, const AftDigest *given)
{
  g_autofree char *hex = g_strndup (text, DIGEST_CHARACTERS);
  AftDigest digest;
  return strlen (text) > DIGEST_CHARACTERS && aft_digest_from_text (hex, &digest)
         && aft_bytes_equal_constant_time (&digest, given, sizeof digest)
         && g_ascii_strtoll (text + DIGEST_CHARACTERS, NULL, 10) > session->now_ms;
}

static gboolean
check_code (AftHouseSession *session, const AftDigest *given, GError **error)
{
  static const char missing[] = "The setup code is wrong, used up or too old";
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT text FROM setting WHERE name = 'store.setup-code'", error);
  if (row == NULL || !aft_house_expect_row (row, missing, error))
    return FALSE;
  if (is_the_code (session, (const char *) sqlite3_column_text (row, 0), given))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, missing);
  return FALSE;
}

static gboolean
work_put (AftHouseSession *session, gpointer data, GError **error)
{
  const SetupCode *code = data;
  return write_code (session, code, error)
         && aft_house_session_note (session, code->actor, "setup.code", NULL, NULL, error);
}

gboolean
aft_house_sqlite_put_setup_code (AftHouseStore *store,
                                 const AftDigest *code_digest,
                                 gint64 expires_ms,
                                 const char *actor,
                                 GError **error)
{
  SetupCode code = { code_digest, expires_ms, NULL, actor };
  return aft_house_sqlite_write (store, work_put, &code, error);
}

static gboolean
work_check (AftHouseSession *session, gpointer data, GError **error)
{
  return check_code (session, data, error);
}

gboolean
aft_house_sqlite_check_setup_code (AftHouseStore *store,
                                   const AftDigest *code_digest,
                                   GError **error)
{
  return aft_house_sqlite_read (store, work_check, (gpointer) code_digest, error);
}

static gboolean
delete_code (AftHouseSession *session, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM setting WHERE name = 'store.setup-code'", error);
  return row != NULL && aft_sqlite_run (row, error);
}

static gboolean
work_use (AftHouseSession *session, gpointer data, GError **error)
{
  const SetupCode *code = data;
  return check_code (session, code->code_digest, error) && delete_code (session, error)
         && aft_house_session_put_user (session, code->user, code->actor, error)
         && aft_house_session_note (session, code->actor, "setup.use", &code->user->id, NULL,
                                    error);
}

gboolean
aft_house_sqlite_use_setup_code (AftHouseStore *store,
                                 const AftDigest *code_digest,
                                 const AftHouseUser *user,
                                 const char *actor,
                                 GError **error)
{
  SetupCode code = { code_digest, 0, user, actor };
  return aft_house_sqlite_write (store, work_use, &code, error);
}
