/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-rows.h"
#include "aft-house-sqlite-care-private.h"

G_BEGIN_DECLS

/* Cases, as the files of this folder share them. Private to house-sqlite. All but what reads is for
 * works of the writer. */

/* A case at hand, with the refs of what it names (0: none). */
typedef struct
{
  gint64 ref;
  gint32 venue;
  gint32 device;
  gint64 response;
  gint64 guest;
  AftHouseCase *item;
} AftHouseCaseRow;
void aft_house_case_row_clear (AftHouseCaseRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftHouseCaseRow, aft_house_case_row_clear)

/* aft-house-case-rows.c. The case in @select's next row, made by AFT_HOUSE_CASE_SELECT and what
 * follows; FALSE with @error unset: there is none. */
extern const char aft_house_case_no_case[];
#define AFT_HOUSE_CASE_SELECT                                                                      \
  "SELECT c.ref, c.id, venue.id, device.id, c.sitting_id, response.id, guest.id, c.kind, "         \
  "c.number,"                                                                                      \
  " c.table_code, c.day, c.state, c.level, c.points, c.risk, c.tier, c.targets, c.treatment,"      \
  " c.owner_changes, c.steps, c.escalated_to, c.reopened, c.flagged_ms, c.acknowledged_ms,"        \
  " c.agreed_ms, c.closed_ms, c.waiting_since_ms, c.waited_open_ms, c.last_event, c.last_ms,"      \
  " c.contact_due_ms, c.handling_due_ms, c.resolution_due_ms, c.escalate_ms, c.stated_cause,"      \
  " c.root_cause, c.responsibility, c.outcome, c.channel, c.cost_minor, user.id, user.name,"       \
  " user.public_name, c.venue, c.device, c.response, c.guest,"                                     \
  " (SELECT min (due_ms) FROM promise WHERE service_case = c.ref AND done_ms = 0),"                \
  " (SELECT time_ms FROM visit WHERE guest = c.guest AND day > c.day ORDER BY day LIMIT 1),"       \
  " (SELECT score FROM visit WHERE guest = c.guest AND day > c.day ORDER BY day LIMIT 1)"          \
  " , c.offered_minor, c.asked_minor, asker.id, asker.name, asker.public_name,"                    \
  " guest.no_win_back_second IS NOT NULL FROM service_case AS c"                                   \
  " JOIN venue ON venue.ref = c.venue LEFT JOIN device ON device.ref = c.device"                   \
  " LEFT JOIN response ON response.ref = c.response LEFT JOIN guest ON guest.ref = c.guest"        \
  " LEFT JOIN user ON user.ref = c.owner LEFT JOIN user AS asker ON asker.ref = c.asked_by"
gboolean aft_house_case_row_read (AftHouseRow *select, AftHouseCaseRow *ret_row, GError **error);
/* That in the row where it stands. */
gboolean aft_house_case_row_take (AftHouseRow *select,
                                  AftHouseCaseRow *row,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one with the id; NOT_FOUND. */
gboolean aft_house_session_get_case (AftHouseSession *session,
                                     const AftId *case_id,
                                     AftHouseCaseRow *ret_row,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* That of a sitting; FALSE with @error unset: there is none. */
gboolean aft_house_session_find_case (AftHouseSession *session,
                                      const AftId *sitting_id,
                                      AftHouseCaseRow *ret_row,
                                      GError **error);
/* Writes a new one, without events; gives it its ref. */
gboolean aft_house_session_insert_case (AftHouseSession *session,
                                        AftHouseCaseRow *row,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what may change. */
gboolean aft_house_session_save_case (AftHouseSession *session,
                                      const AftHouseCaseRow *row,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The venue's; NULL where nobody understands what is said of them: always open. */
gboolean aft_house_session_dup_hours (AftHouseSession *session,
                                      gint32 venue,
                                      AftOpeningHours **ret_hours,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks anew by when the case is to be worked, for its level and tier. */
void aft_house_session_treat_case (AftHouseSession *session, AftHouseCase *item);
/* The level of a case whose answers have @level: who complains or calls is at risk. */
AftRiskLevel aft_house_case_raise_level (AftCaseKind kind, AftRiskLevel level);

/* Who does what guests do in the audit and in cases. */
#define AFT_HOUSE_GUEST_ACTOR "guest"

/* aft-house-case-events.c. What is to be written of an event. */
typedef struct
{
  AftId id;
  AftCaseEvent event; /* its time is set when it is applied, unless it is FLAGGED */
  const char *actor;
  const char *words;     /* NULL: none */
  AftValueBuilder *more; /* further members of the detail; eaten. NULL: none */
} AftHouseCaseEntry;
/* Applies it to the case: event, case, audit, change. CONFLICT, INVALID, DENIED as
 * aft_case_flow_apply(), with nothing written; @row is then to be thrown away, and else as it is on
 * the disk. */
gboolean aft_house_session_add_case_event (AftHouseSession *session,
                                           AftHouseCaseRow *row,
                                           AftHouseCaseEntry *entry,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The case that has an event with the id, or zeros. */
gboolean aft_house_session_find_event (AftHouseSession *session,
                                       const AftId *event_id,
                                       AftId *ret_case_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define AFT_HOUSE_CASE_EVENT_SELECT                                                                \
  "SELECT number, case_event.id, kind, time_ms, actor, user.id, user.name, user.public_name,"      \
  " detail, words, words_salt, digest FROM case_event LEFT JOIN user ON user.ref = user"
#define AFT_HOUSE_CASE_EVENT_SALT 10
/* The event in @row; NULL with CORRUPT. */
AftHouseCaseEvent *aft_house_case_event_read (AftHouseRow *row, GError **error);
/* As it was when it was applied. */
AftCaseEvent aft_house_case_event_recall (const AftHouseCaseEvent *event);
AftDigest aft_house_case_event_digest (const AftId *case_id, const AftHouseCaseEvent *event);
/* Of @words with their salt: what the detail's "words" says. */
AftDigest aft_house_case_words_digest (const char *words, const guint8 *salt);
GPtrArray *
aft_house_sqlite_list_case_events (AftHouseStore *store, const AftId *case_id, GError **error);
gboolean aft_house_sqlite_erase_case_words (AftHouseStore *store,
                                            const AftId *case_id,
                                            const char *actor,
                                            GError **error);

/* aft-house-case-actions.c */
AftHouseCase *aft_house_sqlite_act_on_case (AftHouseStore *store,
                                            const AftHouseCaseAction *action,
                                            GError **error);
gboolean aft_house_sqlite_escalate_due (AftHouseStore *store, gint64 *ret_next_ms, GError **error);
/* As aft_house_store_act_on_case_sync(), within a work; @row is the case. @more: further members of
 * the event's detail; eaten. */
gboolean aft_house_session_act_on_case (AftHouseSession *session,
                                        AftHouseCaseRow *row,
                                        const AftHouseCaseAction *action,
                                        AftValueBuilder *more,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The user's role, when they may act at @venue; DENIED. */
gboolean aft_house_session_ask_user (AftHouseSession *session,
                                     const AftId *user_id,
                                     gint32 venue,
                                     AftRole *ret_role,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-cases.c */
extern const AftHouseCasesClass aft_house_sqlite_cases;
/* The refs of venues as a JSON list for json_each(); NULL for all. NOT_FOUND. */
gboolean aft_house_session_dup_venues (AftHouseSession *session,
                                       const GArray *venue_ids,
                                       char **ret_list,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
