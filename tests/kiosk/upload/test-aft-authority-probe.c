/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers at an address: what is told of a server's certificates, and that nothing is said to
 * it. */
#include "aft-authority-probe.h"

#include <string.h>

#include "aft-error.h"
#include "aft-wait.h"
#include "fake-certificates.h"
#include "fake-collector.h"

typedef struct
{
  AftTempDir *dir;
  FakeCollector *fake;
  AftAuthority *authority;
  GError *error;
  gboolean is_done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fake_certificates_make (fixture->dir);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->authority, aft_authority_free);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->fake, fake_collector_free);
  aft_temp_dir_free (fixture->dir);
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, name);
  char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* @with: the authority's name, whose certificate goes along; NULL: none does. */
static void
listen_with (Fixture *fixture, const char *name, const char *with)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own_name = g_strconcat (name, ".pem", NULL);
  g_autofree char *key_name = g_strconcat (name, ".key", NULL);
  g_autofree char *authority_name = with != NULL ? g_strconcat (with, ".pem", NULL) : NULL;
  g_autofree char *own = read_file (fixture, own_name);
  g_autofree char *authority = with != NULL ? read_file (fixture, authority_name) : g_strdup ("");
  g_autofree char *key = read_file (fixture, key_name);
  g_autofree char *whole = g_strconcat (own, authority, key, NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (whole, -1, &error);
  g_assert_no_error (error);
  fixture->fake = fake_collector_new (certificate);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  fixture->authority = aft_authority_probe_finish (result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
probe (Fixture *fixture, const char *address)
{
  aft_authority_probe_async (address, 1, NULL, on_probed, fixture);
  AFT_WAIT_UNTIL (fixture->is_done);
  g_assert_true ((fixture->authority == NULL) == (fixture->error != NULL));
}

static void
probe_fake (Fixture *fixture)
{
  g_autofree char *address = fake_collector_dup_address (fixture->fake);
  probe (fixture, address);
  g_assert_cmpuint (fake_collector_get_connections (fixture->fake), ==, 1);
  g_assert_cmpuint (fake_collector_get_bytes (fixture->fake), ==, 0);
}

static void
test_names_authority (Fixture *fixture, gconstpointer unused)
{
  listen_with (fixture, "good", "house");
  probe_fake (fixture);
  g_assert_no_error (fixture->error);
  g_autofree char *pem = read_file (fixture, "house.pem");
  g_autoptr (GTlsCertificate) house = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (GTlsCertificate) told
      = g_tls_certificate_new_from_pem (fixture->authority->pem, -1, NULL);
  g_assert_true (g_tls_certificate_is_same (house, told));

  g_autoptr (GByteArray) der = NULL;
  g_object_get (house, "certificate", &der, NULL);
  g_autofree char *digits = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  g_autofree char *upper = g_ascii_strup (digits, -1);
  g_autofree char *said = aft_authority_dup_fingerprint (fixture->authority);
  g_auto (GStrv) groups = g_strsplit (said, " ", -1);
  g_assert_cmpuint (g_strv_length (groups), ==, 8);
  g_autofree char *joined = g_strjoinv ("", groups);
  g_assert_cmpstr (joined, ==, upper);
  g_assert_cmpuint (strlen (groups[0]), ==, 8);
}

typedef struct
{
  const char *name;
  const char *certificate;
  const char *with;
} Refused;

static const Refused refused[] = {
  { "expired", "expired", "house" },
  { "of-another-host", "other-host", "house" },
  { "without-its-authority", "good", NULL },
  { "of-another-authority", "good", "foreign" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Refused *one = data;
  listen_with (fixture, one->certificate, one->with);
  probe_fake (fixture);
  g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_no_address (Fixture *fixture, gconstpointer unused)
{
  const char *const wrong[]
      = { "https://", "collector.example", "http://127.0.0.1:8080", "unix:/run/x" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      fixture->is_done = FALSE;
      g_clear_error (&fixture->error);
      probe (fixture, wrong[i]);
      g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static void
test_nobody (Fixture *fixture, gconstpointer unused)
{
  probe (fixture, "https://localhost:1");
  g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

/* Takes the connection and says nothing. */
static void
test_silence (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSocketListener) hole = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (hole, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u", port);
  probe (fixture, address);
  g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_TIMED_OUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test, data)                                                                      \
  g_test_add ("/kiosk/authority-probe/" name, Fixture, data, set_up, test, tear_down)
  ADD ("tells-the-authority-and-sends-nothing", test_names_authority, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name
          = g_strconcat ("/kiosk/authority-probe/refuses/", refused[i].name, NULL);
      g_test_add (name, Fixture, &refused[i], set_up, test_refused, tear_down);
    }
  ADD ("only-https-proves-anything", test_no_address, NULL);
  ADD ("nobody-there", test_nobody, NULL);
  ADD ("silence-ends", test_silence, NULL);
  return g_test_run ();
}
