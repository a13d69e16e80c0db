/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-exchange.h"
#include "aft-http-room.h"

G_BEGIN_DECLS

/* AftRouter: which handler answers which path and method, and what a request must be before its
 * body is read. Built at the start, then only read. Counted (one thread). */
typedef struct _AftRouter AftRouter;

/* Answers @exchange, now or later (aft-http-exchange.h). */
typedef void (*AftHttpHandler) (AftHttpExchange *exchange, gpointer user_data);

typedef enum
{
  AFT_ROUTE_NO_BODY,  /* any body is too large */
  AFT_ROUTE_JSON,     /* Content-Type must be application/json, charset utf-8 or none; else 415 */
  AFT_ROUTE_FORM,     /* the same of application/x-www-form-urlencoded */
  AFT_ROUTE_MULTIPART /* multipart/form-data with a boundary (aft-http-multipart.h) */
} AftRouteBody;

typedef struct
{
  const char *method;  /* "GET" answers HEAD too; "OPTIONS" is the router's own */
  const char *pattern; /* "/api/v1/devices/{id:uuid}" */
  AftRouteBody body;
  gsize body_bytes; /* 0: the limit of the table */
} AftRoute;

AftRouter *aft_router_new (void);
AftRouter *aft_router_ref (AftRouter *router);
/* Accepts NULL. */
void aft_router_unref (AftRouter *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRouter, aft_router_unref)

/* A segment of the pattern is a text, or {name:type} with the types
 *   uuid    36 characters, any case      number  0 … 2^53-1, decimal, no leading zero
 *   word    1 … 64 of A-Z a-z 0-9 _ -
 * Texts win over types. @route is copied; a wrong pattern, or the same method and pattern twice, is
 * a fault of the program (assertion). @user_data lives as long as the router. */
void aft_router_add (AftRouter *router,
                     const AftRoute *route,
                     AftHttpHandler handler,
                     gpointer user_data);

/* Answers @exchange, now or later, in place of @refusal, which it owns: 404, 405, 413, 415, or the
 * 204 of OPTIONS. */
typedef void (*AftHttpRefusalHandler) (AftHttpExchange *exchange,
                                       AftHttpReply *refusal,
                                       gpointer user_data);
/* From now on @handler answers what is refused at @base and all below it, so that it is said as
 * there everything is said, and told to nobody who may not ask. @base: "/console". At most one. Its
 * body, up to the limit of the table, is read and thrown away. */
void aft_router_set_refusals (AftRouter *router,
                              const char *base,
                              AftHttpRefusalHandler handler,
                              gpointer user_data);

/* Of the large bodies of all who ask this router. Borrowed. */
AftHttpRoom *aft_router_get_room (AftRouter *router);

/* What is known of a request before its body: NULL and the most bytes its body may have, or the
 * reply that refuses it: 404, 405 with Allow, 415, 204 to OPTIONS. The caller owns the reply. */
AftHttpReply *aft_router_judge (AftRouter *router,
                                const AftHttpRequest *head,
                                const AftHttpLimits *limits,
                                gboolean has_body,
                                gsize *ret_body_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* Judges again, and hands @exchange to its handler or answers it. */
void
aft_router_dispatch (AftRouter *router, AftHttpExchange *exchange, const AftHttpLimits *limits);

G_END_DECLS
