/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of limits: names, default values and the largest value that makes sense, beside the
 * place of each in AftHttpLimits. It is the only place that states a figure; what each means for a
 * peer is decided where it is used (reader, guard, listener). */
#include "aft-http-limits.h"

#include <string.h>

#include "aft-error.h"

#define MOST_BYTES (1024 * 1024 * 1024)
#define MOST_MS    (24 * 60 * 60 * 1000)

const AftHttpLimits aft_http_limits_default = {
  .body_bytes = 64 * 1024,
  .large_bodies = 8,
  .head_bytes = 16 * 1024,
  .header_count = 64,
  .target_bytes = 2048,
  .query_parameters = 16,
  .requests_per_connection = 10000,
  .connections = 256,
  /* Behind nginx all have one address; the rest is left for who asks from another, like a
   * watchdog on the unix socket. */
  .connections_per_address = 224,
  .event_streams = 512,
  .event_backlog_bytes = 64 * 1024,
  .listen_backlog = 256,
  .accept_burst = 32,
  .accept_retry_ms = 200,
  .receive_ms = 10 * 1000,
  .idle_ms = 15 * 1000,
  .stalled_ms = 30 * 1000,
  .event_comment_ms = 10 * 1000,
  .stop_ms = 20 * 1000,
  .retry_after_seconds = 1,
};

typedef struct
{
  const char *name;
  gsize offset;
  gint64 most;
} Limit;

#define LIMIT(member, most)                                                                        \
  {                                                                                                \
#member, G_STRUCT_OFFSET(AftHttpLimits, member), most                                          \
  }

static const Limit table[] = {
  LIMIT (body_bytes, MOST_BYTES),
  LIMIT (large_bodies, 10000),
  LIMIT (head_bytes, MOST_BYTES),
  LIMIT (header_count, 10000),
  LIMIT (target_bytes, MOST_BYTES),
  LIMIT (query_parameters, 10000),
  LIMIT (requests_per_connection, G_MAXINT32),
  LIMIT (connections, 1000000),
  LIMIT (connections_per_address, 1000000),
  LIMIT (event_streams, 1000000),
  LIMIT (event_backlog_bytes, MOST_BYTES),
  LIMIT (listen_backlog, 65535),
  LIMIT (accept_burst, 65535),
  LIMIT (accept_retry_ms, MOST_MS),
  LIMIT (receive_ms, MOST_MS),
  LIMIT (idle_ms, MOST_MS),
  LIMIT (stalled_ms, MOST_MS),
  LIMIT (event_comment_ms, MOST_MS),
  LIMIT (stop_ms, MOST_MS),
  LIMIT (retry_after_seconds, MOST_MS / 1000),
};

/* A member that is not in the table would be a limit that nobody is told of. */
G_STATIC_ASSERT (sizeof (AftHttpLimits) == G_N_ELEMENTS (table) * sizeof (gint64));

gboolean
aft_http_limits_set (AftHttpLimits *limits, const char *name, gint64 value, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (strcmp (table[i].name, name) != 0)
        continue;
      if (value < 1 || value > table[i].most)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "%s is a whole number from 1 to %" G_GINT64_FORMAT, name, table[i].most);
          return FALSE;
        }
      G_STRUCT_MEMBER (gint64, limits, table[i].offset) = value;
      return TRUE;
    }
  g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "there is no limit called %s", name);
  return FALSE;
}

AftValue *
aft_http_limits_to_value (const AftHttpLimits *limits)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    aft_value_builder_set_number (builder, table[i].name,
                                  (double) G_STRUCT_MEMBER (gint64, limits, table[i].offset));
  return aft_value_builder_end (builder);
}
