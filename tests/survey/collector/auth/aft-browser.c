/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A browser without a window: requests as one makes them, one cookie, no pages. */
#include "aft-browser.h"

#include <string.h>

#include "aft-wait.h"

#define MOST_HEADERS 8

struct _AftBrowserQuestion
{
  AftHttpExchange *exchange;
  AftHttpReply *reply;
};

void
aft_browser_set_up (AftBrowser *browser, AftRouter *router)
{
  *browser = (AftBrowser){ .router = aft_router_ref (router),
                           .peer = "127.0.0.1",
                           .host = "127.0.0.1:8460",
                           .origin = "http://127.0.0.1:8460",
                           .site = "same-origin",
                           .accept = "text/html" };
}

void
aft_browser_tear_down (AftBrowser *browser)
{
  g_clear_pointer (&browser->cookie, g_free);
  g_clear_pointer (&browser->router, aft_router_unref);
}

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  AftBrowserQuestion *question = data;

  g_assert_null (question->reply);
  question->reply = aft_http_reply_ref (reply);
}

static const AftHttpSink sink = { .replied = on_replied };

static void
add (AftHttpHeader *headers, const char *name, const char *value)
{
  gsize count = 0;

  while (headers[count].name != NULL)
    count++;
  g_assert_cmpuint (count + 1, <, MOST_HEADERS);
  if (value != NULL)
    headers[count] = (AftHttpHeader){ name, value };
}

static AftHttpRequest *
make_request (AftBrowser *browser, const char *target, const char *form)
{
  const AftHttpPeer peer = { .address = (char *) browser->peer, .uid = -1 };
  AftHttpHeader headers[MOST_HEADERS] = { { NULL, NULL } };
  const AftHttpRequestParts parts = {
    .method = form == NULL ? "GET" : "POST", .target = target, .headers = headers, .peer = &peer
  };
  g_autoptr (GBytes) body = g_bytes_new (form, form == NULL ? 0 : strlen (form));
  g_autoptr (AftHttpRequest) head = NULL;
  AftHttpReply *refusal;

  add (headers, "Host", browser->host);
  add (headers, "Accept", browser->accept);
  add (headers, "Cookie", browser->cookie);
  add (headers, "X-Forwarded-For", browser->forwarded);
  if (form != NULL)
    {
      add (headers, "Origin", browser->origin);
      add (headers, "Sec-Fetch-Site", browser->site);
      add (headers, "Content-Type",
           browser->type != NULL ? browser->type : "application/x-www-form-urlencoded");
    }
  head = aft_http_request_new (&parts, &refusal);
  g_assert_null (refusal);
  return aft_http_request_with_body (head, body);
}

AftBrowserQuestion *
aft_browser_begin (AftBrowser *browser, const char *target, const char *form)
{
  g_autoptr (AftHttpRequest) request = make_request (browser, target, form);
  AftBrowserQuestion *question = g_new0 (AftBrowserQuestion, 1);

  question->exchange = aft_http_exchange_new (request, &sink, question);
  aft_router_dispatch (browser->router, question->exchange, &aft_http_limits_default);
  return question;
}

gboolean
aft_browser_is_answered (AftBrowserQuestion *question)
{
  return question->reply != NULL;
}

static void
keep_cookie (AftBrowser *browser, const AftHttpReply *reply)
{
  const char *cookie = aft_http_reply_get_header (reply, "Set-Cookie");

  if (cookie == NULL)
    return;
  g_clear_pointer (&browser->cookie, g_free);
  if (strstr (cookie, "; Max-Age=0") == NULL)
    browser->cookie = g_strndup (cookie, strcspn (cookie, ";"));
}

AftHttpReply *
aft_browser_finish (AftBrowser *browser, AftBrowserQuestion *question)
{
  AftHttpReply *reply;

  AFT_WAIT_UNTIL (question->reply != NULL);
  reply = question->reply;
  aft_http_exchange_unref (question->exchange);
  g_free (question);
  keep_cookie (browser, reply);
  return reply;
}

AftHttpReply *
aft_browser_ask (AftBrowser *browser, const char *target, const char *form)
{
  return aft_browser_finish (browser, aft_browser_begin (browser, target, form));
}

void
aft_browser_assert_status (AftHttpReply *reply, int status)
{
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, status);
  aft_http_reply_unref (reply);
}
