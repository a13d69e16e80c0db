/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing, in one transaction of the writer: what belongs to a slip, a guest or a number is found,
 * taken away, put under tombstones and ordered from the kiosks that have a copy, and the receipt is
 * written, with the audit. Then the log is emptied: before that nothing is said to be gone. A
 * process that dies in between leaves either everything as it was or everything erased; opening
 * empties the log.
 *
 * What goes of a row is known to aft-house-erasure-rows.c and -cases.c. */
#include <glib/gstdio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-sqlite-erasure-private.h"
#include "aft-json.h"
#include "aft-sqlite-scrub.h"

/* A reader of pages is done in much less; a backup is not waited for. The writer waits while the
 * log is being emptied, so that each try is short. */
#define LOG_TRIES   100
#define LOG_TRY_MS  50
#define LOG_REST_US 50000

/* Set while files may hold what was erased. */
#define RESIDUE_SETTING "store.residue"

#define NO_GUEST    "There is no such guest"
#define NO_RESPONSE "There is no such response"

/* -- one sitting -------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 ref;
  gint32 device;
  AftId id;
  gint64 guest;
  gint32 venue;
  gint32 day;
} Member;

/* A sitting lies within a business day or two, but for what was added by its link later. */
static gboolean
list_members (AftHouseSession *session,
              const AftHouseSitting *sitting,
              GArray *members,
              GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref, device, id, guest, venue, day FROM response WHERE venue = ?1"
      " AND day BETWEEN ?2 - 1 AND ?2 + 1 AND sitting_id = ?3 AND kind <> 4 UNION ALL"
      " SELECT ref, device, id, guest, venue, day FROM response WHERE kind = 4"
      " AND sitting_id = ?3",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, sitting->venue);
  aft_sqlite_bind_integer (row, 2, sitting->day);
  aft_sqlite_bind_id (row, 3, &sitting->sitting_id);
  while (aft_sqlite_step (row, &local))
    {
      Member member = { sqlite3_column_int64 (row, 0), sqlite3_column_int (row, 1),
                        aft_sqlite_get_id (row, 2),    sqlite3_column_int64 (row, 3),
                        sqlite3_column_int (row, 4),   sqlite3_column_int (row, 5) };
      g_array_append_val (members, member);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Of the day, unless the guest has left something else on it. */
static gboolean
take_visit (AftHouseSession *session,
            const Member *member,
            AftHouseErasureReceipt *receipt,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "DELETE FROM visit WHERE guest = ?1 AND venue = ?2 AND day = ?3 AND NOT EXISTS"
      " (SELECT 1 FROM response WHERE guest = ?1 AND venue = ?2 AND day = ?3)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, member->guest);
  aft_sqlite_bind_integer (row, 2, member->venue);
  aft_sqlite_bind_integer (row, 3, member->day);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  receipt->visits
      += (guint) sqlite3_changes (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

static gboolean
erase_member (AftHouseSession *session,
              const Member *member,
              AftHouseErasureReceipt *receipt,
              GError **error)
{
  return aft_house_session_erase_response (session, member->ref, AFT_HOUSE_TAKE_ALL, receipt, error)
         && aft_house_session_bury (session, &member->id, error)
         && aft_house_session_erase_waiting (session, &member->id, error)
         && aft_house_session_order_erasure (session, member->device, &member->id, receipt, error)
         && (member->guest == 0 || take_visit (session, member, receipt, error));
}

gboolean
aft_house_session_erase_sitting (AftHouseSession *session,
                                 const AftHouseSitting *sitting,
                                 AftHouseErasureReceipt *receipt,
                                 GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  if (!list_members (session, sitting, members, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    if (!erase_member (session, &g_array_index (members, Member, i), receipt, error))
      return FALSE;
  return aft_house_session_bury (session, &sitting->sitting_id, error)
         && aft_house_session_erase_case (session, &sitting->sitting_id, AFT_HOUSE_TAKE_ALL,
                                          receipt, error);
}

/* -- the guest ---------------------------------------------------------------------------------
 */

/* Each with ?1, the guest. The last one's rows are guests. */
static const char *const guest_rows[] = {
  "UPDATE response SET guest = NULL WHERE guest = ?1",
  "UPDATE service_case SET guest = NULL, table_code = NULL WHERE guest = ?1",
  "DELETE FROM guest_key WHERE guest = ?1",
  "DELETE FROM visit WHERE guest = ?1",
  "DELETE FROM guest WHERE ref = ?1",
};
enum
{
  GUEST_VISITS = 3,
  GUEST_ITSELF = 4
};

static gboolean
is_known_otherwise (AftHouseSession *session, gint64 guest, gboolean *ret_is_known, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT EXISTS (SELECT 1 FROM response WHERE guest = ?1)"
      " OR EXISTS (SELECT 1 FROM service_case WHERE guest = ?1)"
      " OR EXISTS (SELECT 1 FROM visit WHERE guest = ?1)"
      " OR EXISTS (SELECT 1 FROM guest WHERE ref = ?1 AND (imported_visits > 0"
      "  OR imported_spend_minor > 0 OR imported_last_day IS NOT NULL OR tier_source = 1))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, guest);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  *ret_is_known = sqlite3_column_int (row, 0) != 0;
  return TRUE;
}

gboolean
aft_house_session_erase_guest (AftHouseSession *session,
                               gint64 guest,
                               gboolean is_asked,
                               AftHouseErasureReceipt *receipt,
                               GError **error)
{
  gboolean is_known = FALSE;
  if (!is_asked && !is_known_otherwise (session, guest, &is_known, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (guest_rows) && !is_known; i++)
    {
      g_autoptr (AftHouseRow) row
          = aft_house_connection_prepare (session->connection, guest_rows[i], error);
      if (row == NULL)
        return FALSE;
      aft_sqlite_bind_integer (row, 1, guest);
      if (!aft_sqlite_run (row, error))
        return FALSE;
      int changes = sqlite3_changes (aft_house_connection_get_sqlite (session->connection));
      receipt->visits += i == GUEST_VISITS ? (guint) changes : 0;
      receipt->guests += i == GUEST_ITSELF ? (guint) changes : 0;
    }
  return TRUE;
}

gboolean
aft_house_session_find_guest (AftHouseSession *session,
                              const AftId *id,
                              const AftDigest *key,
                              gint64 *ret_guest,
                              GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      id != NULL ? "SELECT ref FROM guest WHERE id = ?1"
                                                 : "SELECT guest FROM guest_key WHERE key = ?1",
                                      error);
  if (row == NULL)
    return FALSE;
  if (id != NULL)
    aft_sqlite_bind_id (row, 1, id);
  else
    aft_sqlite_bind_digest (row, 1, key);
  *ret_guest = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_session_find_sitting (AftHouseSession *session,
                                const AftId *response_id,
                                AftHouseSitting *ret_sitting,
                                GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT sitting_id, venue, day, guest FROM response WHERE id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, response_id);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  *ret_sitting = (AftHouseSitting){ aft_sqlite_get_id (row, 0), sqlite3_column_int (row, 1),
                                    sqlite3_column_int (row, 2), sqlite3_column_int64 (row, 3) };
  return TRUE;
}

gboolean
aft_house_session_list_sittings (AftHouseSession *session,
                                 gint64 guest,
                                 GArray *sittings,
                                 GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT sitting_id, venue, min (day) FROM (SELECT sitting_id, venue, day FROM response"
      " WHERE guest = ?1 UNION ALL SELECT sitting_id, venue, day FROM service_case"
      " WHERE guest = ?1) GROUP BY sitting_id",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, guest);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseSitting sitting = { aft_sqlite_get_id (row, 0), sqlite3_column_int (row, 1),
                                  sqlite3_column_int (row, 2), guest };
      g_array_append_val (sittings, sitting);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* -- the receipt -------------------------------------------------------------------------------
 */

static const struct
{
  const char *name;
  gsize offset;
} counts[] = {
  { "responses", G_STRUCT_OFFSET (AftHouseErasureReceipt, responses) },
  { "sealed", G_STRUCT_OFFSET (AftHouseErasureReceipt, sealed) },
  { "cases", G_STRUCT_OFFSET (AftHouseErasureReceipt, cases) },
  { "photos", G_STRUCT_OFFSET (AftHouseErasureReceipt, photos) },
  { "visits", G_STRUCT_OFFSET (AftHouseErasureReceipt, visits) },
  { "guests", G_STRUCT_OFFSET (AftHouseErasureReceipt, guests) },
  { "waiting", G_STRUCT_OFFSET (AftHouseErasureReceipt, waiting) },
};

AftHouseErasureReceipt *
aft_house_erasure_receipt_new (AftHouseErasureWay way)
{
  AftHouseErasureReceipt *receipt = g_new0 (AftHouseErasureReceipt, 1);
  receipt->way = way;
  receipt->photo_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  return receipt;
}

static AftValueBuilder *
begin_counts (const AftHouseErasureReceipt *receipt)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    aft_value_builder_set_number (builder, counts[i].name,
                                  G_STRUCT_MEMBER (guint, receipt, counts[i].offset));
  return builder;
}

static gboolean
insert_receipt (AftHouseSession *session,
                const AftHouseErasureReceipt *receipt,
                const char *actor,
                GError **error)
{
  g_autoptr (AftValue) value = aft_value_builder_end (begin_counts (receipt));
  g_autofree char *text = aft_json_to_canonical (value, error);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO erasure (id, time_ms, way, actor, counts) VALUES (?1, ?2, ?3, ?4, ?5)",
      text != NULL ? error : NULL);
  if (row == NULL || text == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &receipt->id);
  aft_sqlite_bind_integer (row, 2, receipt->time_ms);
  aft_sqlite_bind_text (row, 3, aft_house_erasure_way_to_text (receipt->way));
  aft_sqlite_bind_text (row, 4, actor);
  aft_sqlite_bind_text (row, 5, text);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_put_receipt (AftHouseSession *session,
                               AftHouseErasureReceipt *receipt,
                               const char *actor,
                               GError **error)
{
  receipt->id = aft_id_generate (aft_house_database_get_clock (session->database),
                                 aft_house_database_get_random (session->database));
  receipt->time_ms = session->now_ms;
  if (!insert_receipt (session, receipt, actor, error))
    return FALSE;
  AftValueBuilder *detail = begin_counts (receipt);
  aft_value_builder_set_string (detail, "way", aft_house_erasure_way_to_text (receipt->way));
  return aft_house_session_note (session, actor, "guest.erase", &receipt->id, detail, error);
}

static gboolean
read_receipt (AftHouseErasureReceipt *receipt, AftHouseRow *row, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (row, 2);
  g_autoptr (AftValue) value = aft_json_parse (text, strlen (text), &aft_json_limits_wire, error);
  if (value == NULL)
    return FALSE;
  receipt->time_ms = sqlite3_column_int64 (row, 0);
  for (guint way = 0; way < AFT_HOUSE_ERASURE_WAYS; way++)
    if (g_strcmp0 (aft_house_erasure_way_to_text (way), (const char *) sqlite3_column_text (row, 1))
        == 0)
      receipt->way = way;
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    G_STRUCT_MEMBER (guint, receipt, counts[i].offset)
        = (guint) aft_value_get_member_number (value, counts[i].name, 0);
  receipt->waiting = (guint) sqlite3_column_int (row, 3);
  receipt->is_final = TRUE;
  return TRUE;
}

static gboolean
work_get (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouseErasureReceipt *receipt = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT time_ms, way, counts, (SELECT count (*) FROM erasure_order"
      " WHERE ordered_ms = time_ms AND done_ms = 0) FROM erasure WHERE id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &receipt->id);
  return aft_house_expect_row (row, "There is no such receipt", error)
         && read_receipt (receipt, row, error);
}

static AftHouseErasureReceipt *
get (AftHouseStore *store, const AftId *id, GError **error)
{
  g_autoptr (AftHouseErasureReceipt) receipt
      = aft_house_erasure_receipt_new (AFT_HOUSE_ERASE_BY_SLIP);
  receipt->id = *id;
  if (!aft_house_sqlite_read (store, work_get, receipt, error))
    return NULL;
  return g_steal_pointer (&receipt);
}

/* -- erasing -----------------------------------------------------------------------------------
 */

typedef struct
{
  const AftHouseErasureTarget *target;
  AftHouseErasureWay way;
  const char *actor;
  AftHouseErasureReceipt *receipt;
} Erasure;

/* It has not arrived: it is erased when it does. */
static gboolean
bury_unseen (AftHouseSession *session, const Erasure *erasure, GError **error)
{
  const AftHouseErasureTarget *target = erasure->target;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM device WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  if (target->device_id != NULL)
    aft_sqlite_bind_id (row, 1, target->device_id);
  return aft_house_expect_row (row, NO_RESPONSE, error)
         && aft_house_session_bury (session, target->response_id, error)
         && aft_house_session_erase_waiting (session, target->response_id, error)
         && aft_house_session_order_erasure (session, sqlite3_column_int (row, 0),
                                             target->response_id, erasure->receipt, error);
}

static gboolean
erase_slip (AftHouseSession *session, const Erasure *erasure, GError **error)
{
  GError *local = NULL;
  AftHouseSitting sitting = { 0 };
  if (!aft_house_session_find_sitting (session, erasure->target->response_id, &sitting, &local))
    {
      if (local == NULL)
        return bury_unseen (session, erasure, error);
      g_propagate_error (error, local);
      return FALSE;
    }
  return aft_house_session_erase_sitting (session, &sitting, erasure->receipt, error)
         && (sitting.guest == 0
             || aft_house_session_erase_guest (session, sitting.guest, FALSE, erasure->receipt,
                                               error));
}

static gboolean
erase_known (AftHouseSession *session, const Erasure *erasure, GError **error)
{
  gint64 guest = 0;
  const AftHouseErasureTarget *target = erasure->target;
  g_autoptr (GArray) sittings = g_array_new (FALSE, FALSE, sizeof (AftHouseSitting));
  if (!aft_house_session_find_guest (session, target->guest_id, target->key, &guest, error))
    return FALSE;
  if (guest == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, NO_GUEST);
      return FALSE;
    }
  if (!aft_house_session_list_sittings (session, guest, sittings, error))
    return FALSE;
  for (guint i = 0; i < sittings->len; i++)
    if (!aft_house_session_erase_sitting (session, &g_array_index (sittings, AftHouseSitting, i),
                                          erasure->receipt, error))
      return FALSE;
  return aft_house_session_erase_guest (session, guest, TRUE, erasure->receipt, error);
}

gboolean
aft_house_session_note_residue (AftHouseSession *session, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT OR IGNORE INTO setting (name, text) VALUES ('" RESIDUE_SETTING "', '')", error);
  return row != NULL && aft_sqlite_run (row, error);
}

static gboolean
work_erase (AftHouseSession *session, gpointer data, GError **error)
{
  Erasure *erasure = data;
  aft_house_erasure_receipt_free (erasure->receipt);
  erasure->receipt = aft_house_erasure_receipt_new (erasure->way);
  return (erasure->target->response_id != NULL ? erase_slip (session, erasure, error)
                                               : erase_known (session, erasure, error))
         && aft_house_session_note_residue (session, error)
         && aft_house_session_put_receipt (session, erasure->receipt, erasure->actor, error);
}

gboolean
aft_house_session_erase_arrived (AftHouseSession *session,
                                 const AftResponse *response,
                                 const AftHouseRowFacts *facts,
                                 GError **error)
{
  const AftHouseSitting sitting
      = { *aft_response_get_sitting_id (response), facts->venue, facts->day, 0 };
  g_autoptr (AftHouseErasureReceipt) unsaid
      = aft_house_erasure_receipt_new (AFT_HOUSE_ERASE_BY_SLIP);
  return aft_house_session_note_residue (session, error)
         && aft_house_session_erase_sitting (session, &sitting, unsaid, error);
}

/* -- the files ---------------------------------------------------------------------------------
 */

/* A copy that was made before a migration holds everybody who was known then; the new version has
 * proved itself since. */
static void
unlink_copies (const char *path)
{
  for (int version = 1; version <= 99; version++)
    {
      g_autofree char *copy = g_strdup_printf ("%s.before-%d", path, version);
      g_unlink (copy);
    }
}

/* Nobody writes while this holds the lock; it is the file that counts only if nobody has written
 * since the log was emptied. That a row goes makes old what other connections hold. */
static gboolean
scrub (AftHouseDatabase *database, sqlite3 *sqlite)
{
  GStatBuf log;
  g_autofree char *path = g_strconcat (aft_house_database_get_path (database), "-wal", NULL);
  if (!aft_sqlite_checkpoint (sqlite, NULL)
      || !aft_sqlite_execute (sqlite, "BEGIN IMMEDIATE", NULL))
    return FALSE;
  gboolean is_done
      = (g_stat (path, &log) != 0 || log.st_size == 0) && aft_sqlite_scrub (sqlite, NULL)
        && aft_sqlite_execute (
            sqlite, "DELETE FROM setting WHERE name = '" RESIDUE_SETTING "'; COMMIT", NULL);
  if (!sqlite3_get_autocommit (sqlite))
    sqlite3_exec (sqlite, "ROLLBACK", NULL, NULL, NULL);
  return is_done;
}

gboolean
aft_house_sqlite_has_residue (AftHouseStore *store)
{
  g_autofree char *text = aft_house_sqlite_get_setting (store, RESIDUE_SETTING, NULL);
  return text != NULL;
}

gboolean
aft_house_sqlite_empty_log (AftHouseStore *store)
{
  AftHouseDatabase *database = aft_house_sqlite_get_database (store);
  g_autoptr (AftHouseConnection) connection
      = aft_house_connection_open (aft_house_database_get_path (database),
                                   aft_house_database_get_vfs (database), AFT_HOUSE_WRITES, NULL);
  gboolean is_empty = FALSE;
  if (connection != NULL)
    sqlite3_busy_timeout (aft_house_connection_get_sqlite (connection), LOG_TRY_MS);
  for (guint i = 0; i < LOG_TRIES && connection != NULL && !is_empty; i++)
    {
      if (i > 0)
        g_usleep (LOG_REST_US);
      is_empty = scrub (database, aft_house_connection_get_sqlite (connection));
    }
  if (is_empty)
    unlink_copies (aft_house_database_get_path (database));
  return is_empty;
}

static AftHouseErasureReceipt *
erase (AftHouseStore *store,
       const AftHouseErasureTarget *target,
       AftHouseErasureWay way,
       const char *actor,
       GError **error)
{
  Erasure erasure = { target, way, actor, NULL };
  if (!aft_house_sqlite_write (store, work_erase, &erasure, error))
    {
      aft_house_erasure_receipt_free (erasure.receipt);
      return NULL;
    }
  erasure.receipt->is_final = aft_house_sqlite_empty_log (store);
  return erasure.receipt;
}

const AftHouseErasureClass aft_house_sqlite_erasure = {
  .erase = erase,
  .get = get,
  .dup_guest_data = aft_house_sqlite_dup_guest_data,
  .list_orders = aft_house_sqlite_list_erasure_orders,
  .note_erased = aft_house_sqlite_note_erased,
  .retain = aft_house_sqlite_retain,
};
