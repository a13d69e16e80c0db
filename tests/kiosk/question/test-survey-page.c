/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey page as a guest uses it: pages that turn, buttons that say what they do, what is
 * wrong, and that nothing stays behind. The kinds of questions are in test-answers.c. */
#include "aft-survey-page.h"

#include "question-support.h"

#define FACES                                                                                      \
  "{\"type\":\"rating\",\"name\":\"meal\",\"title\":\"How was it?\",\"rateType\":\"smileys\","     \
  "\"rateValues\":[{\"value\":1,\"text\":\"Bad\"},{\"value\":2,\"text\":\"Fine\"}]"

static const char two_pages[]
    = "{\"autoAdvanceEnabled\":true,\"pages\":[{\"name\":\"a\",\"elements\":[" FACES
      ",\"isRequired\":true}]},{\"name\":\"b\",\"elements\":[{\"type\":\"comment\",\"name\":"
      "\"words\",\"title\":\"Words?\"}]},{\"name\":\"c\",\"elements\":[{\"type\":\"text\",\"name\":"
      "\"who\",\"title\":\"Who?\"}]}]}";

static void
test_tap_moves_on (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  scene_tap (&scene, "Fine");
  scene_assert_data (&scene, "{\"meal\":2}");
  g_assert_true (gtk_widget_has_css_class (find_button (scene.window, "Fine"), "pressed"));
  g_assert_nonnull (find_label (scene.window, "How was it?\u202F*"));
  scene_wait_for (&scene, "Words?");
  g_assert_null (find_label (scene.window, "How was it?\u202F*"));
  scene_clear (&scene);
}

static void
test_double_tap (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  scene_tap (&scene, "Fine");
  scene_tap (&scene, "Fine");
  scene_assert_data (&scene, "{\"meal\":2}");
  scene_wait_for (&scene, "Words?");
  scene_clear (&scene);
}

static gboolean
is_not_pressed (gpointer button)
{
  return !gtk_widget_has_css_class (button, "pressed");
}

static void
test_later_tap_clears (void)
{
  Scene scene = { NULL };
  scene_open (&scene, "{\"elements\":[" FACES "}]}", FALSE);
  scene_tap (&scene, "Fine");
  scene_wait (is_not_pressed, find_button (scene.window, "Fine"));
  scene_assert_data (&scene, "{\"meal\":2}");
  scene_tap (&scene, "Fine");
  scene_assert_data (&scene, "{}");
  scene_clear (&scene);
}

static void
test_other_tap_calls_off (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  scene_tap (&scene, "Fine");
  scene_tap (&scene, "Bad");
  scene_assert_data (&scene, "{\"meal\":1}");
  scene_wait_for (&scene, "Words?");
  scene_clear (&scene);
}

static void
test_buttons_say (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  g_assert_nonnull (find_button (scene.window, "Next"));
  g_assert_null (find_button (scene.window, "Back"));
  scene_tap (&scene, "Fine");
  scene_wait_for (&scene, "Words?");
  g_assert_nonnull (find_button (scene.window, "Back"));
  g_assert_nonnull (find_button (scene.window, "Skip"));
  scene_type (scene.window, "hot");
  g_assert_nonnull (find_button (scene.window, "Next"));
  g_assert_null (find_button (scene.window, "Skip"));
  scene_tap (&scene, "Next");
  g_assert_nonnull (find_button (scene.window, "Done"));
  scene_tap (&scene, "Back");
  g_assert_nonnull (find_label (scene.window, "Words?"));
  scene_clear (&scene);
}

static void
test_errors (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  scene_tap (&scene, "Next");
  g_assert_nonnull (find_label (scene.window, "Please answer this question."));
  gtk_test_accessible_assert_state (
      GTK_ACCESSIBLE (gtk_widget_get_parent (find_button (scene.window, "Fine"))),
      GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  scene_tap (&scene, "Fine");
  g_assert_null (find_label (scene.window, "Please answer this question."));
  scene_clear (&scene);
}

static void
test_leaving (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, TRUE);
  scene_tap (&scene, "Back");
  g_assert_cmpuint (scene.left, ==, 1);
  g_assert_cmpuint (scene.acted, ==, 1);
  scene_clear (&scene);
}

static void
test_completed (void)
{
  Scene scene = { NULL };
  scene_open (&scene, "{\"elements\":[{\"type\":\"text\",\"name\":\"who\",\"title\":\"Who?\"}]}",
              FALSE);
  scene_type (scene.window, "Wang");
  scene_tap (&scene, "Done");
  g_assert_cmpuint (scene.completed, ==, 1);
  g_assert_nonnull (find_label (scene.window, "Who?"));
  scene_tap (&scene, "Done");
  g_assert_cmpuint (scene.completed, ==, 1);
  scene_assert_data (&scene, "{\"who\":\"Wang\"}");
  scene_clear (&scene);
}

static const char three_on_a_page[] = "{\"elements\":[{\"type\":\"text\",\"name\":\"first\","
                                      "\"title\":\"First\"},{\"type\":\"text\","
                                      "\"name\":\"second\",\"title\":\"Second\",\"visibleIf\":\"{"
                                      "first} = 'ab'\"},{\"type\":\"text\","
                                      "\"name\":\"third\",\"title\":\"Third {first}\"}]}";

static void
test_typing_keeps_widgets (void)
{
  Scene scene = { NULL };
  scene_open (&scene, three_on_a_page, FALSE);
  GtkWidget *entry = find_type (scene.window, GTK_TYPE_TEXT);
  scene_type (scene.window, "b");
  gtk_editable_set_position (GTK_EDITABLE (entry), 0);
  scene_type (scene.window, "a");
  g_assert_true (find_type (scene.window, GTK_TYPE_TEXT) == entry);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 1);
  scene_assert_data (&scene, "{\"first\":\"ab\"}");
  g_assert_nonnull (find_label (scene.window, "Second"));
  g_assert_nonnull (find_label (scene.window, "Third ab"));
  scene_type (scene.window, "c");
  g_assert_null (find_label (scene.window, "Second"));
  scene_clear (&scene);
}

static void
test_typing_does_not_move_on (void)
{
  Scene scene = { NULL };
  scene_open (&scene,
              "{\"autoAdvanceEnabled\":true,\"pages\":[{\"name\":\"a\",\"elements\":[{\"type\":"
              "\"text\",\"name\":\"who\",\"title\":\"Who?\"}]},{\"name\":\"b\",\"elements\":[{"
              "\"type\":\"text\",\"name\":\"why\",\"title\":\"Why?\"}]}]}",
              FALSE);
  scene_type (scene.window, "W");
  g_assert_false (aft_session_is_complete (scene.session));
  g_assert_nonnull (find_label (scene.window, "Who?"));
  g_signal_emit_by_name (find_type (scene.window, GTK_TYPE_ENTRY), "activate");
  g_assert_nonnull (find_label (scene.window, "Why?"));
  scene_clear (&scene);
}

static void
test_language (void)
{
  Scene scene = { NULL };
  scene_open (&scene,
              "{\"elements\":[{\"type\":\"text\",\"name\":\"who\",\"title\":{\"default\":\"Who?\","
              "\"zh-cn\":\"您是？\"}}]}",
              FALSE);
  scene_type (scene.window, "Wang");
  g_assert_true (aft_session_set_locale (scene.session, "zh-cn"));
  aft_survey_page_refresh (AFT_SURVEY_PAGE (scene.shown));
  g_assert_nonnull (find_label (scene.window, "您是？"));
  GtkWidget *entry = find_type (scene.window, GTK_TYPE_TEXT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Wang");
  scene_clear (&scene);
}

static void
test_read_back (void)
{
  Scene scene = { NULL };
  scene_open (
      &scene,
      "{\"pages\":[{\"name\":\"a\",\"elements\":[{\"type\":\"comment\",\"name\":\"words\"}]},{"
      "\"name\":\"b\",\"elements\":[{\"type\":\"html\",\"name\":\"r\",\"html\":\"You said "
      "<b>{words}</b>\",\"aftertaste\":{\"readBack\":true}}]}]}",
      FALSE);
  scene_type (scene.window, "<i>cold & late</i>");
  scene_tap (&scene, "Next");
  g_assert_nonnull (find_label (scene.window, "You said <i>cold & late</i>"));
  g_assert_nonnull (find_button (scene.window, "Yes, that's right"));
  scene_tap (&scene, "Change it");
  g_assert_nonnull (find_type (scene.window, GTK_TYPE_TEXT_VIEW));
  scene_clear (&scene);
}

static void
test_typing_is_known (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  g_assert_false (aft_survey_page_is_typing (AFT_SURVEY_PAGE (scene.shown)));
  scene_tap (&scene, "Fine");
  scene_wait_for (&scene, "Words?");
  g_assert_true (aft_survey_page_is_typing (AFT_SURVEY_PAGE (scene.shown)));
  scene_clear (&scene);
}

/* The text view of the old page is gone the moment the next page is there. */
static void
test_pages_leave_nothing (void)
{
  Scene scene = { NULL };
  scene_open (&scene, two_pages, FALSE);
  scene_tap (&scene, "Fine");
  scene_wait_for (&scene, "Words?");
  scene_type (scene.window, "secret");
  GtkWidget *view = find_type (scene.window, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  g_object_add_weak_pointer (G_OBJECT (buffer), (gpointer *) &buffer);
  scene_tap (&scene, "Next");
  g_assert_nonnull (find_label (scene.window, "Who?"));
  g_assert_null (view);
  g_assert_null (buffer);
  scene_clear (&scene);
}

static gboolean
has_focus_on_entry (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  return focus && GTK_IS_TEXT (focus);
}

static gboolean
has_size (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

static void
test_focus (void)
{
  Scene scene = { NULL };
  scene_open (&scene, three_on_a_page, FALSE);
  scene_wait (has_focus_on_entry, scene.window);
  scene_clear (&scene);
  scene_open (&scene, two_pages, FALSE);
  scene_wait (has_size, find_button (scene.window, "Next"));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (scene.window));
  g_assert_true (focus == find_button (scene.window, "Bad"));
  g_assert_true (gtk_widget_child_focus (scene.shown, GTK_DIR_RIGHT));
  focus = gtk_window_get_focus (GTK_WINDOW (scene.window));
  g_assert_true (focus == find_button (scene.window, "Fine"));
  g_assert_true (gtk_widget_child_focus (scene.shown, GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (GTK_WINDOW (scene.window));
  g_assert_true (focus == find_button (scene.window, "Next"));
  scene_clear (&scene);
}

static gboolean
is_scrolled (gpointer scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  return gtk_adjustment_get_value (adjustment) > 0;
}

static void
test_errors_come_into_view (void)
{
  Scene scene = { NULL };
  g_autoptr (GString) json = g_string_new ("{\"elements\":[");
  for (int i = 0; i < 20; i++)
    g_string_append_printf (json, "{\"type\":\"boolean\",\"name\":\"q%d\"},", i);
  g_string_append (json, "{\"type\":\"boolean\",\"name\":\"last\",\"isRequired\":true}]}");
  scene_open (&scene, json->str, FALSE);
  GtkWidget *scroller = find_type (scene.window, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_false (is_scrolled (scroller));
  scene_tap (&scene, "Done");
  scene_wait (is_scrolled, scroller);
  scene_clear (&scene);
}

static gboolean
has_focus_on_words (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  return focus && GTK_IS_TEXT_VIEW (focus);
}

static void
test_other_takes_the_focus (void)
{
  Scene scene = { NULL };
  scene_open (&scene,
              "{\"elements\":[{\"type\":\"checkbox\",\"name\":\"q\",\"choices\":[\"A\"],"
              "\"showOtherItem\":true}]}",
              FALSE);
  scene_tap (&scene, "Something else");
  scene_wait (has_focus_on_words, scene.window);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/page/tap-moves-on-after-a-moment", test_tap_moves_on);
  g_test_add_func ("/question/page/double-tap-is-one-tap", test_double_tap);
  g_test_add_func ("/question/page/later-tap-clears", test_later_tap_clears);
  g_test_add_func ("/question/page/another-tap-corrects", test_other_tap_calls_off);
  g_test_add_func ("/question/page/buttons-say-what-they-do", test_buttons_say);
  g_test_add_func ("/question/page/errors-stand-until-answered", test_errors);
  g_test_add_func ("/question/page/back-on-the-first-leaves", test_leaving);
  g_test_add_func ("/question/page/completed-stays-and-takes-no-more", test_completed);
  g_test_add_func ("/question/page/typing-keeps-field-and-cursor", test_typing_keeps_widgets);
  g_test_add_func ("/question/page/typing-does-not-move-on", test_typing_does_not_move_on);
  g_test_add_func ("/question/page/language-keeps-answers", test_language);
  g_test_add_func ("/question/page/read-back-is-literal", test_read_back);
  g_test_add_func ("/question/page/typing-is-known", test_typing_is_known);
  g_test_add_func ("/question/page/turned-pages-leave-nothing", test_pages_leave_nothing);
  g_test_add_func ("/question/page/errors-come-into-view", test_errors_come_into_view);
  g_test_add_func ("/question/page/other-takes-the-focus", test_other_takes_the_focus);
  g_test_add_func ("/question/page/focus-goes-to-the-question", test_focus);
  return g_test_run ();
}
