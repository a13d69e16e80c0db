/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line with the cursor is seen in a field that is lower than what is in it, whoever wrote it:
 * nothing here tells the text view itself to scroll. */
#include "aft-field-sight.h"
#include "aft-words-field.h"
#include "question-support.h"

typedef struct
{
  Scene scene;
  AftFieldSight *sight;
  GtkTextView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  const AftWordsFieldKind kind = { .rows = 2 };
  GtkWidget *field = aft_words_field_new ();
  aft_words_field_set_kind (AFT_WORDS_FIELD (field), &kind);
  gtk_widget_set_valign (field, GTK_ALIGN_START);
  fixture->sight = aft_field_sight_new ();
  fixture->view = GTK_TEXT_VIEW (aft_words_field_get_accessible (AFT_WORDS_FIELD (field)));
  scene_show (&fixture->scene, field);
  aft_field_sight_set_field (fixture->sight, GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_field_sight_free (fixture->sight);
  scene_clear (&fixture->scene);
}

static void
write_lines (Fixture *fixture, int cursor_line)
{
  GtkTextIter place;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  gtk_text_buffer_set_text (buffer, "1\n2\n3\n4\n5\n6\n7\n8", -1);
  gtk_text_buffer_get_iter_at_line (buffer, &place, cursor_line);
  gtk_text_buffer_place_cursor (buffer, &place);
}

static gboolean
is_cursor_seen (gpointer user_data)
{
  Fixture *fixture = user_data;
  GdkRectangle cursor;
  GdkRectangle seen;
  gtk_text_view_get_cursor_locations (fixture->view, NULL, &cursor, NULL);
  gtk_text_view_get_visible_rect (fixture->view, &seen);
  return seen.height > 0 && cursor.y >= seen.y && cursor.y + cursor.height <= seen.y + seen.height;
}

static void
test_the_line_with_the_cursor_is_seen (Fixture *fixture, gconstpointer unused)
{
  write_lines (fixture, 7);
  g_assert_false (is_cursor_seen (fixture));
  aft_field_sight_glance (fixture->sight);
  scene_wait (is_cursor_seen, fixture);
  write_lines (fixture, 0);
  aft_field_sight_glance (fixture->sight);
  scene_wait (is_cursor_seen, fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/kiosk/field-sight/the-line-with-the-cursor-is-seen", Fixture, NULL, set_up,
              test_the_line_with_the_cursor_is_seen, tear_down);
  return g_test_run ();
}
