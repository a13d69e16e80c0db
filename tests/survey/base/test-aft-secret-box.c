/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put into a box comes out of it, for us and for its purpose alone; the key is one, and
 * nobody else's to read. */
#include "aft-secret-box.h"

#include <glib/gstdio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

#define PURPOSE "test"

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
  g_assert_true (aft_secret_box_key_load (fixture->path, fixture->random, &fixture->key, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  aft_random_unref (fixture->random);
  aft_temp_dir_free (fixture->dir);
}

static GBytes *
seal (Fixture *fixture, const char *text)
{
  return aft_secret_box_seal (&fixture->key, PURPOSE, text, strlen (text), fixture->random);
}

static char *
open_box (const AftSecretBoxKey *key, const char *purpose, GBytes *box)
{
  gsize count = 0, size;
  g_autoptr (GError) error = NULL;
  const guint8 *bytes = g_bytes_get_data (box, &size);
  char *text = (char *) aft_secret_box_open (key, purpose, bytes, size, &count, &error);

  g_assert_true ((text == NULL) == (error != NULL));
  if (text == NULL)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  else
    g_assert_cmpuint (strlen (text), ==, count);
  return text;
}

static void
test_what_is_sealed_comes_out (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "x", "汤太咸了" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) box = seal (fixture, texts[i]);
      g_autoptr (AftSecretText) text = open_box (&fixture->key, PURPOSE, box);
      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_cmpuint (g_bytes_get_size (box), ==, strlen (texts[i]) + AFT_SECRET_BOX_MORE_BYTES);
    }
}

static void
test_no_two_boxes_are_alike (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = seal (fixture, "the same");
  g_autoptr (GBytes) other = seal (fixture, "the same");
  g_assert_false (g_bytes_equal (one, other));
}

static void
test_a_changed_bit_opens_nothing (Fixture *fixture, gconstpointer data)
{
  gsize size;
  g_autoptr (GBytes) box = seal (fixture, "words");
  const guint8 *bytes = g_bytes_get_data (box, &size);

  for (gsize bit = 0; bit < size * 8; bit++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      copy[bit / 8] ^= (guint8) (1U << bit % 8);
      g_autoptr (GBytes) changed = g_bytes_new (copy, size);
      g_assert_null (open_box (&fixture->key, PURPOSE, changed));
    }
}

static void
test_a_box_that_is_cut_opens_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) box = seal (fixture, "words");
  for (gsize size = 0; size < g_bytes_get_size (box); size++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (box, 0, size);
      g_assert_null (open_box (&fixture->key, PURPOSE, cut));
    }
}

static void
test_a_box_opens_for_its_purpose_and_key_alone (Fixture *fixture, gconstpointer data)
{
  AftSecretBoxKey other = fixture->key;
  g_autoptr (GBytes) box = seal (fixture, "words");
  other.bytes[0] ^= 1;
  g_assert_null (open_box (&fixture->key, "another", box));
  g_assert_null (open_box (&other, PURPOSE, box));
}

static void
test_the_key_is_made_once_and_for_its_owner (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;
  AftSecretBoxKey again;
  g_assert_true (aft_secret_box_key_load (fixture->path, fixture->random, &again, NULL));
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
  g_assert_false (aft_secret_box_key_load (fixture->path, fixture->random, &key, &error));
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
  g_assert_false (aft_secret_box_key_load (path, fixture->random, &key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "no key\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/base/secret-box/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-is-sealed-comes-out", test_what_is_sealed_comes_out);
  ADD ("no-two-boxes-are-alike", test_no_two_boxes_are_alike);
  ADD ("a-changed-bit-opens-nothing", test_a_changed_bit_opens_nothing);
  ADD ("a-box-that-is-cut-opens-nothing", test_a_box_that_is_cut_opens_nothing);
  ADD ("a-box-opens-for-its-purpose-and-key-alone", test_a_box_opens_for_its_purpose_and_key_alone);
  ADD ("the-key-is-made-once-and-for-its-owner", test_the_key_is_made_once_and_for_its_owner);
  ADD ("a-key-that-others-may-read-is-refused", test_a_key_that_others_may_read_is_refused);
  ADD ("a-file-that-is-no-key-is-left-as-it-is", test_a_file_that_is_no_key_is_left_as_it_is);
#undef ADD
  return g_test_run ();
}
