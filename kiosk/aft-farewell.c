/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens once a guest has said everything: the write, thanks when it is on the disk, and
 * until then no thanks. What follows after them is the guide's. */
#include "aft-farewell.h"

#include "aft-sorry-page.h"
#include "aft-thanks-page.h"

#define SORRY_SECONDS 20
#define AGAIN_SECONDS 2 /* between two tries to write on a full disk */

struct _AftFarewell
{
  GObject parent_instance;
  AftKioskHouse *house;
  AftStage *stage;
  AftKioskTimes times;
  AftSitting *sitting;
  guint again_id;
};

enum
{
  SIGNAL_SHOWN,
  SIGNAL_DONE,
  SIGNAL_COMPLAINED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftFarewell, aft_farewell, G_TYPE_OBJECT)

static void
show (AftFarewell *farewell, const AftScene *scene)
{
  aft_stage_show (farewell->stage, scene);
  g_signal_emit (farewell, signals[SIGNAL_SHOWN], 0);
}

static void
on_page_done (GtkWidget *page, AftFarewell *farewell)
{
  g_signal_emit (farewell, signals[SIGNAL_DONE], 0);
}

/* -- thanks ---------------------------------------------------------------------------------- */

static void
on_complained (AftThanksPage *page, AftFarewell *farewell)
{
  g_signal_emit (farewell, signals[SIGNAL_COMPLAINED], 0);
}

/* Who is at risk, or waits for somebody, has time to see who comes. */
static guint
get_thanks_seconds (AftFarewell *farewell)
{
  AftSitting *sitting = farewell->sitting;
  gboolean is_waiting = aft_sitting_has_complaint (sitting) || aft_sitting_is_flagged (sitting)
                        || aft_sitting_has_called (sitting);
  return is_waiting ? farewell->times.thanks_complaint : farewell->times.thanks;
}

/* @seconds < 0: the full time, and the answers are acknowledged by it. */
static void
show_thanks (AftFarewell *farewell, double seconds)
{
  AftKioskHouse *house = farewell->house;
  AftSitting *sitting = farewell->sitting;
  const AftStoreReceipt *receipt = aft_sitting_get_case_receipt (sitting);
  guint total = get_thanks_seconds (farewell);
  g_autofree char *message = aft_sitting_dup_thanks (sitting);
  g_autofree char *number
      = receipt != NULL ? aft_kiosk_house_dup_case_number (house, receipt->sequence) : NULL;
  g_autofree char *address
      = receipt != NULL ? aft_kiosk_house_dup_follow_up (house, &receipt->id) : NULL;
  AftThanks thanks = {
    .message = message,
    .case_number = number,
    .follow_up = address,
    .telephone = aft_config_get_text (house->config, "house", "telephone"),
    .arrival = aft_sitting_get_arrival (sitting),
    .can_complain = aft_sitting_can_offer_complaint (sitting),
    .seconds = seconds >= 0 ? seconds : total,
    .total_seconds = total,
  };
  GtkWidget *page = aft_thanks_page_new (&thanks);
  g_signal_connect_object (page, "done", G_CALLBACK (on_page_done), farewell, 0);
  g_signal_connect_object (page, "complained", G_CALLBACK (on_complained), farewell, 0);
  AftScene scene = {
    .name = "thanks",
    .page = page,
    .has_bar = TRUE,
    .can_restart = TRUE,
    .needs_room = TRUE,
    .acknowledged = seconds < 0 ? aft_sitting_get_receipts (sitting) : NULL,
  };
  show (farewell, &scene);
}

/* Perhaps for this guest, whose thanks are on the glass. */
static void
on_arrival_noted (AftArrivals *arrivals, AftFarewell *farewell)
{
  GtkWidget *page = aft_stage_get_page (farewell->stage);
  const char *name = farewell->sitting != NULL ? aft_sitting_get_arrival (farewell->sitting) : NULL;
  if (name == NULL || page == NULL || !AFT_IS_THANKS_PAGE (page))
    return;
  aft_thanks_page_set_arrival (AFT_THANKS_PAGE (page), name);
  aft_stage_mark_language (farewell->stage);
}

/* -- sorry ----------------------------------------------------------------------------------- */

static gboolean
is_sorry (AftFarewell *farewell)
{
  GtkWidget *page = aft_stage_get_page (farewell->stage);
  return page != NULL && AFT_IS_SORRY_PAGE (page);
}

static void
show_sorry (AftFarewell *farewell, double seconds)
{
  GtkWidget *page = aft_sorry_page_new (seconds, SORRY_SECONDS);
  g_signal_connect_object (page, "done", G_CALLBACK (on_page_done), farewell, 0);
  AftScene scene = { .name = "sorry", .page = page, .has_bar = TRUE, .can_restart = TRUE };
  show (farewell, &scene);
}

/* A tap could not be kept: the guest is told now, not after ten questions. */
static void
on_trouble (AftSitting *sitting, const GError *error, gpointer user_data)
{
  AftFarewell *farewell = user_data;
  g_warning ("keeping a tap: %s", error->message);
  if (!is_sorry (farewell))
    show_sorry (farewell, SORRY_SECONDS);
}

/* -- the write ------------------------------------------------------------------------------- */

/* One write of one sitting on its way. */
typedef struct
{
  AftFarewell *farewell;
  AftSitting *sitting;
} Ending;

static void
free_ending (Ending *ending)
{
  g_object_unref (ending->farewell);
  aft_sitting_unref (ending->sitting);
  g_free (ending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ending, free_ending)

static gboolean
on_again (gpointer user_data)
{
  AftFarewell *farewell = user_data;
  farewell->again_id = 0;
  aft_farewell_begin (farewell);
  return G_SOURCE_REMOVE;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ending) ending = user_data;
  AftFarewell *farewell = ending->farewell;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = aft_sitting_end_finish (ending->sitting, result, &error);
  if (!is_stored)
    g_warning ("storing a sitting: %s", error->message);
  /* The guest may have gone meanwhile. */
  if (farewell->sitting != ending->sitting
      || aft_sitting_get_state (ending->sitting) == AFT_SITTING_OVER)
    return;
  if (is_stored)
    {
      show_thanks (farewell, -1);
      return;
    }
  if (!is_sorry (farewell))
    show_sorry (farewell, SORRY_SECONDS);
  g_clear_handle_id (&farewell->again_id, g_source_remove);
  farewell->again_id = g_timeout_add_seconds (AGAIN_SECONDS, on_again, farewell);
}

void
aft_farewell_begin (AftFarewell *farewell)
{
  Ending *ending = g_new0 (Ending, 1);
  ending->farewell = g_object_ref (farewell);
  ending->sitting = aft_sitting_ref (farewell->sitting);
  aft_sitting_end_async (farewell->sitting, on_ended, ending);
}

void
aft_farewell_refresh (AftFarewell *farewell)
{
  GtkWidget *page = aft_stage_get_page (farewell->stage);
  if (AFT_IS_THANKS_PAGE (page))
    show_thanks (farewell, aft_thanks_page_get_left_seconds (AFT_THANKS_PAGE (page)));
  else if (AFT_IS_SORRY_PAGE (page))
    show_sorry (farewell, aft_sorry_page_get_left_seconds (AFT_SORRY_PAGE (page)));
}

void
aft_farewell_set_sitting (AftFarewell *farewell, AftSitting *sitting)
{
  g_clear_handle_id (&farewell->again_id, g_source_remove);
  if (farewell->sitting != NULL)
    aft_sitting_set_trouble_handler (farewell->sitting, NULL, NULL);
  g_clear_pointer (&farewell->sitting, aft_sitting_unref);
  if (sitting == NULL)
    return;
  farewell->sitting = aft_sitting_ref (sitting);
  aft_sitting_set_trouble_handler (sitting, on_trouble, farewell);
}

AftFarewell *
aft_farewell_new (AftKioskHouse *house, AftStage *stage, AftKioskTimes times)
{
  AftFarewell *farewell = g_object_new (AFT_TYPE_FAREWELL, NULL);
  farewell->house = house;
  farewell->stage = stage;
  farewell->times = times;
  g_signal_connect_object (house->arrivals, "noted", G_CALLBACK (on_arrival_noted), farewell, 0);
  return farewell;
}

static void
aft_farewell_dispose (GObject *object)
{
  aft_farewell_set_sitting (AFT_FAREWELL (object), NULL);
  G_OBJECT_CLASS (aft_farewell_parent_class)->dispose (object);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_FAREWELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
aft_farewell_class_init (AftFarewellClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_farewell_dispose;
  add_signal (SIGNAL_SHOWN, "shown");
  add_signal (SIGNAL_DONE, "done");
  add_signal (SIGNAL_COMPLAINED, "complained");
}

static void
aft_farewell_init (AftFarewell *farewell)
{
}
