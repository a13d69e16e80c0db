/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a guest does in whatever order: nothing breaks, a refused act changes nothing that can
 * be seen or stored, and what is done stays within what the definition allows. */

#include "aft-json.h"
#include "aft-play.h"
#include "aft-seeded-random.h"

#define WALKS 60
#define ACTS  120

static const char *const surveys[] = {
  "{'autoAdvanceEnabled':true,'clearInvisibleValues':'onHidden','calculatedValues':[{'name':'k',"
  "'expression':'{a} + {n}','includeIntoResult':true}],'pages':[{'name':'p','elements':["
  "{'type':'rating','name':'a','isRequired':true},{'type':'checkbox','name':'c','choices':['x','y',"
  "{'value':'z','visibleIf':'{a} > 2'}],'showOtherItem':true,'showNoneItem':true,"
  "'maxSelectedChoices':2,'showCommentArea':true}]},{'name':'q','visibleIf':'{a} < 4','elements':["
  "{'type':'panel','name':'pn','visibleIf':'{c} notempty','elements':[{'type':'text','name':'n',"
  "'inputType':'number','min':1,'max':5,'defaultValue':2},{'type':'boolean','name':'b',"
  "'defaultValueExpression':'{n} > 1'}]}]},{'name':'r','elements':[{'type':'comment','name':'t',"
  "'requiredIf':'{b} = true','title':'{a} {c} {k}'}]}]}",
  "{'questionsOnPageMode':'questionPerPage','firstPageIsStartPage':true,'storeOthersAsComment':"
  "false,"
  "'pages':[{'name':'s','elements':[{'type':'boolean','name':'b','isRequired':true}]},{'name':'p',"
  "'elements':[{'type':'radiogroup','name':'a','choices':[1,2,'x'],'showOtherItem':true,"
  "'choicesOrder':'desc'},{'type':'dropdown','name':'c','choicesMax':3,'visibleIf':'{a} != 2'},"
  "{'type':'panel','name':'pn','enableIf':'{v} != 1','elements':[{'type':'text','name':'n',"
  "'validators':[{'type':'expression','expression':'{n} != {t}'}]},{'type':'html','name':'h',"
  "'html':'{n}'}]}]},{'name':'q','elements':[{'type':'comment','name':'t','visibleIf':'{t} != "
  "1'}]}]}",
};

static const char *const names[] = { "a", "b", "c", "n", "t", "h", "k", "none" };
static const char *const items[]
    = { "1",    "2",       "5",      "true",  "false", "'x'",       "'y'",
        "'z'",  "'other'", "'none'", "null",  "[1]",   "['x','y']", "{'a':1}",
        "'  '", "'1'",     "'好吃'", "1e300", "-0.5" };

static const char *
pick (AftRandom *random, const char *const *from, gsize count)
{
  return from[aft_seeded_random_below (random, count)];
}

static gboolean
act_on_any (AftSession *session, AftRandom *random)
{
  const char *name = pick (random, names, G_N_ELEMENTS (names));
  g_autoptr (AftValue) item = aft_play_parse (pick (random, items, G_N_ELEMENTS (items)));
  switch (aft_seeded_random_below (random, 4))
    {
    case 0:
      return aft_session_set (session, name, item);
    case 1:
      return aft_session_comment (session, name, "words");
    case 2:
      return aft_session_clear (session, name);
    default:
      return aft_session_tap (session, name, item);
    }
}

static gboolean
act_around (AftSession *session, AftRandom *random)
{
  static gboolean (*const buttons[]) (AftSession *)
      = { aft_session_next,     aft_session_next,  aft_session_previous,
          aft_session_complete, aft_session_start, aft_session_advance };
  guint64 chance = aft_seeded_random_below (random, G_N_ELEMENTS (buttons) + 2);
  if (chance < G_N_ELEMENTS (buttons))
    return buttons[chance](session);
  if (chance == G_N_ELEMENTS (buttons))
    return aft_session_set_locale (session, "zh-cn");
  g_autoptr (AftValue) item = aft_play_parse (pick (random, items, G_N_ELEMENTS (items)));
  return aft_session_set_variable (session, "v", item);
}

static char *
describe (AftSession *session)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_autofree char *line = aft_json_to_line (data);
  return g_strdup_printf ("%d %s %s %u %u %s", screen->state, screen->page, screen->element,
                          screen->pages->len, screen->questions->len, line);
}

static void
check_sane (AftSession *session)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpint (screen->progress, <=, 100);
  g_assert_cmpint (screen->state == AFT_SCREEN_COMPLETED, ==, aft_session_is_complete (session));
  g_assert_false (screen->has_next && screen->has_complete);
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *view = g_ptr_array_index (screen->questions, i);
      g_assert_nonnull (view->title);
      if (view->type == AFT_QUESTION_CHECKBOX && view->value != NULL)
        g_assert_cmpint (aft_value_get_type (view->value), ==, AFT_VALUE_ARRAY);
    }
}

/* A failed check puts errors on show: that is what next and complete may do when refused. */
static void
walk (guint seed)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (seed);
  g_autoptr (AftSession) session = aft_play_new_session (surveys[seed % G_N_ELEMENTS (surveys)]);
  aft_session_set_delayed_advance (session, aft_seeded_random_below (random, 2) == 1);
  for (guint i = 0; i < ACTS; i++)
    {
      g_autofree char *before = describe (session);
      gboolean is_answer = aft_seeded_random_below (random, 3) > 0;
      gboolean is_done = is_answer ? act_on_any (session, random) : act_around (session, random);
      g_autofree char *after = describe (session);
      if (!is_done && is_answer)
        g_assert_cmpstr (before, ==, after);
      check_sane (session);
    }
}

static void
test_walks (void)
{
  for (guint seed = 0; seed < WALKS; seed++)
    walk (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/any-acts-in-any-order", test_walks);
  return g_test_run ();
}
