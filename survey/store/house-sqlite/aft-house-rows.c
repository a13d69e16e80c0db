/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A response taken apart and put together again. What the body says twice, or says of the survey,
 * is not stored again; the body made from a row is byte for byte the one that came, which its
 * digest proves. The schema's numbers are those below, whatever happens to the enumerations. */
#include "aft-house-rows.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-response-builder.h"

G_STATIC_ASSERT (AFT_RESPONSE_EXIT == 0 && AFT_RESPONSE_COMPLAINT == 1
                 && AFT_RESPONSE_SUGGESTION == 2 && AFT_RESPONSE_CALL_STAFF == 3
                 && AFT_RESPONSE_FOLLOW_UP == 4);
G_STATIC_ASSERT (AFT_CHANNEL_KIOSK == 0 && AFT_CHANNEL_PHONE == 1);
G_STATIC_ASSERT (AFT_RESPONSE_COMPLETE == 0 && AFT_RESPONSE_PARTIAL == 1 && AFT_RESPONSE_TAP == 2);
G_STATIC_ASSERT (AFT_TIER_UNKNOWN == 0 && AFT_TIER_LOW == 1 && AFT_TIER_ORDINARY == 2
                 && AFT_TIER_CORE == 3 && AFT_TIER_VIP == 4);
G_STATIC_ASSERT (AFT_LANGUAGE_ZH_CN == 0 && AFT_LANGUAGE_ZH_TW == 1 && AFT_LANGUAGE_EN == 2);

gint32
aft_house_rows_from_language (AftLanguage language)
{
  return (gint32) language;
}

AftLanguage
aft_house_rows_to_language (gint32 number)
{
  return number >= 0 && number < AFT_LANGUAGES ? (AftLanguage) number : AFT_LANGUAGE_EN;
}

static void
bind_response (AftHouseRow *row, const AftResponse *response, gboolean is_erased)
{
  gint64 ended_ms = aft_response_get_ended_ms (response);
  AftLanguage language = aft_response_get_language (response);
  aft_sqlite_bind_id (row, 1, aft_response_get_id (response));
  aft_sqlite_bind_id (row, 5, aft_response_get_sitting_id (response));
  aft_sqlite_bind_integer (row, 6, aft_response_get_kind (response));
  aft_sqlite_bind_integer (row, 7, aft_response_get_state (response));
  aft_sqlite_bind_integer (row, 10, ended_ms);
  aft_sqlite_bind_integer (row, 11, ended_ms - aft_response_get_started_ms (response));
  aft_sqlite_bind_integer (row, 12, aft_response_get_monotonic_ms (response));
  aft_sqlite_bind_integer (row, 13, aft_response_is_burst (response) ? 1 : 0);
  aft_sqlite_bind_integer (row, 14, aft_house_rows_from_language (language));
  if (is_erased)
    return;
  aft_sqlite_bind_text (row, 15, aft_response_get_table (response));
  sqlite3_bind_blob (row, 17, aft_response_get_salt (response), AFT_RESPONSE_SALT_BYTES,
                     SQLITE_STATIC);
}

static void
bind_facts (AftHouseRow *row, const AftHouseRowFacts *facts, gint64 now_ms)
{
  aft_sqlite_bind_integer (row, 2, facts->venue);
  aft_sqlite_bind_integer (row, 3, facts->device);
  aft_sqlite_bind_integer (row, 4, facts->sequence);
  if (facts->survey > 0)
    aft_sqlite_bind_integer (row, 8, facts->survey);
  aft_sqlite_bind_integer (row, 9, facts->boot);
  aft_sqlite_bind_digest (row, 18, facts->digest);
  aft_sqlite_bind_integer (row, 19, now_ms);
  aft_sqlite_bind_integer (row, 20, facts->day);
  aft_sqlite_bind_integer (row, 21, facts->part);
  aft_sqlite_bind_integer (row, 22, facts->clock);
  if (facts->clock == AFT_HOUSE_CLOCK_CORRECTED)
    aft_sqlite_bind_integer (row, 23, facts->true_ms);
  if (facts->guest > 0)
    aft_sqlite_bind_integer (row, 25, facts->guest);
  aft_sqlite_bind_integer (row, 26, facts->tier);
  aft_sqlite_bind_integer (row, 27, facts->marks);
  aft_sqlite_bind_integer (row, 28, facts->erased_ms);
  aft_sqlite_bind_integer (row, 29, facts->hour);
}

static gboolean
put_row (AftHouseSession *session,
         const AftResponse *response,
         const AftHouseRowFacts *facts,
         gint64 *ret_ref,
         GError **error)
{
  gboolean is_erased = facts->erased_ms > 0;
  AftRisk *scored = is_erased ? NULL : aft_response_get_risk (response);
  g_autofree char *answers = aft_json_to_canonical (
      is_erased ? facts->ratings : aft_response_get_answers (response), error);
  g_autofree char *risk = scored != NULL ? aft_risk_dup_text (scored) : NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO response (id, venue, device, sequence, sitting_id, kind, state, survey, boot,"
      " ended_ms, duration_ms, monotonic_ms, burst, locale, table_code, answers, salt, digest,"
      " received_ms, day, part, clock, true_ms, risk, guest, tier, marks, erased_ms, hour)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
      " ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)",
      answers != NULL ? error : NULL);
  if (row == NULL || answers == NULL)
    return FALSE;
  bind_response (row, response, is_erased);
  bind_facts (row, facts, session->now_ms);
  aft_sqlite_bind_text (row, 16, answers);
  aft_sqlite_bind_text (row, 24, risk);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  *ret_ref = sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

static gboolean
put_seal (AftHouseSession *session,
          gint64 ref,
          const AftSealedPart *part,
          gsize position,
          GError **error)
{
  gsize count = 0;
  AftHouseDatabase *database = session->database;
  /* Of its own, and in the order of arrival: what comes together lies together on the disk. */
  AftId id = aft_id_generate (aft_house_database_get_clock (database),
                              aft_house_database_get_random (database));
  g_autofree guint8 *box = aft_base64url_decode (aft_sealed_part_get_box (part), &count);
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO sealed (id, response, position, name, kid, box)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &id);
  aft_sqlite_bind_integer (row, 2, ref);
  aft_sqlite_bind_integer (row, 3, position);
  aft_sqlite_bind_text (row, 4, aft_sealed_part_get_name (part));
  aft_sqlite_bind_text (row, 5, aft_sealed_part_get_kid (part));
  sqlite3_bind_blob (row, 6, box, (int) count, SQLITE_STATIC);
  return aft_sqlite_run (row, error);
}

static gboolean
put_consent (AftHouseSession *session, gint64 ref, const AftConsent *consent, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO consent (response, callback, offers, text_version, locale, given_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_integer (row, 2, consent->callback ? 1 : 0);
  aft_sqlite_bind_integer (row, 3, consent->offers ? 1 : 0);
  aft_sqlite_bind_text (row, 4, consent->text_version);
  aft_sqlite_bind_integer (row, 5, aft_house_rows_from_language (consent->language));
  aft_sqlite_bind_integer (row, 6, consent->given_ms);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_rows_put (AftHouseSession *session,
                    const AftResponse *response,
                    const AftHouseRowFacts *facts,
                    gint64 *ret_ref,
                    GError **error)
{
  const AftConsent *consent = aft_response_get_consent (response);
  gboolean is_done = put_row (session, response, facts, ret_ref, error);
  if (facts->erased_ms > 0)
    return is_done;
  for (gsize i = 0; i < aft_response_get_seal_count (response) && is_done; i++)
    is_done = put_seal (session, *ret_ref, aft_response_get_seal (response, i), i, error);
  return is_done && (consent == NULL || put_consent (session, *ret_ref, consent, error));
}

static AftResponseBuilder *
read_row (sqlite3_stmt *row)
{
  static const guint8 no_salt[AFT_RESPONSE_SALT_BYTES] = { 0 };
  AftId id = aft_sqlite_get_id (row, 1);
  AftId sitting_id = aft_sqlite_get_id (row, 2);
  AftId boot_id = aft_sqlite_get_id (row, 13);
  gint64 ended_ms = sqlite3_column_int64 (row, 5);
  AftResponseBuilder *builder = aft_response_builder_new (
      (AftResponseKind) CLAMP (sqlite3_column_int (row, 3), 0, AFT_RESPONSE_KINDS - 1), &id,
      &sitting_id);
  aft_response_builder_set_state (builder,
                                  (AftResponseState) CLAMP (sqlite3_column_int (row, 4), 0, 2));
  aft_response_builder_set_times (builder, ended_ms - sqlite3_column_int64 (row, 6), ended_ms);
  aft_response_builder_set_boot (builder, &boot_id, sqlite3_column_int64 (row, 7));
  aft_response_builder_set_burst (builder, sqlite3_column_int (row, 8) != 0);
  aft_response_builder_set_language (builder,
                                     aft_house_rows_to_language (sqlite3_column_int (row, 9)));
  aft_response_builder_set_table (builder, (const char *) sqlite3_column_text (row, 10));
  if (sqlite3_column_type (row, 14) != SQLITE_NULL)
    {
      AftDigest digest = aft_sqlite_get_digest (row, 16);
      aft_response_builder_set_survey (builder, (const char *) sqlite3_column_text (row, 14),
                                       (const char *) sqlite3_column_text (row, 15), &digest);
    }
  aft_response_builder_set_channel (builder, sqlite3_column_int (row, AFT_HOUSE_ROWS_CHANNEL) == 0
                                                 ? AFT_CHANNEL_KIOSK
                                                 : AFT_CHANNEL_PHONE);
  if (sqlite3_column_bytes (row, 12) == AFT_RESPONSE_SALT_BYTES)
    aft_response_builder_set_salt (builder, sqlite3_column_blob (row, 12));
  else if (sqlite3_column_int64 (row, AFT_HOUSE_ROWS_ERASED) > 0)
    aft_response_builder_set_salt (builder, no_salt);
  return builder;
}

static gboolean
read_answers (AftResponseBuilder *builder, sqlite3_stmt *row, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (row, 11);
  g_autoptr (AftValue) answers = aft_json_parse (
      text != NULL ? text : "", text != NULL ? strlen (text) : 0, &aft_json_limits_wire, error);
  if (answers == NULL)
    return FALSE;
  aft_response_builder_set_answers (builder, answers);
  return TRUE;
}

static gboolean
read_risk (AftResponseBuilder *builder, sqlite3_stmt *row, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (row, AFT_HOUSE_ROWS_RISK);
  if (text == NULL)
    return TRUE;
  g_autoptr (AftRisk) risk = aft_risk_parse (text, strlen (text), error);
  aft_response_builder_set_risk (builder, risk);
  return risk != NULL;
}

static gboolean
read_seals (AftHouseSession *session, gint64 ref, AftResponseBuilder *builder, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT name, kid, box FROM sealed WHERE response = ?1 ORDER BY position", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  while (aft_sqlite_step (row, &local))
    {
      g_autofree char *box
          = aft_base64url_encode (sqlite3_column_blob (row, 2), sqlite3_column_bytes (row, 2));
      aft_response_builder_take_seal (
          builder, aft_sealed_part_new ((const char *) sqlite3_column_text (row, 0),
                                        (const char *) sqlite3_column_text (row, 1), box));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_consent (AftHouseSession *session, gint64 ref, AftResponseBuilder *builder, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT callback, offers, text_version, locale, given_ms FROM consent WHERE response = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (aft_sqlite_step (row, &local))
    {
      AftConsent consent = {
        .callback = sqlite3_column_int (row, 0) != 0,
        .offers = sqlite3_column_int (row, 1) != 0,
        .text_version = (const char *) sqlite3_column_text (row, 2),
        .language = aft_house_rows_to_language (sqlite3_column_int (row, 3)),
        .given_ms = sqlite3_column_int64 (row, 4),
      };
      aft_response_builder_set_consent (builder, &consent);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

AftResponse *
aft_house_rows_read (AftHouseSession *session, sqlite3_stmt *row, GError **error)
{
  gint64 ref = sqlite3_column_int64 (row, 0);
  GError *local = NULL;
  g_autoptr (AftResponseBuilder) builder = read_row (row);
  AftResponse *response = NULL;
  if (read_answers (builder, row, &local) && read_risk (builder, row, &local)
      && read_seals (session, ref, builder, &local) && read_consent (session, ref, builder, &local))
    response = aft_response_builder_end (g_steal_pointer (&builder), &local);
  if (response != NULL)
    return response;
  if (g_error_matches (local, AFT_ERROR, AFT_ERROR_INVALID))
    local->code = AFT_ERROR_CORRUPT;
  g_propagate_error (error, local);
  return NULL;
}

AftHouseCountedBy
aft_house_rows_counted_by (sqlite3_stmt *row, const AftResponse *response)
{
  AftHouseCountedBy by
      = aft_house_counted_by (response, (guint) sqlite3_column_int (row, AFT_HOUSE_ROWS_MARKS));
  by.device = sqlite3_column_int (row, AFT_HOUSE_ROWS_DEVICE);
  by.hour = (guint) sqlite3_column_int (row, AFT_HOUSE_ROWS_HOUR);
  by.group.venue = sqlite3_column_int (row, AFT_HOUSE_ROWS_VENUE);
  by.group.survey = sqlite3_column_int (row, AFT_HOUSE_ROWS_SURVEY);
  by.group.day = sqlite3_column_int (row, AFT_HOUSE_ROWS_DAY);
  by.group.part = sqlite3_column_int (row, AFT_HOUSE_ROWS_PART);
  by.group.tier = sqlite3_column_int (row, AFT_HOUSE_ROWS_TIER);
  return by;
}
