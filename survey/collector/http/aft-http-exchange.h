/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-request.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* AftHttpExchange: one request and the way back. A handler answers it at once or keeps a reference
 * and answers later, in the same main context, exactly once. When the last reference goes without
 * an answer the sender gets a 500, so no request is left hanging. The connection may be gone
 * meanwhile: answering is then allowed and does nothing. Counted (one thread). */
typedef struct _AftHttpExchange AftHttpExchange;

/* AftHttpEvents: a stream of server-sent events (WHATWG HTML, 9.2) in place of a reply. */
typedef struct _AftHttpEvents AftHttpEvents;

AftHttpExchange *aft_http_exchange_ref (AftHttpExchange *exchange);
/* Accepts NULL. */
void aft_http_exchange_unref (AftHttpExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpExchange, aft_http_exchange_unref)

AftHttpRequest *aft_http_exchange_get_request (AftHttpExchange *exchange);
/* What stood in the path for "{name:…}" of the route; borrowed, NULL for another name. */
const char *aft_http_exchange_get_parameter (AftHttpExchange *exchange, const char *name);
/* The same of a "{name:uuid}". FALSE when the route has no such one. */
gboolean aft_http_exchange_get_id (AftHttpExchange *exchange, const char *name, AftId *ret_id);

/* The pattern of the route that was found; NULL when there is none. Borrowed. */
const char *aft_http_exchange_get_route (AftHttpExchange *exchange);
/* Who asks, as the program's log may name it; NULL while nobody knows. */
const char *aft_http_exchange_get_caller (AftHttpExchange *exchange);
/* "device" or "user"; NULL before it is known. */
const char *aft_http_exchange_get_caller_kind (AftHttpExchange *exchange);
/* @kind: static. */
void aft_http_exchange_set_caller (AftHttpExchange *exchange, const char *kind, const char *caller);

/* Eats @reply. A second answer is dropped. */
void aft_http_exchange_take_reply (AftHttpExchange *exchange, AftHttpReply *reply);
/* Answers with the problem that stands for @error. */
void aft_http_exchange_fail (AftHttpExchange *exchange, const GError *error);
gboolean aft_http_exchange_is_answered (AftHttpExchange *exchange);
/* TRUE when nobody waits any more: work for it alone may be left. */
gboolean aft_http_exchange_is_gone (AftHttpExchange *exchange);

/* Answers with 200 and a stream that stays open. NULL when all streams are taken (503), the method
 * is HEAD or the peer is gone: it is then answered already. New reference: drop it to end the
 * stream. "Last-Event-ID" is a header of the request. */
AftHttpEvents *aft_http_exchange_start_events (AftHttpExchange *exchange);

AftHttpEvents *aft_http_events_ref (AftHttpEvents *events);
/* Accepts NULL. With the last reference the stream ends. */
void aft_http_events_unref (AftHttpEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpEvents, aft_http_events_unref)

/* @id, @name: one line each, NULL for none. @data: any lines. FALSE when the stream is closed, or
 * is closed now because its reader does not keep up: it will come back with its Last-Event-ID. */
gboolean
aft_http_events_send (AftHttpEvents *events, const char *id, const char *name, const char *data);
gboolean aft_http_events_is_closed (AftHttpEvents *events);
/* @on_closed is called once, when the reader is gone or the listener stops; not by the last
 * unref(). NULL takes it back. */
void aft_http_events_set_closed (AftHttpEvents *events,
                                 void (*on_closed) (AftHttpEvents *events, gpointer user_data),
                                 gpointer user_data);

/* The other side: what carries answers away. A listener, or a test that looks at them. */
typedef struct
{
  /* @reply is borrowed. */
  void (*replied) (AftHttpExchange *exchange, AftHttpReply *reply, gpointer user_data);
  /* FALSE when no more streams are had. May be NULL: there are none. */
  gboolean (*events_started) (AftHttpExchange *exchange, AftHttpEvents *events, gpointer user_data);
  /* FALSE when the reader does not keep up. */
  gboolean (*events_text) (AftHttpExchange *exchange, const char *text, gpointer user_data);
  void (*events_ended) (AftHttpExchange *exchange, gpointer user_data);
  /* The exchange, which was answered, is freed. May be NULL. */
  void (*released) (gpointer user_data);
} AftHttpSink;

/* @sink stays the caller's and lives until the exchange is freed or detached. */
AftHttpExchange *
aft_http_exchange_new (AftHttpRequest *request, const AftHttpSink *sink, gpointer user_data);
/* The peer is gone: nothing is carried away any more, and an open stream's on_closed is called. */
void aft_http_exchange_detach (AftHttpExchange *exchange);
/* The router's part: @pattern lives as long as the router; names and texts of the path's
 * parameters. */
void aft_http_exchange_set_route (AftHttpExchange *exchange, const char *pattern);
void
aft_http_exchange_add_parameter (AftHttpExchange *exchange, const char *name, const char *text);

G_END_DECLS
