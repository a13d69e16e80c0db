/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of tokens and codes as texts. */
#include <string.h>

#include "aft-device-token.h"
#include "aft-seeded-random.h"

#define LETTERS "BCDFGHJKLMNPQRSTVWXZ"

static void
test_token_has_its_form (void)
{
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      char *token = aft_device_token_generate (random);
      AftDigest digest;
      AftDigest expected = aft_digest_of_text (token);
      g_assert_cmpuint (strlen (token), ==, AFT_DEVICE_TOKEN_LENGTH);
      g_assert_true (aft_device_token_digest (token, &digest));
      g_assert_true (aft_digest_equal (&digest, &expected));
      g_assert_true (g_hash_table_add (seen, token));
    }
}

static void
assert_no_token (const char *text)
{
  AftDigest digest;
  g_assert_false (aft_device_token_digest (text, &digest));
}

static void
test_other_forms_are_none (void)
{
  static const gsize lengths[] = { 0, 1, 42, 44, 86, 100000 };
  static const char strangers[] = "+/=. \t\n'\"%,;@~\x01\x7f\xc3\xff";
  assert_no_token (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = g_strnfill (lengths[i], 'A');
      assert_no_token (text);
    }
  for (gsize place = 0; place < AFT_DEVICE_TOKEN_LENGTH; place++)
    for (const char *stranger = strangers; *stranger != '\0'; stranger++)
      {
        g_autofree char *text = g_strnfill (AFT_DEVICE_TOKEN_LENGTH, 'A');
        text[place] = *stranger;
        assert_no_token (text);
      }
}

static void
test_no_two_texts_are_one_token (void)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (1);
  g_autofree char *token = aft_device_token_generate (random);
  AftDigest digest;
  g_assert_true (aft_device_token_digest (token, &digest));
  for (gsize i = 0; i < AFT_DEVICE_TOKEN_LENGTH; i++)
    {
      g_autofree char *other = g_strdup (token);
      AftDigest changed;
      other[i] = g_ascii_islower (other[i]) ? g_ascii_toupper (other[i])
                 : other[i] == 'q'          ? 'Q'
                                            : 'q';
      g_assert_true (aft_device_token_digest (other, &changed));
      g_assert_false (aft_digest_equal (&digest, &changed));
    }
}

/* Each letter as often as the others: 8 × 5,000 draws of 20 letters. */
static void
test_code_letters_are_even (void)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (2);
  guint counts[sizeof LETTERS - 1] = { 0 };
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *code = aft_user_code_generate (random);
      g_autofree char *again = aft_user_code_normalize (code);
      g_assert_cmpuint (strlen (code), ==, 9);
      g_assert_cmpint (code[4], ==, '-');
      g_assert_cmpstr (code, ==, again);
      for (const char *at = code; *at != '\0'; at++)
        if (*at != '-')
          counts[strchr (LETTERS, *at) - LETTERS]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 1800);
      g_assert_cmpuint (counts[i], <, 2200);
    }
}

static void
fill_high (guint8 *bytes, gsize count, gpointer user_data)
{
  guint *calls = user_data;
  memset (bytes, (*calls)++ % 3 == 0 ? 255 : 239, count);
}

/* 240 to 255 would make the first 16 letters more frequent. */
static void
test_uneven_bytes_are_drawn_again (void)
{
  guint calls = 0;
  g_autoptr (AftRandom) random = aft_random_new (fill_high, &calls, NULL);
  g_autofree char *code = aft_user_code_generate (random);
  g_assert_cmpstr (code, ==, "ZZZZ-ZZZZ");
  g_assert_cmpuint (calls, ==, 12);
}

static void
test_codes_as_typed (void)
{
  static const char *const good[]
      = { "BCDF-GHJK", "bcdf-ghjk", "BcDfGhJk", " b c d f g h j k ", "bcdf ghjk", "--BCDFGHJK" };
  static const char *const bad[]
      = { "",          "BCDF-GHJ",   "BCDF-GHJKL",  "ACDF-GHJK", "BCDF-GHJ1",  "BCDF-GHJY",
          "BCDF_GHJK", "BCDF\tGHJK", "BCDF-GHJK\n", "BCDF–GHJK", "ＢCDF-GHJK", "BCDF-GHJ\xff" };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *code = aft_user_code_normalize (good[i]);
      g_assert_cmpstr (code, ==, "BCDF-GHJK");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (aft_user_code_normalize (bad[i]));
}

#define ADD(name, test) g_test_add_func ("/collector/device-token/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-token-is-43-characters-and-its-digest-their-sha-256", test_token_has_its_form);
  ADD ("what-has-another-form-is-none", test_other_forms_are_none);
  ADD ("each-character-counts", test_no_two_texts_are_one_token);
  ADD ("each-letter-of-a-code-is-as-likely", test_code_letters_are_even);
  ADD ("bytes-that-would-favour-a-letter-are-drawn-again", test_uneven_bytes_are_drawn_again);
  ADD ("a-code-is-read-as-people-type-it-and-nothing-else-is", test_codes_as_typed);
  return g_test_run ();
}
