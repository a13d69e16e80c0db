/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the question widgets share: a window, a session, and finding things in it by
 * what a guest sees. */
#include "question-support.h"

#include <string.h>

#include "aft-fake-clock.h"
#include "aft-json.h"

#define PATIENCE_SECONDS 10

static gboolean
on_patience_over (gpointer user_data)
{
  g_error ("waited %d seconds for nothing", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

/* The tick wakes the loop, so that a condition without a source of its own is seen. */
static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
scene_wait (gboolean (*is_done) (gpointer user_data), gpointer user_data)
{
  guint patience = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_over, NULL);
  guint tick = g_timeout_add (5, on_tick, NULL);
  while (!is_done (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (patience);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

void
scene_show (Scene *scene, GtkWidget *widget)
{
  scene->window = gtk_window_new ();
  scene->shown = g_object_ref (widget);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 1080, 1920);
  gtk_window_set_child (GTK_WINDOW (scene->window), widget);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_wait (is_mapped, widget);
}

static void
on_counted (GtkWidget *page, guint *count)
{
  ++*count;
}

void
scene_open (Scene *scene, const char *json, gboolean can_leave)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (json, strlen (json), &error);
  g_assert_no_error (error);
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (0);
  AftClock *clock = aft_fake_clock_get_clock (fake);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const AftSessionOptions options = { .locale = "en", .clock = clock, .zone = zone };
  scene->session = aft_session_new (survey, &options);
  GtkWidget *page = aft_survey_page_new (scene->session, can_leave);
  g_signal_connect (page, "acted", G_CALLBACK (on_counted), &scene->acted);
  g_signal_connect (page, "completed", G_CALLBACK (on_counted), &scene->completed);
  g_signal_connect (page, "left", G_CALLBACK (on_counted), &scene->left);
  scene_show (scene, page);
}

void
scene_clear (Scene *scene)
{
  gtk_window_set_child (GTK_WINDOW (scene->window), NULL);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_finalize_object (scene->shown);
  g_clear_pointer (&scene->session, aft_session_free);
  memset (scene, 0, sizeof *scene);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

typedef gboolean (*Wanted) (GtkWidget *widget, gconstpointer what);

static GtkWidget *
find (GtkWidget *root, Wanted is_wanted, gconstpointer what)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (is_wanted (root, what))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, is_wanted, what);
      if (found)
        return found;
    }
  return NULL;
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return says (widget, text);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer text)
{
  if (!GTK_IS_BUTTON (widget))
    return FALSE;
  if (find (widget, is_label, text))
    return TRUE;
  g_autofree char *difference = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text);
  return difference == NULL;
}

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  return find (root, is_label, text);
}

GtkWidget *
find_button (GtkWidget *root, const char *text)
{
  return find (root, is_button, text);
}

GtkWidget *
find_type (GtkWidget *root, GType type)
{
  return find (root, is_type, &type);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Search;

static gboolean
is_there (gpointer user_data)
{
  const Search *search = user_data;
  return find_label (search->root, search->text) || find_button (search->root, search->text);
}

void
scene_wait_for (Scene *scene, const char *text)
{
  Search search = { scene->window, text };
  scene_wait (is_there, &search);
}

void
scene_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  if (gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
}

void
scene_tap (Scene *scene, const char *text)
{
  scene_click (find_button (scene->window, text));
}

void
scene_type (GtkWidget *root, const char *text)
{
  GtkWidget *entry = find_type (root, GTK_TYPE_TEXT);
  if (entry)
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (entry));
      gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (entry), position);
      return;
    }
  GtkWidget *view = find_type (root, GTK_TYPE_TEXT_VIEW);
  g_assert_nonnull (view);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

char *
scene_dup_data (Scene *scene)
{
  g_autoptr (AftValue) data = aft_session_dup_data (scene->session);
  return aft_json_to_line (data);
}

void
scene_assert_data (Scene *scene, const char *expected)
{
  g_autofree char *line = scene_dup_data (scene);
  g_assert_cmpstr (line, ==, expected);
}
