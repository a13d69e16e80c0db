/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page of the desk follows which:
 *
 *   PIN ──right──► list ──► case ──► note ──saved──► list
 *                   │        │ └───► closing, question by question ──► sure? ──► list
 *                   │        └─acknowledged, called──► list
 *                   ├──► drill?, a test slip ──► list
 *                   └──► quit? ──► the program ends
 *
 * Who may come in is the door's, what there is to be seen and what becomes of an action is the
 * source's, when it is left is the guide's. */
#include "aft-desk.h"

#include <glib/gi18n.h>

#include "aft-desk-closing.h"
#include "aft-desk-door.h"
#include "aft-desk-menu.h"
#include "aft-desk-note.h"
#include "aft-desk-page.h"
#include "aft-desk-slip.h"
#include "aft-error.h"
#include "aft-pin-page.h"
#include "aft-secret.h"

#define PIN_SECONDS  20
#define DESK_SECONDS 60
#define TICK_SECONDS 1  /* of a wait that is counted down */
#define LOOK_SECONDS 15 /* between two looks at cases and health */

typedef enum
{
  AT_NOTHING,
  AT_PIN,
  AT_LIST,
  AT_CASE,
  AT_NOTE,
  AT_CLOSING,
  AT_DRILL,
  AT_QUIT
} Place;

struct _AftDesk
{
  GObject parent_instance;
  AftKioskHouse *house; /* NULL once stopped */
  AftStage *stage;
  AftDeskSource *source;
  AftPrinter *printer;
  AftCauseList *causes;
  char *version;
  AftDeskDoor *door;

  Place place;
  guint visit;          /* which of them this is: answers to former ones are not for it */
  AftErrorCode refusal; /* of the last PIN */
  gboolean is_refused;  /* it was */
  AftDeskStaff *staff;  /* who is there */
  AftDeskCase *chosen;  /* a copy: the list may change */
  AftDeskClosing *closing;
  const char *notice; /* msgid */
  guint tick_id;
  guint look_id;
};

enum
{
  SIGNAL_SHOWN,
  SIGNAL_DONE,
  SIGNAL_QUIT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftDesk, aft_desk, G_TYPE_OBJECT)

static void show_list (AftDesk *desk);
static void update_list (AftDesk *desk);
static void show_case (AftDesk *desk);
static void show_closing (AftDesk *desk);

static void
show (AftDesk *desk, Place place, const char *name, GtkWidget *page)
{
  AftScene scene = {
    .name = name,
    .page = page,
    .has_bar = TRUE,
    .is_for_staff = TRUE,
    .needs_room = TRUE,
  };
  desk->place = place;
  aft_stage_show (desk->stage, &scene);
  g_signal_emit (desk, signals[SIGNAL_SHOWN], 0);
}

static GtkWidget *
get_page (AftDesk *desk)
{
  return aft_stage_get_page (desk->stage);
}

/* -- the PIN --------------------------------------------------------------------------------- */

static char *
dup_wait_sentence (gint64 wait_ms)
{
  gint64 seconds = (wait_ms + 999) / 1000;
  g_autofree char *time = g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf (_ ("Too many wrong PINs. The next try is possible in %s."), time);
}

static char *
dup_left_sentence (guint tries_left)
{
  if (tries_left == 0)
    return g_strdup (_ ("Nobody has this PIN."));
  return g_strdup_printf (ngettext ("Nobody has this PIN. %u try is left.",
                                    "Nobody has this PIN. %u tries are left.", tries_left),
                          tries_left);
}

static const char *
get_first_start_sentence (AftDesk *desk)
{
  const char *address = aft_config_get_text (desk->house->config, "collector", "address");
  if (*address == '\0')
    return _ ("Nobody has a PIN, because this kiosk has no collector yet. Set up a collector and "
              "enrol this kiosk; after that \"aftertaste-collector user pin NAME\" gives somebody "
              "a PIN.");
  return _ ("Nobody has a PIN yet. On the collector, \"aftertaste-collector user pin NAME\" gives "
            "somebody one; within a minute it counts here.");
}

static char *
dup_pin_sentence (AftDesk *desk)
{
  gint64 wait_ms = aft_desk_door_get_wait_ms (desk->door);
  if (!aft_desk_door_has_staff (desk->door))
    return g_strdup (get_first_start_sentence (desk));
  if (!aft_desk_door_is_ready (desk->door))
    return g_strdup (_ ("One moment …"));
  if (wait_ms > 0)
    return dup_wait_sentence (wait_ms);
  if (!desk->is_refused)
    return g_strdup (_ ("Enter your six digits."));
  if (desk->refusal == AFT_ERROR_CONFLICT)
    return g_strdup (_ ("Two people have this PIN. A manager has to give one of them another."));
  return dup_left_sentence (aft_desk_door_get_tries_left (desk->door));
}

static void
update_pin (AftDesk *desk)
{
  g_autofree char *sentence = dup_pin_sentence (desk);
  gboolean has_keys = aft_desk_door_has_staff (desk->door);
  gboolean is_open
      = aft_desk_door_is_ready (desk->door) && aft_desk_door_get_wait_ms (desk->door) == 0;
  aft_pin_page_say (AFT_PIN_PAGE (get_page (desk)), sentence, has_keys, is_open);
}

static void
on_door_changed (AftDeskDoor *door, AftDesk *desk)
{
  if (desk->place == AT_PIN)
    update_pin (desk);
}

static void
let_in (AftDesk *desk, AftDeskStaff *person)
{
  desk->staff = person;
  desk->is_refused = FALSE;
  aft_desk_source_look (desk->source);
  aft_printer_look (desk->printer);
  show_list (desk);
}

/* A PIN on its way, and who waits for it. */
typedef struct
{
  AftDesk *desk;
  guint visit;
} Visit;

static Visit *
make_visit (AftDesk *desk)
{
  Visit *visit = g_new0 (Visit, 1);
  visit->desk = g_object_ref (desk);
  visit->visit = desk->visit;
  return visit;
}

static void
free_visit (Visit *visit)
{
  g_object_unref (visit->desk);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, free_visit)

/* Is whoever asked still there? */
static gboolean
is_present (const Visit *visit)
{
  return visit->visit == visit->desk->visit && visit->desk->house != NULL;
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  g_autoptr (GError) error = NULL;
  AftDesk *desk = visit->desk;
  AftDeskStaff *person = aft_desk_door_try_finish (AFT_DESK_DOOR (source), result, &error);
  if (!is_present (visit) || desk->place != AT_PIN)
    {
      g_clear_pointer (&person, aft_desk_staff_free);
      return;
    }
  if (person != NULL)
    {
      let_in (desk, person);
      return;
    }
  desk->is_refused = TRUE;
  desk->refusal = (AftErrorCode) error->code;
  update_pin (desk);
}

static void
on_pin_entered (AftPinPage *page, AftDesk *desk)
{
  desk->is_refused = FALSE;
  aft_desk_door_try_async (desk->door, aft_pin_page_get_pin (page), on_tried, make_visit (desk));
  aft_pin_page_clear (page);
}

static void
leave (AftDesk *desk)
{
  g_signal_emit (desk, signals[SIGNAL_DONE], 0);
}

static void
show_pin (AftDesk *desk)
{
  GtkWidget *page = aft_pin_page_new ();
  g_signal_connect_object (page, "entered", G_CALLBACK (on_pin_entered), desk, 0);
  g_signal_connect_object (page, "cancelled", G_CALLBACK (leave), desk, G_CONNECT_SWAPPED);
  show (desk, AT_PIN, "pin", page);
  update_pin (desk);
  gtk_widget_grab_focus (page);
}

/* -- the printer ----------------------------------------------------------------------------- */

static void
on_printer_changed (AftPrinter *printer, AftDesk *desk)
{
  if (desk->place == AT_LIST)
    update_list (desk);
}

static void
on_tried_slip (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  const char *notice = aft_desk_slip_try_finish (AFT_PRINTER (source), result);
  if (!is_present (visit))
    return;
  visit->desk->notice = notice;
  on_printer_changed (visit->desk->printer, visit->desk);
}

static void
on_slip (AftDeskPage *page, AftDesk *desk)
{
  desk->notice = N_ ("The test slip is being printed …");
  aft_desk_slip_try_async (desk->printer, desk->house, aft_stage_get_language (desk->stage),
                           on_tried_slip, make_visit (desk));
  update_list (desk);
}

/* -- the list -------------------------------------------------------------------------------- */

static void
update_list (AftDesk *desk)
{
  const AftDeskHealth *health = aft_desk_source_get_health (desk->source);
  AftDeskView view = {
    .staff_name = desk->staff->name,
    .notice = desk->notice != NULL ? _ (desk->notice) : NULL,
    .cases = aft_desk_source_get_cases (desk->source),
    .health = health,
    .version = desk->version,
    .zone = desk->house->zone,
    .now_ms = aft_clock_get_real_ms (desk->house->clock),
    .can_drill = health != NULL && health->network != AFT_DESK_ALONE,
  };
  aft_desk_slip_show (desk->printer, &view);
  aft_desk_page_show (AFT_DESK_PAGE (get_page (desk)), &view);
  aft_stage_mark_language (desk->stage);
}

static void
on_source_changed (AftDeskSource *source, AftDesk *desk)
{
  if (desk->place == AT_LIST)
    update_list (desk);
}

static void
on_case_chosen (AftDeskPage *page, guint index, AftDesk *desk)
{
  const GPtrArray *cases = aft_desk_source_get_cases (desk->source);
  if (cases == NULL || index >= cases->len)
    return;
  desk->notice = NULL;
  g_clear_pointer (&desk->chosen, aft_desk_case_free);
  desk->chosen = aft_desk_case_copy (g_ptr_array_index (cases, index));
  show_case (desk);
}

/* -- what is done ---------------------------------------------------------------------------- */

static void
on_acted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  g_autoptr (GError) error = NULL;
  AftDesk *desk = visit->desk;
  gboolean is_done = aft_desk_source_act_finish (AFT_DESK_SOURCE (source), result, &error);
  if (!is_done)
    g_warning ("keeping what was done at the desk: %s", error->message);
  if (!is_present (visit))
    return;
  desk->notice = is_done ? N_ ("Noted.")
                         : N_ ("That could not be kept: the disk is full or broken. Please do it "
                               "again, or tell somebody.");
  if (desk->place == AT_LIST)
    update_list (desk);
}

/* Back on the list the desk says what became of it. */
static void
act (AftDesk *desk, AftDeskActionKind kind, const char *note)
{
  AftDeskAction action = { .kind = kind, .staff = desk->staff, .on = desk->chosen, .note = note };
  if (desk->closing != NULL)
    aft_desk_closing_fill (desk->closing, &action);
  aft_desk_source_act_async (desk->source, &action, on_acted, make_visit (desk));
  desk->notice = N_ ("One moment …");
  show_list (desk);
}

/* -- a case ---------------------------------------------------------------------------------- */

typedef enum
{
  DO_ACKNOWLEDGE,
  DO_CALLED,
  DO_NOTE,
  DO_CLOSE,
  DOINGS
} Doing;

static gboolean
is_possible (AftDesk *desk, Doing doing)
{
  if (doing == DO_ACKNOWLEDGE)
    return desk->chosen->state == AFT_CASE_STATE_NEW;
  return doing != DO_NOTE || desk->house->has_seal_key; /* A note is kept sealed or not at all. */
}

static void
on_note_saved (AftDeskNote *page, AftDesk *desk)
{
  g_autoptr (AftSecretText) text = aft_desk_note_dup_text (page);
  act (desk, AFT_DESK_ACTION_NOTE, g_strstrip (text));
}

static void
show_note (AftDesk *desk, const char *text)
{
  g_autofree char *heading = aft_desk_case_dup_heading (desk->chosen);
  GtkWidget *page = aft_desk_note_new (heading, text);
  g_signal_connect_object (page, "saved", G_CALLBACK (on_note_saved), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (show_case), desk, G_CONNECT_SWAPPED);
  show (desk, AT_NOTE, "desk-note", page);
  gtk_widget_grab_focus (page);
}

static void
begin_closing (AftDesk *desk)
{
  g_clear_pointer (&desk->closing, aft_desk_closing_free);
  desk->closing = aft_desk_closing_new (desk->causes, desk->chosen->kind);
  show_closing (desk);
}

static void
do_to_case (AftDesk *desk, Doing doing)
{
  switch (doing)
    {
    case DO_ACKNOWLEDGE:
      act (desk, AFT_DESK_ACTION_ACKNOWLEDGE, NULL);
      break;
    case DO_CALLED:
      act (desk, AFT_DESK_ACTION_CALLED, NULL);
      break;
    case DO_NOTE:
      show_note (desk, "");
      break;
    case DO_CLOSE:
      begin_closing (desk);
      break;
    case DOINGS:
    default:
      break;
    }
}

static void
on_doing_chosen (AftDeskMenu *menu, guint index, AftDesk *desk)
{
  guint position = 0;
  for (guint doing = 0; doing < DOINGS; doing++)
    if (is_possible (desk, (Doing) doing) && position++ == index)
      {
        do_to_case (desk, (Doing) doing);
        return;
      }
}

static const char *
get_doing_word (Doing doing)
{
  switch (doing)
    {
    case DO_ACKNOWLEDGE:
      return _ ("I take care of it");
    case DO_CALLED:
      return _ ("I have called the guest");
    case DO_NOTE:
      return _ ("Write a note");
    case DO_CLOSE:
    case DOINGS:
    default:
      return _ ("Close the case");
    }
}

static void
show_case (AftDesk *desk)
{
  gint64 now_ms = aft_clock_get_real_ms (desk->house->clock);
  g_autofree char *heading = aft_desk_case_dup_heading (desk->chosen);
  g_autofree char *standing = aft_desk_case_dup_standing (desk->chosen, desk->house->zone);
  g_autofree char *details = aft_desk_case_dup_details (desk->chosen, now_ms);
  const char *const lines[] = { standing, details, NULL };
  GtkWidget *page = aft_desk_menu_new (heading, lines);
  g_clear_pointer (&desk->closing, aft_desk_closing_free);
  for (guint doing = 0; doing < DOINGS; doing++)
    if (is_possible (desk, (Doing) doing))
      aft_desk_menu_add (AFT_DESK_MENU (page), get_doing_word ((Doing) doing), NULL);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_doing_chosen), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (show_list), desk, G_CONNECT_SWAPPED);
  show (desk, AT_CASE, "desk-case", page);
}

/* -- closing --------------------------------------------------------------------------------- */

/* As a note what was chosen so far waits on the console for whoever goes on there. */
static void
end_closing (AftDesk *desk)
{
  g_autofree char *summary
      = aft_desk_closing_dup_summary (desk->closing, aft_stage_get_language (desk->stage));
  if (!aft_desk_closing_is_left_open (desk->closing))
    act (desk, AFT_DESK_ACTION_CLOSE, NULL);
  else if (is_possible (desk, DO_NOTE))
    act (desk, AFT_DESK_ACTION_NOTE, summary);
  else
    show_list (desk);
}

static void
on_closing_chosen (AftDeskMenu *menu, guint index, AftDesk *desk)
{
  if (aft_desk_closing_is_done (desk->closing))
    {
      end_closing (desk);
      return;
    }
  aft_desk_closing_choose (desk->closing, index);
  show_closing (desk);
}

static void
on_closing_left (AftDeskMenu *menu, AftDesk *desk)
{
  if (aft_desk_closing_go_back (desk->closing))
    show_closing (desk);
  else
    show_case (desk);
}

static GtkWidget *
make_question (AftDesk *desk, const char *heading)
{
  AftLanguage language = aft_stage_get_language (desk->stage);
  const char *const lines[] = { heading, NULL };
  GtkWidget *page = aft_desk_menu_new (aft_desk_closing_get_title (desk->closing), lines);
  for (guint i = 0; i < aft_desk_closing_get_length (desk->closing); i++)
    aft_desk_menu_add (AFT_DESK_MENU (page),
                       aft_desk_closing_get_choice (desk->closing, i, language), NULL);
  return page;
}

static GtkWidget *
make_last_question (AftDesk *desk, const char *heading)
{
  gboolean is_left_open = aft_desk_closing_is_left_open (desk->closing);
  g_autofree char *summary
      = aft_desk_closing_dup_summary (desk->closing, aft_stage_get_language (desk->stage));
  const char *const lines[] = {
    heading,
    summary,
    is_left_open ? _ ("The case stays open until somebody enters the rest on the console and "
                      "closes it there.")
                 : NULL,
    NULL,
  };
  GtkWidget *page = aft_desk_menu_new (
      is_left_open ? _ ("Leave the case open?") : _ ("Close the case?"), lines);
  const char *word = is_possible (desk, DO_NOTE) ? _ ("Save this as a note") : _ ("All right");
  aft_desk_menu_add (AFT_DESK_MENU (page), is_left_open ? word : _ ("Close the case"), NULL);
  return page;
}

static void
show_closing (AftDesk *desk)
{
  g_autofree char *heading = aft_desk_case_dup_heading (desk->chosen);
  GtkWidget *page = aft_desk_closing_is_done (desk->closing) ? make_last_question (desk, heading)
                                                             : make_question (desk, heading);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_closing_chosen), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (on_closing_left), desk, 0);
  show (desk, AT_CLOSING, "desk-closing", page);
}

/* -- drill and quit -------------------------------------------------------------------------- */

static void
on_drill_sure (AftDeskMenu *menu, guint index, AftDesk *desk)
{
  act (desk, AFT_DESK_ACTION_DRILL, NULL);
}

static void
show_drill (AftDesk *desk)
{
  const char *const lines[] = {
    _ ("A staged complaint goes out and rings as a real one does. It is marked as a drill "
       "everywhere, is in no figure, and shows who answered when."),
    NULL,
  };
  GtkWidget *page = aft_desk_menu_new (_ ("Begin a drill?"), lines);
  aft_desk_menu_add (AFT_DESK_MENU (page), _ ("Begin the drill"), NULL);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_drill_sure), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (show_list), desk, G_CONNECT_SWAPPED);
  show (desk, AT_DRILL, "desk-drill", page);
}

static void
on_quit_sure (AftDeskMenu *menu, guint index, AftDesk *desk)
{
  g_signal_emit (desk, signals[SIGNAL_QUIT], 0);
}

static void
show_quit (AftDesk *desk)
{
  const char *const lines[] = {
    _ ("The screen goes dark, and guests can tell nothing here until the kiosk is started again or "
       "the machine is switched on again. What was stored stays."),
    NULL,
  };
  GtkWidget *page = aft_desk_menu_new (_ ("Quit the kiosk?"), lines);
  aft_desk_menu_add (AFT_DESK_MENU (page), _ ("Quit now"), NULL);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_quit_sure), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (show_list), desk, G_CONNECT_SWAPPED);
  show (desk, AT_QUIT, "desk-quit", page);
}

static void
on_drill (AftDeskPage *page, AftDesk *desk)
{
  desk->notice = NULL;
  show_drill (desk);
}

static void
on_quit (AftDeskPage *page, AftDesk *desk)
{
  desk->notice = NULL;
  show_quit (desk);
}

static void
show_list (AftDesk *desk)
{
  GtkWidget *page = aft_desk_page_new ();
  g_clear_pointer (&desk->closing, aft_desk_closing_free);
  g_clear_pointer (&desk->chosen, aft_desk_case_free);
  g_signal_connect_object (page, "case-chosen", G_CALLBACK (on_case_chosen), desk, 0);
  g_signal_connect_object (page, "slip", G_CALLBACK (on_slip), desk, 0);
  g_signal_connect_object (page, "drill", G_CALLBACK (on_drill), desk, 0);
  g_signal_connect_object (page, "quit", G_CALLBACK (on_quit), desk, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (leave), desk, G_CONNECT_SWAPPED);
  show (desk, AT_LIST, "desk", page);
  update_list (desk);
}

/* -- from outside ---------------------------------------------------------------------------- */

static gboolean
on_tick (gpointer user_data)
{
  AftDesk *desk = user_data;
  if (desk->place == AT_PIN)
    update_pin (desk);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_look_due (gpointer user_data)
{
  AftDesk *desk = user_data;
  if (desk->place == AT_LIST)
    aft_desk_source_look (desk->source);
  return G_SOURCE_CONTINUE;
}

void
aft_desk_begin (AftDesk *desk)
{
  desk->visit++;
  desk->tick_id = g_timeout_add_seconds (TICK_SECONDS, on_tick, desk);
  desk->look_id = g_timeout_add_seconds (LOOK_SECONDS, on_look_due, desk);
  if (desk->house->store != NULL)
    aft_desk_door_knock (desk->door, desk->house->store);
  show_pin (desk);
}

static void
refresh_note (AftDesk *desk)
{
  g_autoptr (AftSecretText) text = aft_desk_note_dup_text (AFT_DESK_NOTE (get_page (desk)));
  show_note (desk, text);
}

void
aft_desk_refresh (AftDesk *desk)
{
  switch (desk->place)
    {
    case AT_PIN:
      show_pin (desk);
      break;
    case AT_LIST:
      show_list (desk);
      break;
    case AT_CASE:
      show_case (desk);
      break;
    case AT_NOTE:
      refresh_note (desk);
      break;
    case AT_CLOSING:
      show_closing (desk);
      break;
    case AT_DRILL:
      show_drill (desk);
      break;
    case AT_QUIT:
      show_quit (desk);
      break;
    case AT_NOTHING:
    default:
      break;
    }
}

void
aft_desk_note_configuration (AftDesk *desk)
{
  aft_desk_door_set_staff (desk->door, desk->house->staff);
  if (desk->place == AT_PIN)
    update_pin (desk);
}

guint
aft_desk_get_patience (AftDesk *desk)
{
  return desk->place == AT_PIN ? PIN_SECONDS : DESK_SECONDS;
}

void
aft_desk_leave (AftDesk *desk)
{
  desk->visit++;
  desk->place = AT_NOTHING;
  desk->is_refused = FALSE;
  desk->notice = NULL;
  g_clear_handle_id (&desk->tick_id, g_source_remove);
  g_clear_handle_id (&desk->look_id, g_source_remove);
  g_clear_pointer (&desk->closing, aft_desk_closing_free);
  g_clear_pointer (&desk->chosen, aft_desk_case_free);
  g_clear_pointer (&desk->staff, aft_desk_staff_free);
  aft_desk_source_forget (desk->source);
}

void
aft_desk_stop (AftDesk *desk)
{
  aft_desk_leave (desk);
  desk->house = NULL;
}

AftDesk *
aft_desk_new (const AftDeskOptions *options)
{
  AftDesk *desk = g_object_new (AFT_TYPE_DESK, NULL);
  desk->house = options->house;
  desk->stage = options->stage;
  desk->source = g_object_ref (options->source);
  desk->printer = g_object_ref (options->printer);
  desk->causes = aft_cause_list_ref (options->causes);
  desk->version = g_strdup (options->version);
  desk->door = aft_desk_door_new (options->house->clock, &options->house->boot_id);
  g_signal_connect_object (desk->door, "changed", G_CALLBACK (on_door_changed), desk, 0);
  g_signal_connect_object (desk->source, "changed", G_CALLBACK (on_source_changed), desk, 0);
  g_signal_connect_object (desk->printer, "changed", G_CALLBACK (on_printer_changed), desk, 0);
  aft_desk_note_configuration (desk);
  return desk;
}

static void
aft_desk_dispose (GObject *object)
{
  AftDesk *desk = AFT_DESK (object);
  if (desk->source != NULL)
    aft_desk_leave (desk);
  g_clear_object (&desk->source);
  g_clear_object (&desk->printer);
  g_clear_object (&desk->door);
  g_clear_pointer (&desk->causes, aft_cause_list_unref);
  g_clear_pointer (&desk->version, g_free);
  G_OBJECT_CLASS (aft_desk_parent_class)->dispose (object);
}

static void
add_signal (guint index, const char *name)
{
  signals[index]
      = g_signal_new (name, AFT_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_desk_class_init (AftDeskClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_desk_dispose;
  add_signal (SIGNAL_SHOWN, "shown");
  add_signal (SIGNAL_DONE, "done");
  add_signal (SIGNAL_QUIT, "quit");
}

static void
aft_desk_init (AftDesk *desk)
{
}
