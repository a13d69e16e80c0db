/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The link: which addresses it takes, whose certificate, and what it makes of replies. */
#include "aft-collector-link.h"

#include <string.h>

#include "aft-collector-address.h"
#include "aft-error.h"
#include "fake-certificates.h"
#include "fake-collector.h"

typedef struct
{
  AftTempDir *dir;
  FakeCollector *fake;
  AftCollectorLink *link;
  AftCollectorReply *reply;
  GError *error;
  gboolean is_done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->reply, aft_collector_reply_free);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->link, aft_collector_link_unref);
  g_clear_pointer (&fixture->fake, fake_collector_free);
  aft_temp_dir_free (fixture->dir);
}

static void
listen_with (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem_name = g_strconcat (name, ".pem", NULL);
  g_autofree char *key_name = g_strconcat (name, ".key", NULL);
  g_autofree char *pem = aft_temp_dir_dup_path (fixture->dir, pem_name);
  g_autofree char *key = aft_temp_dir_dup_path (fixture->dir, key_name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, &error);
  g_assert_no_error (error);
  fixture->fake = fake_collector_new (certificate);
}

static void
connect_to_fake (Fixture *fixture, const char *authority, guint total_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = fake_collector_dup_address (fixture->fake);
  g_autofree char *file
      = authority != NULL ? aft_temp_dir_dup_path (fixture->dir, authority) : NULL;
  AftCollectorLinkOptions options
      = { .address = address, .authority_file = file, .total_ms = total_ms };
  fixture->link = aft_collector_link_new (&options, &error);
  g_assert_no_error (error);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  fixture->reply = aft_collector_link_send_finish (fixture->link, result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
ask (Fixture *fixture, const char *path, const char *body, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  AftCollectorRequest request
      = { .path = path, .body = bytes, .token = "secret-token", .etag = "\"old\"" };
  g_clear_pointer (&fixture->reply, aft_collector_reply_free);
  g_clear_error (&fixture->error);
  fixture->is_done = FALSE;
  aft_collector_link_send_async (fixture->link, &request, cancellable, on_answered, fixture);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* -- certificates ---------------------------------------------------------------------------- */

typedef struct
{
  const char *certificate;
  const char *authority; /* NULL: the system's */
} Stranger;

static const Stranger strangers[] = {
  { "stranger", "house.pem" }, { "good", "foreign.pem" },     { "good", NULL },
  { "expired", "house.pem" },  { "other-host", "house.pem" },
};

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  const Stranger *stranger = data;
  fake_certificates_make (fixture->dir);
  listen_with (fixture, stranger->certificate);
  connect_to_fake (fixture, stranger->authority, 0);
  for (guint tries = 0; tries < 3; tries++)
    {
      ask (fixture, "/api/v1/batches", "{\"answers\":\"of a guest\"}", NULL);
      g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_DENIED);
    }
  g_assert_cmpuint (fake_collector_get_connections (fixture->fake), >=, 3);
  g_assert_cmpuint (fake_collector_get_bytes (fixture->fake), ==, 0);
}

static void
test_plain_answer_to_https (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  fixture->fake = fake_collector_new (NULL);
  g_autofree char *plain = fake_collector_dup_address (fixture->fake);
  g_autofree char *address = g_strconcat ("https", plain + strlen ("http"), NULL);
  AftCollectorLinkOptions options = { .address = address, .total_ms = 500 };
  fixture->link = aft_collector_link_new (&options, &error);
  g_assert_no_error (error);
  ask (fixture, "/api/v1/batches", "{\"answers\":\"of a guest\"}", NULL);
  g_assert_nonnull (fixture->error);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 0);
  g_autofree char *request = fake_collector_dup_last_request (fixture->fake);
  g_assert_null (strstr (request, "guest"));
}

static void
test_the_house_is_trusted (Fixture *fixture, gconstpointer unused)
{
  fake_certificates_make (fixture->dir);
  listen_with (fixture, "good");
  fake_collector_set_document (fixture->fake, "/greeting", 200, "application/json", "{\"a\":1}");
  connect_to_fake (fixture, "house.pem", 0);
  ask (fixture, "/greeting", "{}", NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->reply->status, ==, 200);
}

static void
test_authority_that_is_none (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *empty = aft_temp_dir_write (fixture->dir, "empty.pem", "");
  g_autofree char *words = aft_temp_dir_write (fixture->dir, "words.pem", "not a certificate\n");
  g_autofree char *missing = aft_temp_dir_dup_path (fixture->dir, "missing.pem");
  const char *const files[] = { empty, words, missing };
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      AftCollectorLinkOptions options
          = { .address = "https://collector.example", .authority_file = files[i] };
      g_assert_null (aft_collector_link_new (&options, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, ".pem"));
    }
}

/* -- addresses ------------------------------------------------------------------------------- */

static void
test_addresses_taken (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *base;
    gboolean is_local;
  } good[] = {
    { "https://collector.example", "https://collector.example", FALSE },
    { "https://collector.example:8443/house/", "https://collector.example:8443/house", FALSE },
    { "https://192.168.1.4", "https://192.168.1.4", FALSE },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080", TRUE },
    { "http://127.9.9.9", "http://127.9.9.9", TRUE },
    { "http://[::1]:8080/", "http://[::1]:8080", TRUE },
    { "http://localhost:1", "http://localhost:1", TRUE },
    { "unix:/run/collector.sock", "http://localhost", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (AftCollectorAddress) address = { NULL, NULL };
      g_assert_true (aft_collector_address_read (good[i].text, &address, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (address.base, ==, good[i].base);
      g_assert_cmpint (aft_collector_address_is_local (&address), ==, good[i].is_local);
    }
}

static void
test_addresses_refused (Fixture *fixture, gconstpointer unused)
{
  const char *const bad[] = {
    "",
    "collector.example",
    "http://collector.example",
    "http://192.168.1.4",
    "http://128.0.0.1",
    "http://127.0.0.1.example",
    "http://localhost.example",
    "http://127.0.0.1@collector.example/",
    "ftp://127.0.0.1",
    "https://",
    "https:///path",
    "https://user:word@collector.example",
    "https://collector.example/?a=b",
    "https://collector.example/#here",
    "unix:",
    "unix:collector.sock",
    "file:///etc/passwd",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      AftCollectorAddress address = { NULL, NULL };
      g_assert_false (aft_collector_address_read (bad[i], &address, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (address.base);
    }
}

/* -- requests and replies -------------------------------------------------------------------- */

static void
test_what_is_sent (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_collector_new (NULL);
  fake_collector_set_document (fixture->fake, "/thing", 200, "Application/JSON; charset=utf-8",
                               "{\"a\":1}");
  connect_to_fake (fixture, NULL, 0);
  ask (fixture, "/thing", "{\"b\":2}", NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->reply->media_type, ==, "application/json");
  g_assert_cmpstr (fixture->reply->etag, ==, "\"tag\"");
  g_assert_cmpint (fixture->reply->retry_after_seconds, ==, -1);
  g_assert_cmpmem (g_bytes_get_data (fixture->reply->body, NULL),
                   g_bytes_get_size (fixture->reply->body), "{\"a\":1}", 7);

  g_autofree char *request = fake_collector_dup_last_request (fixture->fake);
  g_assert_true (g_str_has_prefix (request, "POST /thing HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer secret-token\r\n"));
  g_assert_nonnull (strstr (request, "\r\nIf-None-Match: \"old\"\r\n"));
  g_assert_nonnull (strstr (request, "\r\nContent-Type: application/json\r\n"));
  g_assert_null (strstr (request, "Accept-Encoding: gzip"));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"b\":2}"));
}

static void
test_no_redirect (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_collector_new (NULL);
  fake_collector_plan (fixture->fake, FAKE_REDIRECT, 1);
  connect_to_fake (fixture, NULL, 0);
  ask (fixture, "/api/v1/batches", "{}", NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->reply->status, ==, 307);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 1);
}

typedef struct
{
  FakeBehaviour behaviour;
  int code;
} Failure;

static const Failure failures[] = {
  { FAKE_HUGE, AFT_ERROR_TOO_LARGE },
  { FAKE_HANG_UP, AFT_ERROR_UNAVAILABLE },
  { FAKE_SILENT, AFT_ERROR_TIMED_OUT },
};

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  const Failure *failure = data;
  fixture->fake = fake_collector_new (NULL);
  fake_collector_plan (fixture->fake, failure->behaviour, 2);
  fake_collector_set_document (fixture->fake, "/greeting", 200, "application/json", "{}");
  connect_to_fake (fixture, NULL, 500);
  ask (fixture, "/api/v1/batches", "{}", NULL);
  g_assert_error (fixture->error, AFT_ERROR, failure->code);
  ask (fixture, "/greeting", NULL, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->reply->status, ==, 200);
}

static void
test_nobody_there (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_collector_new (NULL);
  connect_to_fake (fixture, NULL, 0);
  g_clear_pointer (&fixture->fake, fake_collector_free);
  ask (fixture, "/greeting", NULL, NULL);
  g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  fixture->fake = fake_collector_new (NULL);
  fake_collector_plan (fixture->fake, FAKE_SILENT, 1);
  connect_to_fake (fixture, NULL, 0);
  ask (fixture, "/api/v1/batches", "{}", cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD_WITH(name, data, test)                                                                 \
  g_test_add ("/kiosk/link/" name, Fixture, data, set_up, test, tear_down)
#define ADD(name, test) ADD_WITH (name, NULL, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WITH ("no-byte-leaves/foreign-certificate", &strangers[0], test_stranger);
  ADD_WITH ("no-byte-leaves/not-of-the-pinned-authority", &strangers[1], test_stranger);
  ADD_WITH ("no-byte-leaves/not-of-the-systems-authorities", &strangers[2], test_stranger);
  ADD_WITH ("no-byte-leaves/expired-certificate", &strangers[3], test_stranger);
  ADD_WITH ("no-byte-leaves/certificate-of-another-host", &strangers[4], test_stranger);
  ADD ("no-byte-leaves/plain-answer-to-https", test_plain_answer_to_https);
  ADD ("house-is-trusted-by-its-own-authority", test_the_house_is_trusted);
  ADD ("authority-that-is-none-is-an-error", test_authority_that_is_none);
  ADD ("addresses/encrypted-or-on-this-machine", test_addresses_taken);
  ADD ("addresses/all-others-are-refused", test_addresses_refused);
  ADD ("request-is-plain-and-reply-is-read", test_what_is_sent);
  ADD ("redirect-is-not-followed", test_no_redirect);
  ADD_WITH ("failure-leaves-the-link-usable/too-large", &failures[0], test_failure);
  ADD_WITH ("failure-leaves-the-link-usable/hang-up", &failures[1], test_failure);
  ADD_WITH ("failure-leaves-the-link-usable/silence", &failures[2], test_failure);
  ADD ("nobody-there-is-unavailable", test_nobody_there);
  ADD ("cancelled-is-cancelled", test_cancelled);
  return g_test_run ();
}
