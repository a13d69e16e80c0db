/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies: status, body, headers, and the problems of RFC 9457. The headers that make a reply
 * harmless in a browser are put on each here, so that no handler can forget them. Sending, framing
 * and Date are the listener's; what a problem means is its handler's. */
#include "aft-http-reply.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define RETRY_AFTER_SECONDS 1

typedef struct
{
  char *name;
  char *value;
} ReplyHeader;

struct _AftHttpReply
{
  guint ref_count;
  int status;
  char *content_type;
  char *reason;
  GBytes *body;
  AftHttpSource *source; /* NULL: the body is there */
  GArray *headers;       /* of ReplyHeader */
};

static const ReplyHeader security_headers[] = {
  { (char *) "Cache-Control", (char *) "no-store" },
  { (char *) "X-Content-Type-Options", (char *) "nosniff" },
  { (char *) "Cross-Origin-Resource-Policy", (char *) "same-origin" },
  { (char *) "Content-Security-Policy",
    (char *) "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" },
  { (char *) "Referrer-Policy", (char *) "no-referrer" },
};

static const struct
{
  int status;
  const char *phrase;
} phrases[] = {
  { 200, "OK" },
  { 201, "Created" },
  { 202, "Accepted" },
  { 204, "No Content" },
  { 303, "See Other" },
  { 304, "Not Modified" },
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 408, "Request Timeout" },
  { 409, "Conflict" },
  { 410, "Gone" },
  { 411, "Length Required" },
  { 412, "Precondition Failed" },
  { 413, "Content Too Large" },
  { 414, "URI Too Long" },
  { 415, "Unsupported Media Type" },
  { 417, "Expectation Failed" },
  { 422, "Unprocessable Content" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 500, "Internal Server Error" },
  { 501, "Not Implemented" },
  { 503, "Service Unavailable" },
  { 504, "Gateway Timeout" },
  { 505, "HTTP Version Not Supported" },
  { 507, "Insufficient Storage" },
};

/* What a problem of each code is called by programs; and whether its message is for the sender,
 * who can do something about it, or speaks of the inside. */
static const struct
{
  const char *reason;
  gboolean is_told;
} problems[] = {
  [AFT_ERROR_INVALID] = { "invalid", TRUE },
  [AFT_ERROR_NOT_FOUND] = { "not-found", TRUE },
  [AFT_ERROR_CONFLICT] = { "conflict", TRUE },
  [AFT_ERROR_DENIED] = { "denied", TRUE },
  [AFT_ERROR_BUSY] = { "busy", TRUE },
  [AFT_ERROR_FULL] = { "full", FALSE },
  [AFT_ERROR_UNAVAILABLE] = { "unavailable", FALSE },
  [AFT_ERROR_CORRUPT] = { "corrupt", FALSE },
  [AFT_ERROR_TIMED_OUT] = { "timed-out", FALSE },
  [AFT_ERROR_TOO_LARGE] = { "too-large", TRUE },
  [AFT_ERROR_UNSUPPORTED] = { "unsupported", TRUE },
  [AFT_ERROR_INTERNAL] = { "internal", FALSE },
};

const char *
aft_http_status_phrase (int status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].status == status)
      return phrases[i].phrase;
  return "Unknown";
}

static void
clear_header (gpointer data)
{
  ReplyHeader *header = data;

  g_free (header->name);
  g_free (header->value);
}

AftHttpReply *
aft_http_reply_new (int status)
{
  AftHttpReply *reply = g_new0 (AftHttpReply, 1);

  reply->ref_count = 1;
  reply->status = status;
  reply->body = g_bytes_new_static ("", 0);
  reply->headers = g_array_new (FALSE, FALSE, sizeof (ReplyHeader));
  g_array_set_clear_func (reply->headers, clear_header);
  for (gsize i = 0; i < G_N_ELEMENTS (security_headers); i++)
    aft_http_reply_set_header (reply, security_headers[i].name, security_headers[i].value);
  return reply;
}

AftHttpReply *
aft_http_reply_new_bytes (int status, const char *content_type, GBytes *body)
{
  AftHttpReply *reply = aft_http_reply_new (status);

  reply->content_type = g_strdup (content_type);
  g_bytes_unref (reply->body);
  reply->body = g_bytes_ref (body);
  return reply;
}

AftHttpReply *
aft_http_reply_new_source (int status, const char *content_type, AftHttpSource *source)
{
  AftHttpReply *reply = aft_http_reply_new (status);

  reply->content_type = g_strdup (content_type);
  reply->source = source;
  return reply;
}

AftHttpReply *
aft_http_reply_new_json (int status, const AftValue *value)
{
  char *line = aft_json_to_line (value);
  g_autoptr (GBytes) body = g_bytes_new_take (line, strlen (line));

  return aft_http_reply_new_bytes (status, AFT_HTTP_JSON, body);
}

static AftHttpReply *
new_problem (int status, const char *reason, const char *title, const char *detail)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (AftValue) value = NULL;
  g_autofree char *type = g_strconcat (AFT_HTTP_PROBLEM_TYPE, reason, NULL);
  g_autofree char *shown = detail == NULL ? NULL : g_utf8_make_valid (detail, -1);
  AftHttpReply *reply;

  aft_value_builder_set_string (builder, "type", type);
  aft_value_builder_set_string (builder, "title", title);
  aft_value_builder_set_number (builder, "status", status);
  if (shown == NULL)
    aft_value_builder_set (builder, "detail", NULL);
  else
    aft_value_builder_set_string (builder, "detail", shown);
  aft_value_builder_set_string (builder, "reason", reason);
  value = aft_value_builder_end (builder);
  reply = aft_http_reply_new_json (status, value);
  g_free (reply->content_type);
  reply->content_type = g_strdup (AFT_HTTP_PROBLEM);
  reply->reason = g_strdup (reason);
  if (status == 429 || status == 503)
    aft_http_reply_set_retry_after (reply, RETRY_AFTER_SECONDS);
  return reply;
}

AftHttpReply *
aft_http_reply_new_problem (int status, const char *reason, const char *detail)
{
  return new_problem (status, reason, aft_http_status_phrase (status), detail);
}

AftHttpReply *
aft_http_reply_new_error (const GError *error)
{
  AftErrorCode code = AFT_ERROR_INTERNAL;

  if (error->domain == AFT_ERROR && error->code >= 0
      && (gsize) error->code < G_N_ELEMENTS (problems))
    code = (AftErrorCode) error->code;
  return new_problem (aft_error_http_status (code), problems[code].reason,
                      aft_error_sentence (code), problems[code].is_told ? error->message : NULL);
}

AftHttpReply *
aft_http_reply_ref (AftHttpReply *reply)
{
  reply->ref_count++;
  return reply;
}

void
aft_http_reply_unref (AftHttpReply *reply)
{
  if (reply == NULL || --reply->ref_count > 0)
    return;
  g_free (reply->content_type);
  g_free (reply->reason);
  g_bytes_unref (reply->body);
  aft_http_source_unref (reply->source);
  g_array_unref (reply->headers);
  g_free (reply);
}

static ReplyHeader *
find_header (const AftHttpReply *reply, const char *name)
{
  for (guint i = 0; i < reply->headers->len; i++)
    {
      ReplyHeader *header = &g_array_index (reply->headers, ReplyHeader, i);

      if (g_ascii_strcasecmp (header->name, name) == 0)
        return header;
    }
  return NULL;
}

/* A CR or LF would begin a header, or a reply, of somebody else's. */
static char *
dup_one_line (const char *value)
{
  char *line = g_strdup (value);

  for (char *at = line; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return line;
}

void
aft_http_reply_set_header (AftHttpReply *reply, const char *name, const char *value)
{
  ReplyHeader *old = find_header (reply, name);
  ReplyHeader header = { .value = dup_one_line (value) };

  if (old != NULL)
    {
      g_free (old->value);
      old->value = header.value;
      return;
    }
  header.name = g_strdup (name);
  g_array_append_val (reply->headers, header);
}

void
aft_http_reply_set_retry_after (AftHttpReply *reply, gint64 seconds)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  aft_http_reply_set_header (reply, "Retry-After", value);
}

int
aft_http_reply_get_status (const AftHttpReply *reply)
{
  return reply->status;
}

const char *
aft_http_reply_get_content_type (const AftHttpReply *reply)
{
  return reply->content_type;
}

GBytes *
aft_http_reply_get_body (const AftHttpReply *reply)
{
  return reply->body;
}

AftHttpSource *
aft_http_reply_get_source (const AftHttpReply *reply)
{
  return reply->source;
}

const char *
aft_http_reply_get_reason (const AftHttpReply *reply)
{
  return reply->reason;
}

const char *
aft_http_reply_get_header (const AftHttpReply *reply, const char *name)
{
  const ReplyHeader *header = find_header (reply, name);

  return header == NULL ? NULL : header->value;
}

gboolean
aft_http_reply_get_header_at (const AftHttpReply *reply,
                              gsize index,
                              const char **ret_name,
                              const char **ret_value)
{
  const ReplyHeader *header;

  if (index >= reply->headers->len)
    return FALSE;
  header = &g_array_index (reply->headers, ReplyHeader, index);
  *ret_name = header->name;
  *ret_value = header->value;
  return TRUE;
}

char *
aft_http_reply_to_message (const AftHttpReply *reply)
{
  gsize length;
  const char *body = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  int status = aft_http_reply_get_status (reply);
  GString *text = g_string_new (NULL);
  const char *name, *value;

  g_string_append_printf (text, "HTTP/1.1 %d %s\r\nConnection: close\r\n", status,
                          aft_http_status_phrase (status));
  g_string_append_printf (text, "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n",
                          aft_http_reply_get_content_type (reply), length);
  for (gsize i = 0; aft_http_reply_get_header_at (reply, i, &name, &value); i++)
    g_string_append_printf (text, "%s: %s\r\n", name, value);
  g_string_append (text, "\r\n");
  g_string_append_len (text, body, (gssize) length);
  return g_string_free (text, FALSE);
}
