/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definitions under their digests, and which of a kind the kiosks shall show. */
#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"

#define COLUMNS                                                                                    \
  "digest, kind, id, version, stored_ms, published_ms,"                                            \
  " EXISTS (SELECT 1 FROM current_survey WHERE current_survey.survey = survey.ref), "

gint32
aft_house_session_find_survey (AftHouseSession *session, const AftDigest *digest, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM survey WHERE digest = ?1", error);
  if (row == NULL)
    return -1;
  aft_sqlite_bind_digest (row, 1, digest);
  if (aft_sqlite_step (row, &local))
    return sqlite3_column_int (row, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, local);
  return -1;
}

gboolean
aft_house_session_put_survey (AftHouseSession *session,
                              const AftHouseSurvey *survey,
                              gint32 *ret_ref,
                              GError **error)
{
  *ret_ref = aft_house_session_find_survey (session, &survey->digest, error);
  if (*ret_ref != 0)
    return *ret_ref > 0;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO survey (digest, id, version, definition, stored_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, &survey->digest);
  aft_sqlite_bind_text (row, 2, survey->id);
  aft_sqlite_bind_text (row, 3, survey->version);
  aft_sqlite_bind_text (row, 4, survey->definition);
  aft_sqlite_bind_integer (row, 5, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  *ret_ref = (gint32) sqlite3_last_insert_rowid (sqlite);
  return TRUE;
}

static gboolean
mark_published (AftHouseSession *session, gint32 ref, const char *kind, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE survey SET kind = ?2, published_ms = ?3 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_text (row, 2, kind);
  aft_sqlite_bind_integer (row, 3, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
make_current (AftHouseSession *session, gint32 ref, const char *kind, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO current_survey (kind, survey) VALUES (?1, ?2)"
                                      " ON CONFLICT (kind) DO UPDATE SET survey = ?2",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, kind);
  aft_sqlite_bind_integer (row, 2, ref);
  return aft_sqlite_run (row, error);
}

typedef struct
{
  const AftHouseSurvey *survey;
  const char *actor;
} Publication;

static gboolean
audit_publication (AftHouseSession *session, const Publication *publication, GError **error)
{
  const AftHouseSurvey *survey = publication->survey;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "kind", survey->kind);
  aft_value_builder_set_string (detail, "id", survey->id);
  aft_value_builder_set_string (detail, "version", survey->version);
  aft_value_builder_set_take (detail, "digest",
                              aft_value_new_take_string (aft_digest_to_text (&survey->digest)));
  return aft_house_session_note (session, publication->actor, "survey.publish", NULL, detail,
                                 error);
}

static gboolean
work_publish (AftHouseSession *session, gpointer data, GError **error)
{
  const Publication *publication = data;
  const AftHouseSurvey *survey = publication->survey;
  gint32 ref = 0;
  return audit_publication (session, publication, error)
         && aft_house_session_put_survey (session, survey, &ref, error)
         && mark_published (session, ref, survey->kind, error)
         && make_current (session, ref, survey->kind, error);
}

gboolean
aft_house_sqlite_publish_survey (AftHouseStore *store,
                                 const AftHouseSurvey *survey,
                                 const char *actor,
                                 GError **error)
{
  AftHouseSurvey published = *survey;
  published.digest = aft_digest_of_text (survey->definition);
  Publication publication = { &published, actor };
  return aft_house_sqlite_write (store, work_publish, &publication, error);
}

static AftHouseSurvey *
read_survey (AftHouseRow *row)
{
  AftHouseSurvey *survey = g_new0 (AftHouseSurvey, 1);
  survey->digest = aft_sqlite_get_digest (row, 0);
  survey->kind = aft_sqlite_dup_text (row, 1);
  survey->id = aft_sqlite_dup_text (row, 2);
  survey->version = aft_sqlite_dup_text (row, 3);
  survey->stored_ms = sqlite3_column_int64 (row, 4);
  survey->published_ms = sqlite3_column_int64 (row, 5);
  survey->is_current = sqlite3_column_int (row, 6) != 0;
  survey->definition = aft_sqlite_dup_text (row, 7);
  return survey;
}

typedef struct
{
  const AftDigest *digest;
  const char *kind;
  AftHouseSurvey *survey;
} SurveyQuery;

static gboolean
work_get_survey (AftHouseSession *session, gpointer data, GError **error)
{
  SurveyQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS "definition FROM survey WHERE digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->digest);
  if (!aft_house_expect_row (row, "There is no survey with that digest", error))
    return FALSE;
  query->survey = read_survey (row);
  return TRUE;
}

AftHouseSurvey *
aft_house_sqlite_get_survey (AftHouseStore *store, const AftDigest *digest, GError **error)
{
  SurveyQuery query = { .digest = digest };
  return aft_house_sqlite_read (store, work_get_survey, &query, error) ? query.survey : NULL;
}

static gboolean
work_get_current (AftHouseSession *session, gpointer data, GError **error)
{
  SurveyQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT " COLUMNS "definition FROM survey"
      " WHERE ref = (SELECT survey FROM current_survey WHERE current_survey.kind = ?1)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, query->kind);
  if (!aft_house_expect_row (row, "No survey of that kind was published", error))
    return FALSE;
  query->survey = read_survey (row);
  return TRUE;
}

AftHouseSurvey *
aft_house_sqlite_get_current_survey (AftHouseStore *store, const char *kind, GError **error)
{
  SurveyQuery query = { .kind = kind };
  return aft_house_sqlite_read (store, work_get_current, &query, error) ? query.survey : NULL;
}

static gboolean
work_list_surveys (AftHouseSession *session, gpointer data, GError **error)
{
  GPtrArray *surveys = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS "NULL FROM survey ORDER BY id, stored_ms, ref", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (surveys, read_survey (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_surveys (AftHouseStore *store, GError **error)
{
  g_autoptr (GPtrArray) surveys
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_survey_free);
  if (!aft_house_sqlite_read (store, work_list_surveys, surveys, error))
    return NULL;
  return g_steal_pointer (&surveys);
}

char *
aft_house_session_dup_definition (AftHouseSession *session, gint32 ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT definition FROM survey WHERE ref = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such survey", error))
    return NULL;
  return aft_sqlite_dup_text (row, 0);
}
