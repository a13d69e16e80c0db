/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions against JavaScript: regexes.jsonl (written by make-regexes.mjs) says for
 * every pattern whether it is accepted and in which of the texts it is found. Then limits and
 * hostile input. A file named on the command line is run instead of the stored one. */
#include "aft-error.h"
#include "aft-json.h"
#include "aft-regex.h"

#include <string.h>

#define MOST_SHOWN      40
#define LONGEST_SECONDS 5.0

static gboolean
list_holds (const AftValue *list, const char *text)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    if (strcmp (aft_value_get_string (aft_value_get_item (list, i)), text) == 0)
      return TRUE;
  return FALSE;
}

/* Number of differences between @regex and JavaScript. */
static guint
compare_texts (const AftRegex *regex, const AftValue *line, const AftValue *texts)
{
  const AftValue *found = aft_value_get_member (line, "found");
  guint differences = 0;

  for (gsize i = 0; i < aft_value_get_length (texts); i++)
    {
      const char *text = aft_value_get_string (aft_value_get_item (texts, i));
      gboolean is_expected = list_holds (found, text);

      if (aft_regex_search (regex, text) == is_expected)
        continue;
      if (differences++ == 0)
        g_test_message ("%s in “%s”: JavaScript says %d",
                        aft_value_get_member_string (line, "pattern", NULL), text, is_expected);
    }
  return differences;
}

static guint
compare_line (const AftValue *line, const AftValue *texts)
{
  const char *pattern = aft_value_get_member_string (line, "pattern", NULL);
  gboolean is_accepted = aft_value_get_member_boolean (line, "ok", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRegex) regex
      = aft_regex_new (pattern, aft_value_get_member_boolean (line, "ignoreCase", FALSE), &error);

  g_assert_true ((regex == NULL) == (error != NULL));
  if (regex == NULL)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  if ((regex != NULL) != is_accepted)
    {
      g_test_message ("%s: expected %d, %s", pattern, is_accepted,
                      error != NULL ? error->message : "accepted");
      return 1;
    }
  return regex != NULL ? compare_texts (regex, line, texts) : 0;
}

static void
test_agrees_with_javascript (gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (AftValue) head = NULL;
  guint differences = 0;

  g_file_get_contents (data, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  head = aft_json_parse (lines[0], strlen (lines[0]), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0' && differences < MOST_SHOWN; i++)
    {
      g_autoptr (AftValue) line
          = aft_json_parse (lines[i], strlen (lines[i]), &aft_json_limits_survey, &error);
      g_assert_no_error (error);
      differences += compare_line (line, aft_value_get_member (head, "texts"));
    }
  g_assert_cmpuint (differences, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
}

static void
assert_invalid (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRegex) regex = aft_regex_new (pattern, FALSE, &error);

  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (regex);
}

static char *
repeat (const char *text, guint count)
{
  GString *repeated = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (repeated, text);
  return g_string_free (repeated, FALSE);
}

static void
test_oversized_patterns_are_invalid (void)
{
  static const char *const pieces[] = { "(", "(?:a", "((a{9999}){9999}){9999}", "[", "(?=", "好" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *pattern = repeat (pieces[i], 5000);
      assert_invalid (pattern);
    }
  g_autofree char *opening = repeat ("(", 150);
  g_autofree char *closing = repeat (")", 150);
  g_autofree char *nested = g_strconcat (opening, "a", closing, NULL);
  assert_invalid (nested);
  assert_invalid ("(((a{999}){999}){999}){999}");
  assert_invalid ("\xff");
}

static void
test_catastrophic_patterns_end (void)
{
  static const char *const patterns[]
      = { "^(a+)+$",       "^(a|aa)+$", "(a*)*c",        "(.*)*x",
          "^(\\w+\\s?)*$", "(a|a?)+$c", "(?:a*)*\\1b()", "(x+x+)+y|(a+a+)+y" };
  g_autofree char *many = repeat ("a", 5000);
  g_autofree char *text = g_strconcat (many, "!", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftRegex) regex = aft_regex_new (patterns[i], FALSE, &error);
      g_assert_no_error (error);
      g_test_timer_start ();
      g_assert_false (aft_regex_search (regex, text));
      g_assert_cmpfloat (g_test_timer_elapsed (), <, LONGEST_SECONDS);
    }
}

static void
test_message_names_the_fault (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRegex) regex = aft_regex_new ("a++", FALSE, &error);

  g_assert_null (regex);
  g_assert_cmpstr (error->message, ==, "regular expression: the pattern has nothing to repeat");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *stored
      = g_test_build_filename (G_TEST_DIST, "survey", "expression", "regexes.jsonl", NULL);

  g_test_add_data_func ("/survey/expression/regex/agrees-with-javascript",
                        argc > 1 ? argv[1] : stored, test_agrees_with_javascript);
  g_test_add_func ("/survey/expression/regex/oversized-patterns-are-invalid",
                   test_oversized_patterns_are_invalid);
  g_test_add_func ("/survey/expression/regex/catastrophic-patterns-end",
                   test_catastrophic_patterns_end);
  g_test_add_func ("/survey/expression/regex/message-names-the-fault",
                   test_message_names_the_fault);
  return g_test_run ();
}
