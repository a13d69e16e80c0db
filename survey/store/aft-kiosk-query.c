/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, survey definitions, the desk's counts and the outbox read in order. What is recorded of
 * a guest is written by aft-kiosk-record.c alone. */
#include "aft-kiosk-query.h"

#include <string.h>

#include "aft-error.h"

#define SETTING_NAME_MAX 64
#define SETTING_TEXT_MAX 65536
#define SETTING_OWN      "store."
#define SURVEY_TEXT_MAX  (4 << 20)
#define UNSENT_MAX       200

static gboolean
refuse (GError **error, AftErrorCode code, const char *why)
{
  g_set_error_literal (error, AFT_ERROR, code, why);
  return FALSE;
}

static gboolean
check_setting_name (const char *name, GError **error)
{
  gsize length = strlen (name);
  gboolean is_fit = length > 0 && length <= SETTING_NAME_MAX
                    && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-.") == length
                    && !g_str_has_prefix (name, SETTING_OWN);
  return is_fit || refuse (error, AFT_ERROR_INVALID, "That is no name of a setting");
}

typedef struct
{
  const char *name;
  const char *text; /* set: NULL deletes */
  char *found;      /* get: owned by the caller */
} Setting;

static gboolean
work_set_setting (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const Setting *setting = data;
  const char *sql = setting->text != NULL ? "INSERT INTO setting (name, text) VALUES (?1, ?2)"
                                            " ON CONFLICT (name) DO UPDATE SET text = ?2"
                                          : "DELETE FROM setting WHERE name = ?1";
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (connection, sql, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, setting->name);
  if (setting->text != NULL)
    aft_sqlite_bind_text (row, 2, setting->text);
  return aft_sqlite_run (row, error);
}

gboolean
aft_kiosk_database_set_setting (AftKioskDatabase *database,
                                const char *name,
                                const char *text,
                                GError **error)
{
  Setting setting = { name, text, NULL };
  if (!check_setting_name (name, error))
    return FALSE;
  if (text != NULL && strlen (text) > SETTING_TEXT_MAX)
    return refuse (error, AFT_ERROR_TOO_LARGE, "The setting is longer than 64 KiB");
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return refuse (error, AFT_ERROR_INVALID, "The setting is not UTF-8");
  return aft_kiosk_database_write (database, work_set_setting, &setting, error);
}

/* The first column of the one row, or NOT_FOUND. */
static char *
dup_only_text (sqlite3_stmt *row, const char *missing, GError **error)
{
  GError *local = NULL;
  if (aft_sqlite_step (row, &local))
    return aft_sqlite_dup_text (row, 0);
  if (local == NULL)
    refuse (&local, AFT_ERROR_NOT_FOUND, missing);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
work_get_setting (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  Setting *setting = data;
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection, "SELECT text FROM setting WHERE name = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, setting->name);
  setting->found = dup_only_text (row, "There is no such setting", error);
  return setting->found != NULL;
}

char *
aft_kiosk_database_get_setting (AftKioskDatabase *database, const char *name, GError **error)
{
  Setting setting = { name, NULL, NULL };
  if (check_setting_name (name, error)
      && aft_kiosk_database_read (database, work_get_setting, &setting, error))
    return setting.found;
  return NULL;
}

static gboolean
work_put_survey (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const AftStoreSurvey *survey = data;
  AftDigest digest = aft_digest_of_text (survey->definition);
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            "INSERT INTO survey (digest, id, version, definition, stored_ms)"
                            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (digest) DO NOTHING",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, &digest);
  aft_sqlite_bind_text (row, 2, survey->id);
  aft_sqlite_bind_text (row, 3, survey->version);
  aft_sqlite_bind_text (row, 4, survey->definition);
  aft_sqlite_bind_integer (row, 5, aft_kiosk_database_get_now_ms (database));
  return aft_sqlite_run (row, error);
}

gboolean
aft_kiosk_database_put_survey (AftKioskDatabase *database,
                               const AftStoreSurvey *survey,
                               GError **error)
{
  if (strlen (survey->definition) > SURVEY_TEXT_MAX)
    return refuse (error, AFT_ERROR_TOO_LARGE, "The survey is longer than 4 MiB");
  return aft_kiosk_database_write (database, work_put_survey, (gpointer) survey, error);
}

typedef struct
{
  const AftDigest *digest;
  char *found;
} SurveyQuery;

static gboolean
work_get_survey (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  SurveyQuery *query = data;
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection, "SELECT definition FROM survey WHERE digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->digest);
  query->found = dup_only_text (row, "There is no survey with that digest", error);
  return query->found != NULL;
}

char *
aft_kiosk_database_get_survey (AftKioskDatabase *database, const AftDigest *digest, GError **error)
{
  SurveyQuery query = { digest, NULL };
  if (!aft_kiosk_database_read (database, work_get_survey, &query, error))
    return NULL;
  return query.found;
}

typedef struct
{
  gint64 since_ms;
  AftStoreCounts counts;
} CountQuery;

static gboolean
count_responses (sqlite3 *connection, CountQuery *query, GError **error)
{
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "SELECT count(*) FILTER (WHERE kind <> 'call-staff'),"
      " count(*) FILTER (WHERE kind = 'complaint'), count(*) FILTER (WHERE kind = 'call-staff')"
      " FROM response WHERE ended_ms >= ?1 AND state <> 'open'",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, query->since_ms);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  query->counts.responses = sqlite3_column_int64 (row, 0);
  query->counts.complaints = sqlite3_column_int64 (row, 1);
  query->counts.calls = sqlite3_column_int64 (row, 2);
  return TRUE;
}

static gboolean
work_count (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  CountQuery *query = data;
  gint64 unsent = 0;
  gint64 quarantined = 0;
  if (!count_responses (connection, query, error)
      || !aft_sqlite_query_integer (connection, "SELECT count(*) FROM outbox WHERE receipt IS NULL",
                                    &unsent, error)
      || !aft_sqlite_query_integer (connection, "SELECT count(*) FROM quarantine", &quarantined,
                                    error))
    return FALSE;
  query->counts.unsent = unsent;
  query->counts.quarantined = quarantined;
  return TRUE;
}

gboolean
aft_kiosk_database_count (AftKioskDatabase *database,
                          gint64 since_ms,
                          AftStoreCounts *ret_counts,
                          GError **error)
{
  CountQuery query = { since_ms, { 0 } };
  if (!aft_kiosk_database_read (database, work_count, &query, error))
    return FALSE;
  *ret_counts = query.counts;
  return TRUE;
}

void
aft_outbox_row_free (AftOutboxRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->body);
  g_free (row);
}

typedef struct
{
  gboolean is_urgent; /* only complaints and calls for staff */
  guint64 after_sequence;
  guint limit;
  GPtrArray *rows;
} UnsentQuery;

#define OUTBOX_COLUMNS "sequence, id, kind, previous, chain, digest, body, attempts, stored_ms"

static AftOutboxRow *
read_outbox_row (sqlite3_stmt *statement)
{
  AftOutboxRow *row = g_new0 (AftOutboxRow, 1);
  row->sequence = sqlite3_column_int64 (statement, 0);
  row->id = aft_sqlite_get_id (statement, 1);
  row->kind = aft_sqlite_dup_text (statement, 2);
  row->previous = aft_sqlite_get_digest (statement, 3);
  row->chain = aft_sqlite_get_digest (statement, 4);
  row->digest = aft_sqlite_get_digest (statement, 5);
  row->body = aft_sqlite_dup_text (statement, 6);
  row->attempts = sqlite3_column_int (statement, 7);
  row->stored_ms = sqlite3_column_int64 (statement, 8);
  return row;
}

static gboolean
work_list_unsent (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  UnsentQuery *query = data;
  GError *local = NULL;
  const char *sql = query->is_urgent
                        ? "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE receipt IS NULL"
                          " AND urgent = 1 AND sequence > ?1 ORDER BY sequence LIMIT ?2"
                        : "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE receipt IS NULL"
                          " AND sequence > ?1 ORDER BY sequence LIMIT ?2";
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (connection, sql, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, query->after_sequence);
  aft_sqlite_bind_integer (row, 2, query->limit);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->rows, read_outbox_row (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list_rows (AftKioskDatabase *database, UnsentQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_outbox_row_free);
  query->limit = CLAMP (query->limit, 1, UNSENT_MAX);
  query->rows = rows;
  if (!aft_kiosk_database_read (database, work_list_unsent, query, error))
    return NULL;
  return g_steal_pointer (&rows);
}

GPtrArray *
aft_kiosk_database_list_unsent (AftKioskDatabase *database,
                                guint64 after_sequence,
                                guint limit,
                                GError **error)
{
  UnsentQuery query = { FALSE, after_sequence, limit, NULL };
  return list_rows (database, &query, error);
}

GPtrArray *
aft_kiosk_database_list_urgent (AftKioskDatabase *database, guint limit, GError **error)
{
  UnsentQuery query = { TRUE, 0, limit, NULL };
  return list_rows (database, &query, error);
}

static gboolean
work_verify (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const AftId *device_id = aft_kiosk_database_get_device_id (database);
  return aft_kiosk_check_all (connection, device_id, data, error);
}

gboolean
aft_kiosk_database_verify (AftKioskDatabase *database, guint64 *ret_rows, GError **error)
{
  return aft_kiosk_database_read (database, work_verify, ret_rows, error);
}
