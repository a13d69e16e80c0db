/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case-flow.h"
#include "aft-case-targets.h"

G_BEGIN_DECLS

/* The three clocks of a case (DESIGN §8, §10), all begun by the flag, all in open time. */
typedef enum
{
  AFT_CASE_CLOCK_CONTACT,   /* to its acknowledgement */
  AFT_CASE_CLOCK_HANDLING,  /* to the first agreed solution */
  AFT_CASE_CLOCK_RESOLUTION /* to its closing; stands still while it waits for the guest */
} AftCaseClockKind;

#define AFT_CASE_CLOCKS 3

/* "contact", "handling", "resolution". Static. */
const char *aft_case_clock_kind_to_text (AftCaseClockKind kind);

/* A clock as it is read at one moment. Times are UTC milliseconds. */
typedef struct
{
  gboolean has_target; /* FALSE: none was set; due_ms, remaining_open_ms and is_overdue are 0 */
  gboolean is_paused;
  gint64 ended_ms;          /* 0: still runs; closing ends every clock */
  gint64 due_ms;            /* when paused: if it went on now */
  gint64 remaining_open_ms; /* of open time, at its end if it has ended; below 0: over by as much */
  gboolean is_overdue;      /* ended, or is now, after it was due */
} AftCaseClock;

/* @flow: flagged. @hours NULL: always open. */
AftCaseClock aft_case_clock_read (const AftCaseFlow *flow,
                                  AftCaseClockKind kind,
                                  const AftCaseTargets *targets,
                                  const AftOpeningHours *hours,
                                  gint64 now_ms);

/* When it is or was due, for a store that has no "now": 0 without a target, and while paused. */
gint64 aft_case_clock_get_due_ms (const AftCaseFlow *flow,
                                  AftCaseClockKind kind,
                                  const AftCaseTargets *targets,
                                  const AftOpeningHours *hours);

/* When the case goes to the next role if nothing happens until then, and to which. Nobody has taken
 * it: by its age. Somebody has: when the clock that runs (handling, then resolution) is due, and
 * again as much later as owners are called later than managers. 0: never, as it is closed, waits
 * for the guest, has gone to the owners, or no minutes are set. May lie in the past. */
gint64 aft_case_clock_get_escalation_ms (const AftCaseFlow *flow,
                                         const AftCaseTargets *targets,
                                         const AftOpeningHours *hours,
                                         AftRole *ret_role);

G_END_DECLS
