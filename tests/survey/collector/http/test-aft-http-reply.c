/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies and problems, looked at before anything sends them. */
#include <string.h>

#include "aft-error.h"
#include "aft-http-reply.h"
#include "aft-json.h"

static AftValue *
read_body (const AftHttpReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (text, length, &aft_json_limits_wire, &error);

  g_assert_no_error (error);
  return value;
}

static void
assert_harmless (const AftHttpReply *reply)
{
  g_assert_cmpstr (aft_http_reply_get_header (reply, "x-content-type-options"), ==, "nosniff");
  g_assert_cmpstr (aft_http_reply_get_header (reply, "cache-control"), ==, "no-store");
  g_assert_cmpstr (aft_http_reply_get_header (reply, "cross-origin-resource-policy"), ==,
                   "same-origin");
  g_assert_nonnull (aft_http_reply_get_header (reply, "content-security-policy"));
  g_assert_null (aft_http_reply_get_header (reply, "server"));
  g_assert_null (aft_http_reply_get_header (reply, "access-control-allow-origin"));
}

static void
test_every_reply_is_harmless (void)
{
  g_autoptr (AftValue) value = aft_value_new_boolean (TRUE);
  g_autoptr (AftHttpReply) bare = aft_http_reply_new (204);
  g_autoptr (AftHttpReply) json = aft_http_reply_new_json (200, value);
  g_autoptr (AftHttpReply) problem = aft_http_reply_new_problem (404, "not-found", NULL);

  assert_harmless (bare);
  assert_harmless (json);
  assert_harmless (problem);
  g_assert_null (aft_http_reply_get_content_type (bare));
  g_assert_cmpstr (aft_http_reply_get_content_type (json), ==, "application/json; charset=utf-8");
  g_assert_cmpstr (aft_http_reply_get_content_type (problem), ==,
                   "application/problem+json; charset=utf-8");
}

static void
test_problem_says_what_rfc_9457_wants (void)
{
  g_autoptr (AftHttpReply) reply
      = aft_http_reply_new_problem (405, "method-not-allowed", "Not \"this\" method.\n");
  g_autoptr (AftValue) value = read_body (reply);

  g_assert_cmpuint (aft_value_get_length (value), ==, 5);
  g_assert_cmpstr (aft_value_get_member_string (value, "type", NULL), ==,
                   "urn:aftertaste:problem:method-not-allowed");
  g_assert_cmpstr (aft_value_get_member_string (value, "title", NULL), ==, "Method Not Allowed");
  g_assert_cmpfloat (aft_value_get_member_number (value, "status", 0), ==, 405);
  g_assert_cmpstr (aft_value_get_member_string (value, "detail", NULL), ==,
                   "Not \"this\" method.\n");
  g_assert_cmpstr (aft_value_get_member_string (value, "reason", NULL), ==, "method-not-allowed");
  g_assert_cmpstr (aft_http_reply_get_reason (reply), ==, "method-not-allowed");
}

static void
test_errors_become_their_status (void)
{
  for (int code = AFT_ERROR_INVALID; code <= AFT_ERROR_INTERNAL; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (AFT_ERROR, code, "row 7 of table x");
      g_autoptr (AftHttpReply) reply = aft_http_reply_new_error (error);
      g_autoptr (AftValue) value = read_body (reply);

      g_assert_cmpint (aft_http_reply_get_status (reply), ==,
                       aft_error_http_status ((AftErrorCode) code));
      g_assert_cmpstr (aft_value_get_member_string (value, "title", NULL), ==,
                       aft_error_sentence ((AftErrorCode) code));
    }
}

static void
test_inside_is_not_told (void)
{
  const GQuark domains[] = { AFT_ERROR, G_FILE_ERROR };
  const int codes[] = { AFT_ERROR_CORRUPT, G_FILE_ERROR_NOENT };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autoptr (GError) error
          = g_error_new_literal (domains[i], codes[i], "/var/lib/collector.db page 4");
      g_autoptr (AftHttpReply) reply = aft_http_reply_new_error (error);
      g_autoptr (AftValue) value = read_body (reply);

      g_assert_cmpint (aft_http_reply_get_status (reply), ==, 500);
      g_assert_true (aft_value_is_null (aft_value_get_member (value, "detail")));
    }
}

static void
test_broken_text_does_not_break_a_problem (void)
{
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_problem (400, "invalid", "a\xff\xc3");
  g_autoptr (AftValue) value = read_body (reply);

  g_assert_true (g_str_has_prefix (aft_value_get_member_string (value, "detail", ""), "a"));
}

static void
test_waiting_is_told_in_seconds (void)
{
  g_autoptr (AftHttpReply) busy = aft_http_reply_new_problem (503, "busy", NULL);
  g_autoptr (AftHttpReply) many = aft_http_reply_new_problem (429, "busy", NULL);
  g_autoptr (AftHttpReply) wrong = aft_http_reply_new_problem (400, "invalid", NULL);

  g_assert_cmpstr (aft_http_reply_get_header (busy, "Retry-After"), ==, "1");
  g_assert_cmpstr (aft_http_reply_get_header (many, "Retry-After"), ==, "1");
  g_assert_null (aft_http_reply_get_header (wrong, "Retry-After"));
  aft_http_reply_set_retry_after (busy, 30);
  g_assert_cmpstr (aft_http_reply_get_header (busy, "Retry-After"), ==, "30");
}

static void
test_header_cannot_begin_another (void)
{
  g_autoptr (AftHttpReply) reply = aft_http_reply_new (200);
  const char *name, *value;
  gsize count = 0;

  aft_http_reply_set_header (reply, "ETag", "\"a\"\r\nSet-Cookie: b=c\x7f");
  aft_http_reply_set_header (reply, "cache-control", "private");
  g_assert_cmpstr (aft_http_reply_get_header (reply, "etag"), ==, "\"a\"  Set-Cookie: b=c ");
  for (gsize i = 0; aft_http_reply_get_header_at (reply, i, &name, &value); i++)
    count += g_ascii_strcasecmp (name, "cache-control") == 0;
  g_assert_cmpuint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/reply/every-reply-is-harmless", test_every_reply_is_harmless);
  g_test_add_func ("/http/reply/a-problem-says-what-rfc-9457-wants",
                   test_problem_says_what_rfc_9457_wants);
  g_test_add_func ("/http/reply/errors-become-their-status", test_errors_become_their_status);
  g_test_add_func ("/http/reply/the-inside-is-not-told", test_inside_is_not_told);
  g_test_add_func ("/http/reply/broken-text-does-not-break-a-problem",
                   test_broken_text_does_not_break_a_problem);
  g_test_add_func ("/http/reply/waiting-is-told-in-seconds", test_waiting_is_told_in_seconds);
  g_test_add_func ("/http/reply/a-header-cannot-begin-another", test_header_cannot_begin_another);
  return g_test_run ();
}
