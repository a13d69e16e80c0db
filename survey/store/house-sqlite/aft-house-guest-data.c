/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is held of a guest, or of a slip, as one value: gathered in one snapshot, sealed
 * parts as they lie. A slip's holder is told of the slip's sitting alone, and not what staff wrote
 * of it. Opening what is sealed, and who may see it, are elsewhere. */
#include "aft-case.h"
#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-sqlite-erasure-private.h"

typedef struct
{
  const AftHouseErasureTarget *target;
  AftValue *data;
} Question;

/* What a gathering of one kind of row needs. */
typedef struct
{
  AftHouseSession *session;
  gboolean is_slip;
} Gathering;

static void
set_text (AftValueBuilder *builder, const char *name, sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  if (text != NULL && *text != '\0')
    aft_value_builder_set_string (builder, name, text);
}

static void
set_number (AftValueBuilder *builder, const char *name, sqlite3_stmt *row, int column)
{
  if (sqlite3_column_type (row, column) != SQLITE_NULL)
    aft_value_builder_set_number (builder, name, (double) sqlite3_column_int64 (row, column));
}

/* A time that may be 0 for never. */
static void
set_time (AftValueBuilder *builder, const char *name, sqlite3_stmt *row, int column)
{
  if (sqlite3_column_int64 (row, column) > 0)
    set_number (builder, name, row, column);
}

static void
set_id (AftValueBuilder *builder, const char *name, sqlite3_stmt *row, int column)
{
  AftId id = aft_sqlite_get_id (row, column);
  g_autofree char *text = aft_id_to_text (&id);
  aft_value_builder_set_string (builder, name, text);
}

/* Adds what @add makes of each row of @sql, whose ?1 is @ref or @id, to a list. */
typedef AftValue *(*MakeItem) (const Gathering *gathering, sqlite3_stmt *row, GError **error);

static AftValue *
gather (const Gathering *gathering,
        const char *sql,
        gint64 ref,
        const AftId *id,
        MakeItem make,
        GError **error)
{
  GError *local = NULL;
  g_autoptr (AftValueBuilder) list = aft_value_builder_new_array ();
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (gathering->session->connection, sql, error);
  if (row == NULL)
    return NULL;
  if (id != NULL)
    aft_sqlite_bind_id (row, 1, id);
  else
    aft_sqlite_bind_integer (row, 1, ref);
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftValue *item = make (gathering, row, &local);
      if (item != NULL)
        aft_value_builder_take (list, item);
    }
  if (local == NULL)
    return aft_value_builder_end (g_steal_pointer (&list));
  g_propagate_error (error, local);
  return NULL;
}

/* -- responses ---------------------------------------------------------------------------------
 */

static AftValue *
make_sealed (const AftResponse *response)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      AftValueBuilder *sealed = aft_value_builder_new_object ();
      aft_value_builder_set_string (sealed, "name", aft_sealed_part_get_name (part));
      aft_value_builder_set_string (sealed, "kid", aft_sealed_part_get_kid (part));
      aft_value_builder_set_string (sealed, "box", aft_sealed_part_get_box (part));
      aft_value_builder_take (list, aft_value_builder_end (sealed));
    }
  return aft_value_builder_end (list);
}

static AftValue *
make_consent (const AftConsent *consent)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (builder, "callback", consent->callback);
  aft_value_builder_set_boolean (builder, "offers", consent->offers);
  aft_value_builder_set_string (builder, "text_version", consent->text_version);
  aft_value_builder_set_number (builder, "given_ms", (double) consent->given_ms);
  return aft_value_builder_end (builder);
}

static AftValueBuilder *
begin_response (const AftResponse *response)
{
  const char *table = aft_response_get_table (response);
  const AftConsent *consent = aft_response_get_consent (response);
  const char *language = aft_language_get_tag (aft_response_get_language (response));
  g_autofree char *id = aft_id_to_text (aft_response_get_id (response));
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "id", id);
  aft_value_builder_set_string (builder, "kind",
                                aft_response_kind_to_text (aft_response_get_kind (response)));
  aft_value_builder_set_string (builder, "state",
                                aft_response_state_to_text (aft_response_get_state (response)));
  aft_value_builder_set_number (builder, "ended_ms", (double) aft_response_get_ended_ms (response));
  aft_value_builder_set_string (builder, "language", language);
  if (table != NULL)
    aft_value_builder_set_string (builder, "table", table);
  if (aft_response_get_survey_id (response) != NULL)
    {
      aft_value_builder_set_string (builder, "survey", aft_response_get_survey_id (response));
      aft_value_builder_set_string (builder, "survey_version",
                                    aft_response_get_survey_version (response));
    }
  aft_value_builder_set (builder, "answers", aft_response_get_answers (response));
  if (consent != NULL)
    aft_value_builder_set_take (builder, "consent", make_consent (consent));
  aft_value_builder_set_take (builder, "sealed", make_sealed (response));
  return builder;
}

static gboolean
set_place (const Gathering *gathering, AftValueBuilder *builder, gint64 ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      gathering->session->connection,
      "SELECT name, received_ms FROM response JOIN venue ON venue.ref = response.venue"
      " WHERE response.ref = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such response", error))
    return FALSE;
  set_text (builder, "venue", row, 0);
  set_number (builder, "received_ms", row, 1);
  return TRUE;
}

static AftValue *
make_response (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  g_autoptr (AftResponse) response = aft_house_rows_read (gathering->session, row, error);
  if (response == NULL)
    return NULL;
  g_autoptr (AftValueBuilder) builder = begin_response (response);
  if (!set_place (gathering, builder, sqlite3_column_int64 (row, 0), error))
    return NULL;
  return aft_value_builder_end (g_steal_pointer (&builder));
}

/* ?1 in @base: sittings by venue and day, whose days' index finds the rest. */
#define RESPONSES(base)                                                                            \
  AFT_HOUSE_ROWS_SELECT                                                                            \
  " WHERE response.ref IN (WITH base AS (" base ") SELECT r.ref FROM base JOIN response AS r"      \
  " ON r.venue = base.venue AND r.day BETWEEN base.day - 1 AND base.day + 1"                       \
  " AND r.sitting_id = base.sitting_id UNION SELECT f.ref FROM base JOIN response AS f"            \
  " ON f.sitting_id = base.sitting_id AND f.kind = 4) ORDER BY response.ref"
static const char responses_of_guest[]
    = RESPONSES ("SELECT venue, day, sitting_id FROM response WHERE guest = ?1 UNION"
                 " SELECT venue, day, sitting_id FROM service_case WHERE guest = ?1");
static const char responses_of_slip[]
    = RESPONSES ("SELECT venue, day, sitting_id FROM response WHERE id = ?1");

/* -- cases -------------------------------------------------------------------------------------
 */

static AftValue *
make_note (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  AftValueBuilder *note = aft_value_builder_new_object ();
  set_number (note, "time_ms", row, 0);
  set_text (note, "by", row, 1);
  set_text (note, "text", row, 2);
  return aft_value_builder_end (note);
}

static AftValue *
make_promise (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  AftValueBuilder *promise = aft_value_builder_new_object ();
  set_text (promise, "text", row, 0);
  set_number (promise, "due_ms", row, 1);
  set_time (promise, "done_ms", row, 2);
  return aft_value_builder_end (promise);
}

static gboolean
set_staffs (const Gathering *gathering, AftValueBuilder *builder, gint64 ref, GError **error)
{
  AftValue *notes
      = gather (gathering,
                "SELECT time_ms, public_name, words FROM case_event LEFT JOIN user"
                " ON user.ref = case_event.user WHERE service_case = ?1 AND words IS NOT NULL"
                " ORDER BY number",
                ref, NULL, make_note, error);
  if (notes == NULL)
    return FALSE;
  aft_value_builder_set_take (builder, "notes", notes);
  AftValue *promises = gather (gathering,
                               "SELECT text, due_ms, done_ms FROM promise WHERE service_case = ?1"
                               " ORDER BY created_ms",
                               ref, NULL, make_promise, error);
  if (promises != NULL)
    aft_value_builder_set_take (builder, "promises", promises);
  return promises != NULL;
}

static AftValue *
make_case (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  guint kind = (guint) sqlite3_column_int (row, 2);
  guint state = (guint) sqlite3_column_int (row, 3);
  g_autoptr (AftValueBuilder) builder = aft_value_builder_new_object ();
  set_text (builder, "number", row, 1);
  if (kind < AFT_CASE_KINDS && state < AFT_CASE_STATES)
    {
      aft_value_builder_set_string (builder, "kind", aft_case_kind_to_text (kind));
      aft_value_builder_set_string (builder, "state", aft_case_state_to_text (state));
    }
  set_text (builder, "venue", row, 4);
  set_number (builder, "flagged_ms", row, 5);
  set_time (builder, "closed_ms", row, 6);
  if (!gathering->is_slip && !set_staffs (gathering, builder, sqlite3_column_int64 (row, 0), error))
    return NULL;
  return aft_value_builder_end (g_steal_pointer (&builder));
}

#define CASES                                                                                      \
  "SELECT c.ref, c.number, c.kind, c.state, venue.name, c.flagged_ms, c.closed_ms"                 \
  " FROM service_case AS c JOIN venue ON venue.ref = c.venue WHERE "
#define PHOTOS                                                                                     \
  "SELECT a.id, a.width, a.height, a.bytes, a.stored_ms FROM attachment AS a"                      \
  " JOIN service_case AS c ON c.ref = a.service_case WHERE "
#define OF_GUEST "c.guest = ?1 ORDER BY c.ref"
#define OF_SLIP  "c.sitting_id = (SELECT sitting_id FROM response WHERE id = ?1) ORDER BY c.ref"

static AftValue *
make_photo (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  AftValueBuilder *photo = aft_value_builder_new_object ();
  set_id (photo, "id", row, 0);
  set_number (photo, "width", row, 1);
  set_number (photo, "height", row, 2);
  set_number (photo, "bytes", row, 3);
  set_number (photo, "stored_ms", row, 4);
  return aft_value_builder_end (photo);
}

/* -- the guest ---------------------------------------------------------------------------------
 */

static AftValue *
make_visit (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  AftValueBuilder *visit = aft_value_builder_new_object ();
  set_text (visit, "day", row, 0);
  set_text (visit, "venue", row, 1);
  set_number (visit, "score", row, 2);
  set_number (visit, "spend_minor", row, 3);
  return aft_value_builder_end (visit);
}

static AftValue *
make_key (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  gboolean is_phone = sqlite3_column_int (row, 0) == AFT_HOUSE_GUEST_PHONE;
  return aft_value_new_string (is_phone ? "phone" : "member");
}

static AftValue *
make_imported (sqlite3_stmt *row)
{
  AftValueBuilder *imported = aft_value_builder_new_object ();
  set_number (imported, "visits", row, 6);
  set_number (imported, "spend_minor", row, 7);
  set_text (imported, "last_day", row, 8);
  return aft_value_builder_end (imported);
}

static AftValue *
make_guest (const Gathering *gathering, sqlite3_stmt *row, GError **error)
{
  gint64 ref = sqlite3_column_int64 (row, 0);
  guint tier = (guint) sqlite3_column_int (row, 4);
  g_autoptr (AftValueBuilder) guest = aft_value_builder_new_object ();
  set_id (guest, "id", row, 1);
  set_time (guest, "first_ms", row, 2);
  set_time (guest, "last_ms", row, 3);
  aft_value_builder_set_string (guest, "tier",
                                aft_tier_to_text (MIN (tier, (guint) AFT_TIERS - 1)));
  set_text (guest, "preferences", row, 5);
  set_text (guest, "no_win_back_reason", row, 9);
  if (sqlite3_column_int64 (row, 6) > 0 || sqlite3_column_int64 (row, 7) > 0)
    aft_value_builder_set_take (guest, "imported", make_imported (row));
  AftValue *keys = gather (gathering, "SELECT kind FROM guest_key WHERE guest = ?1 ORDER BY kind",
                           ref, NULL, make_key, error);
  if (keys == NULL)
    return NULL;
  aft_value_builder_set_take (guest, "known_by", keys);
  AftValue *visits
      = gather (gathering,
                "SELECT date (day * 86400, 'unixepoch'), name, score, spend_minor FROM visit"
                " JOIN venue ON venue.ref = visit.venue WHERE guest = ?1 ORDER BY day",
                ref, NULL, make_visit, error);
  if (visits == NULL)
    return NULL;
  aft_value_builder_set_take (guest, "visits", visits);
  return aft_value_builder_end (g_steal_pointer (&guest));
}

static const char the_guest[]
    = "SELECT ref, id, first_ms, last_ms, tier, preferences, imported_visits,"
      " imported_spend_minor, date (imported_last_day * 86400, 'unixepoch'), no_win_back_reason"
      " FROM guest WHERE ref = ?1";

/* -- all of it ---------------------------------------------------------------------------------
 */

/* Eats @list; FALSE when it could not be gathered. */
static gboolean
set_list (AftValueBuilder *data, const char *name, AftValue *list)
{
  if (list != NULL)
    aft_value_builder_set_take (data, name, list);
  return list != NULL;
}

static gboolean
gather_guest (const Gathering *gathering, AftValueBuilder *data, gint64 ref, GError **error)
{
  g_autoptr (AftValue) guests = gather (gathering, the_guest, ref, NULL, make_guest, error);
  if (guests == NULL)
    return FALSE;
  aft_value_builder_set (data, "guest", aft_value_get_item (guests, 0));
  return set_list (data, "responses",
                   gather (gathering, responses_of_guest, ref, NULL, make_response, error))
         && set_list (data, "cases",
                      gather (gathering, CASES OF_GUEST, ref, NULL, make_case, error))
         && set_list (data, "photos",
                      gather (gathering, PHOTOS OF_GUEST, ref, NULL, make_photo, error));
}

static gboolean
gather_slip (const Gathering *gathering, AftValueBuilder *data, const AftId *id, GError **error)
{
  return set_list (data, "responses",
                   gather (gathering, responses_of_slip, 0, id, make_response, error))
         && set_list (data, "cases", gather (gathering, CASES OF_SLIP, 0, id, make_case, error))
         && set_list (data, "photos", gather (gathering, PHOTOS OF_SLIP, 0, id, make_photo, error));
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, what);
  return FALSE;
}

static gboolean
ask_slip (const Gathering *gathering, AftValueBuilder *data, const AftId *id, GError **error)
{
  GError *local = NULL;
  gboolean is_buried = FALSE;
  AftHouseSitting sitting = { 0 };
  if (aft_house_session_find_sitting (gathering->session, id, &sitting, &local)
      && aft_house_session_is_buried (gathering->session, id, &sitting.sitting_id, &is_buried,
                                      &local)
      && !is_buried)
    return gather_slip (gathering, data, id, error);
  if (local == NULL)
    return refuse ("There is no such response", error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
work_gather (AftHouseSession *session, gpointer user_data, GError **error)
{
  gint64 guest = 0;
  Question *question = user_data;
  const AftHouseErasureTarget *target = question->target;
  const Gathering gathering = { session, target->response_id != NULL };
  g_autoptr (AftValueBuilder) data = aft_value_builder_new_object ();
  g_clear_pointer (&question->data, aft_value_unref);
  if (gathering.is_slip && !ask_slip (&gathering, data, target->response_id, error))
    return FALSE;
  if (!gathering.is_slip
      && !aft_house_session_find_guest (session, target->guest_id, target->key, &guest, error))
    return FALSE;
  if (!gathering.is_slip && guest == 0)
    return refuse ("There is no such guest", error);
  if (!gathering.is_slip && !gather_guest (&gathering, data, guest, error))
    return FALSE;
  question->data = aft_value_builder_end (g_steal_pointer (&data));
  return TRUE;
}

AftValue *
aft_house_sqlite_dup_guest_data (AftHouseStore *store,
                                 const AftHouseErasureTarget *target,
                                 GError **error)
{
  Question question = { target, NULL };
  if (!aft_house_sqlite_read (store, work_gather, &question, error))
    {
      g_clear_pointer (&question.data, aft_value_unref);
      return NULL;
    }
  return question.data;
}
