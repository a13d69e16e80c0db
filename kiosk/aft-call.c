/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a call for staff. Nobody is promised to come before somebody has said so: without a
 * network the card is all there is. How a call is kept is the sitting's. */
#include "aft-call.h"

#include <glib/gi18n.h>

#include "aft-thanks-page.h"

struct _AftCall
{
  GObject parent_instance;
  AftPresence *presence;
  guint seconds;
  AftSitting *sitting; /* while its card is on the glass */
  GtkWidget *card;     /* NULL when it is gone; weak */
};

G_DEFINE_FINAL_TYPE (AftCall, aft_call, G_TYPE_OBJECT)

/* What is left of the guest goes with the card. */
static void
on_card_gone (gpointer user_data, GObject *card)
{
  AftCall *call = user_data;
  call->card = NULL;
  g_clear_pointer (&call->sitting, aft_sitting_unref);
}

static void
forget_card (AftCall *call)
{
  if (call->card != NULL)
    g_object_weak_unref (G_OBJECT (call->card), on_card_gone, call);
  call->card = NULL;
}

static void
show_card (AftCall *call)
{
  const char *name = aft_sitting_get_arrival (call->sitting);
  g_autofree char *coming = name != NULL ? aft_thanks_dup_arrival (name) : NULL;
  AftCardContent content = {
    .title = coming != NULL ? coming : _ ("Please wave to a member of staff"),
    .text = coming != NULL
                ? _ ("Please stay here for a moment.")
                : _ ("Whoever is nearest will gladly come. We have noted that you called."),
    .answer = _ ("All right"),
    .seconds = call->seconds,
  };
  forget_card (call);
  call->card = aft_presence_show_notice (call->presence, &content);
  g_object_weak_ref (G_OBJECT (call->card), on_card_gone, call);
}

static void
on_arrival_noted (AftArrivals *arrivals, AftCall *call)
{
  if (call->sitting != NULL && aft_sitting_get_arrival (call->sitting) != NULL)
    show_card (call);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftSitting) sitting = user_data;
  g_autoptr (GError) error = NULL;
  if (!aft_sitting_call_staff_finish (sitting, result, &error))
    g_warning ("noting a call for staff: %s", error->message);
}

void
aft_call_begin (AftCall *call, AftSitting *sitting)
{
  aft_sitting_call_staff_async (sitting, on_stored, aft_sitting_ref (sitting));
  aft_sitting_ref (sitting);
  g_clear_pointer (&call->sitting, aft_sitting_unref);
  call->sitting = sitting;
  show_card (call);
}

AftCall *
aft_call_new (AftKioskHouse *house, AftPresence *presence, guint seconds)
{
  AftCall *call = g_object_new (AFT_TYPE_CALL, NULL);
  call->presence = presence;
  call->seconds = seconds;
  g_signal_connect_object (house->arrivals, "noted", G_CALLBACK (on_arrival_noted), call, 0);
  return call;
}

static void
aft_call_dispose (GObject *object)
{
  AftCall *call = AFT_CALL (object);
  forget_card (call);
  g_clear_pointer (&call->sitting, aft_sitting_unref);
  G_OBJECT_CLASS (aft_call_parent_class)->dispose (object);
}

static void
aft_call_class_init (AftCallClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_call_dispose;
}

static void
aft_call_init (AftCall *call)
{
}
