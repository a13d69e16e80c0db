/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words a case is told in, between numbers and texts. What may follow on what is the case's
 * flow (survey/rules); how it is called for people is in the programs' catalogues. */
#include "aft-case.h"

static const char *const state_texts[AFT_CASE_STATES] = {
  [AFT_CASE_STATE_NEW] = "new",
  [AFT_CASE_STATE_ACKNOWLEDGED] = "acknowledged",
  [AFT_CASE_STATE_IN_PROGRESS] = "in-progress",
  [AFT_CASE_STATE_OFFERED] = "offered",
  [AFT_CASE_STATE_WAITING] = "waiting",
  [AFT_CASE_STATE_RECOVERED] = "recovered",
  [AFT_CASE_STATE_LOST] = "lost",
  [AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY] = "closed-without-remedy",
};

static const char *const kind_texts[AFT_CASE_KINDS] = {
  [AFT_CASE_KIND_COMPLAINT] = "complaint",
  [AFT_CASE_KIND_SURVEY] = "survey",
  [AFT_CASE_KIND_CALL] = "call",
  [AFT_CASE_KIND_DRILL] = "drill",
};

static const char *const event_texts[AFT_CASE_EVENT_KINDS] = {
  [AFT_CASE_EVENT_FLAGGED] = "flagged",
  [AFT_CASE_EVENT_ACKNOWLEDGED] = "acknowledged",
  [AFT_CASE_EVENT_NOTE] = "note",
  [AFT_CASE_EVENT_STEP] = "step",
  [AFT_CASE_EVENT_AGREED] = "agreed",
  [AFT_CASE_EVENT_MOVED] = "moved",
  [AFT_CASE_EVENT_HANDED_OVER] = "handed-over",
  [AFT_CASE_EVENT_ESCALATED] = "escalated",
  [AFT_CASE_EVENT_CLOSED] = "closed",
  [AFT_CASE_EVENT_REOPENED] = "reopened",
  [AFT_CASE_EVENT_RISK] = "risk",
  [AFT_CASE_EVENT_CALLED] = "called",
  [AFT_CASE_EVENT_OFFER] = "offer",
  [AFT_CASE_EVENT_ACTION] = "action",
  [AFT_CASE_EVENT_PROMISED] = "promised",
  [AFT_CASE_EVENT_KEPT] = "kept",
  [AFT_CASE_EVENT_WITHDRAWN] = "withdrawn",
  [AFT_CASE_EVENT_ASKED] = "asked",
  [AFT_CASE_EVENT_DECLINED] = "declined",
  [AFT_CASE_EVENT_GUEST] = "guest",
  [AFT_CASE_EVENT_PHOTO] = "photo",
};

static const char *const step_texts[AFT_CASE_STEPS] = {
  [AFT_CASE_STEP_CALM] = "calm",     [AFT_CASE_STEP_ASK] = "ask",
  [AFT_CASE_STEP_LISTEN] = "listen", [AFT_CASE_STEP_AGREE] = "agree",
  [AFT_CASE_STEP_ANSWER] = "answer",
};

/* −1 when @text is none of them. */
static int
find_text (const char *const *texts, int count, const char *text)
{
  for (int i = 0; i < count; i++)
    if (g_strcmp0 (text, texts[i]) == 0)
      return i;
  return -1;
}

const char *
aft_case_state_to_text (AftCaseState state)
{
  return state_texts[state];
}

gboolean
aft_case_state_from_text (const char *text, AftCaseState *ret_state)
{
  int found = find_text (state_texts, AFT_CASE_STATES, text);
  if (found >= 0)
    *ret_state = (AftCaseState) found;
  return found >= 0;
}

gboolean
aft_case_state_is_closed (AftCaseState state)
{
  return state >= AFT_CASE_STATE_RECOVERED;
}

const char *
aft_case_kind_to_text (AftCaseKind kind)
{
  return kind_texts[kind];
}

gboolean
aft_case_kind_from_text (const char *text, AftCaseKind *ret_kind)
{
  int found = find_text (kind_texts, AFT_CASE_KINDS, text);
  if (found >= 0)
    *ret_kind = (AftCaseKind) found;
  return found >= 0;
}

const char *
aft_case_event_kind_to_text (AftCaseEventKind kind)
{
  return event_texts[kind];
}

gboolean
aft_case_event_kind_from_text (const char *text, AftCaseEventKind *ret_kind)
{
  int found = find_text (event_texts, AFT_CASE_EVENT_KINDS, text);
  if (found >= 0)
    *ret_kind = (AftCaseEventKind) found;
  return found >= 0;
}

const char *
aft_case_step_to_text (AftCaseStep step)
{
  return step_texts[step];
}

gboolean
aft_case_step_from_text (const char *text, AftCaseStep *ret_step)
{
  int found = find_text (step_texts, AFT_CASE_STEPS, text);
  if (found >= 0)
    *ret_step = (AftCaseStep) found;
  return found >= 0;
}

char *
aft_case_dup_number (const char *letter, guint64 sequence)
{
  return g_strdup_printf ("%s-%04" G_GUINT64_FORMAT, letter, sequence);
}
