/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of forms as browsers send them: what is taken means one thing, and everything else is
 * refused. */
#include "aft-http-form.h"

#include <string.h>

#include "aft-error.h"

static AftHttpForm *
parse_within (const char *text, gsize length, const AftHttpFormLimits *limits, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);

  return aft_http_form_parse (body, limits, error);
}

static AftHttpForm *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftHttpForm *form = parse_within (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return form;
}

static void
assert_refused (const char *text, gsize length, const AftHttpFormLimits *limits, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHttpForm) form = parse_within (text, length, limits, &error);

  g_test_message ("%s", text);
  g_assert_null (form);
  g_assert_error (error, AFT_ERROR, (int) code);
}

static void
test_fields_are_decoded (void)
{
  g_autoptr (AftHttpForm) form
      = parse ("name=%E9%99%88+%E4%BC%9F&a.b_c:D-1=%2B%26%3D%25&empty=&raw=a=b*!'()~/?:@");
  const char *name;
  const char *value;

  g_assert_cmpuint (aft_http_form_count (form), ==, 4);
  g_assert_cmpstr (aft_http_form_get (form, "name"), ==, "陈 伟");
  g_assert_cmpstr (aft_http_form_get (form, "a.b_c:D-1"), ==, "+&=%");
  g_assert_cmpstr (aft_http_form_get (form, "empty"), ==, "");
  g_assert_cmpstr (aft_http_form_get (form, "raw"), ==, "a=b*!'()~/?:@");
  g_assert_null (aft_http_form_get (form, "none"));
  g_assert_null (aft_http_form_get_file (form));
  g_assert_true (aft_http_form_get_at (form, 1, &name, &value));
  g_assert_cmpstr (name, ==, "a.b_c:D-1");
  g_assert_cmpstr (value, ==, "+&=%");
  g_assert_false (aft_http_form_get_at (form, 4, &name, &value));
}

static void
test_nothing_is_an_empty_form (void)
{
  g_autoptr (AftHttpForm) form = parse ("");

  g_assert_cmpuint (aft_http_form_count (form), ==, 0);
}

static void
test_line_ends_become_one (void)
{
  g_autoptr (AftHttpForm) form = parse ("a=one%0D%0Atwo%0D%0D%0Athree%0Afour%0D&b=%0D%0A");

  g_assert_cmpstr (aft_http_form_get (form, "a"), ==, "one\ntwo\n\nthree\nfour\n");
  g_assert_cmpstr (aft_http_form_get (form, "b"), ==, "\n");
}

static void
test_blanks_can_be_trimmed (void)
{
  g_autoptr (AftHttpForm) form = parse ("a=+%09one+two%0A&b=++");
  g_autofree char *a = aft_http_form_dup_trimmed (form, "a");
  g_autofree char *b = aft_http_form_dup_trimmed (form, "b");
  g_autofree char *none = aft_http_form_dup_trimmed (form, "none");

  g_assert_cmpstr (a, ==, "one two");
  g_assert_cmpstr (b, ==, "");
  g_assert_cmpstr (none, ==, "");
}

static void
test_malformed_is_refused (void)
{
  static const char *const bad[]
      = { "a",       "&",           "a=b&",     "&a=b",   "a=b&&c=d", "=b",
          "a%00b=c", "a=%00",       "a=%",      "a=%4",   "a=%zz",    "a=%4g",
          "%=b",     "a b=c",       "a=b c",    "a=b\nc", "a=\x7f",   "a=\xe5\x9b\x9e",
          "a=%FF",   "a=%ED%A0%80", "a=%E5%9B", "a=%07",  "a=%1B",    "a=%C2%85",
          "a[]=b",   "a+b=c",       "%E5=b",    "a<=b",   "a=b;c=d&", "a%0A=b" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], strlen (bad[i]), NULL, AFT_ERROR_INVALID);
  assert_refused ("a=b\0c", 5, NULL, AFT_ERROR_INVALID);
}

static void
test_repeated_is_refused (void)
{
  assert_refused ("a=b&a=b", 7, NULL, AFT_ERROR_INVALID);
  assert_refused ("a=b&c=d&%61=e", 13, NULL, AFT_ERROR_INVALID);
}

static void
test_too_much_is_refused (void)
{
  const AftHttpFormLimits limits = { .fields = 2, .name_bytes = 3, .value_bytes = 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHttpForm) form = parse_within ("abc=%E5%9B%9E.&b=", 17, &limits, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (aft_http_form_count (form), ==, 2);
  assert_refused ("a=1&b=2&c=3", 11, &limits, AFT_ERROR_TOO_LARGE);
  assert_refused ("abcd=1", 6, &limits, AFT_ERROR_TOO_LARGE);
  assert_refused ("a=12345", 7, &limits, AFT_ERROR_TOO_LARGE);
}

static void
test_unknown_fields_are_found (void)
{
  static const char *const names[] = { "name", "venue:", NULL };
  g_autoptr (AftHttpForm) known = parse ("name=a&venue:1=on&venue:2=on");
  g_autoptr (AftHttpForm) privileged = parse ("name=a&role=owner");
  g_autoptr (AftHttpForm) longer = parse ("names=a");

  g_assert_null (aft_http_form_find_unknown (known, names));
  g_assert_cmpstr (aft_http_form_find_unknown (privileged, names), ==, "role");
  g_assert_cmpstr (aft_http_form_find_unknown (longer, names), ==, "names");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/form/fields-are-decoded", test_fields_are_decoded);
  g_test_add_func ("/http/form/nothing-is-an-empty-form", test_nothing_is_an_empty_form);
  g_test_add_func ("/http/form/line-ends-become-one", test_line_ends_become_one);
  g_test_add_func ("/http/form/blanks-can-be-trimmed", test_blanks_can_be_trimmed);
  g_test_add_func ("/http/form/malformed-is-refused", test_malformed_is_refused);
  g_test_add_func ("/http/form/repeated-is-refused", test_repeated_is_refused);
  g_test_add_func ("/http/form/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/http/form/unknown-fields-are-found", test_unknown_fields_are_found);
  return g_test_run ();
}
