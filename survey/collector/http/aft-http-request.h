/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-http-limits.h"
#include "aft-http-reply.h"

G_BEGIN_DECLS

/* AftHttpRequest: one request as the handlers see it. Immutable, counted (one thread). */
typedef struct _AftHttpRequest AftHttpRequest;

/* Who is at the other end. */
typedef struct
{
  char *address; /* "127.0.0.1", "::1", or "unix" */
  gint64 uid;    /* of a unix socket's peer (SO_PEERCRED); -1 where there is none */
} AftHttpPeer;

/* Of a connected socket; the caller frees its address. */
AftHttpPeer aft_http_peer_read (GSocket *socket);

typedef struct
{
  const char *name;
  const char *value;
} AftHttpHeader;

/* What a request is made of. @headers ends with a NULL name; NULL for none. */
typedef struct
{
  const char *method;
  const char *target; /* path and query as sent, e.g. "/api/v1/devices?limit=3" */
  const AftHttpHeader *headers;
  const AftHttpPeer *peer;     /* NULL: nobody ("", -1) */
  const AftHttpLimits *limits; /* NULL: the default ones */
} AftHttpRequestParts;

/* Checks and decodes the target, once: only origin form; the path is valid UTF-8 without control
 * characters, backslashes, encoded slashes, empty, "." or ".." segments; a query parameter occurs
 * once. A header that must be single occurs once; others of one name are joined by ", ". Returns
 * NULL and the problem to answer with (400, 414 or 431) in @ret_refusal. The body is still empty.
 */
AftHttpRequest *aft_http_request_new (const AftHttpRequestParts *parts,
                                      AftHttpReply **ret_refusal) G_GNUC_WARN_UNUSED_RESULT;
/* The same request with @body; takes its own reference of it. */
AftHttpRequest *aft_http_request_with_body (const AftHttpRequest *request, GBytes *body);
AftHttpRequest *aft_http_request_ref (AftHttpRequest *request);
/* Accepts NULL. */
void aft_http_request_unref (AftHttpRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpRequest, aft_http_request_unref)

/* All results are borrowed. */
const char *aft_http_request_get_method (const AftHttpRequest *request);
/* Path and query as they were sent: visible ASCII. */
const char *aft_http_request_get_target (const AftHttpRequest *request);
/* Decoded, begins with '/', without the query. */
const char *aft_http_request_get_path (const AftHttpRequest *request);
/* Decoded; NULL when the query has no such parameter. */
const char *aft_http_request_get_query (const AftHttpRequest *request, const char *name);
/* How many parameters the query has, so that a handler can refuse what it does not know. */
gsize aft_http_request_count_query (const AftHttpRequest *request);
/* By name in any case; NULL when it was not sent. */
const char *aft_http_request_get_header (const AftHttpRequest *request, const char *name);
/* The token of "Authorization: Bearer TOKEN" (RFC 6750); NULL when there is none. */
const char *aft_http_request_get_bearer (const AftHttpRequest *request);
/* Never NULL, maybe empty. */
GBytes *aft_http_request_get_body (const AftHttpRequest *request);
/* Empties the body and wipes it: who has read it need not keep it until the answer. */
void aft_http_request_drop_body (AftHttpRequest *request);
const char *aft_http_request_get_peer_address (const AftHttpRequest *request);
gint64 aft_http_request_get_peer_uid (const AftHttpRequest *request);

G_END_DECLS
