/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: cases, what happens in them, and what is done so that it does not happen again.
 * Errors as in aft-house-store.h. Cases are made by what kiosks bring (aft-house-store.h). */

#define AFT_HOUSE_CASES_MAX  200
#define AFT_HOUSE_ACTION_MAX 500 /* characters of a corrective action */

/* NOT_FOUND. */
AftHouseCase *aft_house_store_get_case_sync (AftHouseStore *store,
                                             const AftId *case_id,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The case of the response's sitting; @response_id may also be a drill's. NOT_FOUND. */
AftHouseCase *aft_house_store_get_case_of_sync (AftHouseStore *store,
                                                const AftId *response_id,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Which cases; the newest flagged first. */
typedef struct
{
  const GArray *venue_ids; /* AftId, borrowed; NULL: all venues */
  gboolean only_open;
  gboolean only_drills;
  gboolean no_drills;    /* for figures */
  gboolean only_asked;   /* in which an offer waits for approval */
  const AftId *guest_id; /* NULL: anybody's */
  const AftId *owner_id; /* NULL: whoever's */
  const AftId *after_id; /* those behind this case; NULL: from the first. NOT_FOUND */
  guint limit;           /* 1–AFT_HOUSE_CASES_MAX */
} AftHouseCaseQuery;
/* AftHouseCase. */
GPtrArray *aft_house_store_list_cases_sync (AftHouseStore *store,
                                            const AftHouseCaseQuery *query,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseCaseEvent, the first first. NOT_FOUND. */
GPtrArray *aft_house_store_list_case_events_sync (AftHouseStore *store,
                                                  const AftId *case_id,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftResponse of the case's sitting as they came. NOT_FOUND. */
GPtrArray *aft_house_store_list_case_responses_sync (AftHouseStore *store,
                                                     const AftId *case_id,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Carries @action out by the table of aft-case-flow.h: event, case and audit together. The case as
 * it is then; the same event a second time gives the case and changes nothing. NOT_FOUND; CONFLICT:
 * not from where the case is, or the event's id is another's; INVALID: something is missing;
 * DENIED: not for this role, or not at this venue. */
AftHouseCase *aft_house_store_act_on_case_sync (AftHouseStore *store,
                                                const AftHouseCaseAction *action,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the words of the case's events away, and nothing else. NOT_FOUND. */
gboolean aft_house_store_erase_case_words_sync (AftHouseStore *store,
                                                const AftId *case_id,
                                                const char *actor,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Escalates each open case that has waited too long to the next role. @ret_next_ms: when to ask
 * again, 0: nothing is due. At most AFT_HOUSE_CASES_MAX at a time. */
gboolean aft_house_store_escalate_due_sync (AftHouseStore *store,
                                            gint64 *ret_next_ms,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Also writes an ACTION event, by @user_id. NOT_FOUND: no such case or owner; CONFLICT: the id is
 * another's; DENIED as for act. */
gboolean aft_house_store_add_corrective_action_sync (AftHouseStore *store,
                                                     const AftHouseCorrectiveAction *action,
                                                     const AftId *user_id,
                                                     const char *actor,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Likewise; once more changes nothing. NOT_FOUND. */
gboolean aft_house_store_finish_corrective_action_sync (AftHouseStore *store,
                                                        const AftId *action_id,
                                                        const AftId *user_id,
                                                        const char *actor,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which corrective actions; the first due first. */
typedef struct
{
  const AftId *case_id;    /* NULL: any */
  const GArray *venue_ids; /* as in AftHouseCaseQuery */
  gboolean only_open;
  guint limit; /* 1–AFT_HOUSE_CASES_MAX */
} AftHouseCorrectiveActionQuery;
/* AftHouseCorrectiveAction. */
GPtrArray *aft_house_store_list_corrective_actions_sync (AftHouseStore *store,
                                                         const AftHouseCorrectiveActionQuery *query,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For Today. Drills are counted nowhere. */
typedef struct
{
  guint open;
  guint unacknowledged;  /* of these */
  guint overdue;         /* of these: a clock has run out */
  guint critical;        /* of these */
  guint waiting;         /* of these: for the guest */
  guint flagged_today;   /* of the business day @day */
  guint recovered_today; /* of these, as is */
  guint lost_today;
  guint actions_due;  /* corrective actions due by @day and not done */
  guint promises_due; /* promises whose time has run out, of closed cases too */
} AftHouseCaseCounts;
/* @venue_ids: AftId, NULL: all. @day: days since 1970-01-01. */
gboolean aft_house_store_count_cases_sync (AftHouseStore *store,
                                           const GArray *venue_ids,
                                           gint32 day,
                                           AftHouseCaseCounts *ret_counts,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How often the guest of a case had been here by then: on earlier business days, at any venue, with
 * what another program knew. All zero where nobody knows the guest. */
typedef struct
{
  guint64 before;
  gboolean has_last;
  gint32 last_day; /* days since 1970-01-01 */
} AftHouseCaseVisits;
/* NOT_FOUND: no such case. */
gboolean aft_house_store_count_case_visits_sync (AftHouseStore *store,
                                                 const AftId *case_id,
                                                 AftHouseCaseVisits *ret_visits,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
