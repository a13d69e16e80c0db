/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events in memory only: a restart begins a new epoch and tells every follower to look anew. How
 * bytes go out, comments and slow readers are the HTTP side's. */
#include "aft-event-log.h"

#include <string.h>

typedef struct
{
  guint64 number;
  char *name;
  char *data;
  gboolean is_addressed;
  AftId address;
} Event;

typedef struct
{
  AftHttpEvents *events;
  AftId owner;
  GArray *addresses; /* of AftId */
  gboolean hears_all;
} Follower;

struct _AftEventLog
{
  char *epoch;
  guint64 last;
  GQueue events;        /* of Event, oldest first */
  GPtrArray *followers; /* of Follower, oldest first */
};

static void
free_event (gpointer data)
{
  Event *event = data;
  g_free (event->name);
  g_free (event->data);
  g_free (event);
}

static void
free_follower (gpointer data)
{
  Follower *follower = data;
  aft_http_events_unref (follower->events);
  g_array_unref (follower->addresses);
  g_free (follower);
}

AftEventLog *
aft_event_log_new (gint64 epoch)
{
  AftEventLog *log = g_new0 (AftEventLog, 1);
  log->epoch = g_strdup_printf ("%" G_GINT64_MODIFIER "x", epoch);
  g_queue_init (&log->events);
  log->followers = g_ptr_array_new_with_free_func (free_follower);
  return log;
}

void
aft_event_log_free (AftEventLog *log)
{
  if (log == NULL)
    return;
  for (guint i = 0; i < log->followers->len; i++)
    aft_http_events_set_closed (((Follower *) log->followers->pdata[i])->events, NULL, NULL);
  g_ptr_array_unref (log->followers);
  g_queue_clear_full (&log->events, free_event);
  g_free (log->epoch);
  g_free (log);
}

static gboolean
hears (const Follower *follower, const Event *event)
{
  return !event->is_addressed || follower->hears_all
         || aft_id_is_among (&event->address, follower->addresses);
}

static gboolean
send_event (const AftEventLog *log, AftHttpEvents *events, const Event *event)
{
  g_autofree char *id = g_strdup_printf ("%s-%" G_GUINT64_FORMAT, log->epoch, event->number);
  return aft_http_events_send (events, id, event->name, event->data);
}

static void
remove_follower (AftEventLog *log, const AftHttpEvents *events)
{
  for (guint i = 0; i < log->followers->len; i++)
    if (((Follower *) log->followers->pdata[i])->events == events)
      {
        g_ptr_array_remove_index (log->followers, i);
        return;
      }
}

/* Whoever does not keep up is closed by the HTTP side, which may call on_closed() meanwhile: so the
 * list is walked in a copy. */
static void
take_event (AftEventLog *log, Event *event)
{
  event->number = ++log->last;
  g_queue_push_tail (&log->events, event);
  if (log->events.length > AFT_EVENT_LOG_MAX)
    free_event (g_queue_pop_head (&log->events));

  g_autoptr (GPtrArray) followers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_http_events_unref);
  for (guint i = 0; i < log->followers->len; i++)
    if (hears (log->followers->pdata[i], event))
      g_ptr_array_add (followers,
                       aft_http_events_ref (((Follower *) log->followers->pdata[i])->events));
  for (guint i = 0; i < followers->len; i++)
    if (!send_event (log, g_ptr_array_index (followers, i), event))
      remove_follower (log, g_ptr_array_index (followers, i));
}

void
aft_event_log_add (AftEventLog *log, const char *name, const char *data)
{
  Event *event = g_new0 (Event, 1);
  *event = (Event){ .name = g_strdup (name), .data = g_strdup (data) };
  take_event (log, event);
}

void
aft_event_log_add_to (AftEventLog *log, const AftId *address, const char *name, const char *data)
{
  Event *event = g_new0 (Event, 1);
  *event = (Event){
    .name = g_strdup (name), .data = g_strdup (data), .is_addressed = TRUE, .address = *address
  };
  take_event (log, event);
}

/* The number in @id, FALSE when it is no id of this epoch. */
static gboolean
read_id (const AftEventLog *log, const char *id, guint64 *ret_number)
{
  gsize length = strlen (log->epoch);
  return strncmp (id, log->epoch, length) == 0 && id[length] == '-'
         && g_ascii_string_to_unsigned (id + length + 1, 10, 0, log->last, ret_number, NULL);
}

static void
resend (AftEventLog *log, const Follower *follower, guint64 after)
{
  for (GList *link = log->events.head; link != NULL; link = link->next)
    {
      const Event *event = link->data;
      gboolean is_missed = event->number > after && hears (follower, event);
      if (is_missed && !send_event (log, follower->events, event))
        return;
    }
}

static void
on_closed (AftHttpEvents *events, gpointer user_data)
{
  remove_follower (user_data, events);
}

/* The oldest stream of @owner; NULL when there is none. Borrowed. */
static AftHttpEvents *
find_oldest (const AftEventLog *log, const AftId *owner)
{
  for (guint i = 0; i < log->followers->len; i++)
    {
      const Follower *follower = log->followers->pdata[i];
      if (aft_id_equal (&follower->owner, owner))
        return follower->events;
    }
  return NULL;
}

/* Makes room for one more of @model's owner. */
static void
end_oldest (AftEventLog *log, const AftEventFollower *model)
{
  guint most = model->most > 0 ? model->most : AFT_EVENT_LOG_PER_OWNER;
  if (aft_event_log_count_of (log, &model->owner) >= most)
    remove_follower (log, find_oldest (log, &model->owner));
}

static Follower *
make_follower (AftHttpEvents *events, const AftEventFollower *model)
{
  Follower *follower = g_new0 (Follower, 1);
  follower->events = aft_http_events_ref (events);
  follower->owner = model->owner;
  follower->hears_all = model->hears_all;
  follower->addresses = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (model->address_count > 0)
    g_array_append_vals (follower->addresses, model->addresses, (guint) model->address_count);
  return follower;
}

void
aft_event_log_follow (AftEventLog *log,
                      AftHttpEvents *events,
                      const AftEventFollower *model,
                      const char *last_id)
{
  guint64 after = 0;
  guint64 oldest = log->last + 1 - log->events.length;
  Event resync
      = { .number = log->last, .name = (char *) AFT_EVENT_LOG_RESYNC, .data = (char *) "{}" };
  Follower *follower = make_follower (events, model);
  if (last_id != NULL && read_id (log, last_id, &after) && after + 1 >= oldest)
    resend (log, follower, after);
  else if (last_id != NULL)
    send_event (log, events, &resync);
  if (aft_http_events_is_closed (events))
    {
      free_follower (follower);
      return;
    }
  end_oldest (log, model);
  g_ptr_array_add (log->followers, follower);
  aft_http_events_set_closed (events, on_closed, log);
}

guint
aft_event_log_count_followers (const AftEventLog *log)
{
  return log->followers->len;
}

guint
aft_event_log_count_of (const AftEventLog *log, const AftId *owner)
{
  guint count = 0;
  for (guint i = 0; i < log->followers->len; i++)
    count += aft_id_equal (&((const Follower *) log->followers->pdata[i])->owner, owner) ? 1 : 0;
  return count;
}

void
aft_event_log_end (AftEventLog *log, const AftId *owner)
{
  AftHttpEvents *events = NULL;
  while ((events = find_oldest (log, owner)) != NULL)
    remove_follower (log, events);
}

gboolean
aft_event_log_is_heard (const AftEventLog *log, const AftId *address)
{
  const Event event = { .is_addressed = TRUE, .address = *address };
  for (guint i = 0; i < log->followers->len; i++)
    if (hears (log->followers->pdata[i], &event))
      return TRUE;
  return FALSE;
}

GArray *
aft_event_log_list_hearing (const AftEventLog *log, const AftId *address)
{
  const Event event = { .is_addressed = TRUE, .address = *address };
  GArray *owners = g_array_new (FALSE, FALSE, sizeof (AftId));
  for (guint i = 0; i < log->followers->len; i++)
    {
      const Follower *follower = log->followers->pdata[i];
      if (hears (follower, &event))
        g_array_append_val (owners, follower->owner);
    }
  return owners;
}
