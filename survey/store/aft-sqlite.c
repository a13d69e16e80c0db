/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thin layer over SQLite: conversion of errors, and statements with typed parameters. Holds no
 * SQL of its own but the pragmas that belong to no table. */
#include "aft-sqlite.h"

#include <errno.h>
#include <string.h>

#include "aft-error.h"

static gboolean
is_no_room (sqlite3 *connection, int code)
{
  if (code == SQLITE_FULL)
    return TRUE;
  int system = sqlite3_system_errno (connection);
  return code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT);
}

static AftErrorCode
convert (sqlite3 *connection)
{
  int code = sqlite3_errcode (connection) & 0xff;
  if (is_no_room (connection, code))
    return AFT_ERROR_FULL;
  switch (code)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return AFT_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return AFT_ERROR_CORRUPT;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return AFT_ERROR_UNAVAILABLE;
    default:
      return AFT_ERROR_INTERNAL;
    }
}

void
aft_sqlite_set_error (sqlite3 *connection, GError **error)
{
  if (connection == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The database: out of memory");
  else
    {
      const char *path = sqlite3_db_filename (connection, "main");
      g_set_error (error, AFT_ERROR, convert (connection), "%s: %s (%d)",
                   path != NULL && *path != '\0' ? path : "The database",
                   sqlite3_errmsg (connection), sqlite3_extended_errcode (connection));
    }
}

gboolean
aft_sqlite_is_in_doubt (sqlite3 *connection)
{
  int code = sqlite3_errcode (connection) & 0xff;
  return code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_CORRUPT
         || code == SQLITE_NOTADB || code == SQLITE_READONLY || code == SQLITE_PROTOCOL;
}

gboolean
aft_sqlite_execute (sqlite3 *connection, const char *sql, GError **error)
{
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  aft_sqlite_set_error (connection, error);
  return FALSE;
}

sqlite3_stmt *
aft_sqlite_prepare (sqlite3 *connection, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) == SQLITE_OK)
    return statement;
  aft_sqlite_set_error (connection, error);
  return NULL;
}

gboolean
aft_sqlite_step (sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    aft_sqlite_set_error (sqlite3_db_handle (statement), error);
  return code == SQLITE_ROW;
}

gboolean
aft_sqlite_run (sqlite3_stmt *statement, GError **error)
{
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW)
    code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  aft_sqlite_set_error (sqlite3_db_handle (statement), error);
  return FALSE;
}

/* A wrong index is our fault; out of memory ends the program here as it does in GLib. */
static void
expect_bound (int code)
{
  g_assert (code == SQLITE_OK);
}

void
aft_sqlite_bind_integer (sqlite3_stmt *statement, int index, gint64 number)
{
  expect_bound (sqlite3_bind_int64 (statement, index, number));
}

void
aft_sqlite_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  expect_bound (sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC));
}

void
aft_sqlite_bind_id (sqlite3_stmt *statement, int index, const AftId *id)
{
  expect_bound (sqlite3_bind_blob (statement, index, id->bytes, AFT_ID_BYTES, SQLITE_STATIC));
}

void
aft_sqlite_bind_digest (sqlite3_stmt *statement, int index, const AftDigest *digest)
{
  const void *bytes = digest != NULL ? digest->bytes : NULL;
  expect_bound (sqlite3_bind_blob (statement, index, bytes, AFT_DIGEST_BYTES, SQLITE_STATIC));
}

AftId
aft_sqlite_get_id (sqlite3_stmt *statement, int column)
{
  AftId id = { { 0 } };
  const void *bytes = sqlite3_column_blob (statement, column);
  if (bytes != NULL && sqlite3_column_bytes (statement, column) == AFT_ID_BYTES)
    memcpy (id.bytes, bytes, AFT_ID_BYTES);
  return id;
}

AftDigest
aft_sqlite_get_digest (sqlite3_stmt *statement, int column)
{
  AftDigest digest = { { 0 } };
  const void *bytes = sqlite3_column_blob (statement, column);
  if (bytes != NULL && sqlite3_column_bytes (statement, column) == AFT_DIGEST_BYTES)
    memcpy (digest.bytes, bytes, AFT_DIGEST_BYTES);
  return digest;
}

char *
aft_sqlite_dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

gboolean
aft_sqlite_query_integer (sqlite3 *connection, const char *sql, gint64 *ret_number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = aft_sqlite_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;
  if (!aft_sqlite_step (statement, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "No row from: %s", sql);
      return FALSE;
    }
  *ret_number = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

gboolean
aft_sqlite_checkpoint (sqlite3 *connection, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  aft_sqlite_set_error (connection, error);
  return FALSE;
}

/* One line for people: SQLite puts a headline with asterisks before its findings. */
static gboolean
refuse_structure (sqlite3 *connection, const char *findings, GError **error)
{
  const char *first = findings;
  while (first != NULL && g_str_has_prefix (first, "***"))
    {
      const char *end = strchr (first, '\n');
      first = end != NULL ? end + 1 : NULL;
    }
  g_autofree char *line
      = first != NULL ? g_strndup (first, strcspn (first, "\n")) : g_strdup ("its structure");
  g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s is damaged: %s",
               sqlite3_db_filename (connection, "main"), line);
  return FALSE;
}

gboolean
aft_sqlite_check_structure (sqlite3 *connection, const char *pragma, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = aft_sqlite_prepare (connection, pragma, error);
  if (statement == NULL)
    return FALSE;
  GError *local = NULL;
  if (!aft_sqlite_step (statement, &local) && local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  const char *verdict = (const char *) sqlite3_column_text (statement, 0);
  return g_strcmp0 (verdict, "ok") == 0 || refuse_structure (connection, verdict, error);
}
