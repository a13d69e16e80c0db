/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visible, read-only and required: what elements are now and what follows when that changes (errors
 * go, answers go or come back, the page shown may have to be left). Conditions are run elsewhere.
 */

#include "aft-visibility-private.h"

#include "aft-flow-private.h"
#include "aft-validate-private.h"
#include "aft-values-private.h"

static gboolean
has_content (AftSession *session, const AftElement *container)
{
  for (guint i = 0; i < container->children->len; i++)
    if (aft_visibility_is_visible (session, g_ptr_array_index (container->children, i)))
      return TRUE;
  return FALSE;
}

gboolean
aft_visibility_is_visible (AftSession *session, const AftElement *element)
{
  if (!aft_session_get_state (session, element)->is_visible)
    return FALSE;
  return element->kind == AFT_ELEMENT_QUESTION || has_content (session, element);
}

gboolean
aft_visibility_is_on_page (AftSession *session, const AftElement *element)
{
  for (; element != NULL; element = element->parent)
    if (!aft_visibility_is_visible (session, element))
      return FALSE;
  return TRUE;
}

gboolean
aft_visibility_is_read_only (AftSession *session, const AftElement *element)
{
  for (; element != NULL; element = element->parent)
    if (aft_session_get_state (session, element)->is_read_only)
      return TRUE;
  return FALSE;
}

static void
set_question_visible (AftSession *session, const AftElement *element, gboolean is)
{
  if (!is)
    aft_validate_clear_errors (session, element);
  if (session->is_setting_data)
    return;
  aft_flow_note_visibility (session);
  if (!is)
    aft_flow_leave_hidden_element (session);
  if (session->survey->clear_invisible != AFT_CLEAR_ON_HIDDEN)
    return;
  if (!is)
    aft_values_clear_hidden (session, element);
  else if (aft_visibility_is_on_page (session, element))
    aft_values_set_default (session, element);
}

static void
restore_defaults (AftSession *session, const AftElement *container)
{
  for (guint i = 0; i < container->children->len; i++)
    {
      const AftElement *child = g_ptr_array_index (container->children, i);
      if (child->kind == AFT_ELEMENT_QUESTION)
        aft_values_set_default (session, child);
      else
        restore_defaults (session, child);
    }
}

static void
note_container (AftSession *session, const AftElement *container)
{
  gboolean is_shown = aft_visibility_is_visible (session, container);
  aft_session_get_state (session, container)->was_shown = is_shown;
  if (!session->is_setting_data && is_shown)
    restore_defaults (session, container);
  if (container->kind == AFT_ELEMENT_PAGE)
    aft_flow_note_page (session, container);
  else
    {
      aft_flow_note_visibility (session);
      if (!aft_visibility_is_visible (session, container))
        aft_flow_leave_hidden_element (session);
    }
}

void
aft_visibility_note_content (AftSession *session, const AftElement *container)
{
  AftElementState *state = aft_session_get_state (session, container);
  if (!state->is_checking && aft_visibility_is_visible (session, container) != state->was_shown)
    note_container (session, container);
  if (container->parent != NULL)
    aft_visibility_note_content (session, container->parent);
}

void
aft_visibility_set_visible (AftSession *session, const AftElement *element, gboolean is)
{
  AftElementState *state = aft_session_get_state (session, element);
  if (state->is_visible == is)
    return;
  state->is_visible = is;
  if (element->kind != AFT_ELEMENT_QUESTION)
    note_container (session, element);
  if (element->parent != NULL)
    aft_visibility_note_content (session, element->parent);
  if (element->kind == AFT_ELEMENT_QUESTION)
    set_question_visible (session, element, is);
}

/* Errors of what can no longer be answered go. */
static void
note_read_only (AftSession *session, const AftElement *element)
{
  AftElementState *state = aft_session_get_state (session, element);
  gboolean is = aft_visibility_is_read_only (session, element);
  gboolean has_changed = state->was_read_only != is;
  state->was_read_only = is;
  for (guint i = 0; has_changed && i < element->children->len; i++)
    note_read_only (session, g_ptr_array_index (element->children, i));
  if (has_changed && is && element->kind == AFT_ELEMENT_QUESTION)
    aft_validate_clear_errors (session, element);
}

void
aft_visibility_set_read_only (AftSession *session, const AftElement *element, gboolean is)
{
  AftElementState *state = aft_session_get_state (session, element);
  if (state->is_read_only == is)
    return;
  state->is_read_only = is;
  note_read_only (session, element);
}

void
aft_visibility_set_required (AftSession *session, const AftElement *element, gboolean is)
{
  AftElementState *state = aft_session_get_state (session, element);
  if (state->is_required == is)
    return;
  state->is_required = is;
  if (!is && state->question != NULL && state->question->errors->len > 0)
    aft_validate_question (session, element, AFT_CHECK_SHOW);
}
