/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case.h"
#include "aft-id.h"
#include "aft-risk.h"

G_BEGIN_DECLS

/* AftDeskCase: what the desk shows of a case (DESIGN §10, "Desk"): never a guest's words, name or
 * number. Lives in memory only. */
typedef struct
{
  gboolean has_id; /* the collector knows it */
  AftId id;
  gboolean has_response; /* a drill has none */
  AftId response_id;
  AftCaseKind kind;
  AftCaseState state;
  AftRiskLevel level;
  char *number;     /* "A-0042" */
  char *table;      /* NULL: not known */
  char *owner;      /* who has it, as guests are told; NULL: nobody, or not known */
  char **aspects;   /* ids of what went wrong, "food" */
  gint64 opened_ms; /* UTC */
  gint64 due_ms;    /* until when the next thing has to be done; 0: no such time is known */
} AftDeskCase;

AftDeskCase *aft_desk_case_copy (const AftDeskCase *desk_case);
/* Accepts NULL. */
void aft_desk_case_free (AftDeskCase *desk_case);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeskCase, aft_desk_case_free)

/* Are they the same case, from wherever it is known? */
gboolean aft_desk_case_is_same (const AftDeskCase *a, const AftDeskCase *b);

/* What staff read, in the language of now. Newly allocated. */
/* "A-0042 · Table 7 · Drill" */
char *aft_desk_case_dup_heading (const AftDeskCase *desk_case);
/* "19:32 · Critical · New" */
char *aft_desk_case_dup_standing (const AftDeskCase *desk_case, GTimeZone *zone);
/* "Service, Food · Wang has it · 3 minutes left"; "" when there is nothing to be said. */
char *aft_desk_case_dup_details (const AftDeskCase *desk_case, gint64 now_ms);

/* Static, translated. */
const char *aft_desk_case_get_level_word (AftRiskLevel level);
const char *aft_desk_case_get_state_word (AftCaseState state);

G_END_DECLS
