/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case-flow.h"

G_BEGIN_DECLS

/* Events of a case as tests write them: a minute is enough of a clock, and who acts is a letter. */

#define AFT_CASE_PLAY_START_MS G_GINT64_CONSTANT (1773371400000) /* 2026-03-13T11:10, Shanghai */

/* Does DESIGN §10 ("Case edges") know this edge? A second list beside the code's. */
gboolean aft_case_play_has_edge (AftCaseState from, AftCaseState to);

/* "a" to "z": always the same id. */
AftId aft_case_play_person (char letter);

/* An event of @kind, @minute after the start, by staff @letter; 0: by the house's program. */
AftCaseEvent aft_case_play_event (AftCaseEventKind kind, gint64 minute, char letter);

/* A closing that wants nothing. */
AftCaseEvent aft_case_play_closing (AftCaseState to, gint64 minute, char letter);

/* Applies it; an error ends the test. */
void aft_case_play (AftCaseFlow *flow, const AftCaseEvent *event);
/* Applies it and expects @code, and that nothing has changed. */
void aft_case_play_refused (AftCaseFlow *flow, const AftCaseEvent *event, int code);

/* A complaint as it stands in @state: flagged at the start, taken by "a" a minute later, and so on,
 * a minute an event. */
AftCaseFlow aft_case_play_flow_in (AftCaseState state);

G_END_DECLS
