/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema changes: every released schema opens at the head with every answer; a backup is made
 * before where there is data; a step that fails changes nothing of its own; power cuts at every
 * step of a migration lose nothing. The later schemas here are the test's own. */
#include <sqlite3.h>
#include <string.h>

#include "aft-crash-image.h"
#include "aft-crash-vfs.h"
#include "aft-error.h"
#include "aft-kiosk-query.h"
#include "aft-kiosk-store-upload.h"
#include "aft-store-fixture.h"
#include "test-migrations.h"

static AftMigrations
get_migrations (const char *folder)
{
  return (AftMigrations){ aft_test_get_resource (), folder };
}

static AftKioskDatabase *
new_database (AftStoreFixture *fixture, const char *path, const char *folder, const char *vfs)
{
  AftMigrations migrations = folder != NULL ? get_migrations (folder) : (AftMigrations){ 0 };
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  options.path = path;
  options.vfs = vfs;
  return aft_kiosk_database_new (&options, folder != NULL ? &migrations : NULL);
}

static void
assert_opens (AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gboolean is_open = aft_kiosk_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
}

static void
assert_rows (AftKioskDatabase *database, guint64 rows, guint attempts)
{
  g_autoptr (GError) error = NULL;
  guint64 found = 0;
  gboolean is_sound = aft_kiosk_database_verify (database, &found, &error);
  g_assert_no_error (error);
  g_assert_true (is_sound);
  g_assert_cmpuint (found, ==, rows);
  g_autoptr (GPtrArray) list = aft_kiosk_database_list_unsent (database, 0, 200, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpuint (((const AftOutboxRow *) list->pdata[i])->attempts, ==, attempts);
}

/* Opens with the steps of @folder, asserts what it holds, closes. */
static void
assert_opens_with (AftStoreFixture *fixture,
                   const char *path,
                   const char *folder,
                   guint64 rows,
                   guint attempts)
{
  g_autoptr (AftKioskDatabase) database = new_database (fixture, path, folder, NULL);
  assert_opens (database);
  assert_rows (database, rows, attempts);
}

static void
assert_refused (AftStoreFixture *fixture, const char *folder, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskDatabase) database = new_database (fixture, fixture->path, folder, NULL);
  g_assert_false (aft_kiosk_database_open (database, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
make_head_schema (AftStoreFixture *fixture, guint rows)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
}

static void
test_an_older_schema_comes_to_the_head (AftStoreFixture *fixture, gconstpointer unused)
{
  make_head_schema (fixture, 5);
  assert_opens_with (fixture, fixture->path, "/test/good/", 5, 11);
  assert_opens_with (fixture, fixture->path, "/test/good/", 5, 11);
  assert_refused (fixture, NULL, AFT_ERROR_UNSUPPORTED);
}

static void
test_a_new_file_starts_at_the_head (AftStoreFixture *fixture, gconstpointer unused)
{
  assert_opens_with (fixture, fixture->path, "/test/good/", 0, 0);
  assert_refused (fixture, NULL, AFT_ERROR_UNSUPPORTED);
}

static void
test_a_backup_of_the_data_is_made_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".before-4", NULL);
  g_autofree char *part = g_strconcat (backup, ".part", NULL);
  make_head_schema (fixture, 5);
  assert_opens_with (fixture, fixture->path, "/test/good/", 5, 11);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  assert_opens_with (fixture, backup, NULL, 5, 0);
}

static void
test_nothing_to_lose_needs_no_backup (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".before-4", NULL);
  make_head_schema (fixture, 0);
  assert_opens_with (fixture, fixture->path, "/test/good/", 0, 0);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
test_a_failed_step_changes_nothing (AftStoreFixture *fixture, gconstpointer unused)
{
  make_head_schema (fixture, 5);
  for (guint i = 0; i < 2; i++)
    {
      assert_refused (fixture, "/test/broken/", AFT_ERROR_INTERNAL);
      assert_opens_with (fixture, fixture->path, NULL, 5, 0);
    }
  assert_opens_with (fixture, fixture->path, "/test/good/", 5, 11);
}

static void
test_a_step_must_say_its_number (AftStoreFixture *fixture, gconstpointer unused)
{
  make_head_schema (fixture, 5);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize count_before = 0;
  gsize count_after = 0;
  g_assert_true (g_file_get_contents (fixture->path, &before, &count_before, &error));
  assert_refused (fixture, "/test/forgetful/", AFT_ERROR_INTERNAL);
  g_assert_true (g_file_get_contents (fixture->path, &after, &count_after, &error));
  g_assert_cmpmem (before, count_before, after, count_after);
  assert_opens_with (fixture, fixture->path, NULL, 5, 0);
}

static void
test_a_power_cut_at_any_step_loses_nothing (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTempDir) after = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (after, "kiosk.db");
  make_head_schema (fixture, 30);
  g_autoptr (AftCrashVfs) vfs = aft_crash_vfs_new ("crash", aft_temp_dir_get_path (fixture->dir));
  g_autoptr (AftKioskDatabase) database
      = new_database (fixture, fixture->path, "/test/good/", "crash");
  assert_opens (database);
  g_clear_pointer (&database, aft_kiosk_database_free);
  guint steps = aft_crash_vfs_get_steps (vfs)->len;
  for (guint i = 0; i <= steps; i++)
    for (AftCrashKeep keep = AFT_CRASH_KEEP_NONE; keep <= AFT_CRASH_KEEP_SOME; keep++)
      {
        aft_crash_image_write (vfs, i, keep, fixture->random, aft_temp_dir_get_path (after));
        assert_opens_with (fixture, path, "/test/good/", 30, 11);
      }
  g_test_message ("%u images of a migration", 3 * (steps + 1));
}

/* tests/data/kiosk-schema-N.sql: as that release wrote it; never to be changed. */
static void
load_schema (AftStoreFixture *fixture, guint number)
{
  g_autofree char *sql = NULL;
  g_autofree char *name = g_strdup_printf ("kiosk-schema-%u.sql", number);
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  gboolean is_read = g_file_get_contents (dump, &sql, NULL, NULL);
  g_assert_true (is_read);
  aft_store_fixture_execute (fixture, sql);
  /* A dump does not say that the file keeps a log, as every kiosk's does. */
  aft_store_fixture_execute (fixture, "PRAGMA journal_mode = WAL");
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &fixture->device_id);
  g_assert_true (is_id);
}

#define HEAD 2 /* and so many released schemas there are */

static void
test_a_released_schema_opens (AftStoreFixture *fixture, gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autofree char *backup = g_strdup_printf ("%s.before-%d", fixture->path, HEAD);
  load_schema (fixture, number);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  /* The last one was an open tap when it was dumped. */
  aft_store_fixture_assert_sound (store, 11);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  AftStoreReceipt receipt = aft_store_fixture_finish (store, response);
  g_assert_cmpuint (receipt.sequence, ==, 12);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS) == (number < HEAD));
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 12);
}

/* Whoever makes a new schema keeps a dump of it. */
static void
test_every_schema_has_its_dump (AftStoreFixture *fixture, gconstpointer unused)
{
  gint64 version = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  sqlite3 *connection = NULL;
  g_assert_cmpint (sqlite3_open (fixture->path, &connection), ==, SQLITE_OK);
  gboolean is_read = aft_sqlite_query_integer (connection, "PRAGMA user_version", &version, &error);
  sqlite3_close (connection);
  g_assert_no_error (error);
  g_assert_true (is_read);
  g_assert_cmpint (version, ==, HEAD);
}

/* What waited before there was an upload is found by it, urgent first. */
static void
test_what_waited_in_the_first_schema_is_urgent_too (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  load_schema (fixture, 1);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (GPtrArray) urgent = aft_kiosk_store_list_urgent_sync (store, 200, &error);
  g_autoptr (GPtrArray) all = aft_store_fixture_list (store);
  g_assert_no_error (error);
  guint expected = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const AftOutboxRow *row = all->pdata[i];
      gboolean is_urgent = strstr (row->body, "\"kind\":\"complaint\"") != NULL
                           || strstr (row->body, "\"kind\":\"call-staff\"") != NULL;
      expected += is_urgent;
      if (is_urgent)
        g_assert_cmpuint (((const AftOutboxRow *) urgent->pdata[expected - 1])->sequence, ==,
                          row->sequence);
    }
  g_assert_cmpuint (urgent->len, ==, expected);
  g_assert_cmpuint (expected, >, 2);
}

static void
test_a_power_cut_on_the_way_to_the_head_loses_nothing (AftStoreFixture *fixture,
                                                       gconstpointer unused)
{
  g_autoptr (AftTempDir) after = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (after, "kiosk.db");
  load_schema (fixture, 1);
  g_autoptr (AftCrashVfs) vfs = aft_crash_vfs_new ("crash", aft_temp_dir_get_path (fixture->dir));
  g_autoptr (AftKioskDatabase) database = new_database (fixture, fixture->path, NULL, "crash");
  assert_opens (database);
  g_clear_pointer (&database, aft_kiosk_database_free);
  guint steps = aft_crash_vfs_get_steps (vfs)->len;
  for (guint i = 0; i <= steps; i++)
    for (AftCrashKeep keep = AFT_CRASH_KEEP_NONE; keep <= AFT_CRASH_KEEP_SOME; keep++)
      {
        aft_crash_image_write (vfs, i, keep, fixture->random, aft_temp_dir_get_path (after));
        assert_opens_with (fixture, path, NULL, 11, 0);
      }
  g_test_message ("%u images of a migration", 3 * (steps + 1));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/migration/" name, AftStoreFixture, NULL, aft_store_fixture_set_up, function, \
              aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  ADD ("an-older-schema-comes-to-the-head", test_an_older_schema_comes_to_the_head);
  ADD ("a-new-file-starts-at-the-head", test_a_new_file_starts_at_the_head);
  ADD ("a-backup-of-the-data-is-made-first", test_a_backup_of_the_data_is_made_first);
  ADD ("nothing-to-lose-needs-no-backup", test_nothing_to_lose_needs_no_backup);
  ADD ("a-failed-step-changes-nothing", test_a_failed_step_changes_nothing);
  ADD ("a-step-must-say-its-number", test_a_step_must_say_its_number);
  ADD ("a-power-cut-at-any-step-loses-nothing", test_a_power_cut_at_any_step_loses_nothing);
  for (guint number = 1; number <= HEAD; number++)
    {
      g_autofree char *name = g_strdup_printf ("/store/migration/released-schema-opens/%u", number);
      g_test_add (name, AftStoreFixture, GUINT_TO_POINTER (number), aft_store_fixture_set_up,
                  test_a_released_schema_opens, aft_store_fixture_tear_down);
    }
  ADD ("every-schema-has-its-dump", test_every_schema_has_its_dump);
  ADD ("what-waited-in-the-first-schema-is-urgent-too",
       test_what_waited_in_the_first_schema_is_urgent_too);
  ADD ("a-power-cut-on-the-way-to-the-head-loses-nothing",
       test_a_power_cut_on_the_way_to_the_head_loses_nothing);
  return g_test_run ();
}
