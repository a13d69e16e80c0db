/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff see, in this order: what was wrong with settings and surveys, where the collector is
 * if nobody has said so, how to enrol the kiosk; and at any time that the store cannot be opened.
 * Each page goes by itself but the last, for a kiosk that cannot keep answers asks for none. */
#include "aft-startup.h"

#include <glib/gi18n.h>

#include "aft-enrol-page.h"
#include "aft-pairing.h"
#include "aft-staff-page.h"

#define STAFF_SECONDS  20
#define ENROL_SECONDS  600 /* as long as a code holds; a kiosk in use has been enrolled before */
#define REOPEN_SECONDS 10  /* between two tries to open the store */

struct _AftStartup
{
  GObject parent_instance;
  AftKioskHouse *house; /* NULL once stopped */
  AftUplink *uplink;
  AftStage *stage;
  AftPairing *pairing;
  char *data_folder;
  gboolean is_store_broken; /* and its page is shown */
  guint reopen_id;
};

enum
{
  SIGNAL_SHOWN,
  SIGNAL_DONE,
  SIGNAL_STORE_OPENED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftStartup, aft_startup, G_TYPE_OBJECT)

static void open_store (AftStartup *startup);

static void
show (AftStartup *startup, const AftScene *scene)
{
  aft_stage_show (startup->stage, scene);
  g_signal_emit (startup, signals[SIGNAL_SHOWN], 0);
}

static void
be_done (AftStartup *startup)
{
  g_signal_emit (startup, signals[SIGNAL_DONE], 0);
}

/* -- enrolment ------------------------------------------------------------------------------- */

static void
refresh_enrol (AftStartup *startup)
{
  AftUplink *uplink = startup->uplink;
  aft_enrol_page_show (AFT_ENROL_PAGE (aft_stage_get_page (startup->stage)),
                       aft_uplink_get_user_code (uplink), aft_uplink_get_enrolment_address (uplink),
                       aft_uplink_get_trouble (uplink));
}

static void
on_enrol_continued (AftEnrolPage *page, AftStartup *startup)
{
  be_done (startup);
}

static void
show_enrol (AftStartup *startup, double seconds, double total)
{
  GtkWidget *page = aft_enrol_page_new (seconds, total);
  g_signal_connect_object (page, "continued", G_CALLBACK (on_enrol_continued), startup, 0);
  AftScene scene = { .name = "enrol", .page = page, .has_bar = TRUE, .is_for_staff = TRUE };
  show (startup, &scene);
  refresh_enrol (startup);
}

/* A kiosk that was enrolled once is in use: guests are kept waiting no longer than by other news
 * for staff. */
static double
get_enrol_seconds (AftStartup *startup)
{
  return aft_uplink_was_enrolled (startup->uplink) ? STAFF_SECONDS : ENROL_SECONDS;
}

static void
on_uplink_changed (AftUplink *uplink, AftStartup *startup)
{
  GtkWidget *page = aft_stage_get_page (startup->stage);
  if (page == NULL || !AFT_IS_ENROL_PAGE (page))
    return;
  if (aft_uplink_is_enrolling (uplink))
    refresh_enrol (startup);
  else
    be_done (startup);
}

static void
enrol (AftStartup *startup)
{
  double seconds = get_enrol_seconds (startup);
  if (aft_uplink_is_enrolling (startup->uplink))
    show_enrol (startup, seconds, seconds);
  else
    be_done (startup);
}

static void
on_pairing_shown (AftPairing *pairing, AftStartup *startup)
{
  g_signal_emit (startup, signals[SIGNAL_SHOWN], 0);
}

/* What cannot be used has been written down by the uplink. */
static void
on_paired (AftPairing *pairing, AftStartup *startup)
{
  g_autoptr (GError) error = NULL;
  if (!aft_uplink_use_settings (startup->uplink, &error))
    g_warning ("%s", error->message);
  enrol (startup);
}

/* After what staff had to know. */
static void
begin_first (AftStartup *startup)
{
  if (aft_kiosk_house_lacks_settings (startup->house))
    aft_pairing_begin (startup->pairing);
  else
    enrol (startup);
}

/* -- what is broken -------------------------------------------------------------------------- */

static void
on_staff_continued (AftStaffPage *page, AftStartup *startup)
{
  begin_first (startup);
}

static void
show_staff (AftStartup *startup, const GPtrArray *problems, const char *advice, guint seconds)
{
  GtkWidget *page = aft_staff_page_new (problems, advice, seconds);
  g_signal_connect_object (page, "continued", G_CALLBACK (on_staff_continued), startup, 0);
  AftScene scene = { .name = "staff", .page = page };
  show (startup, &scene);
}

static gboolean
on_reopen (gpointer user_data)
{
  AftStartup *startup = user_data;
  startup->reopen_id = 0;
  open_store (startup);
  return G_SOURCE_REMOVE;
}

static void
note_opened (AftStartup *startup)
{
  gboolean was_broken = startup->is_store_broken;
  startup->is_store_broken = FALSE;
  if (was_broken)
    be_done (startup);
  else
    g_signal_emit (startup, signals[SIGNAL_STORE_OPENED], 0);
}

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftStartup) startup = user_data;
  g_autoptr (GError) error = NULL;
  if (startup->house == NULL)
    return;
  if (aft_kiosk_house_open_store_finish (startup->house, result, &error))
    {
      note_opened (startup);
      return;
    }

  if (!startup->is_store_broken)
    g_warning ("opening the store: %s", error->message);
  startup->is_store_broken = TRUE;
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_ptr_array_add (problems, error->message);
  show_staff (startup, problems,
              _ ("Answers cannot be kept, so none are asked for. The file is left as it is. The "
                 "kiosk tries again every few seconds."),
              0);
  startup->reopen_id = g_timeout_add_seconds (REOPEN_SECONDS, on_reopen, startup);
}

static void
open_store (AftStartup *startup)
{
  aft_kiosk_house_open_store_async (startup->house, startup->data_folder, on_store_opened,
                                    g_object_ref (startup));
}

/* -- start and end --------------------------------------------------------------------------- */

void
aft_startup_begin (AftStartup *startup)
{
  const GPtrArray *problems = startup->house->problems;
  if (!startup->house->is_preview)
    open_store (startup);
  if (problems->len == 0)
    {
      begin_first (startup);
      return;
    }
  for (guint i = 0; i < problems->len; i++)
    g_warning ("%s", (const char *) g_ptr_array_index (problems, i));
  show_staff (startup, problems,
              _ ("Please have this put right. Until then the kiosk goes on with what was good "
                 "last."),
              STAFF_SECONDS);
}

void
aft_startup_refresh (AftStartup *startup)
{
  GtkWidget *page = aft_stage_get_page (startup->stage);
  if (AFT_IS_ENROL_PAGE (page))
    show_enrol (startup, aft_enrol_page_get_left_seconds (AFT_ENROL_PAGE (page)),
                get_enrol_seconds (startup));
  else
    aft_pairing_refresh (startup->pairing);
}

void
aft_startup_stop (AftStartup *startup)
{
  if (startup->pairing != NULL)
    aft_pairing_stop (startup->pairing);
  g_clear_handle_id (&startup->reopen_id, g_source_remove);
  startup->house = NULL;
}

AftStartup *
aft_startup_new (const AftStartupOptions *options)
{
  AftStartup *startup = g_object_new (AFT_TYPE_STARTUP, NULL);
  startup->house = options->house;
  startup->uplink = options->uplink;
  startup->stage = options->stage;
  startup->data_folder = g_strdup (options->data_folder);
  startup->pairing = aft_pairing_new (startup->house, startup->stage);
  g_signal_connect_object (startup->pairing, "shown", G_CALLBACK (on_pairing_shown), startup, 0);
  g_signal_connect_object (startup->pairing, "done", G_CALLBACK (on_paired), startup, 0);
  g_signal_connect_object (startup->uplink, "changed", G_CALLBACK (on_uplink_changed), startup, 0);
  return startup;
}

static void
aft_startup_dispose (GObject *object)
{
  AftStartup *startup = AFT_STARTUP (object);
  aft_startup_stop (startup);
  g_clear_object (&startup->pairing);
  g_clear_pointer (&startup->data_folder, g_free);
  G_OBJECT_CLASS (aft_startup_parent_class)->dispose (object);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_STARTUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
aft_startup_class_init (AftStartupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_startup_dispose;
  add_signal (SIGNAL_SHOWN, "shown");
  add_signal (SIGNAL_DONE, "done");
  add_signal (SIGNAL_STORE_OPENED, "store-opened");
}

static void
aft_startup_init (AftStartup *startup)
{
}
