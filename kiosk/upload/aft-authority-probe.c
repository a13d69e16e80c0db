/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a server's certificates without saying anything to it. Which authority is to be trusted
 * is for people to decide: nothing is kept here. */
#include "aft-authority-probe.h"

#include <glib/gi18n.h>

#include "aft-collector-address.h"
#include "aft-error.h"

#define IDLE_SECONDS 15
#define HTTPS_PORT   443
#define GROUP_BYTES  4

void
aft_authority_free (AftAuthority *authority)
{
  if (authority == NULL)
    return;
  g_free (authority->pem);
  g_free (authority);
}

char *
aft_authority_dup_fingerprint (const AftAuthority *authority)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (gsize i = 0; i < AFT_DIGEST_BYTES; i++)
    g_string_append_printf (text, "%s%02X", i > 0 && i % GROUP_BYTES == 0 ? " " : "",
                            authority->fingerprint.bytes[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The data of its GTask. */
typedef struct
{
  GSocketClient *client;
  GSocketConnectable *server;
  GTlsCertificate *refused; /* that the system does not trust */
} Probe;

static void
free_probe (gpointer data)
{
  Probe *probe = data;
  g_clear_object (&probe->client);
  g_clear_object (&probe->server);
  g_clear_object (&probe->refused);
  g_free (probe);
}

static GTlsCertificate *
find_last (GTlsCertificate *certificate)
{
  while (g_tls_certificate_get_issuer (certificate) != NULL)
    certificate = g_tls_certificate_get_issuer (certificate);
  return certificate;
}

static gboolean
is_own_issuer (GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  return g_strcmp0 (subject, issuer) == 0;
}

/* Would @certificate be believed if @authority was? */
static gboolean
check (GTlsCertificate *certificate,
       GTlsCertificate *authority,
       GSocketConnectable *server,
       GError **error)
{
  GTlsCertificateFlags faults = g_tls_certificate_verify (certificate, server, authority);
  const char *why = NULL;
  if (!is_own_issuer (authority))
    why = N_ ("Its certificate comes without the authority that signed it");
  else if ((faults & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    why = N_ ("Its certificate is not for this address");
  else if ((faults & G_TLS_CERTIFICATE_EXPIRED) != 0)
    why = N_ ("Its certificate has expired, or this machine's clock is wrong");
  else if ((faults & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    why = N_ ("Its certificate is not valid yet, or this machine's clock is wrong");
  else if (faults != 0)
    why = N_ ("Its certificate is not in order");
  if (why != NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, why);
  return why == NULL;
}

static AftAuthority *
make_authority (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  AftAuthority *authority = g_new0 (AftAuthority, 1);
  g_object_get (certificate, "certificate-pem", &authority->pem, "certificate", &der, NULL);
  authority->fingerprint = aft_digest_of (der->data, der->len);
  return authority;
}

static void
end_with_refused (GTask *task, Probe *probe)
{
  GError *error = NULL;
  GTlsCertificate *authority = find_last (probe->refused);
  if (check (probe->refused, authority, probe->server, &error))
    g_task_return_pointer (task, make_authority (authority), (GDestroyNotify) aft_authority_free);
  else
    g_task_return_error (task, error);
}

static void
fail (GTask *task, const GError *reason)
{
  AftErrorCode code = AFT_ERROR_UNAVAILABLE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_error_copy (reason));
      return;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = AFT_ERROR_TIMED_OUT;
  g_task_return_new_error (task, AFT_ERROR, (int) code, "%s", reason->message);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &reason);
  if (connection != NULL)
    g_task_return_pointer (task, g_new0 (AftAuthority, 1), (GDestroyNotify) aft_authority_free);
  else if (probe->refused != NULL)
    end_with_refused (task, probe);
  else
    fail (task, reason);
}

static gboolean
on_certificate_judged (GTlsConnection *connection,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  Probe *probe = user_data;
  g_set_object (&probe->refused, certificate);
  return FALSE;
}

static void
on_event (GSocketClient *client,
          GSocketClientEvent event,
          GSocketConnectable *connectable,
          GIOStream *stream,
          gpointer user_data)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (stream, "accept-certificate", G_CALLBACK (on_certificate_judged), user_data);
}

void
aft_authority_probe_async (const char *address,
                           guint idle_seconds,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_auto (AftCollectorAddress) where = { NULL, NULL };
  GError *error = NULL;
  if (!aft_collector_address_read (address, &where, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (aft_collector_address_is_local (&where))
    {
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_INVALID,
                               "Nobody proves who they are without https");
      return;
    }
  Probe *probe = g_new0 (Probe, 1);
  g_task_set_task_data (task, probe, free_probe);
  probe->client = g_socket_client_new ();
  probe->server = g_network_address_parse_uri (where.base, HTTPS_PORT, &error);
  if (probe->server == NULL)
    {
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_INVALID, "%s", error->message);
      g_error_free (error);
      return;
    }
  g_socket_client_set_tls (probe->client, TRUE);
  g_socket_client_set_timeout (probe->client, idle_seconds > 0 ? idle_seconds : IDLE_SECONDS);
  g_signal_connect (probe->client, "event", G_CALLBACK (on_event), probe);
  g_socket_client_connect_async (probe->client, probe->server, cancellable, on_connected,
                                 g_steal_pointer (&task));
}

AftAuthority *
aft_authority_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
