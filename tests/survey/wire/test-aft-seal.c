/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed words: only the house reads them, only in their place; nothing readable is left behind. */
#include <string.h>

#include "aft-base64url.h"
#include "aft-error.h"
#include "aft-seal.h"
#include "aft-secret.h"

#define WORDS "汤里有头发，请叫经理。"

typedef struct
{
  AftSealKey public_key;
  AftSealKey secret_key;
  AftId id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &fixture->id);
  g_assert_true (is_id);
  aft_seal_key_generate (&fixture->public_key, &fixture->secret_key);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_secret_wipe (fixture, sizeof *fixture);
}

static AftSealedPart *
seal (Fixture *fixture, const char *purpose, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (words);
  AftSealedPart *part = aft_seal_make (&fixture->public_key, &fixture->id, purpose, text, &error);
  g_assert_no_error (error);
  return part;
}

static void
assert_denied (Fixture *fixture, const AftSealedPart *part, const AftId *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text
      = aft_seal_open (part, &fixture->public_key, &fixture->secret_key, id, &error);
  g_assert_null (text);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_the_house_reads_what_was_sealed (Fixture *fixture, gconstpointer unused)
{
  const char *samples[] = { "", WORDS, "a\nb\n\nc" };
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftSealedPart) part = seal (fixture, AFT_SEALED_WORDS, samples[i]);
      g_autoptr (AftSecretText) text
          = aft_seal_open (part, &fixture->public_key, &fixture->secret_key, &fixture->id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, samples[i]);
      g_assert_cmpstr (aft_sealed_part_get_name (part), ==, AFT_SEALED_WORDS);
    }
}

static void
test_the_callers_words_are_wiped_whatever_happens (Fixture *fixture, gconstpointer unused)
{
  const char zeros[4096] = { 0 };
  g_autofree char *fit = g_strdup (WORDS);
  g_autofree char *long_one = g_strnfill (AFT_SEAL_TEXT_MAX + 1, 'x');
  g_autofree char *broken = g_strdup ("abc\xff");
  char *texts[] = { fit, long_one, broken };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length = strlen (texts[i]);
      g_autoptr (AftSealedPart) part
          = aft_seal_make (&fixture->public_key, &fixture->id, "words", texts[i], NULL);
      g_assert_cmpmem (texts[i], length, zeros, length);
      g_assert_cmpint (part != NULL, ==, i == 0);
    }
}

static void
test_a_text_over_the_limit_is_too_large (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < AFT_SEAL_TEXT_MAX; i++)
    g_string_append (words, "𠮷");
  g_autoptr (AftSealedPart) fits = seal (fixture, "words", words->str);
  g_assert_cmpuint (strlen (aft_sealed_part_get_box (fits)), <=, AFT_SEALED_PART_BOX_MAX);
  g_string_append (words, "x");
  g_autoptr (AftSealedPart) part
      = aft_seal_make (&fixture->public_key, &fixture->id, "words", words->str, &error);
  g_assert_null (part);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

static void
test_the_box_shows_nothing (Fixture *fixture, gconstpointer unused)
{
  gsize count = 0;
  g_autoptr (AftSealedPart) part = seal (fixture, "contact", "13800138000");
  g_autofree guint8 *box = aft_base64url_decode (aft_sealed_part_get_box (part), &count);
  g_assert_nonnull (box);
  g_assert_null (memmem (box, count, "138", 3));
  g_assert_null (memmem (box, count, "contact", 7));
}

static void
test_the_same_words_give_another_box (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftSealedPart) one = seal (fixture, "words", WORDS);
  g_autoptr (AftSealedPart) other = seal (fixture, "words", WORDS);
  g_assert_cmpstr (aft_sealed_part_get_box (one), !=, aft_sealed_part_get_box (other));
}

static void
test_a_box_does_not_open_in_another_place (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftSealedPart) part = seal (fixture, "words", WORDS);
  g_autoptr (AftSealedPart) renamed = aft_sealed_part_new (
      "contact", aft_sealed_part_get_kid (part), aft_sealed_part_get_box (part));
  AftId other = fixture->id;
  other.bytes[0] ^= 1;
  assert_denied (fixture, part, &other);
  assert_denied (fixture, renamed, &fixture->id);
}

static void
test_another_key_or_a_changed_box_is_denied (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftSealedPart) part = seal (fixture, "words", WORDS);
  const char *kid = aft_sealed_part_get_kid (part);
  g_autofree char *box = g_strdup (aft_sealed_part_get_box (part));
  box[40] = box[40] == 'A' ? 'B' : 'A';
  g_autoptr (AftSealedPart) changed = aft_sealed_part_new ("words", kid, box);
  g_autoptr (AftSealedPart) cut = aft_sealed_part_new ("words", kid, "AAAA");
  g_autoptr (AftSealedPart) none = aft_sealed_part_new ("words", kid, "!");
  assert_denied (fixture, changed, &fixture->id);
  assert_denied (fixture, cut, &fixture->id);
  assert_denied (fixture, none, &fixture->id);
  aft_seal_key_generate (&fixture->public_key, &fixture->secret_key);
  assert_denied (fixture, part, &fixture->id);
}

static void
test_a_kid_is_the_start_of_the_keys_digest (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftSealKey key;
  /* SHA-256 of 32 zero bytes. */
  g_assert_true (aft_seal_key_from_text (
      "0000000000000000000000000000000000000000000000000000000000000000", &key, &error));
  g_assert_no_error (error);
  g_autofree char *kid = aft_seal_key_dup_kid (&key);
  g_assert_cmpstr (kid, ==, "66687aadf862bd77");
}

static void
test_only_64_digits_are_a_key (Fixture *fixture, gconstpointer unused)
{
  const char *wrong[] = {
    "",
    "00",
    "zz00000000000000000000000000000000000000000000000000000000000000",
    "00:0000000000000000000000000000000000000000000000000000000000000",
    "000000000000000000000000000000000000000000000000000000000000000000",
  };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      AftSealKey key;
      g_assert_false (aft_seal_key_from_text (wrong[i], &key, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

/* A point of small order (zero) would seal for everybody. */
static void
test_a_key_of_zeros_seals_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftSealKey zero = { { 0 } };
  char text[] = "words";
  g_autoptr (AftSealedPart) part = aft_seal_make (&zero, &fixture->id, "words", text, &error);
  g_assert_null (part);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/wire/seal/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-house-reads-what-was-sealed", test_the_house_reads_what_was_sealed);
  ADD ("the-callers-words-are-wiped", test_the_callers_words_are_wiped_whatever_happens);
  ADD ("a-text-over-the-limit-is-too-large", test_a_text_over_the_limit_is_too_large);
  ADD ("the-box-shows-nothing", test_the_box_shows_nothing);
  ADD ("the-same-words-give-another-box", test_the_same_words_give_another_box);
  ADD ("a-box-does-not-open-in-another-place", test_a_box_does_not_open_in_another_place);
  ADD ("another-key-or-a-changed-box-is-denied", test_another_key_or_a_changed_box_is_denied);
  ADD ("a-kid-is-the-start-of-the-keys-digest", test_a_kid_is_the_start_of_the_keys_digest);
  ADD ("only-64-digits-are-a-key", test_only_64_digits_are_a_key);
  ADD ("a-key-of-zeros-seals-nothing", test_a_key_of_zeros_seals_nothing);
  return g_test_run ();
}
