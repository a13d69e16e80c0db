/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heartbeats and their replies: what is accepted, written again, reads back the same. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-heartbeat.h"

static void
check_request (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  AftHeartbeat heartbeat;
  AftHeartbeat again;
  gboolean is_read = aft_heartbeat_parse (text, length, &heartbeat, &error);
  g_assert_true (is_read == (error == NULL));
  if (!is_read)
    return;
  g_autofree char *written = aft_heartbeat_to_text (&heartbeat);
  g_assert_true (aft_heartbeat_parse (written, strlen (written), &again, &error));
  g_assert_cmpstr (heartbeat.version, ==, again.version);
  g_assert_cmpuint (heartbeat.queue, ==, again.queue);
  g_assert_cmpint (heartbeat.clock_ms, ==, again.clock_ms);
}

static void
check_reply (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  AftHeartbeatReply reply;
  AftHeartbeatReply again;
  gboolean is_read = aft_heartbeat_reply_parse (text, length, &reply, &error);
  g_assert_true (is_read == (error == NULL));
  if (!is_read)
    return;
  g_autofree char *written = aft_heartbeat_reply_to_text (&reply);
  g_assert_true (aft_heartbeat_reply_parse (written, strlen (written), &again, &error));
  g_assert_cmpstr (reply.configuration_etag, ==, again.configuration_etag);
  g_assert_cmpuint (reply.last_sequence, ==, again.last_sequence);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  check_request ((const char *) data, size);
  check_reply ((const char *) data, size);
  return 0;
}
