/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each kind of question acts on its session, and shows what the session says. */
#include "aft-choice-button.h"
#include "question-support.h"

static void
open_one (Scene *scene, const char *element)
{
  g_autofree char *json
      = g_strdup_printf ("{\"elements\":[{\"name\":\"q\",\"title\":\"Q?\",%s}]}", element);
  scene_open (scene, json, FALSE);
}

static gboolean
is_chosen (Scene *scene, const char *text)
{
  return aft_choice_button_is_chosen (AFT_CHOICE_BUTTON (find_button (scene->window, text)));
}

static void
assert_role (GtkWidget *widget, GtkAccessibleRole role)
{
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (widget), role));
}

static void
test_smileys (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"rating\",\"rateType\":\"smileys\"");
  g_assert_nonnull (find_button (scene.window, "Very good"));
  assert_role (find_button (scene.window, "Not good"), GTK_ACCESSIBLE_ROLE_RADIO);
  scene_tap (&scene, "Very good");
  scene_assert_data (&scene, "{\"q\":5}");
  g_assert_true (is_chosen (&scene, "Very good"));
  scene_tap (&scene, "Not good");
  scene_assert_data (&scene, "{\"q\":1}");
  g_assert_false (is_chosen (&scene, "Very good"));
  scene_clear (&scene);
}

static void
test_scale (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"rating\",\"rateMin\":0,\"rateMax\":10,\"minRateDescription\":\"Not "
                    "at all\",\"maxRateDescription\":\"Certainly\"");
  g_assert_nonnull (find_label (scene.window, "Not at all"));
  g_assert_nonnull (find_label (scene.window, "Certainly"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_button (scene.window, "10")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Certainly");
  scene_tap (&scene, "0");
  scene_assert_data (&scene, "{\"q\":0}");
  scene_tap (&scene, "10");
  scene_assert_data (&scene, "{\"q\":10}");
  scene_clear (&scene);
}

static void
test_stars (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"rating\",\"rateType\":\"stars\"");
  scene_tap (&scene, "3 of 5 stars");
  scene_assert_data (&scene, "{\"q\":3}");
  g_assert_true (gtk_widget_has_css_class (find_button (scene.window, "1 of 5 stars"), "lit"));
  g_assert_true (gtk_widget_has_css_class (find_button (scene.window, "3 of 5 stars"), "lit"));
  g_assert_false (gtk_widget_has_css_class (find_button (scene.window, "4 of 5 stars"), "lit"));
  scene_clear (&scene);
}

static void
test_radiogroup (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"radiogroup\",\"choices\":[\"Noodles\",\"Rice\"],\"showOtherItem\":"
                    "true");
  scene_tap (&scene, "Rice");
  scene_assert_data (&scene, "{\"q\":\"Rice\"}");
  g_assert_null (find_type (scene.window, GTK_TYPE_TEXT_VIEW));
  scene_tap (&scene, "Something else");
  scene_type (scene.window, "Dumplings");
  scene_assert_data (&scene, "{\"q\":\"other\",\"q-Comment\":\"Dumplings\"}");
  scene_tap (&scene, "Noodles");
  scene_assert_data (&scene, "{\"q\":\"Noodles\"}");
  g_assert_null (find_type (scene.window, GTK_TYPE_TEXT_VIEW));
  scene_clear (&scene);
}

static void
test_checkbox (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"checkbox\",\"choices\":[\"A\",\"B\",\"C\"],\"showNoneItem\":true,"
                    "\"maxSelectedChoices\":2");
  assert_role (find_button (scene.window, "A"), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  scene_tap (&scene, "C");
  scene_tap (&scene, "A");
  scene_assert_data (&scene, "{\"q\":[\"C\",\"A\"]}");
  g_assert_false (gtk_widget_is_sensitive (find_button (scene.window, "B")));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_button (scene.window, "A")),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  scene_tap (&scene, "None of these");
  scene_assert_data (&scene, "{\"q\":[\"none\"]}");
  scene_tap (&scene, "B");
  scene_assert_data (&scene, "{\"q\":[\"B\"]}");
  scene_clear (&scene);
}

static void
test_dropdown (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"dropdown\",\"choicesMin\":1,\"choicesMax\":20");
  g_assert_null (find_button (scene.window, "4"));
  scene_tap (&scene, "Please choose");
  g_assert_nonnull (find_button (scene.window, "20"));
  scene_tap (&scene, "4");
  scene_assert_data (&scene, "{\"q\":4}");
  g_assert_null (find_button (scene.window, "20"));
  scene_tap (&scene, "4");
  g_assert_nonnull (find_button (scene.window, "20"));
  scene_clear (&scene);
}

static void
test_boolean (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"boolean\"");
  scene_tap (&scene, "No");
  scene_assert_data (&scene, "{\"q\":false}");
  scene_tap (&scene, "Yes");
  scene_assert_data (&scene, "{\"q\":true}");
  scene_clear (&scene);
}

static void
test_text (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"text\",\"maxLength\":4");
  scene_type (scene.window, "abcdef");
  scene_assert_data (&scene, "{\"q\":\"abcd\"}");
  gtk_editable_set_text (GTK_EDITABLE (find_type (scene.window, GTK_TYPE_TEXT)), "");
  scene_assert_data (&scene, "{}");
  scene_clear (&scene);
}

/* "1," is no number yet: the field keeps it while the answer is still missing. */
static void
test_number (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"text\",\"inputType\":\"number\"");
  GtkEditable *entry = GTK_EDITABLE (find_type (scene.window, GTK_TYPE_TEXT));
  scene_type (scene.window, "-");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "-");
  scene_type (scene.window, "1");
  scene_assert_data (&scene, "{\"q\":-1}");
  scene_type (scene.window, ".5");
  scene_assert_data (&scene, "{\"q\":-1.5}");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "-1.5");
  scene_clear (&scene);
}

static void
test_email (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"text\",\"inputType\":\"email\"");
  scene_type (scene.window, "nobody");
  scene_tap (&scene, "Done");
  g_assert_nonnull (find_label (scene.window, "Could you check this e-mail address?"));
  scene_type (scene.window, "@example.org");
  g_assert_null (find_label (scene.window, "Could you check this e-mail address?"));
  scene_clear (&scene);
}

static void
test_date (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"text\",\"inputType\":\"date\"");
  GtkEditable *entry = GTK_EDITABLE (find_type (scene.window, GTK_TYPE_TEXT));
  scene_type (scene.window, "2024年2月29日");
  scene_assert_data (&scene, "{\"q\":\"2024-02-29\"}");
  scene_tap (&scene, "One year later");
  scene_assert_data (&scene, "{\"q\":\"2025-02-28\"}");
  scene_tap (&scene, "One day later");
  scene_assert_data (&scene, "{\"q\":\"2025-03-01\"}");
  scene_tap (&scene, "One month earlier");
  scene_assert_data (&scene, "{\"q\":\"2025-02-01\"}");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "2025-02-01");
  scene_clear (&scene);
}

static void
test_first_day (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"text\",\"inputType\":\"date\"");
  scene_type (scene.window, "0001-01-01");
  scene_tap (&scene, "One day earlier");
  scene_assert_data (&scene, "{\"q\":\"0001-01-01\"}");
  scene_tap (&scene, "One year earlier");
  scene_assert_data (&scene, "{\"q\":\"0001-01-01\"}");
  scene_clear (&scene);
}

static void
test_comment (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"comment\",\"maxLength\":10");
  scene_type (scene.window, "汤太咸\n等太久");
  scene_assert_data (&scene, "{\"q\":\"汤太咸\\n等太久\"}");
  scene_type (scene.window, "，还有很多");
  scene_assert_data (&scene, "{\"q\":\"汤太咸\\n等太久，还有\"}");
  scene_clear (&scene);
}

static void
test_comment_area (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"rating\",\"showCommentArea\":true,\"commentText\":\"Tell us why\"");
  g_assert_nonnull (find_label (scene.window, "Tell us why"));
  scene_type (scene.window, "late");
  scene_tap (&scene, "2");
  scene_assert_data (&scene, "{\"q-Comment\":\"late\",\"q\":2}");
  scene_clear (&scene);
}

static void
test_panel (void)
{
  Scene scene = { NULL };
  scene_open (&scene,
              "{\"pages\":[{\"name\":\"p\",\"title\":\"Page\",\"elements\":[{\"type\":\"panel\","
              "\"name\":\"x\",\"title\":\"Panel\",\"elements\":[{\"type\":\"boolean\",\"name\":"
              "\"q\",\"title\":\"Q?\",\"description\":\"Because\"}]}]}]}",
              FALSE);
  g_assert_nonnull (find_label (scene.window, "Page"));
  g_assert_nonnull (find_label (scene.window, "Panel"));
  g_assert_nonnull (find_label (scene.window, "Because"));
  scene_clear (&scene);
}

static void
test_read_only (void)
{
  Scene scene = { NULL };
  open_one (&scene, "\"type\":\"boolean\",\"readOnly\":true,\"defaultValue\":true");
  scene_tap (&scene, "No");
  scene_assert_data (&scene, "{\"q\":true}");
  g_assert_true (is_chosen (&scene, "Yes"));
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/answers/smileys", test_smileys);
  g_test_add_func ("/question/answers/scale", test_scale);
  g_test_add_func ("/question/answers/stars-fill-up-to-the-chosen", test_stars);
  g_test_add_func ("/question/answers/radiogroup-with-other", test_radiogroup);
  g_test_add_func ("/question/answers/checkbox-with-none-and-maximum", test_checkbox);
  g_test_add_func ("/question/answers/dropdown-opens-and-closes", test_dropdown);
  g_test_add_func ("/question/answers/boolean", test_boolean);
  g_test_add_func ("/question/answers/text-obeys-its-length", test_text);
  g_test_add_func ("/question/answers/number-is-not-rewritten", test_number);
  g_test_add_func ("/question/answers/email-is-checked-again-as-typed", test_email);
  g_test_add_func ("/question/answers/date-typed-and-stepped", test_date);
  g_test_add_func ("/question/answers/no-day-before-the-first", test_first_day);
  g_test_add_func ("/question/answers/comment-obeys-its-length", test_comment);
  g_test_add_func ("/question/answers/comment-area", test_comment_area);
  g_test_add_func ("/question/answers/panel-and-page-have-titles", test_panel);
  g_test_add_func ("/question/answers/read-only-does-not-act", test_read_only);
  return g_test_run ();
}
