/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and languages of a definition under check, and the tables of the subset. */

#include "aft-check-private.h"
#include "aft-play.h"

static AftChecker *
new_checker (const char *survey)
{
  AftChecker *checker = g_new0 (AftChecker, 1);
  checker->definition = aft_play_parse (survey);
  checker->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  checker->locales = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  aft_checker_gather (checker);
  return checker;
}

static void
free_checker (AftChecker *checker)
{
  aft_value_unref ((AftValue *) checker->definition);
  g_hash_table_unref (checker->names);
  g_hash_table_unref (checker->locales);
  g_free (checker);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftChecker, free_checker)

#define SURVEY                                                                                     \
  "{'title':{'default':'T','zh-cn':'题'},'calculatedValues':[{'name':'Sum','expression':'1'}],"   \
  "'pages':[{'name':'p','elements':[{'type':'text','name':'a'},{'type':'panel','name':'n',"        \
  "'elements':[{'type':'text','name':'In.side','title':{'en':'I','fr':'D'}}]}]}]}"

static void
test_known (void)
{
  g_autoptr (AftChecker) checker = new_checker (SURVEY);
  static const char *const known[]
      = { "a",     "A",     "sum",        "SUM",       "in.side",   "a.length", "a[0]",  "a[0].x",
          "venue", "table", "guest.name", "Guest.any", "a-Comment", "guest",    "pageno" };
  static const char *const unknown[]
      = { "b", "n", "p", "in", "side", "ab", "", "guestname", "b-Comment", ".a" };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_test_message ("%s", known[i]);
      g_assert_true (aft_checker_knows_name (checker, known[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_test_message ("%s", unknown[i]);
      g_assert_false (aft_checker_knows_name (checker, unknown[i]));
    }
}

static void
test_languages (void)
{
  g_autoptr (AftChecker) checker = new_checker (SURVEY);
  g_assert_true (g_hash_table_contains (checker->locales, "zh-cn"));
  g_assert_true (g_hash_table_contains (checker->locales, "fr"));
  g_assert_cmpuint (g_hash_table_size (checker->locales), ==, 2);
}

/* An object that is no text, like the house's keys, is in no language. */
static void
test_no_languages (void)
{
  g_autoptr (AftChecker) checker = new_checker (
      "{'aftertaste':{'metric':'csat'},'elements':[{'type':'text','name':'a','validators':["
      "{'type':'text','minLength':1}]}]}");
  g_assert_cmpuint (g_hash_table_size (checker->locales), ==, 0);
}

static void
test_groups (void)
{
  g_assert_true (aft_checker_is_group ("guest"));
  g_assert_true (aft_checker_is_group ("CASE"));
  g_assert_true (aft_checker_is_group ("text"));
  g_assert_false (aft_checker_is_group ("guest.name"));
  g_assert_false (aft_checker_is_group ("venue"));
}

static void
test_properties (void)
{
  const AftProperty *title = aft_property_find (1 << AFT_QUESTION_TEXT, "title");
  const AftProperty *other = aft_property_find (1 << AFT_QUESTION_CHECKBOX, "hasOther");
  g_assert_cmpint (title->kind, ==, AFT_PROPERTY_TEXT);
  g_assert_cmpstr (other->name, ==, "showOtherItem");
  g_assert_null (aft_property_find (1 << AFT_QUESTION_TEXT, "rateMax"));
  g_assert_null (aft_property_find (AFT_SCOPE_SURVEY, "choices"));
  g_assert_true (aft_property_is_known (AFT_SCOPE_QUESTIONS, "rateMax"));
  g_assert_false (aft_property_is_known (AFT_SCOPE_QUESTIONS, "colour"));
}

/* maxLength of a validator and of a text are two things. */
static void
test_scopes (void)
{
  g_assert_nonnull (aft_property_find (AFT_SCOPE_VALIDATOR, "minLength"));
  g_assert_null (aft_property_find (1 << AFT_QUESTION_TEXT, "minLength"));
  g_assert_cmpint (aft_property_find (AFT_SCOPE_COMPLETED, "html")->kind, ==, AFT_PROPERTY_TEXT);
  g_assert_null (aft_property_find (AFT_SCOPE_COMPLETED, "title"));
  g_assert_cmpint (aft_property_find (AFT_SCOPE_PANEL, "isRequired")->kind, ==,
                   AFT_PROPERTY_REFUSED);
  g_assert_cmpint (aft_property_find (1 << AFT_QUESTION_TEXT, "isRequired")->kind, ==,
                   AFT_PROPERTY_BOOLEAN);
}

static void
test_words (void)
{
  g_assert_true (aft_property_has_word ("none|asc|desc", "ASC"));
  g_assert_false (aft_property_has_word ("none|asc|desc", "as"));
  g_assert_false (aft_property_has_word ("none|asc|desc", "none|asc"));
  g_assert_false (aft_property_has_word (NULL, "none"));
}

/* The refused types of SURVEY-FORMAT's subset, and those of its later tiers. */
static void
test_types (void)
{
  static const char *const refused[]
      = { "paneldynamic", "matrixdynamic", "matrixdropdown", "file",     "signaturepad",
          "ranking",      "slider",        "buttongroup",    "imagemap", "matrix",
          "multipletext", "expression",    "imagepicker",    "image",    "tagbox" };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_true (aft_property_is_refused_type (refused[i]));
  g_assert_false (aft_property_is_refused_type ("rating"));
  g_assert_false (aft_property_is_refused_type ("yesno"));
  g_assert_true (aft_property_is_trigger ("skip"));
  g_assert_true (aft_property_is_trigger ("setvaluetrigger"));
  g_assert_false (aft_property_is_trigger ("sendmail"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/names/answers-values-and-the-kiosk-s-own-are-known", test_known);
  g_test_add_func ("/check/names/languages-are-gathered-from-all-texts", test_languages);
  g_test_add_func ("/check/names/what-is-no-text-has-no-language", test_no_languages);
  g_test_add_func ("/check/names/groups-are-whole-objects", test_groups);
  g_test_add_func ("/check/tables/properties-go-by-current-and-old-names", test_properties);
  g_test_add_func ("/check/tables/properties-belong-to-a-place", test_scopes);
  g_test_add_func ("/check/tables/words-are-whole-and-of-any-case", test_words);
  g_test_add_func ("/check/tables/types-outside-the-subset-are-refused", test_types);
  return g_test_run ();
}
