/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes by which phones begin to answer: one for the door of a venue and one for each table,
 * until it is revoked and another made. What came by them is counted in aft-house-code-days.c. */
#include "aft-error.h"
#include "aft-house-phones-private.h"

#define SELECT                                                                                     \
  "SELECT code, venue.id, table_code, made_ms, survey_code.revoked_ms FROM survey_code"            \
  " JOIN venue ON venue.ref = survey_code.venue"

static AftHouseCode *
read_code (AftHouseRow *row)
{
  AftHouseCode *code = g_new0 (AftHouseCode, 1);
  code->code = aft_sqlite_dup_text (row, 0);
  code->venue_id = aft_sqlite_get_id (row, 1);
  code->table = aft_sqlite_dup_text (row, 2);
  code->made_ms = sqlite3_column_int64 (row, 3);
  code->revoked_ms = sqlite3_column_int64 (row, 4);
  return code;
}

typedef struct
{
  const AftId *venue_id;
  const char *table;
  const char *actor;
  AftHouseCode *code;
} Adding;

/* The one that is in use; FALSE with @error unset: there is none. */
static gboolean
find_of_table (AftHouseSession *session, gint32 venue, Adding *adding, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      SELECT " WHERE survey_code.venue = ?1 AND table_code IS ?2 AND survey_code.revoked_ms = 0",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_text (row, 2, adding->table);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  adding->code = read_code (row);
  return TRUE;
}

/* 50 random bits: nobody guesses one, and two alike are as good as impossible. */
static char *
make_code (AftHouseSession *session)
{
  guint8 bytes[AFT_HOUSE_CODE_LENGTH];
  char code[AFT_HOUSE_CODE_LENGTH + 1] = { 0 };
  aft_random_fill (aft_house_database_get_random (session->database), bytes, sizeof bytes);
  for (guint i = 0; i < AFT_HOUSE_CODE_LENGTH; i++)
    code[i] = AFT_HOUSE_CODE_LETTERS[bytes[i] % (sizeof AFT_HOUSE_CODE_LETTERS - 1)];
  return g_strdup (code);
}

static gboolean
insert_code (AftHouseSession *session, gint32 venue, const Adding *adding, GError **error)
{
  g_autofree char *code = make_code (session);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO survey_code (code, venue, table_code, made_ms) VALUES (?1, ?2, ?3, ?4)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, code);
  aft_sqlite_bind_integer (row, 2, venue);
  aft_sqlite_bind_text (row, 3, adding->table);
  aft_sqlite_bind_integer (row, 4, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "code", code);
  if (adding->table != NULL)
    aft_value_builder_set_string (detail, "table", adding->table);
  return aft_house_session_note (session, adding->actor, "code.add", adding->venue_id, detail,
                                 error);
}

static gboolean
work_add (AftHouseSession *session, gpointer data, GError **error)
{
  Adding *adding = data;
  gint32 venue = 0;
  GError *local = NULL;
  g_clear_pointer (&adding->code, aft_house_code_free);
  if (!aft_house_session_find_venue (session, adding->venue_id, &venue, error))
    return FALSE;
  gboolean is_there = find_of_table (session, venue, adding, &local);
  if (!is_there && local == NULL && insert_code (session, venue, adding, &local))
    find_of_table (session, venue, adding, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

AftHouseCode *
aft_house_sqlite_add_code (AftHouseStore *store,
                           const AftId *venue_id,
                           const char *table,
                           const char *actor,
                           GError **error)
{
  Adding adding = { venue_id, table, actor, NULL };
  if (!aft_house_sqlite_write (store, work_add, &adding, error))
    g_clear_pointer (&adding.code, aft_house_code_free);
  return adding.code;
}

typedef struct
{
  const AftId *venue_id;
  GPtrArray *codes;
} CodesQuery;

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  CodesQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      SELECT
      " WHERE ?1 IS NULL OR venue.id = ?1 ORDER BY venue.name, venue.ref,"
      " table_code IS NOT NULL, rtrim (table_code, '0123456789'),"
      " CAST (substr (table_code, length (rtrim (table_code, '0123456789')) + 1) AS INTEGER),"
      " table_code, made_ms, code",
      error);
  if (row == NULL)
    return FALSE;
  if (query->venue_id != NULL)
    aft_sqlite_bind_id (row, 1, query->venue_id);
  g_ptr_array_set_size (query->codes, 0);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->codes, read_code (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_codes (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  g_autoptr (GPtrArray) codes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_code_free);
  CodesQuery query = { venue_id, codes };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&codes);
}

typedef struct
{
  const char *text;
  AftHouseCode *code;
} CodeQuery;

static gboolean
work_find (AftHouseSession *session, gpointer data, GError **error)
{
  CodeQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, SELECT " WHERE code = ?1 AND survey_code.revoked_ms = 0", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, query->text);
  if (!aft_house_expect_row (row, "There is no such code", error))
    return FALSE;
  query->code = read_code (row);
  return TRUE;
}

AftHouseCode *
aft_house_sqlite_find_code (AftHouseStore *store, const char *code, GError **error)
{
  CodeQuery query = { code, NULL };
  return aft_house_sqlite_read (store, work_find, &query, error) ? query.code : NULL;
}

typedef struct
{
  const AftId *venue_id;
  const char *code;
  const char *actor;
} Revocation;

/* Of its venue, and whether it is in use still; NOT_FOUND. */
static gboolean
find_revoked (AftHouseSession *session,
              const Revocation *revocation,
              AftId *ret_venue_id,
              gboolean *ret_is_revoked,
              GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, SELECT " WHERE code = ?1 AND (?2 IS NULL OR venue.id = ?2)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, revocation->code);
  if (revocation->venue_id != NULL)
    aft_sqlite_bind_id (row, 2, revocation->venue_id);
  if (!aft_house_expect_row (row, "There is no such code", error))
    return FALSE;
  *ret_venue_id = aft_sqlite_get_id (row, 1);
  *ret_is_revoked = sqlite3_column_int64 (row, 4) > 0;
  return TRUE;
}

static gboolean
work_revoke (AftHouseSession *session, gpointer data, GError **error)
{
  AftId venue_id;
  gboolean is_revoked = FALSE;
  const Revocation *revocation = data;
  if (!find_revoked (session, revocation, &venue_id, &is_revoked, error))
    return FALSE;
  if (is_revoked)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE survey_code SET revoked_ms = ?2 WHERE code = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, revocation->code);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "code", revocation->code);
  return aft_house_session_note (session, revocation->actor, "code.revoke", &venue_id, detail,
                                 error);
}

gboolean
aft_house_sqlite_revoke_code (AftHouseStore *store,
                              const AftId *venue_id,
                              const char *code,
                              const char *actor,
                              GError **error)
{
  Revocation revocation = { venue_id, code, actor };
  return aft_house_sqlite_write (store, work_revoke, &revocation, error);
}
