/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of stored PINs. Each hash costs 19 MiB, so there are few. */
#include "aft-pin.h"

#include <string.h>

#include "aft-error.h"

static char *
make_hash (const char *pin)
{
  g_autoptr (GError) error = NULL;
  char *text = aft_pin_hash (pin, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_only_its_own (void)
{
  g_autofree char *stored = make_hash ("270419");
  g_assert_true (aft_pin_matches ("270419", stored));
  g_assert_false (aft_pin_matches ("270418", stored));
  g_assert_false (aft_pin_matches ("27041", stored));
  g_assert_false (aft_pin_matches ("2704190", stored));
  g_assert_false (aft_pin_matches ("", stored));
  g_assert_false (aft_pin_matches ("270419", "270419"));
}

static void
test_salted_and_costly (void)
{
  g_autofree char *one = make_hash ("270419");
  g_autofree char *two = make_hash ("270419");
  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=19456,t=2,p=1$"));
  g_assert_null (strstr (one, "270419"));
}

static void
test_six_digits (void)
{
  const char *const others[] = { "", "12", "27041", "2704190", "27o419", " 70419", "２70419" };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (aft_pin_is_one (others[i]));
      g_assert_null (aft_pin_hash (others[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
  g_assert_false (aft_pin_is_one (NULL));
  g_assert_true (aft_pin_is_one ("000000"));
}

static void
test_not_easy (void)
{
  const char *const easy[] = { "000000", "777777", "123456", "456789", "654321", "543210" };
  for (gsize i = 0; i < G_N_ELEMENTS (easy); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (aft_pin_hash (easy[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

#define ADD(name, test) g_test_add_func ("/base/pin/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-hash-is-given-by-its-own-pin-alone", test_only_its_own);
  ADD ("each-hash-has-its-salt-and-costs-19-mib", test_salted_and_costly);
  ADD ("a-pin-has-six-digits", test_six_digits);
  ADD ("what-is-guessed-first-is-refused", test_not_easy);
  return g_test_run ();
}
