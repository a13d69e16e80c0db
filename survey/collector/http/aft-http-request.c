/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request once its framing is known to be sound (aft-http-reader.c): checks the grammar of method
 * and headers, has the target decoded, and then never changes. What it asks for is the router's
 * question. */
#include "aft-http-request.h"

#include <string.h>

#include "aft-http-target.h"
#include "aft-secret.h"

/* RFC 9110, 5.6.2. */
#define TOKEN_SIGNS "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
/* RFC 6750, 2.1. */
#define BEARER_SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
#define MOST_METHOD  32

struct _AftHttpRequest
{
  guint ref_count;
  char *method;
  char *target;
  char *path;
  GHashTable *query;   /* name → value */
  GHashTable *headers; /* name in lower case → value */
  GBytes *body;
  char *peer_address;
  gint64 peer_uid;
};

/* Two of these would let two readers see two different requests. */
static const char *const single_headers[] = {
  "authorization",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "if-match",
  "if-none-match",
  "last-event-id",
  "origin",
  "sec-fetch-site",
  "transfer-encoding",
};

static AftHttpReply *
refuse (const char *reason, const char *detail)
{
  return aft_http_reply_new_problem (400, reason, detail);
}

static gboolean
is_token (const char *text)
{
  return *text != '\0' && text[strspn (text, TOKEN_SIGNS)] == '\0';
}

/* Visible ASCII, blanks and tabs: what every proxy on the way reads alike. */
static gboolean
is_header_value (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text != '\t' && (*text < ' ' || *text > '~'))
      return FALSE;
  return TRUE;
}

static gboolean
is_single (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (single_headers); i++)
    if (strcmp (single_headers[i], name) == 0)
      return TRUE;
  return FALSE;
}

static AftHttpReply *
add_header (AftHttpRequest *request, const AftHttpHeader *header)
{
  g_autofree char *name = g_ascii_strdown (header->name, -1);
  const char *old = g_hash_table_lookup (request->headers, name);

  if (!is_token (name) || !is_header_value (header->value))
    return refuse ("bad-header", "A header is not well formed.");
  if (old != NULL && is_single (name))
    return refuse ("repeated-header", "A header that must be single stands there twice.");
  if (old != NULL)
    g_hash_table_insert (request->headers, g_steal_pointer (&name),
                         g_strconcat (old, ", ", header->value, NULL));
  else
    g_hash_table_insert (request->headers, g_steal_pointer (&name), g_strdup (header->value));
  return NULL;
}

static AftHttpReply *
add_headers (AftHttpRequest *request, const AftHttpHeader *headers, const AftHttpLimits *limits)
{
  for (gsize i = 0; headers != NULL && headers[i].name != NULL; i++)
    {
      AftHttpReply *refusal;

      if (i >= (gsize) limits->header_count)
        return aft_http_reply_new_problem (431, "too-many-headers", "There are too many headers.");
      refusal = add_header (request, &headers[i]);
      if (refusal != NULL)
        return refusal;
    }
  return NULL;
}

static AftHttpReply *
fill (AftHttpRequest *request, const AftHttpRequestParts *parts, const AftHttpLimits *limits)
{
  AftHttpReply *refusal;

  if (!is_token (parts->method) || strlen (parts->method) > MOST_METHOD)
    return refuse ("bad-method", "The method is not well formed.");
  request->method = g_strdup (parts->method);
  request->target = g_strdup (parts->target);
  refusal = aft_http_target_read (parts->target, limits, &request->path, &request->query);
  if (refusal != NULL)
    return refusal;
  return add_headers (request, parts->headers, limits);
}

/* A header may hold a token. */
static void
free_header (gpointer value)
{
  aft_secret_free_text (value);
}

AftHttpRequest *
aft_http_request_new (const AftHttpRequestParts *parts, AftHttpReply **ret_refusal)
{
  g_autoptr (AftHttpRequest) request = g_new0 (AftHttpRequest, 1);
  const AftHttpLimits *limits = parts->limits == NULL ? &aft_http_limits_default : parts->limits;

  request->ref_count = 1;
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_header);
  request->body = g_bytes_new_static ("", 0);
  request->peer_address = g_strdup (parts->peer == NULL ? "" : parts->peer->address);
  request->peer_uid = parts->peer == NULL ? -1 : parts->peer->uid;
  *ret_refusal = fill (request, parts, limits);
  return *ret_refusal == NULL ? g_steal_pointer (&request) : NULL;
}

AftHttpRequest *
aft_http_request_with_body (const AftHttpRequest *request, GBytes *body)
{
  AftHttpRequest *whole = g_new0 (AftHttpRequest, 1);

  whole->ref_count = 1;
  whole->method = g_strdup (request->method);
  whole->target = g_strdup (request->target);
  whole->path = g_strdup (request->path);
  whole->query = g_hash_table_ref (request->query);
  whole->headers = g_hash_table_ref (request->headers);
  whole->body = g_bytes_ref (body);
  whole->peer_address = g_strdup (request->peer_address);
  whole->peer_uid = request->peer_uid;
  return whole;
}

AftHttpRequest *
aft_http_request_ref (AftHttpRequest *request)
{
  request->ref_count++;
  return request;
}

void
aft_http_request_unref (AftHttpRequest *request)
{
  if (request == NULL || --request->ref_count > 0)
    return;
  g_free (request->method);
  g_free (request->target);
  g_free (request->path);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_clear_pointer (&request->headers, g_hash_table_unref);
  g_bytes_unref (request->body);
  g_free (request->peer_address);
  g_free (request);
}

const char *
aft_http_request_get_method (const AftHttpRequest *request)
{
  return request->method;
}

const char *
aft_http_request_get_target (const AftHttpRequest *request)
{
  return request->target;
}

const char *
aft_http_request_get_path (const AftHttpRequest *request)
{
  return request->path;
}

const char *
aft_http_request_get_query (const AftHttpRequest *request, const char *name)
{
  return g_hash_table_lookup (request->query, name);
}

gsize
aft_http_request_count_query (const AftHttpRequest *request)
{
  return g_hash_table_size (request->query);
}

const char *
aft_http_request_get_header (const AftHttpRequest *request, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (request->headers, lower);
}

const char *
aft_http_request_get_bearer (const AftHttpRequest *request)
{
  static const char scheme[] = "Bearer ";
  const char *value = aft_http_request_get_header (request, "authorization");
  const char *token;

  if (value == NULL || g_ascii_strncasecmp (value, scheme, strlen (scheme)) != 0)
    return NULL;
  token = value + strlen (scheme);
  return *token != '\0' && token[strspn (token, BEARER_SIGNS)] == '\0' ? token : NULL;
}

GBytes *
aft_http_request_get_body (const AftHttpRequest *request)
{
  return request->body;
}

/* There may be a password in it. Whoever else holds it has a copy then. */
void
aft_http_request_drop_body (AftHttpRequest *request)
{
  gsize size = 0;
  gpointer data = g_bytes_unref_to_data (request->body, &size);

  aft_secret_wipe (data, size);
  g_free (data);
  request->body = g_bytes_new_static ("", 0);
}

const char *
aft_http_request_get_peer_address (const AftHttpRequest *request)
{
  return request->peer_address;
}

gint64
aft_http_request_get_peer_uid (const AftHttpRequest *request)
{
  return request->peer_uid;
}

AftHttpPeer
aft_http_peer_read (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);
  AftHttpPeer peer = { .uid = -1 };
  GInetSocketAddress *inet;

  if (G_IS_INET_SOCKET_ADDRESS (address))
    {
      inet = G_INET_SOCKET_ADDRESS (address);
      peer.address = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
    }
  else
    {
      g_autoptr (GCredentials) credentials = g_socket_get_credentials (socket, NULL);

      peer.address = g_strdup ("unix");
      if (credentials != NULL)
        peer.uid = (gint64) g_credentials_get_unix_user (credentials, NULL);
    }
  return peer;
}
