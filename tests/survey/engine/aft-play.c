/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the rules of the survey engine. A script is lines separated by ";":
 *
 *   acts    tap NAME JSON, set NAME JSON, comment NAME TEXT, clear NAME, start, next, prev,
 * complete, advance, locale L, var NAME JSON; "no ACT" expects that it is refused; delay sights
 * page, element, state, progress, html, shown NAMES, nav NAMES, pages NAMES,
 *           title/desc/value/words/errors/says/markup NAME …, choices NAME VALUES (!off),
 *           req/free/ro/open NAME, data/vars/partial JSON, due, waiting
 *
 * "-" stands for nothing. */

#include "aft-play.h"

#include <string.h>

#include "aft-fake-clock.h"
#include "aft-json.h"

#define NOW_REAL_US G_GINT64_CONSTANT (1773487800000000) /* 2026-03-14T19:30 in Shanghai */

AftValue *
aft_play_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

AftSurvey *
aft_play_new_survey (const char *survey)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = survey[0] == '['
                               ? g_strdup_printf ("{'pages':[{'name':'p','elements':%s}]}", survey)
                               : g_strdup (survey);
  g_autoptr (AftValue) definition = aft_play_parse (whole);
  AftSurvey *result = aft_survey_new (definition, &error);
  g_assert_no_error (error);
  return result;
}

AftSession *
aft_play_new_session (const char *survey)
{
  g_autoptr (AftSurvey) read = aft_play_new_survey (survey);
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (NOW_REAL_US);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSessionOptions options
      = { .locale = "", .clock = aft_fake_clock_get_clock (fake), .zone = zone };
  return aft_session_new (read, &options);
}

static gboolean
act_on_question (AftSession *session, const char *verb, const char *name, const char *rest)
{
  if (g_str_equal (verb, "clear"))
    return aft_session_clear (session, name);
  if (g_str_equal (verb, "comment"))
    return aft_session_comment (session, name, rest);
  g_autoptr (AftValue) value = aft_play_parse (rest);
  if (g_str_equal (verb, "tap"))
    return aft_session_tap (session, name, value);
  if (g_str_equal (verb, "set"))
    return aft_session_set (session, name, value);
  return aft_session_set_variable (session, name, value);
}

static const struct
{
  const char *verb;
  gboolean (*act) (AftSession *session);
} buttons[] = {
  { "start", aft_session_start },     { "next", aft_session_next },
  { "prev", aft_session_previous },   { "complete", aft_session_complete },
  { "advance", aft_session_advance },
};

/* FALSE when @verb is no act. */
static gboolean
try_act (AftSession *session,
         const char *verb,
         const char *name,
         const char *rest,
         gboolean *ret_done)
{
  static const char *const acts[] = { "tap", "set", "comment", "clear", "var", NULL };
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (g_str_equal (buttons[i].verb, verb))
      {
        *ret_done = buttons[i].act (session);
        return TRUE;
      }
  if (g_str_equal (verb, "locale"))
    *ret_done = aft_session_set_locale (session, g_str_equal (name, "-") ? "" : name);
  else if (g_strv_contains (acts, verb))
    *ret_done = act_on_question (session, verb, name, rest);
  else
    return FALSE;
  return TRUE;
}

static const char *
or_dash (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : "-";
}

static void
append_word (GString *words, const char *prefix, const char *word)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, prefix);
  g_string_append (words, word);
}

static char *
get_choices (const AftQuestionView *view)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < view->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
      g_autofree char *json = aft_json_to_line (choice->value);
      const char *text = aft_value_get_string (choice->value);
      append_word (words, choice->is_disabled ? "!" : "", text != NULL ? text : json);
    }
  return g_string_free (words, FALSE);
}

static char *
get_errors (const AftQuestionView *view, gboolean is_text)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < view->errors->len; i++)
    {
      const AftErrorView *error = g_ptr_array_index (view->errors, i);
      append_word (words, g_str_equal (error->level, "error") ? "" : "~",
                   is_text ? or_dash (error->text) : error->kind);
    }
  return g_string_free (words, FALSE);
}

static char *
see_question (const AftQuestionView *view, const char *what)
{
  if (g_str_equal (what, "title"))
    return g_strdup (view->title);
  if (g_str_equal (what, "desc"))
    return g_strdup (view->description);
  if (g_str_equal (what, "words"))
    return g_strdup (view->comment);
  if (g_str_equal (what, "markup"))
    return g_strdup (view->html);
  if (g_str_equal (what, "value"))
    return view->value != NULL ? aft_json_to_line (view->value) : NULL;
  if (g_str_equal (what, "choices"))
    return get_choices (view);
  if (g_str_equal (what, "errors") || g_str_equal (what, "says"))
    return get_errors (view, g_str_equal (what, "says"));
  g_assert_not_reached ();
}

static char *
see_buttons (const AftScreen *screen)
{
  GString *words = g_string_new (NULL);
  if (screen->has_start)
    append_word (words, "", "start");
  if (screen->has_previous)
    append_word (words, "", "prev");
  if (screen->has_next)
    append_word (words, "", "next");
  if (screen->has_complete)
    append_word (words, "", "complete");
  return g_string_free (words, FALSE);
}

static char *
see_names (const AftScreen *screen, gboolean is_pages)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; is_pages && i < screen->pages->len; i++)
    append_word (words, "", g_ptr_array_index (screen->pages, i));
  for (guint i = 0; !is_pages && i < screen->questions->len; i++)
    {
      const AftQuestionView *view = g_ptr_array_index (screen->questions, i);
      append_word (words, "", view->name);
    }
  return g_string_free (words, FALSE);
}

static char *
see_screen (const AftScreen *screen, const char *what)
{
  static const char *const states[] = { "starting", "running", "completed", "empty" };
  if (g_str_equal (what, "page"))
    return g_strdup (screen->page);
  if (g_str_equal (what, "page-title"))
    return g_strdup (screen->page_title);
  if (g_str_equal (what, "element"))
    return g_strdup (screen->element);
  if (g_str_equal (what, "state"))
    return g_strdup (states[screen->state]);
  if (g_str_equal (what, "html"))
    return g_strdup (screen->html);
  if (g_str_equal (what, "progress"))
    return g_strdup_printf ("%d", screen->progress);
  if (g_str_equal (what, "nav"))
    return see_buttons (screen);
  if (g_str_equal (what, "pages") || g_str_equal (what, "shown"))
    return see_names (screen, g_str_equal (what, "pages"));
  return NULL;
}

static void
check_json (AftSession *session, const char *what, const char *wanted)
{
  g_autoptr (AftValue) seen = g_str_equal (what, "data") ? aft_session_dup_data (session)
                              : g_str_equal (what, "partial")
                                  ? aft_session_dup_partial_data (session)
                                  : aft_session_dup_variables (session);
  g_autoptr (AftValue) value = aft_play_parse (wanted);
  g_autofree char *line = aft_json_to_line (seen);
  g_autofree char *wanted_line = aft_json_to_line (value);
  if (!aft_value_equal (seen, value))
    g_assert_cmpstr (line, ==, wanted_line);
}

static gboolean
check_flag (const AftQuestionView *view, const char *what)
{
  if (g_str_equal (what, "req") || g_str_equal (what, "free"))
    g_assert_cmpint (view->is_required, ==, g_str_equal (what, "req"));
  else if (g_str_equal (what, "ro") || g_str_equal (what, "open"))
    g_assert_cmpint (view->is_read_only, ==, g_str_equal (what, "ro"));
  else
    return FALSE;
  return TRUE;
}

static void
check_sight (AftSession *session, const char *what, const char *name, const char *rest)
{
  static const char *const screens[] = { "page",     "page-title", "element", "state", "html",
                                         "progress", "nav",        "pages",   "shown", NULL };
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  if (g_strv_contains (screens, what))
    {
      g_autofree char *seen = see_screen (screen, what);
      g_autofree char *wanted = g_strstrip (g_strjoin (" ", name, rest, NULL));
      g_assert_cmpstr (or_dash (seen), ==, wanted);
      return;
    }
  const AftQuestionView *view = aft_screen_find_question (screen, name);
  g_assert_nonnull (view);
  if (check_flag (view, what))
    return;
  g_autofree char *seen = see_question (view, what);
  g_autofree char *wanted = g_strdelimit (g_strdup (rest), "'", '"');
  g_assert_cmpstr (or_dash (seen), ==, wanted);
}

static void
play_line (AftSession *session, const char *line)
{
  gboolean is_refused = g_str_has_prefix (line, "no "), is_done = FALSE;
  g_auto (GStrv) words = g_strsplit (is_refused ? line + 3 : line, " ", 3);
  const char *name = words[1] != NULL ? words[1] : "";
  const char *rest = words[1] != NULL && words[2] != NULL ? words[2] : "";
  g_test_message ("%s", line);
  if (g_str_equal (words[0], "data") || g_str_equal (words[0], "vars")
      || g_str_equal (words[0], "partial"))
    check_json (session, words[0], strchr (line, ' ') + 1);
  else if (g_str_equal (words[0], "delay"))
    aft_session_set_delayed_advance (session, TRUE);
  else if (g_str_equal (words[0], "due") || g_str_equal (words[0], "waiting"))
    g_assert_cmpint (aft_session_is_advance_due (session), ==, g_str_equal (words[0], "due"));
  else if (try_act (session, words[0], name, rest, &is_done))
    g_assert_cmpint (is_done, ==, !is_refused);
  else
    check_sight (session, words[0], name, rest);
}

static void
run_play (gconstpointer data)
{
  const AftPlay *play = data;
  g_autoptr (AftSession) session = aft_play_new_session (play->survey);
  g_auto (GStrv) lines = g_strsplit (play->script, ";", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_strstrip (lines[i])[0] != '\0')
      play_line (session, lines[i]);
}

void
aft_play_add_tests (const AftPlay *plays, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_test_add_data_func (plays[i].name, &plays[i], run_play);
}
