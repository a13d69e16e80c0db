/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain's formula against links computed elsewhere (python3 hashlib), and what a link depends
 * on. */
#include "aft-chain.h"

static AftId
make_id (void)
{
  AftId id;
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &id);
  g_assert_true (is_id);
  return id;
}

static void
test_links_are_as_the_formula_says (void)
{
  AftId id = make_id ();
  AftDigest start = aft_chain_start ();
  AftDigest digest = aft_digest_of_text ("one");
  AftDigest first = aft_chain_next (&id, 1, &start, &digest);
  digest = aft_digest_of_text ("two");
  AftDigest second = aft_chain_next (&id, 2, &first, &digest);
  g_autofree char *first_text = aft_digest_to_text (&first);
  g_autofree char *second_text = aft_digest_to_text (&second);

  g_assert_cmpstr (first_text, ==,
                   "200603fd51ed4ba7cdb4229dad4e5563d42695e1d78154256833bacc4e88799e");
  g_assert_cmpstr (second_text, ==,
                   "2a942b80144d6154274db8d2297deeb54a93c47464afc87b60dbec26ac3a8546");
}

static void
test_a_link_depends_on_all_its_parts (void)
{
  AftId id = make_id ();
  AftId other_id = id;
  AftDigest start = aft_chain_start ();
  AftDigest digest = aft_digest_of_text ("one");
  AftDigest link = aft_chain_next (&id, 1, &start, &digest);
  other_id.bytes[15] ^= 1;
  AftDigest links[] = {
    aft_chain_next (&other_id, 1, &start, &digest),
    aft_chain_next (&id, 2, &start, &digest),
    aft_chain_next (&id, G_GUINT64_CONSTANT (1) << 56, &start, &digest),
    aft_chain_next (&id, 1, &digest, &digest),
    aft_chain_next (&id, 1, &start, &start),
  };
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_assert_false (aft_digest_equal (&links[i], &link));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/chain/links-are-as-the-formula-says", test_links_are_as_the_formula_says);
  g_test_add_func ("/wire/chain/a-link-depends-on-all-its-parts",
                   test_a_link_depends_on_all_its_parts);
  return g_test_run ();
}
