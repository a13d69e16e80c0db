/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own rules: versions that are only ever added. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"

typedef struct
{
  const AftHouseRules *rules;
  guint base;
  guint version;
} Saving;

/* The version in force, 0 for none, and whether it says @text. */
static gboolean
find_current (AftHouseSession *session, const Saving *saving, guint *ret_version, GError **error)
{
  GError *local = NULL;
  gboolean is_same = FALSE;
  *ret_version = 0;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT version, text = ?2 FROM rule_document WHERE kind = ?1"
                                      " ORDER BY version DESC LIMIT 1",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, saving->rules->kind);
  aft_sqlite_bind_text (row, 2, saving->rules->text);
  if (aft_sqlite_step (row, &local))
    {
      *ret_version = (guint) sqlite3_column_int64 (row, 0);
      is_same = sqlite3_column_int (row, 1) != 0;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return is_same;
}

static gboolean
insert_rules (AftHouseSession *session, const Saving *saving, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO rule_document (kind, version, text, saved_ms,"
                                      " actor) VALUES (?1, ?2, ?3, ?4, ?5)",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, saving->rules->kind);
  aft_sqlite_bind_integer (row, 2, saving->version);
  aft_sqlite_bind_text (row, 3, saving->rules->text);
  aft_sqlite_bind_integer (row, 4, session->now_ms);
  aft_sqlite_bind_text (row, 5, saving->rules->actor);
  return aft_sqlite_run (row, error);
}

static gboolean
audit_saving (AftHouseSession *session, const Saving *saving, GError **error)
{
  AftDigest digest = aft_digest_of_text (saving->rules->text);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "kind", saving->rules->kind);
  aft_value_builder_set_take (detail, "version", aft_value_new_number (saving->version));
  aft_value_builder_set_take (detail, "digest",
                              aft_value_new_take_string (aft_digest_to_text (&digest)));
  return aft_house_session_note (session, saving->rules->actor, "rules.save", NULL, detail, error);
}

static gboolean
work_save (AftHouseSession *session, gpointer data, GError **error)
{
  Saving *saving = data;
  GError *local = NULL;
  gboolean is_same = find_current (session, saving, &saving->version, &local);
  if (local == NULL && !is_same && saving->version != saving->base)
    g_set_error (&local, AFT_ERROR, AFT_ERROR_CONFLICT,
                 "Somebody has saved version %u of these rules since", saving->version);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (is_same)
    return TRUE;
  saving->version++;
  return insert_rules (session, saving, error) && audit_saving (session, saving, error);
}

static gboolean
save (AftHouseStore *store,
      const AftHouseRules *rules,
      guint base,
      guint *ret_version,
      GError **error)
{
  Saving saving = { rules, base, 0 };
  if (!aft_house_sqlite_write (store, work_save, &saving, error))
    return FALSE;
  *ret_version = saving.version;
  return TRUE;
}

static AftHouseRules *
read_rules (AftHouseRow *row)
{
  AftHouseRules *rules = g_new0 (AftHouseRules, 1);
  rules->kind = aft_sqlite_dup_text (row, 0);
  rules->version = (guint) sqlite3_column_int64 (row, 1);
  rules->text = aft_sqlite_dup_text (row, 2);
  rules->saved_ms = sqlite3_column_int64 (row, 3);
  rules->actor = aft_sqlite_dup_text (row, 4);
  return rules;
}

typedef struct
{
  const char *kind;
  guint version;
  AftHouseRules *rules;
  GPtrArray *list;
} RulesQuery;

static gboolean
work_get (AftHouseSession *session, gpointer data, GError **error)
{
  RulesQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT kind, version, text, saved_ms, actor FROM rule_document"
      " WHERE kind = ?1 AND (?2 = 0 OR version = ?2) ORDER BY version DESC LIMIT 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, query->kind);
  aft_sqlite_bind_integer (row, 2, query->version);
  if (!aft_house_expect_row (row, "The house has no such rules of its own", error))
    return FALSE;
  query->rules = read_rules (row);
  return TRUE;
}

static AftHouseRules *
get (AftHouseStore *store, const char *kind, guint version, GError **error)
{
  RulesQuery query = { kind, version, NULL, NULL };
  return aft_house_sqlite_read (store, work_get, &query, error) ? query.rules : NULL;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  const RulesQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT kind, version, NULL, saved_ms, actor FROM"
                                      " rule_document WHERE kind = ?1 ORDER BY version DESC",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, query->kind);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->list, read_rules (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list (AftHouseStore *store, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_rules_free);
  RulesQuery query = { kind, 0, NULL, found };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&found);
}

const AftHouseRulesClass aft_house_sqlite_rules = { .save = save, .get = get, .list = list };
