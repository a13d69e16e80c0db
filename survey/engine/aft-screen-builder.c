/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Describes what is on the screen of a session now: records of texts and states, nothing drawn. */

#include "aft-conditions-private.h"
#include "aft-date.h"
#include "aft-flow-private.h"
#include "aft-screen-private.h"
#include "aft-choices-private.h"
#include "aft-localised-private.h"
#include "aft-loose-private.h"
#include "aft-survey-reader-private.h"
#include "aft-text-private.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

static char *
get_text (AftSession *session, const AftElement *element, const char *name)
{
  return aft_text_of_property (session, element, name);
}

/* Names of faces, worst first, and how many steps a rating needs to show each. */
static const struct
{
  const char *name;
  guint from;
} faces[] = {
  { "terrible", 10 }, { "very-poor", 9 }, { "poor", 7 },      { "not-good", 2 },  { "average", 5 },
  { "normal", 3 },    { "good", 4 },      { "very-good", 1 }, { "excellent", 6 }, { "perfect", 8 },
};

/* The face at @place of @count; NULL beyond the last. */
static const char *
get_face (guint count, guint place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faces); i++)
    if (faces[i].from <= count && place-- == 0)
      return faces[i].name;
  return NULL;
}

static const char *
get_face_of (const AftQuestion *question, const AftChoice *choice)
{
  guint index = 0;
  g_ptr_array_find (question->choices, choice, &index);
  if (question->has_rate_values)
    return get_face (question->choices->len, index);
  const AftChoice *last = g_ptr_array_index (question->choices, question->choices->len - 1);
  double first = question->rate_minimum, value = aft_value_get_number (choice->value);
  double count = aft_value_get_number (last->value) - first + 1;
  return value - first == (guint) (value - first)
             ? get_face ((guint) count, (guint) (value - first))
             : NULL;
}

static void
add_choice (AftSession *session,
            const AftElement *element,
            const AftChoice *choice,
            AftQuestionView *view)
{
  AftChoiceView *item = g_new0 (AftChoiceView, 1);
  item->value = aft_value_ref (choice->value);
  item->role = choice->role;
  item->is_exclusive = choice->is_exclusive;
  item->is_disabled = !aft_choices_is_enabled (session, element, choice);
  item->is_selected = aft_choices_is_selected (session, element, choice);
  if (choice->role == AFT_CHOICE_ITEM || choice->text != NULL)
    item->text = aft_text_of_choice (session, element, choice);
  if (view->type == AFT_QUESTION_RATING && view->rating_look == AFT_RATING_SMILEYS)
    item->face = get_face_of (element->question, choice);
  g_ptr_array_add (view->choices, item);
}

static void
add_side (AftSession *session, const AftElement *element, gboolean is_true, AftQuestionView *view)
{
  const AftQuestion *question = element->question;
  AftValue *value = is_true ? question->value_true : question->value_false;
  const char *label = is_true ? "labelTrue" : "labelFalse";
  const AftValue *answer = aft_session_get_question (session, element)->value;
  AftChoiceView *item = g_new0 (AftChoiceView, 1);
  item->value = aft_value_ref (value);
  item->text = get_text (session, element, label);
  if (item->text == NULL && !aft_value_is_null (aft_survey_get_property (element->json, label)))
    item->text = g_strdup (
        aft_localised_get_word (is_true ? AFT_WORD_TRUE : AFT_WORD_FALSE, session->locale));
  item->is_selected = answer != NULL && aft_loose_equals (answer, value);
  g_ptr_array_add (view->choices, item);
}

static AftRatingLook
get_look (const AftElement *element)
{
  const char *look = aft_value_get_string (aft_survey_get_property (element->json, "rateType"));
  if (g_strcmp0 (look, "stars") == 0)
    return AFT_RATING_STARS;
  return g_strcmp0 (look, "smileys") == 0 ? AFT_RATING_SMILEYS : AFT_RATING_LABELS;
}

static void
describe_items (AftSession *session, const AftElement *element, AftQuestionView *view)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  if (view->type == AFT_QUESTION_RATING)
    {
      view->rating_look = get_look (element);
      view->is_rating_colored = g_str_equal (
          aft_value_get_member_string (element->json, "scaleColorMode", ""), "colored");
      view->minimum_text = get_text (session, element, "minRateDescription");
      view->maximum_text = get_text (session, element, "maxRateDescription");
    }
  if (view->type == AFT_QUESTION_BOOLEAN)
    {
      add_side (session, element, TRUE, view);
      add_side (session, element, FALSE, view);
      return;
    }
  for (guint i = 0; i < state->shown->len; i++)
    add_choice (session, element, g_ptr_array_index (state->shown, i), view);
}

static char *
get_today (AftSession *session)
{
  AftDateFields now = aft_date_get_fields (aft_session_get_now_ms (session));
  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%02d-%02d", now.year, now.month + 1, now.day);
}

static void
describe_input (AftSession *session, const AftElement *element, AftQuestionView *view)
{
  const AftQuestion *question = element->question;
  double length = aft_survey_read_number (element->json, "maxLength", 0);
  view->input_type = question->input_type;
  if (g_strcmp0 (question->input_type, "date") == 0)
    view->today = get_today (session);
  view->minimum = question->minimum;
  view->maximum = question->maximum;
  view->placeholder = get_text (session, element, "placeholder");
  view->maximum_length = length > 0 && length < G_MAXINT ? (int) length : 0;
  view->rows = (int) CLAMP (aft_survey_read_number (element->json, "rows", 4), 1, 100);
}

static void
describe_comment (AftSession *session, const AftElement *element, AftQuestionView *view)
{
  const AftQuestion *question = element->question;
  view->has_comment = question->has_comment_area;
  view->is_other_selected = aft_choices_is_other_selected (session, element);
  view->comment = g_strdup (aft_values_get_comment (session, element));
  if (view->is_other_selected)
    view->other_text = g_strdup (aft_values_get_other_text (session, element));
  view->comment_label = get_text (session, element, "commentText");
  view->comment_placeholder = get_text (
      session, element, view->is_other_selected ? "otherPlaceholder" : "commentPlaceholder");
}

static void
describe_errors (AftSession *session, const AftElement *element, AftQuestionView *view)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  for (guint i = 0; i < state->errors->len; i++)
    {
      const AftQuestionError *error = g_ptr_array_index (state->errors, i);
      AftErrorView *shown = g_new0 (AftErrorView, 1);
      shown->kind = error->kind;
      shown->level = error->level;
      shown->text = aft_text_localise (session, error->text);
      shown->text_then = g_strdup (error->text_then);
      g_ptr_array_add (view->errors, shown);
    }
}

/* The title of the panels that begin with this question. */
static void
describe_panel (AftSession *session,
                const AftElement *element,
                const AftElement *title_of,
                AftQuestionView *view)
{
  if (element->parent != NULL && element->parent->kind == AFT_ELEMENT_PANEL)
    view->panel = g_strdup (element->parent->name);
  if (title_of == NULL)
    return;
  view->panel_title = get_text (session, title_of, "title");
  view->panel_description = get_text (session, title_of, "description");
}

static AftQuestionView *
describe (AftSession *session, const AftElement *element, const AftElement *title_of)
{
  AftQuestionView *view = aft_question_view_new ();
  const AftQuestionState *state = aft_session_get_question (session, element);
  view->name = g_strdup (element->name);
  view->type = element->question->type;
  view->type_name = aft_question_type_get_name (view->type);
  view->house = aft_value_get_member (element->json, "aftertaste");
  view->title = get_text (session, element, "title");
  if (view->title == NULL)
    view->title = g_strdup (element->name);
  view->description = get_text (session, element, "description");
  view->is_required = aft_session_get_state (session, element)->is_required;
  describe_panel (session, element, title_of, view);
  if (view->type == AFT_QUESTION_HTML)
    {
      view->html = get_text (session, element, "html");
      return view;
    }
  view->is_read_only = aft_visibility_is_read_only (session, element);
  if (!aft_loose_is_empty (state->value, FALSE))
    view->value = aft_value_ref (state->value);
  if (view->type == AFT_QUESTION_TEXT || view->type == AFT_QUESTION_COMMENT)
    describe_input (session, element, view);
  else
    describe_items (session, element, view);
  if (view->type == AFT_QUESTION_DROPDOWN)
    view->placeholder = get_text (session, element, "placeholder");
  describe_comment (session, element, view);
  describe_errors (session, element, view);
  return view;
}

static void
describe_all (AftSession *session,
              const AftElement *element,
              const AftElement **title_of,
              AftScreen *screen)
{
  if (!aft_visibility_is_visible (session, element))
    return;
  if (element->kind == AFT_ELEMENT_QUESTION)
    {
      g_ptr_array_add (screen->questions, describe (session, element, *title_of));
      *title_of = NULL;
      return;
    }
  if (element->kind == AFT_ELEMENT_PANEL
      && !aft_value_is_null (aft_survey_get_property (element->json, "title")))
    *title_of = element;
  for (guint i = 0; i < element->children->len; i++)
    describe_all (session, g_ptr_array_index (element->children, i), title_of, screen);
}

static void
describe_buttons (AftSession *session, AftScreen *screen)
{
  const AftValue *json = session->survey->definition;
  screen->has_start = aft_flow_has_button (session, AFT_BUTTON_START);
  screen->has_previous = aft_flow_has_button (session, AFT_BUTTON_PREVIOUS);
  screen->has_next = aft_flow_has_button (session, AFT_BUTTON_NEXT);
  screen->has_complete = aft_flow_has_button (session, AFT_BUTTON_COMPLETE);
  screen->are_buttons_hidden = !session->survey->shows_buttons;
  screen->start_text
      = aft_text_localise (session, aft_survey_get_property (json, "startSurveyText"));
  screen->previous_text
      = aft_text_localise (session, aft_survey_get_property (json, "pagePrevText"));
  screen->next_text = aft_text_localise (session, aft_survey_get_property (json, "pageNextText"));
  screen->complete_text
      = aft_text_localise (session, aft_survey_get_property (json, "completeText"));
}

static char *
get_completed_html (AftSession *session)
{
  const AftValue *html = aft_value_get_member (session->survey->definition, "completedHtml");
  for (guint i = 0; i < session->survey->completed->len; i++)
    {
      const AftCompletedHtml *completed = g_ptr_array_index (session->survey->completed, i);
      if (completed->condition == NULL)
        continue;
      g_autoptr (AftValue) result = aft_conditions_evaluate (session, completed->condition, NULL);
      if (aft_expression_is_true (result))
        return aft_text_localise (session, completed->html);
    }
  return aft_text_localise (session, html);
}

static void
describe_shown (AftSession *session, const AftElement *shown, AftScreen *screen)
{
  const AftElement *page = shown, *title_of = NULL;
  while (page->parent != NULL)
    page = page->parent;
  screen->page = g_strdup (page->name);
  screen->page_title = get_text (session, page, "title");
  screen->page_description = get_text (session, page, "description");
  if (shown != page)
    screen->element = g_strdup (shown->name);
  describe_all (session, shown, &title_of, screen);
}

static AftScreenState
get_state (AftSession *session)
{
  if (session->stage == AFT_STAGE_COMPLETED)
    return AFT_SCREEN_COMPLETED;
  if (session->stage == AFT_STAGE_STARTING)
    return AFT_SCREEN_STARTING;
  return session->page != NULL ? AFT_SCREEN_RUNNING : AFT_SCREEN_EMPTY;
}

AftScreen *
aft_session_dup_screen (AftSession *session)
{
  AftScreen *screen = aft_screen_new ();
  const AftElement *shown = aft_flow_get_shown (session);
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  const AftValue *bar = aft_value_get_member (session->survey->definition, "showProgressBar");
  screen->state = get_state (session);
  screen->locale = g_strdup (session->locale[0] != '\0' ? session->locale : "en");
  for (guint i = 0; screen->state != AFT_SCREEN_EMPTY && i < pages->len; i++)
    {
      const AftElement *page = g_ptr_array_index (pages, i);
      g_ptr_array_add (screen->pages, g_strdup (page->name));
    }
  screen->progress = aft_flow_get_progress (session);
  screen->shows_progress
      = aft_value_get_boolean (bar)
        || (aft_value_get_string (bar) != NULL && !g_str_equal (aft_value_get_string (bar), "off"));
  describe_buttons (session, screen);
  if (shown != NULL)
    describe_shown (session, shown, screen);
  if (session->stage == AFT_STAGE_COMPLETED)
    screen->html = get_completed_html (session);
  return screen;
}
