/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what is asked before a case is closed. */
#include "aft-desk-closing.h"

#include <string.h>

static AftCauseList *
load_causes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/aftertaste/rules/causes.json",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  AftCauseList *causes = aft_cause_list_parse (text, length, &error);
  g_assert_no_error (error);
  return causes;
}

/* How many questions there are when the first choice is taken each time. */
static guint
answer_all (AftDeskClosing *closing)
{
  guint count = 0;
  for (; !aft_desk_closing_is_done (closing); count++)
    {
      g_assert_cmpuint (aft_desk_closing_get_length (closing), >, 0);
      g_assert_cmpstr (aft_desk_closing_get_title (closing), !=, "");
      for (guint i = 0; i < aft_desk_closing_get_length (closing); i++)
        for (guint language = 0; language < AFT_LANGUAGES; language++)
          g_assert_nonnull (aft_desk_closing_get_choice (closing, i, (AftLanguage) language));
      aft_desk_closing_choose (closing, 0);
      g_assert_cmpuint (count, <, 10);
    }
  return count;
}

static void
test_call_and_drill (void)
{
  const AftCaseKind kinds[] = { AFT_CASE_KIND_CALL, AFT_CASE_KIND_DRILL };
  g_autoptr (AftCauseList) causes = load_causes ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (AftDeskClosing) closing = aft_desk_closing_new (causes, kinds[i]);
      AftDeskAction action = { 0 };
      g_assert_cmpuint (answer_all (closing), ==, 1);
      aft_desk_closing_fill (closing, &action);
      g_assert_cmpint (action.state, ==, AFT_CASE_STATE_RECOVERED);
      g_assert_null (action.outcome);
      g_assert_null (action.stated_cause);
      g_assert_null (action.root_cause);
    }
}

static void
test_complaint (void)
{
  g_autoptr (AftCauseList) causes = load_causes ();
  for (guint ended = 0; ended < 3; ended++)
    {
      g_autoptr (AftDeskClosing) closing = aft_desk_closing_new (causes, AFT_CASE_KIND_COMPLAINT);
      AftDeskAction action = { 0 };
      aft_desk_closing_choose (closing, ended);
      answer_all (closing);
      aft_desk_closing_fill (closing, &action);
      g_assert_true (aft_case_state_is_closed (action.state));
      g_assert_true (aft_cause_list_has (causes, AFT_CAUSE_STATED, action.stated_cause));
      g_assert_true (aft_cause_list_has (causes, AFT_CAUSE_ROOT, action.root_cause));
      if (action.outcome != NULL)
        g_assert_true (aft_cause_list_fits (causes, action.outcome, action.state));
    }
}

static void
test_back (void)
{
  g_autoptr (AftCauseList) causes = load_causes ();
  g_autoptr (AftDeskClosing) closing = aft_desk_closing_new (causes, AFT_CASE_KIND_SURVEY);
  guint count = answer_all (closing);
  for (guint i = 0; i < count; i++)
    g_assert_true (aft_desk_closing_go_back (closing));
  g_assert_false (aft_desk_closing_go_back (closing));
  g_assert_cmpuint (answer_all (closing), ==, count);
}

/* Up to what is asked last, and that. */
static AftDeskClosing *
close_with (AftCauseList *causes, guint rest)
{
  AftDeskClosing *closing = aft_desk_closing_new (causes, AFT_CASE_KIND_COMPLAINT);
  guint count = answer_all (closing);
  g_assert_true (aft_desk_closing_go_back (closing));
  g_assert_cmpuint (aft_desk_closing_get_length (closing), ==, 2);
  aft_desk_closing_choose (closing, rest);
  g_assert_true (aft_desk_closing_is_done (closing));
  g_assert_cmpuint (count, >=, 4);
  return closing;
}

static void
test_rest (void)
{
  g_autoptr (AftCauseList) causes = load_causes ();
  g_autoptr (AftDeskClosing) nothing = close_with (causes, 0);
  g_autoptr (AftDeskClosing) something = close_with (causes, 1);
  g_autoptr (AftDeskClosing) call = aft_desk_closing_new (causes, AFT_CASE_KIND_CALL);
  answer_all (call);
  g_assert_false (aft_desk_closing_is_left_open (nothing));
  g_assert_true (aft_desk_closing_is_left_open (something));
  g_assert_false (aft_desk_closing_is_left_open (call));
  g_assert_true (aft_desk_closing_go_back (something));
  aft_desk_closing_choose (something, 0);
  g_assert_false (aft_desk_closing_is_left_open (something));
}

static void
test_summary (void)
{
  g_autoptr (AftCauseList) causes = load_causes ();
  g_autoptr (AftDeskClosing) closing = aft_desk_closing_new (causes, AFT_CASE_KIND_COMPLAINT);
  AftDeskAction action = { 0 };
  answer_all (closing);
  aft_desk_closing_fill (closing, &action);
  g_autofree char *summary = aft_desk_closing_dup_summary (closing, AFT_LANGUAGE_ZH_CN);
  const char *stated
      = aft_cause_list_get_text (causes, AFT_CAUSE_STATED, action.stated_cause, AFT_LANGUAGE_ZH_CN);
  const char *root
      = aft_cause_list_get_text (causes, AFT_CAUSE_ROOT, action.root_cause, AFT_LANGUAGE_ZH_CN);
  g_assert_nonnull (strstr (summary, stated));
  g_assert_nonnull (strstr (summary, root));
}

#define ADD(name, test) g_test_add_func ("/desk/closing/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-call-and-a-drill-have-no-causes", test_call_and_drill);
  ADD ("a-complaint-is-closed-with-what-the-house-lists", test_complaint);
  ADD ("every-question-can-be-gone-back-to", test_back);
  ADD ("without-a-cost-or-a-change-is-chosen-or-it-stays-open", test_rest);
  ADD ("the-summary-says-what-was-chosen", test_summary);
  return g_test_run ();
}
