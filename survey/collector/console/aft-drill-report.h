/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-house-case-records.h"
#include "aft-house-records.h"

G_BEGIN_DECLS

/* What a drill has shown: who answered when. Made of the drill's own events alone
 * (aft-house-store-drills.h), for the console's page and for the command. Names are those that
 * guests read, where there are any, as they are now. Plain; free it with
 * aft_drill_report_free(). */

/* What was said to the group robots, and what they answered. */
typedef struct
{
  gint64 time_ms;
  char *robot;     /* its kind; NULL: they were asked, @count of them */
  guint count;     /* robots, or tries */
  gboolean is_ill; /* it did not take it */
  AftCaseEventKind event;
} AftDrillNotice;

typedef struct
{
  gint64 flagged_ms;
  gint64 due_ms;          /* to be taken by; 0: no time is set */
  char *begun_by;         /* NULL: at a kiosk, or from the collector's shell */
  gboolean knows_present; /* FALSE of drills before this was kept: on_duty and the next are empty */
  GPtrArray *on_duty;     /* names, as are the next three */
  GPtrArray *signed_in;
  GPtrArray *rung;   /* who had a console open */
  GPtrArray *silent; /* on duty, and nothing in the case is by them */
  gboolean knows_rung;
  guint consoles;
  gint64 taken_ms;    /* 0: nobody has */
  char *taken_by;     /* NULL: nobody, or somebody at a kiosk whom the house does not know */
  GPtrArray *notices; /* AftDrillNotice */
  guint escalations;
  gint64 closed_ms; /* 0: open */
} AftDrillReport;

/* @events: AftHouseCaseEvent of @item, a drill; @users: AftHouseUser of the house. */
AftDrillReport *
aft_drill_report_new (const AftHouseCase *item, const GPtrArray *events, const GPtrArray *users);
/* Accepts NULL. */
void aft_drill_report_free (AftDrillReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDrillReport, aft_drill_report_free)

/* It was taken, and before it was due. */
gboolean aft_drill_report_is_in_time (const AftDrillReport *report);
/* "王经理 took it after 14 s; due after 120 s: in time." Newly allocated, as is the next. */
char *aft_drill_report_dup_sentence (const AftDrillReport *report,
                                     const AftCatalogue *catalogue,
                                     AftLanguage language,
                                     gint64 now_ms);
/* "14 s"; minutes from ten minutes on. */
char *aft_drill_dup_span (const AftCatalogue *catalogue, AftLanguage language, gint64 span_ms);
/* What the program did, where @event says that; NULL of any other event. */
char *aft_drill_dup_told (const AftHouseCaseEvent *event,
                          const AftCatalogue *catalogue,
                          AftLanguage language);

G_END_DECLS
