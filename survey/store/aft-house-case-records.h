/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case-flow.h"
#include "aft-case-targets.h"
#include "aft-digest.h"
#include "aft-risk.h"
#include "aft-tier.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* What the house's store keeps of a case, as plain records. What a pointer points to belongs to the
 * record. Times are UTC milliseconds, 0 for never or not due; an id of zeros is none. */

#define AFT_HOUSE_WORDS_MAX 2000 /* characters of a note */

/* A case as it is now. */
typedef struct
{
  AftId id;
  AftId venue_id;
  AftId device_id;
  AftId sitting_id;
  AftId response_id; /* what it was flagged for; none: a drill */
  AftId guest_id;
  AftCaseKind kind;
  char *number; /* as the guest has it: "A-0042" */
  char *table;  /* may be NULL */
  gint32 day;   /* business day, days since 1970-01-01 */
  AftCaseFlow flow;
  AftRisk *risk;      /* the highest of its responses; NULL: none was scored */
  AftRiskLevel level; /* not below at-risk for a complaint, a call and a drill */
  guint points;
  AftTier tier;
  AftCaseTargets targets; /* as they were when it was flagged or scored anew, as is */
  char *treatment;        /* their version, "" where nobody said */
  gint64 contact_due_ms;
  gint64 handling_due_ms;
  gint64 resolution_due_ms;
  gint64 escalate_ms;
  char *owner_name;        /* as who signs in; NULL: nobody has it */
  char *owner_public_name; /* 王经理; may be NULL */
  char *stated_cause;      /* ids of causes.json; may be NULL, as are */
  char *root_cause;
  char *responsibility;
  char *outcome;
  char *channel;
  gboolean has_cost;
  gint64 cost_minor;
  gint64 ceiling_minor;    /* of offers without a second person: 0 for who is not won back */
  char *asked_name;        /* who waits for an offer's approval; NULL: nobody */
  char *asked_public_name; /* may be NULL */
  gint64 promise_due_ms;   /* of the open promise that is due first */
  /* Observed: the guest's first visit on a later business day than the case's, at any venue. */
  gint64 returned_ms;
  gint returned_score; /* 0: there is none */
} AftHouseCase;
void aft_house_case_free (AftHouseCase *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseCase, aft_house_case_free)

/* One thing that happened in a case. */
typedef struct
{
  guint number; /* 1, 2, 3… in its case */
  AftId id;
  AftCaseEventKind kind;
  gint64 time_ms;
  char *actor; /* as in the audit: "user:…", "device:…", "collector" */
  AftId user_id;
  char *user_name; /* NULL: no user */
  char *user_public_name;
  AftValue *detail; /* an object; "words" in it is the digest of words, also of those erased */
  char *words;      /* NULL: none, or erased */
  AftDigest digest; /* also in the audit's row */
} AftHouseCaseEvent;
void aft_house_case_event_free (AftHouseCaseEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseCaseEvent, aft_house_case_event_free)

/* What is to be done so that it does not happen again. */
typedef struct
{
  AftId id;
  AftId case_id;
  char *case_number;
  char *text; /* 1–500 characters */
  AftId owner_id;
  char *owner_name; /* as guests read it, else as who signs in */
  gint32 due_day;
  gint64 created_ms; /* set by the store, as is */
  gint64 done_ms;
} AftHouseCorrectiveAction;
void aft_house_corrective_action_free (AftHouseCorrectiveAction *action);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseCorrectiveAction, aft_house_corrective_action_free)

/* aft-house-store-promises.h */
typedef struct _AftHousePromise AftHousePromise;

/* Something is to happen in a case. Pointers are borrowed. What is not said stays what it was. */
typedef struct
{
  AftId event_id; /* made by who asks: a second time it does nothing */
  AftId case_id;
  AftCaseEventKind kind;
  AftCaseState to;      /* MOVED, CLOSED */
  AftCaseStep step;     /* STEP */
  const char *actor;    /* 1–200 bytes */
  AftId user_id;        /* who does it, with the role that the store knows; none: a program */
  AftId other_id;       /* HANDED_OVER: to whom; CLOSED with no_win_back: who agreed */
  gboolean no_win_back; /* CLOSED: the guest is not to be won back */
  const char *words;    /* a note, at most AFT_HOUSE_WORDS_MAX characters; NULL: none */
  const char *stated_cause;
  const char *root_cause;
  const char *responsibility;
  const char *outcome;
  const char *channel;
  gboolean has_cost;
  gint64 cost_minor;        /* OFFER, ASKED: of the offer, 0 unless said; else of the whole case */
  const char *rung;         /* OFFER, ASKED: of the treatment's ladder; NULL: none of these */
  gboolean is_apology;      /* OFFER: the rung is the apology */
  gboolean is_approval;     /* OFFER: of what was asked for */
  gboolean needs_no_action; /* CLOSED: no corrective action is needed */
  gint64 done_ms;           /* when it was done, where that was earlier; 0: now */
  const AftHousePromise *promise; /* AGREED: promised with it, in this case; NULL: nothing is */
} AftHouseCaseAction;

/* A case has changed, and it is on the disk. */
typedef struct _AftHouseChange AftHouseChange;
struct _AftHouseChange
{
  AftId case_id;
  AftId event_id;
  AftCaseEventKind event;
  guint event_number;
  AftCaseKind kind;
  AftCaseState state;
  AftRiskLevel level;
  AftRole escalated_to;
  AftId venue_id;
  AftId device_id;
  AftId response_id;
  AftId owner_id;
  gint64 time_ms;    /* of the event */
  char *number;      /* of the case */
  char *table;       /* may be NULL, as are */
  char *owner_name;  /* as who signs in */
  char *public_name; /* of the owner */
};

G_END_DECLS
