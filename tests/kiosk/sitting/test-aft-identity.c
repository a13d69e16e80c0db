/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identity is made once, is readable by its owner only, and is never replaced. */
#include <sys/stat.h>

#include "aft-clock.h"
#include "aft-error.h"
#include "aft-identity.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

static AftDevice *
open_identity (const char *folder, guint64 seed, GError **error)
{
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_seeded_random_new (seed);
  return aft_identity_open (folder, clock, random, error);
}

static void
test_made_once (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) first = open_identity (aft_temp_dir_get_path (dir), 1, &error);
  g_assert_no_error (error);
  g_autoptr (AftDevice) second = open_identity (aft_temp_dir_get_path (dir), 2, &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (aft_device_get_id (first), aft_device_get_id (second)));
  g_assert_cmpmem (aft_device_get_link_key (first), AFT_LINK_KEY_BYTES,
                   aft_device_get_link_key (second), AFT_LINK_KEY_BYTES);
}

static void
test_mode (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = open_identity (aft_temp_dir_get_path (dir), 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (device);
  g_autofree char *path = aft_temp_dir_dup_path (dir, "identity");
  struct stat info;
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_damaged_stays (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (dir, "identity", "half an ident");
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = open_identity (aft_temp_dir_get_path (dir), 1, &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  g_assert_null (device);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "half an ident");
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = open_identity ("/nowhere/at/all", 1, &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
  g_assert_null (device);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/identity/is-made-once", test_made_once);
  g_test_add_func ("/kiosk/identity/is-for-its-owner-only", test_mode);
  g_test_add_func ("/kiosk/identity/damaged-one-is-left-as-it-is", test_damaged_stays);
  g_test_add_func ("/kiosk/identity/missing-folder-is-an-error", test_no_folder);
  return g_test_run ();
}
