/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was secret is zero afterwards. */
#include "aft-secret.h"

static void
test_wiping_zeroes_just_what_it_is_told (void)
{
  char memory[] = "0123456789";

  aft_secret_wipe (memory + 2, 5);
  g_assert_cmpmem (memory, 11,
                   "01\0\0\0\0\0"
                   "789",
                   11);
  aft_secret_wipe (NULL, 0);
}

static void
test_a_freed_text_may_be_null (void)
{
  g_autoptr (AftSecretText) text = g_strdup ("words of a guest");
  g_autoptr (AftSecretText) none = NULL;

  g_assert_cmpstr (text, ==, "words of a guest");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/wiping-zeroes-just-what-it-is-told",
                   test_wiping_zeroes_just_what_it_is_told);
  g_test_add_func ("/base/secret/a-freed-text-may-be-null", test_a_freed_text_may_be_null);
  return g_test_run ();
}
