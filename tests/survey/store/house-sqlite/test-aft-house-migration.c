/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's upgrades: the released schema comes to the head with every row; a copy is made
 * before; a step that fails changes nothing; cut or killed at any write, the former schema or the
 * new one is there, whole. The latest schema here is the test's own. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aft-crash-image.h"
#include "aft-crash-vfs.h"
#include "aft-house-database.h"
#include "aft-house-fixture.h"
#include "aft-store-fixture.h"
#include "house-migrations.h"

/* Of this program, without the tests' own steps. */
#define HEAD 5

/* With them. */
#define LATER 6

/* What a release wrote. */
typedef struct
{
  const char *file; /* of tests/data */
  int version;
  guint rows;
} Schema;

static const Schema schemas[] = { { "house-schema-1.sql", 1, 25 },
                                  { "house-schema-2.sql", 2, 30 },
                                  { "house-schema-3.sql", 3, 25 },
                                  { "house-schema-4.sql", 4, 22 },
                                  { "house-schema-5.sql", 5, 27 } };

/* Opens with the steps of @folder and closes. */
static gboolean
try_to_migrate (AftHouseFixture *fixture, const char *folder, const char *vfs, GError **error)
{
  AftMigrations migrations = { aft_test_house_get_resource (), folder };
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  options.vfs = vfs;
  AftHouseDatabase *database = aft_house_database_new (&options, &migrations);
  gboolean is_open = aft_house_database_open (database, error);
  aft_house_database_free (database);
  return is_open;
}

static void
migrate (AftHouseFixture *fixture, const char *vfs)
{
  g_autoptr (GError) error = NULL;
  gboolean is_open = try_to_migrate (fixture, "/test/good/", vfs, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
}

/* As that release wrote it. */
static void
set_up (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  g_autofree char *sql = NULL;
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", schema->file, NULL);
  aft_house_fixture_set_up (fixture, NULL);
  aft_house_fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  aft_house_fixture_execute (fixture, sql);
  /* A dump does not say that the file keeps a log. */
  aft_house_fixture_execute (fixture, "PRAGMA journal_mode = WAL");
}

static gint64
query_version (AftHouseFixture *fixture)
{
  return aft_house_fixture_query (fixture, "PRAGMA user_version");
}

/* Taken back to the schema that this program verifies: the test's step has left its tables alike.
 */
static void
assert_whole (AftHouseFixture *fixture, const Schema *schema)
{
  g_autoptr (GError) error = NULL;
  if (query_version (fixture) > HEAD)
    aft_house_fixture_execute (fixture, "PRAGMA user_version = " G_STRINGIFY (HEAD));
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (verification->items, ==, schema->rows);
  aft_house_fixture_close (fixture);
}

static void
test_comes_to_the_head (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  gint64 before = aft_house_fixture_query (fixture, "SELECT sum (received_ms) FROM response");
  migrate (fixture, NULL);
  migrate (fixture, NULL);
  g_assert_cmpint (query_version (fixture), ==, LATER);
  g_assert_cmpint (aft_house_fixture_query (fixture, "SELECT sum (received_ms) FROM response"), ==,
                   before + schema->rows);
  assert_whole (fixture, schema);
}

/* Each once, where it would be counted if it came now; who only reads waits for it. */
static void
test_former_answers_are_counted (AftHouseFixture *fixture, gconstpointer data)
{
  gint64 responses = aft_house_fixture_query (fixture, "SELECT count (*) FROM response");
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_close (fixture);
  g_assert_cmpint (aft_house_fixture_query (
                       fixture, "SELECT sum (n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7)"
                                " FROM trend WHERE venue = 0 AND measure = 0 AND slice = 0"),
                   ==, responses);
  g_assert_cmpint (
      aft_house_fixture_query (fixture, "SELECT count (*) FROM response WHERE hour < 0"), ==, 0);
  g_assert_cmpint (aft_house_fixture_query (
                       fixture, "SELECT count (*) FROM setting WHERE name = 'store.trends'"),
                   ==, 0);
}

static void
kill_myself (guint64 done, guint64 total, gpointer unused)
{
  raise (SIGKILL);
}

/* In a process of its own, which dies behind the first piece. */
static void
open_and_die (AftHouseFixture *fixture)
{
  int status = 0;
  const AftHouseProgress progress = { kill_myself, NULL };
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  options.progress = &progress;
  pid_t child = fork ();
  if (child == 0)
    _exit (aft_house_sqlite_open (&options, NULL) != NULL ? 1 : 2);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_killed_while_counting (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  for (guint i = 0; i < 21; i++)
    aft_house_receipts_free (aft_house_fixture_send_new (fixture, AFT_HOUSE_ITEMS_MAX));
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "DELETE FROM trend; DELETE FROM rollup;"
                                      " UPDATE response SET hour = -1;"
                                      " INSERT INTO setting VALUES ('store.trends', '0')");
  for (gint64 counted = 2000; counted <= 4000; counted += 2000)
    {
      open_and_die (fixture);
      g_assert_cmpint (aft_house_fixture_query (fixture, "SELECT CAST (text AS INTEGER)"
                                                         " FROM setting"
                                                         " WHERE name = 'store.trends'"),
                       ==, counted);
      g_assert_cmpint (aft_house_fixture_query (fixture, "SELECT sum (n0) FROM trend"
                                                         " WHERE venue = 1 AND measure = 0"
                                                         " AND slice = 0"),
                       ==, counted);
      g_assert_null (aft_house_sqlite_open_to_read (&options, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
      g_clear_error (&error);
    }
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
  g_assert_cmpint (aft_house_fixture_query_beside (fixture, "SELECT sum (n4) FROM trend"
                                                            " WHERE venue = 0 AND measure = 1"
                                                            " AND slice = 0"),
                   ==, 4200);
}

/* What was offered before there was a ceiling counts against it. */
static void
test_former_offers_are_added_up (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_execute (
      fixture,
      "INSERT INTO case_event (service_case, number, id, kind, time_ms, actor, detail, digest)"
      " VALUES (1, 90, randomblob (16), 12, 1, 'x', '{\"cost_minor\":4800}', randomblob (32)),"
      " (1, 91, randomblob (16), 12, 1, 'x', '{}', randomblob (32)),"
      " (1, 92, randomblob (16), 12, 1, 'x', '{\"cost_minor\":50}', randomblob (32)),"
      " (1, 93, randomblob (16), 8, 1, 'x', '{\"cost_minor\":7}', randomblob (32))");
  migrate (fixture, NULL);
  g_assert_cmpint (
      aft_house_fixture_query (fixture, "SELECT offered_minor FROM service_case WHERE ref = 1"), ==,
      4850);
  g_assert_cmpint (aft_house_fixture_query (fixture, "SELECT max (offered_minor) FROM service_case"
                                                     " WHERE ref <> 1 AND asked_minor IS NULL"),
                   ==, 0);
}

static void
test_a_copy_is_made_first (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  g_autofree char *copy = g_strconcat (fixture->path, ".before-" G_STRINGIFY (LATER), NULL);
  g_autofree char *part = g_strconcat (copy, ".part", NULL);
  migrate (fixture, NULL);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
  g_assert_cmpint (query_version (fixture), ==, schema->version);
  assert_whole (fixture, schema);
}

static void
test_later_is_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  migrate (fixture, NULL);
  g_assert_null (aft_house_sqlite_open (&options, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

static void
test_failed_step_changes_nothing (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (try_to_migrate (fixture, "/test/broken/", NULL, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INTERNAL);
      g_assert_cmpint (query_version (fixture), ==, schema->version);
    }
  assert_whole (fixture, schema);
}

/* What a cut behind @steps steps leaves comes to the head as if nothing had been. */
static void
assert_image_comes_to_the_head (AftHouseFixture *fixture,
                                const Schema *schema,
                                AftCrashVfs *vfs,
                                guint steps,
                                AftCrashKeep keep)
{
  g_autoptr (AftTempDir) after = aft_temp_dir_new ();
  AftHouseFixture image = *fixture;
  g_autofree char *path = aft_temp_dir_dup_path (after, "collector.db");
  image.path = path;
  aft_crash_image_write (vfs, steps, keep, fixture->random, aft_temp_dir_get_path (after));
  migrate (&image, "house-quiet");
  g_assert_cmpint (query_version (&image), ==, LATER);
  assert_whole (&image, schema);
}

static void
test_cut_at_every_write (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  g_autoptr (AftCrashVfs) vfs
      = aft_crash_vfs_new ("house-crash", aft_temp_dir_get_path (fixture->dir));
  AftCrashVfs *quiet = aft_crash_vfs_new ("house-quiet", NULL);
  migrate (fixture, "house-crash");
  guint steps = aft_crash_vfs_get_steps (vfs)->len;
  for (guint i = 0; i <= steps; i++)
    for (AftCrashKeep keep = AFT_CRASH_KEEP_NONE; keep <= AFT_CRASH_KEEP_SOME; keep++)
      assert_image_comes_to_the_head (fixture, schema, vfs, i, keep);
  aft_crash_vfs_free (quiet);
  g_test_message ("%u images of a migration", 3 * (steps + 1));
  g_assert_cmpuint (steps, >, 30);
}

/* Each call that writes, syncs or opens fails once: refused or done, and done the next time. */
static void
test_failing_disk (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  static const int numbers[] = { ENOSPC, EIO, EROFS };
  guint calls = 1;
  for (guint at = 1; at <= calls; at++)
    {
      AftHouseFixture one = { 0 };
      set_up (&one, schema);
      AftCrashVfs *vfs = aft_crash_vfs_new ("house-crash", aft_temp_dir_get_path (one.dir));
      AftCrashFault fault = { at, numbers[at % 3], at % 2 == 0, FALSE };
      aft_crash_vfs_set_fault (vfs, &fault);
      gboolean is_done = try_to_migrate (&one, "/test/good/", "house-crash", NULL);
      calls = is_done ? MAX (calls, aft_crash_vfs_get_calls (vfs)) : MAX (calls, at + 1);
      aft_crash_vfs_set_fault (vfs, NULL);
      aft_crash_vfs_free (vfs);
      g_assert_cmpint (query_version (&one), >=, is_done ? LATER : schema->version);
      migrate (&one, NULL);
      assert_whole (&one, schema);
      aft_house_fixture_tear_down (&one, NULL);
    }
  g_test_message ("%u calls failed", calls);
  g_assert_cmpuint (calls, >, 30);
}

#define ADD(path, schema, function)                                                                \
  g_test_add ("/store/house-migration/" path, AftHouseFixture, schema, set_up, function,           \
              aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  ADD ("the-first-schema-comes-to-the-head", &schemas[0], test_comes_to_the_head);
  ADD ("the-second-schema-comes-to-the-head", &schemas[1], test_comes_to_the_head);
  ADD ("the-third-schema-comes-to-the-head", &schemas[2], test_comes_to_the_head);
  ADD ("the-fourth-schema-comes-to-the-head", &schemas[3], test_comes_to_the_head);
  ADD ("the-fifth-schema-comes-to-the-head", &schemas[4], test_comes_to_the_head);
  ADD ("former-answers-are-counted", &schemas[3], test_former_answers_are_counted);
  g_test_add ("/store/house-migration/killed-while-counting-it-goes-on", AftHouseFixture, NULL,
              aft_house_fixture_set_up, test_killed_while_counting, aft_house_fixture_tear_down);
  ADD ("former-offers-are-added-up", &schemas[1], test_former_offers_are_added_up);
  ADD ("a-copy-is-made-first", &schemas[0], test_a_copy_is_made_first);
  ADD ("a-later-schema-is-refused", &schemas[1], test_later_is_refused);
  ADD ("a-failed-step-changes-nothing", &schemas[1], test_failed_step_changes_nothing);
  ADD ("cut-at-any-write-nothing-is-lost", &schemas[0], test_cut_at_every_write);
  ADD ("whichever-call-fails-nothing-is-lost", &schemas[1], test_failing_disk);
  return g_test_run ();
}
