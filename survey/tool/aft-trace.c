/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen as a trace line: the JSON of the survey vectors, with a key only where it says
 * something. */

#include "aft-trace-private.h"

#include "aft-json.h"
#include "aft-tool-private.h"

static void
put_text (AftValueBuilder *builder, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    aft_value_builder_set_string (builder, name, text);
}

static void
put_flag (AftValueBuilder *builder, const char *name, gboolean is)
{
  if (is)
    aft_value_builder_set_boolean (builder, name, TRUE);
}

static AftValue *
describe_choice (const AftChoiceView *choice)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set (builder, "v", choice->value);
  if (choice->text != NULL)
    aft_value_builder_set_string (builder, "t", choice->text);
  put_flag (builder, "off", choice->is_disabled);
  return aft_value_builder_end (builder);
}

static AftValue *
describe_choices (const AftQuestionView *view)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; i < view->choices->len; i++)
    aft_value_builder_take (builder, describe_choice (g_ptr_array_index (view->choices, i)));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_faces (const AftQuestionView *view)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; i < view->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
      aft_value_builder_take (builder, choice->face != NULL ? aft_value_new_string (choice->face)
                                                            : aft_value_new_null ());
    }
  return aft_value_builder_end (builder);
}

/* The question's own checks have no text in the traces, and texts stay as they were found. */
static AftValue *
describe_errors (const AftQuestionView *view)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < view->errors->len; i++)
    {
      const AftErrorView *error = g_ptr_array_index (view->errors, i);
      AftValueBuilder *builder = aft_value_builder_new_object ();
      gboolean is_current
          = g_str_equal (error->kind, "required") || g_str_equal (error->kind, "otherempty");
      aft_value_builder_set_string (builder, "kind", error->kind);
      if (!g_str_equal (error->kind, "custom"))
        put_text (builder, "text", is_current ? error->text : error->text_then);
      if (!g_str_equal (error->level, "error"))
        aft_value_builder_set_string (builder, "level", error->level);
      aft_value_builder_take (list, aft_value_builder_end (builder));
    }
  return aft_value_builder_end (list);
}

static void
put_rating (AftValueBuilder *builder, const AftQuestionView *view)
{
  static const char *const looks[] = { "labels", "stars", "smileys" };
  if (view->type != AFT_QUESTION_RATING)
    return;
  aft_value_builder_set_string (builder, "look", looks[view->rating_look]);
  if (view->rating_look == AFT_RATING_SMILEYS)
    aft_value_builder_set_take (builder, "face", describe_faces (view));
  put_text (builder, "min", view->minimum_text);
  put_text (builder, "max", view->maximum_text);
}

static AftValue *
describe_question (const AftQuestionView *view)
{
  gboolean is_html = view->type == AFT_QUESTION_HTML;
  gboolean has_items
      = !is_html && view->type != AFT_QUESTION_TEXT && view->type != AFT_QUESTION_COMMENT;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "n", view->name);
  aft_value_builder_set_string (builder, "type", view->type_name);
  if (is_html)
    aft_value_builder_set_string (builder, "html", view->html != NULL ? view->html : "");
  else
    aft_value_builder_set_string (builder, "title", view->title);
  put_text (builder, "desc", view->description);
  put_flag (builder, "req", view->is_required);
  put_flag (builder, "ro", view->is_read_only);
  if (has_items)
    aft_value_builder_set_take (builder, "ch", describe_choices (view));
  put_rating (builder, view);
  if (view->value != NULL)
    aft_value_builder_set (builder, "val", view->value);
  put_flag (builder, "other", view->is_other_selected);
  put_flag (builder, "hasComment", view->has_comment);
  put_text (builder, "comment", view->comment);
  if (view->errors->len > 0)
    aft_value_builder_set_take (builder, "err", describe_errors (view));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_questions (const AftScreen *screen)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; i < screen->questions->len; i++)
    aft_value_builder_take (builder, describe_question (g_ptr_array_index (screen->questions, i)));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_buttons (const AftScreen *screen)
{
  const struct
  {
    gboolean is_shown;
    const char *name;
  } buttons[] = { { screen->has_start, "start" },
                  { screen->has_previous, "prev" },
                  { screen->has_next, "next" },
                  { screen->has_complete, "complete" } };
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (buttons[i].is_shown)
      aft_value_builder_take (builder, aft_value_new_string (buttons[i].name));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_pages (const AftScreen *screen)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; i < screen->pages->len; i++)
    aft_value_builder_take (builder, aft_value_new_string (g_ptr_array_index (screen->pages, i)));
  return aft_value_builder_end (builder);
}

static void
put_screen (AftValueBuilder *builder, const AftScreen *screen)
{
  static const char *const states[] = { "starting", "running", "completed", "empty" };
  gboolean is_open = screen->state == AFT_SCREEN_STARTING || screen->state == AFT_SCREEN_RUNNING;
  aft_value_builder_set_string (builder, "state", states[screen->state]);
  aft_value_builder_set_string (builder, "locale", screen->locale);
  put_text (builder, "page", screen->page);
  put_text (builder, "element", screen->element);
  put_text (builder, "pageTitle", screen->page_title);
  aft_value_builder_set_take (builder, "pages", describe_pages (screen));
  if (screen->progress >= 0)
    aft_value_builder_set_number (builder, "progress", screen->progress);
  if (is_open)
    {
      aft_value_builder_set_take (builder, "nav", describe_buttons (screen));
      aft_value_builder_set_take (builder, "q", describe_questions (screen));
    }
  put_text (builder, "html", screen->html);
}

void
aft_trace_print (AftSession *session, guint step, gboolean is_done)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_autoptr (AftValue) variables = aft_session_dup_variables (session);
  aft_value_builder_set_number (builder, "step", step);
  if (step > 0)
    aft_value_builder_set_boolean (builder, "ok", is_done);
  put_screen (builder, screen);
  aft_value_builder_set_take (builder, "data", aft_session_dup_raw_data (session));
  if (aft_value_get_length (variables) > 0)
    aft_value_builder_set (builder, "vars", variables);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  g_autofree char *line = aft_json_to_line (value);
  aft_tool_print_line (line);
}
