/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/device/cases, and the event "case.acknowledged" to the one kiosk it concerns. What
 * stands in a case is the store's; a device gets no guest's words, name or number of it. */
#include "aft-api-private.h"

#include "aft-acknowledgement.h"
#include "aft-device-cases.h"
#include "aft-house-store-cases.h"

typedef struct
{
  AftHttpExchange *exchange;
  AftClock *clock;
} Question;

static gboolean
is_none (const AftId *id)
{
  const AftId zero = { { 0 } };
  return aft_id_equal (id, &zero);
}

/* -- who comes ------------------------------------------------------------------------------- */

static void
tell_acknowledged (AftApi *api, const AftHouseChange *change)
{
  AftAcknowledgement acknowledgement
      = { .response_id = change->response_id,
          .public_name = change->public_name != NULL ? change->public_name : (char *) "",
          .since_ms = change->time_ms };
  g_autofree char *text = aft_acknowledgement_to_text (&acknowledgement, NULL);
  if (text != NULL)
    aft_event_log_add_to (api->events, &change->device_id, AFT_ACKNOWLEDGEMENT_EVENT, text);
}

/* Somebody else comes after a hand-over; a kiosk whose guest has gone shows it to nobody. */
static void
on_changed (const AftHouseChange *change, gpointer user_data)
{
  gboolean is_of_a_guest = !is_none (&change->device_id) && !is_none (&change->response_id);
  gboolean is_taken
      = change->event == AFT_CASE_EVENT_ACKNOWLEDGED || change->event == AFT_CASE_EVENT_HANDED_OVER;
  if (is_taken && is_of_a_guest)
    tell_acknowledged (user_data, change);
}

guint
aft_api_watch_cases (AftApi *api)
{
  return aft_house_store_watch (api->options.store, NULL, on_changed, api, NULL);
}

/* -- the list -------------------------------------------------------------------------------- */

/* The clock that runs out next. */
static gint64
get_due_ms (const AftHouseCase *item)
{
  if (item->flow.state == AFT_CASE_STATE_WAITING)
    return 0;
  if (item->flow.acknowledged_ms == 0)
    return item->contact_due_ms;
  return item->flow.agreed_ms == 0 ? item->handling_due_ms : item->resolution_due_ms;
}

static char **
dup_aspects (const AftRisk *risk)
{
  g_autoptr (GStrvBuilder) aspects = g_strv_builder_new ();
  for (gsize i = 0; risk != NULL && i < aft_risk_get_signal_count (risk); i++)
    g_strv_builder_add (aspects, aft_risk_get_signal (risk, i)->id);
  return g_strv_builder_end (aspects);
}

static AftDeviceCase *
describe (const AftHouseCase *item)
{
  AftDeviceCase *described = g_new0 (AftDeviceCase, 1);
  *described = (AftDeviceCase){
    .id = item->id,
    .has_response = !is_none (&item->response_id),
    .response_id = item->response_id,
    .number = g_strdup (item->number),
    .kind = item->kind,
    .state = item->flow.state,
    .level = item->level,
    .table = g_strdup (item->table),
    .owner = g_strdup (item->owner_public_name),
    .aspects = dup_aspects (item->risk),
    .flagged_ms = item->flow.flagged_ms,
    .due_ms = get_due_ms (item),
  };
  return described;
}

static gpointer
list_cases (AftHouseStore *store, gpointer data, GError **error)
{
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseCaseQuery query
      = { .venue_ids = venues, .only_open = TRUE, .limit = AFT_HOUSE_CASES_MAX };
  g_array_append_vals (venues, data, 1);
  g_autoptr (GPtrArray) found = aft_house_store_list_cases_sync (store, &query, error);
  if (found == NULL)
    return NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_device_case_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (cases, describe (g_ptr_array_index (found, i)));
  return cases;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (AftHttpExchange) exchange = question->exchange;
  g_autoptr (AftClock) clock = question->clock;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = aft_house_store_call_finish (result, &error);
  char *text = cases != NULL
                   ? aft_device_cases_to_text (cases, aft_clock_get_real_ms (clock), &error)
                   : NULL;
  if (text != NULL)
    aft_api_reply_text (exchange, text);
  else
    aft_http_exchange_fail (exchange, error);
}

static void
show_cases (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller)
{
  Question *question = g_new0 (Question, 1);
  *question = (Question){ aft_http_exchange_ref (exchange), aft_clock_ref (api->options.clock) };
  AftHouseCall call = { .work = list_cases,
                        .data = g_memdup2 (&caller->venue_id, sizeof caller->venue_id),
                        .free_data = g_free,
                        .free_result = (GDestroyNotify) g_ptr_array_unref };
  aft_house_store_call_async (api->options.store, &call, on_listed, question);
}

static void
on_cases (AftHttpExchange *exchange, gpointer user_data)
{
  aft_api_admit (user_data, exchange, show_cases);
}

void
aft_api_add_cases (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "GET", "/api/v1/device/cases", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_cases, api);
}
