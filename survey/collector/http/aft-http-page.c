/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies that a browser shows: pages, the way on after a form, and the few files that pages need.
 * The headers common to all replies are aft-http-reply.c's; what stands in a page is its writer's.
 */
#include "aft-http-page.h"

#include <string.h>

#include "aft-digest.h"

#define HTML      "text/html; charset=utf-8"
#define MOST_PATH 2048
/* Nothing inline, nothing from elsewhere, in nobody's frame. */
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "  \
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/* None of these is used; a script that came in after all would not have them either. */
#define PERMISSIONS "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

AftHttpReply *
aft_http_reply_new_html (int status, GBytes *html)
{
  AftHttpReply *reply = aft_http_reply_new_bytes (status, HTML, html);

  aft_http_reply_set_header (reply, "Content-Security-Policy", POLICY);
  /* With "no-referrer" browsers would name no origin when a form is posted (Fetch, "append a
   * request Origin header"), and forms are judged by it. */
  aft_http_reply_set_header (reply, "Referrer-Policy", "same-origin");
  aft_http_reply_set_header (reply, "Cross-Origin-Opener-Policy", "same-origin");
  aft_http_reply_set_header (reply, "Permissions-Policy", PERMISSIONS);
  aft_http_reply_set_header (reply, "X-Frame-Options", "DENY");
  return reply;
}

gboolean
aft_http_is_local_path (const char *text)
{
  if (text == NULL || *text != '/' || text[1] == '/' || strlen (text) > MOST_PATH)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (*at <= ' ' || *at > '~' || *at == '\\')
      return FALSE;
  return TRUE;
}

AftHttpReply *
aft_http_reply_new_redirect (const char *path)
{
  AftHttpReply *reply = aft_http_reply_new (303);

  aft_http_reply_set_header (reply, "Location", aft_http_is_local_path (path) ? path : "/");
  return reply;
}

AftHttpReply *
aft_http_reply_new_file (const AftHttpRequest *request, const char *content_type, GBytes *content)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (content, &length);
  AftDigest digest = aft_digest_of (data, length);
  g_autofree char *hex = aft_digest_to_text (&digest);
  g_autofree char *tag = g_strdup_printf ("\"%.32s\"", hex);
  const char *known = aft_http_request_get_header (request, "if-none-match");
  AftHttpReply *reply = known != NULL && strcmp (known, tag) == 0
                            ? aft_http_reply_new (304)
                            : aft_http_reply_new_bytes (200, content_type, content);

  aft_http_reply_set_header (reply, "ETag", tag);
  aft_http_reply_set_header (reply, "Cache-Control", "no-cache");
  return reply;
}
