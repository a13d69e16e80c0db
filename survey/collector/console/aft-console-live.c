/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /console/events: what happens in the cases of one's own venues, as server-sent events. They
 * say which case and what, never a guest's words; whoever missed too many is told to look anew. */
#include "aft-console-private.h"

#include "aft-error.h"
#include "aft-house-case-records.h"
#include "aft-json.h"

/* Pages that one login may have open at a time. */
#define STREAMS_PER_LOGIN 32

#define LOOK_SECONDS 60

/* A login with open streams. */
typedef struct
{
  AftDigest digest;
  AftId login_id;
  AftId user_id;
} Listener;

/* -- streams -----------------------------------------------------------------------------------
 */

static void
remember (AftConsole *console, const AftConsoleCaller *caller)
{
  const Listener listener = { caller->token_digest, caller->login_id, caller->user_id };
  if (aft_event_log_count_of (console->events, &caller->login_id) == 1)
    g_array_append_val (console->listeners, listener);
}

static void
on_admitted (AftHttpExchange *exchange,
             AftConsoleCaller *caller,
             AftHttpForm *form,
             gpointer user_data)
{
  AftConsole *console = user_data;
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  g_autoptr (AftHttpEvents) events
      = console->events != NULL ? aft_http_exchange_start_events (exchange) : NULL;
  const AftEventFollower follower
      = { .owner = caller->login_id,
          .addresses = (const AftId *) (gpointer) caller->venue_ids->data,
          .address_count = caller->venue_ids->len,
          .hears_all = caller->role == AFT_ROLE_OWNER,
          .most = STREAMS_PER_LOGIN };

  if (events == NULL)
    return;
  aft_event_log_follow (console->events, events, &follower,
                        aft_http_request_get_header (request, "Last-Event-ID"));
  remember (console, caller);
}

static void
on_asked (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_STAFF, on_admitted, console);
}

/* -- logins that end -----------------------------------------------------------------------------
 */

/* Leaves in the list those that have ended. */
static gpointer
touch_logins (AftHouseStore *store, gpointer data, GError **error)
{
  GArray *listeners = data;
  for (guint i = listeners->len; i > 0; i--)
    {
      g_autoptr (GError) reason = NULL;
      const AftDigest *digest = &g_array_index (listeners, Listener, i - 1).digest;
      if (aft_house_store_touch_login_sync (store, digest, &reason)
          || !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
        g_array_remove_index_fast (listeners, i - 1);
    }
  return g_array_ref (listeners);
}

static void
on_touched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftConsole) console = user_data;
  g_autoptr (GArray) ended = aft_house_store_call_finish (result, NULL);
  for (guint i = 0; ended != NULL && console->events != NULL && i < ended->len; i++)
    aft_event_log_end (console->events, &g_array_index (ended, Listener, i).login_id);
}

void
aft_console_live_look (AftConsole *console)
{
  GArray *listeners = console->listeners;
  for (guint i = listeners->len; i > 0; i--)
    if (aft_event_log_count_of (console->events,
                                &g_array_index (listeners, Listener, i - 1).login_id)
        == 0)
      g_array_remove_index_fast (listeners, i - 1);
  if (listeners->len == 0)
    return;
  const AftHouseCall call = { .work = touch_logins,
                              .data = g_array_copy (listeners),
                              .free_data = (GDestroyNotify) g_array_unref,
                              .free_result = (GDestroyNotify) g_array_unref };
  aft_house_store_call_async (console->options.store, &call, on_touched, aft_console_ref (console));
}

static gboolean
on_minute (gpointer user_data)
{
  aft_console_live_look (user_data);
  return G_SOURCE_CONTINUE;
}

/* -- changes -----------------------------------------------------------------------------------
 */

static void
set_id (AftValueBuilder *builder, const char *name, const AftId *id)
{
  aft_value_builder_set_take (builder, name, aft_value_new_take_string (aft_id_to_text (id)));
}

void
aft_console_live_tell (AftConsole *console, const AftHouseChange *change)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  set_id (builder, "case", &change->case_id);
  aft_value_builder_set_string (builder, "event", aft_case_event_kind_to_text (change->event));
  aft_value_builder_set_string (builder, "kind", aft_case_kind_to_text (change->kind));
  aft_value_builder_set_string (builder, "state", aft_case_state_to_text (change->state));
  aft_value_builder_set_string (builder, "level", aft_risk_level_to_text (change->level));
  aft_value_builder_set_string (builder, "number", change->number);
  if (change->table != NULL)
    aft_value_builder_set_string (builder, "table", change->table);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_line (value);
  if (console->events != NULL)
    aft_event_log_add_to (console->events, &change->venue_id, "case", text);
}

void
aft_console_live_tell_duty (AftConsole *console, const AftId *venue_id)
{
  if (console->events != NULL)
    aft_event_log_add_to (console->events, venue_id, "duty", "{}");
}

gboolean
aft_console_is_watched (AftConsole *console, const AftId *venue_id)
{
  return console->events != NULL && aft_event_log_is_heard (console->events, venue_id);
}

/* By login: a page that was left is noticed when it is written to next, so that pages are more. */
GArray *
aft_console_list_listeners (AftConsole *console, const AftId *venue_id)
{
  GArray *users = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (console->events == NULL)
    return users;
  g_autoptr (GArray) logins = aft_event_log_list_hearing (console->events, venue_id);
  for (guint i = 0; i < console->listeners->len; i++)
    {
      const Listener *listener = &g_array_index (console->listeners, Listener, i);
      if (aft_id_is_among (&listener->login_id, logins))
        g_array_append_val (users, listener->user_id);
    }
  return users;
}

static void
on_change (const AftHouseChange *change, gpointer user_data)
{
  aft_console_live_tell (user_data, change);
}

void
aft_console_live_start (AftConsole *console)
{
  AftHouseStore *store = console->options.store;
  console->events = aft_event_log_new (aft_clock_get_real_ms (console->options.clock));
  console->listeners = g_array_new (FALSE, FALSE, sizeof (Listener));
  console->watch = aft_house_store_watch (store, g_main_context_get_thread_default (), on_change,
                                          console, NULL);
  console->look_id = g_timeout_add_seconds (LOOK_SECONDS, on_minute, console);
}

void
aft_console_live_stop (AftConsole *console)
{
  if (console->events == NULL)
    return;
  aft_house_store_unwatch (console->options.store, console->watch);
  g_clear_handle_id (&console->look_id, g_source_remove);
  g_clear_pointer (&console->events, aft_event_log_free);
  g_clear_pointer (&console->listeners, g_array_unref);
}

void
aft_console_add_live (AftConsole *console, AftRouter *router)
{
  const AftRoute route = { "GET", "/console/events", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_asked, console);
}
