/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session made anew from a state, and its steps. What was answered in between is
 * aft-survey-form.c's; what a screen looks like aft-survey-screen.c's. */
#include "aft-survey-walk.h"

/* More screens no survey has: a walk that finds its place nowhere ends. */
#define MOST_STEPS 1000
/* The question of the ready surveys that a table's code answers. */
#define TABLE_QUESTION "tableNumber"

static AftValue *
make_variables (const AftSurveyAround *around)
{
  AftValueBuilder *variables = aft_value_builder_new_object ();

  aft_value_builder_set_string (variables, "venue.name", around->venue_name);
  if (around->telephone != NULL && *around->telephone != '\0')
    aft_value_builder_set_string (variables, "venue.telephone", around->telephone);
  aft_value_builder_set_string (variables, "channel", "phone");
  aft_value_builder_set_boolean (variables, "channel.sealed", around->is_sealed);
  aft_value_builder_set_boolean (variables, "case.known", around->has_case);
  aft_value_builder_set_boolean (variables, "case.contact", around->has_contact);
  if (around->table != NULL)
    aft_value_builder_set_string (variables, "table", around->table);
  return aft_value_builder_end (variables);
}

static gboolean
step_on (AftSession *session, const AftScreen *screen)
{
  if (screen->has_start)
    return aft_session_start (session);
  return screen->has_complete ? aft_session_complete (session) : aft_session_next (session);
}

static gboolean
is_place (const AftScreen *screen, const AftSurveyState *state)
{
  return g_strcmp0 (screen->page, state->page) == 0
         && g_strcmp0 (screen->element, state->element) == 0;
}

static gboolean
is_passed_over (const AftScreen *screen, const AftSurveyAround *around)
{
  if (around->table == NULL || screen->questions->len == 0)
    return FALSE;
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (!g_str_equal (question->name, TABLE_QUESTION) || question->is_required)
        return FALSE;
    }
  return TRUE;
}

AftSession *
aft_survey_walk_begin (AftSurvey *survey,
                       const AftSurveyState *state,
                       const AftSurveyAround *around)
{
  g_autoptr (AftValue) variables = make_variables (around);
  const AftSessionOptions options = { .locale = aft_language_get_survey_key (state->language),
                                      .clock = around->clock,
                                      .zone = around->zone,
                                      .seed = state->seed,
                                      .variables = variables,
                                      .data = state->answers };
  AftSession *session = aft_session_new (survey, &options);
  gboolean is_going = state->page != NULL;

  aft_session_set_delayed_advance (session, TRUE);
  /* What is known of the guest may have made pages visible before the one it began at. */
  while (aft_session_previous (session))
    ;
  for (guint i = 0; is_going && i < MOST_STEPS; i++)
    {
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
      /* The last screen is never left on the way to one. */
      is_going = !is_place (screen, state) && (screen->has_start || screen->has_next)
                 && step_on (session, screen);
    }
  return session;
}

gboolean
aft_survey_walk_next (AftSession *session, const AftSurveyAround *around)
{
  for (guint i = 0; i < MOST_STEPS; i++)
    {
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
      if (!step_on (session, screen))
        return i > 0;
      g_autoptr (AftScreen) next = aft_session_dup_screen (session);
      if (next->state != AFT_SCREEN_RUNNING || !is_passed_over (next, around))
        return TRUE;
    }
  return TRUE;
}

gboolean
aft_survey_walk_back (AftSession *session, const AftSurveyAround *around)
{
  for (guint i = 0; i < MOST_STEPS; i++)
    {
      if (!aft_session_previous (session))
        return i > 0;
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
      if (!is_passed_over (screen, around))
        return TRUE;
    }
  return TRUE;
}

void
aft_survey_walk_save (AftSession *session, AftSurveyState *state)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  aft_survey_state_take_answers (state, aft_session_dup_data (session));
  aft_survey_state_set_place (state, screen->page, screen->element);
}

gboolean
aft_survey_walk_asks (const AftScreen *screen)
{
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (question->type != AFT_QUESTION_HTML && !question->is_read_only)
        return TRUE;
    }
  return FALSE;
}
