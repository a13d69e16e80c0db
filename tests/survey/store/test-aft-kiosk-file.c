/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that must not be opened are refused with one clear error and left byte for byte as they
 * were: damaged, foreign, newer, cut off, with and without a log. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-store-fixture.h"

static const char *
get_folder (AftStoreFixture *fixture)
{
  return aft_temp_dir_get_path (fixture->dir);
}

static void
assert_refused_untouched (AftStoreFixture *fixture, int code)
{
  AftDigest before = aft_store_fixture_digest_folder (get_folder (fixture));
  aft_store_fixture_assert_refused (fixture, code);
  AftDigest after = aft_store_fixture_digest_folder (get_folder (fixture));
  g_assert_true (aft_digest_equal (&before, &after));
}

static void
record_some (AftStoreFixture *fixture, AftKioskStore *store, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
}

static void
make_database (AftStoreFixture *fixture, guint rows)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  record_some (fixture, store, rows);
}

static GBytes *
read_file (const char *path)
{
  char *bytes = NULL;
  gsize count = 0;
  gboolean is_read = g_file_get_contents (path, &bytes, &count, NULL);
  g_assert_true (is_read);
  return g_bytes_new_take (bytes, count);
}

static void
write_file (const char *path, const void *bytes, gsize count)
{
  gboolean is_written = g_file_set_contents (path, bytes, count, NULL);
  g_assert_true (is_written);
}

/* Leaves database and log as a crash would: copies both while the store is open. */
static void
make_database_with_log (AftStoreFixture *fixture, guint rows)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  record_some (fixture, store, rows);
  g_autoptr (GBytes) main_bytes = read_file (fixture->path);
  g_autoptr (GBytes) log_bytes = read_file (log);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  write_file (fixture->path, g_bytes_get_data (main_bytes, NULL), g_bytes_get_size (main_bytes));
  write_file (log, g_bytes_get_data (log_bytes, NULL), g_bytes_get_size (log_bytes));
}

/* Runs @sql in the log and leaves it there. */
static void
execute_in_log (AftStoreFixture *fixture, const char *sql)
{
  sqlite3 *connection = NULL;
  sqlite3_open (fixture->path, &connection);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *) NULL);
  sqlite3_exec (connection, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
  int code = sqlite3_exec (connection, sql, NULL, NULL, NULL);
  g_assert_cmpint (code, ==, SQLITE_OK);
  sqlite3_close (connection);
}

static void
test_what_is_no_database_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  const char *contents[] = { "", "hello", "SQLite format 3" };
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      write_file (fixture->path, contents[i], strlen (contents[i]));
      assert_refused_untouched (fixture, AFT_ERROR_INVALID);
    }
  g_autofree char *noise = g_malloc (20000);
  aft_random_fill (fixture->random, (guint8 *) noise, 20000);
  write_file (fixture->path, noise, 20000);
  assert_refused_untouched (fixture, AFT_ERROR_INVALID);
}

static void
test_anothers_database_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  aft_store_fixture_execute (fixture, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)");
  assert_refused_untouched (fixture, AFT_ERROR_INVALID);
  aft_store_fixture_execute (fixture, "PRAGMA application_id = 1; PRAGMA journal_mode = WAL");
  assert_refused_untouched (fixture, AFT_ERROR_INVALID);
}

static void
test_a_newer_schema_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database (fixture, 3);
  aft_store_fixture_execute (fixture, "PRAGMA user_version = 3");
  assert_refused_untouched (fixture, AFT_ERROR_UNSUPPORTED);
}

static void
test_a_newer_schema_in_the_log_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database (fixture, 3);
  execute_in_log (fixture, "PRAGMA user_version = 3");
  assert_refused_untouched (fixture, AFT_ERROR_UNSUPPORTED);
}

static void
test_a_database_cut_anywhere_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database (fixture, 40);
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize size = g_bytes_get_size (whole);
  for (gsize length = 100; length < size; length += 1021)
    {
      write_file (fixture->path, g_bytes_get_data (whole, NULL), length);
      assert_refused_untouched (fixture, AFT_ERROR_CORRUPT);
    }
}

/* Every page in turn: noise in its head must not go unnoticed, nor anything be written then. */
static void
test_a_damaged_page_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database (fixture, 40);
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize size = g_bytes_get_size (whole);
  for (gsize page = 1; page * 4096 < size; page++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      aft_random_fill (fixture->random, bytes + page * 4096, 64);
      write_file (fixture->path, bytes, size);
      assert_refused_untouched (fixture, AFT_ERROR_CORRUPT);
    }
}

static void
test_a_damaged_database_with_a_log_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database_with_log (fixture, 10);
  g_autoptr (GBytes) whole = read_file (fixture->path);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  /* The page of table survey, which is not in the log. */
  for (gsize page = 1; page * 4096 < g_bytes_get_size (whole); page++)
    memset (bytes + page * 4096, 0x5a, 512);
  write_file (fixture->path, bytes, g_bytes_get_size (whole));
  assert_refused_untouched (fixture, AFT_ERROR_CORRUPT);
}

static void
test_a_changed_last_body_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database (fixture, 3);
  aft_store_fixture_execute (
      fixture, "UPDATE outbox SET body = replace (body, 'zh-CN', 'zh-TW') WHERE sequence = 3");
  assert_refused_untouched (fixture, AFT_ERROR_CORRUPT);
}

static void
test_a_log_without_its_database_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database_with_log (fixture, 3);
  int status = g_unlink (fixture->path);
  g_assert_cmpint (status, ==, 0);
  assert_refused_untouched (fixture, AFT_ERROR_CORRUPT);
}

static void
test_a_log_after_a_crash_is_taken_in (AftStoreFixture *fixture, gconstpointer unused)
{
  make_database_with_log (fixture, 7);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 7);
}

static void
test_a_folder_in_its_place_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  int status = g_mkdir (fixture->path, 0700);
  g_assert_cmpint (status, ==, 0);
  aft_store_fixture_assert_refused (fixture, AFT_ERROR_UNAVAILABLE);
}

static void
test_a_missing_folder_is_unavailable (AftStoreFixture *fixture, gconstpointer unused)
{
  g_free (fixture->path);
  fixture->path = aft_temp_dir_dup_path (fixture->dir, "nowhere/kiosk.db");
  aft_store_fixture_assert_refused (fixture, AFT_ERROR_UNAVAILABLE);
}

static void
test_a_half_made_file_of_a_crash_is_made_anew (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *part = g_strconcat (fixture->path, ".part", NULL);
  write_file (part, "half", 4);
  make_database (fixture, 1);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_only_the_owner_reads_the_file (AftStoreFixture *fixture, gconstpointer unused)
{
  GStatBuf status;
  make_database (fixture, 1);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_names_of_folders_may_be_anything (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = aft_temp_dir_dup_path (fixture->dir, "店 #1?a=b&%41");
  int status = g_mkdir (folder, 0700);
  g_assert_cmpint (status, ==, 0);
  g_free (fixture->path);
  fixture->path = g_build_filename (folder, "kiosk.db", NULL);
  make_database (fixture, 2);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 2);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-file/" name, AftStoreFixture, NULL, aft_store_fixture_set_up,          \
              function, aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-no-database-is-refused", test_what_is_no_database_is_refused);
  ADD ("anothers-database-is-refused", test_anothers_database_is_refused);
  ADD ("a-newer-schema-is-refused", test_a_newer_schema_is_refused);
  ADD ("a-newer-schema-in-the-log-is-refused", test_a_newer_schema_in_the_log_is_refused);
  ADD ("a-database-cut-anywhere-is-refused", test_a_database_cut_anywhere_is_refused);
  ADD ("a-damaged-page-is-refused", test_a_damaged_page_is_refused);
  ADD ("a-damaged-database-with-a-log-is-refused", test_a_damaged_database_with_a_log_is_refused);
  ADD ("a-changed-last-body-is-refused", test_a_changed_last_body_is_refused);
  ADD ("a-log-without-its-database-is-refused", test_a_log_without_its_database_is_refused);
  ADD ("a-log-after-a-crash-is-taken-in", test_a_log_after_a_crash_is_taken_in);
  ADD ("a-folder-in-its-place-is-refused", test_a_folder_in_its_place_is_refused);
  ADD ("a-missing-folder-is-unavailable", test_a_missing_folder_is_unavailable);
  ADD ("a-half-made-file-of-a-crash-is-made-anew", test_a_half_made_file_of_a_crash_is_made_anew);
  ADD ("only-the-owner-reads-the-file", test_only_the_owner_reads_the_file);
  ADD ("names-of-folders-may-be-anything", test_names_of_folders_may_be_anything);
  return g_test_run ();
}
