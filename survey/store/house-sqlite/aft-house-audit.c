/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit: rows that are only ever added, each with a link over itself and the one before, and a
 * row of its own that says where the chain ends, so that cutting it shows too. */
#include <string.h>

#include "aft-house-sqlite-care-private.h"
#include "aft-json.h"

static const char chain_name[] = "aftertaste-audit-1";

static void
add_u64 (AftDigester *digester, guint64 number)
{
  guint64 big_endian = GUINT64_TO_BE (number);
  aft_digester_add (digester, &big_endian, sizeof big_endian);
}

static void
add_text (AftDigester *digester, const char *text)
{
  guint32 length = (guint32) strlen (text);
  guint32 big_endian = GUINT32_TO_BE (length);
  aft_digester_add (digester, &big_endian, sizeof big_endian);
  aft_digester_add (digester, text, length);
}

AftDigest
aft_house_audit_next (const AftDigest *previous, const AftHouseAuditRow *row)
{
  AftDigester *digester = aft_digester_new ();
  aft_digester_add (digester, chain_name, sizeof chain_name - 1);
  add_u64 (digester, row->sequence);
  add_u64 (digester, row->time_ms);
  aft_digester_add (digester, previous->bytes, AFT_DIGEST_BYTES);
  add_text (digester, row->actor);
  add_text (digester, row->action);
  add_text (digester, row->subject);
  add_text (digester, row->detail);
  return aft_digester_end (digester);
}

static gboolean
read_end (AftHouseSession *session, guint64 *ret_sequence, AftDigest *ret_chain, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT sequence, chain FROM audit_end", error);
  if (row == NULL || !aft_house_expect_row (row, "The audit has no end", error))
    return FALSE;
  *ret_sequence = sqlite3_column_int64 (row, 0);
  *ret_chain = aft_sqlite_get_digest (row, 1);
  return TRUE;
}

static gboolean
insert_row (AftHouseSession *session,
            const AftHouseAuditRow *audit,
            const AftDigest *chain,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO audit (" AFT_HOUSE_AUDIT_COLUMNS ", chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, audit->sequence);
  aft_sqlite_bind_integer (row, 2, audit->time_ms);
  aft_sqlite_bind_text (row, 3, audit->actor);
  aft_sqlite_bind_text (row, 4, audit->action);
  aft_sqlite_bind_text (row, 5, audit->subject);
  aft_sqlite_bind_text (row, 6, audit->detail);
  aft_sqlite_bind_digest (row, 7, chain);
  return aft_sqlite_run (row, error);
}

static gboolean
write_end (AftHouseSession *session, guint64 sequence, const AftDigest *chain, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE audit_end SET sequence = ?1, chain = ?2", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, sequence);
  aft_sqlite_bind_digest (row, 2, chain);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_append_audit (AftHouseSession *session,
                                const AftHouseAuditRow *row,
                                GError **error)
{
  AftHouseAuditRow audit = *row;
  AftDigest previous;
  guint64 last = 0;
  if (!read_end (session, &last, &previous, error))
    return FALSE;
  audit.sequence = last + 1;
  audit.time_ms = session->now_ms;
  AftDigest chain = aft_house_audit_next (&previous, &audit);
  return insert_row (session, &audit, &chain, error)
         && write_end (session, audit.sequence, &chain, error);
}

gboolean
aft_house_session_note (AftHouseSession *session,
                        const char *actor,
                        const char *action,
                        const AftId *id,
                        AftValueBuilder *detail,
                        GError **error)
{
  g_autoptr (AftValue) value = detail != NULL ? aft_value_builder_end (detail) : NULL;
  g_autofree char *text = value != NULL ? aft_json_to_line (value) : g_strdup ("{}");
  g_autofree char *subject = id != NULL ? aft_id_to_text (id) : g_strdup ("");
  AftHouseAuditRow row
      = { .actor = (char *) actor, .action = (char *) action, .subject = subject, .detail = text };
  return aft_house_session_append_audit (session, &row, error);
}

static gboolean
work_append (AftHouseSession *session, gpointer data, GError **error)
{
  return aft_house_session_append_audit (session, data, error);
}

gboolean
aft_house_sqlite_append_audit (AftHouseStore *store, const AftHouseAuditRow *row, GError **error)
{
  return aft_house_sqlite_write (store, work_append, (gpointer) row, error);
}

AftHouseAuditRow *
aft_house_audit_read (sqlite3_stmt *row)
{
  AftHouseAuditRow *audit = g_new0 (AftHouseAuditRow, 1);
  audit->sequence = sqlite3_column_int64 (row, 0);
  audit->time_ms = sqlite3_column_int64 (row, 1);
  audit->actor = aft_sqlite_dup_text (row, 2);
  audit->action = aft_sqlite_dup_text (row, 3);
  audit->subject = aft_sqlite_dup_text (row, 4);
  audit->detail = aft_sqlite_dup_text (row, 5);
  return audit;
}

typedef struct
{
  guint64 after_sequence;
  guint limit;
  GPtrArray *rows;
} AuditQuery;

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  AuditQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT " AFT_HOUSE_AUDIT_COLUMNS
                                      " FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, query->after_sequence);
  aft_sqlite_bind_integer (row, 2, query->limit);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->rows, aft_house_audit_read (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_audit (AftHouseStore *store,
                             guint64 after_sequence,
                             guint limit,
                             GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_audit_row_free);
  AuditQuery query = { after_sequence, limit, rows };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&rows);
}
