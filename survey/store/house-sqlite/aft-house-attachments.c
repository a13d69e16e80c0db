/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What guests add: photos as rows, whose case they belong to, with an event of the guest's, in one
 * transaction; and where something has come that nobody has looked after. The pictures themselves
 * are files that somebody else has written before and deletes when nothing here knows them; that
 * rows go with an erasure is aft-house-erasure-cases.c's. */
#include "aft-error.h"
#include "aft-house-sqlite-attachments-private.h"
#include "aft-house-sqlite-flagging-private.h"

static gboolean
refuse (AftErrorCode code, const char *message, GError **error)
{
  g_set_error_literal (error, AFT_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
has_room (gint64 count, GError **error)
{
  return count < AFT_HOUSE_ATTACHMENTS_MAX
         || refuse (AFT_ERROR_FULL, "The case has as many photos as it may", error);
}

/* -- may one be added? -------------------------------------------------------------------------
 */

static gboolean
work_check_photo (AftHouseSession *session, gpointer data, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT (SELECT count (*) FROM attachment JOIN service_case AS c ON c.ref = service_case"
      " WHERE c.sitting_id = response.sitting_id) FROM response WHERE id = ?1 AND erased_ms = 0",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, data);
  return aft_house_expect_row (row, "There is no such response", error)
         && has_room (sqlite3_column_int64 (row, 0), error);
}

static gboolean
check_photo (AftHouseStore *store, const AftId *response_id, GError **error)
{
  AftId id = *response_id;
  return aft_house_sqlite_read (store, work_check_photo, &id, error);
}

/* -- adding ------------------------------------------------------------------------------------
 */

typedef struct
{
  const AftHouseAttachment *photo;
  AftHouseCase *item;
  gboolean is_new;
} Adding;

/* The case that has a photo of that id already; 0: none. */
static gboolean
find_holder (AftHouseSession *session, const AftId *id, gint64 *ret_case, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT service_case FROM attachment WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  *ret_case = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
check_room (AftHouseSession *session, const AftHouseCaseRow *holder, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT count (*) FROM attachment WHERE service_case = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, holder->ref);
  return aft_house_expect_row (row, "No count", error)
         && has_room (sqlite3_column_int64 (row, 0), error);
}

static gboolean
insert (AftHouseSession *session,
        const AftHouseCaseRow *holder,
        const AftHouseAttachment *photo,
        GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO attachment (id, service_case, response, width, height, bytes, stored_ms)"
      " VALUES (?1, ?2, (SELECT ref FROM response WHERE id = ?3), ?4, ?5, ?6, ?7)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &photo->id);
  aft_sqlite_bind_integer (row, 2, holder->ref);
  aft_sqlite_bind_id (row, 3, &photo->response_id);
  aft_sqlite_bind_integer (row, 4, photo->width);
  aft_sqlite_bind_integer (row, 5, photo->height);
  aft_sqlite_bind_integer (row, 6, (gint64) photo->bytes);
  aft_sqlite_bind_integer (row, 7, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
note_event (AftHouseSession *session, AftHouseCaseRow *holder, const AftId *id, GError **error)
{
  g_autofree char *text = aft_id_to_text (id);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "attachment", text);
  return aft_house_session_add_guest_event (session, holder, AFT_CASE_EVENT_PHOTO, detail, error);
}

static gboolean
work_add_photo (AftHouseSession *session, gpointer data, GError **error)
{
  Adding *adding = data;
  const AftHouseAttachment *photo = adding->photo;
  g_auto (AftHouseCaseRow) holder = { 0 };
  gint64 had_by = 0;
  g_clear_pointer (&adding->item, aft_house_case_free);
  if (!find_holder (session, &photo->id, &had_by, error)
      || !aft_house_session_need_case (session, &photo->response_id, &holder, error))
    return FALSE;
  adding->is_new = had_by == 0;
  if (had_by != 0 && had_by != holder.ref)
    return refuse (AFT_ERROR_CONFLICT, "The photo is another case's", error);
  if (adding->is_new
      && (!check_room (session, &holder, error) || !insert (session, &holder, photo, error)
          || !note_event (session, &holder, &photo->id, error)))
    return FALSE;
  adding->item = g_steal_pointer (&holder.item);
  return TRUE;
}

static AftHouseCase *
add_photo (AftHouseStore *store,
           const AftHouseAttachment *photo,
           gboolean *ret_is_new,
           GError **error)
{
  Adding adding = { .photo = photo };
  if (!aft_house_sqlite_write (store, work_add_photo, &adding, error))
    {
      aft_house_case_free (adding.item);
      return NULL;
    }
  if (ret_is_new != NULL)
    *ret_is_new = adding.is_new;
  return adding.item;
}

/* -- reading -----------------------------------------------------------------------------------
 */

typedef struct
{
  const AftId *case_id;
  GPtrArray *attachments;
} Listing;

static AftHouseAttachment *
read_attachment (AftHouseRow *row, const AftId *case_id)
{
  AftHouseAttachment *attachment = g_new0 (AftHouseAttachment, 1);
  attachment->id = aft_sqlite_get_id (row, 0);
  attachment->case_id = *case_id;
  attachment->response_id = aft_sqlite_get_id (row, 1);
  attachment->width = (guint) sqlite3_column_int (row, 2);
  attachment->height = (guint) sqlite3_column_int (row, 3);
  attachment->bytes = (gsize) sqlite3_column_int64 (row, 4);
  attachment->stored_ms = sqlite3_column_int64 (row, 5);
  return attachment;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  Listing *listing = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT a.id, response.id, width, height, bytes, stored_ms FROM attachment AS a"
      " JOIN service_case AS c ON c.ref = a.service_case"
      " LEFT JOIN response ON response.ref = a.response WHERE c.id = ?1 ORDER BY stored_ms, a.id",
      error);
  g_ptr_array_set_size (listing->attachments, 0);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, listing->case_id);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (listing->attachments, read_attachment (row, listing->case_id));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list (AftHouseStore *store, const AftId *case_id, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_free);
  Listing listing = { case_id, attachments };
  if (!aft_house_sqlite_read (store, work_list, &listing, error))
    return NULL;
  return g_steal_pointer (&attachments);
}

/* Adds the ids that @row gives to @ids, which is emptied first: works may be done again. */
static gboolean
read_ids (AftHouseRow *row, GArray *ids, GError **error)
{
  GError *local = NULL;
  g_array_set_size (ids, 0);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (ids, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_list_ids (AftHouseSession *session, gpointer data, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT id FROM attachment ORDER BY id", error);
  return row != NULL && read_ids (row, data, error);
}

static GArray *
list_ids (AftHouseStore *store, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (!aft_house_sqlite_read (store, work_list_ids, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}

/* -- what nobody has looked after --------------------------------------------------------------
 */

typedef struct
{
  const GArray *venue_ids;
  GArray *ids;
} Added;

/* Closed states are 5 and above. */
static gboolean
work_list_added (AftHouseSession *session, gpointer data, GError **error)
{
  Added *added = data;
  g_autofree char *venues = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM service_case AS c WHERE state < 5"
      " AND (?1 IS NULL OR venue IN (SELECT value FROM json_each (?1)))"
      " AND (SELECT max (number) FROM case_event WHERE service_case = c.ref AND kind IN (?2, ?3))"
      " > (SELECT coalesce (max (number), 0) FROM case_event WHERE service_case = c.ref"
      " AND user IS NOT NULL) ORDER BY id",
      error);
  if (row == NULL || !aft_house_session_dup_venues (session, added->venue_ids, &venues, error))
    return FALSE;
  aft_sqlite_bind_text (row, 1, venues);
  aft_sqlite_bind_integer (row, 2, AFT_CASE_EVENT_GUEST);
  aft_sqlite_bind_integer (row, 3, AFT_CASE_EVENT_PHOTO);
  return read_ids (row, added->ids, error);
}

static GArray *
list_added (AftHouseStore *store, const GArray *venue_ids, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  Added added = { venue_ids, ids };
  if (!aft_house_sqlite_read (store, work_list_added, &added, error))
    return NULL;
  return g_steal_pointer (&ids);
}

const AftHouseAttachmentsClass aft_house_sqlite_attachments = {
  .check_photo = check_photo,
  .add_photo = add_photo,
  .list = list,
  .list_added = list_added,
  .list_ids = list_ids,
};
