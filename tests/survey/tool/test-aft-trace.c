/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trace lines (survey-vectors/README): what each act prints, key by key. The program is run as a
 * person would; what the engine does is tested beside the engine. */

#include <gio/gio.h>
#include <string.h>

#include "aft-json.h"
#include "aft-temp-dir.h"

/* JSON with ' for ". */
static char *
write_json (AftTempDir *dir, const char *name, const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  return aft_temp_dir_write (dir, name, json);
}

/* The trace of @actions (lines) in @survey: an array of lines. */
static AftValue *
trace (const char *survey, const char *actions)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey_path = write_json (dir, "s.json", survey);
  g_autofree char *actions_path = write_json (dir, "a.jsonl", actions);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  char *words[] = { (char *) g_getenv ("AFTERTASTE_SURVEY"), (char *) "trace", survey_path,
                    actions_path, NULL };
  int status = -1;
  g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                               &status, &error));
  g_assert_cmpint (status, ==, 0);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (output), "\n", -1);
  g_autofree char *joined = g_strjoinv (",", lines);
  g_autofree char *json = g_strconcat ("[", joined, "]", NULL);
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

static const AftValue *
get_last (const AftValue *lines)
{
  return aft_value_get_item (lines, aft_value_get_length (lines) - 1);
}

/* Member @name of @value as one line of JSON, or "-". */
static void
assert_member (const AftValue *value, const char *name, const char *wanted)
{
  const AftValue *member = aft_value_get_member (value, name);
  g_autofree char *line = member != NULL ? aft_json_to_line (member) : g_strdup ("-");
  g_autofree char *json = g_strdelimit (g_strdup (wanted), "'", '"');
  g_test_message ("%s", name);
  g_assert_cmpstr (line, ==, json);
}

static const AftValue *
get_question (const AftValue *line, guint index)
{
  return aft_value_get_item (aft_value_get_member (line, "q"), index);
}

#define TWO_PAGES                                                                                  \
  "{'pages':[{'name':'p','title':'P','elements':[{'type':'rating','name':'a'}]},"                  \
  "{'name':'q','elements':[{'type':'text','name':'b','isRequired':true}]}]}"

static void
test_start (void)
{
  g_autoptr (AftValue) lines = trace (TWO_PAGES, "");
  const AftValue *line = get_last (lines);
  g_assert_cmpuint (aft_value_get_length (lines), ==, 1);
  assert_member (line, "step", "0");
  assert_member (line, "ok", "-");
  assert_member (line, "state", "'running'");
  assert_member (line, "locale", "'en'");
  assert_member (line, "page", "'p'");
  assert_member (line, "pageTitle", "'P'");
  assert_member (line, "element", "-");
  assert_member (line, "pages", "['p','q']");
  assert_member (line, "progress", "0");
  assert_member (line, "nav", "['next']");
  assert_member (line, "data", "{}");
  assert_member (line, "vars", "-");
  assert_member (line, "html", "-");
}

static void
test_steps (void)
{
  g_autoptr (AftValue) lines
      = trace (TWO_PAGES, "{'do':'tap','name':'a','item':4}\n\n{'do':'next'}\n{'do':'next'}\n");
  g_assert_cmpuint (aft_value_get_length (lines), ==, 4);
  assert_member (aft_value_get_item (lines, 1), "ok", "true");
  assert_member (aft_value_get_item (lines, 1), "data", "{'a':4}");
  assert_member (aft_value_get_item (lines, 2), "page", "'q'");
  assert_member (aft_value_get_item (lines, 2), "progress", "50");
  assert_member (aft_value_get_item (lines, 2), "pageTitle", "-");
  assert_member (aft_value_get_item (lines, 3), "ok", "false");
  assert_member (aft_value_get_item (lines, 3), "step", "3");
}

static void
test_init (void)
{
  g_autoptr (AftValue) lines = trace (
      "{'elements':[{'type':'text','name':'a','title':{'default':'A','zh-cn':'甲'}},"
      "{'type':'text','name':'d','defaultValueExpression':'today()'}]}",
      "{'do':'init','locale':'zh-cn','now':'2026-01-31T00:10:00','vars':{'Tier':'vip'}}\n");
  const AftValue *line = get_last (lines);
  assert_member (line, "step", "0");
  assert_member (line, "locale", "'zh-cn'");
  assert_member (line, "vars", "{'tier':'vip'}");
  assert_member (line, "data", "{'d':'2026-01-31'}");
  assert_member (get_question (line, 0), "title", "'甲'");
}

static void
test_known_data (void)
{
  g_autoptr (AftValue) lines = trace (TWO_PAGES, "{'do':'init','data':{'a':2}}\n");
  assert_member (get_last (lines), "data", "{'a':2}");
  assert_member (get_question (get_last (lines), 0), "val", "2");
}

static void
test_question (void)
{
  g_autoptr (AftValue) lines = trace (
      "{'elements':[{'type':'text','name':'a','description':'D','isRequired':true},"
      "{'type':'text','name':'b','readOnly':true},{'type':'html','name':'h','html':'<p>'}]}",
      "{'do':'complete'}\n");
  const AftValue *line = get_last (lines);
  assert_member (get_question (line, 0), "n", "'a'");
  assert_member (get_question (line, 0), "type", "'text'");
  assert_member (get_question (line, 0), "title", "'a'");
  assert_member (get_question (line, 0), "desc", "'D'");
  assert_member (get_question (line, 0), "req", "true");
  assert_member (get_question (line, 0), "ro", "-");
  assert_member (get_question (line, 0), "val", "-");
  assert_member (get_question (line, 0), "ch", "-");
  assert_member (get_question (line, 0), "err", "[{'kind':'required'}]");
  assert_member (get_question (line, 1), "ro", "true");
  assert_member (get_question (line, 1), "err", "-");
  assert_member (get_question (line, 2), "html", "'<p>'");
  assert_member (get_question (line, 2), "title", "-");
}

static void
test_choices (void)
{
  g_autoptr (AftValue) lines = trace (
      "{'elements':[{'type':'checkbox','name':'c','showOtherItem':true,'showCommentArea':true,"
      "'choices':[{'value':1,'text':'One','imageLink':'1.png'},{'value':2,'enableIf':'{x} = "
      "1'}]}]}",
      "{'do':'tap','name':'c','item':'other'}\n{'do':'comment','name':'c','value':'soup'}\n");
  const AftValue *question = get_question (get_last (lines), 0);
  assert_member (question, "ch", "[{'v':1,'t':'One'},{'v':2,'t':'2','off':true},{'v':'other'}]");
  assert_member (question, "other", "true");
  assert_member (question, "hasComment", "true");
  assert_member (question, "val", "['soup']");
}

static void
test_rating (void)
{
  g_autoptr (AftValue) lines = trace (
      "{'elements':[{'type':'rating','name':'r','rateType':'smileys','rateMax':2,"
      "'minRateDescription':'bad','maxRateDescription':'good'},{'type':'rating','name':'s'}]}",
      "");
  const AftValue *smileys = get_question (get_last (lines), 0);
  assert_member (smileys, "look", "'smileys'");
  assert_member (smileys, "face", "['not-good','very-good']");
  assert_member (smileys, "min", "'bad'");
  assert_member (smileys, "max", "'good'");
  assert_member (get_question (get_last (lines), 1), "look", "'labels'");
  assert_member (get_question (get_last (lines), 1), "face", "-");
}

static void
test_errors (void)
{
  g_autoptr (AftValue) lines
      = trace ("{'elements':[{'type':'text','name':'a','validators':[{'type':'email','text':'no'},"
               "{'type':'numeric','notificationType':'warning'}]},"
               "{'type':'text','name':'n','inputType':'number','max':1,'maxErrorText':'less'}]}",
               "{'do':'set','name':'a','value':'x'}\n{'do':'set','name':'n','value':2}\n"
               "{'do':'complete'}\n");
  assert_member (get_question (get_last (lines), 0), "err",
                 "[{'kind':'email','text':'no'},{'kind':'requirenumeric','level':'warning'}]");
  assert_member (get_question (get_last (lines), 1), "err", "[{'kind':'custom'}]");
}

static void
test_completed (void)
{
  g_autoptr (AftValue) lines = trace (
      "{'completedHtml':'bye','elements':[{'type':'text','name':'a'}]}", "{'do':'complete'}\n");
  const AftValue *line = get_last (lines);
  assert_member (line, "state", "'completed'");
  assert_member (line, "html", "'bye'");
  assert_member (line, "nav", "-");
  assert_member (line, "q", "-");
  assert_member (line, "page", "-");
}

static void
test_all_acts (void)
{
  g_autoptr (AftValue) lines
      = trace ("{'firstPageIsStartPage':true,'questionsOnPageMode':'questionPerPage','pages':["
               "{'name':'s','elements':[{'type':'text','name':'a'}]},{'name':'p','elements':["
               "{'type':'text','name':'b'},{'type':'text','name':'c'}]}]}",
               "{'do':'set','name':'a','value':'x'}\n{'do':'clear','name':'a'}\n{'do':'start'}\n"
               "{'do':'next'}\n{'do':'prev'}\n{'do':'var','name':'V','value':1}\n"
               "{'do':'locale','value':'zh-tw'}\n");
  for (guint i = 1; i < aft_value_get_length (lines); i++)
    assert_member (aft_value_get_item (lines, i), "ok", "true");
  assert_member (aft_value_get_item (lines, 0), "state", "'starting'");
  assert_member (aft_value_get_item (lines, 0), "nav", "['start']");
  assert_member (aft_value_get_item (lines, 4), "element", "'c'");
  assert_member (aft_value_get_item (lines, 4), "progress", "-");
  assert_member (get_last (lines), "element", "'b'");
  assert_member (get_last (lines), "vars", "{'v':1}");
  assert_member (get_last (lines), "locale", "'zh-tw'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survey-tool/trace/begins-with-what-is-there", test_start);
  g_test_add_func ("/survey-tool/trace/has-a-line-for-each-act", test_steps);
  g_test_add_func ("/survey-tool/trace/init-sets-language-time-and-variables", test_init);
  g_test_add_func ("/survey-tool/trace/init-may-bring-answers", test_known_data);
  g_test_add_func ("/survey-tool/trace/question-has-a-key-where-it-says-something", test_question);
  g_test_add_func ("/survey-tool/trace/items-have-value-text-and-state", test_choices);
  g_test_add_func ("/survey-tool/trace/rating-has-look-faces-and-ends", test_rating);
  g_test_add_func ("/survey-tool/trace/errors-have-kind-text-and-level", test_errors);
  g_test_add_func ("/survey-tool/trace/completed-has-its-text-only", test_completed);
  g_test_add_func ("/survey-tool/trace/every-act-can-be-played", test_all_acts);
  return g_test_run ();
}
