/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case.h"
#include "aft-id.h"
#include "aft-opening-hours.h"
#include "aft-role.h"

G_BEGIN_DECLS

/* Where a case stands: all that its events have made of it so far. A plain value: begin with
 * aft_case_flow_start(), copy, and let nothing but aft_case_flow_apply() change it. Times are UTC
 * milliseconds, 0 for never. */
typedef struct
{
  AftCaseKind kind;
  AftCaseState state;
  gboolean has_owner;
  AftId owner;
  guint owner_changes; /* hand-overs: each counts against the house */
  gint64 flagged_ms;
  gint64 acknowledged_ms;
  gint64 agreed_ms;        /* the first solution */
  gint64 closed_ms;        /* 0 while it is open */
  gint64 waiting_since_ms; /* 0 unless it waits for the guest */
  gint64 waited_open_ms;   /* open time that does not count: it waited, or was closed */
  guint steps;             /* 1 << AftCaseStep of each step taken */
  AftRole escalated_to;    /* AFT_ROLE_STAFF: to nobody */
  guint reopened;          /* how often */
  gint64 offered_minor;    /* what all offers together cost */
  gboolean has_asked;      /* an offer waits for a second person's approval: */
  gint64 asked_minor;      /* what it costs, */
  AftId asked_by;          /* and who cannot approve it */
  guint last_event;        /* number of the newest event, from 1; 0: nothing has happened */
  gint64 last_ms;          /* its time: the next is not dated before it */
} AftCaseFlow;

#define AFT_CASE_COST_MAX_MINOR G_GINT64_CONSTANT (100000000000)

/* What is known of a case that is to be closed, from this event or from what was recorded before.
 */
typedef enum
{
  AFT_CASE_KNOWS_STATED_CAUSE = 1 << 0, /* what the guest says it was */
  AFT_CASE_KNOWS_ROOT_CAUSE = 1 << 1,   /* what the house found */
  AFT_CASE_KNOWS_ACTION = 1 << 2,       /* a corrective action, or that none is needed */
  AFT_CASE_KNOWS_COST = 1 << 3          /* also when it cost nothing */
} AftCaseKnown;

#define AFT_CASE_KNOWS_ALL 0xfu

/* One thing that happened, as far as it moves a case. What is kept of it for people (words, causes,
 * amounts) is not here. Members that the kind does not name are not looked at. */
typedef struct
{
  AftCaseEventKind kind;
  gint64 time_ms;
  gboolean has_actor; /* FALSE: the house's own program, or the guest */
  AftId actor;
  AftRole role;             /* the actor's, at the time */
  gboolean is_guest;        /* the guest does it, who is no actor */
  gboolean has_text;        /* words were given, also when they have been erased since */
  AftCaseState to;          /* MOVED, CLOSED */
  AftCaseStep step;         /* STEP */
  AftId other;              /* HANDED_OVER: the owner from now on */
  AftRole to_role;          /* ESCALATED */
  guint known;              /* CLOSED: AFT_CASE_KNOWS_… together */
  gboolean breaks_promises; /* CLOSED: something that was promised has not been done */
  gboolean no_win_back;     /* CLOSED: nothing is to be done to win this guest back */
  gboolean has_second;      /* CLOSED: somebody else agrees to that: @second */
  AftId second;
  gint64 cost_minor;    /* OFFER, ASKED: to the house, 0 to AFT_CASE_COST_MAX_MINOR */
  gint64 ceiling_minor; /* likewise: what all offers may cost without a second person */
  gboolean is_apology;  /* OFFER: that costs nothing and comes before all others */
  gboolean is_approval; /* OFFER: what was asked for, by the second person */
  gboolean is_unjudged; /* OFFER applied again, of a time when there were no ceilings */
  /* MOVED, CLOSED, REOPENED applied again later: what it added to waited_open_ms when it happened,
   * as the venue's hours may be others since. FALSE: counted by the hours given. */
  gboolean is_counted;
  gint64 counted_open_ms;
} AftCaseEvent;

/* A case to which nothing has happened; FLAGGED is its first event. */
AftCaseFlow aft_case_flow_start (AftCaseKind kind);

/* Applies @event to @flow: the same events in the same order always give the same flow. @hours
 * NULL: always open. On failure @flow is as it was: INVALID  something is missing: the actor; the
 * note of a hand-over, a reopening, or an escalation by a person; on closing without remedy or
 * without the step "answer" the reason (not for calls and drills), what must be known (likewise), a
 * second person for no_win_back with a reason; on closing with promises that are not kept, and on
 * withdrawing one, the reason; on asking for an offer and on declining it the reason; or the event
 * is dated before the one before it;
 * CONFLICT this cannot happen from here, e.g. taken by two: the message says so in one sentence;
 * DENIED   only the case's owner, managers and owners of the house may do this, or only the guest;
 * or an offer goes
 * above the ceiling and nobody else, a manager or an owner, approves just what was asked for.
 * NOTE and RISK are never refused once a case is flagged, unless dated wrongly; nor are GUEST and
 * PHOTO by the guest, for whom a case waits no longer then. The guest may reopen it, too. */
gboolean aft_case_flow_apply (AftCaseFlow *flow,
                              const AftCaseEvent *event,
                              const AftOpeningHours *hours,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Do they stand alike in everything? */
gboolean aft_case_flow_equal (const AftCaseFlow *a, const AftCaseFlow *b);

/* When an event that happens at @now_ms is dated: clocks may go back, a case's events do not. */
gint64 aft_case_flow_get_event_ms (const AftCaseFlow *flow, gint64 now_ms);

/* Does the table know this edge? For what a person is offered to do. */
gboolean aft_case_flow_has_edge (AftCaseState from, AftCaseState to);

/* What may still be offered without a second person. */
gint64 aft_case_flow_get_left_minor (const AftCaseFlow *flow, gint64 ceiling_minor);
/* Has the house said sorry? Nothing that costs is offered before. */
gboolean aft_case_flow_has_apologised (const AftCaseFlow *flow);
/* May somebody of @role with the id @actor approve what was asked for? FALSE: nothing was. */
gboolean aft_case_flow_may_approve (const AftCaseFlow *flow, const AftId *actor, AftRole role);

/* Would aft_case_flow_apply() let somebody of @role with the id @actor act on the case as its owner
 * does? */
gboolean aft_case_flow_may_act (const AftCaseFlow *flow, const AftId *actor, AftRole role);

G_END_DECLS
