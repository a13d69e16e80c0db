/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The count of seconds without a touch, and the cards that interrupt it. How patient each page is,
 * and what follows when nobody is there, is the guide's business. */
#include "aft-presence.h"

#include <glib/gi18n.h>

struct _AftPresence
{
  GObject parent_instance;
  AftStage *stage; /* borrowed */
  guint card_seconds;
  AftPatience patience;
  guint timer_id;
};

enum
{
  SIGNAL_GONE,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftPresence, aft_presence, G_TYPE_OBJECT)

static void
on_question_expired (AftCard *card, AftPresence *presence)
{
  g_signal_emit (presence, signals[SIGNAL_GONE], 0);
}

static void
on_card_over (AftCard *card, AftPresence *presence)
{
  aft_stage_set_card (presence->stage, NULL);
  aft_presence_wait (presence, presence->patience);
}

static GtkWidget *
show_card (AftPresence *presence, const AftCardContent *content, GCallback on_expired)
{
  AftCardContent timed = *content;
  if (timed.seconds <= 0)
    timed.seconds = presence->card_seconds;
  aft_presence_stop (presence);
  GtkWidget *card = aft_card_new (&timed);
  g_signal_connect_object (card, "answered", G_CALLBACK (on_card_over), presence, 0);
  g_signal_connect_object (card, "expired", on_expired, presence, 0);
  aft_stage_set_card (presence->stage, card);
  return card;
}

static gboolean
on_timer (gpointer user_data)
{
  AftPresence *presence = user_data;
  presence->timer_id = 0;
  if (presence->patience.is_sure)
    {
      g_signal_emit (presence, signals[SIGNAL_GONE], 0);
      return G_SOURCE_REMOVE;
    }
  AftCardContent content = {
    .title = _ ("Are you still there?"),
    .text = _ ("Otherwise this screen is cleared for the next guest."),
    .answer = _ ("Yes, I am here"),
  };
  show_card (presence, &content, G_CALLBACK (on_question_expired));
  return G_SOURCE_REMOVE;
}

void
aft_presence_stop (AftPresence *presence)
{
  g_clear_handle_id (&presence->timer_id, g_source_remove);
}

void
aft_presence_wait (AftPresence *presence, AftPatience patience)
{
  aft_presence_stop (presence);
  presence->patience = patience;
  if (patience.seconds > 0 && !aft_stage_has_card (presence->stage))
    presence->timer_id = g_timeout_add_seconds (patience.seconds, on_timer, presence);
}

GtkWidget *
aft_presence_show_notice (AftPresence *presence, const AftCardContent *content)
{
  return show_card (presence, content, G_CALLBACK (on_card_over));
}

AftPresence *
aft_presence_new (AftStage *stage, guint card_seconds)
{
  AftPresence *presence = g_object_new (AFT_TYPE_PRESENCE, NULL);
  presence->stage = stage;
  presence->card_seconds = card_seconds;
  return presence;
}

static void
aft_presence_dispose (GObject *object)
{
  aft_presence_stop (AFT_PRESENCE (object));
  G_OBJECT_CLASS (aft_presence_parent_class)->dispose (object);
}

static void
aft_presence_class_init (AftPresenceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_presence_dispose;
  signals[SIGNAL_GONE] = g_signal_new ("gone", AFT_TYPE_PRESENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
aft_presence_init (AftPresence *presence)
{
}
