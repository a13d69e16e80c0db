/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pick lists of any house: entries are found by id, refer to each other, and fit how a case ends.
 */
#include <string.h>

#include "aft-cause-list.h"
#include "aft-error.h"

#define TEXT(word) "'text':{'default':'" word "','zh-cn':'中','zh-tw':'台'}"
#define HEAD                                                                                       \
  "'version':'3','kinds':[{'id':'k'," TEXT ("k") "}],'axes':[{'id':'a'," TEXT (                    \
      "a") "},{'id':'b'," TEXT ("b") "}],'responsibilities':[{'id':'r'," TEXT ("r") "}]"
#define STATED "'stated':[{'id':'cold','kind':'k','axis':'b'," TEXT ("Cold") "}]"
#define ROOT   "'root':[{'id':'lost','axis':'a','responsibility':'r'," TEXT ("Lost") "}]"
#define OUTCOMES                                                                                   \
  "'outcomes':[{'id':'fine','states':['recovered']," TEXT (                                        \
      "Fine") "},"                                                                                 \
              "{'id':'gone','states':['lost','closed-without-remedy']," TEXT ("Gone") "}]"

static AftCauseList *
parse (const char *document, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (document), "'", '"');
  return aft_cause_list_parse (json, strlen (json), error);
}

static AftCauseList *
make_list (void)
{
  g_autoptr (GError) error = NULL;
  AftCauseList *list = parse ("{" HEAD "," STATED "," ROOT "," OUTCOMES "}", &error);
  g_assert_no_error (error);
  return list;
}

static void
test_entries_stand_in_their_order (void)
{
  static const guint lengths[AFT_CAUSE_PICKS]
      = { [AFT_CAUSE_STATED] = 1, [AFT_CAUSE_ROOT] = 1, [AFT_CAUSE_RESPONSIBILITY] = 1,
          [AFT_CAUSE_AXIS] = 2,   [AFT_CAUSE_KIND] = 1, [AFT_CAUSE_OUTCOME] = 2 };
  g_autoptr (AftCauseList) list = make_list ();
  for (guint pick = 0; pick < AFT_CAUSE_PICKS; pick++)
    g_assert_cmpuint (aft_cause_list_get_length (list, pick), ==, lengths[pick]);
  g_assert_cmpstr (aft_cause_list_get_id (list, AFT_CAUSE_AXIS, 0), ==, "a");
  g_assert_cmpstr (aft_cause_list_get_id (list, AFT_CAUSE_AXIS, 1), ==, "b");
  g_assert_cmpstr (aft_cause_list_get_version (list), ==, "3");
}

static void
test_an_entry_is_read_in_any_language (void)
{
  g_autoptr (AftCauseList) list = make_list ();
  g_assert_cmpstr (aft_cause_list_get_text (list, AFT_CAUSE_ROOT, "lost", AFT_LANGUAGE_EN), ==,
                   "Lost");
  g_assert_cmpstr (aft_cause_list_get_text (list, AFT_CAUSE_ROOT, "lost", AFT_LANGUAGE_ZH_CN), ==,
                   "中");
}

static void
test_causes_belong_to_axis_kind_and_responsibility (void)
{
  g_autoptr (AftCauseList) list = make_list ();
  g_autoptr (AftCauseList) same = aft_cause_list_ref (list);
  g_assert_cmpstr (aft_cause_list_get_axis (same, AFT_CAUSE_STATED, "cold"), ==, "b");
  g_assert_cmpstr (aft_cause_list_get_axis (same, AFT_CAUSE_ROOT, "lost"), ==, "a");
  g_assert_cmpstr (aft_cause_list_get_kind (same, "cold"), ==, "k");
  g_assert_cmpstr (aft_cause_list_get_responsibility (same, "lost"), ==, "r");
}

/* A house may have taken an entry away that an old case still names. */
static void
test_what_is_not_there_any_more_gives_nothing (void)
{
  static const char *const ids[] = { NULL, "", "lost ", "cold" };
  g_autoptr (AftCauseList) list = make_list ();
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (aft_cause_list_has (list, AFT_CAUSE_ROOT, ids[i]));
      g_assert_null (aft_cause_list_get_text (list, AFT_CAUSE_ROOT, ids[i], AFT_LANGUAGE_EN));
      g_assert_null (aft_cause_list_get_axis (list, AFT_CAUSE_ROOT, ids[i]));
      g_assert_null (aft_cause_list_get_responsibility (list, ids[i]));
      g_assert_false (aft_cause_list_fits (list, ids[i], AFT_CASE_STATE_LOST));
    }
  g_assert_null (aft_cause_list_get_kind (list, "lost"));
}

static void
test_an_outcome_fits_the_ends_it_names (void)
{
  g_autoptr (AftCauseList) list = make_list ();
  for (guint state = 0; state < AFT_CASE_STATES; state++)
    {
      g_assert_cmpint (aft_cause_list_fits (list, "fine", state), ==,
                       state == AFT_CASE_STATE_RECOVERED);
      g_assert_cmpint (aft_cause_list_fits (list, "gone", state), ==,
                       state == AFT_CASE_STATE_LOST
                           || state == AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY);
    }
}

static void
test_what_is_wrong_is_named_with_its_entry (void)
{
  static const struct
  {
    const char *document;
    const char *said;
  } wrong[] = {
    { "{" HEAD ",'stated':[{'id':'cold','kind':'x','axis':'b'," TEXT ("c") "}]," ROOT "," OUTCOMES
                                                                           "}",
      "stated cause cold: kind: kinds has no “x”" },
    { "{" HEAD ",'stated':[{'id':'cold','kind':'k','axis':3," TEXT ("c") "}]," ROOT "," OUTCOMES
                                                                         "}",
      "stated cause cold: axis: a text is needed" },
    { "{" HEAD ",'stated':[{'id':'cold','kind':'k','axis':'b','responsibility':'r'," TEXT (
          "c") "}]," ROOT "," OUTCOMES "}",
      "stated cause cold: there is no member “responsibility” here" },
    { "{" HEAD "," STATED ",'root':[{'id':'lost','axis':'a'," TEXT ("c") "}]," OUTCOMES "}",
      "root cause lost: responsibility:" },
    { "{" HEAD "," STATED "," ROOT ",'outcomes':[{'id':'o','states':['new']," TEXT ("c") "}]}",
      "outcome o: states: each is one of recovered, lost, closed-without-remedy" },
    { "{" HEAD "," STATED "," ROOT ",'outcomes':[{'id':'o','states':[]," TEXT ("c") "}]}",
      "outcome o: states: a list of 1 to 8" },
    { "{" HEAD "," STATED "," ROOT ",'outcomes':[{'id':'o','states':['lost']," TEXT (
          "c") "},{'id':'o','states':['lost']," TEXT ("c") "}]}",
      "outcome o: id: there is another of this id" },
    { "{" HEAD "," STATED "," ROOT "}", "outcomes: a list of 1 to 64" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftCauseList) list = parse (wrong[i].document, &error);
      g_assert_null (list);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/causes/entries-stand-in-their-order", test_entries_stand_in_their_order);
  g_test_add_func ("/rules/causes/an-entry-is-read-in-any-language",
                   test_an_entry_is_read_in_any_language);
  g_test_add_func ("/rules/causes/causes-belong-to-axis-kind-and-responsibility",
                   test_causes_belong_to_axis_kind_and_responsibility);
  g_test_add_func ("/rules/causes/what-is-not-there-any-more-gives-nothing",
                   test_what_is_not_there_any_more_gives_nothing);
  g_test_add_func ("/rules/causes/an-outcome-fits-the-ends-it-names",
                   test_an_outcome_fits_the_ends_it_names);
  g_test_add_func ("/rules/causes/what-is-wrong-is-named-with-its-entry",
                   test_what_is_wrong_is_named_with_its_entry);
  return g_test_run ();
}
