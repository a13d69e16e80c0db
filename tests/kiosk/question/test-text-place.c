/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a text, words, and the handles that come for them. Fingers themselves are tried in the
 * kiosk, by test-selection.py. */
#include <gtk/gtk.h>

#include "aft-line-field.h"
#include "aft-text-handles.h"
#include "aft-text-place.h"
#include "aft-words-field.h"
#include "question-support.h"

static void
assert_word (const char *text, guint place, guint want_start, guint want_end)
{
  guint start, end;
  g_assert_true (aft_text_place_find_word (text, place, &start, &end));
  g_assert_cmpuint (start, ==, want_start);
  g_assert_cmpuint (end, ==, want_end);
}

static void
test_words (void)
{
  assert_word ("Cold noodles", 0, 0, 4);
  assert_word ("Cold noodles", 2, 0, 4);
  assert_word ("Cold noodles", 4, 0, 4);
  assert_word ("Cold noodles", 5, 5, 12);
  assert_word ("Cold noodles", 12, 5, 12);
  assert_word ("Cold noodles", 99, 5, 12);
}

static void
test_between_words (void)
{
  guint start, end;
  assert_word ("so … so", 3, 3, 4);
  assert_word ("好！！", 2, 2, 3);
  g_assert_false (aft_text_place_find_word ("", 0, &start, &end));
  g_assert_false (aft_text_place_find_word ("\n\n", 0, &start, &end));
}

/* How far a Chinese word goes is for Pango to say; it is at least a character and ends at the
 * comma. */
static void
test_chinese (void)
{
  const char *text = "面有点咸，汤很好";
  for (guint place = 0; place <= 8; place++)
    {
      guint start, end;
      g_assert_true (aft_text_place_find_word (text, place, &start, &end));
      g_assert_cmpuint (start, <, end);
      g_assert_cmpuint (end, <=, 8);
      g_assert_cmpuint (start, <=, place);
      g_assert_cmpuint (end + 1, >, place);
      g_assert_true (end <= 5 || start >= 4);
    }
}

static GtkWidget *
show_field (Scene *scene, GtkWidget *field)
{
  GtkWidget *overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), field);
  gtk_widget_set_valign (field, GTK_ALIGN_START);
  scene_show (scene, overlay);
  gtk_widget_grab_focus (field);
  return overlay;
}

static GtkWidget *
show_line (Scene *scene, const char *input_type)
{
  const AftLineFieldKind kind = { .input_type = input_type };
  GtkWidget *field = aft_line_field_new ();
  aft_line_field_set_kind (AFT_LINE_FIELD (field), &kind);
  show_field (scene, field);
  GtkEditable *entry = GTK_EDITABLE (aft_line_field_get_accessible (AFT_LINE_FIELD (field)));
  return GTK_WIDGET (gtk_editable_get_delegate (entry));
}

static GtkWidget *
show_words (Scene *scene)
{
  const AftWordsFieldKind kind = { .rows = 3 };
  GtkWidget *field = aft_words_field_new ();
  aft_words_field_set_kind (AFT_WORDS_FIELD (field), &kind);
  show_field (scene, field);
  return GTK_WIDGET (aft_words_field_get_accessible (AFT_WORDS_FIELD (field)));
}

static gboolean
is_laid_out (gpointer text)
{
  graphene_rect_t first, second;
  aft_text_place_locate (text, 0, &first);
  aft_text_place_locate (text, 1, &second);
  return second.origin.x > first.origin.x;
}

static void
assert_places (GtkWidget *text)
{
  guint start, end;
  scene_type (text, "too 咸了");
  scene_wait (is_laid_out, text);
  for (guint place = 0; place <= 6; place++)
    {
      graphene_rect_t line;
      aft_text_place_locate (text, place, &line);
      g_assert_cmpfloat (line.size.height, >, 0);
      g_assert_cmpuint (
          aft_text_place_at (text, line.origin.x + 0.5, line.origin.y + line.size.height / 2), ==,
          place);
    }
  g_assert_cmpuint (aft_text_place_at (text, -500, 5), ==, 0);
  aft_text_place_select (text, 3, 1);
  g_assert_true (aft_text_place_get_selection (text, &start, &end));
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, ==, 3);
  aft_text_place_select (text, 2, 2);
  g_assert_false (aft_text_place_get_selection (text, &start, &end));
  g_assert_cmpuint (start, ==, 2);
  g_assert_true (aft_text_place_select_word (text, 1));
  g_assert_true (aft_text_place_get_selection (text, &start, &end));
  g_assert_cmpuint (end, ==, 3);
}

static void
test_places (void)
{
  Scene scene = { NULL };
  assert_places (show_line (&scene, "text"));
  scene_clear (&scene);
  assert_places (show_words (&scene));
  scene_clear (&scene);
}

static guint
count_handles (GtkWidget *root)
{
  guint n = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    n += AFT_IS_TEXT_HANDLES (root) ? (guint) gtk_widget_get_visible (child)
                                    : count_handles (child);
  return n;
}

static gboolean
has_no_handles (gpointer root)
{
  return count_handles (root) == 0;
}

static gboolean
has_one_handle (gpointer root)
{
  return count_handles (root) == 1;
}

static gboolean
has_two_handles (gpointer root)
{
  return count_handles (root) == 2;
}

static void
test_handles (void)
{
  Scene scene = { NULL };
  GtkWidget *text = show_words (&scene);
  g_autoptr (AftTextHandles) handles = aft_text_handles_new (text);
  scene_type (text, "too salty");
  scene_wait (is_laid_out, text);
  aft_text_handles_appear (handles);
  scene_wait (has_one_handle, scene.window);
  aft_text_place_select (text, 0, 3);
  scene_wait (has_two_handles, scene.window);
  aft_text_place_select (text, 3, 3);
  scene_wait (has_no_handles, scene.window);
  aft_text_place_select (text, 0, 3);
  aft_text_handles_appear (handles);
  scene_wait (has_two_handles, scene.window);
  gtk_window_set_focus (GTK_WINDOW (scene.window), NULL);
  gtk_widget_queue_draw (text);
  scene_wait (has_no_handles, scene.window);
  scene_clear (&scene);
}

static void
test_no_handles_under_dots (void)
{
  Scene scene = { NULL };
  GtkWidget *text = show_line (&scene, "tel");
  g_autoptr (AftTextHandles) handles = aft_text_handles_new (text);
  guint start, end;
  scene_type (text, "13800138000");
  scene_wait (is_laid_out, text);
  aft_text_place_select (text, 0, 3);
  aft_text_handles_appear (handles);
  scene_wait (has_two_handles, scene.window);
  gtk_text_set_visibility (GTK_TEXT (text), FALSE);
  g_assert_true (aft_text_place_is_covered (text));
  g_assert_false (aft_text_place_get_selection (text, &start, &end));
  scene_wait (has_no_handles, scene.window);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/text/words-are-found", test_words);
  g_test_add_func ("/question/text/between-words-it-is-a-character", test_between_words);
  g_test_add_func ("/question/text/chinese-words-end-at-punctuation", test_chinese);
  g_test_add_func ("/question/text/places-are-found-where-they-are", test_places);
  g_test_add_func ("/question/text/handles-follow-the-selection", test_handles);
  g_test_add_func ("/question/text/nothing-is-selected-under-dots", test_no_handles_under_dots);
  return g_test_run ();
}
