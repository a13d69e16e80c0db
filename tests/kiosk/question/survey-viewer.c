/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows any survey in a window, with the kiosk's own style and icons, to look at: nothing is
 * stored. For whoever draws or tests the question widgets; it is not installed.
 *
 *   survey-viewer SURVEY.json [--locale zh-cn] [--style day] [--text 1] [--size 1080x1920]
 *
 * Prints the answers, one line of JSON, after each act. */
#include "aft-json.h"
#include "aft-survey-page.h"
#include "viewer-look.h"

typedef struct
{
  GMainLoop *loop;
  AftSession *session;
  guint print_source;
} Viewer;

static void
print_answers (Viewer *viewer)
{
  g_autoptr (AftValue) data = aft_session_dup_data (viewer->session);
  g_autofree char *line = aft_json_to_line (data);
  g_print ("%s\n", line);
}

static gboolean
on_print_due (gpointer user_data)
{
  Viewer *viewer = user_data;
  viewer->print_source = 0;
  print_answers (viewer);
  return G_SOURCE_REMOVE;
}

/* The page says so before it acts. */
static void
on_acted (AftSurveyPage *page, Viewer *viewer)
{
  if (viewer->print_source == 0)
    viewer->print_source = g_idle_add (on_print_due, viewer);
}

static void
on_ended (AftSurveyPage *page, Viewer *viewer)
{
  print_answers (viewer);
  g_main_loop_quit (viewer->loop);
}

static gboolean
on_close_request (GtkWindow *window, Viewer *viewer)
{
  g_main_loop_quit (viewer->loop);
  return TRUE;
}

static AftSession *
make_session (const char *path, const char *locale, GError **error)
{
  g_autofree char *json = NULL;
  gsize length;
  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (json, length, error);
  if (!survey)
    return NULL;
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (AftValue) variables
      = aft_json_parse ("{\"channel\":{\"sealed\":true}}", 27, &aft_json_limits_wire, error);
  const AftSessionOptions options
      = { .locale = locale, .clock = clock, .zone = zone, .variables = variables };
  return aft_session_new (survey, &options);
}

static void
run (AftSession *session, const ViewerLook *look)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Viewer viewer = { loop, session, 0 };
  GtkWidget *window = viewer_look_make_window (look);
  GtkWidget *page = aft_survey_page_new (session, FALSE);
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_request), &viewer);
  g_signal_connect (page, "acted", G_CALLBACK (on_acted), &viewer);
  g_signal_connect (page, "completed", G_CALLBACK (on_ended), &viewer);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_clear_handle_id (&viewer.print_source, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  ViewerLook look = { 0 };
  g_autoptr (GOptionContext) context = g_option_context_new ("SURVEY.json");
  g_autoptr (GError) error = NULL;
  viewer_look_add_options (&look, context);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("survey-viewer: %s\n", error ? error->message : "name one survey");
      return 2;
    }
  viewer_look_start (&look);
  g_autoptr (AftSession) session = make_session (argv[1], look.locale, &error);
  if (!session)
    {
      g_printerr ("survey-viewer: %s\n", error->message);
      return 1;
    }
  run (session, &look);
  viewer_look_clear (&look);
  return 0;
}
