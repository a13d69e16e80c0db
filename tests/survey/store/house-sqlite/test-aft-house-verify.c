/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verification names each tampering; backups are whole, also under load, and come back. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-chain.h"
#include "aft-house-fixture.h"

#define ROWS 30
/* 2026-11-15, and the day's length. */
#define FIRST_DAY 20772
#define DAY_US    G_GINT64_CONSTANT (86400000000)

/* A house with rows of every kind in it. */
static void
set_up_full (AftHouseFixture *fixture, gconstpointer unused)
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

/* What is done to the closed database, and what verification must say of it. */
typedef struct
{
  const char *name;
  const char *sql;
  const char *finding; /* part of a line */
} Tampering;

static const Tampering tamperings[] = {
  { "an-answer-changed",
    "UPDATE response SET answers = replace (answers, '4', '5') WHERE sequence = 7",
    "门口, 2026-11-15: 7 (response " },
  { "a-time-changed", "UPDATE response SET ended_ms = ended_ms - 1 WHERE sequence = 7",
    "2026-11-15: 7 (response " },
  { "a-digest-changed", "UPDATE response SET digest = randomblob (32) WHERE sequence = 7",
    "a row was changed or moved" },
  { "a-row-deleted", "DELETE FROM response WHERE sequence = 7", "门口: 7 is missing" },
  { "the-last-row-deleted", "DELETE FROM response WHERE sequence = 30", "门口: 30 is missing" },
  { "a-row-that-waits-deleted", "DELETE FROM response WHERE sequence = 32",
    "门口: 32 waited and is missing" },
  { "rows-reordered",
    "UPDATE response SET sequence = 1000 WHERE sequence = 7;"
    "UPDATE response SET sequence = 7 WHERE sequence = 8;"
    "UPDATE response SET sequence = 8 WHERE sequence = 1000",
    "a row was changed or moved" },
  { "a-row-doubled",
    "INSERT INTO response SELECT 1000, randomblob (16), venue, device, sequence, sitting_id, kind,"
    " state, survey, boot, ended_ms, duration_ms, monotonic_ms, burst, locale, table_code, answers,"
    " salt, digest, received_ms, day, part, clock, true_ms, risk, guest, tier, marks, erased_ms,"
    " hour FROM response WHERE sequence = 7",

    "门口: 7 is there twice" },
  { "a-row-put-beyond-the-end",
    "INSERT INTO response SELECT 1000, randomblob (16), venue, device, 40, sitting_id, kind,"
    " state, survey, boot, ended_ms, duration_ms, monotonic_ms, burst, locale, table_code, answers,"
    " salt, digest, received_ms, day, part, clock, true_ms, risk, guest, tier, marks, erased_ms,"
    " hour FROM response WHERE sequence = 7",

    "40 lies beyond the end of its chain" },
  { "a-device-deleted", "DELETE FROM device",
    "row 1 of response names something that is not in device" },
  { "a-chain-s-end-changed", "UPDATE device SET last_chain = randomblob (32)",
    "its chain does not end as it did at 30" },
  { "a-chain-shortened", "UPDATE device SET last_sequence = 29",
    "30 lies beyond the end of its chain" },
  { "a-rollup-raised", "UPDATE rollup SET count = count + 1 WHERE question < -1 AND venue > 0",
    "rollup of 南京路店, 2026-11-15, survey number 1, measure 1 = 4: says 32, counted 31" },
  { "a-rollup-of-the-house-raised", "UPDATE rollup SET count = count + 1 WHERE venue = 0",
    "rollup of the whole house, 2026-11-15, survey number 1, measure 1 = 4: says 32, counted 31" },
  { "a-rollup-of-no-venue", "INSERT INTO rollup VALUES (77, 1, 1, 1, 1, 1, 1, 1, 1, 1)",
    "counts of a venue, number 77, that there is not" },
  { "a-trend-raised", "UPDATE trend SET n4 = n4 + 2 WHERE measure = 1 AND slice = 0 AND venue = 1",
    "trend of 南京路店, 2026-11-15, measure 1, all 0: says 33, counted 31" },
  { "a-trend-of-the-house-lowered", "UPDATE trend SET n0 = n0 - 1 WHERE venue = 0",
    "trend of the whole house, 2026-11-15, measure 0, hour 12: says 30, counted 31" },
  { "a-trend-deleted", "DELETE FROM trend WHERE slice = 2",
    "measure 0, device 1: says 0, counted 31" },
  { "a-trend-made-up",
    "INSERT INTO trend (venue, measure, slice, value, day, n3) VALUES (1, 2, 0, 0, 20772, 5)",
    "measure 2, all 0: says 5, counted 0" },
  { "an-hour-moved", "UPDATE response SET hour = 9 WHERE sequence = 7",
    "measure 1, hour 9: says 0, counted 1" },
  { "a-rollup-deleted", "DELETE FROM rollup", "says 0, counted 31" },
  { "a-day-moved", "UPDATE response SET day = day + 1 WHERE sequence = 7",
    "2026-11-16: the day's count is wrong" },
  { "a-day-s-count-changed", "UPDATE device_day SET count = count - 1",
    "门口, 2026-11-15: the day's count is wrong" },
  { "a-definition-changed", "UPDATE survey SET definition = '{\"a\":1}'",
    "survey exit 3 has been changed" },
  { "an-audit-row-changed", "UPDATE audit SET actor = 'user:b' WHERE sequence = 3",
    "audit: row 3 was changed or moved" },
  { "an-audit-row-deleted", "DELETE FROM audit WHERE sequence = 3", "audit: 3–3 is missing" },
  { "the-audit-s-end-cut", "DELETE FROM audit WHERE sequence >= 5", "it ends at row 4" },
  { "the-whole-audit-deleted", "DELETE FROM audit", "it ends at row 0" },
  { "the-audit-s-end-moved-with-it",
    "DELETE FROM audit WHERE sequence >= 5; UPDATE audit_end SET sequence = 4",
    "it ends at row 4" },
  { "audit-rows-reordered",
    "UPDATE audit SET sequence = 1000 WHERE sequence = 2;"
    "UPDATE audit SET sequence = 2 WHERE sequence = 3;"
    "UPDATE audit SET sequence = 3 WHERE sequence = 1000",
    "audit: row 2 was changed or moved" },
};

static AftHouseVerification *
verify (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseVerification *verification = aft_house_store_verify_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->findings->len; i++)
    g_test_message ("%s", (char *) verification->findings->pdata[i]);
  return verification;
}

static void
set_up_tampered (AftHouseFixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  set_up_full (fixture, NULL);
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, tampering->sql);
  aft_house_fixture_reopen (fixture);
}

static void
test_is_named (AftHouseFixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  gboolean is_named = FALSE;
  for (guint i = 0; i < verification->findings->len; i++)
    is_named |= strstr (verification->findings->pdata[i], tampering->finding) != NULL;
  g_assert_true (is_named);
}

/* -- figures of devices and days -------------------------------------------------------------- */

static const AftHouseProof *
get_proof (const AftHouseVerification *verification)
{
  g_assert_cmpuint (verification->proofs->len, ==, 1);
  return verification->proofs->pdata[0];
}

static const AftHouseProofDay *
get_day (const AftHouseProof *proof, guint place)
{
  g_assert_cmpuint (place, <, proof->days->len);
  return &g_array_index (proof->days, AftHouseProofDay, place);
}

static void
assert_day (const AftHouseProofDay *day, const AftHouseProofDay *expected)
{
  g_assert_cmpint (day->day, ==, expected->day);
  g_assert_cmpuint (day->count, ==, expected->count);
  g_assert_cmpuint (day->first, ==, expected->first);
  g_assert_cmpuint (day->last, ==, expected->last);
  g_assert_cmpuint (day->missing, ==, expected->missing);
  g_assert_cmpuint (day->breaks, ==, expected->breaks);
  g_assert_cmpuint (day->changed, ==, expected->changed);
}

static void
assert_gap (const AftHouseProof *proof, guint place, guint64 first, guint64 last, gint32 day)
{
  g_assert_cmpuint (place, <, proof->gaps->len);
  const AftHouseProofGap *gap = &g_array_index (proof->gaps, AftHouseProofGap, place);
  g_assert_cmpuint (gap->first, ==, first);
  g_assert_cmpuint (gap->last, ==, last);
  g_assert_cmpint (gap->day, ==, day);
}

static void
leave_out (AftHouseFixture *fixture)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  g_clear_pointer (&item.response, aft_response_unref);
}

/* 1–3 on one day, 4–5 never sent, 6–7 the next day, 8 never sent, 9 two days later. */
static void
set_up_days (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (fixture, NULL);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 3));
  leave_out (fixture);
  leave_out (fixture);
  aft_fake_clock_advance_us (fixture->fake, DAY_US);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 2));
  leave_out (fixture);
  aft_fake_clock_advance_us (fixture->fake, 2 * DAY_US);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 1));
}

static void
test_days_have_their_figures (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  const AftHouseProof *proof = get_proof (verification);
  const AftHouseProofDay expected[] = {
    { FIRST_DAY, 3, 1, 3, 0, 0, 0 },
    { FIRST_DAY + 1, 2, 6, 7, 2, 0, 0 },
    { FIRST_DAY + 3, 1, 9, 9, 1, 0, 0 },
  };
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (proof->first, ==, 1);
  g_assert_cmpuint (proof->last, ==, 9);
  g_assert_cmpuint (proof->complete_to, ==, 3);
  g_assert_cmpuint (proof->items, ==, 6);
  g_assert_cmpuint (proof->missing, ==, 3);
  g_assert_true (proof->is_intact);
  g_assert_cmpuint (proof->days->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < proof->days->len; i++)
    assert_day (get_day (proof, i), &expected[i]);
  assert_gap (proof, 0, 4, 5, FIRST_DAY + 1);
  assert_gap (proof, 1, 8, 8, FIRST_DAY + 3);
}

static void
test_a_changed_row_names_its_day (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "UPDATE response SET answers = '{}' WHERE sequence = 6");
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  const AftHouseProof *proof = get_proof (verification);
  g_assert_false (proof->is_intact);
  g_assert_cmpuint (proof->changed, ==, 1);
  g_assert_cmpuint (get_day (proof, 0)->changed, ==, 0);
  g_assert_cmpuint (get_day (proof, 1)->changed, ==, 1);
}

static void
test_a_lost_row_is_missing_on_its_day (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "DELETE FROM response WHERE sequence = 2");
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  const AftHouseProof *proof = get_proof (verification);
  g_assert_false (proof->is_intact);
  g_assert_cmpuint (get_day (proof, 0)->missing, ==, 1);
  g_assert_cmpuint (get_day (proof, 1)->missing, ==, 2);
  assert_gap (proof, 0, 2, 2, FIRST_DAY);
}

/* What follows the last response of all has no response to name its day. */
static void
test_a_lost_end_is_of_the_last_day (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "DELETE FROM response WHERE sequence IN (3, 6, 7, 9);"
                                      "DELETE FROM ahead");
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  const AftHouseProof *proof = get_proof (verification);
  g_assert_cmpuint (proof->days->len, ==, 1);
  g_assert_cmpuint (get_day (proof, 0)->missing, ==, 1);
  assert_gap (proof, 0, 3, 3, FIRST_DAY);
}

static void
note_progress (guint64 done, guint64 total, gpointer data)
{
  guint64 *told = data;
  g_assert_cmpuint (done, >=, *told);
  g_assert_cmpuint (total, >=, 1);
  *told = done;
}

static void
test_progress_is_told (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 told = 0;
  AftHouseProgress progress = { note_progress, &told };
  g_autofree char *backup = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  for (guint i = 0; i < 15; i++)
    aft_house_receipts_free (aft_house_fixture_send_new (fixture, AFT_HOUSE_ITEMS_MAX));
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told, >=, 4096);
  g_assert_cmpuint (told, <=, 2 * verification->items);
  told = 0;
  g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, &progress, &error));
  g_assert_cmpuint (told, >, 0);
}

static void
test_sound (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification = verify (fixture);
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (verification->items, ==, ROWS + 1);
  g_assert_cmpuint (verification->devices, ==, 1);
  g_assert_cmpuint (verification->audit_rows, ==, 10);
  /* Two measures, of the venue and of the house; by hour, and the venue's by device. */
  g_assert_cmpuint (verification->rollups, ==, 4);
  g_assert_cmpuint (verification->trends, ==, 10);
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
  g_assert_true (aft_house_sqlite_restore (&options, backup, "user:test", &error));
  g_assert_no_error (error);
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (fixture->store, &fixture->kiosk.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (device->last_sequence, >=, reach);
  aft_house_fixture_assert_audited (fixture, "house.restore");
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
      g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, NULL, &error));
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
  g_assert_false (aft_house_sqlite_restore (&options, backup, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
assert_not_backed_up (AftHouseFixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (aft_house_store_back_up_sync (fixture->store, path, NULL, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

/* Renaming over what is there would be the end of it. */
static void
test_backup_spares_what_is_no_backup (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *link_path = aft_temp_dir_dup_path (fixture->dir, "link.db");
  g_autofree char *fifo = aft_temp_dir_dup_path (fixture->dir, "fifo.db");
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 3));
  assert_not_backed_up (fixture, fixture->path);
  assert_not_backed_up (fixture, log);
  assert_not_backed_up (fixture, link_path);
  assert_not_backed_up (fixture, fifo);
  assert_not_backed_up (fixture, aft_temp_dir_get_path (fixture->dir));
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
assert_not_restored (AftHouseFixture *fixture, const char *backup)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  g_assert_false (aft_house_sqlite_restore (&options, backup, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

/* Neither itself, nor a copy of the file alone while it was running. */
static void
test_only_a_backup_is_restored (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = aft_temp_dir_dup_path (fixture->dir, "copy.db");
  g_autofree char *log = aft_temp_dir_write (fixture->dir, "copy.db-wal", "a log");
  g_assert_true (aft_house_store_back_up_sync (fixture->store, copy, NULL, &error));
  aft_house_fixture_close (fixture);
  assert_not_restored (fixture, copy);
  assert_not_restored (fixture, fixture->path);
  g_assert_cmpint (g_unlink (log), ==, 0);
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  g_assert_true (aft_house_sqlite_restore (&options, copy, "user:test", &error));
  g_assert_no_error (error);
}

static void
test_not_restored_over_a_running_one (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, NULL, &error));
  g_assert_false (aft_house_sqlite_restore (&options, backup, "user:test", &error));
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
  g_assert_true (aft_house_store_back_up_sync (fixture->store, backup, NULL, &error));
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
      g_autofree char *path = g_strconcat ("/store/house-verify/names/", tamperings[i].name, NULL);
      g_test_add (path, AftHouseFixture, &tamperings[i], set_up_tampered, test_is_named,
                  aft_house_fixture_tear_down);
    }
  ADD ("what-is-sound-passes", set_up_full, test_sound);
  ADD ("days-have-their-figures", set_up_days, test_days_have_their_figures);
  ADD ("a-changed-row-names-its-day", set_up_days, test_a_changed_row_names_its_day);
  ADD ("a-lost-row-is-missing-on-its-day", set_up_days, test_a_lost_row_is_missing_on_its_day);
  ADD ("a-lost-end-is-of-the-last-day", set_up_days, test_a_lost_end_is_of_the_last_day);
  ADD ("progress-is-told", aft_house_fixture_set_up, test_progress_is_told);
  ADD ("a-backup-under-load-is-whole", aft_house_fixture_set_up, test_backup_under_load);
  ADD ("a-damaged-backup-is-refused", aft_house_fixture_set_up, test_damaged_backup_refused);
  ADD ("a-running-store-is-not-restored-over", aft_house_fixture_set_up,
       test_not_restored_over_a_running_one);
  ADD ("a-backup-spares-what-is-none", aft_house_fixture_set_up,
       test_backup_spares_what_is_no_backup);
  ADD ("only-a-backup-is-restored", aft_house_fixture_set_up, test_only_a_backup_is_restored);
  ADD ("an-older-backup-gets-what-it-lacks", aft_house_fixture_set_up,
       test_older_backup_gets_what_it_lacks);
  return g_test_run ();
}
