/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as ECMAScript writes them. Vectors: RFC 8785 appendix B; ECMA-262's rules at their
 * limits; toFixed as MDN and the standard's own note give it (1.255 is less than 1.255, 1e21 is not
 * fixed). */
#include <math.h>
#include <string.h>

#include "aft-number.h"
#include "aft-random.h"
#include "aft-seeded-random.h"

typedef struct
{
  guint64 bits;
  const char *text;
} BitsVector;

static double
number_from_bits (guint64 bits)
{
  double number;

  memcpy (&number, &bits, sizeof number);
  return number;
}

static void
assert_text (double number, const char *expected)
{
  g_autofree char *text = aft_number_to_text (number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_rfc8785_appendix_b (void)
{
  static const BitsVector vectors[] = {
    { 0x0000000000000000, "0" },
    { 0x8000000000000000, "0" },
    { 0x0000000000000001, "5e-324" },
    { 0x8000000000000001, "-5e-324" },
    { 0x7fefffffffffffff, "1.7976931348623157e+308" },
    { 0xffefffffffffffff, "-1.7976931348623157e+308" },
    { 0x4340000000000000, "9007199254740992" },
    { 0xc340000000000000, "-9007199254740992" },
    { 0x4430000000000000, "295147905179352830000" },
    { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
    { 0x44b52d02c7e14af6, "1e+23" },
    { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
    { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
    { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
    { 0x444b1ae4d6e2ef50, "1e+21" },
    { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
    { 0x3eb0c6f7a0b5ed8d, "0.000001" },
    { 0x41b3de4355555553, "333333333.3333332" },
    { 0x41b3de4355555554, "333333333.33333325" },
    { 0x41b3de4355555555, "333333333.3333333" },
    { 0x41b3de4355555556, "333333333.3333334" },
    { 0x41b3de4355555557, "333333333.33333343" },
    { 0xbecbf647612f3696, "-0.0000033333333333333333" },
    { 0x43143ff3c1cb0959, "1424953923781206.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_text (number_from_bits (vectors[i].bits), vectors[i].text);
}

static void
test_what_json_lacks_has_a_name (void)
{
  assert_text (NAN, "NaN");
  assert_text (INFINITY, "Infinity");
  assert_text (-INFINITY, "-Infinity");
}

static void
test_exponents_begin_where_the_standard_says (void)
{
  assert_text (1, "1");
  assert_text (-1, "-1");
  assert_text (100, "100");
  assert_text (0.1, "0.1");
  assert_text (0.1 + 0.2, "0.30000000000000004");
  assert_text (123456789012345680000.0, "123456789012345680000");
  assert_text (1e20, "100000000000000000000");
  assert_text (1e21, "1e+21");
  assert_text (1.5e21, "1.5e+21");
  assert_text (1e-6, "0.000001");
  assert_text (1e-7, "1e-7");
  assert_text (1.25e-7, "1.25e-7");
  assert_text (123.456, "123.456");
}

/* Below a power of two the gap halves: the nearest 16-digit decimal does not read back, its upper
 * neighbour does, and is what ECMAScript's engines print. */
static void
test_powers_of_two_take_the_shorter_neighbour (void)
{
  assert_text (ldexp (1, -44), "5.684341886080802e-14");
  assert_text (ldexp (1, -1074), "5e-324");
  assert_text (ldexp (1, -1022), "2.2250738585072014e-308");
  assert_text (ldexp (1, 60), "1152921504606847000");
}

static void
test_every_number_reads_back_equal (void)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (8785);

  for (guint i = 0; i < 50000; i++)
    {
      guint64 bits;
      double number, again;
      g_autofree char *text = NULL;

      aft_random_fill (random, (guint8 *) &bits, sizeof bits);
      /* One in four is subnormal. */
      number = number_from_bits (i % 4 == 0 ? bits & 0x800fffffffffffff : bits);
      if (!isfinite (number))
        continue;
      text = aft_number_to_text (number);
      g_assert_true (aft_number_from_text (text, &again));
      g_assert_cmpfloat (again, ==, number);
      g_assert_cmpuint (strlen (text), <=, 25);
    }
}

typedef struct
{
  double number;
  guint digits;
  const char *text;
} FixedVector;

static void
test_fixed_rounds_the_exact_value (void)
{
  static const FixedVector vectors[] = {
    { 0, 0, "0" },
    { -0.0, 2, "0.00" },
    { 0.5, 0, "1" },
    { 1.5, 0, "2" },
    { 2.5, 0, "3" },
    { -2.5, 0, "-3" },
    { 1.005, 2, "1.00" },
    { 1.255, 2, "1.25" },
    { 1.45, 1, "1.4" },
    { 8.345, 2, "8.35" },
    { 10.235, 2, "10.23" },
    { 0.000001, 7, "0.0000010" },
    { 123.456, 2, "123.46" },
    { 0.00001, 3, "0.000" },
    { -0.0000001, 2, "-0.00" },
    { 9.995, 2, "9.99" },
    { 9.5, 0, "10" },
    { 99.95, 1, "100.0" },
    { 999.9999, 2, "1000.00" },
    { 1e20, 2, "100000000000000000000.00" },
    { 1e21, 2, "1e+21" },
    { 1.23e+20, 2, "123000000000000000000.00" },
    { 1.23e-10, 2, "0.00" },
    { 0.1, 20, "0.10000000000000000555" },
    { 5e-324, 5, "0.00000" },
    { 25, 0, "25" },
    { 1000000000000000128.0, 0, "1000000000000000128" },
    { 1000000000000000128.0, 1, "1000000000000000128.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = aft_number_to_fixed (vectors[i].number, vectors[i].digits);

      g_assert_cmpstr (text, ==, vectors[i].text);
    }
}

static void
test_fixed_of_a_hundred_digits_is_exact (void)
{
  g_autofree char *text = aft_number_to_fixed (ldexp (1, -100), 100);

  g_assert_cmpstr (text, ==,
                   "0.00000000000000000000000000000078886090522101180541"
                   "17285652827862296732064351090230047702789306640625");
}

static void
test_fixed_leaves_what_is_not_a_number (void)
{
  g_autofree char *nan_text = aft_number_to_fixed (NAN, 2);
  g_autofree char *infinite_text = aft_number_to_fixed (-INFINITY, 2);

  g_assert_cmpstr (nan_text, ==, "NaN");
  g_assert_cmpstr (infinite_text, ==, "-Infinity");
}

static void
test_decimal_literals_are_read (void)
{
  static const struct
  {
    const char *text;
    double number;
  } vectors[] = {
    { "12", 12 }, { "-1.5", -1.5 }, { ".5", 0.5 },         { "5.", 5 },
    { "+3", 3 },  { "1e3", 1000 },  { "1E+3", 1000 },      { "2.5e-1", 0.25 },
    { "007", 7 }, { "-0", -0.0 },   { "1e400", INFINITY }, { "1e-400", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double number = 99;

      g_assert_true (aft_number_from_text (vectors[i].text, &number));
      g_assert_cmpfloat (number, ==, vectors[i].number);
    }
  g_assert_true (aft_number_from_text ("1", NULL));
}

static void
test_other_texts_are_no_numbers (void)
{
  static const char *const texts[]
      = { "",    " 1",  "1 ",  "0x10", "1e",       "1e+",  "e3",  ".",     "-",   "+-1", "1_0",
          "1,5", "NaN", "nan", "inf",  "Infinity", "１２", "--1", "1.2.3", "0b1", "1f" };

  g_assert_false (aft_number_from_text (NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double number = 99;

      g_assert_false (aft_number_from_text (texts[i], &number));
      g_assert_cmpfloat (number, ==, 99);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/rfc8785-appendix-b", test_rfc8785_appendix_b);
  g_test_add_func ("/base/number/what-json-lacks-has-a-name", test_what_json_lacks_has_a_name);
  g_test_add_func ("/base/number/exponents-begin-where-the-standard-says",
                   test_exponents_begin_where_the_standard_says);
  g_test_add_func ("/base/number/powers-of-two-take-the-shorter-neighbour",
                   test_powers_of_two_take_the_shorter_neighbour);
  g_test_add_func ("/base/number/every-number-reads-back-equal",
                   test_every_number_reads_back_equal);
  g_test_add_func ("/base/number/fixed-rounds-the-exact-value", test_fixed_rounds_the_exact_value);
  g_test_add_func ("/base/number/fixed-of-a-hundred-digits-is-exact",
                   test_fixed_of_a_hundred_digits_is_exact);
  g_test_add_func ("/base/number/fixed-leaves-what-is-not-a-number",
                   test_fixed_leaves_what_is_not_a_number);
  g_test_add_func ("/base/number/decimal-literals-are-read", test_decimal_literals_are_read);
  g_test_add_func ("/base/number/other-texts-are-no-numbers", test_other_texts_are_no_numbers);
  return g_test_run ();
}
