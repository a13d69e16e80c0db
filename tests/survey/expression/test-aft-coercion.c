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
test_other_radixes (void)
{
  static const Number cases[] = {
    { "'0b11'", 3 },  { "'0o17'", 15 },   { "'0XfF'", 255 },  { "'0x'", NAN }, { "'0b12'", NAN },
    { "'0xg'", NAN }, { "'-0x10'", NAN }, { "' 0x10 '", 16 }, { "'017'", 17 },
  };
  check_numbers (aft_coercion_to_number, cases, G_N_ELEMENTS (cases));
}

static void
test_infinity (void)
{
  static const Number cases[] = {
    { "'Infinity'", INFINITY }, { "'-Infinity'", -INFINITY }, { "'+Infinity'", INFINITY },
    { "'infinity'", NAN },      { "'Infinity1'", NAN },       { "'1e999'", INFINITY },
  };
  check_numbers (aft_coercion_to_number, cases, G_N_ELEMENTS (cases));
  check_numbers (aft_coercion_parse_float, cases, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      g_assert_false (aft_coercion_get_number (value, NULL));
    }
}

static void
test_beginnings (void)
{
  static const Number cases[] = {
    { "'-7.5e1x'", -75 }, { "'+2'", 2 },   { "'.'", NAN },  { "'-'", NAN },  { "'5.'", 5 },
    { "'1e'", 1 },        { "'1e+'", 1 },  { "'0x10'", 0 }, { "'e5'", NAN }, { "'.5.5'", 0.5 },
    { "[7,8]", 7 },       { "true", NAN }, { "null", NAN }, { "-", NAN },
  };
  check_numbers (aft_coercion_parse_float, cases, G_N_ELEMENTS (cases));
}

static void
test_empties (void)
{
  static const char *const empties[]
      = { "-", "null", "''", "[]", "{}", "{'x':''}", "{'x':{'y':[]}}" };
  static const char *const fulls[] = { "0", "false", "' '", "[null]", "{'x':0}", "{'x':[0]}" };
  g_autoptr (AftValue) nan = aft_value_new_number (NAN);
  g_autoptr (AftValue) day = aft_value_new_date (0);
  for (gsize i = 0; i < G_N_ELEMENTS (empties); i++)
    {
      g_autoptr (AftValue) value = new_value (empties[i]);
      g_assert_true (aft_coercion_is_empty (value));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fulls); i++)
    {
      g_autoptr (AftValue) value = new_value (fulls[i]);
      g_assert_false (aft_coercion_is_empty (value));
    }
  g_assert_true (aft_coercion_is_empty (nan));
  g_assert_false (aft_coercion_is_empty (day));
}

static void
test_join (void)
{
  g_autoptr (AftValue) list = new_value ("['a',null,1.5,[true,'b'],{}]");
  g_autofree char *lines = aft_coercion_join (list, "\n");
  g_autofree char *nothing = aft_coercion_join (NULL, ",");
  g_assert_cmpstr (lines, ==, "a\n\n1.5\ntrue,b\n[object Object]");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_dates (void)
{
  g_autoptr (AftValue) day = aft_value_new_date (86400000);
  g_autofree char *text = aft_coercion_to_text (day);
  g_assert_cmpstr (text, ==, "Fri Jan 02 1970 00:00:00");
  g_assert_cmpfloat (aft_coercion_to_number (day), ==, 86400000);
  g_assert_true (aft_coercion_is_truthy (day));
  g_assert_false (aft_coercion_get_number (day, NULL));
}

static void
test_references (void)
{
  AftValue *value = aft_value_new_string ("soup");
  g_autoptr (AftValue) kept = aft_coercion_ref (value);
  aft_value_unref (value);
  g_assert_cmpstr (aft_value_get_string (kept), ==, "soup");
  g_assert_null (aft_coercion_ref (NULL));
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
  g_test_add_func ("/expression/coercion/other-radixes-have-no-sign", test_other_radixes);
  g_test_add_func ("/expression/coercion/infinity-is-a-number-but-not-a-survey-s", test_infinity);
  g_test_add_func ("/expression/coercion/the-longest-beginning-counts", test_beginnings);
  g_test_add_func ("/expression/coercion/nought-no-and-blanks-are-not-empty", test_empties);
  g_test_add_func ("/expression/coercion/nothing-joins-as-an-empty-text", test_join);
  g_test_add_func ("/expression/coercion/a-date-is-its-moment", test_dates);
  g_test_add_func ("/expression/coercion/a-reference-keeps-the-value", test_references);
  g_test_add_func ("/expression/coercion/larger-values-weigh-more", test_weight);
  return g_test_run ();
}
