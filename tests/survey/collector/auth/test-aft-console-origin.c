/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of where a form may come from: pages at the console's own address, and on this machine
 * itself pages at the address that was asked for. */
#include "aft-console-origin.h"

#define OURS "https://console.example"

typedef struct
{
  const char *origin;
  const char *site;
  const char *host;
  const char *forwarded;
} Said;

static gboolean
is_own (const Said *said, const char *origin)
{
  AftHttpHeader headers[5] = { { NULL, NULL } };
  const AftHttpHeader all[] = { { "Origin", said->origin },
                                { "Sec-Fetch-Site", said->site },
                                { "Host", said->host },
                                { "X-Forwarded-For", said->forwarded } };
  const AftHttpRequestParts parts = { .method = "POST", .target = "/", .headers = headers };
  AftHttpReply *refusal;
  g_autoptr (AftHttpRequest) request = NULL;
  gsize count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].value != NULL)
      headers[count++] = all[i];
  request = aft_http_request_new (&parts, &refusal);
  g_assert_null (refusal);
  return aft_console_origin_is_own (request, origin);
}

static void
test_own_address_is_taken (void)
{
  static const Said good[] = {
    { OURS, "same-origin", "console.example", "10.0.0.7" },
    { OURS, NULL, "console.example", "10.0.0.7" },
    /* The proxy may name any host to the collector. */
    { OURS, "same-origin", "aftertaste", "10.0.0.7" },
    { "https://Console.Example", "same-origin", "console.example", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (is_own (&good[i], OURS));
}

static void
test_others_are_refused (void)
{
  static const Said bad[] = {
    { NULL, "same-origin", "console.example", NULL },
    { "null", "same-origin", "console.example", NULL },
    { "https://console.example.evil.example", NULL, "console.example", NULL },
    { "https://evil.example", NULL, "evil.example", NULL },
    { "http://console.example", NULL, "console.example", NULL },
    { "https://console.example:8443", NULL, "console.example:8443", NULL },
    { OURS "/", NULL, "console.example", NULL },
    { OURS, "same-site", "console.example", NULL },
    { OURS, "cross-site", "console.example", NULL },
    { OURS, "none", "console.example", NULL },
    { OURS, "", "console.example", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (is_own (&bad[i], OURS));
    }
}

static void
test_this_machine_is_taken (void)
{
  static const Said good[] = { { "http://127.0.0.1:8460", "same-origin", "127.0.0.1:8460", NULL },
                               { "http://localhost:8460", "same-origin", "localhost:8460", NULL },
                               { "http://[::1]:8460", NULL, "[::1]:8460", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (is_own (&good[i], NULL));
      g_assert_true (is_own (&good[i], OURS));
    }
}

static void
test_names_that_lead_here_are_refused (void)
{
  static const Said bad[] = {
    /* A name server of somebody else's can let a name lead to this machine. */
    { "http://evil.example:8460", "same-origin", "evil.example:8460", NULL },
    { "http://127.0.0.1.evil.example", "same-origin", "127.0.0.1.evil.example", NULL },
    { "http://localhost.evil.example", "same-origin", "localhost.evil.example", NULL },
    { "http://192.168.1.7:8460", "same-origin", "192.168.1.7:8460", NULL },
    /* Another server on this machine. */
    { "http://127.0.0.1:3000", "same-site", "127.0.0.1:8460", NULL },
    { "http://127.0.0.1:3000", NULL, "127.0.0.1:8460", NULL },
    { "http://localhost:8460", NULL, "127.0.0.1:8460", NULL },
    { "https://127.0.0.1:8460", NULL, "127.0.0.1:8460", NULL },
    /* Through a proxy it is not this machine that asks. */
    { "http://127.0.0.1:8460", "same-origin", "127.0.0.1:8460", "10.0.0.7" },
    { "http://127.0.0.1:8460", "same-origin", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (is_own (&bad[i], NULL));
      g_assert_false (is_own (&bad[i], OURS));
    }
}

static void
assert_origin (const char *address, const char *origin)
{
  g_autofree char *made = aft_console_origin_from_address (address);

  g_assert_cmpstr (made, ==, origin);
}

static void
test_address_gives_its_origin (void)
{
  assert_origin ("https://Console.example", OURS);
  assert_origin ("https://console.example/", OURS);
  assert_origin ("https://console.example:443", OURS);
  assert_origin ("https://console.example:8443/", OURS ":8443");
  assert_origin ("https://[fd00::1]:8443", "https://[fd00::1]:8443");
  assert_origin ("http://console.example", NULL);
  assert_origin ("console.example", NULL);
  assert_origin ("", NULL);
  assert_origin (NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/console-origin/own-address-is-taken", test_own_address_is_taken);
  g_test_add_func ("/auth/console-origin/others-are-refused", test_others_are_refused);
  g_test_add_func ("/auth/console-origin/this-machine-is-taken", test_this_machine_is_taken);
  g_test_add_func ("/auth/console-origin/names-that-lead-here-are-refused",
                   test_names_that_lead_here_are_refused);
  g_test_add_func ("/auth/console-origin/address-gives-its-origin", test_address_gives_its_origin);
  return g_test_run ();
}
