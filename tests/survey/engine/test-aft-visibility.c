/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.2: visible, read-only and required, and what follows when that changes. */

#include "aft-play.h"
#include "aft-visibility-private.h"

#define PANEL(settings, elements)                                                                  \
  "[{'type':'text','name':'t'},{'type':'panel','name':'n'," settings "'elements':[" elements "]}]"

static const AftPlay plays[] = {
  { "/engine/visibility/invisible-question-is-not-there",
    "[{'type':'text','name':'a','visible':false},{'type':'text','name':'b'}]",
    "shown b;"
    "no set a 'x'" },
  { "/engine/visibility/valid-condition-overrides-visible",
    "[{'type':'text','name':'a','visible':false,'visibleIf':'1 = 1'},"
    "{'type':'text','name':'b','visible':true,'visibleIf':'1 = 2'}]",
    "shown a" },
  { "/engine/visibility/empty-condition-is-none",
    "[{'type':'text','name':'a','visibleIf':''},{'type':'text','name':'b','visible':false,"
    "'visibleIf':''}]",
    "shown a" },
  { "/engine/visibility/hidden-panel-hides-all-in-it",
    PANEL ("'visibleIf':'{t} = 1',", "{'type':'text','name':'a'},{'type':'text','name':'b'}"),
    "shown t;"
    "no set a 'x';"
    "set t '1';"
    "shown t a b;"
    "set a 'x'" },
  { "/engine/visibility/question-stays-hidden-in-a-panel-that-shows",
    PANEL ("'visibleIf':'{t} = 1',",
           "{'type':'text','name':'a'},{'type':'text','name':'b','visible':false}"),
    "set t '1';"
    "shown t a" },
  { "/engine/visibility/panel-in-a-hidden-panel-is-hidden",
    PANEL ("'visibleIf':'{t} = 1',",
           "{'type':'panel','name':'m','elements':[{'type':'text','name':'a'}]}"),
    "shown t;"
    "set t '1';"
    "shown t a;"
    "set t '2';"
    "shown t" },
  { "/engine/visibility/panel-of-hidden-questions-does-not-keep-a-page",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'t'}]},{'name':'q','elements':["
    "{'type':'panel','name':'n','elements':[{'type':'panel','name':'m','elements':["
    "{'type':'text','name':'a','visibleIf':'{t} = 1'}]}]}]}]}",
    "pages p;"
    "set t '1';"
    "pages p q;"
    "set t '2';"
    "pages p" },
  { "/engine/visibility/errors-of-what-hides-are-gone",
    PANEL ("'visibleIf':'{t} empty',", "{'type':'text','name':'a','isRequired':true}"),
    "no complete;"
    "errors a required;"
    "set t 'x';"
    "complete" },

  { "/engine/visibility/read-only-question-shows-and-takes-nothing",
    "[{'type':'rating','name':'r','readOnly':true,'defaultValue':3},"
    "{'type':'boolean','name':'b','readOnly':true}]",
    "ro r;"
    "no tap r 4;"
    "no clear r;"
    "no tap b true;"
    "data {'r':3}" },
  { "/engine/visibility/read-only-is-not-checked",
    "[{'type':'text','name':'a','readOnly':true,'isRequired':true}]",
    "req a;"
    "complete" },
  { "/engine/visibility/disabled-panel-disables-all-in-it",
    PANEL ("'enableIf':'{t} != 1',",
           "{'type':'text','name':'a'},{'type':'panel','name':'m','elements':["
           "{'type':'text','name':'b'}]}"),
    "open a;"
    "open b;"
    "set t '1';"
    "ro a;"
    "ro b;"
    "open t;"
    "no set b 'x';"
    "set t '2';"
    "open b;"
    "set b 'x'" },
  { "/engine/visibility/question-in-a-disabled-panel-stays-disabled",
    PANEL ("'readOnly':true,", "{'type':'text','name':'a','enableIf':'{t} = 1'}"),
    "ro a;"
    "set t '1';"
    "ro a" },
  { "/engine/visibility/disabled-only-when-exactly-false",
    "[{'type':'text','name':'t'},{'type':'text','name':'a','enableIf':'{t}'}]",
    "open a;"
    "set t '0';"
    "open a;"
    "set t 'x';"
    "open a;"
    "set t 'false';"
    "ro a" },
  { "/engine/visibility/condition-overrides-read-only",
    "[{'type':'text','name':'a','readOnly':true,'enableIf':'1 = 1'}]", "open a" },
  { "/engine/visibility/errors-of-what-is-disabled-are-gone",
    PANEL ("'enableIf':'{t} empty',", "{'type':'text','name':'a','isRequired':true}"),
    "no complete;"
    "errors a required;"
    "set t 'x';"
    "errors a -;"
    "complete" },

  { "/engine/visibility/required-follows-its-condition",
    "[{'type':'text','name':'t'},{'type':'text','name':'a','requiredIf':'{t} = 1'}]",
    "free a;"
    "complete" },
  { "/engine/visibility/required-when-the-condition-is-true",
    "[{'type':'text','name':'t'},{'type':'text','name':'a','requiredIf':'{t} = 1'}]",
    "set t '1';"
    "req a;"
    "no complete;"
    "errors a required;"
    "set t '2';"
    "errors a -;"
    "free a;"
    "complete" },
  { "/engine/visibility/condition-overrides-required",
    "[{'type':'text','name':'a','isRequired':true,'requiredIf':'1 = 2'}]",
    "free a;"
    "complete" },
  { "/engine/visibility/nothing-is-required-of-the-hidden",
    "[{'type':'text','name':'a','isRequired':true,'visible':false},{'type':'text','name':'t'}]",
    "complete" },
};

static const AftElement *
find (AftSession *session, const char *name)
{
  for (guint i = 0; i < session->survey->elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->elements, i);
      if (g_str_equal (element->name, name))
        return element;
    }
  g_assert_not_reached ();
}

static void
test_on_page (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session (PANEL ("'visible':false,", "{'type':'text','name':'a'}"));
  const AftElement *question = find (session, "a");
  g_assert_true (aft_visibility_is_visible (session, question));
  g_assert_false (aft_visibility_is_on_page (session, question));
  g_assert_false (aft_visibility_is_visible (session, find (session, "n")));
  aft_visibility_set_visible (session, find (session, "n"), TRUE);
  g_assert_true (aft_visibility_is_on_page (session, question));
}

static void
test_without_content (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (PANEL ("", "{'type':'text','name':'a'}"));
  const AftElement *panel = find (session, "n");
  g_assert_true (aft_visibility_is_visible (session, panel));
  aft_visibility_set_visible (session, find (session, "a"), FALSE);
  g_assert_false (aft_visibility_is_visible (session, panel));
  g_assert_true (aft_visibility_is_visible (session, panel->parent));
}

static void
test_read_only (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (PANEL ("", "{'type':'text','name':'a'}"));
  aft_visibility_set_read_only (session, find (session, "n")->parent, TRUE);
  g_assert_true (aft_visibility_is_read_only (session, find (session, "a")));
  aft_visibility_set_read_only (session, find (session, "n")->parent, FALSE);
  g_assert_false (aft_visibility_is_read_only (session, find (session, "a")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/visibility/on-the-page-means-every-parent-shows", test_on_page);
  g_test_add_func ("/engine/visibility/panel-hides-with-its-last-question", test_without_content);
  g_test_add_func ("/engine/visibility/page-that-is-read-only-makes-all-so", test_read_only);
  return g_test_run ();
}
