/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of stored passwords. Each hash costs 64 MiB and some 70 ms, so there are few. */
#include "aft-password.h"

#include <string.h>

static char *
make_hash (const char *password)
{
  g_autoptr (GError) error = NULL;
  char *text = aft_password_hash (password, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_only_its_own (void)
{
  g_autofree char *stored = make_hash ("correct horse battery 电池");
  g_assert_true (aft_password_matches ("correct horse battery 电池", stored));
  g_assert_false (aft_password_matches ("", stored));
  g_assert_false (aft_password_matches ("correct horse battery 电", stored));
  g_assert_false (aft_password_matches ("Correct horse battery 电池", stored));
  g_assert_false (aft_password_matches ("correct horse battery 电池 ", stored));
}

static void
test_salted_and_costly (void)
{
  g_autofree char *one = make_hash ("twelve-chars");
  g_autofree char *two = make_hash ("twelve-chars");
  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_null (strstr (one, "twelve-chars"));
}

/* 64 characters and more are taken whole. */
static void
test_every_byte_counts (void)
{
  g_autofree char *longest = g_strnfill (4096, 'x');
  g_autofree char *stored = make_hash (longest);
  g_assert_true (aft_password_matches (longest, stored));
  longest[4095] = 'y';
  g_assert_false (aft_password_matches (longest, stored));
}

static void
test_no_hash (void)
{
  g_autofree char *endless = g_strnfill (10000, '$');
  const char *const texts[] = { "",
                                "x",
                                "twelve-chars",
                                "$argon2id$",
                                "$argon2id$v=19$m=65536,t=2,p=1$$",
                                "$2b$12$abcdefghijklmnopqrstuv",
                                endless };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (aft_password_matches ("twelve-chars", texts[i]));
}

#define ADD(name, test) g_test_add_func ("/base/password/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-hash-is-given-by-its-own-password-alone", test_only_its_own);
  ADD ("each-hash-has-its-salt-and-costs-64-mib", test_salted_and_costly);
  ADD ("every-byte-of-a-long-one-counts", test_every_byte_counts);
  ADD ("a-text-that-is-no-hash-matches-nothing", test_no_hash);
  return g_test_run ();
}
