/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-router.h"

G_BEGIN_DECLS

/* AftBrowser: stands in for somebody's browser and the network: hands requests to a router, keeps
 * the cookie it is given, and says of itself what browsers say. The members are the test's to
 * change; a text that is NULL is not sent. */
typedef struct
{
  AftRouter *router;
  char *cookie;          /* "name=value", owned */
  const char *peer;      /* "127.0.0.1" */
  const char *host;      /* "127.0.0.1:8460" */
  const char *origin;    /* "http://127.0.0.1:8460", sent with a POST */
  const char *site;      /* "same-origin", likewise */
  const char *accept;    /* "text/html" */
  const char *forwarded; /* NULL: no proxy */
  const char *type;      /* of what is posted; NULL: a form's */
} AftBrowser;

/* Takes its own reference of @router. */
void aft_browser_set_up (AftBrowser *browser, AftRouter *router);
void aft_browser_tear_down (AftBrowser *browser);

/* One request and its reply, new reference. @form: what is posted; NULL gets. */
AftHttpReply *aft_browser_ask (AftBrowser *browser, const char *target, const char *form);
/* The same as a question that is on its way: FALSE until the reply is there. */
typedef struct _AftBrowserQuestion AftBrowserQuestion;
AftBrowserQuestion *aft_browser_begin (AftBrowser *browser, const char *target, const char *form);
gboolean aft_browser_is_answered (AftBrowserQuestion *question);
/* Waits for the reply; eats @question. New reference. */
AftHttpReply *aft_browser_finish (AftBrowser *browser, AftBrowserQuestion *question);

/* Asserts on its status, and frees it. */
void aft_browser_assert_status (AftHttpReply *reply, int status);

G_END_DECLS
