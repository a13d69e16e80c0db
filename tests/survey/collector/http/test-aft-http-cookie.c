/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of cookies: ours is found among others, once or not at all, and given so that only we get
 * it back. */
#include "aft-http-cookie.h"

#include "aft-error.h"

#define NAME "__Host-aftertaste"

static void
assert_value (const char *header, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  gboolean is_read = aft_http_cookie_find (header, NAME, &value, &error);

  g_assert_no_error (error);
  g_assert_true (is_read);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_refused (const char *header)
{
  g_autoptr (GError) error = NULL;
  char *value = (char *) "untouched";

  g_assert_false (aft_http_cookie_find (header, NAME, &value, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (value);
}

static void
test_ours_is_found (void)
{
  assert_value (NAME "=abc", "abc");
  assert_value ("theme=dark; " NAME "=abc", "abc");
  assert_value (NAME "=abc; theme=dark", "abc");
  assert_value ("a=b;" NAME "=abc;c=d", "abc");
  assert_value (" ;; " NAME "=abc \t;", "abc");
  assert_value (NAME "=a=b", "a=b");
  assert_value (NAME "=", "");
}

static void
test_others_are_not_ours (void)
{
  assert_value (NULL, NULL);
  assert_value ("", NULL);
  assert_value ("aftertaste=abc", NULL);
  assert_value (NAME "2=abc", NULL);
  assert_value ("x" NAME "=abc", NULL);
  assert_value (NAME, NULL);
  assert_value ("__host-aftertaste=abc", NULL);
  assert_value ("a=\"x; " NAME "\"=abc", NULL);
}

static void
test_two_of_ours_are_none (void)
{
  assert_refused (NAME "=abc; " NAME "=abc");
  assert_refused (NAME "=abc; a=b; " NAME "=");
}

static void
test_odd_value_is_refused (void)
{
  assert_refused (NAME "=a b");
  assert_refused (NAME "=\"abc\"");
  assert_refused (NAME "=a,b");
  assert_refused (NAME "=a\\b");
}

static void
test_it_is_given_for_us_alone (void)
{
  g_autofree char *given = aft_http_cookie_dup_setting (NAME, "abc");
  g_autofree char *taken = aft_http_cookie_dup_setting (NAME, NULL);

  g_assert_cmpstr (given, ==, NAME "=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
  g_assert_cmpstr (taken, ==, NAME "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/cookie/ours-is-found", test_ours_is_found);
  g_test_add_func ("/http/cookie/others-are-not-ours", test_others_are_not_ours);
  g_test_add_func ("/http/cookie/two-of-ours-are-none", test_two_of_ours_are_none);
  g_test_add_func ("/http/cookie/odd-value-is-refused", test_odd_value_is_refused);
  g_test_add_func ("/http/cookie/it-is-given-for-us-alone", test_it_is_given_for_us_alone);
  return g_test_run ();
}
