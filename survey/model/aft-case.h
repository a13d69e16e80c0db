/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words a case is told in (DESIGN §8, §10). All numbers are stored: new ones go at the end. To
 * text: static, as stored and sent. From text: FALSE when it is NULL or another, and the result is
 * then untouched. */

typedef enum
{
  AFT_CASE_STATE_NEW,
  AFT_CASE_STATE_ACKNOWLEDGED,
  AFT_CASE_STATE_IN_PROGRESS,
  AFT_CASE_STATE_OFFERED,
  AFT_CASE_STATE_WAITING, /* for the guest */
  AFT_CASE_STATE_RECOVERED,
  AFT_CASE_STATE_LOST,
  AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY
} AftCaseState;

#define AFT_CASE_STATES 8

/* "new", "acknowledged", "in-progress", "offered", "waiting", "recovered", "lost",
 * "closed-without-remedy". */
const char *aft_case_state_to_text (AftCaseState state);
gboolean aft_case_state_from_text (const char *text, AftCaseState *ret_state);
/* Is the work on it over (recovered, lost, closed without remedy)? */
gboolean aft_case_state_is_closed (AftCaseState state);

/* What made it a case. */
typedef enum
{
  AFT_CASE_KIND_COMPLAINT, /* a complaint the guest wrote */
  AFT_CASE_KIND_SURVEY,    /* answers that say a guest may be lost */
  AFT_CASE_KIND_CALL,      /* a guest called for staff */
  AFT_CASE_KIND_DRILL      /* staged: in no figure */
} AftCaseKind;

#define AFT_CASE_KINDS 4

/* "complaint", "survey", "call", "drill". */
const char *aft_case_kind_to_text (AftCaseKind kind);
gboolean aft_case_kind_from_text (const char *text, AftCaseKind *ret_kind);

/* What can happen in a case. */
typedef enum
{
  AFT_CASE_EVENT_FLAGGED,      /* it began */
  AFT_CASE_EVENT_ACKNOWLEDGED, /* somebody took it and is its owner */
  AFT_CASE_EVENT_NOTE,
  AFT_CASE_EVENT_STEP,   /* one of the five handling steps was taken */
  AFT_CASE_EVENT_AGREED, /* house and guest agreed on a solution */
  AFT_CASE_EVENT_MOVED,  /* to another open state */
  AFT_CASE_EVENT_HANDED_OVER,
  AFT_CASE_EVENT_ESCALATED,
  AFT_CASE_EVENT_CLOSED,
  AFT_CASE_EVENT_REOPENED,
  AFT_CASE_EVENT_RISK,   /* scored anew, or another response of the sitting joined */
  AFT_CASE_EVENT_CALLED, /* a telephone call was made */
  AFT_CASE_EVENT_OFFER,  /* something was offered to the guest */
  AFT_CASE_EVENT_ACTION, /* a corrective action was laid down, or is done */
  AFT_CASE_EVENT_PROMISED,
  AFT_CASE_EVENT_KEPT,      /* a promise was */
  AFT_CASE_EVENT_WITHDRAWN, /* likewise: it will not be kept, and the guest has to know why */
  AFT_CASE_EVENT_ASKED,     /* an offer above the ceiling waits for a second person */
  AFT_CASE_EVENT_DECLINED,  /* that offer will not be made */
  AFT_CASE_EVENT_GUEST,     /* the guest has added something, by phone */
  AFT_CASE_EVENT_PHOTO      /* likewise, a picture */
} AftCaseEventKind;

#define AFT_CASE_EVENT_KINDS 21

/* "flagged", "acknowledged", "note", "step", "agreed", "moved", "handed-over", "escalated",
 * "closed", "reopened", "risk", "called", "offer", "action", "promised", "kept", "withdrawn",
 * "asked", "declined", "guest", "photo". */
const char *aft_case_event_kind_to_text (AftCaseEventKind kind);
gboolean aft_case_event_kind_from_text (const char *text, AftCaseEventKind *ret_kind);

/* The house's five handling steps, in their order. */
typedef enum
{
  AFT_CASE_STEP_CALM,
  AFT_CASE_STEP_ASK,
  AFT_CASE_STEP_LISTEN, /* and record */
  AFT_CASE_STEP_AGREE,  /* on a solution */
  AFT_CASE_STEP_ANSWER  /* and call back */
} AftCaseStep;

#define AFT_CASE_STEPS 5

/* "calm", "ask", "listen", "agree", "answer". */
const char *aft_case_step_to_text (AftCaseStep step);
gboolean aft_case_step_from_text (const char *text, AftCaseStep *ret_step);

/* A case's number as guest and staff say it: "A-0042" is what kiosk @letter stored as its
 * @sequence-th. Newly allocated. */
char *aft_case_dup_number (const char *letter, guint64 sequence);

G_END_DECLS
