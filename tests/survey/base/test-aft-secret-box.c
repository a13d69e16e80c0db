/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put into a box comes out of it, for us and for its purpose alone. */
#include "aft-secret-box.h"

#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"
#include "aft-seeded-random.h"

#define PURPOSE "test"

typedef struct
{
  AftRandom *random;
  AftSecretBoxKey key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->random = aft_seeded_random_new (7);
  aft_random_fill (fixture->random, fixture->key.bytes, sizeof fixture->key.bytes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_random_unref (fixture->random);
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
#undef ADD
  return g_test_run ();
}
