/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-source.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftHttpReply: what is sent back to one request. Built by one owner, then given away; counted
 * (not atomically: one thread). Every reply carries the security headers: nosniff, no-store, CORP,
 * a CSP that allows nothing, no referrer; none carries a server's name or version. */
typedef struct _AftHttpReply AftHttpReply;

#define AFT_HTTP_JSON         "application/json; charset=utf-8"
#define AFT_HTTP_PROBLEM      "application/problem+json; charset=utf-8"
#define AFT_HTTP_EVENTS       "text/event-stream; charset=utf-8"
#define AFT_HTTP_PROBLEM_TYPE "urn:aftertaste:problem:"

/* A reply without a body, e.g. 204 or 304. */
AftHttpReply *aft_http_reply_new (int status);
/* @content_type must name its charset where it is text. Takes its own reference of @body. */
AftHttpReply *aft_http_reply_new_bytes (int status, const char *content_type, GBytes *body);
/* The body comes from @source, which is eaten; how long it will be is not known. */
AftHttpReply *
aft_http_reply_new_source (int status, const char *content_type, AftHttpSource *source);
/* application/json of @value, members in their order. */
AftHttpReply *aft_http_reply_new_json (int status, const AftValue *value);

/* application/problem+json (RFC 9457):
 *   {"type":"urn:aftertaste:problem:REASON","title":…,"status":…,"detail":…,"reason":REASON}
 * @reason: a word for programs (lower case, '-' or '_'). @detail: a sentence for a person, without
 * anything of the inside; NULL for none (then null). 429 and 503 get a Retry-After of 1 s. */
AftHttpReply *aft_http_reply_new_problem (int status, const char *reason, const char *detail);
/* The problem that stands for @error by the table of aft-error.h. The message is told only where
 * the sender can do something about it; the texts of foreign domains and of faults of ours are
 * not. */
AftHttpReply *aft_http_reply_new_error (const GError *error);

AftHttpReply *aft_http_reply_ref (AftHttpReply *reply);
/* Accepts NULL. */
void aft_http_reply_unref (AftHttpReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpReply, aft_http_reply_unref)

/* Replaces a header of that name (any case), also one of the security headers. Characters that
 * could end a header in @value become blanks. */
void aft_http_reply_set_header (AftHttpReply *reply, const char *name, const char *value);
/* Retry-After, in whole seconds (RFC 9110, 10.2.3). */
void aft_http_reply_set_retry_after (AftHttpReply *reply, gint64 seconds);

int aft_http_reply_get_status (const AftHttpReply *reply);
/* NULL when there is no body. */
const char *aft_http_reply_get_content_type (const AftHttpReply *reply);
/* Borrowed, never NULL, maybe empty. */
GBytes *aft_http_reply_get_body (const AftHttpReply *reply);
/* Where the body comes from while it is sent; NULL: it is there. Borrowed. */
AftHttpSource *aft_http_reply_get_source (const AftHttpReply *reply);
/* The problem's reason; NULL when the reply is no problem. */
const char *aft_http_reply_get_reason (const AftHttpReply *reply);
/* By name in any case; NULL when there is none. Content-Type and -Length are not among them. */
const char *aft_http_reply_get_header (const AftHttpReply *reply, const char *name);
/* Header @index in order, FALSE behind the last. Borrowed texts. */
gboolean aft_http_reply_get_header_at (const AftHttpReply *reply,
                                       gsize index,
                                       const char **ret_name,
                                       const char **ret_value);

/* All of it as it goes over a connection that is closed behind it; only with a body that is there.
 * The caller owns it. */
char *aft_http_reply_to_message (const AftHttpReply *reply);

/* The phrase of RFC 9110 for @status, "Unknown" for another. Static. */
const char *aft_http_status_phrase (int status);

G_END_DECLS
