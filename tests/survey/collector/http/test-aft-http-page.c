/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what a browser is told beside a page, and of who asks for it. */
#include "aft-http-page.h"

#include <string.h>

#include "aft-http-sender.h"

static AftHttpRequest *
make_request (const char *name, const char *value, const char *peer_address)
{
  const AftHttpHeader headers[] = { { name, value }, { NULL, NULL } };
  const AftHttpPeer peer = { .address = (char *) peer_address, .uid = -1 };
  const AftHttpRequestParts parts = { .method = "GET",
                                      .target = "/console/files/console.css?v=%31",
                                      .headers = value == NULL ? NULL : headers,
                                      .peer = &peer };
  AftHttpReply *refusal;
  AftHttpRequest *request = aft_http_request_new (&parts, &refusal);

  g_assert_null (refusal);
  return request;
}

static void
assert_header (const AftHttpReply *reply, const char *name, const char *value)
{
  g_assert_cmpstr (aft_http_reply_get_header (reply, name), ==, value);
}

static void
test_page_allows_our_own_only (void)
{
  g_autoptr (GBytes) html = g_bytes_new_static ("<p></p>", 7);
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_html (403, html);

  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 403);
  g_assert_cmpstr (aft_http_reply_get_content_type (reply), ==, "text/html; charset=utf-8");
  assert_header (reply, "Content-Security-Policy",
                 "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                 "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  assert_header (reply, "Cache-Control", "no-store");
  assert_header (reply, "X-Content-Type-Options", "nosniff");
  assert_header (reply, "X-Frame-Options", "DENY");
  assert_header (reply, "Cross-Origin-Opener-Policy", "same-origin");
  assert_header (reply, "Cross-Origin-Resource-Policy", "same-origin");
  g_assert_null (aft_http_reply_get_header (reply, "Access-Control-Allow-Origin"));
}

static void
test_forms_of_a_page_say_where_they_are_from (void)
{
  g_autoptr (GBytes) html = g_bytes_new_static ("", 0);
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_html (200, html);

  /* "no-referrer" would make their Origin "null". */
  assert_header (reply, "Referrer-Policy", "same-origin");
}

static void
test_way_on_stays_in_the_house (void)
{
  static const char *const local[] = { "/", "/console", "/console/cases?state=new#a", "/a//b" };
  static const char *const other[] = { NULL,
                                       "",
                                       "console",
                                       "//evil.example",
                                       "/\\evil.example",
                                       "\\/evil",
                                       "https://evil.example/",
                                       "javascript:alert(1)",
                                       "/a b",
                                       "/a\r\nSet-Cookie: b=c",
                                       "/\xe6\xa1\x88",
                                       "/\t/evil.example" };
  g_autofree char *longest = g_strnfill (2049, '/');

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_autoptr (AftHttpReply) reply = aft_http_reply_new_redirect (local[i]);

      g_assert_cmpint (aft_http_reply_get_status (reply), ==, 303);
      assert_header (reply, "Location", local[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (AftHttpReply) reply = aft_http_reply_new_redirect (other[i]);

      g_assert_false (aft_http_is_local_path (other[i]));
      assert_header (reply, "Location", "/");
    }
  longest[1] = 'a';
  g_assert_false (aft_http_is_local_path (longest));
  longest[2048] = '\0';
  g_assert_true (aft_http_is_local_path (longest));
}

static void
test_file_is_told_once (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("a{}", 3);
  g_autoptr (GBytes) changed = g_bytes_new_static ("b{}", 3);
  g_autoptr (AftHttpRequest) first = make_request ("If-None-Match", NULL, "127.0.0.1");
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_file (first, "text/css", content);
  const char *tag = aft_http_reply_get_header (reply, "ETag");
  g_autoptr (AftHttpRequest) again = make_request ("If-None-Match", tag, "127.0.0.1");
  g_autoptr (AftHttpReply) known = aft_http_reply_new_file (again, "text/css", content);
  g_autoptr (AftHttpReply) other = aft_http_reply_new_file (again, "text/css", changed);

  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  g_assert_true (g_bytes_equal (aft_http_reply_get_body (reply), content));
  assert_header (reply, "Cache-Control", "no-cache");
  g_assert_cmpint (aft_http_reply_get_status (known), ==, 304);
  g_assert_cmpuint (g_bytes_get_size (aft_http_reply_get_body (known)), ==, 0);
  assert_header (known, "ETag", tag);
  g_assert_cmpint (aft_http_reply_get_status (other), ==, 200);
}

static void
assert_sender (const char *chain, gboolean is_behind_proxy, const char *expected)
{
  g_autoptr (AftHttpRequest) request = make_request ("X-Forwarded-For", chain, "unix");

  g_assert_cmpstr (aft_http_request_get_sender (request, is_behind_proxy), ==, expected);
  g_assert_cmpint (aft_http_request_is_forwarded (request), ==, chain != NULL);
}

static void
test_only_the_own_proxy_is_believed (void)
{
  assert_sender ("10.0.0.7", TRUE, "10.0.0.7");
  assert_sender ("1.2.3.4, 10.0.0.7", TRUE, "10.0.0.7");
  assert_sender ("10.0.0.7", FALSE, "unix");
  assert_sender (NULL, TRUE, "unix");
  assert_sender ("10.0.0.7,", TRUE, "unix");
  assert_sender (
      "1.2.3.4, a-text-that-is-far-too-long-to-be-anybodys-address-anywhere-on-this-earth", TRUE,
      "unix");
}

static void
assert_key (const char *address, const char *expected)
{
  g_autofree char *key = aft_http_dup_sender_key (address);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_one_network_is_one_sender (void)
{
  assert_key ("10.0.0.7", "10.0.0.7");
  assert_key ("unix", "unix");
  assert_key ("fd00:1:2:3:4:5:6:7", "fd00:1:2:3::");
  assert_key ("fd00:1:2:3::9", "fd00:1:2:3::");
  assert_key ("::1", "::");
}

static void
test_target_stays_as_sent (void)
{
  g_autoptr (AftHttpRequest) request = make_request ("Accept", NULL, "unix");

  g_assert_cmpstr (aft_http_request_get_target (request), ==, "/console/files/console.css?v=%31");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/page/allows-our-own-only", test_page_allows_our_own_only);
  g_test_add_func ("/http/page/its-forms-say-where-they-are-from",
                   test_forms_of_a_page_say_where_they_are_from);
  g_test_add_func ("/http/page/way-on-stays-in-the-house", test_way_on_stays_in_the_house);
  g_test_add_func ("/http/page/file-is-told-once", test_file_is_told_once);
  g_test_add_func ("/http/sender/only-the-own-proxy-is-believed",
                   test_only_the_own_proxy_is_believed);
  g_test_add_func ("/http/sender/one-network-is-one-sender", test_one_network_is_one_sender);
  g_test_add_func ("/http/request/target-stays-as-sent", test_target_stays_as_sent);
  return g_test_run ();
}
