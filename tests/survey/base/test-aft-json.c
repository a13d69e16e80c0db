/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read as JSON, what is refused (the shapes of an attack too), and the two written forms.
 * Canonical vectors: RFC 8785, 3.2.2 to 3.2.4. */
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-temp-dir.h"

static AftValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (text, strlen (text), &aft_json_limits_wire, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  return value;
}

static void
assert_refused (const char *text, gsize length, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (text, length, &aft_json_limits_wire, &error);

  g_assert_null (value);
  g_assert_error (error, AFT_ERROR, (int) code);
}

static void
assert_canonical (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value = parse (text);
  g_autofree char *canonical = aft_json_to_canonical (value, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canonical, ==, expected);
}

static void
assert_line (AftValue *value, const char *expected)
{
  g_autofree char *line = aft_json_to_line (value);

  g_assert_cmpstr (line, ==, expected);
  aft_value_unref (value);
}

static void
test_every_type_is_read (void)
{
  g_autoptr (AftValue) value
      = parse (" {\"n\":null,\"t\":true,\"f\":false,\"i\":-12,\"r\":1.5e2,"
               "\"s\":\"\\u56de\\u5473 \\ud83c\\udf5c\\n\",\"a\":[1,[2]],\"o\":{}} \r\n");

  g_assert_true (aft_value_is_null (aft_value_get_member (value, "n")));
  g_assert_nonnull (aft_value_get_member (value, "n"));
  g_assert_true (aft_value_get_member_boolean (value, "t", FALSE));
  g_assert_false (aft_value_get_member_boolean (value, "f", TRUE));
  g_assert_cmpfloat (aft_value_get_member_number (value, "i", 0), ==, -12);
  g_assert_cmpfloat (aft_value_get_member_number (value, "r", 0), ==, 150);
  g_assert_cmpstr (aft_value_get_member_string (value, "s", NULL), ==, "回味 🍜\n");
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (value, "a")), ==, 2);
  g_assert_cmpint (aft_value_get_type (aft_value_get_member (value, "o")), ==, AFT_VALUE_OBJECT);
}

static void
test_a_scalar_is_a_document (void)
{
  g_autoptr (AftValue) number = parse ("5");
  g_autoptr (AftValue) string = parse ("\"x\"");

  g_assert_cmpfloat (aft_value_get_number (number), ==, 5);
  g_assert_cmpstr (aft_value_get_string (string), ==, "x");
}

static void
test_large_integers_become_doubles (void)
{
  static const struct
  {
    const char *text;
    double number;
  } vectors[] = {
    { "9007199254740993", 9007199254740992.0 },
    { "9223372036854775808", 9223372036854775808.0 },
    { "123456789012345678901234567890", 123456789012345678901234567890.0 },
    { "-0", -0.0 },
    { "1e-400", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (AftValue) value = parse (vectors[i].text);

      g_assert_cmpfloat (aft_value_get_number (value), ==, vectors[i].number);
    }
}

static void
test_members_keep_the_documents_order (void)
{
  g_autoptr (AftValue) value = parse ("{\"b\":1,\"a\":2,\"10\":3,\"9\":4}");

  g_assert_cmpstr (aft_value_get_member_name (value, 0), ==, "b");
  g_assert_cmpstr (aft_value_get_member_name (value, 1), ==, "a");
  g_assert_cmpstr (aft_value_get_member_name (value, 2), ==, "10");
  g_assert_cmpstr (aft_value_get_member_name (value, 3), ==, "9");
}

static void
test_what_is_not_json_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "   ",
    "{",
    "[1,]",
    "{\"a\":1,}",
    "[1 2]",
    "{\"a\" 1}",
    "{a:1}",
    "{'a':1}",
    "{1:2}",
    "[1] // comment",
    "/* comment */ [1]",
    "# comment\n[1]",
    "0x10",
    "01",
    "-01",
    "+1",
    ".5",
    "5.",
    "1e",
    "--1",
    "NaN",
    "Infinity",
    "-Infinity",
    "nul",
    "True",
    "undefined",
    "1e400",
    "-1e400",
    "[1] [2]",
    "[1]]",
    "\xef\xbb\xbf[1]",
    "\"\t\"",
    "\"a\nb\"",
    "\"\\x41\"",
    "\"\\u12\"",
    "\"open",
    "[\"\\\"]",
    "\xe2\x80\xa8[1]",
    "\f1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), AFT_ERROR_INVALID);
}

static void
test_a_name_given_twice_is_refused (void)
{
  static const char *const texts[]
      = { "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"x\":{\"y\":1,\"z\":2,\"y\":3}}]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), AFT_ERROR_INVALID);
}

static void
test_nul_is_refused_as_byte_and_as_escape (void)
{
  assert_refused ("[1]\0", 4, AFT_ERROR_INVALID);
  assert_refused ("[\"a\0b\"]", 7, AFT_ERROR_INVALID);
  assert_refused ("\0", 1, AFT_ERROR_INVALID);
  assert_refused ("[\"a\\u0000b\"]", 12, AFT_ERROR_INVALID);
  assert_refused ("{\"a\\u0000b\":1}", 14, AFT_ERROR_INVALID);
}

static void
test_lone_surrogates_are_refused (void)
{
  static const char *const texts[]
      = { "\"\\ud800\"",        "\"\\udc00\"",      "\"\\ud800\\ud800\"", "\"\\ud800x\"",
          "\"\\udc00\\ud800\"", "\"\xed\xa0\x80\"", "\"\xed\xbf\xbf\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), AFT_ERROR_INVALID);
}

static void
test_bytes_that_are_not_utf8_are_refused (void)
{
  static const char *const texts[] = {
    "\"\xc0\xaf\"", "\"\xe0\x80\xaf\"",     "\"\xf0\x80\x80\xaf\"",
    "\"\xc1\xbf\"", "\"\xf4\x90\x80\x80\"", "\"\xff\"",
    "\"\x80\"",     "\"\xe5\x9b\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), AFT_ERROR_INVALID);
}

static char *
nest (guint depth, gboolean closed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; closed && i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
test_depth_is_limited (void)
{
  g_autofree char *allowed = nest (16, TRUE);
  g_autofree char *deep = nest (17, TRUE);
  g_autofree char *bomb = nest (100000, FALSE);
  g_autofree char *objects = g_strdup ("{\"a\":{\"a\":{\"a\":[{}]}}}");
  AftJsonLimits three = { .size_bytes = 100, .depth = 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value = parse (allowed);
  AftValue *refused;

  g_assert_cmpuint (aft_value_get_length (value), ==, 1);
  assert_refused (deep, strlen (deep), AFT_ERROR_TOO_LARGE);
  assert_refused (bomb, strlen (bomb), AFT_ERROR_TOO_LARGE);
  refused = aft_json_parse (objects, strlen (objects), &three, &error);
  g_assert_null (refused);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

static void
test_brackets_in_texts_are_not_depth (void)
{
  g_autoptr (AftValue) value = parse ("[\"[[[[[[[[[[[[[[[[[[[[\\\"[[[[\\\\\",\"{{\"]");

  g_assert_cmpuint (aft_value_get_length (value), ==, 2);
}

static void
test_size_is_limited (void)
{
  g_autofree char *large = g_strnfill (64 * 1024 + 1, ' ');
  g_autofree char *allowed = g_strnfill (64 * 1024, ' ');
  g_autoptr (AftValue) value = NULL;

  assert_refused (large, strlen (large), AFT_ERROR_TOO_LARGE);
  allowed[0] = '7';
  value = parse (allowed);
  g_assert_cmpfloat (aft_value_get_number (value), ==, 7);
}

static void
test_an_error_names_line_and_column (void)
{
  g_autoptr (GError) error = NULL;
  static const char text[] = "{\n  \"a\": 1,\n  \"b\" 2\n}";
  AftValue *value = aft_json_parse (text, strlen (text), &aft_json_limits_survey, &error);

  g_assert_null (value);
  g_assert_true (g_str_has_prefix (error->message, "line 3, column "));
}

static void
test_a_file_is_read_within_the_same_limits (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *good = aft_temp_dir_write (dir, "good.json", "{\"title\":\"好\"}");
  g_autofree char *bad = aft_temp_dir_write (dir, "bad.json", "{\"title\"}");
  g_autofree char *missing = aft_temp_dir_dup_path (dir, "missing.json");
  AftJsonLimits small = { .size_bytes = 5, .depth = 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value = aft_json_parse_file (good, &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (aft_value_get_member_string (value, "title", NULL), ==, "好");
  g_assert_null (aft_json_parse_file (bad, &aft_json_limits_survey, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, bad));
  g_clear_error (&error);
  g_assert_null (aft_json_parse_file (missing, &aft_json_limits_survey, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (aft_json_parse_file (good, &small, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

static void
test_only_regular_files_are_read (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *fifo = aft_temp_dir_dup_path (dir, "fifo");
  const char *paths[] = { aft_temp_dir_get_path (dir), "/dev/zero", fifo };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (aft_json_parse_file (paths[i], &aft_json_limits_survey, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
    }
}

static void
test_canonical_members_sort_by_utf16_units (void)
{
  /* The sample of RFC 8785, 3.2.3, less its carriage return, which the house refuses. */
  assert_canonical (
      "{\"\\u20ac\":5,\"\\n\":1,\"\\ufb33\":7,\"1\":2,\"\\ud83d\\ude00\":6,"
      "\"\\u0080\":3,\"\\u00f6\":4}",
      "{\"\\n\":1,\"1\":2,\"\xc2\x80\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\xef\xac\xb3\":7}");
  assert_canonical ("{\"\\uffff\":4,\"\\ud800\\udc00\":2,\"\\ue000\":3,\"\\ud7ff\":1}",
                    "{\"\xed\x9f\xbf\":1,\"𐀀\":2,\"\xee\x80\x80\":3,\"\xef\xbf\xbf\":4}");
  assert_canonical ("{\"ab\":2,\"a\":1,\"b\":3}", "{\"a\":1,\"ab\":2,\"b\":3}");
}

static void
test_canonical_form_has_one_spelling (void)
{
  assert_canonical ("[ 56.0 , {\"d\": true , \"10\":null, \"1\": [ ] , \"\":\"\" } ]",
                    "[56,{\"\":\"\",\"1\":[],\"10\":null,\"d\":true}]");
  assert_canonical ("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]",
                    "[333333333.3333333,1e+30,4.5,0.002,1e-27]");
  assert_canonical ("\"\\u20ac$\\u000AA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\t\"",
                    "\"€$\\nA'B\\\"\\\\\\\\\\\"/\\t\"");
  assert_canonical ("{\"peach\":1,\"p\\u00e9ch\\u00e9\":2,\"p\\u00eache\":3,\"sin\":4}",
                    "{\"peach\":1,\"péché\":2,\"pêche\":3,\"sin\":4}");
}

static void
test_canonical_form_refuses_what_cannot_be_stored (void)
{
  AftValue *values[] = {
    aft_value_new_number (NAN),
    aft_value_new_number (INFINITY),
    aft_value_new_date (0),
    aft_value_new_string ("a\rb"),
    aft_value_new_string ("bell \x07"),
    aft_value_new_string ("escape \x1b[0m"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      AftValueBuilder *builder = aft_value_builder_new_object ();
      g_autoptr (AftValue) object = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      aft_value_builder_set_take (builder, "inside", values[i]);
      object = aft_value_builder_end (builder);
      text = aft_json_to_canonical (object, &error);
      g_assert_null (text);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static void
test_canonical_form_refuses_controls_in_names (void)
{
  g_autoptr (AftValue) value = parse ("[{\"a\\u0001\":1}]");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_json_to_canonical (value, &error);

  g_assert_null (text);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_a_line_writes_what_json_lacks (void)
{
  assert_line (aft_value_new_number (NAN), "{\"$\":\"nan\"}");
  assert_line (aft_value_new_number (INFINITY), "{\"$\":\"inf\"}");
  assert_line (aft_value_new_number (-INFINITY), "{\"$\":\"-inf\"}");
  assert_line (aft_value_new_date (G_GINT64_CONSTANT (1773516600000)),
               "{\"$\":\"date\",\"v\":\"2026-03-14T19:30:00\"}");
  assert_line (aft_value_new_date (-1), "{\"$\":\"date\",\"v\":\"1969-12-31T23:59:59\"}");
  assert_line (aft_value_new_date (-1000), "{\"$\":\"date\",\"v\":\"1969-12-31T23:59:59\"}");
  assert_line (aft_value_new_null (), "null");
  assert_line (aft_value_new_string ("\b\f\r\x01"), "\"\\b\\f\\r\\u0001\"");
  assert_line (parse ("{\"b\":[1,2],\"a\":false}"), "{\"b\":[1,2],\"a\":false}");
}

static void
test_what_is_written_reads_back_the_same (void)
{
  static const char text[] = "{\"z\":[0.1,-1e-7,1e21,\"\\\"\\\\/\\n\\t🍜\"],\"a\":{\"深\":null}}";
  g_autoptr (AftValue) value = parse (text);
  g_autofree char *line = aft_json_to_line (value);
  g_autofree char *canonical = aft_json_to_canonical (value, NULL);
  g_autoptr (AftValue) from_line = parse (line);
  g_autoptr (AftValue) from_canonical = parse (canonical);

  g_assert_true (aft_value_equal (value, from_line));
  g_assert_true (aft_value_equal (value, from_canonical));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/every-type-is-read", test_every_type_is_read);
  g_test_add_func ("/base/json/a-scalar-is-a-document", test_a_scalar_is_a_document);
  g_test_add_func ("/base/json/large-integers-become-doubles", test_large_integers_become_doubles);
  g_test_add_func ("/base/json/members-keep-the-documents-order",
                   test_members_keep_the_documents_order);
  g_test_add_func ("/base/json/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  g_test_add_func ("/base/json/a-name-given-twice-is-refused", test_a_name_given_twice_is_refused);
  g_test_add_func ("/base/json/nul-is-refused-as-byte-and-as-escape",
                   test_nul_is_refused_as_byte_and_as_escape);
  g_test_add_func ("/base/json/lone-surrogates-are-refused", test_lone_surrogates_are_refused);
  g_test_add_func ("/base/json/bytes-that-are-not-utf8-are-refused",
                   test_bytes_that_are_not_utf8_are_refused);
  g_test_add_func ("/base/json/depth-is-limited", test_depth_is_limited);
  g_test_add_func ("/base/json/brackets-in-texts-are-not-depth",
                   test_brackets_in_texts_are_not_depth);
  g_test_add_func ("/base/json/size-is-limited", test_size_is_limited);
  g_test_add_func ("/base/json/an-error-names-line-and-column",
                   test_an_error_names_line_and_column);
  g_test_add_func ("/base/json/a-file-is-read-within-the-same-limits",
                   test_a_file_is_read_within_the_same_limits);
  g_test_add_func ("/base/json/only-regular-files-are-read", test_only_regular_files_are_read);
  g_test_add_func ("/base/json/canonical-members-sort-by-utf16-units",
                   test_canonical_members_sort_by_utf16_units);
  g_test_add_func ("/base/json/canonical-form-has-one-spelling",
                   test_canonical_form_has_one_spelling);
  g_test_add_func ("/base/json/canonical-form-refuses-what-cannot-be-stored",
                   test_canonical_form_refuses_what_cannot_be_stored);
  g_test_add_func ("/base/json/canonical-form-refuses-controls-in-names",
                   test_canonical_form_refuses_controls_in_names);
  g_test_add_func ("/base/json/a-line-writes-what-json-lacks", test_a_line_writes_what_json_lacks);
  g_test_add_func ("/base/json/what-is-written-reads-back-the-same",
                   test_what_is_written_reads_back_the_same);
  return g_test_run ();
}
