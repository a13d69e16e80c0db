/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests against published vectors: FIPS 180-4 (NIST's examples), BLAKE2's keyed test vector. */

#include "aft-digest.h"

static const char digest_of_abc[]
    = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void
test_sha256_gives_the_published_values (void)
{
  AftDigest empty = aft_digest_of ("", 0);
  AftDigest abc = aft_digest_of_text ("abc");
  g_autofree char *empty_text = aft_digest_to_text (&empty);
  g_autofree char *abc_text = aft_digest_to_text (&abc);

  g_assert_cmpstr (empty_text, ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc_text, ==, digest_of_abc);
}

static void
test_pieces_give_the_digest_of_the_whole (void)
{
  AftDigester *digester = aft_digester_new ();
  AftDigest pieces, whole = aft_digest_of_text ("abc");

  aft_digester_add (digester, "a", 1);
  aft_digester_add (digester, "", 0);
  aft_digester_add (digester, "bc", 2);
  pieces = aft_digester_end (digester);
  g_assert_true (aft_digest_equal (&pieces, &whole));
  aft_digester_free (aft_digester_new ());
  aft_digester_free (NULL);
}

static void
test_the_text_reads_back (void)
{
  AftDigest abc = aft_digest_of_text ("abc");
  g_autofree char *upper = g_ascii_strup (digest_of_abc, -1);
  AftDigest read;

  g_assert_true (aft_digest_from_text (digest_of_abc, &read));
  g_assert_true (aft_digest_equal (&abc, &read));
  g_assert_true (aft_digest_from_text (upper, &read));
  g_assert_true (aft_digest_equal (&abc, &read));
}

static void
test_other_texts_are_no_digests (void)
{
  g_autofree char *shorter = g_strndup (digest_of_abc, 63);
  g_autofree char *longer = g_strconcat (digest_of_abc, "0", NULL);
  g_autofree char *foreign = g_strdup (digest_of_abc);
  AftDigest read;

  foreign[63] = 'g';
  g_assert_false (aft_digest_from_text (NULL, &read));
  g_assert_false (aft_digest_from_text ("", &read));
  g_assert_false (aft_digest_from_text (shorter, &read));
  g_assert_false (aft_digest_from_text (longer, &read));
  g_assert_false (aft_digest_from_text (foreign, &read));
}

static void
test_keyed_blake2b_gives_the_published_value (void)
{
  /* BLAKE2's KAT, key 00…3f, input 00 01 02. */
  static const guint8 start[8] = { 0x33, 0xd0, 0x82, 0x5d, 0xdd, 0xf7, 0xad, 0xa9 };
  guint8 key[64], mac[64];

  for (guint i = 0; i < sizeof key; i++)
    key[i] = (guint8) i;
  aft_mac_blake2b (key, sizeof key, "\0\1\2", 3, mac, sizeof mac);
  g_assert_cmpmem (mac, sizeof start, start, sizeof start);
}

static void
test_a_mac_depends_on_key_text_and_length (void)
{
  guint8 key[32] = { 0 }, other_key[32] = { 1 };
  guint8 mac[16], other_mac[16], long_mac[32];

  aft_mac_blake2b (key, sizeof key, "text", 4, mac, sizeof mac);
  aft_mac_blake2b (other_key, sizeof key, "text", 4, other_mac, sizeof mac);
  g_assert_false (aft_bytes_equal_constant_time (mac, other_mac, sizeof mac));
  aft_mac_blake2b (key, sizeof key, "texu", 4, other_mac, sizeof mac);
  g_assert_false (aft_bytes_equal_constant_time (mac, other_mac, sizeof mac));
  aft_mac_blake2b (key, sizeof key, "text", 4, long_mac, sizeof long_mac);
  g_assert_false (aft_bytes_equal_constant_time (mac, long_mac, sizeof mac));
  aft_mac_blake2b (key, sizeof key, "text", 4, other_mac, sizeof mac);
  g_assert_true (aft_bytes_equal_constant_time (mac, other_mac, sizeof mac));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/digest/sha256-gives-the-published-values",
                   test_sha256_gives_the_published_values);
  g_test_add_func ("/base/digest/pieces-give-the-digest-of-the-whole",
                   test_pieces_give_the_digest_of_the_whole);
  g_test_add_func ("/base/digest/the-text-reads-back", test_the_text_reads_back);
  g_test_add_func ("/base/digest/other-texts-are-no-digests", test_other_texts_are_no_digests);
  g_test_add_func ("/base/digest/keyed-blake2b-gives-the-published-value",
                   test_keyed_blake2b_gives_the_published_value);
  g_test_add_func ("/base/digest/a-mac-depends-on-key-text-and-length",
                   test_a_mac_depends_on_key_text_and_length);
  return g_test_run ();
}
