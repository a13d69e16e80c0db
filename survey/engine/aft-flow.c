/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page, or which element of it, is shown; buttons, auto-advance and progress (SURVEY-FORMAT
 * 5.5, 5.6, 5.14). With one question a screen the unit is an element of a page: a panel is one
 * screen with all its questions. Which act is allowed when is in aft-session.c. */

#include "aft-flow-private.h"

#include <math.h>

#include "aft-choices-private.h"
#include "aft-loose-private.h"
#include "aft-validate-private.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

gboolean
aft_flow_is_start_page (const AftSession *session, const AftElement *page)
{
  const GPtrArray *pages = session->survey->pages;
  return session->survey->has_start_page && pages->len > 1 && g_ptr_array_index (pages, 0) == page;
}

GPtrArray *
aft_flow_get_visible_pages (AftSession *session)
{
  GPtrArray *visible = g_ptr_array_new ();
  for (guint i = 0; i < session->survey->pages->len; i++)
    {
      AftElement *page = g_ptr_array_index (session->survey->pages, i);
      if (!aft_flow_is_start_page (session, page) && aft_visibility_is_visible (session, page))
        g_ptr_array_add (visible, page);
    }
  return visible;
}

const AftElement *
aft_flow_get_shown (AftSession *session)
{
  if (session->stage == AFT_STAGE_STARTING)
    return g_ptr_array_index (session->survey->pages, 0);
  if (session->stage != AFT_STAGE_RUNNING)
    return NULL;
  return session->element != NULL ? session->element : session->page;
}

/* What is shown one by one: visible elements of visible pages, and @also even when hidden. */
static GPtrArray *
get_elements (AftSession *session, const AftElement *also)
{
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  GPtrArray *elements = g_ptr_array_new ();
  for (guint i = 0; i < pages->len; i++)
    {
      const AftElement *page = g_ptr_array_index (pages, i);
      for (guint k = 0; k < page->children->len; k++)
        {
          AftElement *child = g_ptr_array_index (page->children, k);
          if (child == also || aft_visibility_is_visible (session, child))
            g_ptr_array_add (elements, child);
        }
    }
  return elements;
}

static const AftElement *
get_page_of (const AftElement *element)
{
  while (element != NULL && element->parent != NULL)
    element = element->parent;
  return element;
}

static gboolean
is_page_available (AftSession *session, const AftElement *page)
{
  return page != NULL && !aft_flow_is_start_page (session, page)
         && aft_visibility_is_visible (session, page);
}

static const AftElement *
get_first_visible (AftSession *session, const AftElement *page)
{
  for (guint i = 0; page != NULL && i < page->children->len; i++)
    if (aft_visibility_is_visible (session, g_ptr_array_index (page->children, i)))
      return g_ptr_array_index (page->children, i);
  return NULL;
}

static void
note_page_change (AftSession *session, const AftElement *left)
{
  if (left != NULL)
    {
      AftElementState *state = aft_session_get_state (session, left);
      if (!state->is_passed)
        state->is_passed = aft_validate_container (session, left, AFT_CHECK_QUIETLY);
    }
  if (session->element == NULL)
    session->progress = -1;
}

static void set_element (AftSession *session, const AftElement *element);

static void
set_page (AftSession *session, const AftElement *page)
{
  const AftElement *left = session->page;
  if (page == NULL ? is_page_available (session, left) : !is_page_available (session, page))
    return;
  if (page == left)
    return;
  if (session->element != NULL && page != NULL && get_page_of (session->element) != page)
    {
      set_element (session, get_first_visible (session, page));
      return;
    }
  session->page = page;
  note_page_change (session, left);
}

static void
set_element (AftSession *session, const AftElement *element)
{
  if (element == session->element || session->stage == AFT_STAGE_COMPLETED)
    return;
  session->element = element;
  if (element != NULL && get_page_of (element) != session->page)
    set_page (session, get_page_of (element));
}

static const AftElement *
get_first_page (AftSession *session)
{
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  return pages->len > 0 ? g_ptr_array_index (pages, 0) : NULL;
}

static void
update_page (AftSession *session)
{
  if (!is_page_available (session, session->page))
    set_page (session, get_first_page (session));
}

void
aft_flow_begin (AftSession *session)
{
  if (!session->survey->is_question_per_page)
    return;
  g_autoptr (GPtrArray) elements = get_elements (session, NULL);
  if (elements->len > 0)
    set_element (session, g_ptr_array_index (elements, 0));
}

void
aft_flow_settle (AftSession *session)
{
  session->progress = -1;
  update_page (session);
}

void
aft_flow_note_visibility (AftSession *session)
{
  if (session->are_conditions_running)
    session->has_visibility_changed = TRUE;
  else
    aft_flow_note_answer (session);
}

void
aft_flow_note_answer (AftSession *session)
{
  if (session->survey->progress != AFT_PROGRESS_PAGES)
    session->progress = -1;
}

void
aft_flow_note_locale (AftSession *session)
{
  session->progress = -1;
}

void
aft_flow_leave_hidden_element (AftSession *session)
{
  const AftElement *element = session->element;
  guint index;
  if (element == NULL || aft_visibility_is_visible (session, element))
    return;
  g_autoptr (GPtrArray) elements = get_elements (session, element);
  const AftElement *next = NULL;
  if (!g_ptr_array_find (elements, element, &index))
    next = elements->len > 0 ? g_ptr_array_index (elements, 0) : NULL;
  else if (index > 0)
    next = g_ptr_array_index (elements, index - 1);
  else if (index + 1 < elements->len)
    next = g_ptr_array_index (elements, index + 1);
  set_element (session, next);
}

void
aft_flow_note_page (AftSession *session, const AftElement *page)
{
  gboolean is_shown = aft_visibility_is_visible (session, page);
  if ((is_shown && session->page == NULL) || page == session->page)
    update_page (session);
  aft_flow_note_visibility (session);
  if (!is_shown)
    aft_flow_leave_hidden_element (session);
  if (session->element != NULL && session->page != NULL
      && get_page_of (session->element) != session->page)
    set_element (session, get_first_visible (session, session->page));
}

/* Is what is shown the first (last) there is? */
static gboolean
is_at_end (AftSession *session, gboolean is_first)
{
  guint index;
  g_autoptr (GPtrArray) list = session->element != NULL ? get_elements (session, NULL)
                                                        : aft_flow_get_visible_pages (session);
  const AftElement *now = session->element != NULL ? session->element : session->page;
  if (!g_ptr_array_find (list, now, &index))
    return FALSE;
  return is_first ? index == 0 : index + 1 == list->len;
}

gboolean
aft_flow_has_button (AftSession *session, AftButton button)
{
  if (button == AFT_BUTTON_START)
    return session->stage == AFT_STAGE_STARTING;
  if (session->stage != AFT_STAGE_RUNNING || session->page == NULL)
    return FALSE;
  if (button == AFT_BUTTON_PREVIOUS)
    return session->survey->shows_previous && !is_at_end (session, TRUE);
  gboolean is_last = is_at_end (session, FALSE);
  return button == AFT_BUTTON_NEXT ? !is_last : is_last && session->survey->shows_complete;
}

/* Steps from @now, which the check before a step may have left already: an answer that it drops
 * moves the screen on where auto-advance is on. */
static void
go_by (AftSession *session, const AftElement *now, int step)
{
  guint index;
  gboolean is_element = session->element != NULL;
  g_autoptr (GPtrArray) list
      = is_element ? get_elements (session, NULL) : aft_flow_get_visible_pages (session);
  if (!g_ptr_array_find (list, now, &index) || (int) index + step < 0
      || index + (guint) step >= list->len)
    return;
  const AftElement *then = g_ptr_array_index (list, index + (guint) step);
  if (is_element)
    set_element (session, then);
  else
    set_page (session, then);
}

static gboolean
check_shown (AftSession *session, const AftElement *shown)
{
  return shown->kind == AFT_ELEMENT_QUESTION
             ? aft_validate_question (session, shown, AFT_CHECK_SHOW)
             : aft_validate_container (session, shown, AFT_CHECK_SHOW);
}

static void
go_next (AftSession *session)
{
  const AftElement *element = session->element;
  const AftElement *shown = element != NULL ? element : aft_flow_get_shown (session);
  if (shown != NULL && check_shown (session, shown))
    go_by (session, element != NULL ? element : session->page, 1);
}

/* Of a page of which one question is shown that question is checked, else all of the page, also
 * when a panel is what is shown. */
static gboolean
check_page (AftSession *session)
{
  const AftElement *shown = aft_flow_get_shown (session);
  gboolean is_panel = session->stage != AFT_STAGE_STARTING && shown->kind != AFT_ELEMENT_QUESTION;
  return check_shown (session, is_panel ? session->page : shown);
}

/* Hidden answers go now, unless the survey keeps them. */
static void
drop_unused (AftSession *session)
{
  const GPtrArray *questions = session->survey->questions;
  for (guint i = 0; i < questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (questions, i);
      if (aft_question_has_choices (element->question)
          && !aft_choices_is_other_selected (session, element))
        aft_values_set_other_text (session, element, NULL);
    }
  if (session->survey->clear_invisible == AFT_CLEAR_NONE)
    return;
  for (guint i = 0; i < questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (questions, i);
      if (aft_element_has_input (element))
        aft_values_clear_hidden (session, element);
    }
}

static gboolean
complete (AftSession *session)
{
  if (!check_page (session))
    return FALSE;
  session->stage = AFT_STAGE_COMPLETED;
  drop_unused (session);
  return TRUE;
}

static gboolean
start (AftSession *session)
{
  if (!aft_validate_container (session, aft_flow_get_shown (session), AFT_CHECK_SHOW))
    return FALSE;
  session->stage = AFT_STAGE_RUNNING;
  aft_flow_note_visibility (session);
  set_page (session, get_first_page (session));
  return TRUE;
}

gboolean
aft_flow_press (AftSession *session, AftButton button)
{
  if (!aft_flow_has_button (session, button))
    return FALSE;
  if (button == AFT_BUTTON_START)
    return start (session);
  if (button == AFT_BUTTON_COMPLETE)
    return complete (session);
  const AftElement *page = session->page, *element = session->element;
  if (button == AFT_BUTTON_NEXT)
    go_next (session);
  else
    go_by (session, element != NULL ? element : page, -1);
  return page != session->page || element != session->element;
}

/* May an answer to this question move the page on? */
static gboolean
supports_advance (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  const AftQuestionState *state = aft_session_get_question (session, element);
  switch (question->type)
    {
    case AFT_QUESTION_RATING:
      return state->is_tapped;
    case AFT_QUESTION_RADIOGROUP:
      return state->is_tapped && !aft_choices_is_other_selected (session, element);
    case AFT_QUESTION_DROPDOWN:
      return !aft_choices_is_other_selected (session, element);
    case AFT_QUESTION_BOOLEAN:
      return TRUE;
    case AFT_QUESTION_TEXT:
      return !g_str_equal (question->input_type, "date");
    case AFT_QUESTION_CHECKBOX:
    case AFT_QUESTION_COMMENT:
    case AFT_QUESTION_HTML:
      break;
    }
  return FALSE;
}

static void
advance_now (AftSession *session)
{
  if (!is_at_end (session, FALSE))
    go_next (session);
  else if (session->survey->advance_completes)
    complete (session);
}

/* Where one element is shown at a time the element moves on, whatever else the page holds. */
static void
advance (AftSession *session)
{
  if (session->is_delayed)
    session->is_advance_due = !is_at_end (session, FALSE) || session->survey->advance_completes;
  else
    advance_now (session);
}

gboolean
aft_flow_advance (AftSession *session)
{
  const AftElement *page = session->page, *element = session->element;
  if (!session->is_advance_due || session->stage != AFT_STAGE_RUNNING)
    return FALSE;
  session->is_advance_due = FALSE;
  advance_now (session);
  return session->stage == AFT_STAGE_COMPLETED || page != session->page
         || element != session->element;
}

/* Every question of @container that is not itself hidden has an answer; @ret_found: @question is
 * one. */
static gboolean
is_answered (AftSession *session,
             const AftElement *container,
             const AftElement *question,
             gboolean *ret_found)
{
  for (guint i = 0; i < container->children->len; i++)
    {
      const AftElement *child = g_ptr_array_index (container->children, i);
      *ret_found = *ret_found || child == question;
      if (child->kind != AFT_ELEMENT_QUESTION)
        {
          if (!is_answered (session, child, question, ret_found))
            return FALSE;
          continue;
        }
      if (aft_element_has_input (child) && aft_session_get_state (session, child)->is_visible
          && aft_loose_is_empty (aft_session_get_question (session, child)->value, TRUE))
        return FALSE;
    }
  return TRUE;
}

/* A wrong answer keeps the page, where the reference does not go on to look at the page anyway. */
static gboolean
is_stopped_by_error (AftSession *session, const AftElement *element)
{
  if (aft_validate_question (session, element, AFT_CHECK_QUIETLY))
    return FALSE;
  return element->question->type == AFT_QUESTION_TEXT
             ? g_str_equal (element->question->input_type, "date")
             : aft_choices_lacks_other_text (session, element);
}

static gboolean
can_advance (AftSession *session, const AftElement *question)
{
  if (session->stage <= AFT_STAGE_SETTLING || session->stage == AFT_STAGE_COMPLETED
      || !session->survey->advances || session->page == NULL)
    return FALSE;
  return aft_session_get_state (session, question)->is_visible
         && supports_advance (session, question) && !is_stopped_by_error (session, question);
}

void
aft_flow_try_advance (AftSession *session, const AftElement *question)
{
  gboolean is_found = FALSE;
  if (!can_advance (session, question))
    return;
  if (session->element != NULL)
    advance (session);
  if (session->stage == AFT_STAGE_COMPLETED || session->is_advance_due)
    return;
  if (!is_answered (session, session->page, question, &is_found) || !is_found)
    return;
  if (is_at_end (session, FALSE) && !session->survey->advance_completes)
    return;
  if (check_page (session))
    advance (session);
}

typedef struct
{
  guint questions;
  guint answered;
} Count;

static void
count_questions (AftSession *session, const AftElement *element, Count *count)
{
  if (!aft_visibility_is_visible (session, element))
    return;
  for (guint i = 0; i < element->children->len; i++)
    count_questions (session, g_ptr_array_index (element->children, i), count);
  if (!aft_element_has_input (element)
      || (session->survey->progress == AFT_PROGRESS_REQUIRED
          && !aft_session_get_state (session, element)->is_required))
    return;
  count->questions++;
  if (!aft_loose_is_empty (aft_session_get_question (session, element)->value, TRUE))
    count->answered++;
}

static int
count_progress (AftSession *session)
{
  guint index = 0;
  Count count = { 0, 0 };
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  if (session->survey->progress == AFT_PROGRESS_PAGES)
    return g_ptr_array_find (pages, session->page, &index) ? (int) ceil (index * 100.0 / pages->len)
                                                           : 0;
  for (guint i = 0; i < pages->len; i++)
    count_questions (session, g_ptr_array_index (pages, i), &count);
  return count.questions > 0 ? (int) (count.answered * 100 / count.questions) : 100;
}

/* By pages it is counted when the page changes, not when later pages come or go. */
int
aft_flow_get_progress (AftSession *session)
{
  if (session->stage != AFT_STAGE_RUNNING || session->page == NULL || session->element != NULL)
    return -1;
  if (session->progress < 0)
    session->progress = count_progress (session);
  return session->progress;
}
