/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey trace: plays the acts of a guest and prints what is on the screen after each,
 * in the form that the survey vectors have. */

#include "aft-tool-private.h"

#include <string.h>

#include "aft-json.h"
#include "aft-session.h"
#include "aft-trace-private.h"

typedef gboolean (*Act) (AftSession *session, const AftValue *action);

static const char *
get_name (const AftValue *action)
{
  return aft_value_get_member_string (action, "name", "");
}

static gboolean
do_tap (AftSession *session, const AftValue *action)
{
  return aft_session_tap (session, get_name (action), aft_value_get_member (action, "item"));
}

static gboolean
do_set (AftSession *session, const AftValue *action)
{
  return aft_session_set (session, get_name (action), aft_value_get_member (action, "value"));
}

static gboolean
do_comment (AftSession *session, const AftValue *action)
{
  return aft_session_comment (session, get_name (action),
                              aft_value_get_member_string (action, "value", ""));
}

static gboolean
do_clear (AftSession *session, const AftValue *action)
{
  return aft_session_clear (session, get_name (action));
}

static gboolean
do_start (AftSession *session, const AftValue *action)
{
  return aft_session_start (session);
}

static gboolean
do_next (AftSession *session, const AftValue *action)
{
  return aft_session_next (session);
}

static gboolean
do_previous (AftSession *session, const AftValue *action)
{
  return aft_session_previous (session);
}

static gboolean
do_complete (AftSession *session, const AftValue *action)
{
  return aft_session_complete (session);
}

static gboolean
do_locale (AftSession *session, const AftValue *action)
{
  return aft_session_set_locale (session, aft_value_get_member_string (action, "value", ""));
}

static gboolean
do_variable (AftSession *session, const AftValue *action)
{
  return aft_session_set_variable (session, get_name (action),
                                   aft_value_get_member (action, "value"));
}

static const struct
{
  const char *name;
  Act act;
} acts[] = {
  { "tap", do_tap },       { "set", do_set },           { "comment", do_comment },
  { "clear", do_clear },   { "start", do_start },       { "next", do_next },
  { "prev", do_previous }, { "complete", do_complete }, { "locale", do_locale },
  { "var", do_variable },
};

static Act
find_act (const AftValue *action)
{
  const char *name = aft_value_get_member_string (action, "do", "");
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      return acts[i].act;
  return NULL;
}

static AftSession *
begin (AftSurvey *survey, const AftValue *init)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (AftClock) clock
      = aft_tool_new_clock (aft_value_get_member_string (init, "now", AFT_TOOL_NOW), zone);
  if (clock == NULL)
    return NULL;
  AftSessionOptions options = {
    .locale = aft_value_get_member_string (init, "locale", ""),
    .clock = clock,
    .zone = zone,
    .seed = (guint32) aft_value_get_member_number (init, "seed", 0),
    .variables = aft_value_get_member (init, "vars"),
    .data = aft_value_get_member (init, "data"),
  };
  return aft_session_new (survey, &options);
}

static int
play (AftSurvey *survey, const GPtrArray *actions)
{
  guint first = 0;
  const AftValue *init = NULL;
  if (actions->len > 0
      && g_str_equal (aft_value_get_member_string (g_ptr_array_index (actions, 0), "do", ""),
                      "init"))
    init = g_ptr_array_index (actions, first++);
  g_autoptr (AftSession) session = begin (survey, init);
  if (session == NULL)
    return aft_tool_fail (1, "now is no local time");
  aft_trace_print (session, 0, FALSE);
  for (guint i = first; i < actions->len; i++)
    {
      const AftValue *action = g_ptr_array_index (actions, i);
      Act act = find_act (action);
      if (act == NULL)
        return aft_tool_fail (1, "action %u: there is no such act", i + 1);
      aft_trace_print (session, i - first + 1, act (session, action));
    }
  return 0;
}

static GPtrArray *
read_actions (const char *path, GError **error)
{
  g_autofree char *text = aft_tool_read_file (path, NULL, error);
  if (text == NULL)
    return NULL;
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_value_unref);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_strstrip (lines[i])[0] == '\0')
        continue;
      AftValue *action
          = aft_json_parse (lines[i], strlen (lines[i]), &aft_json_limits_survey, error);
      if (action == NULL)
        {
          g_prefix_error (error, "%s, line %u: ", path, i + 1);
          return NULL;
        }
      g_ptr_array_add (actions, action);
    }
  return g_steal_pointer (&actions);
}

int
aft_tool_trace (int count, char **arguments)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  if (count != 2)
    return aft_tool_misuse ("trace takes a survey and a file of actions");
  g_autofree char *text = aft_tool_read_file (arguments[0], &length, &error);
  g_autoptr (AftSurvey) survey
      = text != NULL ? aft_survey_new_from_json (text, length, &error) : NULL;
  if (survey == NULL)
    return aft_tool_fail (1, "%s: %s", arguments[0], error->message);
  g_autoptr (GPtrArray) actions = read_actions (arguments[1], &error);
  if (actions == NULL)
    return aft_tool_fail (1, "%s", error->message);
  return play (survey, actions);
}
