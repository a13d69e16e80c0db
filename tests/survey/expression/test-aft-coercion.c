/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How JavaScript and survey-core turn one kind of value into another. */

#include "aft-coercion.h"

#include <math.h>
#include <string.h>

#include "aft-json.h"

/* JSON with ' for "; "-" is undefined. */
static AftValue *
new_value (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  if (g_str_equal (text, "-"))
    return NULL;
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  g_test_message ("%s", text);
  return value;
}

static void
test_truth (void)
{
  static const char *const truths[] = { "true", "1", "-1", "' '", "'0'", "'false'", "[]", "{}" };
  static const char *const lies[] = { "-", "null", "false", "0", "''" };
  for (gsize i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_autoptr (AftValue) value = new_value (truths[i]);
      g_assert_true (aft_coercion_is_truthy (value));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (AftValue) value = new_value (lies[i]);
      g_assert_false (aft_coercion_is_truthy (value));
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *value;
    const char *text;
  } cases[] = {
    { "-", "undefined" },
    { "null", "null" },
    { "true", "true" },
    { "0.1", "0.1" },
    { "1e21", "1e+21" },
    { "-0.0", "0" },
    { "[]", "" },
    { "[1,[2,'a'],null]", "1,2,a," },
    { "{}", "[object Object]" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      g_autofree char *text = aft_coercion_to_text (value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

typedef struct
{
  const char *value;
  double number; /* NAN: none */
} Number;

static void
check_numbers (double (*convert) (const AftValue *value), const Number *cases, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      double number = convert (value);
      if (isnan (cases[i].number))
        g_assert_true (isnan (number));
      else
        g_assert_cmpfloat (number, ==, cases[i].number);
    }
}

static void
test_numbers (void)
{
  static const Number cases[] = {
    { "-", NAN },     { "null", 0 },     { "true", 1 },   { "''", 0 },      { "' 7 '", 7 },
    { "'0x10'", 16 }, { "'1e3'", 1000 }, { "'7a'", NAN }, { "'1,5'", NAN }, { "[]", 0 },
    { "[5]", 5 },     { "[1,2]", NAN },  { "{}", NAN },
  };
  check_numbers (aft_coercion_to_number, cases, G_N_ELEMENTS (cases));
}

static void
test_parsed (void)
{
  static const Number floats[]
      = { { "'7.5a'", 7.5 }, { "'a7'", NAN }, { "' 3'", 3 }, { "'.5'", 0.5 }, { "''", NAN } };
  static const Number integers[]
      = { { "'7.5a'", 7 }, { "'0x1F'", 31 }, { "'a'", NAN }, { "'-3.9'", -3 }, { "2.7", 2 } };
  check_numbers (aft_coercion_parse_float, floats, G_N_ELEMENTS (floats));
  check_numbers (aft_coercion_parse_int, integers, G_N_ELEMENTS (integers));
}

static void
test_loose_numbers (void)
{
  static const Number cases[] = {
    { "' 7 '", 7 },  { "'1,5'", 1.5 }, { "[5]", 5 },     { "'05'", 5 },
    { "true", NAN }, { "'5*3'", NAN }, { "'abc'", NAN }, { "'1234567890123456'", NAN },
    { "-", NAN },    { "''", NAN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      double number = -1;
      gboolean is_number = aft_coercion_get_number (value, &number);
      g_assert_cmpint (is_number, ==, !isnan (cases[i].number));
      g_assert_cmpfloat (number, ==, is_number ? cases[i].number : -1);
    }
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *value;
    gsize count;
  } cases[] = { { "1", 0 }, { "1.5", 1 }, { "1.005", 3 }, { "'x'", 0 }, { "-", 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      g_assert_cmpuint (aft_coercion_count_decimals (value), ==, cases[i].count);
    }
}

static void
test_weight (void)
{
  g_autoptr (AftValue) one = new_value ("1");
  g_autoptr (AftValue) many = new_value ("[1,2,3,['a','b']]");
  g_assert_cmpuint (aft_coercion_weigh (NULL), >=, 1);
  g_assert_cmpuint (aft_coercion_weigh (many), >, aft_coercion_weigh (one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/coercion/lists-and-objects-are-true-even-empty", test_truth);
  g_test_add_func ("/expression/coercion/texts-are-those-of-javascript", test_texts);
  g_test_add_func ("/expression/coercion/numbers-are-those-of-javascript", test_numbers);
  g_test_add_func ("/expression/coercion/numbers-may-begin-a-text", test_parsed);
  g_test_add_func ("/expression/coercion/survey-s-numbers-are-looser", test_loose_numbers);
  g_test_add_func ("/expression/coercion/decimals-are-counted-as-written", test_decimals);
  g_test_add_func ("/expression/coercion/larger-values-weigh-more", test_weight);
  return g_test_run ();
}
