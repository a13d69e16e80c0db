/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full outbox costs nothing: every statement that opening, tapping, finishing and reading a page
 * run is caught as it runs, and its plan must find rows by key or index; and the steps of SQLite's
 * machine do not grow with the rows that are there. Counted, not timed. */
#include <sqlite3.h>
#include <string.h>

#include "aft-crash-vfs.h"
#include "aft-kiosk-query.h"
#include "aft-kiosk-upload.h"
#include "aft-store-fixture.h"

typedef struct
{
  GHashTable *statements; /* texts */
  guint64 steps;
} Trace;

static int
on_statement_done (unsigned kind, void *context, void *statement, void *nanoseconds)
{
  Trace *trace = context;
  const char *sql = sqlite3_sql (statement);
  /* Pragmas check the structure of small files; the limit is tested by their number of rows. */
  if (sql == NULL || g_ascii_strncasecmp (sql, "PRAGMA", 6) == 0)
    return 0;
  g_hash_table_add (trace->statements, g_strdup (sql));
  trace->steps += sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, 1);
  return 0;
}

/* Listens from now on, and looks at the content as opening does. */
static gboolean
work_listen (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (AftStoreReceipt));
  AftKioskExpected expected = {
    .device_id = aft_kiosk_database_get_device_id (database),
    .head = 2,
    .acknowledged = acknowledged,
  };
  sqlite3_trace_v2 (connection, SQLITE_TRACE_PROFILE, on_statement_done, data);
  return aft_kiosk_check_content (connection, &expected, error);
}

static void
play_guest (AftStoreFixture *fixture, AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 3);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  g_autoptr (AftResponse) left = aft_store_fixture_make_tap (fixture, 1);
  g_autoptr (AftResponse) call = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_CALL_STAFF, aft_response_get_sitting_id (tap));
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, whole);
  gboolean is_tapped
      = aft_kiosk_database_record_tap (database, tap, &error)
        && aft_kiosk_database_record_tap (database, left, &error)
        && aft_kiosk_database_clear_tap (database, aft_response_get_id (left), &error)
        && aft_kiosk_database_record_tap (database, left, &error);
  g_assert_no_error (error);
  g_assert_true (is_tapped);
  g_autoptr (GArray) called = aft_kiosk_database_record_event (database, call, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) finished = aft_kiosk_database_finish (database, list, &error);
  g_assert_no_error (error);
  g_assert_nonnull (called);
  g_assert_nonnull (finished);
}

static AftKioskDatabase *
open_database (AftStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  options.vfs = "quiet";
  AftKioskDatabase *database = aft_kiosk_database_new (&options, NULL);
  gboolean is_open = aft_kiosk_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
  return database;
}

/* A round of the uploader: the first row is sent, nothing is to be sent again or erased. */
static void
play_upload (AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) urgent = aft_kiosk_database_list_urgent (database, 10, &error);
  g_autoptr (GPtrArray) page = aft_kiosk_database_list_unsent (database, 0, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (urgent->len, ==, 10);
  const AftOutboxRow *row = page->pdata[0];
  AftReceipt receipt = { .sequence = row->sequence, .id = row->id, .digest = row->digest };
  AftReceiptsHead head = { 0, row->sequence, row->chain };
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  AftStoreReconciled reconciled;
  aft_receipts_builder_add (builder, &receipt);
  g_autoptr (AftReceipts) receipts = aft_receipts_builder_end (builder, &head);
  gboolean is_kept = aft_kiosk_database_record_receipts (database, receipts, &error)
                     && aft_kiosk_database_reconcile (database, head.last_sequence,
                                                      &head.last_chain, &reconciled, &error);
  g_assert_no_error (error);
  g_assert_true (is_kept);
  g_assert_cmpuint (reconciled.unsent_again, ==, 0);
  g_assert_cmpint (aft_kiosk_database_prune (database, 0, 0, &error), ==, 0);
  g_autoptr (GPtrArray) refused = aft_kiosk_database_list_quarantined (database, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 0);
}

/* Everything a guest costs: opening, a visit, what a crash leaves, a page of the outbox, and a
 * round of the uploader. */
static guint64
trace_visit (AftStoreFixture *fixture, Trace *trace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskDatabase) database = open_database (fixture);
  trace->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  trace->steps = 0;
  gboolean is_sound = aft_kiosk_database_read (database, work_listen, trace, &error);
  g_assert_no_error (error);
  g_assert_true (is_sound);
  play_guest (fixture, database);
  gboolean is_settled
      = aft_kiosk_database_write (database, aft_kiosk_record_settle_all, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_settled);
  g_autoptr (GPtrArray) page = aft_kiosk_database_list_unsent (database, 30, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 10);
  play_upload (database);
  return trace->steps;
}

static void
fill (AftStoreFixture *fixture, guint guests)
{
  g_autoptr (AftKioskDatabase) database = open_database (fixture);
  for (guint i = 0; i < guests; i++)
    play_guest (fixture, database);
  /* Settles the taps that were left open: those of one crash are few. */
  g_clear_pointer (&database, aft_kiosk_database_free);
  database = open_database (fixture);
}

static void
assert_plan_uses_keys (sqlite3 *connection, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2 (connection, explain, -1, &row, NULL);
  g_assert_cmpint (code, ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (row, 3);
      gboolean is_scan = g_str_has_prefix (detail, "SCAN ")
                         && !g_str_has_prefix (detail, "SCAN CONSTANT ROW")
                         && strstr (detail, "INDEX response_open") == NULL
                         && strstr (detail, "INDEX outbox_held") == NULL;
      if (is_scan || strstr (detail, "TEMP B-TREE") != NULL)
        g_error ("%s: %s", sql, detail);
    }
  sqlite3_finalize (row);
}

static void
test_every_plan_finds_by_key_or_index (AftStoreFixture *fixture, gconstpointer unused)
{
  Trace trace;
  AftCrashVfs *quiet = aft_crash_vfs_new ("quiet", NULL);
  fill (fixture, 40);
  trace_visit (fixture, &trace);
  sqlite3 *connection = NULL;
  sqlite3_open (fixture->path, &connection);
  GHashTableIter iter;
  gpointer sql;
  g_hash_table_iter_init (&iter, trace.statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    if (g_str_has_prefix (sql, "SELECT") || g_str_has_prefix (sql, "INSERT")
        || g_str_has_prefix (sql, "UPDATE") || g_str_has_prefix (sql, "DELETE"))
      assert_plan_uses_keys (connection, sql);
  g_assert_cmpuint (g_hash_table_size (trace.statements), >, 10);
  sqlite3_close (connection);
  g_hash_table_unref (trace.statements);
  aft_crash_vfs_free (quiet);
}

static void
test_the_work_does_not_grow_with_the_outbox (AftStoreFixture *fixture, gconstpointer unused)
{
  Trace few;
  Trace many;
  AftCrashVfs *quiet = aft_crash_vfs_new ("quiet", NULL);
  fill (fixture, 40);
  guint64 steps_few = trace_visit (fixture, &few);
  fill (fixture, 1200);
  guint64 steps_many = trace_visit (fixture, &many);
  g_test_message ("steps: %" G_GUINT64_FORMAT ", with thirty times the rows %" G_GUINT64_FORMAT,
                  steps_few, steps_many);
  g_assert_cmpuint (steps_many, <=, steps_few + steps_few / 10);
  g_hash_table_unref (few.statements);
  g_hash_table_unref (many.statements);
  aft_crash_vfs_free (quiet);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-plan/" name, AftStoreFixture, NULL, aft_store_fixture_set_up,          \
              function, aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  ADD ("every-plan-finds-by-key-or-index", test_every_plan_finds_by_key_or_index);
  ADD ("the-work-does-not-grow-with-the-outbox", test_the_work_does_not_grow_with_the_outbox);
  return g_test_run ();
}
