/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of authenticator apps: the standard's own figures, and what people type. */
#include "aft-second-factor.h"

#include <string.h>

#include "aft-secret.h"

/* RFC 6238, appendix B: the secret "12345678901234567890" in base32. */
#define SECRET  "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define STEP_MS (AFT_SECOND_FACTOR_STEP_SECONDS * 1000)
/* A moment whose code is known: 1111111109 s is in step 37037036. */
#define NOW_MS G_GINT64_CONSTANT (1111111109000)
#define CODE   "081804"
#define STEP   37037036

/* Appendix B prints eight digits; the last six of them are the code of six. */
static void
test_standard (void)
{
  static const struct
  {
    gint64 seconds;
    const char *code;
  } vectors[] = {
    { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
    { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpint (
        aft_second_factor_find_step (SECRET, vectors[i].code, vectors[i].seconds * 1000), ==,
        vectors[i].seconds / AFT_SECOND_FACTOR_STEP_SECONDS);
}

static void
test_window (void)
{
  gint64 first_ms = (gint64) STEP * STEP_MS;
  for (gint64 off = -1; off <= 1; off++)
    {
      gint64 begin_ms = first_ms + off * STEP_MS;
      g_assert_cmpint (aft_second_factor_find_step (SECRET, CODE, begin_ms), ==, STEP);
      g_assert_cmpint (aft_second_factor_find_step (SECRET, CODE, begin_ms + STEP_MS - 1), ==,
                       STEP);
    }
  g_assert_cmpint (aft_second_factor_find_step (SECRET, CODE, first_ms - STEP_MS - 1), ==, -1);
  g_assert_cmpint (aft_second_factor_find_step (SECRET, CODE, first_ms + 2 * STEP_MS), ==, -1);
  g_assert_cmpint (aft_second_factor_find_step (SECRET, CODE, 0), ==, -1);
}

static void
test_as_people_type (void)
{
  static const char *const same[]
      = { "081804", "081 804", " 081804 ", "0 8 1 8 0 4", "081804\r\n", "０８１８０４" };
  static const char *const other[] = { "",       " ",       "08180",  "0818040", "81804",
                                       "081805", "081-804", "0x1804", "081804a", "-81804" };
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpint (aft_second_factor_find_step (SECRET, same[i], NOW_MS), ==, STEP);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_cmpint (aft_second_factor_find_step (SECRET, other[i], NOW_MS), ==, -1);
  g_assert_cmpint (aft_second_factor_find_step (SECRET, "\xff\xfe", NOW_MS), ==, -1);
}

static void
test_what_is_no_secret (void)
{
  static const char *const texts[] = { "", "GEZDGNBV", "not base32 at all!!", SECRET "GEZDGNBV" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (aft_second_factor_find_step (texts[i], CODE, NOW_MS), ==, -1);
}

static void
test_secrets_differ (void)
{
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (AftSecretText) first = aft_second_factor_generate (random);
  g_autoptr (AftSecretText) second = aft_second_factor_generate (random);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (strlen (first), ==, 32);
  g_assert_cmpuint (strspn (first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), ==, 32);
}

static void
test_for_people_and_apps (void)
{
  g_autoptr (AftSecretText) groups = aft_second_factor_dup_groups (SECRET);
  g_autoptr (AftSecretText) address
      = aft_second_factor_dup_address (SECRET, "回味 & Co", "wang:li?");
  g_assert_cmpstr (groups, ==, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  g_assert_cmpstr (address, ==,
                   "otpauth://totp/%E5%9B%9E%E5%91%B3%20%26%20Co:wang%3Ali%3F?secret=" SECRET
                   "&issuer=%E5%9B%9E%E5%91%B3%20%26%20Co");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/second-factor/codes-are-those-of-the-standard", test_standard);
  g_test_add_func ("/auth/second-factor/one-step-either-way", test_window);
  g_test_add_func ("/auth/second-factor/codes-as-people-type-them", test_as_people_type);
  g_test_add_func ("/auth/second-factor/no-secret-has-no-codes", test_what_is_no_secret);
  g_test_add_func ("/auth/second-factor/secrets-are-of-160-bits-and-differ", test_secrets_differ);
  g_test_add_func ("/auth/second-factor/written-for-people-and-apps", test_for_people_and_apps);
  return g_test_run ();
}
