/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Last-Event-ID of a reader that comes back: it gets what it missed, or the one event that says
 * to look anew; and whatever is sent, no line of it is anybody's but ours. */
#include <string.h>

#include "aft-event-log.h"
#include "aft-fuzz.h"

#define EVENTS 5
#define EPOCH  0x18f3c2a1b

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  g_assert_not_reached ();
}

static gboolean
on_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  return TRUE;
}

static gboolean
on_text (AftHttpExchange *exchange, const char *text, gpointer data)
{
  g_string_append (data, text);
  return TRUE;
}

static void
on_ended (AftHttpExchange *exchange, gpointer data)
{
}

static const AftHttpSink sink = { .replied = on_replied,
                                  .events_started = on_started,
                                  .events_text = on_text,
                                  .events_ended = on_ended };

static void
check_lines (const char *text)
{
  static const char *const fields[]
      = { "id: 18f3c2a1b-", "event: changed", "event: resync", "data: {}" };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_ours = *lines[i] == '\0';
      for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
        is_ours = is_ours || g_str_has_prefix (lines[i], fields[j]);
      g_assert_true (is_ours);
    }
}

static guint
count (const char *text, const char *what)
{
  guint number = 0;
  for (const char *at = text; (at = strstr (at, what)) != NULL; at++)
    number++;
  return number;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const AftHttpRequestParts parts = { .method = "GET", .target = "/" };
  const AftId owner = { { 1 } };
  g_autofree char *id = g_strndup ((const char *) data, size);
  g_autoptr (GString) text = g_string_new (NULL);
  AftHttpReply *refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  g_autoptr (AftHttpExchange) exchange = aft_http_exchange_new (request, &sink, text);
  AftEventLog *log = aft_event_log_new (EPOCH);
  for (guint i = 0; i < EVENTS; i++)
    aft_event_log_add (log, "changed", "{}");
  g_autoptr (AftHttpEvents) events = aft_http_exchange_start_events (exchange);
  const AftEventFollower follower = { .owner = owner };
  aft_event_log_follow (log, events, &follower, id);
  check_lines (text->str);
  guint resyncs = count (text->str, "event: resync\n");
  g_assert_cmpuint (resyncs, <=, 1);
  g_assert_true (resyncs == 0 || count (text->str, "event: changed\n") == 0);
  aft_event_log_add (log, "changed", "{}");
  g_assert_cmpuint (count (text->str, "event: changed\n"), <=, EVENTS + 1);
  g_assert_true (g_str_has_suffix (text->str, "id: 18f3c2a1b-6\nevent: changed\ndata: {}\n\n"));
  aft_event_log_free (log);
  return 0;
}
