/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-exchange.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* AftEventLog: the last events, numbered, and the streams that follow them. Events say that
 * something changed, never what: whoever misses some asks for what is now. One thread. */
typedef struct _AftEventLog AftEventLog;

#define AFT_EVENT_LOG_MAX       256
#define AFT_EVENT_LOG_PER_OWNER 4
#define AFT_EVENT_LOG_RESYNC    "resync"

/* @epoch: begins the ids of this run, so that ids of an earlier one are known as such. */
AftEventLog *aft_event_log_new (gint64 epoch);
/* Accepts NULL; ends the streams. */
void aft_event_log_free (AftEventLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftEventLog, aft_event_log_free)

/* Adds an event and sends it to all that follow. */
void aft_event_log_add (AftEventLog *log, const char *name, const char *data);
/* The same for those alone who hear @address: a device, a venue. */
void
aft_event_log_add_to (AftEventLog *log, const AftId *address, const char *name, const char *data);

/* Who follows, and what it hears besides what is for all. Copied. */
typedef struct
{
  AftId owner;            /* whose stream it is */
  const AftId *addresses; /* that it hears */
  gsize address_count;
  gboolean hears_all; /* every address */
  guint most;         /* streams of the owner at a time; 0: AFT_EVENT_LOG_PER_OWNER */
} AftEventFollower;

/* Sends what came after @last_id (NULL: nothing was had, so only what comes), or the event "resync"
 * where that is not known any more, and everything from now on. Beyond `most` the oldest stream
 * of an owner ends: a line that died unnoticed, or a program that would take them all. */
void aft_event_log_follow (AftEventLog *log,
                           AftHttpEvents *events,
                           const AftEventFollower *follower,
                           const char *last_id);
guint aft_event_log_count_followers (const AftEventLog *log);
/* Does anybody who follows hear @address? */
gboolean aft_event_log_is_heard (const AftEventLog *log, const AftId *address);
/* Whose they are that hear it: AftId, one for each stream. The caller owns it. */
GArray *aft_event_log_list_hearing (const AftEventLog *log, const AftId *address);
/* Streams of @owner. */
guint aft_event_log_count_of (const AftEventLog *log, const AftId *owner);
/* Ends them. */
void aft_event_log_end (AftEventLog *log, const AftId *owner);

G_END_DECLS
