/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kiosk starts on when parts of it are broken. */
#include "aft-kiosk-house.h"

#include <string.h>

#include <glib/gstdio.h>

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  char *data;
  AftFakeClock *fake;
  AftRandom *random;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->data = aft_temp_dir_dup_path (fixture->dir, "data");
  fixture->fake = aft_fake_clock_new (0);
  fixture->random = aft_seeded_random_new (3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->fake);
  g_free (fixture->data);
  aft_temp_dir_free (fixture->dir);
}

static AftKioskHouse *
open_house (Fixture *fixture, const char *config, gboolean is_preview)
{
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "kiosk.conf", config);
  AftKioskHouseOptions options = {
    .config_file = path,
    .data_folder = fixture->data,
    .is_preview = is_preview,
    .clock = aft_fake_clock_get_clock (fixture->fake),
    .random = fixture->random,
  };
  return aft_kiosk_house_new (&options);
}

static void
test_broken_config (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftKioskHouse) house = open_house (fixture, "[house]\ncolour=red\n", FALSE);
  g_assert_cmpuint (house->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (house->problems, 0), "colour"));
  g_assert_nonnull (house->config);
  g_assert_nonnull (house->hours);
}

static void
test_key_of_broken_config (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftKioskHouse) house = open_house (
      fixture,
      "[house]\ncolour=red\n"
      "house-public-key=de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f\n",
      FALSE);
  g_assert_cmpuint (house->problems->len, ==, 1);
  g_assert_true (house->has_seal_key);
}

static void
test_preview_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftKioskHouse) house = open_house (fixture, "", TRUE);
  g_assert_cmpuint (house->problems->len, ==, 0);
  g_assert_false (g_file_test (fixture->data, G_FILE_TEST_EXISTS));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;
  *slot = g_object_ref (result);
}

static void
test_foreign_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftKioskHouse) house = open_house (fixture, "", FALSE);
  g_autofree char *path = g_build_filename (fixture->data, "kiosk.db", NULL);
  g_assert_true (g_file_set_contents (path, "not a database, but somebody's file", -1, NULL));
  g_autoptr (GAsyncResult) result = NULL;
  aft_kiosk_house_open_store_async (house, fixture->data, on_opened, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GError) error = NULL;
  g_assert_false (aft_kiosk_house_open_store_finish (house, result, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (house->store);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "not a database, but somebody's file");
}

static void
test_choice_lies_under_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskHouse) house = open_house (fixture, "[kiosk]\nletter=B\n", FALSE);
  g_assert_false (aft_kiosk_house_was_asked (house));
  g_assert_true (
      aft_kiosk_house_choose_collector (house, "https://collector.example:8443", "PEM", &error));
  g_assert_no_error (error);
  g_assert_true (aft_kiosk_house_was_asked (house));
  g_assert_cmpstr (aft_config_get_text (house->config, "collector", "address"), ==,
                   "https://collector.example:8443");
  g_assert_cmpstr (aft_config_get_text (house->config, "kiosk", "letter"), ==, "B");
  g_autofree char *pem = NULL;
  const char *path = aft_config_get_text (house->config, "collector", "authority");
  GStatBuf status;
  g_assert_true (g_file_get_contents (path, &pem, NULL, NULL));
  g_assert_cmpstr (pem, ==, "PEM");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  g_autoptr (AftKioskHouse) again
      = open_house (fixture, "[collector]\naddress=https://other.example\n", FALSE);
  g_assert_cmpstr (aft_config_get_text (again->config, "collector", "address"), ==,
                   "https://other.example");
  g_assert_cmpstr (aft_config_get_text (again->config, "collector", "authority"), ==, path);
}

static void
test_without_collector (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskHouse) house = open_house (fixture, "", FALSE);
  g_assert_true (aft_kiosk_house_choose_collector (house, "", NULL, &error));
  g_assert_true (aft_kiosk_house_was_asked (house));
  g_assert_cmpstr (aft_config_get_text (house->config, "collector", "address"), ==, "");
  g_assert_cmpstr (aft_config_get_text (house->config, "collector", "authority"), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/kiosk/house/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("broken-configuration-is-told-and-passed-over", test_broken_config);
  ADD ("broken-configuration-still-seals", test_key_of_broken_config);
  ADD ("preview-writes-nothing", test_preview_writes_nothing);
  ADD ("foreign-database-is-refused-and-left", test_foreign_database);
  ADD ("staffs-choice-lies-under-the-settings-file", test_choice_lies_under_file);
  ADD ("staff-may-choose-no-collector", test_without_collector);
  return g_test_run ();
}
