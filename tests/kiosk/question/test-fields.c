/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields that a guest types in: length, folding, covering, and what they must not do. */
#include <gtk/gtk.h>

#include "aft-line-field.h"
#include "aft-private-buffer.h"
#include "aft-secret.h"
#include "aft-words-field.h"
#include "question-support.h"

static void
test_length_in_units (void)
{
  g_autoptr (GtkEntryBuffer) buffer = aft_private_buffer_new ();
  aft_private_buffer_set_maximum_units (AFT_PRIVATE_BUFFER (buffer), 5);
  gtk_entry_buffer_set_text (buffer, "a\U0001F35C\U0001F35C好", -1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "a\U0001F35C\U0001F35C");
  g_assert_cmpuint (gtk_entry_buffer_insert_text (buffer, 0, "b", -1), ==, 0);
  gtk_entry_buffer_delete_text (buffer, 0, 1);
  g_assert_cmpuint (gtk_entry_buffer_insert_text (buffer, 0, "bc", -1), ==, 1);
}

static void
test_half_emoji_does_not_enter (void)
{
  g_autoptr (GtkEntryBuffer) buffer = aft_private_buffer_new ();
  aft_private_buffer_set_maximum_units (AFT_PRIVATE_BUFFER (buffer), 2);
  gtk_entry_buffer_set_text (buffer, "a\U0001F35C", -1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "a");
}

static void
test_folding (void)
{
  g_autoptr (GtkEntryBuffer) buffer = aft_private_buffer_new ();
  gtk_entry_buffer_set_text (buffer, "１３８", -1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "１３８");
  aft_private_buffer_set_is_narrowed (AFT_PRIVATE_BUFFER (buffer), TRUE);
  gtk_entry_buffer_set_text (buffer, "＋８６１３８－00，好", -1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "+86138-00,好");
}

static AftLineField *
show_line_field (Scene *scene, const char *input_type)
{
  const AftLineFieldKind kind = { .input_type = input_type };
  GtkWidget *field = aft_line_field_new ();
  aft_line_field_set_kind (AFT_LINE_FIELD (field), &kind);
  scene_show (scene, field);
  return AFT_LINE_FIELD (field);
}

static gboolean
is_covered (gpointer field)
{
  return !aft_line_field_is_shown (field);
}

static void
test_covering (void)
{
  Scene scene = { NULL };
  AftLineField *field = show_line_field (&scene, "tel");
  g_assert_true (aft_line_field_is_shown (field));
  scene_type (GTK_WIDGET (field), "138");
  g_assert_true (aft_line_field_is_shown (field));
  scene_wait (is_covered, field);
  scene_click (find_button (GTK_WIDGET (field), "Show"));
  g_assert_true (aft_line_field_is_shown (field));
  scene_wait (is_covered, field);
  g_assert_cmpstr (aft_line_field_get_text (field), ==, "138");
  scene_clear (&scene);
}

static void
test_names_are_not_covered (void)
{
  Scene scene = { NULL };
  AftLineField *field = show_line_field (&scene, "text");
  scene_type (GTK_WIDGET (field), "Wang");
  g_assert_false (aft_line_field_is_covering (field));
  g_assert_true (aft_line_field_is_shown (field));
  scene_clear (&scene);
}

static void
assert_private_hints (GtkInputHints hints)
{
  g_assert_true (hints & GTK_INPUT_HINT_PRIVATE);
  g_assert_true (hints & GTK_INPUT_HINT_NO_SPELLCHECK);
  g_assert_true (hints & GTK_INPUT_HINT_NO_EMOJI);
}

static void
assert_no_menu (GtkWidget *input)
{
  gtk_widget_activate_action (input, "menu.popup", NULL);
  gtk_widget_activate_action (input, "misc.insert-emoji", NULL);
  g_signal_emit_by_name (input, "insert-emoji");
  g_assert_null (find_type (input, GTK_TYPE_POPOVER));
}

static void
test_line_is_private (void)
{
  Scene scene = { NULL };
  AftLineField *field = show_line_field (&scene, "text");
  GtkEntry *entry = GTK_ENTRY (aft_line_field_get_accessible (field));
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (text);
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (entry)));
  assert_private_hints (gtk_entry_get_input_hints (entry));
  scene_type (GTK_WIDGET (field), "secret");
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  g_signal_emit_by_name (text, "copy-clipboard");
  g_assert_null (gdk_clipboard_get_content (clipboard));
  assert_no_menu (text);
  g_assert_cmpstr (aft_line_field_get_text (field), ==, "secret");
  scene_clear (&scene);
}

static void
test_words_are_private (void)
{
  Scene scene = { NULL };
  const AftWordsFieldKind kind = { .rows = 3 };
  GtkWidget *field = aft_words_field_new ();
  aft_words_field_set_kind (AFT_WORDS_FIELD (field), &kind);
  scene_show (&scene, field);
  GtkWidget *view = GTK_WIDGET (aft_words_field_get_accessible (AFT_WORDS_FIELD (field)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_assert_false (gtk_text_buffer_get_enable_undo (buffer));
  assert_private_hints (gtk_text_view_get_input_hints (GTK_TEXT_VIEW (view)));
  gtk_text_buffer_insert_at_cursor (buffer, "too salty", -1);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  assert_no_menu (view);
  scene_clear (&scene);
}

static void
test_words_length (void)
{
  Scene scene = { NULL };
  const AftWordsFieldKind kind = { .rows = 3, .maximum_units = 4 };
  GtkWidget *widget = aft_words_field_new ();
  AftWordsField *field = AFT_WORDS_FIELD (widget);
  aft_words_field_set_kind (field, &kind);
  scene_show (&scene, widget);
  aft_words_field_set_text (field, "ab\U0001F35C麻");
  g_autoptr (AftSecretText) text = aft_words_field_dup_text (field);
  g_assert_cmpstr (text, ==, "ab\U0001F35C");
  scene_clear (&scene);
}

static gboolean
has_hyphens (const GtkTextIter *place)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (place);

  for (GSList *at = tags; at != NULL; at = at->next)
    {
      gboolean is_set, inserts;
      g_object_get (at->data, "insert-hyphens-set", &is_set, "insert-hyphens", &inserts, NULL);
      if (is_set && !inserts)
        return FALSE;
    }
  return TRUE;
}

static void
test_words_break_without_hyphens (void)
{
  const AftWordsFieldKind kind = { .rows = 2, .maximum_units = 40 };
  GtkWidget *widget = g_object_ref_sink (aft_words_field_new ());
  AftWordsField *field = AFT_WORDS_FIELD (widget);
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (aft_words_field_get_accessible (field)));
  GtkTextIter place;

  aft_words_field_set_kind (field, &kind);
  aft_words_field_set_text (field, "nobody");
  gtk_text_buffer_get_start_iter (buffer, &place);
  gtk_text_buffer_insert (buffer, &place, "麻辣", -1);
  gtk_text_buffer_get_end_iter (buffer, &place);
  gtk_text_buffer_insert (buffer, &place, "caredaboutusforhalfanhourormoreinhere", -1);
  gtk_text_buffer_get_start_iter (buffer, &place);
  do
    g_assert_false (has_hyphens (&place));
  while (gtk_text_iter_forward_char (&place) && !gtk_text_iter_is_end (&place));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 40);
  g_object_unref (widget);
}

/* The buffers outlive their fields here, and must be empty by then. */
static void
test_dispose_empties (void)
{
  Scene scene = { NULL };
  AftLineField *line = show_line_field (&scene, "email");
  g_autoptr (GtkEntryBuffer) buffer
      = g_object_ref (gtk_entry_get_buffer (GTK_ENTRY (aft_line_field_get_accessible (line))));
  scene_type (GTK_WIDGET (line), "a@b.cn");
  scene_clear (&scene);
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, 0);

  GtkWidget *words = aft_words_field_new ();
  scene_show (&scene, words);
  GtkTextView *view = GTK_TEXT_VIEW (aft_words_field_get_accessible (AFT_WORDS_FIELD (words)));
  g_autoptr (GtkTextBuffer) lines = g_object_ref (gtk_text_view_get_buffer (view));
  gtk_text_buffer_set_text (lines, "too salty", -1);
  scene_clear (&scene);
  g_assert_cmpint (gtk_text_buffer_get_char_count (lines), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/fields/length-counts-utf16-units", test_length_in_units);
  g_test_add_func ("/question/fields/half-an-emoji-does-not-enter", test_half_emoji_does_not_enter);
  g_test_add_func ("/question/fields/full-width-digits-become-narrow", test_folding);
  g_test_add_func ("/question/fields/telephone-numbers-are-covered", test_covering);
  g_test_add_func ("/question/fields/names-are-not-covered", test_names_are_not_covered);
  g_test_add_func ("/question/fields/a-line-is-private", test_line_is_private);
  g_test_add_func ("/question/fields/words-are-private", test_words_are_private);
  g_test_add_func ("/question/fields/words-obey-their-length", test_words_length);
  g_test_add_func ("/question/fields/words-break-without-hyphens",
                   test_words_break_without_hyphens);
  g_test_add_func ("/question/fields/dispose-leaves-empty-buffers", test_dispose_empties);
  return g_test_run ();
}
