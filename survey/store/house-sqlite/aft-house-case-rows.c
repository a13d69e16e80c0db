/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case's row: read whole with the names of what it names, made, and written again after an event.
 * What may change it is not decided here. The schema's numbers are the model's, which are stored.
 */
#include <string.h>

#include "aft-case-clock.h"
#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-json.h"

G_STATIC_ASSERT (AFT_CASE_STATE_RECOVERED == 5 && AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY == 7);

/* The last came later: without it nothing may be offered without a second person. */
#define TARGETS        6
#define TARGETS_FORMER 5

const char aft_house_case_no_case[] = "There is no such case";

/* Columns of AFT_HOUSE_CASE_SELECT. */
enum
{
  CASE_REF,
  CASE_ID,
  CASE_VENUE_ID,
  CASE_DEVICE_ID,
  CASE_SITTING_ID,
  CASE_RESPONSE_ID,
  CASE_GUEST_ID,
  CASE_KIND,
  CASE_NUMBER,
  CASE_TABLE,
  CASE_DAY,
  CASE_STATE,
  CASE_LEVEL,
  CASE_POINTS,
  CASE_RISK,
  CASE_TIER,
  CASE_TARGETS,
  CASE_TREATMENT,
  CASE_OWNER_CHANGES,
  CASE_STEPS_TAKEN,
  CASE_ESCALATED_TO,
  CASE_REOPENED,
  CASE_FLAGGED_MS,
  CASE_ACKNOWLEDGED_MS,
  CASE_AGREED_MS,
  CASE_CLOSED_MS,
  CASE_WAITING_SINCE_MS,
  CASE_WAITED_OPEN_MS,
  CASE_LAST_EVENT,
  CASE_LAST_MS,
  CASE_CONTACT_DUE_MS,
  CASE_HANDLING_DUE_MS,
  CASE_RESOLUTION_DUE_MS,
  CASE_ESCALATE_MS,
  CASE_STATED_CAUSE,
  CASE_ROOT_CAUSE,
  CASE_RESPONSIBILITY,
  CASE_OUTCOME,
  CASE_CHANNEL,
  CASE_COST_MINOR,
  CASE_OWNER_ID,
  CASE_OWNER_NAME,
  CASE_OWNER_PUBLIC_NAME,
  CASE_VENUE,
  CASE_DEVICE,
  CASE_RESPONSE,
  CASE_GUEST,
  CASE_PROMISE_DUE_MS,
  CASE_RETURNED_MS,
  CASE_RETURNED_SCORE,
  CASE_OFFERED_MINOR,
  CASE_ASKED_MINOR,
  CASE_ASKED_BY,
  CASE_ASKED_NAME,
  CASE_ASKED_PUBLIC_NAME,
  CASE_NO_WIN_BACK
};

void
aft_house_case_row_clear (AftHouseCaseRow *row)
{
  g_clear_pointer (&row->item, aft_house_case_free);
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored case's %s is damaged", what);
  return FALSE;
}

/* As a canonical list: contact, handling, resolution, managers, owners, cap of offers. */
static char *
dup_targets (const AftCaseTargets *targets)
{
  return g_strdup_printf ("[%u,%u,%u,%u,%u,%" G_GINT64_FORMAT "]", targets->contact_minutes,
                          targets->handling_minutes, targets->resolution_minutes,
                          targets->escalate_minutes[0], targets->escalate_minutes[1],
                          targets->offer_cap_minor);
}

static gboolean
read_targets (AftHouseRow *select, AftCaseTargets *targets, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (select, CASE_TARGETS);
  guint numbers[TARGETS] = { 0 };
  g_autoptr (AftValue) list
      = text != NULL ? aft_json_parse (text, strlen (text), &aft_json_limits_wire, NULL) : NULL;
  gsize length = aft_value_get_length (list);
  if (length != TARGETS && length != TARGETS_FORMER)
    return refuse ("targets", error);
  for (guint i = 0; i < length; i++)
    numbers[i] = (guint) CLAMP (aft_value_get_number (aft_value_get_item (list, i)), 0, G_MAXINT);
  *targets = (AftCaseTargets){
    numbers[0], numbers[1], numbers[2], { numbers[3], numbers[4] }, numbers[5],
  };
  return TRUE;
}

static void
read_flow (AftHouseRow *select, AftHouseCase *item)
{
  item->flow = (AftCaseFlow){
    .kind = item->kind,
    .state = (AftCaseState) sqlite3_column_int (select, CASE_STATE),
    .has_owner = sqlite3_column_type (select, CASE_OWNER_ID) != SQLITE_NULL,
    .owner = aft_sqlite_get_id (select, CASE_OWNER_ID),
    .owner_changes = (guint) sqlite3_column_int (select, CASE_OWNER_CHANGES),
    .flagged_ms = sqlite3_column_int64 (select, CASE_FLAGGED_MS),
    .acknowledged_ms = sqlite3_column_int64 (select, CASE_ACKNOWLEDGED_MS),
    .agreed_ms = sqlite3_column_int64 (select, CASE_AGREED_MS),
    .closed_ms = sqlite3_column_int64 (select, CASE_CLOSED_MS),
    .waiting_since_ms = sqlite3_column_int64 (select, CASE_WAITING_SINCE_MS),
    .waited_open_ms = sqlite3_column_int64 (select, CASE_WAITED_OPEN_MS),
    .steps = (guint) sqlite3_column_int (select, CASE_STEPS_TAKEN),
    .escalated_to = (AftRole) sqlite3_column_int (select, CASE_ESCALATED_TO),
    .reopened = (guint) sqlite3_column_int (select, CASE_REOPENED),
    .offered_minor = sqlite3_column_int64 (select, CASE_OFFERED_MINOR),
    .has_asked = sqlite3_column_type (select, CASE_ASKED_MINOR) != SQLITE_NULL,
    .asked_minor = sqlite3_column_int64 (select, CASE_ASKED_MINOR),
    .asked_by = aft_sqlite_get_id (select, CASE_ASKED_BY),
    .last_event = (guint) sqlite3_column_int (select, CASE_LAST_EVENT),
    .last_ms = sqlite3_column_int64 (select, CASE_LAST_MS),
  };
}

static void
read_texts (AftHouseRow *select, AftHouseCase *item)
{
  item->number = aft_sqlite_dup_text (select, CASE_NUMBER);
  item->table = aft_sqlite_dup_text (select, CASE_TABLE);
  item->treatment = aft_sqlite_dup_text (select, CASE_TREATMENT);
  item->owner_name = aft_sqlite_dup_text (select, CASE_OWNER_NAME);
  item->owner_public_name = aft_sqlite_dup_text (select, CASE_OWNER_PUBLIC_NAME);
  item->asked_name = aft_sqlite_dup_text (select, CASE_ASKED_NAME);
  item->asked_public_name = aft_sqlite_dup_text (select, CASE_ASKED_PUBLIC_NAME);
  item->stated_cause = aft_sqlite_dup_text (select, CASE_STATED_CAUSE);
  item->root_cause = aft_sqlite_dup_text (select, CASE_ROOT_CAUSE);
  item->responsibility = aft_sqlite_dup_text (select, CASE_RESPONSIBILITY);
  item->outcome = aft_sqlite_dup_text (select, CASE_OUTCOME);
  item->channel = aft_sqlite_dup_text (select, CASE_CHANNEL);
}

static void
read_plain (AftHouseRow *select, AftHouseCase *item)
{
  item->id = aft_sqlite_get_id (select, CASE_ID);
  item->venue_id = aft_sqlite_get_id (select, CASE_VENUE_ID);
  item->device_id = aft_sqlite_get_id (select, CASE_DEVICE_ID);
  item->sitting_id = aft_sqlite_get_id (select, CASE_SITTING_ID);
  item->response_id = aft_sqlite_get_id (select, CASE_RESPONSE_ID);
  item->guest_id = aft_sqlite_get_id (select, CASE_GUEST_ID);
  item->kind = (AftCaseKind) sqlite3_column_int (select, CASE_KIND);
  item->day = sqlite3_column_int (select, CASE_DAY);
  item->level = (AftRiskLevel) sqlite3_column_int (select, CASE_LEVEL);
  item->points = (guint) sqlite3_column_int (select, CASE_POINTS);
  item->tier = (AftTier) sqlite3_column_int (select, CASE_TIER);
  item->contact_due_ms = sqlite3_column_int64 (select, CASE_CONTACT_DUE_MS);
  item->handling_due_ms = sqlite3_column_int64 (select, CASE_HANDLING_DUE_MS);
  item->resolution_due_ms = sqlite3_column_int64 (select, CASE_RESOLUTION_DUE_MS);
  item->escalate_ms = sqlite3_column_int64 (select, CASE_ESCALATE_MS);
  item->has_cost = sqlite3_column_type (select, CASE_COST_MINOR) != SQLITE_NULL;
  item->cost_minor = sqlite3_column_int64 (select, CASE_COST_MINOR);
  item->promise_due_ms = sqlite3_column_int64 (select, CASE_PROMISE_DUE_MS);
  item->returned_ms = sqlite3_column_int64 (select, CASE_RETURNED_MS);
  item->returned_score = sqlite3_column_int (select, CASE_RETURNED_SCORE);
}

static gboolean
is_sound (const AftHouseCase *item)
{
  return (guint) item->kind < AFT_CASE_KINDS && (guint) item->flow.state < AFT_CASE_STATES
         && (guint) item->level < AFT_RISK_LEVELS && (guint) item->tier < AFT_TIERS
         && (guint) item->flow.escalated_to < AFT_ROLES;
}

gboolean
aft_house_case_row_take (AftHouseRow *select, AftHouseCaseRow *row, GError **error)
{
  g_autoptr (AftHouseCase) item = g_new0 (AftHouseCase, 1);
  const char *risk = (const char *) sqlite3_column_text (select, CASE_RISK);
  read_plain (select, item);
  read_flow (select, item);
  read_texts (select, item);
  item->risk = risk != NULL ? aft_risk_parse (risk, strlen (risk), NULL) : NULL;
  if (!is_sound (item) || (risk != NULL && item->risk == NULL))
    return refuse ("row", error);
  if (!read_targets (select, &item->targets, error))
    return FALSE;
  if (sqlite3_column_int (select, CASE_NO_WIN_BACK) == 0)
    item->ceiling_minor = item->targets.offer_cap_minor;
  *row = (AftHouseCaseRow){
    .ref = sqlite3_column_int64 (select, CASE_REF),
    .venue = sqlite3_column_int (select, CASE_VENUE),
    .device = sqlite3_column_int (select, CASE_DEVICE),
    .response = sqlite3_column_int64 (select, CASE_RESPONSE),
    .guest = sqlite3_column_int64 (select, CASE_GUEST),
    .item = g_steal_pointer (&item),
  };
  return TRUE;
}

gboolean
aft_house_case_row_read (AftHouseRow *select, AftHouseCaseRow *ret_row, GError **error)
{
  return aft_sqlite_step (select, error) && aft_house_case_row_take (select, ret_row, error);
}

gboolean
aft_house_session_get_case (AftHouseSession *session,
                            const AftId *case_id,
                            AftHouseCaseRow *ret_row,
                            GError **error)
{
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_CASE_SELECT " WHERE c.id = ?1", error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, case_id);
  return aft_house_expect_row (select, aft_house_case_no_case, error)
         && aft_house_case_row_take (select, ret_row, error);
}

/* Every response asks, hardly one has a case: this looks at an index and no more. */
static gboolean
has_case (AftHouseSession *session, const AftId *sitting_id, GError **error)
{
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection, "SELECT 1 FROM service_case WHERE sitting_id = ?1", error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, sitting_id);
  return aft_sqlite_step (select, error);
}

gboolean
aft_house_session_find_case (AftHouseSession *session,
                             const AftId *sitting_id,
                             AftHouseCaseRow *ret_row,
                             GError **error)
{
  if (!has_case (session, sitting_id, error))
    return FALSE;
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_CASE_SELECT " WHERE c.sitting_id = ?1", error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, sitting_id);
  return aft_house_case_row_read (select, ret_row, error);
}

static void
bind_ref (AftHouseRow *insert, int index, gint64 ref)
{
  if (ref > 0)
    aft_sqlite_bind_integer (insert, index, ref);
}

gboolean
aft_house_session_insert_case (AftHouseSession *session, AftHouseCaseRow *row, GError **error)
{
  const AftHouseCase *item = row->item;
  g_autofree char *targets = dup_targets (&item->targets);
  g_autoptr (AftHouseRow) insert = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO service_case (id, venue, device, sitting_id, response, guest, kind, number,"
      " table_code, day, state, level, points, tier, targets, treatment, flagged_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?12, ?13, ?14, ?15, ?16)",
      error);
  if (insert == NULL)
    return FALSE;
  aft_sqlite_bind_id (insert, 1, &item->id);
  aft_sqlite_bind_integer (insert, 2, row->venue);
  bind_ref (insert, 3, row->device);
  aft_sqlite_bind_id (insert, 4, &item->sitting_id);
  bind_ref (insert, 5, row->response);
  bind_ref (insert, 6, row->guest);
  aft_sqlite_bind_integer (insert, 7, item->kind);
  aft_sqlite_bind_text (insert, 8, item->number);
  aft_sqlite_bind_text (insert, 9, item->table);
  aft_sqlite_bind_integer (insert, 10, item->day);
  aft_sqlite_bind_integer (insert, 11, item->level);
  aft_sqlite_bind_integer (insert, 12, item->points);
  aft_sqlite_bind_integer (insert, 13, item->tier);
  aft_sqlite_bind_text (insert, 14, targets);
  aft_sqlite_bind_text (insert, 15, item->treatment);
  aft_sqlite_bind_integer (insert, 16, item->flow.flagged_ms);
  if (!aft_sqlite_run (insert, error))
    return FALSE;
  row->ref = sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

static gboolean
save_flow (AftHouseSession *session, const AftHouseCaseRow *row, GError **error)
{
  const AftCaseFlow *flow = &row->item->flow;
  g_autoptr (AftHouseRow) update = aft_house_connection_prepare (
      session->connection,
      "UPDATE service_case SET kind = ?2, state = ?3, owner = (SELECT ref FROM user WHERE id = ?4),"
      " owner_changes = ?5, steps = ?6, escalated_to = ?7, reopened = ?8, flagged_ms = ?9,"
      " acknowledged_ms = ?10, agreed_ms = ?11, closed_ms = ?12, waiting_since_ms = ?13,"
      " waited_open_ms = ?14, last_event = ?15, last_ms = ?16, offered_minor = ?17,"
      " asked_minor = ?18, asked_by = (SELECT ref FROM user WHERE id = ?19) WHERE ref = ?1",
      error);
  if (update == NULL)
    return FALSE;
  aft_sqlite_bind_integer (update, 1, row->ref);
  aft_sqlite_bind_integer (update, 2, flow->kind);
  aft_sqlite_bind_integer (update, 3, flow->state);
  if (flow->has_owner)
    aft_sqlite_bind_id (update, 4, &flow->owner);
  aft_sqlite_bind_integer (update, 5, flow->owner_changes);
  aft_sqlite_bind_integer (update, 6, flow->steps);
  aft_sqlite_bind_integer (update, 7, flow->escalated_to);
  aft_sqlite_bind_integer (update, 8, flow->reopened);
  aft_sqlite_bind_integer (update, 9, flow->flagged_ms);
  aft_sqlite_bind_integer (update, 10, flow->acknowledged_ms);
  aft_sqlite_bind_integer (update, 11, flow->agreed_ms);
  aft_sqlite_bind_integer (update, 12, flow->closed_ms);
  aft_sqlite_bind_integer (update, 13, flow->waiting_since_ms);
  aft_sqlite_bind_integer (update, 14, flow->waited_open_ms);
  aft_sqlite_bind_integer (update, 15, flow->last_event);
  aft_sqlite_bind_integer (update, 16, flow->last_ms);
  aft_sqlite_bind_integer (update, 17, flow->offered_minor);
  if (flow->has_asked)
    {
      aft_sqlite_bind_integer (update, 18, flow->asked_minor);
      aft_sqlite_bind_id (update, 19, &flow->asked_by);
    }
  return aft_sqlite_run (update, error);
}

static gboolean
save_facts (AftHouseSession *session, const AftHouseCaseRow *row, GError **error)
{
  const AftHouseCase *item = row->item;
  g_autofree char *risk = item->risk != NULL ? aft_risk_dup_text (item->risk) : NULL;
  g_autofree char *targets = dup_targets (&item->targets);
  g_autoptr (AftHouseRow) update = aft_house_connection_prepare (
      session->connection,
      "UPDATE service_case SET guest = ?2, level = ?3, points = ?4, risk = ?5, tier = ?6,"
      " targets = ?7, treatment = ?8, stated_cause = ?9, root_cause = ?10, responsibility = ?11,"
      " outcome = ?12, channel = ?13, cost_minor = ?14 WHERE ref = ?1",
      error);
  if (update == NULL)
    return FALSE;
  aft_sqlite_bind_integer (update, 1, row->ref);
  bind_ref (update, 2, row->guest);
  aft_sqlite_bind_integer (update, 3, item->level);
  aft_sqlite_bind_integer (update, 4, item->points);
  aft_sqlite_bind_text (update, 5, risk);
  aft_sqlite_bind_integer (update, 6, item->tier);
  aft_sqlite_bind_text (update, 7, targets);
  aft_sqlite_bind_text (update, 8, item->treatment);
  aft_sqlite_bind_text (update, 9, item->stated_cause);
  aft_sqlite_bind_text (update, 10, item->root_cause);
  aft_sqlite_bind_text (update, 11, item->responsibility);
  aft_sqlite_bind_text (update, 12, item->outcome);
  aft_sqlite_bind_text (update, 13, item->channel);
  if (item->has_cost)
    aft_sqlite_bind_integer (update, 14, item->cost_minor);
  return aft_sqlite_run (update, error);
}

/* The clocks, as the venue's hours are now. */
static gboolean
save_clocks (AftHouseSession *session, const AftHouseCaseRow *row, GError **error)
{
  AftRole role = AFT_ROLE_STAFF;
  const AftCaseFlow *flow = &row->item->flow;
  const AftCaseTargets *targets = &row->item->targets;
  g_autoptr (AftOpeningHours) hours = NULL;
  if (!aft_house_session_dup_hours (session, row->venue, &hours, error))
    return FALSE;
  g_autoptr (AftHouseRow) update = aft_house_connection_prepare (
      session->connection,
      "UPDATE service_case SET contact_due_ms = ?2, handling_due_ms = ?3, resolution_due_ms = ?4,"
      " escalate_ms = ?5 WHERE ref = ?1",
      error);
  if (update == NULL)
    return FALSE;
  aft_sqlite_bind_integer (update, 1, row->ref);
  for (int kind = 0; kind < AFT_CASE_CLOCKS; kind++)
    aft_sqlite_bind_integer (
        update, 2 + kind,
        aft_case_clock_get_due_ms (flow, (AftCaseClockKind) kind, targets, hours));
  aft_sqlite_bind_integer (update, 5,
                           aft_case_clock_get_escalation_ms (flow, targets, hours, &role));
  return aft_sqlite_run (update, error);
}

gboolean
aft_house_session_save_case (AftHouseSession *session, const AftHouseCaseRow *row, GError **error)
{
  return save_flow (session, row, error) && save_facts (session, row, error)
         && save_clocks (session, row, error);
}

gboolean
aft_house_session_dup_hours (AftHouseSession *session,
                             gint32 venue,
                             AftOpeningHours **ret_hours,
                             GError **error)
{
  const AftVenue *place = aft_house_session_get_venue (session, venue, error);
  if (place == NULL)
    return FALSE;
  *ret_hours = aft_opening_hours_new_from_value (aft_venue_get_hours (place),
                                                 aft_venue_get_zone (place), NULL);
  return TRUE;
}

void
aft_house_session_treat_case (AftHouseSession *session, AftHouseCase *item)
{
  g_clear_pointer (&item->treatment, g_free);
  aft_house_database_treat (session->database, item->level, item->tier, &item->targets,
                            &item->treatment);
}

AftRiskLevel
aft_house_case_raise_level (AftCaseKind kind, AftRiskLevel level)
{
  return kind == AFT_CASE_KIND_SURVEY ? level : MAX (level, AFT_RISK_AT_RISK);
}
