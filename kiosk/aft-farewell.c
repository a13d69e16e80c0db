/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens once a guest has said everything: the write, thanks when it is on the disk, and
 * until then no thanks; a slip for who wants one. What follows after them is the guide's. */
#include "aft-farewell.h"

#include "aft-house-slip.h"
#include "aft-sorry-page.h"
#include "aft-thanks-page.h"

#define SORRY_SECONDS 20
#define AGAIN_SECONDS 2 /* between two tries to write on a full disk */

struct _AftFarewell
{
  GObject parent_instance;
  AftKioskHouse *house;
  AftStage *stage;
  AftPrinter *printer;
  AftKioskTimes times;
  AftSitting *sitting;
  AftThanksSlip slip;  /* what became of this guest's; NONE: not asked for */
  gboolean is_refused; /* nothing of it left the kiosk: it may be asked for again */
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

/* One write of one sitting on its way, or its slip. */
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

static void on_slip_asked (AftThanksPage *page, AftFarewell *farewell);

static Ending *
make_ending (AftFarewell *farewell)
{
  Ending *ending = g_new0 (Ending, 1);
  ending->farewell = g_object_ref (farewell);
  ending->sitting = aft_sitting_ref (farewell->sitting);
  return ending;
}

static void
forget_slip (AftFarewell *farewell)
{
  farewell->slip = AFT_THANKS_SLIP_NONE;
  farewell->is_refused = FALSE;
}

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

/* What this guest may read of a slip: it is offered while the printer is free, once. */
static AftThanksSlip
get_slip (AftFarewell *farewell)
{
  if (farewell->slip == AFT_THANKS_SLIP_NONE && aft_printer_is_free (farewell->printer))
    return AFT_THANKS_SLIP_OFFERED;
  return farewell->slip;
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
    .slip = get_slip (farewell),
    .can_complain = aft_sitting_can_offer_complaint (sitting),
    .seconds = seconds >= 0 ? seconds : total,
    .total_seconds = total,
  };
  GtkWidget *page = aft_thanks_page_new (&thanks);
  g_signal_connect_object (page, "done", G_CALLBACK (on_page_done), farewell, 0);
  g_signal_connect_object (page, "complained", G_CALLBACK (on_complained), farewell, 0);
  g_signal_connect_object (page, "slip-asked", G_CALLBACK (on_slip_asked), farewell, 0);
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

/* -- the slip -------------------------------------------------------------------------------- */

static void
show_slip (AftFarewell *farewell)
{
  GtkWidget *page = aft_stage_get_page (farewell->stage);
  if (page == NULL || !AFT_IS_THANKS_PAGE (page))
    return;
  aft_thanks_page_set_slip (AFT_THANKS_PAGE (page), get_slip (farewell));
  aft_stage_mark_language (farewell->stage);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ending) ending = user_data;
  AftFarewell *farewell = ending->farewell;
  g_autoptr (GError) error = NULL;
  AftPrintOutcome outcome = aft_printer_print_finish (AFT_PRINTER (source), result, &error);
  if (outcome != AFT_PRINT_PRINTED)
    g_warning ("printing a slip: %s", error->message);
  if (farewell->sitting != ending->sitting)
    return;
  gboolean is_printed = outcome == AFT_PRINT_PRINTED;
  farewell->slip = is_printed ? AFT_THANKS_SLIP_PRINTED : AFT_THANKS_SLIP_PROBLEM;
  farewell->is_refused = outcome == AFT_PRINT_REFUSED;
  show_slip (farewell);
}

static void
on_slip_asked (AftThanksPage *page, AftFarewell *farewell)
{
  g_autoptr (AftSlip) slip = aft_house_slip_new (farewell->house, farewell->sitting,
                                                 aft_stage_get_language (farewell->stage));
  if (slip == NULL)
    return;
  farewell->slip = AFT_THANKS_SLIP_PRINTING;
  farewell->is_refused = FALSE;
  aft_printer_print_async (farewell->printer, slip, on_printed, make_ending (farewell));
  show_slip (farewell);
}

/* A printer that took nothing, and is itself again, may be given the slip after all. */
static void
on_printer_changed (AftPrinter *printer, AftFarewell *farewell)
{
  if (farewell->is_refused && aft_printer_is_free (printer))
    {
      farewell->slip = AFT_THANKS_SLIP_NONE;
      farewell->is_refused = FALSE;
    }
  if (farewell->sitting != NULL)
    show_slip (farewell);
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
  forget_slip (farewell);
  aft_printer_look (farewell->printer);
  aft_sitting_end_async (farewell->sitting, on_ended, make_ending (farewell));
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
  forget_slip (farewell);
  if (sitting == NULL)
    return;
  farewell->sitting = aft_sitting_ref (sitting);
  aft_sitting_set_trouble_handler (sitting, on_trouble, farewell);
}

AftFarewell *
aft_farewell_new (AftKioskHouse *house, AftStage *stage, AftPrinter *printer, AftKioskTimes times)
{
  AftFarewell *farewell = g_object_new (AFT_TYPE_FAREWELL, NULL);
  farewell->house = house;
  farewell->stage = stage;
  farewell->printer = g_object_ref (printer);
  farewell->times = times;
  g_signal_connect_object (house->arrivals, "noted", G_CALLBACK (on_arrival_noted), farewell, 0);
  g_signal_connect_object (printer, "changed", G_CALLBACK (on_printer_changed), farewell, 0);
  return farewell;
}

static void
aft_farewell_dispose (GObject *object)
{
  aft_farewell_set_sitting (AFT_FAREWELL (object), NULL);
  g_clear_object (&AFT_FAREWELL (object)->printer);
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
