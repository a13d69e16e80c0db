/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the store needs. */
#include "aft-store-fixture.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

void
aft_store_fixture_use_memory (void)
{
  if (g_getenv ("TMPDIR") == NULL && access ("/dev/shm", W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

void
aft_store_fixture_set_up (AftStoreFixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->path = aft_temp_dir_dup_path (fixture->dir, "kiosk.db");
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->clock = aft_fake_clock_get_clock (fixture->fake);
  fixture->random = aft_seeded_random_new (1);
  fixture->device_id = aft_id_generate (fixture->clock, fixture->random);
}

void
aft_store_fixture_tear_down (AftStoreFixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->random, aft_random_unref);
  g_clear_pointer (&fixture->fake, aft_fake_clock_free);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->dir, aft_temp_dir_free);
}

AftKioskStoreOptions
aft_store_fixture_get_options (AftStoreFixture *fixture)
{
  return (AftKioskStoreOptions){
    .path = fixture->path,
    .clock = fixture->clock,
    .device_id = &fixture->device_id,
  };
}

AftKioskStore *
aft_store_fixture_open (AftStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  AftKioskStore *store = aft_kiosk_store_open_sync (&options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

void
aft_store_fixture_assert_refused (AftStoreFixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  g_autoptr (AftKioskStore) store = aft_kiosk_store_open_sync (&options, &error);
  g_assert_null (store);
  g_assert_error (error, AFT_ERROR, code);
  /* One line that says where: staff read it on the screen. */
  g_assert_nonnull (strstr (error->message, aft_temp_dir_get_path (fixture->dir)));
  g_assert_null (strpbrk (error->message, "\n*"));
}

AftResponse *
aft_store_fixture_make_tap (AftStoreFixture *fixture, guint rating)
{
  return aft_sample_tap_new (fixture->clock, fixture->random, rating);
}

AftResponse *
aft_store_fixture_make_response (AftStoreFixture *fixture,
                                 AftResponseKind kind,
                                 const AftId *sitting_id)
{
  return aft_sample_response_new (fixture->clock, fixture->random, kind, sitting_id);
}

AftStoreReceipt
aft_store_fixture_finish (AftKioskStore *store, AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, response);
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_sync (store, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->len, ==, 1);
  return g_array_index (receipts, AftStoreReceipt, 0);
}

GPtrArray *
aft_store_fixture_list (AftKioskStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = aft_kiosk_store_list_unsent_sync (store, 0, 200, &error);
  g_assert_no_error (error);
  return rows;
}

void
aft_store_fixture_assert_sound (AftKioskStore *store, guint64 rows)
{
  g_autoptr (GError) error = NULL;
  guint64 found = 0;
  gboolean is_sound = aft_kiosk_store_verify_sync (store, &found, &error);
  g_assert_no_error (error);
  g_assert_true (is_sound);
  g_assert_cmpuint (found, ==, rows);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

AftDigest
aft_store_fixture_digest_folder (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  AftDigester *digester = aft_digester_new ();
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *bytes = NULL;
      gsize count = 0;
      gboolean is_read = g_file_get_contents (path, &bytes, &count, NULL);
      g_assert_true (is_read);
      aft_digester_add (digester, names->pdata[i], strlen (names->pdata[i]) + 1);
      aft_digester_add (digester, &count, sizeof count);
      aft_digester_add (digester, bytes, count);
    }
  return aft_digester_end (digester);
}

void
aft_store_fixture_execute (AftStoreFixture *fixture, const char *sql)
{
  sqlite3 *connection = NULL;
  char *message = NULL;
  int code = sqlite3_open (fixture->path, &connection);
  g_assert_cmpint (code, ==, SQLITE_OK);
  code = sqlite3_exec (connection, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (code, ==, SQLITE_OK);
  sqlite3_close (connection);
}
