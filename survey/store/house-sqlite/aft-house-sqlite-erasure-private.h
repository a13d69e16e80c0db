/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-rows.h"
#include "aft-house-sqlite-care-private.h"

G_BEGIN_DECLS

/* Erasing, as the files of this folder share it. Private to house-sqlite; all but what only reads
 * is for works of the writer. */

extern const AftHouseErasureClass aft_house_sqlite_erasure;

/* A sitting, as one of its responses has it. */
typedef struct
{
  AftId sitting_id;
  gint32 venue;
  gint32 day;
  gint64 guest; /* 0: nobody known */
} AftHouseSitting;

/* How much goes. */
typedef enum
{
  AFT_HOUSE_TAKE_ALL,    /* but the ratings */
  AFT_HOUSE_TAKE_WORDS,  /* by age: whose they are, and the table, stay */
  AFT_HOUSE_TAKE_CONTACT /* by age: words and answers stay, too */
} AftHouseTaking;

/* The guest with @id or @key (one of them NULL); 0 in @ret_guest when there is none. */
gboolean aft_house_session_find_guest (AftHouseSession *session,
                                       const AftId *id,
                                       const AftDigest *key,
                                       gint64 *ret_guest,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of the response; FALSE with @error unset: it is not here. */
gboolean aft_house_session_find_sitting (AftHouseSession *session,
                                         const AftId *response_id,
                                         AftHouseSitting *ret_sitting,
                                         GError **error);
/* AftHouseSitting of all that @guest said who they are in, each once. */
gboolean aft_house_session_list_sittings (AftHouseSession *session,
                                          gint64 guest,
                                          GArray *sittings,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-erasure-rows.c. Takes that away from the row @ref and counts what went in @receipt. */
gboolean aft_house_session_erase_response (AftHouseSession *session,
                                           gint64 ref,
                                           AftHouseTaking taking,
                                           AftHouseErasureReceipt *receipt,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-erasure-cases.c. Words, promises and photos of the sitting's case, and what kiosks
 * brought of it; with all of it, table and guest. Nothing where there is no case. */
gboolean aft_house_session_erase_case (AftHouseSession *session,
                                       const AftId *sitting_id,
                                       AftHouseTaking taking,
                                       AftHouseErasureReceipt *receipt,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What staff did at a kiosk in a case that waits for the response, or sitting, with the id. */
gboolean aft_house_session_erase_waiting (AftHouseSession *session,
                                          const AftId *id,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Staff did something at the kiosk @device: its words go when its guest was erased. */
gboolean aft_house_session_erase_action (AftHouseSession *session,
                                         gint32 device,
                                         const AftId *event_id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-erasure-orders.c. */
gboolean aft_house_session_bury (AftHouseSession *session,
                                 const AftId *id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Is one of the ids under a tombstone? */
gboolean aft_house_session_is_buried (AftHouseSession *session,
                                      const AftId *response_id,
                                      const AftId *sitting_id,
                                      gboolean *ret_is_buried,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kiosk @device is to erase its copy of @id; nothing for phones. Counts it when it waits. */
gboolean aft_house_session_order_erasure (AftHouseSession *session,
                                          gint32 device,
                                          const AftId *id,
                                          AftHouseErasureReceipt *receipt,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *
aft_house_sqlite_list_erasure_orders (AftHouseStore *store, const AftId *device_id, GError **error);
gboolean aft_house_sqlite_note_erased (AftHouseStore *store,
                                       const AftId *device_id,
                                       const GArray *response_ids,
                                       GError **error);

/* aft-house-erasure.c. Everything of one sitting, in all tables. */
gboolean aft_house_session_erase_sitting (AftHouseSession *session,
                                          const AftHouseSitting *sitting,
                                          AftHouseErasureReceipt *receipt,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Something arrived under a tombstone, and its ratings are stored: the rest of its sitting goes,
 * too, and its kiosk is told. */
gboolean aft_house_session_erase_arrived (AftHouseSession *session,
                                          const AftResponse *response,
                                          const AftHouseRowFacts *facts,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The guest and all they are known by, unless something else is known of them.  @is_asked: in any
 * case. */
gboolean aft_house_session_erase_guest (AftHouseSession *session,
                                        gint64 guest,
                                        gboolean is_asked,
                                        AftHouseErasureReceipt *receipt,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHouseErasureReceipt *aft_house_erasure_receipt_new (AftHouseErasureWay way);
/* Writes it down, with the audit's row. */
gboolean aft_house_session_put_receipt (AftHouseSession *session,
                                        AftHouseErasureReceipt *receipt,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Something is erased in this transaction: until the files have been cleaned, also by the next run
 * of the program, that is known. */
gboolean aft_house_session_note_residue (AftHouseSession *session,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_house_sqlite_has_residue (AftHouseStore *store);
/* After the commit: copies the log into the database, empties it, overwrites what lies unused in
 * pages, and takes copies away that were made before a migration. FALSE, in time: somebody still
 * reads from the log. */
gboolean aft_house_sqlite_empty_log (AftHouseStore *store);

/* aft-house-guest-data.c */
AftValue *aft_house_sqlite_dup_guest_data (AftHouseStore *store,
                                           const AftHouseErasureTarget *target,
                                           GError **error);

/* aft-house-retention.c */
gboolean aft_house_sqlite_retain (AftHouseStore *store,
                                  const AftHouseRetention *retention,
                                  AftHouseErasureReceipt **ret_receipt,
                                  gboolean *ret_is_done,
                                  GError **error);

G_END_DECLS
