/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of the pages is one, and nobody else's to read. */
#include "aft-page-key.h"

#include <glib/gstdio.h>

#include "aft-error.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  AftRandom *random;
  char *path;
  AftSecretBoxKey key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->random = aft_seeded_random_new (7);
  fixture->path = aft_temp_dir_dup_path (fixture->dir, "keys/pages.key");
  g_assert_true (aft_page_key_load (fixture->path, fixture->random, &fixture->key, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  aft_random_unref (fixture->random);
  aft_temp_dir_free (fixture->dir);
}

static void
test_the_key_is_made_once_and_for_its_owner (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;
  AftSecretBoxKey again;
  g_assert_true (aft_page_key_load (fixture->path, fixture->random, &again, NULL));
  g_assert_cmpmem (&again, sizeof again, &fixture->key, sizeof fixture->key);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_a_key_that_others_may_read_is_refused (Fixture *fixture, gconstpointer data)
{
  AftSecretBoxKey key;
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_false (aft_page_key_load (fixture->path, fixture->random, &key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_a_file_that_is_no_key_is_left_as_it_is (Fixture *fixture, gconstpointer data)
{
  AftSecretBoxKey key;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "other.key", "no key\n");
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_false (aft_page_key_load (path, fixture->random, &key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "no key\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/pages/page-key/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-key-is-made-once-and-for-its-owner", test_the_key_is_made_once_and_for_its_owner);
  ADD ("a-key-that-others-may-read-is-refused", test_a_key_that_others_may_read_is_refused);
  ADD ("a-file-that-is-no-key-is-left-as-it-is", test_a_file_that_is_no_key_is_left_as_it_is);
#undef ADD
  return g_test_run ();
}
