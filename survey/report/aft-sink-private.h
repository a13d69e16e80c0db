/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sink.h"

G_BEGIN_DECLS

/* The most that aft_sink_reserve() gives at a time, in bytes. */
#define AFT_SINK_ROOM 4096

/* Room for @room bytes (AFT_SINK_ROOM at most) at the sink's end, for writers that would only copy
 * otherwise; they are written once aft_sink_advance() says how many there are. Never NULL: after a
 * failure they go nowhere. */
guint8 *aft_sink_reserve (AftSink *sink, gsize room);
void aft_sink_advance (AftSink *sink, gsize length);

/* What the sink failed with; NULL while all is well. Borrowed. */
const GError *aft_sink_get_error (const AftSink *sink);

G_END_DECLS
