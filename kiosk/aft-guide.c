/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page follows which:
 *
 *   rest ──face──► exit survey ──► (complaint) ──► thanks ──► rest
 *    ├──► choose ──► complaint (◄──► privacy notice) | suggestion ──► thanks ──► rest
 *    └──► sleep, outside opening hours
 *   every page of a guest ──nobody there──► card ──► rest
 *   rest, sleep ──the corner held──► desk ──left, nobody there──► rest
 *
 * What comes before the first guest is aft-startup's, the end of each aft-farewell's, what staff
 * see aft-desk's. Every guest gets a new sitting, whose table says what may follow. */
#include "aft-guide.h"

#include "aft-call.h"
#include "aft-choose-page.h"
#include "aft-desk-corner.h"
#include "aft-desk-house.h"
#include "aft-desk.h"
#include "aft-farewell.h"
#include "aft-input-guard.h"
#include "aft-presence.h"
#include "aft-privacy-page.h"
#include "aft-residue.h"
#include "aft-rest-page.h"
#include "aft-sitting.h"
#include "aft-sleep-page.h"
#include "aft-stage.h"
#include "aft-startup.h"
#include "aft-survey-page.h"

#define HOLD_MS       300 /* LOOK: the pressed answer stays visible */
#define HOURS_SECONDS 30  /* between two looks at the opening hours */

typedef enum
{
  SHOWN_NOTHING,
  SHOWN_REST,
  SHOWN_CHOOSE,
  SHOWN_SURVEY,
  SHOWN_PRIVACY,  /* asked for by a survey's page, to which it leads back */
  SHOWN_FAREWELL, /* its own */
  SHOWN_SLEEP,
  SHOWN_STARTUP, /* its own */
  SHOWN_DESK     /* its own */
} Shown;

struct _AftGuide
{
  GObject parent_instance;
  AftKioskHouse *house; /* NULL once stopped */
  AftStage *stage;
  AftStartup *startup;
  AftFarewell *farewell;
  AftDesk *desk;
  AftPresence *presence;
  AftCall *call;
  AftKioskTimes times;
  AftSitting *sitting; /* of this guest */
  Shown shown;
  gboolean can_leave; /* Back on the first page of the survey leaves it */
  gboolean has_acted; /* since the tap on the rest screen */
  guint hold_id;
  guint settled_id;
  guint hours_id;
};

enum
{
  SIGNAL_QUIT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftGuide, aft_guide, G_TYPE_OBJECT)

static void show_choose (AftGuide *guide);
static void show_survey (AftGuide *guide, gboolean can_leave);
static void begin_anew (AftGuide *guide);

/* -- is somebody there? ---------------------------------------------------------------------- */

/* Seconds without a touch until something happens on the present page; 0: nothing does. */
static guint
get_idle_seconds (AftGuide *guide)
{
  switch (guide->shown)
    {
    case SHOWN_REST:
      return aft_stage_is_changed (guide->stage) ? guide->times.choosing : 0;
    case SHOWN_CHOOSE:
      return guide->times.choosing;
    case SHOWN_SURVEY:
      if (aft_sitting_get_state (guide->sitting) == AFT_SITTING_ENDING)
        return 0;
      if (aft_survey_page_is_typing (AFT_SURVEY_PAGE (aft_stage_get_page (guide->stage))))
        return guide->times.typing;
      return guide->has_acted ? guide->times.choosing : guide->times.after_tap;
    case SHOWN_PRIVACY:
      return guide->times.typing; /* reading takes as long */
    case SHOWN_DESK:
      return aft_desk_get_patience (guide->desk);
    case SHOWN_NOTHING:
    case SHOWN_FAREWELL:
    case SHOWN_SLEEP:
    case SHOWN_STARTUP:
    default:
      return 0;
    }
}

static void
restart_idle (AftGuide *guide)
{
  AftPatience patience = { .seconds = get_idle_seconds (guide),
                           .is_sure = guide->shown == SHOWN_REST || guide->shown == SHOWN_DESK };
  aft_presence_wait (guide->presence, patience);
}

static void
on_gone (AftPresence *presence, AftGuide *guide)
{
  begin_anew (guide);
}

/* After the widgets and the session have had the touch: a rating that changed goes to the store,
 * labels that are new are told their language, and what is shown decides how long the wait is. */
static gboolean
on_touch_settled (gpointer user_data)
{
  AftGuide *guide = user_data;
  guide->settled_id = 0;
  if (guide->shown == SHOWN_SURVEY)
    {
      aft_sitting_note_act (guide->sitting);
      aft_stage_mark_language (guide->stage);
    }
  restart_idle (guide);
  return G_SOURCE_REMOVE;
}

static void
settle_later (AftGuide *guide)
{
  aft_presence_stop (guide->presence);
  if (guide->settled_id == 0)
    guide->settled_id = g_idle_add (on_touch_settled, guide);
}

static void
on_touched (gpointer user_data)
{
  AftGuide *guide = user_data;
  aft_stage_note_touch (guide->stage);
  if (guide->shown == SHOWN_SLEEP)
    aft_sleep_page_wake (AFT_SLEEP_PAGE (aft_stage_get_page (guide->stage)));
  settle_later (guide);
}

/* -- pages ----------------------------------------------------------------------------------- */

static void
show (AftGuide *guide, Shown shown, const AftScene *scene)
{
  g_clear_handle_id (&guide->hold_id, g_source_remove);
  guide->shown = shown;
  aft_stage_show (guide->stage, scene);
  restart_idle (guide);
}

/* What others have put on the stage. */
static void
note_shown (AftGuide *guide, Shown shown)
{
  g_clear_handle_id (&guide->hold_id, g_source_remove);
  guide->shown = shown;
  restart_idle (guide);
}

/* The page stays as it is, without taking touches, until the disk has the answers. */
static void
end_sitting (AftGuide *guide)
{
  if (guide->shown == SHOWN_SURVEY)
    gtk_widget_set_can_target (aft_stage_get_page (guide->stage), FALSE);
  restart_idle (guide);
  aft_farewell_begin (guide->farewell);
}

static void
after_survey (AftGuide *guide)
{
  if (!aft_sitting_complete_survey (guide->sitting))
    return;
  if (aft_sitting_get_state (guide->sitting) == AFT_SITTING_ENDING)
    end_sitting (guide);
  else
    show_survey (guide, FALSE);
}

static gboolean
on_hold_over (gpointer user_data)
{
  AftGuide *guide = user_data;
  AftSession *session = aft_sitting_get_session (guide->sitting);
  guide->hold_id = 0;
  if (aft_session_is_advance_due (session))
    aft_session_advance (session);
  if (aft_session_is_complete (session))
    after_survey (guide);
  else
    show_survey (guide, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_face_tapped (AftRestPage *page, gpointer value, AftGuide *guide)
{
  guide->has_acted = FALSE;
  if (aft_sitting_tap (guide->sitting, value))
    guide->hold_id = g_timeout_add (HOLD_MS, on_hold_over, guide);
}

static void
on_begun (AftRestPage *page, AftGuide *guide)
{
  guide->has_acted = TRUE;
  if (aft_sitting_tap (guide->sitting, NULL))
    show_survey (guide, FALSE);
}

static void
on_choose (AftRestPage *page, AftGuide *guide)
{
  show_choose (guide);
}

static gboolean
can_store (AftGuide *guide)
{
  return guide->house->is_preview || guide->house->store != NULL;
}

static void
show_rest (AftGuide *guide)
{
  const char *attract = aft_sitting_get_attract (guide->sitting);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (aft_sitting_get_session (guide->sitting));
  const AftQuestionView *question
      = attract != NULL ? aft_screen_find_question (screen, attract) : NULL;
  gboolean is_pulsing = aft_config_get_boolean (guide->house->config, "look", "pulse");
  GtkWidget *page = aft_rest_page_new (question, is_pulsing);
  g_signal_connect_object (page, "tapped", G_CALLBACK (on_face_tapped), guide, 0);
  g_signal_connect_object (page, "begun", G_CALLBACK (on_begun), guide, 0);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_choose), guide, 0);
  gtk_widget_set_can_target (page, can_store (guide));
  AftScene scene = { .name = "rest", .page = page, .has_bar = TRUE };
  show (guide, SHOWN_REST, &scene);
}

static void
on_kind_chosen (AftChoosePage *page, guint kind, AftGuide *guide)
{
  guide->has_acted = TRUE;
  if (aft_sitting_begin (guide->sitting, (AftResponseKind) kind))
    show_survey (guide, TRUE);
}

static void
on_choose_left (AftChoosePage *page, AftGuide *guide)
{
  show_rest (guide);
}

static void
show_choose (AftGuide *guide)
{
  GtkWidget *page = aft_choose_page_new ();
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_kind_chosen), guide, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (on_choose_left), guide, 0);
  AftScene scene = { .name = "choose", .page = page, .has_bar = TRUE, .can_restart = TRUE };
  show (guide, SHOWN_CHOOSE, &scene);
}

static void
on_survey_acted (AftSurveyPage *page, AftGuide *guide)
{
  guide->has_acted = TRUE;
  settle_later (guide);
}

static void
on_survey_completed (AftSurveyPage *page, AftGuide *guide)
{
  after_survey (guide);
}

static void
on_survey_left (AftSurveyPage *page, AftGuide *guide)
{
  if (aft_sitting_take_back (guide->sitting))
    show_choose (guide);
}

static const char *
get_survey_name (AftGuide *guide)
{
  switch (aft_sitting_get_state (guide->sitting))
    {
    case AFT_SITTING_COMPLAINT:
      return "complaint";
    case AFT_SITTING_SUGGESTION:
      return "suggestion";
    case AFT_SITTING_RESTING:
    case AFT_SITTING_EXIT:
    case AFT_SITTING_ENDING:
    case AFT_SITTING_THANKED:
    case AFT_SITTING_OVER:
    default:
      return "exit";
    }
}

static void
on_privacy_left (AftPrivacyPage *page, AftGuide *guide)
{
  show_survey (guide, guide->can_leave);
}

static void
show_privacy (AftGuide *guide)
{
  AftPrivacyNotice *notice = guide->house->privacy;
  AftConfig *config = guide->house->config;
  AftLanguage language = aft_stage_get_language (guide->stage);
  const AftPrivacyReader reader
      = { .language = language,
          .house_name = aft_kiosk_config_get_house_name (config, language),
          .telephone = aft_config_get_text (config, "house", "telephone") };
  GtkWidget *page = aft_privacy_page_new (aft_privacy_notice_get_version (notice));
  for (guint i = 0; i < aft_privacy_notice_count_sections (notice); i++)
    {
      g_autofree char *title = aft_privacy_notice_dup_title (notice, i, &reader);
      g_autofree char *text = aft_privacy_notice_dup_text (notice, i, &reader);
      aft_privacy_page_add_section (AFT_PRIVACY_PAGE (page), title, text);
    }
  g_signal_connect_object (page, "left", G_CALLBACK (on_privacy_left), guide, 0);
  AftScene scene = {
    .name = "privacy",
    .page = page,
    .has_bar = TRUE,
    .can_restart = TRUE,
    .needs_room = TRUE,
  };
  show (guide, SHOWN_PRIVACY, &scene);
}

/* What was answered so far is in the session, which stays. */
static void
on_privacy_asked (AftSurveyPage *page, AftGuide *guide)
{
  show_privacy (guide);
}

static void
show_survey (AftGuide *guide, gboolean can_leave)
{
  guide->can_leave = can_leave;
  GtkWidget *page = aft_survey_page_new (aft_sitting_get_session (guide->sitting), can_leave);
  g_signal_connect_object (page, "acted", G_CALLBACK (on_survey_acted), guide, 0);
  g_signal_connect_object (page, "completed", G_CALLBACK (on_survey_completed), guide, 0);
  g_signal_connect_object (page, "left", G_CALLBACK (on_survey_left), guide, 0);
  g_signal_connect_object (page, "privacy-asked", G_CALLBACK (on_privacy_asked), guide, 0);
  AftScene scene = {
    .name = get_survey_name (guide),
    .page = page,
    .has_bar = TRUE,
    .can_restart = TRUE,
    .needs_room = TRUE,
  };
  show (guide, SHOWN_SURVEY, &scene);
}

/* -- between guests -------------------------------------------------------------------------- */

static void
drop_sitting (AftGuide *guide)
{
  if (guide->sitting == NULL)
    return;
  aft_farewell_set_sitting (guide->farewell, NULL);
  aft_sitting_abandon (guide->sitting);
}

static void
show_sleep (AftGuide *guide)
{
  AftKioskHouse *house = guide->house;
  gint64 now_ms = aft_clock_get_real_ms (house->clock);
  gint64 opening_ms = aft_opening_hours_get_next_opening_ms (house->hours, now_ms);
  g_autoptr (GDateTime) now_utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (now_utc, house->zone);
  g_autoptr (GDateTime) opening_utc
      = opening_ms >= 0 ? g_date_time_new_from_unix_utc (opening_ms / 1000) : NULL;
  g_autoptr (GDateTime) opening
      = opening_utc != NULL ? g_date_time_to_timezone (opening_utc, house->zone) : NULL;
  g_autofree char *key = g_strconcat (
      "sleep-text-", aft_language_get_tag (aft_stage_get_language (guide->stage)), NULL);
  GtkWidget *page
      = aft_sleep_page_new (now, opening, aft_config_get_text (house->config, "kiosk", key),
                            aft_config_get_text (house->config, "house", "telephone"));
  AftScene scene = { .name = "sleep", .page = page };
  show (guide, SHOWN_SLEEP, &scene);
}

/* Forgets this guest and is ready for the next one. */
static void
begin_anew (AftGuide *guide)
{
  AftKioskHouse *house = guide->house;
  aft_desk_leave (guide->desk);
  drop_sitting (guide);
  /* Kept until its page is gone: a field that loses the focus may still write into the session. */
  AftSitting *former = g_steal_pointer (&guide->sitting);
  aft_kiosk_house_renew (house);
  aft_desk_note_configuration (guide->desk);
  aft_stage_reset (guide->stage);
  guide->sitting = aft_sitting_new (house, aft_stage_get_language (guide->stage));
  aft_farewell_set_sitting (guide->farewell, guide->sitting);
  guide->has_acted = FALSE;

  if (house->is_preview
      || aft_opening_hours_is_open (house->hours, aft_clock_get_real_ms (house->clock)))
    show_rest (guide);
  else
    show_sleep (guide);
  aft_sitting_unref (former);
  aft_residue_clear (aft_stage_get_page (guide->stage));
}

/* Nobody is touched by it: the rest screen is built anew, and other pages lead there. */
static void
take_configuration (AftGuide *guide)
{
  gboolean is_resting
      = guide->shown == SHOWN_REST && guide->hold_id == 0 && !aft_stage_is_changed (guide->stage);
  if (is_resting || guide->shown == SHOWN_SLEEP)
    begin_anew (guide);
  else if (guide->shown == SHOWN_DESK && aft_kiosk_house_renew (guide->house))
    aft_desk_note_configuration (guide->desk);
}

static gboolean
on_hours_due (gpointer user_data)
{
  AftGuide *guide = user_data;
  AftKioskHouse *house = guide->house;
  gboolean is_open = aft_opening_hours_is_open (house->hours, aft_clock_get_real_ms (house->clock));
  aft_kiosk_house_keep_renewed (house);
  if ((guide->shown == SHOWN_REST && !is_open && !house->is_preview && guide->hold_id == 0)
      || (guide->shown == SHOWN_SLEEP && is_open))
    begin_anew (guide);
  else if (aft_kiosk_house_can_renew (house))
    take_configuration (guide);
  return G_SOURCE_CONTINUE;
}

/* -- the bar --------------------------------------------------------------------------------- */

static void
on_language_changed (AftStage *stage, AftGuide *guide)
{
  if (guide->sitting != NULL) /* There is none before the first guest. */
    aft_sitting_set_language (guide->sitting, aft_stage_get_language (stage));
  switch (guide->shown)
    {
    case SHOWN_REST:
      if (guide->hold_id == 0)
        show_rest (guide);
      break;
    case SHOWN_CHOOSE:
      show_choose (guide);
      break;
    case SHOWN_SURVEY:
      aft_survey_page_refresh (AFT_SURVEY_PAGE (aft_stage_get_page (stage)));
      break;
    case SHOWN_PRIVACY:
      show_privacy (guide);
      break;
    case SHOWN_FAREWELL:
      aft_farewell_refresh (guide->farewell);
      break;
    case SHOWN_STARTUP:
      aft_startup_refresh (guide->startup);
      break;
    case SHOWN_DESK:
      aft_desk_refresh (guide->desk);
      break;
    case SHOWN_NOTHING:
    case SHOWN_SLEEP:
    default:
      break;
    }
}

static void
on_staff_called (AftStage *stage, AftGuide *guide)
{
  aft_call_begin (guide->call, guide->sitting);
}

static void
on_restart_chosen (AftStage *stage, AftGuide *guide)
{
  begin_anew (guide);
}

/* -- start and end --------------------------------------------------------------------------- */

static void
on_startup_shown (AftStartup *startup, AftGuide *guide)
{
  note_shown (guide, SHOWN_STARTUP);
}

static void
on_store_opened (AftStartup *startup, AftGuide *guide)
{
  if (guide->shown == SHOWN_REST)
    gtk_widget_set_can_target (aft_stage_get_page (guide->stage), TRUE);
}

static void
on_farewell_shown (AftFarewell *farewell, AftGuide *guide)
{
  note_shown (guide, SHOWN_FAREWELL);
}

static void
on_desk_shown (AftDesk *desk, AftGuide *guide)
{
  note_shown (guide, SHOWN_DESK);
}

static void
on_desk_quit (AftDesk *desk, AftGuide *guide)
{
  g_signal_emit (guide, signals[SIGNAL_QUIT], 0);
}

/* Only where no guest is in the middle of something. What the rest page began is not a guest's. */
static void
on_corner_held (gpointer user_data)
{
  AftGuide *guide = user_data;
  gboolean is_free
      = (guide->shown == SHOWN_REST && guide->hold_id == 0) || guide->shown == SHOWN_SLEEP;
  if (!is_free || guide->house->is_preview)
    return;
  drop_sitting (guide);
  aft_desk_begin (guide->desk);
  g_clear_pointer (&guide->sitting, aft_sitting_unref);
  aft_kiosk_house_renew (guide->house);
  aft_desk_note_configuration (guide->desk);
}

static void
on_complained (AftFarewell *farewell, AftGuide *guide)
{
  guide->has_acted = TRUE;
  if (aft_sitting_begin (guide->sitting, AFT_RESPONSE_COMPLAINT))
    show_survey (guide, FALSE);
}

static void
on_uplink_changed (AftUplink *uplink, AftGuide *guide)
{
  aft_stage_set_staff_mark (guide->stage, aft_uplink_is_enrolling (uplink));
}

static void
on_configuration_received (AftUplink *uplink, AftGuide *guide)
{
  take_configuration (guide);
}

void
aft_guide_start (AftGuide *guide)
{
  guide->hours_id = g_timeout_add_seconds (HOURS_SECONDS, on_hours_due, guide);
  aft_startup_begin (guide->startup);
}

static void
clear_timers (AftGuide *guide)
{
  if (guide->presence != NULL)
    aft_presence_stop (guide->presence);
  g_clear_handle_id (&guide->hold_id, g_source_remove);
  g_clear_handle_id (&guide->settled_id, g_source_remove);
  g_clear_handle_id (&guide->hours_id, g_source_remove);
}

void
aft_guide_stop (AftGuide *guide)
{
  clear_timers (guide);
  aft_startup_stop (guide->startup);
  aft_desk_stop (guide->desk);
  drop_sitting (guide);
  guide->house = NULL;
}

static void
make_stage (AftGuide *guide, const AftGuideOptions *options)
{
  guide->stage = aft_stage_new (options->house, options->window, options->has_test_hooks);
  g_signal_connect_object (guide->stage, "language-changed", G_CALLBACK (on_language_changed),
                           guide, 0);
  g_signal_connect_object (guide->stage, "staff-called", G_CALLBACK (on_staff_called), guide, 0);
  g_signal_connect_object (guide->stage, "restart-chosen", G_CALLBACK (on_restart_chosen), guide,
                           0);
}

static void
make_startup (AftGuide *guide, const AftGuideOptions *options)
{
  AftStartupOptions startup_options = {
    .house = options->house,
    .uplink = options->uplink,
    .stage = guide->stage,
    .data_folder = options->data_folder,
  };
  guide->startup = aft_startup_new (&startup_options);
  g_signal_connect_object (guide->startup, "shown", G_CALLBACK (on_startup_shown), guide, 0);
  g_signal_connect_object (guide->startup, "done", G_CALLBACK (begin_anew), guide,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guide->startup, "store-opened", G_CALLBACK (on_store_opened), guide, 0);
}

static void
make_farewell (AftGuide *guide, AftPrinter *printer)
{
  guide->farewell = aft_farewell_new (guide->house, guide->stage, printer, guide->times);
  g_signal_connect_object (guide->farewell, "shown", G_CALLBACK (on_farewell_shown), guide, 0);
  g_signal_connect_object (guide->farewell, "done", G_CALLBACK (begin_anew), guide,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guide->farewell, "complained", G_CALLBACK (on_complained), guide, 0);
}

/* What is built in was checked when it was built. */
static AftCauseList *
load_causes (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/aftertaste/rules/causes.json",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  AftCauseList *causes = aft_cause_list_parse (text, length, &error);
  g_assert_no_error (error);
  return causes;
}

static void
make_desk (AftGuide *guide, const AftGuideOptions *options)
{
  g_autoptr (AftCauseList) causes = load_causes ();
  g_autoptr (AftDeskSource) source
      = aft_desk_house_new (options->house, options->uplink, options->data_folder);
  AftDeskOptions desk_options = {
    .house = options->house,
    .stage = guide->stage,
    .source = source,
    .printer = options->printer,
    .causes = causes,
    .version = options->version,
  };
  guide->desk = aft_desk_new (&desk_options);
  g_signal_connect_object (guide->desk, "shown", G_CALLBACK (on_desk_shown), guide, 0);
  g_signal_connect_object (guide->desk, "done", G_CALLBACK (begin_anew), guide, G_CONNECT_SWAPPED);
  g_signal_connect_object (guide->desk, "quit", G_CALLBACK (on_desk_quit), guide, 0);
}

AftGuide *
aft_guide_new (const AftGuideOptions *options)
{
  AftGuide *guide = g_object_new (AFT_TYPE_GUIDE, NULL);
  guide->house = options->house;
  guide->times = aft_kiosk_config_get_times (options->house->config);
  make_stage (guide, options);
  make_startup (guide, options);
  make_farewell (guide, options->printer);
  make_desk (guide, options);
  g_signal_connect_object (options->uplink, "changed", G_CALLBACK (on_uplink_changed), guide, 0);
  on_uplink_changed (options->uplink, guide);
  g_signal_connect_object (options->uplink, "configuration-received",
                           G_CALLBACK (on_configuration_received), guide, 0);
  guide->presence = aft_presence_new (guide->stage, guide->times.card);
  g_signal_connect_object (guide->presence, "gone", G_CALLBACK (on_gone), guide, 0);
  guide->call = aft_call_new (guide->house, guide->presence, guide->times.thanks_complaint);
  aft_input_guard_install (GTK_WIDGET (options->window), on_touched, guide);
  aft_desk_corner_install (GTK_WIDGET (options->window), on_corner_held, guide);
  return guide;
}

static void
aft_guide_dispose (GObject *object)
{
  AftGuide *guide = AFT_GUIDE (object);
  clear_timers (guide);
  g_clear_pointer (&guide->sitting, aft_sitting_unref);
  g_clear_object (&guide->call);
  g_clear_object (&guide->presence);
  g_clear_object (&guide->startup);
  g_clear_object (&guide->farewell);
  g_clear_object (&guide->desk);
  g_clear_object (&guide->stage);
  G_OBJECT_CLASS (aft_guide_parent_class)->dispose (object);
}

static void
aft_guide_class_init (AftGuideClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_guide_dispose;
  signals[SIGNAL_QUIT] = g_signal_new ("quit", AFT_TYPE_GUIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
aft_guide_init (AftGuide *guide)
{
}
