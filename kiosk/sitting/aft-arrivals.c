/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that somebody is coming, kept until the guest they are for may be shown them: they can
 * come before the thanks do. Where they come from is the uplink's, who is shown them the sitting's.
 */
#include "aft-arrivals.h"

#define KEEP_US (AFT_ARRIVALS_MINUTES * 60 * G_USEC_PER_SEC)

typedef struct
{
  AftId response_id;
  char *name;
  gint64 noted_us; /* monotonic */
} Arrival;

struct _AftArrivals
{
  GObject parent_instance;
  AftClock *clock;
  GQueue list; /* of Arrival, the newest first */
};

G_DEFINE_FINAL_TYPE (AftArrivals, aft_arrivals, G_TYPE_OBJECT)

enum
{
  SIGNAL_NOTED,
  SIGNALS
};

static guint signals[SIGNALS];

static void
free_arrival (gpointer data)
{
  Arrival *arrival = data;
  g_free (arrival->name);
  g_free (arrival);
}

static void
forget_old (AftArrivals *arrivals)
{
  gint64 now_us = aft_clock_get_monotonic_us (arrivals->clock);
  Arrival *oldest;
  while ((oldest = g_queue_peek_tail (&arrivals->list)) != NULL
         && (arrivals->list.length > AFT_ARRIVALS_MAX || now_us - oldest->noted_us > KEEP_US))
    free_arrival (g_queue_pop_tail (&arrivals->list));
}

void
aft_arrivals_note (AftArrivals *arrivals, const AftAcknowledgement *acknowledgement)
{
  Arrival *arrival = g_new0 (Arrival, 1);
  *arrival = (Arrival){ acknowledgement->response_id, g_strdup (acknowledgement->public_name),
                        aft_clock_get_monotonic_us (arrivals->clock) };
  g_queue_push_head (&arrivals->list, arrival);
  forget_old (arrivals);
  g_signal_emit (arrivals, signals[SIGNAL_NOTED], 0);
}

const char *
aft_arrivals_find (AftArrivals *arrivals, const AftId *response_id)
{
  forget_old (arrivals);
  for (GList *link = arrivals->list.head; link != NULL; link = link->next)
    {
      const Arrival *arrival = link->data;
      if (aft_id_equal (&arrival->response_id, response_id))
        return arrival->name;
    }
  return NULL;
}

AftArrivals *
aft_arrivals_new (AftClock *clock)
{
  AftArrivals *arrivals = g_object_new (AFT_TYPE_ARRIVALS, NULL);
  arrivals->clock = aft_clock_ref (clock);
  return arrivals;
}

static void
aft_arrivals_finalize (GObject *object)
{
  AftArrivals *arrivals = AFT_ARRIVALS (object);
  g_queue_clear_full (&arrivals->list, free_arrival);
  aft_clock_unref (arrivals->clock);
  G_OBJECT_CLASS (aft_arrivals_parent_class)->finalize (object);
}

static void
aft_arrivals_class_init (AftArrivalsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = aft_arrivals_finalize;
  signals[SIGNAL_NOTED] = g_signal_new ("noted", AFT_TYPE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_arrivals_init (AftArrivals *arrivals)
{
  g_queue_init (&arrivals->list);
}
