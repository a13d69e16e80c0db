/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers as cells: where the parts of a stored text are, whatever is in it, and which column each
 * belongs to. */
#include <string.h>

#include "aft-answer-plan.h"
#include "aft-error.h"
#include "aft-sink.h"

/* -- spans -------------------------------------------------------------------------------------
 */

static gboolean
on_span (const AftSpan *name, const AftSpan *value, gpointer user_data, GError **error)
{
  GString *said = user_data;
  g_autofree char *meant = aft_span_dup_text (value);
  g_autofree char *meant_name = name != NULL ? aft_span_dup_text (name) : NULL;
  if (g_str_equal (meant, "enough"))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_FULL, "enough");
      return FALSE;
    }
  g_string_append_printf (said, "%s%s%d %s|", name != NULL ? meant_name : "",
                          name != NULL ? " " : "", value->type, meant);
  return TRUE;
}

/* Names and values with what they mean, "|" behind each; what went wrong. */
static char *
describe (const char *text)
{
  g_autoptr (GError) error = NULL;
  GString *said = g_string_new (NULL);
  /* Of exactly this size, so that a look beyond it is seen. */
  gsize length = strlen (text);
  g_autofree char *copy = g_memdup2 (text, length);
  if (aft_spans_each (copy, length, on_span, said, &error))
    g_assert_no_error (error);
  else
    g_string_append (said, g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL) ? "enough" : "!");
  if (g_str_has_suffix (said->str, "!"))
    g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  return g_string_free (said, FALSE);
}

static void
test_parts_are_found (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "{}", "" },
    { "[]", "" },
    { "{\"a\":1,\"b\":\"x\"}", "a 1 1|b 0 x|" },
    { "{\"a\":true,\"b\":false,\"c\":null,\"d\":-1.5e+30}",
      "a 2 true|b 3 false|c 4 null|d 1 -1.5e+30|" },
    { "{\"a\":[1,[2,\"]\"]],\"b\":{\"c\":\"}\"}}", "a 5 [1,[2,\"]\"]]|b 6 {\"c\":\"}\"}|" },
    { "[\"a\",\"\",\"\\\"\"]", "0 a|0 |0 \"|" },
    { "{\"a\\\"b\":\"\\\\\\n\\t\\u001f\\/\"}", "a\"b 0 \\\n\t\x1f/|" },
    { "{\"很\":\"好😀\"}", "很 0 好😀|" },
    { "[1,\"enough\",2]", "1 1|enough" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = describe (cases[i].text);
      g_assert_cmpstr (said, ==, cases[i].expected);
    }
}

static void
test_damage_is_told (void)
{
  static const char *const texts[]
      = { "",      "x",     "{",    "[",     "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\"1}",
          "[\"a]", "[\"\\", "[[1]", "{1:2}", "[nul]",  "[x]",     "{\"a\":}" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *said = describe (texts[i]);
      g_test_message ("%s", texts[i]);
      g_assert_true (g_str_has_suffix (said, "!"));
    }
}

/* Cut off anywhere it is damaged, and never read beyond its end. */
static void
test_wherever_it_is_cut_it_is_damaged (void)
{
  static const char whole[]
      = "{\"a\":[1,\"\\u0041\",{\"b\":\"}\\\"\"}],\"c\":\"x\\n\",\"d\":-12,\"e\":true}";
  for (gsize length = 0; length < sizeof whole - 1; length++)
    {
      g_autofree char *part = g_strndup (whole, length);
      g_autofree char *said = describe (part);
      g_assert_true (g_str_has_suffix (said, "!"));
    }
  g_autofree char *said = describe (whole);
  g_assert_false (g_str_has_suffix (said, "!"));
}

/* -- cells -------------------------------------------------------------------------------------
 */

#define QUESTIONS                                                                                    \
  "{\"pages\":[{\"elements\":["                                                                      \
  "{\"type\":\"rating\",\"name\":\"overall\",\"title\":{\"default\":\"How?\",\"zh-cn\":\"如何\"}," \
  "\"rateValues\":[{\"value\":1,\"text\":\"Bad\"},{\"value\":5,\"text\":{\"default\":\"Good\","      \
  "\"zh-cn\":\"好\"}}]},"                                                                           \
  "{\"type\":\"panel\",\"elements\":[{\"type\":\"checkbox\",\"name\":\"why\",\"choices\":["          \
  "\"food\",{\"value\":\"wait\",\"text\":\"The wait\"},\"old|Old "                                   \
  "way\",7],\"showOtherItem\":true}]},"                                                              \
  "{\"type\":\"boolean\",\"name\":\"again\",\"labelTrue\":\"Yes!\"},"                                \
  "{\"type\":\"text\",\"name\":\"people\",\"inputType\":\"number\"},"                                \
  "{\"type\":\"comment\",\"name\":\"words\"},"                                                       \
  "{\"type\":\"text\",\"name\":\"phone\",\"aftertaste\":{\"seal\":\"contact\"}},"                    \
  "{\"type\":\"html\",\"name\":\"nothing\"}]}],"                                                     \
  "\"calculatedValues\":[{\"name\":\"low\",\"includeIntoResult\":true},{\"name\":\"no\"}]}"

#define HEADING                                                                                    \
  "before,overall,why.food,why.wait,why.old,why.7,why.other,why-Comment,again,people,words"

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, (gssize) length);
  return TRUE;
}

/* The table that answers to surveys 1 (QUESTIONS) and 2 (@other, may be NULL) give. */
static char *
make_table (const AftAnswerPlanOptions *options, const char *other, const char *const *answers)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr (AftExportColumns) columns = aft_export_columns_new ();
  const AftColumn before = { .name = "before" };
  aft_export_columns_add (columns, &before);
  g_autoptr (AftAnswerPlan) plan = aft_answer_plan_new (columns, options);
  gboolean is_read = aft_answer_plan_add (plan, 1, QUESTIONS, &error)
                     && (other == NULL || aft_answer_plan_add (plan, 2, other, &error));
  g_assert_no_error (error);
  g_assert_true (is_read);
  aft_answer_plan_end (plan);
  AftSheetOptions sheet_options = { .format = AFT_SHEET_CSV, .leaves_bom = TRUE };
  sheet_options.columns = aft_export_columns_get (columns, &sheet_options.n_columns);
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, text);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&sheet_options, sink, &error);
  for (guint i = 0; answers[i] != NULL; i++)
    {
      gboolean is_put = aft_answer_plan_read (plan, 1, answers[i], strlen (answers[i]), &error);
      aft_answer_plan_put (plan, sheet);
      g_assert_true (is_put && aft_sheet_end_row (sheet, &error));
    }
  g_assert_true (aft_sheet_finish (sheet, &error) && aft_sink_finish (sink, &error));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
test_each_answer_has_its_cell (void)
{
  static const char *const answers[] = {
    "{\"again\":true,\"low\":2,\"overall\":5,\"people\":2.5,\"why\":[\"wait\",7],\"words\":\"a "
    "\\\"b\\\"\"}",
    "{}",
    "{\"again\":false,\"why\":[],\"why-Comment\":\"else\"}",
    NULL,
  };
  const AftAnswerPlanOptions options = { .language = AFT_LANGUAGE_EN, .has_columns = TRUE };
  g_autofree char *table = make_table (&options, NULL, answers);
  g_assert_cmpstr (table, ==,
                   HEADING ",low,more\r\n"
                           ",5,0,1,0,1,0,,1,2.5,\"a \"\"b\"\"\",2,\r\n"
                           ",,,,,,,,,,,,\r\n"
                           ",,0,0,0,0,0,else,0,,,,\r\n");
}

static void
test_nothing_is_lost (void)
{
  static const char *const answers[] = {
    "{\"overall\":\"x\"}",
    "{\"overall\":4.5,\"why\":[\"elves\",\"food\"]}",
    "{\"mars\":[1],\"overall\":12345678901234567890,\"people\":\"two\"}",
    "{\"overall\":null,\"why\":{\"a\":1}}",
    NULL,
  };
  const AftAnswerPlanOptions options = { .language = AFT_LANGUAGE_EN, .has_columns = TRUE };
  g_autofree char *table = make_table (&options, NULL, answers);
  g_assert_cmpstr (
      table, ==,
      HEADING
      ",low,more\r\n"
      ",,,,,,,,,,,,\"{\"\"overall\"\":\"\"x\"\"}\"\r\n"
      ",,1,0,0,0,0,,,,,,\"{\"\"overall\"\":4.5,\"\"why\"\":[\"\"elves\"\",\"\"food\"\"]}\"\r\n"
      ",,,,,,,,,,,,\"{\"\"mars\"\":[1],\"\"overall\"\":12345678901234567890,"
      "\"\"people\"\":\"\"two\"\"}\"\r\n"
      ",,,,,,,,,,,,\"{\"\"why\"\":{\"\"a\"\":1}}\"\r\n");
}

/* Another version makes a text of it, adds an option, and has a question of its own. */
static void
test_versions_share_columns (void)
{
  static const char other[]
      = "{\"elements\":[{\"type\":\"radiogroup\",\"name\":\"overall\",\"choices\":[\"good\"]},"
        "{\"type\":\"checkbox\",\"name\":\"why\",\"choices\":[\"food\",\"price\"]},"
        "{\"type\":\"text\",\"name\":\"new\"}]}";
  static const char *const answers[] = { "{\"overall\":5}", "{\"overall\":\"good\"}", NULL };
  const AftAnswerPlanOptions options = { .language = AFT_LANGUAGE_EN, .has_columns = TRUE };
  g_autofree char *table = make_table (&options, other, answers);
  g_assert_cmpstr (table, ==,
                   HEADING ",low,why.price,new,more\r\n"
                           ",5,,,,,,,,,,,,,\r\n"
                           ",good,,,,,,,,,,,,,\r\n");
}

static void
test_contact_needs_leave (void)
{
  static const char *const answers[] = { "{\"phone\":\"138\"}", NULL };
  AftAnswerPlanOptions options = { .language = AFT_LANGUAGE_EN, .has_columns = TRUE };
  g_autofree char *hidden = make_table (&options, NULL, answers);
  g_assert_null (strstr (hidden, "138"));
  g_assert_null (strstr (hidden, "phone"));
  options.has_contact = TRUE;
  g_autofree char *shown = make_table (&options, NULL, answers);
  g_assert_nonnull (strstr (shown, "phone"));
  g_assert_nonnull (strstr (shown, ",138,"));
}

static void
test_a_damaged_definition_is_told (void)
{
  g_autoptr (GError) error = NULL;
  const AftAnswerPlanOptions options = { .language = AFT_LANGUAGE_EN, .has_columns = TRUE };
  g_autoptr (AftExportColumns) columns = aft_export_columns_new ();
  g_autoptr (AftAnswerPlan) plan = aft_answer_plan_new (columns, &options);
  g_assert_false (aft_answer_plan_add (plan, 1, "{\"pages\":", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/spans/parts-are-found", test_parts_are_found);
  g_test_add_func ("/export/spans/damage-is-told", test_damage_is_told);
  g_test_add_func ("/export/spans/wherever-it-is-cut-it-is-damaged",
                   test_wherever_it_is_cut_it_is_damaged);
  g_test_add_func ("/export/answers/each-has-its-cell", test_each_answer_has_its_cell);
  g_test_add_func ("/export/answers/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/export/answers/versions-share-columns", test_versions_share_columns);
  g_test_add_func ("/export/answers/contact-needs-leave", test_contact_needs_leave);
  g_test_add_func ("/export/answers/a-damaged-definition-is-told",
                   test_a_damaged_definition_is_told);
  return g_test_run ();
}
