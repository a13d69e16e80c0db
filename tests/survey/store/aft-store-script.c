/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evening: guests who tap and leave, who finish, who complain, who take a rating back, who call
 * for staff. Each act is dated by the steps of the VFS before and after, so that for any power cut
 * it is known whether it may, must or must not be found. */
#include "aft-store-script.h"

#include "aft-body.h"
#include "aft-kiosk-query.h"

typedef enum
{
  ACT_TAP,
  ACT_CLEAR,
  ACT_FINISH,
  ACT_EVENT
} ActKind;

typedef struct
{
  ActKind kind;
  GPtrArray *responses; /* AftResponse */
  guint began;          /* step count; G_MAXUINT: never */
  guint acknowledged;   /* G_MAXUINT: never */
  GArray *receipts;     /* AftStoreReceipt */
} Act;

struct _AftStoreScript
{
  GPtrArray *acts;
};

static void
act_free (gpointer data)
{
  Act *act = data;
  g_ptr_array_unref (act->responses);
  g_clear_pointer (&act->receipts, g_array_unref);
  g_free (act);
}

static Act *
add_act (AftStoreScript *script, ActKind kind, AftResponse *response)
{
  Act *act = g_new0 (Act, 1);
  act->kind = kind;
  act->responses = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  g_ptr_array_add (act->responses, aft_response_ref (response));
  act->began = G_MAXUINT;
  act->acknowledged = G_MAXUINT;
  g_ptr_array_add (script->acts, act);
  return act;
}

static void
add_guest (AftStoreScript *script, AftStoreFixture *fixture, guint which)
{
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, which % 5 + 1);
  const AftId *sitting_id = aft_response_get_sitting_id (tap);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  g_autoptr (AftResponse) call
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_CALL_STAFF, sitting_id);
  g_autoptr (AftResponse) complaint
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_COMPLAINT, sitting_id);
  add_act (script, ACT_TAP, tap);
  if (which % 3 == 1)
    add_act (script, ACT_EVENT, call);
  if (which % 4 == 3)
    add_act (script, ACT_CLEAR, tap);
  else if (which % 4 != 2)
    {
      Act *finish = add_act (script, ACT_FINISH, whole);
      if (which % 2 == 1)
        g_ptr_array_add (finish->responses, aft_response_ref (complaint));
    }
}

AftStoreScript *
aft_store_script_new (AftStoreFixture *fixture, guint acts)
{
  AftStoreScript *script = g_new0 (AftStoreScript, 1);
  script->acts = g_ptr_array_new_with_free_func (act_free);
  for (guint which = 0; script->acts->len < acts; which++)
    add_guest (script, fixture, which);
  return script;
}

void
aft_store_script_free (AftStoreScript *script)
{
  g_ptr_array_unref (script->acts);
  g_free (script);
}

static gboolean
play_act (Act *act, AftKioskDatabase *database, GError **error)
{
  AftResponse *first = act->responses->pdata[0];
  switch (act->kind)
    {
    case ACT_TAP:
      return aft_kiosk_database_record_tap (database, first, error);
    case ACT_CLEAR:
      return aft_kiosk_database_clear_tap (database, aft_response_get_id (first), error);
    case ACT_EVENT:
      act->receipts = aft_kiosk_database_record_event (database, first, error);
      return act->receipts != NULL;
    case ACT_FINISH:
    default:
      act->receipts = aft_kiosk_database_finish (database, act->responses, error);
      return act->receipts != NULL;
    }
}

/* Refused for a reason that a disk can have? */
static gboolean
try_act (Act *act, AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  if (play_act (act, database, &error))
    return TRUE;
  g_assert_true (g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL)
                 || g_error_matches (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE));
  return FALSE;
}

guint
aft_store_script_play (AftStoreScript *script, AftKioskDatabase *database, AftCrashVfs *vfs)
{
  guint refused = 0;
  for (guint i = 0; i < script->acts->len; i++)
    {
      Act *act = script->acts->pdata[i];
      gboolean is_done = FALSE;
      act->began = aft_crash_vfs_get_steps (vfs)->len;
      for (guint tries = 0; tries < 2 && !is_done; tries++)
        {
          is_done = try_act (act, database);
          refused += !is_done;
        }
      if (is_done)
        act->acknowledged = aft_crash_vfs_get_steps (vfs)->len;
      aft_kiosk_database_tend (database);
    }
  return refused;
}

void
aft_store_script_play_one_more (AftStoreScript *script,
                                AftStoreFixture *fixture,
                                AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) call
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_CALL_STAFF, NULL);
  Act *act = add_act (script, ACT_EVENT, call);
  act->began = 0;
  gboolean is_done = play_act (act, database, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  act->acknowledged = 0;
}

/* What a database holds: id → AftOutboxRow. Asserts that no id is there twice. */
static GHashTable *
list_rows (AftKioskDatabase *database)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) aft_outbox_row_free);
  guint64 after = 0;
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = aft_kiosk_database_list_unsent (database, after, 200, &error);
      g_assert_no_error (error);
      if (page->len == 0)
        return rows;
      while (page->len > 0)
        {
          AftOutboxRow *row = g_ptr_array_steal_index (page, 0);
          g_assert_cmpuint (row->sequence, ==, after + 1);
          after = row->sequence;
          gboolean is_new = g_hash_table_insert (rows, aft_id_to_text (&row->id), row);
          g_assert_true (is_new);
        }
    }
}

static AftOutboxRow *
find_row (GHashTable *rows, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  return g_hash_table_lookup (rows, text);
}

static void
assert_receipts_kept (const Act *act, GHashTable *rows)
{
  for (guint i = 0; i < act->receipts->len; i++)
    {
      const AftStoreReceipt *receipt = &g_array_index (act->receipts, AftStoreReceipt, i);
      const AftOutboxRow *row = find_row (rows, &receipt->id);
      g_assert_nonnull (row);
      g_assert_cmpuint (row->sequence, ==, receipt->sequence);
      g_assert_true (aft_digest_equal (&row->digest, &receipt->digest));
      g_assert_true (aft_digest_equal (&row->chain, &receipt->chain));
    }
}

/* Was something begun by then that may have taken the place of @tap, or deleted it? */
static gboolean
is_superseded (AftStoreScript *script, const Act *tap, guint steps)
{
  const AftId *id = aft_response_get_id (tap->responses->pdata[0]);
  for (guint i = 0; i < script->acts->len; i++)
    {
      const Act *act = script->acts->pdata[i];
      if (act != tap && act->began < steps
          && aft_id_equal (aft_response_get_id (act->responses->pdata[0]), id))
        return TRUE;
    }
  return FALSE;
}

static void
assert_tap_kept (AftStoreScript *script, const Act *act, GHashTable *rows, guint steps)
{
  AftResponse *tap = act->responses->pdata[0];
  if (is_superseded (script, act, steps))
    return;
  const AftOutboxRow *row = find_row (rows, aft_response_get_id (tap));
  g_autofree char *body = aft_body_from_response (tap, NULL, NULL);
  g_assert_nonnull (row);
  g_assert_cmpstr (row->body, ==, body);
}

static void
assert_act_kept (AftStoreScript *script, const Act *act, GHashTable *rows, guint steps)
{
  const AftId *id = aft_response_get_id (act->responses->pdata[0]);
  if (act->acknowledged > steps || act->acknowledged == G_MAXUINT)
    return;
  if (act->receipts != NULL)
    assert_receipts_kept (act, rows);
  else if (act->kind == ACT_CLEAR)
    g_assert_null (find_row (rows, id));
  else
    assert_tap_kept (script, act, rows, steps);
}

/* Each row is some act's that was begun by then. */
static void
assert_nothing_invented (AftStoreScript *script, GHashTable *rows, guint steps)
{
  g_autoptr (GHashTable) begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < script->acts->len; i++)
    {
      const Act *act = script->acts->pdata[i];
      for (guint j = 0; j < act->responses->len && act->began <= steps; j++)
        g_hash_table_add (begun, aft_id_to_text (aft_response_get_id (act->responses->pdata[j])));
    }
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (begun, id));
}

void
aft_store_script_assert_kept (AftStoreScript *script, AftKioskDatabase *database, guint steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) rows = list_rows (database);
  guint64 count = 0;
  gboolean is_sound = aft_kiosk_database_verify (database, &count, &error);
  g_assert_no_error (error);
  g_assert_true (is_sound);
  g_assert_cmpuint (count, ==, g_hash_table_size (rows));
  for (guint i = 0; i < script->acts->len; i++)
    assert_act_kept (script, script->acts->pdata[i], rows, steps);
  assert_nothing_invented (script, rows, steps);
}
