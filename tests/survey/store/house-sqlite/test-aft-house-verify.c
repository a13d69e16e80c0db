/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verification names each tampering; backups are whole, also under load, and come back. */
#include <string.h>

#include "aft-chain.h"
#include "aft-house-fixture.h"

#define ROWS 30

/* A house with rows of every kind in it. */
static void
set_up_full (AftHouseFixture *fixture, gconstpointer sql)
{
  g_autoptr (GError) error = NULL;
  AftHouseAuditRow row
      = { 0, 0, (char *) "user:a", (char *) "case.close", (char *) "", (char *) "{}" };
  aft_house_fixture_set_up (fixture, NULL);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, ROWS));
  AftHouseItem gap = aft_house_fixture_next (fixture);
  AftHouseItem ahead = aft_house_fixture_next (fixture);
  AftHouseItem left_out = aft_house_item_copy (&gap);
  g_clear_pointer (&gap.response, aft_response_unref);
  g_clear_pointer (&left_out.response, aft_response_unref);
  aft_house_receipts_free (aft_house_fixture_send (fixture, &ahead));
  for (guint i = 0; i < 5; i++)
    g_assert_true (aft_house_store_append_audit_sync (fixture->store, &row, &error));
  aft_house_fixture_assert_findings (fixture, 0);
}

/* @data: what is done to the closed database; it must show. */
static void
test_shows (AftHouseFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, data);
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->findings->len, >, 0);
  for (guint i = 0; i < verification->findings->len; i++)
    g_test_message ("%s", (char *) verification->findings->pdata[i]);
}

static const struct
{
  const char *name;
  const char *sql;
} tamperings[] = {
  { "an-answer-changed",
    "UPDATE response SET answers = replace (answers, '4', '5') WHERE sequence = 7" },
  { "a-time-changed", "UPDATE response SET ended_ms = ended_ms - 1 WHERE sequence = 7" },
  { "a-digest-changed", "UPDATE response SET digest = randomblob (32) WHERE sequence = 7" },
  { "a-row-deleted", "DELETE FROM response WHERE sequence = 7" },
  { "the-last-row-deleted", "DELETE FROM response WHERE sequence = 30" },
  { "a-row-that-waits-deleted", "DELETE FROM response WHERE sequence = 32" },
  { "rows-reordered", "UPDATE response SET sequence = 1000 WHERE sequence = 7;"
                      "UPDATE response SET sequence = 7 WHERE sequence = 8;"
                      "UPDATE response SET sequence = 8 WHERE sequence = 1000" },
  { "a-row-doubled",
    "INSERT INTO response SELECT 1000, randomblob (16), venue, device, sequence, sitting_id, kind,"
    " state, survey, boot, ended_ms, duration_ms, monotonic_ms, burst, locale, table_code, answers,"
    " salt, digest, received_ms, day, part, clock, true_ms FROM response WHERE sequence = 7" },
  { "a-chain-s-end-changed", "UPDATE device SET last_chain = randomblob (32)" },
  { "a-chain-shortened", "UPDATE device SET last_sequence = 29" },
  { "a-rollup-raised", "UPDATE rollup SET count = count + 1" },
  { "a-rollup-deleted", "DELETE FROM rollup" },
  { "a-day-moved", "UPDATE response SET day = day + 1 WHERE sequence = 7" },
  { "a-day-s-count-changed", "UPDATE device_day SET count = count - 1" },
  { "a-definition-changed", "UPDATE survey SET definition = '{\"a\":1}'" },
  { "an-audit-row-changed", "UPDATE audit SET actor = 'user:b' WHERE sequence = 3" },
  { "an-audit-row-deleted", "DELETE FROM audit WHERE sequence = 3" },
  { "the-audit-s-end-cut", "DELETE FROM audit WHERE sequence >= 5" },
  { "audit-rows-reordered", "UPDATE audit SET sequence = 1000 WHERE sequence = 2;"
                            "UPDATE audit SET sequence = 2 WHERE sequence = 3;"
                            "UPDATE audit SET sequence = 3 WHERE sequence = 1000" },
};

static void
test_sound (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (verification->items, ==, ROWS + 1);
  g_assert_cmpuint (verification->devices, ==, 1);
  g_assert_cmpuint (verification->audit_rows, ==, 6);
  g_assert_cmpuint (verification->rollups, ==, 1);
}

/* Sends until it is told to stop. */
typedef struct
{
  AftHouseFixture *fixture;
  gint is_ending; /* atomic */
} Load;

static gpointer
run_load (gpointer data)
{
  Load *load = data;
  while (!g_atomic_int_get (&load->is_ending))
    aft_house_receipts_free (aft_house_fixture_send_new (load->fixture, 5));
  return NULL;
}

static void
restore_and_count (AftHouseFixture *fixture, const char *backup, guint64 reach)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  aft_house_fixture_close (fixture);
  g_assert_true (aft_house_sqlite_restore (&options, backup, &error));
  g_assert_no_error (error);
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (fixture->store, &fixture->kiosk.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (device->last_sequence, >=, reach);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_backup_under_load (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  Load load = { fixture, FALSE };
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 100));
  guint64 before = fixture->kiosk.sequence;
  GThread *thread = g_thread_new ("load", run_load, &load);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, &error));
      g_assert_no_error (error);
    }
  g_atomic_int_set (&load.is_ending, TRUE);
  g_thread_join (thread);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (fixture->store, &fixture->kiosk.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (device->backup_sequence, >=, before);
  restore_and_count (fixture, backup, device->backup_sequence);
}

static void
test_damaged_backup_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = aft_temp_dir_write (fixture->dir, "backup.db", "not a database");
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 3));
  aft_house_fixture_close (fixture);
  g_assert_false (aft_house_sqlite_restore (&options, backup, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_not_restored_over_a_running_one (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, &error));
  g_assert_false (aft_house_sqlite_restore (&options, backup, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
}

/* What an older backup lacks, the kiosk sends again; what it has is a duplicate. */
static void
test_older_backup_gets_what_it_lacks (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  AftHouseItem first = aft_house_fixture_next (fixture);
  AftHouseItem second = aft_house_fixture_next (fixture);
  AftHouseItem first_again = aft_house_item_copy (&first);
  AftHouseItem second_again = aft_house_item_copy (&second);
  aft_house_receipts_free (aft_house_fixture_send (fixture, &first));
  g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, &error));
  aft_house_receipts_free (aft_house_fixture_send (fixture, &second));
  restore_and_count (fixture, backup, 1);
  aft_house_assert_receipt (aft_house_fixture_send (fixture, &first_again), AFT_HOUSE_DUPLICATE,
                            AFT_HOUSE_REASON_NONE);
  aft_house_assert_receipt (aft_house_fixture_send (fixture, &second_again), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  aft_house_fixture_assert_findings (fixture, 0);
}

#define ADD(path, set_up, function)                                                                \
  g_test_add ("/store/house-verify/" path, AftHouseFixture, NULL, set_up, function,                \
              aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/store/house-verify/shows/", tamperings[i].name, NULL);
      g_test_add (path, AftHouseFixture, tamperings[i].sql, set_up_full, test_shows,
                  aft_house_fixture_tear_down);
    }
  ADD ("what-is-sound-passes", set_up_full, test_sound);
  ADD ("a-backup-under-load-is-whole", aft_house_fixture_set_up, test_backup_under_load);
  ADD ("a-damaged-backup-is-refused", aft_house_fixture_set_up, test_damaged_backup_refused);
  ADD ("a-running-store-is-not-restored-over", aft_house_fixture_set_up,
       test_not_restored_over_a_running_one);
  ADD ("an-older-backup-gets-what-it-lacks", aft_house_fixture_set_up,
       test_older_backup_gets_what_it_lacks);
  return g_test_run ();
}
