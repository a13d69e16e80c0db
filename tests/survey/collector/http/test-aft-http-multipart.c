/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of forms with a file: what browsers write is read, and nothing that two readers could read
 * in two ways. */
#include "aft-http-multipart.h"

#include <string.h>

#include "aft-error.h"

#define B "----b7"
#define FIELD(name, value)                                                                         \
  "--" B "\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_HEAD(name)                                                                            \
  "--" B "\r\nContent-Disposition: form-data; name=\"" name                                        \
  "\"; filename=\"a;b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
#define NO_FILE                                                                                    \
  "--" B "\r\nContent-Disposition: form-data; name=\"list\"; filename=\"\"\r\n"                    \
  "Content-Type: application/octet-stream\r\n\r\n\r\n"
#define END "--" B "--\r\n"

static AftHttpForm *
parse (const char *text, gsize length, const AftHttpFormLimits *limits, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);

  return aft_http_multipart_parse (body, B, limits, error);
}

static AftHttpForm *
parse_good (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  AftHttpForm *form = parse (text, length, NULL, &error);

  g_assert_no_error (error);
  return form;
}

static void
assert_refused (const char *text, gsize length, const AftHttpFormLimits *limits, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHttpForm) form = parse (text, length, limits, &error);

  g_assert_null (form);
  g_assert_error (error, AFT_ERROR, (int) code);
}

static void
test_fields_and_file_are_read (void)
{
  static const char text[] = FIELD ("token", "abc")
      FILE_HEAD ("list") "a,b\r\n\0--" B "x\n\r\n" FIELD ("note", "一\r\n二") END;
  static const char content[] = "a,b\r\n\0--" B "x\n";
  g_autoptr (AftHttpForm) form = parse_good (text, sizeof text - 1);
  GBytes *file = aft_http_form_get_file (form);

  g_assert_cmpuint (aft_http_form_count (form), ==, 2);
  g_assert_cmpstr (aft_http_form_get (form, "token"), ==, "abc");
  g_assert_cmpstr (aft_http_form_get (form, "note"), ==, "一\n二");
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), content,
                   sizeof content - 1);
}

static void
test_no_file_chosen_is_none (void)
{
  static const char text[] = FIELD ("a", "") NO_FILE END;
  g_autoptr (AftHttpForm) form = parse_good (text, strlen (text));

  g_assert_null (aft_http_form_get_file (form));
  g_assert_cmpstr (aft_http_form_get (form, "a"), ==, "");
}

static void
test_empty_file_is_a_file (void)
{
  static const char text[] = FILE_HEAD ("list") "\r\n" END;
  g_autoptr (AftHttpForm) form = parse_good (text, strlen (text));

  g_assert_cmpuint (g_bytes_get_size (aft_http_form_get_file (form)), ==, 0);
}

static void
test_form_may_be_empty (void)
{
  g_autoptr (AftHttpForm) with_line_end = parse_good (END, strlen (END));
  g_autoptr (AftHttpForm) without = parse_good (END, strlen (END) - 2);

  g_assert_cmpuint (aft_http_form_count (with_line_end), ==, 0);
  g_assert_cmpuint (aft_http_form_count (without), ==, 0);
}

static void
test_every_cut_is_refused (void)
{
  static const char text[] = FIELD ("a", "b") FILE_HEAD ("list") "c\r\n" END;

  /* The line end behind the last boundary may be left out. */
  for (gsize length = 0; length < strlen (text) - 2; length++)
    assert_refused (text, length, NULL, AFT_ERROR_INVALID);
  assert_refused (text, strlen (text) - 1, NULL, AFT_ERROR_INVALID);
}

static void
test_odd_parts_are_refused (void)
{
  static const char *const bad[] = {
    "preamble\r\n" FIELD ("a", "b") END,
    "\r\n" FIELD ("a", "b") END,
    FIELD ("a", "b") END "epilogue",
    FIELD ("a", "b") FIELD ("a", "c") END,
    FILE_HEAD ("one") "1\r\n" FILE_HEAD ("two") "2\r\n" END,
    NO_FILE FILE_HEAD ("two") "2\r\n" END,
    "--" B " \r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n" END,
    "--" B "\nContent-Disposition: form-data; name=\"a\"\n\nb\n--" B "--\n",
    "--" B "\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Type: text/plain\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a\"; filename*=utf-8''x\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a\" ; filename=\"b\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a%22\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; "
    "name=\"b\"\r\n\r\nb\r\n" END,
    "--" B "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; "
    "name=\"a\"\r\n\r\nYQ==\r\n" END,
    FIELD ("a", "\x07") END,
    FIELD ("a", "\xff") END,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      assert_refused (bad[i], strlen (bad[i]), NULL, AFT_ERROR_INVALID);
    }
}

static void
test_nul_ends_no_head (void)
{
  static const char text[]
      = "--" B "\r\nContent-Disposition: form-data; name=\"a\"\0\"\r\n\r\nb\r\n" END;

  assert_refused (text, sizeof text - 1, NULL, AFT_ERROR_INVALID);
}

static void
test_too_much_is_refused (void)
{
  const AftHttpFormLimits limits = { .fields = 1, .name_bytes = 2, .value_bytes = 3 };
  static const char file[] = FILE_HEAD ("list") "longer than a field\r\n" END;
  g_autofree char *blanks = g_strnfill (3000, ' ');
  g_autofree char *long_head
      = g_strconcat ("--" B "\r\nContent-Type:", blanks,
                     "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n" END, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHttpForm) form = parse (file, strlen (file), &limits, &error);

  g_assert_no_error (error);
  g_assert_nonnull (aft_http_form_get_file (form));
  assert_refused (FIELD ("a", "1") FIELD ("b", "2") END,
                  strlen (FIELD ("a", "1") FIELD ("b", "2") END), &limits, AFT_ERROR_TOO_LARGE);
  assert_refused (FIELD ("abc", "1") END, strlen (FIELD ("abc", "1") END), &limits,
                  AFT_ERROR_TOO_LARGE);
  assert_refused (FIELD ("a", "1234") END, strlen (FIELD ("a", "1234") END), &limits,
                  AFT_ERROR_TOO_LARGE);
  assert_refused (long_head, strlen (long_head), NULL, AFT_ERROR_INVALID);
}

static void
assert_boundary (const char *content_type, const char *expected)
{
  g_autofree char *boundary = aft_http_multipart_dup_boundary (content_type);

  g_assert_cmpstr (boundary, ==, expected);
}

static void
test_boundary_is_read_in_one_way (void)
{
  g_autofree char *most = g_strnfill (70, 'b');
  g_autofree char *longest = g_strconcat ("multipart/form-data; boundary=", most, NULL);
  g_autofree char *longer = g_strconcat (longest, "b", NULL);

  assert_boundary ("multipart/form-data; boundary=" B, B);
  assert_boundary ("Multipart/Form-Data;BOUNDARY=\"" B "\"", B);
  assert_boundary (longest, most);
  assert_boundary (longer, NULL);
  assert_boundary (NULL, NULL);
  assert_boundary ("multipart/form-data", NULL);
  assert_boundary ("multipart/form-data; boundary=", NULL);
  assert_boundary ("multipart/form-data; boundary=\"\"", NULL);
  assert_boundary ("multipart/form-data; boundary=a b", NULL);
  assert_boundary ("multipart/form-data; boundary=\"a", NULL);
  assert_boundary ("multipart/form-data; boundary=a; charset=utf-8", NULL);
  assert_boundary ("multipart/form-data; charset=utf-8; boundary=a", NULL);
  assert_boundary ("multipart/form-datab; boundary=a", NULL);
  assert_boundary ("multipart/mixed; boundary=a", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/multipart/fields-and-file-are-read", test_fields_and_file_are_read);
  g_test_add_func ("/http/multipart/no-file-chosen-is-none", test_no_file_chosen_is_none);
  g_test_add_func ("/http/multipart/empty-file-is-a-file", test_empty_file_is_a_file);
  g_test_add_func ("/http/multipart/form-may-be-empty", test_form_may_be_empty);
  g_test_add_func ("/http/multipart/every-cut-is-refused", test_every_cut_is_refused);
  g_test_add_func ("/http/multipart/odd-parts-are-refused", test_odd_parts_are_refused);
  g_test_add_func ("/http/multipart/nul-ends-no-head", test_nul_ends_no_head);
  g_test_add_func ("/http/multipart/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/http/multipart/boundary-is-read-in-one-way", test_boundary_is_read_in_one_way);
  return g_test_run ();
}
