/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-random.h"

G_BEGIN_DECLS

/* AftEventStream: listens to what the collector tells this kiosk (GET /api/v1/events) for as long
 * as there is a token, on a connection of its own. When that ends, is silent for too long or is not
 * what it should be, it asks again after a wait that doubles, from the last event it had.
 *
 * Signal "event" (name, data: both UTF-8, at most 8 KiB): what came, from whoever is at the other
 * end of the link: what it says is for the listener to judge. */
#define AFT_TYPE_EVENT_STREAM (aft_event_stream_get_type ())
G_DECLARE_FINAL_TYPE (AftEventStream, aft_event_stream, AFT, EVENT_STREAM, GObject)

typedef struct
{
  AftCollectorLink *link; /* referenced, as is */
  AftRandom *random;
  guint silence_ms;    /* without a byte: the line is dead; 0: 35,000 */
  guint least_wait_ms; /* as in aft-backoff.h */
  guint most_wait_ms;
} AftEventStreamOptions;

AftEventStream *aft_event_stream_new (const AftEventStreamOptions *options);
/* Whose events from now on; NULL: nobody's, it listens no more. */
void aft_event_stream_set_token (AftEventStream *stream, const char *token);

G_END_DECLS
