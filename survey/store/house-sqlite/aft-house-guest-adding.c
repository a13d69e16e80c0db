/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What guests add to a case by the link on their slip: words, a wish to be called, how it was put
 * right, photos. It joins the case of the sitting, or makes one; what is in it stays sealed in the
 * response, and the event says only what moves the case. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"

static AftId
make_id (AftHouseSession *session)
{
  return aft_id_generate (aft_house_database_get_clock (session->database),
                          aft_house_database_get_random (session->database));
}

static void
set_id (AftValueBuilder *detail, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_value_builder_set_string (detail, name, text);
}

gboolean
aft_house_session_add_guest_event (AftHouseSession *session,
                                   AftHouseCaseRow *row,
                                   AftCaseEventKind kind,
                                   AftValueBuilder *detail,
                                   GError **error)
{
  AftHouseCaseEntry entry = {
    .id = make_id (session),
    .event = { .kind = kind },
    .actor = AFT_HOUSE_GUEST_ACTOR,
    .more = detail,
  };
  return aft_house_session_add_case_event (session, row, &entry, error);
}

/* What a case is made of that nobody has flagged. */
typedef struct
{
  AftId response_id;
  AftResponseKind kind;
  gint32 venue;
  gint32 device;
  guint64 sequence;
} Origin;

/* The response itself, in @row and @origin. */
static gboolean
read_origin (AftHouseSession *session, Origin *origin, AftHouseCaseRow *row, GError **error)
{
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      "SELECT response.ref, response.venue, device, sequence, sitting_id, table_code, guest,"
      " response.kind, coalesce (guest.tier, 0), device.id FROM response"
      " JOIN device ON device.ref = response.device"
      " LEFT JOIN guest ON guest.ref = response.guest WHERE response.id = ?1 AND erased_ms = 0",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, &origin->response_id);
  if (!aft_house_expect_row (select, "There is no such response", error))
    return FALSE;
  AftHouseCase *item = row->item = g_new0 (AftHouseCase, 1);
  row->response = sqlite3_column_int64 (select, 0);
  origin->venue = sqlite3_column_int (select, 1);
  origin->device = sqlite3_column_int (select, 2);
  origin->sequence = (guint64) sqlite3_column_int64 (select, 3);
  item->sitting_id = aft_sqlite_get_id (select, 4);
  item->table = aft_sqlite_dup_text (select, 5);
  row->guest = sqlite3_column_int64 (select, 6);
  origin->kind
      = (AftResponseKind) CLAMP (sqlite3_column_int (select, 7), 0, AFT_RESPONSE_KINDS - 1);
  item->tier = (AftTier) CLAMP (sqlite3_column_int (select, 8), 0, AFT_TIER_VIP);
  item->device_id = aft_sqlite_get_id (select, 9);
  item->kind = AFT_CASE_KIND_COMPLAINT;
  return TRUE;
}

/* Of now, with the number that stands on the slip. */
static gboolean
begin_case (AftHouseSession *session, const Origin *origin, AftHouseCaseRow *row, GError **error)
{
  AftVenue *venue = aft_house_session_get_venue (session, origin->venue, error);
  if (venue == NULL)
    return FALSE;
  AftHouseRowFacts facts = {
    .venue = origin->venue,
    .device = origin->device,
    .sequence = origin->sequence,
    .true_ms = session->now_ms,
    .day = aft_venue_get_business_day (venue, session->now_ms),
  };
  AftHouseCaseEntry entry
      = { .actor = AFT_HOUSE_GUEST_ACTOR, .more = aft_value_builder_new_object () };
  set_id (entry.more, "response", &origin->response_id);
  aft_value_builder_set_string (entry.more, "kind", aft_response_kind_to_text (origin->kind));
  aft_house_session_raise_score (session, row->item, NULL);
  return aft_house_session_begin_case (session, row, &facts, &entry, error);
}

gboolean
aft_house_session_need_case (AftHouseSession *session,
                             const AftId *response_id,
                             AftHouseCaseRow *ret_row,
                             GError **error)
{
  GError *local = NULL;
  Origin origin = { .response_id = *response_id };
  g_auto (AftHouseCaseRow) fresh = { 0 };
  if (!read_origin (session, &origin, &fresh, error))
    return FALSE;
  gboolean is_there
      = aft_house_session_find_case (session, &fresh.item->sitting_id, ret_row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (is_there)
    return TRUE;
  *ret_row = fresh;
  fresh = (AftHouseCaseRow){ 0 };
  return begin_case (session, &origin, ret_row, error);
}

gboolean
aft_house_session_find_added_guest (AftHouseSession *session,
                                    const AftHouseItem *item,
                                    AftHouseVisitor *visitor,
                                    GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT guest.ref, guest.tier FROM response JOIN guest ON guest.ref = response.guest"
      " WHERE response.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &item->added.about_id);
  if (aft_sqlite_step (row, &local))
    {
      visitor->guest = sqlite3_column_int64 (row, 0);
      visitor->tier = (AftTier) CLAMP (sqlite3_column_int (row, 1), 0, AFT_TIER_VIP);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static AftValueBuilder *
say_added (const AftHouseArrival *arrival)
{
  static const char *const answers[] = { [AFT_HOUSE_PUT_RIGHT_YES] = "yes",
                                         [AFT_HOUSE_PUT_RIGHT_PARTLY] = "partly",
                                         [AFT_HOUSE_PUT_RIGHT_NO] = "no" };
  const AftHouseAdded *added = &arrival->item->added;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  set_id (detail, "response", &arrival->item->id);
  if (added->put_right != AFT_HOUSE_PUT_RIGHT_UNSAID)
    aft_value_builder_set_string (detail, "put_right", answers[added->put_right]);
  if (added->wants_call)
    aft_value_builder_set_boolean (detail, "call", TRUE);
  if (added->wants_call && *added->call_from != '\0')
    aft_value_builder_set_string (detail, "from", added->call_from);
  if (added->wants_call && *added->call_to != '\0')
    aft_value_builder_set_string (detail, "to", added->call_to);
  return detail;
}

static gboolean
reopen (AftHouseSession *session,
        AftHouseCaseRow *row,
        const AftHouseArrival *arrival,
        GError **error)
{
  if (arrival->item->added.put_right != AFT_HOUSE_PUT_RIGHT_NO
      || !aft_case_state_is_closed (row->item->flow.state))
    return TRUE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  set_id (detail, "response", &arrival->item->id);
  return aft_house_session_add_guest_event (session, row, AFT_CASE_EVENT_REOPENED, detail, error);
}

static gboolean
join (AftHouseSession *session,
      AftHouseCaseRow *row,
      const AftHouseArrival *arrival,
      AftRisk *risk,
      GError **error)
{
  if (row->guest == 0 && arrival->facts->guest != 0)
    {
      row->guest = arrival->facts->guest;
      row->item->tier = arrival->visitor->tier;
    }
  aft_house_session_raise_score (session, row->item, risk);
  return aft_house_session_add_guest_event (session, row, AFT_CASE_EVENT_GUEST, say_added (arrival),
                                            error)
         && reopen (session, row, arrival, error);
}

gboolean
aft_house_session_take_follow_up (AftHouseSession *session,
                                  const AftHouseArrival *arrival,
                                  AftRisk *risk,
                                  GError **error)
{
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  const AftHouseAdded *added = &arrival->item->added;
  gboolean needs_case = added->wants_call || added->put_right == AFT_HOUSE_PUT_RIGHT_NO;
  gboolean has_case = aft_house_session_find_case (
      session, aft_response_get_sitting_id (arrival->item->response), &row, &local);
  if (!has_case && local == NULL && needs_case)
    has_case = aft_house_session_need_case (session, &added->about_id, &row, &local);
  if (has_case && local == NULL)
    join (session, &row, arrival, risk, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}
