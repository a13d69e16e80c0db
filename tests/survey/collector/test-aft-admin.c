/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of where the house's things lie, and that only one program has them open. */
#include "aft-admin.h"

#include <sys/stat.h>

#include "aft-error.h"
#include "aft-temp-dir.h"

static void
test_paths (void)
{
  g_autoptr (AftAdmin) admin = aft_admin_new ("/srv/./house/../house/", NULL);
  g_autoptr (AftAdmin) other = aft_admin_new ("/srv/house", "/mnt/fast/../fast/a.db");
  g_assert_cmpstr (admin->data, ==, "/srv/house");
  g_assert_cmpstr (admin->database, ==, "/srv/house/collector.db");
  g_assert_cmpstr (admin->keys, ==, "/srv/house/keys");
  g_assert_cmpstr (admin->socket_path, ==, "/srv/house/admin.sock");
  g_assert_cmpstr (other->database, ==, "/mnt/fast/a.db");
  g_assert_cmpstr (other->keys, ==, "/srv/house/keys");
}

static void
test_relative_and_service (void)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *expected = g_build_filename (here, "house", NULL);
  g_autoptr (AftAdmin) relative = aft_admin_new ("house", "");
  g_assert_cmpstr (relative->data, ==, expected);
  g_setenv ("STATE_DIRECTORY", "/var/lib/private/aftertaste", TRUE);
  g_autoptr (AftAdmin) service = aft_admin_new (NULL, NULL);
  g_assert_cmpstr (service->data, ==, "/var/lib/private/aftertaste");
  g_autoptr (AftAdmin) named = aft_admin_new ("/srv/house", NULL);
  g_assert_cmpstr (named->data, ==, "/srv/house");
  g_unsetenv ("STATE_DIRECTORY");
}

static void
test_folder_is_the_owner_s (void)
{
  struct stat status;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *data = aft_temp_dir_dup_path (dir, "deep/house");
  g_autoptr (AftAdmin) admin = aft_admin_new (data, NULL);
  g_assert_true (aft_admin_open (admin, &error));
  g_assert_cmpint (stat (data, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (stat (admin->database, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0077, ==, 0);
}

static void
test_one_program_at_a_time (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (AftAdmin) first = aft_admin_new (aft_temp_dir_get_path (dir), NULL);
  g_autoptr (AftAdmin) second = aft_admin_new (aft_temp_dir_get_path (dir), NULL);
  g_assert_true (aft_admin_open (first, &error));
  g_assert_false (aft_admin_open (second, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&first->store, aft_house_store_unref);
  g_assert_true (aft_admin_open (second, &error));
}

static void
test_no_folder_to_be_had (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_free (aft_temp_dir_write (dir, "file", "x"));
  g_autofree char *data = aft_temp_dir_dup_path (dir, "file/house");
  g_autoptr (AftAdmin) admin = aft_admin_new (data, NULL);
  g_assert_false (aft_admin_open (admin, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

#define ADD(name, test) g_test_add_func ("/collector/admin/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("everything-lies-in-the-folder-that-is-named", test_paths);
  ADD ("a-relative-name-is-made-absolute-and-the-service-has-its-own", test_relative_and_service);
  ADD ("folder-and-database-are-the-owner-s-alone", test_folder_is_the_owner_s);
  ADD ("one-program-at-a-time-has-it-open", test_one_program_at_a_time);
  ADD ("without-a-folder-nothing-opens", test_no_folder_to_be_had);
  return g_test_run ();
}
