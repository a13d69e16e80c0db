/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every error code means something to a browser, a shell and a person. */
#include "aft-error.h"

#include <errno.h>

static void
test_each_code_has_its_status (void)
{
  static const int expected[] = {
    [AFT_ERROR_INVALID] = 400,     [AFT_ERROR_NOT_FOUND] = 404,   [AFT_ERROR_CONFLICT] = 409,
    [AFT_ERROR_DENIED] = 403,      [AFT_ERROR_BUSY] = 429,        [AFT_ERROR_FULL] = 503,
    [AFT_ERROR_UNAVAILABLE] = 503, [AFT_ERROR_CORRUPT] = 500,     [AFT_ERROR_TIMED_OUT] = 504,
    [AFT_ERROR_TOO_LARGE] = 413,   [AFT_ERROR_UNSUPPORTED] = 501, [AFT_ERROR_INTERNAL] = 500,
  };

  for (guint code = 0; code < G_N_ELEMENTS (expected); code++)
    {
      g_assert_cmpint (aft_error_http_status ((AftErrorCode) code), ==, expected[code]);
      g_assert_cmpint (aft_error_exit_status ((AftErrorCode) code), ==, 1);
    }
}

static void
test_what_the_system_says_becomes_a_code (void)
{
  g_assert_cmpint (aft_error_from_errno (ENOENT), ==, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (aft_error_from_errno (EACCES), ==, AFT_ERROR_DENIED);
  g_assert_cmpint (aft_error_from_errno (ENOSPC), ==, AFT_ERROR_FULL);
  g_assert_cmpint (aft_error_from_errno (EDQUOT), ==, AFT_ERROR_FULL);
  g_assert_cmpint (aft_error_from_errno (ENAMETOOLONG), ==, AFT_ERROR_INVALID);
  g_assert_cmpint (aft_error_from_errno (EIO), ==, AFT_ERROR_UNAVAILABLE);
}

static void
test_each_code_has_a_sentence_of_its_own (void)
{
  for (guint code = 0; code <= AFT_ERROR_INTERNAL; code++)
    {
      const char *sentence = aft_error_sentence ((AftErrorCode) code);

      g_assert_true (g_str_has_suffix (sentence, "."));
      for (guint other = 0; other < code; other++)
        g_assert_cmpstr (sentence, !=, aft_error_sentence ((AftErrorCode) other));
    }
}

static void
test_an_unknown_code_is_a_fault_of_ours (void)
{
  g_assert_cmpint (aft_error_http_status ((AftErrorCode) 99), ==, 500);
  g_assert_cmpstr (aft_error_sentence ((AftErrorCode) 99), ==,
                   aft_error_sentence (AFT_ERROR_INTERNAL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/what-the-system-says-becomes-a-code",
                   test_what_the_system_says_becomes_a_code);
  g_test_add_func ("/base/error/each-code-has-its-status", test_each_code_has_its_status);
  g_test_add_func ("/base/error/each-code-has-a-sentence-of-its-own",
                   test_each_code_has_a_sentence_of_its_own);
  g_test_add_func ("/base/error/an-unknown-code-is-a-fault-of-ours",
                   test_an_unknown_code_is_a_fault_of_ours);
  return g_test_run ();
}
