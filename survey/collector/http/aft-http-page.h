/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-request.h"

G_BEGIN_DECLS

/* Replies for people with a browser. */

/* A page (aft-html.h). Its policy lets it use the house's own styles, scripts, images and event
 * streams and send forms to the house, and nothing else. Takes its own reference of @html. */
AftHttpReply *aft_http_reply_new_html (int status, GBytes *html);

/* 303: go on at @path, which aft_http_is_local_path(), else at "/": nobody is sent elsewhere. */
AftHttpReply *aft_http_reply_new_redirect (const char *path);
/* Is @text an address of this house as it stands in a link: one slash, then visible ASCII without
 * a backslash; at most 2,048 bytes? NULL is none. */
gboolean aft_http_is_local_path (const char *text);

/* One of the house's own files, told again only when it has changed (ETag): 200 or 304. Takes its
 * own reference of @content. */
AftHttpReply *
aft_http_reply_new_file (const AftHttpRequest *request, const char *content_type, GBytes *content);

G_END_DECLS
