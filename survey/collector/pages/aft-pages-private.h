/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n.h>

#include "aft-follow-link.h"
#include "aft-html.h"
#include "aft-http-exchange.h"
#include "aft-http-form.h"
#include "aft-pages.h"
#include "aft-rate-limit.h"
#include "aft-survey-limits.h"

G_BEGIN_DECLS

/* What the room's files share. */

typedef struct _AftPhoneRoute AftPhoneRoute;

struct _AftPages
{
  grefcount references;
  AftPagesOptions options;
  AftSecretBoxKey box_key;  /* options.box_key is this, or NULL */
  GPtrArray *routes;        /* what the handlers are given */
  AftRateLimit *wrong;      /* links that opened nothing, by address */
  GHashTable *wrong_until;  /* address → monotonic ms (gint64 *) until which it waits */
  AftRateLimit *writes;     /* by link */
  AftSurveyLimits *surveys; /* by code and address; made by the surveys' routes */
};

/* One request for a page, from the listener's thread to one of the store's and back. */
typedef struct
{
  AftPages *pages;
  const AftPhoneRoute *route;
  AftHttpExchange *exchange;
  AftHouseStore *store; /* borrowed from the pages, as the catalogue */
  const AftCatalogue *catalogue;
  AftHttpForm *form; /* of a POST; NULL else */
  char *word;        /* TOKEN or CODE of the address, as it was sent */
  char *path;        /* of the page without its query: where its language is changed */
  char *sender;      /* what tries are counted by (aft_http_dup_sender_key()) */
  gint64 now_ms;
  gboolean has_language;  /* said in the address: links and forms keep it */
  AftLanguage language;   /* of address or phone; else the house's */
  gboolean is_guessed;    /* neither said one */
  gboolean has_no_switch; /* of languages, in the frame: the page's form has one of its own */
  AftHouse *house;        /* NULL before setup */
  AftVenue *venue;        /* set by the work, owned; NULL until it is known */
  AftFollowLink *link;    /* of a route that needs one: never NULL there */
  AftHtml *html;
  gboolean is_wrong; /* the link or code opens nothing: counted against the sender */
} AftPhonePage;

/* Makes the answer, on a thread of the store. NULL with @error set: NOT_FOUND gives the one page
 * for whatever opens nothing, the others a page with their sentence. */
typedef AftHttpReply *(*AftPhoneWork) (AftPhonePage *page, GError **error);

struct _AftPhoneRoute
{
  const char *method;
  const char *pattern; /* "/f/{word:word}/say": TOKEN and CODE are called "word" */
  AftPhoneWork work;
  /* In the listener's thread, before the work: NULL to go on, or the answer. May be NULL. */
  AftHttpReply *(*admit) (AftPhonePage *page);
  gboolean needs_link; /* the word is a follow-up token: page->link, or the 404 */
  AftRouteBody body;   /* of a POST; AFT_ROUTE_NO_BODY: a form */
  gsize body_bytes;    /* 0: AFT_PHONE_FORM_BYTES */
};

#define AFT_PHONE_FORM_BYTES (64 * 1024)

/* @routes is static. */
void aft_pages_add (AftPages *pages, AftRouter *router, const AftPhoneRoute *routes, gsize count);

/* One group of routes a file. */
void aft_pages_add_follow_up (AftPages *pages, AftRouter *router);
void aft_pages_add_data (AftPages *pages, AftRouter *router);
void aft_pages_add_erase (AftPages *pages, AftRouter *router);
void aft_pages_add_surveys (AftPages *pages, AftRouter *router);
void aft_pages_add_photos (AftPages *pages, AftRouter *router);
void aft_pages_add_files (AftPages *pages, AftRouter *router);

/* "" when it was not sent. Borrowed. */
const char *aft_phone_page_get_field (const AftPhonePage *page, const char *name);
/* @path with the language where it was chosen, and "said" when that is not NULL. Newly allocated.
 */
char *aft_phone_page_dup_address (const AftPhonePage *page, const char *path, const char *said);
/* 303 to it: what was sent is not sent again by reloading. */
AftHttpReply *
aft_phone_page_redirect (const AftPhonePage *page, const char *path, const char *said);

G_END_DECLS
