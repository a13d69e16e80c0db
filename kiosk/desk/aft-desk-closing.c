/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions before a case is closed, and their order. How they look, and what becomes of the
 * answers, is for others; whether the case may be closed is decided by the collector. Money and
 * what has to be changed are entered on the console: here somebody says that there is neither, or
 * leaves the case open. */
#include "aft-desk-closing.h"

#include <glib/gi18n.h>

typedef enum
{
  ASK_STATE,
  ASK_OUTCOME,
  ASK_STATED,
  ASK_ROOT,
  ASK_REST, /* what it cost, and what has to be changed */
  ASKED
} Question;

#define RESTS 2 /* answers to it */

struct _AftDeskClosing
{
  AftCauseList *causes;
  gboolean has_causes; /* FALSE for a call and a drill */
  Question question;
  AftCaseState state;
  const char *answers[ASKED]; /* ids, borrowed from the list; NULL: not asked */
  gboolean is_left_open;
};

static const AftCaseState states[] = {
  AFT_CASE_STATE_RECOVERED,
  AFT_CASE_STATE_LOST,
  AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY,
};

AftDeskClosing *
aft_desk_closing_new (AftCauseList *causes, AftCaseKind kind)
{
  AftDeskClosing *closing = g_new0 (AftDeskClosing, 1);
  closing->causes = aft_cause_list_ref (causes);
  closing->has_causes = kind == AFT_CASE_KIND_COMPLAINT || kind == AFT_CASE_KIND_SURVEY;
  return closing;
}

void
aft_desk_closing_free (AftDeskClosing *closing)
{
  if (closing == NULL)
    return;
  aft_cause_list_unref (closing->causes);
  g_free (closing);
}

static AftCausePick
get_pick (Question question)
{
  switch (question)
    {
    case ASK_OUTCOME:
      return AFT_CAUSE_OUTCOME;
    case ASK_STATED:
      return AFT_CAUSE_STATED;
    case ASK_ROOT:
    case ASK_STATE:
    case ASK_REST:
    case ASKED:
    default:
      return AFT_CAUSE_ROOT;
    }
}

/* Is the entry @index of the list one that can be chosen now? */
static gboolean
is_offered (AftDeskClosing *closing, Question question, guint index)
{
  if (question != ASK_OUTCOME)
    return TRUE;
  const char *id = aft_cause_list_get_id (closing->causes, AFT_CAUSE_OUTCOME, index);
  return aft_cause_list_fits (closing->causes, id, closing->state);
}

/* The id of what is offered as @position-th; NULL: there are not so many. @ret_count: how many. */
static const char *
find_offered (AftDeskClosing *closing, Question question, guint position, guint *ret_count)
{
  AftCausePick pick = get_pick (question);
  guint length = aft_cause_list_get_length (closing->causes, pick);
  const char *found = NULL;
  *ret_count = 0;
  for (guint i = 0; i < length; i++)
    if (is_offered (closing, question, i) && (*ret_count)++ == position)
      found = aft_cause_list_get_id (closing->causes, pick, i);
  return found;
}

static gboolean
is_asked (AftDeskClosing *closing, Question question)
{
  guint count = 0;
  if (question == ASK_STATE || question == ASKED)
    return TRUE;
  if (!closing->has_causes || question == ASK_REST)
    return closing->has_causes;
  find_offered (closing, question, 0, &count);
  return count > 0;
}

gboolean
aft_desk_closing_is_done (AftDeskClosing *closing)
{
  return closing->question == ASKED;
}

const char *
aft_desk_closing_get_title (AftDeskClosing *closing)
{
  switch (closing->question)
    {
    case ASK_STATE:
      return _ ("How did it end?");
    case ASK_OUTCOME:
      return _ ("What came of it?");
    case ASK_STATED:
      return _ ("What does the guest say it was?");
    case ASK_REST:
      return _ ("Did it cost anything, or does something have to be changed?");
    case ASK_ROOT:
    case ASKED:
    default:
      return _ ("What did you find it was?");
    }
}

guint
aft_desk_closing_get_length (AftDeskClosing *closing)
{
  guint count = 0;
  if (closing->question == ASK_STATE)
    return G_N_ELEMENTS (states);
  if (closing->question == ASK_REST)
    return RESTS;
  find_offered (closing, closing->question, 0, &count);
  return count;
}

static const char *
get_rest_choice (guint index)
{
  return index == 0 ? _ ("No: it cost 0, and no change is needed")
                    : _ ("Yes: I enter that on the console");
}

static const char *
get_state_choice (AftCaseState state)
{
  switch (state)
    {
    case AFT_CASE_STATE_RECOVERED:
      return _ ("Put right: the guest is content");
    case AFT_CASE_STATE_LOST:
      return _ ("Lost: the guest is not content");
    default:
      return _ ("Closed without remedy");
    }
}

const char *
aft_desk_closing_get_choice (AftDeskClosing *closing, guint index, AftLanguage language)
{
  guint count = 0;
  if (closing->question == ASK_STATE)
    return get_state_choice (states[MIN (index, G_N_ELEMENTS (states) - 1)]);
  if (closing->question == ASK_REST)
    return get_rest_choice (index);
  const char *id = find_offered (closing, closing->question, index, &count);
  return aft_cause_list_get_text (closing->causes, get_pick (closing->question), id, language);
}

void
aft_desk_closing_choose (AftDeskClosing *closing, guint index)
{
  guint count = 0;
  if (closing->question == ASK_STATE)
    closing->state = states[MIN (index, G_N_ELEMENTS (states) - 1)];
  else if (closing->question == ASK_REST)
    closing->is_left_open = index > 0;
  else
    closing->answers[closing->question] = find_offered (closing, closing->question, index, &count);
  do
    closing->question++;
  while (!is_asked (closing, closing->question));
}

gboolean
aft_desk_closing_go_back (AftDeskClosing *closing)
{
  if (closing->question == ASK_STATE)
    return FALSE;
  do
    closing->answers[--closing->question] = NULL;
  while (!is_asked (closing, closing->question));
  return TRUE;
}

gboolean
aft_desk_closing_is_left_open (AftDeskClosing *closing)
{
  return closing->is_left_open;
}

char *
aft_desk_closing_dup_summary (AftDeskClosing *closing, AftLanguage language)
{
  g_autoptr (GString) text = g_string_new (get_state_choice (closing->state));
  for (Question question = ASK_OUTCOME; question < ASKED; question++)
    if (closing->answers[question] != NULL)
      g_string_append_printf (text, " · %s",
                              aft_cause_list_get_text (closing->causes, get_pick (question),
                                                       closing->answers[question], language));
  if (closing->has_causes && closing->question == ASKED)
    g_string_append_printf (text, " · %s", get_rest_choice (closing->is_left_open ? 1 : 0));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
aft_desk_closing_fill (AftDeskClosing *closing, AftDeskAction *action)
{
  action->state = closing->state;
  action->outcome = closing->answers[ASK_OUTCOME];
  action->stated_cause = closing->answers[ASK_STATED];
  action->root_cause = closing->answers[ASK_ROOT];
}
