/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-cases-private.h"
#include "aft-house-store-drills.h"

G_BEGIN_DECLS

/* What a kiosk's item does beside being stored: guests, visits, scores, cases. For works of the
 * writer; private to house-sqlite. */

/* aft-house-guest-visits.c. Whose visit it is: made known if nobody was. Facts are of before this
 * visit, as AftHouseJudgeFunc has them; a new reference. */
typedef struct
{
  gint64 guest;
  AftTier tier;
  AftValue *facts;
} AftHouseVisitor;
void aft_house_visitor_clear (AftHouseVisitor *visitor);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftHouseVisitor, aft_house_visitor_clear)
gboolean aft_house_session_meet_guest (AftHouseSession *session,
                                       const AftHouseItem *item,
                                       const AftHouseRowFacts *facts,
                                       AftHouseVisitor *ret_visitor,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-guest-ranks.c. Gives the guest the tier that visits and spend deserve by the rules on
 * @today, unless an import or staff have said which; @ret_tier (may be NULL): what it is now. */
gboolean aft_house_session_rank_guest (AftHouseSession *session,
                                       gint64 guest,
                                       gint32 today,
                                       AftTier *ret_tier,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-flagging.c */
typedef struct
{
  const AftHouseItem *item;
  const AftHouseRowFacts *facts;  /* has its guest */
  const AftHouseVisitor *visitor; /* facts NULL: nobody known */
  const AftId *device_id;
  gint64 response; /* its ref */
} AftHouseArrival;
/* Scores a response that was just stored, and makes it a case or lets it join its sitting's. */
gboolean aft_house_session_flag_response (AftHouseSession *session,
                                          const AftHouseArrival *arrival,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Begins the case in @row, which has kind, ids and refs, and its number unless that is to be the
 * kiosk's next; of @facts venue, device, sequence, day and true_ms are looked at. @entry has actor
 * and `more`, which is eaten. */
gboolean aft_house_session_begin_case (AftHouseSession *session,
                                       AftHouseCaseRow *row,
                                       const AftHouseRowFacts *facts,
                                       AftHouseCaseEntry *entry,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-guest-adding.c. The case of the sitting of the response with @response_id; where there
 * is none it is made, as of a complaint, by the guest. NOT_FOUND: no such response, or it is
 * erased. */
gboolean aft_house_session_need_case (AftHouseSession *session,
                                      const AftId *response_id,
                                      AftHouseCaseRow *ret_row,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* GUEST, PHOTO or REOPENED by the guest; eats @detail. @row is as it is on the disk then. */
gboolean aft_house_session_add_guest_event (AftHouseSession *session,
                                            AftHouseCaseRow *row,
                                            AftCaseEventKind kind,
                                            AftValueBuilder *detail,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whose sitting a follow-up adds to, if the house knows them: without a contact of its own it is
 * theirs, too. @visitor is empty and stays so where it does not. */
gboolean aft_house_session_find_added_guest (AftHouseSession *session,
                                             const AftHouseItem *item,
                                             AftHouseVisitor *visitor,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a follow-up does that was just stored, and scored with @risk (may be NULL): joins its
 * sitting's case, or makes one where the guest wishes to be called or says that it was not put
 * right; reopens a closed one for the latter. */
gboolean aft_house_session_take_follow_up (AftHouseSession *session,
                                           const AftHouseArrival *arrival,
                                           AftRisk *risk,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lets @risk (may be NULL) weigh in: the higher level stays; by when the case is due is asked anew.
 */
void aft_house_session_raise_score (AftHouseSession *session, AftHouseCase *item, AftRisk *risk);
/* "device:UUID". Newly allocated. */
char *aft_house_dup_kiosk_actor (const AftId *device_id);

/* aft-house-drills.c. Makes a kiosk's drill a case; @facts as above. */
gboolean aft_house_session_flag_drill (AftHouseSession *session,
                                       const AftHouseItem *item,
                                       const AftHouseRowFacts *facts,
                                       const AftId *device_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHouseCase *
aft_house_sqlite_begin_drill (AftHouseStore *store, const AftHouseDrill *drill, GError **error);
gboolean aft_house_sqlite_tell_drill (AftHouseStore *store,
                                      const AftId *case_id,
                                      AftValue *told,
                                      GError **error);

/* aft-house-kiosk-actions.c. Does in its case what staff did at the kiosk; where the case does not
 * take it, or nobody can tell who did it, it becomes a note. The event is stored already. */
gboolean aft_house_session_take_kiosk_action (AftHouseSession *session,
                                              const AftHouseItem *item,
                                              const AftHouseRowFacts *facts,
                                              const AftId *device_id,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What waited for a response of the case's sitting. */
gboolean aft_house_session_take_waiting_actions (AftHouseSession *session,
                                                 AftHouseCaseRow *row,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
