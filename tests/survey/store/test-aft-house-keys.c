/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the house's keys: who may read them, which is current, and that old ones still open. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-guest-key.h"
#include "aft-house-keys.h"
#include "aft-secret.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  AftFakeClock *fake;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->folder = aft_temp_dir_dup_path (fixture->dir, "keys");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_free (fixture->folder);
  aft_fake_clock_free (fixture->fake);
  aft_temp_dir_free (fixture->dir);
}

static AftHouseKey *
rotate (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseKey *key
      = aft_house_keys_rotate (fixture->folder, aft_fake_clock_get_clock (fixture->fake), &error);
  g_assert_no_error (error);
  return key;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *keys = aft_house_keys_list (fixture->folder, &error);
  g_assert_no_error (error);
  return keys;
}

static char *
dup_path (Fixture *fixture, const AftHouseKey *key)
{
  return g_strdup_printf ("%s/%04u-%s.key", fixture->folder, key->number, key->kid);
}

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat status;
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, mode);
}

static void
test_none (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) keys = list (fixture);
  g_assert_cmpuint (keys->len, ==, 0);
  g_assert_null (aft_house_keys_dup_public (fixture->folder));
}

static void
test_owner_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseKey) key = rotate (fixture);
  g_autofree char *path = dup_path (fixture, key);
  g_assert_cmpuint (key->number, ==, 1);
  g_assert_cmpint (key->made_ms, ==, G_GINT64_CONSTANT (1700000000000));
  assert_mode (fixture->folder, 0700);
  assert_mode (path, 0600);
}

static void
test_last_is_current (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 1; i <= 12; i++)
    {
      g_autoptr (AftHouseKey) key = rotate (fixture);
      g_autofree char *public_hex = aft_house_keys_dup_public (fixture->folder);
      AftSealKey read;
      g_assert_true (aft_seal_key_from_text (public_hex, &read, NULL));
      g_assert_cmpmem (&read, sizeof read, &key->public_key, sizeof key->public_key);
      g_assert_cmpuint (key->number, ==, i);
    }
  g_autoptr (GPtrArray) keys = list (fixture);
  g_assert_cmpuint (keys->len, ==, 12);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpuint (((AftHouseKey *) keys->pdata[i])->number, ==, i + 1);
}

static void
test_former_keys_open (Fixture *fixture, gconstpointer unused)
{
  const AftId id = { { 1 } };
  char text[] = "13800138000";
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseKey) first = rotate (fixture);
  g_autoptr (AftSealedPart) part = aft_seal_make (&first->public_key, &id, "contact", text, &error);
  g_assert_no_error (error);
  aft_house_key_free (rotate (fixture));
  g_autoptr (GPtrArray) keys = list (fixture);
  const AftHouseKey *kept = keys->pdata[0];
  g_autoptr (AftSecretText) opened
      = aft_seal_open (part, &kept->public_key, &kept->secret_key, &id, &error);
  g_assert_cmpstr (opened, ==, "13800138000");
}

static void
assert_no_list (Fixture *fixture, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_house_keys_list (fixture->folder, &error));
  g_assert_error (error, AFT_ERROR, (int) code);
  g_assert_null (aft_house_keys_dup_public (fixture->folder));
  g_autoptr (GError) again = NULL;
  g_assert_null (
      aft_house_keys_rotate (fixture->folder, aft_fake_clock_get_clock (fixture->fake), &again));
  g_assert_error (again, AFT_ERROR, (int) code);
}

/* A key that others may have read is no key any more. */
static void
test_readable_by_others (Fixture *fixture, gconstpointer unused)
{
  static const mode_t modes[] = { 0640, 0604, 0660, 0601, 0777 };
  g_autoptr (AftHouseKey) key = rotate (fixture);
  g_autofree char *path = dup_path (fixture, key);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (path, modes[i]), ==, 0);
      assert_no_list (fixture, AFT_ERROR_DENIED);
    }
}

static void
write_key (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error));
}

static void
test_broken_files (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseKey) key = rotate (fixture);
  g_autoptr (AftHouseKey) other = rotate (fixture);
  g_autofree char *path = dup_path (fixture, key);
  g_autofree char *other_path = dup_path (fixture, other);
  g_autofree char *good = NULL;
  g_autofree char *other_text = NULL;
  g_assert_true (g_file_get_contents (path, &good, NULL, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_text, NULL, NULL));
  g_auto (GStrv) words = g_strsplit (good, " ", -1);
  g_auto (GStrv) others = g_strsplit (other_text, " ", -1);
  g_autofree char *heading
      = g_strjoin (" ", "some-other-key-1", words[1], words[2], words[3], NULL);
  g_autofree char *cut = g_strndup (good, 100);
  g_autofree char *more = g_strconcat (good, " more", NULL);
  g_autofree char *no_time = g_strjoin (" ", words[0], words[1], words[2], "x\n", NULL);
  g_autofree char *mixed = g_strjoin (" ", words[0], others[1], words[2], words[3], NULL);
  const char *const texts[] = { "", "\n", heading, cut, more, no_time, mixed };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      write_key (path, texts[i]);
      assert_no_list (fixture, AFT_ERROR_CORRUPT);
    }
  write_key (path, good);
  g_autoptr (GPtrArray) keys = list (fixture);
  g_assert_cmpuint (keys->len, ==, 2);
}

static void
test_strangers_in_the_folder (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[]
      = { "README",      "0002", "0-x.key", "-1-x.key", "99999999999999999999-x.key",
          "2-x.key.tmp", ".key" };
  aft_house_key_free (rotate (fixture));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      write_key (path, "x");
    }
  g_autoptr (GPtrArray) keys = list (fixture);
  g_assert_cmpuint (keys->len, ==, 1);
}

static void
test_no_folder_to_be_had (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_free (aft_temp_dir_write (fixture->dir, "file", "x"));
  g_autofree char *folder = aft_temp_dir_dup_path (fixture->dir, "file/keys");
  g_assert_null (aft_house_keys_rotate (folder, aft_fake_clock_get_clock (fixture->fake), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

static void
test_guest_key_stays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint8 none[AFT_GUEST_KEY_BYTES] = { 0 };
  guint8 first[AFT_GUEST_KEY_BYTES] = { 0 };
  guint8 second[AFT_GUEST_KEY_BYTES] = { 0 };
  g_assert_false (aft_house_keys_read_guest_key (fixture->folder, first, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  aft_house_key_free (rotate (fixture));
  g_assert_true (aft_house_keys_read_guest_key (fixture->folder, first, &error));
  aft_house_key_free (rotate (fixture));
  g_assert_true (aft_house_keys_read_guest_key (fixture->folder, second, &error));
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_true (memcmp (first, none, sizeof none) != 0);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/house-keys/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-house-without-keys-has-none", test_none);
  ADD ("a-key-is-its-owner-s-alone", test_owner_alone);
  ADD ("the-last-one-made-is-current", test_last_is_current);
  ADD ("former-ones-still-open-what-they-sealed", test_former_keys_open);
  ADD ("one-that-others-may-read-is-refused", test_readable_by_others);
  ADD ("a-file-that-is-no-key-is-named-and-harms-none", test_broken_files);
  ADD ("what-else-lies-there-is-passed-over", test_strangers_in_the_folder);
  ADD ("without-a-folder-there-is-no-key", test_no_folder_to_be_had);
  ADD ("guests-are-recognised-whatever-key-is-current", test_guest_key_stays);
  return g_test_run ();
}
