/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed files: only the house reads them, only as what they were sealed for. */
#include "aft-error.h"
#include "aft-sealed-file.h"
#include "aft-secret.h"

#define HEAD_BYTES 16

typedef struct
{
  AftSealKey public_key;
  AftSealKey secret_key;
  AftId id;
  GBytes *content;
  GBytes *sealed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &fixture->id);
  g_assert_true (is_id);
  aft_seal_key_generate (&fixture->public_key, &fixture->secret_key);
  fixture->content = g_bytes_new_static ("\xff\xd8 soup \0 with a hair", 20);
  fixture->sealed = aft_sealed_file_make (&fixture->public_key, &fixture->id, "photo",
                                          fixture->content, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_bytes_unref (fixture->content);
  g_bytes_unref (fixture->sealed);
  aft_secret_wipe (fixture, sizeof *fixture);
}

static GBytes *
open_file (Fixture *fixture, GBytes *sealed, const char *purpose, GError **error)
{
  return aft_sealed_file_open (sealed, &fixture->public_key, &fixture->secret_key, &fixture->id,
                               purpose, error);
}

static void
assert_denied (Fixture *fixture, GBytes *sealed, const char *purpose)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = open_file (fixture, sealed, purpose, &error);
  g_assert_null (opened);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_the_house_gets_every_byte_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = open_file (fixture, fixture->sealed, "photo", &error);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) sealed
      = aft_sealed_file_make (&fixture->public_key, &fixture->id, "photo", empty, &error);
  g_autoptr (GBytes) nothing = open_file (fixture, sealed, "photo", &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, fixture->content));
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
}

static void
test_the_file_names_its_key_and_shows_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *kid = aft_sealed_file_dup_kid (fixture->sealed);
  g_autofree char *expected = aft_seal_key_dup_kid (&fixture->public_key);
  gsize count = 0;
  const char *bytes = g_bytes_get_data (fixture->sealed, &count);

  g_assert_cmpstr (kid, ==, expected);
  g_assert_null (memmem (bytes, count, "soup", 4));
  g_assert_null (memmem (bytes, count, "photo", 5));
}

static void
test_a_file_is_of_one_record_and_one_purpose (Fixture *fixture, gconstpointer unused)
{
  assert_denied (fixture, fixture->sealed, "words");
  fixture->id.bytes[15] ^= 1;
  assert_denied (fixture, fixture->sealed, "photo");
}

static void
test_every_changed_bit_of_the_box_is_noticed (Fixture *fixture, gconstpointer unused)
{
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (fixture->sealed, &count);

  for (gsize bit = 8 * HEAD_BYTES; bit < 8 * count; bit++)
    {
      guint8 *changed = g_memdup2 (bytes, count);
      changed[bit / 8] ^= (guint8) (1u << bit % 8);
      g_autoptr (GBytes) sealed = g_bytes_new_take (changed, count);
      assert_denied (fixture, sealed, "photo");
    }
}

static void
test_a_file_that_is_cut_off_opens_nowhere (Fixture *fixture, gconstpointer unused)
{
  for (gsize count = 0; count < g_bytes_get_size (fixture->sealed); count++)
    {
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (fixture->sealed, 0, count);
      g_autofree char *kid = aft_sealed_file_dup_kid (half);
      g_assert_cmpint (kid != NULL, ==, count >= HEAD_BYTES);
      assert_denied (fixture, half, "photo");
    }
}

static void
test_another_house_reads_nothing (Fixture *fixture, gconstpointer unused)
{
  aft_seal_key_generate (&fixture->public_key, &fixture->secret_key);
  assert_denied (fixture, fixture->sealed, "photo");
}

static void
test_more_than_the_limit_is_too_large (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) large
      = g_bytes_new_take (g_malloc0 (AFT_SEALED_FILE_MAX + 1), AFT_SEALED_FILE_MAX + 1);
  g_autoptr (GBytes) sealed
      = aft_sealed_file_make (&fixture->public_key, &fixture->id, "photo", large, &error);
  g_assert_null (sealed);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/wire/sealed-file/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-house-gets-every-byte-back", test_the_house_gets_every_byte_back);
  ADD ("the-file-names-its-key-and-shows-nothing", test_the_file_names_its_key_and_shows_nothing);
  ADD ("a-file-is-of-one-record-and-one-purpose", test_a_file_is_of_one_record_and_one_purpose);
  ADD ("every-changed-bit-of-the-box-is-noticed", test_every_changed_bit_of_the_box_is_noticed);
  ADD ("a-file-that-is-cut-off-opens-nowhere", test_a_file_that_is_cut_off_opens_nowhere);
  ADD ("another-house-reads-nothing", test_another_house_reads_nothing);
  ADD ("more-than-the-limit-is-too-large", test_more_than_the_limit_is_too_large);
#undef ADD
  return g_test_run ();
}
