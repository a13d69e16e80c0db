/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-sign-in.h"
#include "aft-console.h"
#include "aft-event-log.h"
#include "aft-html.h"
#include "aft-tier-rules.h"

G_BEGIN_DECLS

struct _AftConsole
{
  grefcount references;
  AftConsoleOptions options; /* texts owned */
  AftConsoleAuth *auth;
  AftEventLog *events;
  GPtrArray *routes; /* of what each route was added with */
  guint watch;
  GArray *listeners; /* logins whose pages are open: aft-console-live.c's */
  guint look_id;
};

typedef struct _AftPage AftPage;

/* Gives the reply, or NULL with @error set: then a page says so, with the error's status. What is
 * said back to somebody's form is a page of the work's own with 409 or 422. */
typedef AftHttpReply *(*AftPageWork) (AftPage *page, GError **error);

/* What a page is made of where its route's handler has to do something first. */
typedef struct
{
  AftConsoleCaller *caller; /* NULL: before the sign-in */
  AftHttpForm *form;
  AftPageWork work;
  const char *refusal; /* what was not done, and why: a static msgid; NULL: nothing was refused */
  int status;
  guint wait_seconds; /* above 0: tries are too many */
} AftPageAsk;

/* AftPage: one page in the making, for one request. Made on the listener's thread, then given to a
 * work on one of the store's, which may wait for the disk; everything in it is only read there. */
struct _AftPage
{
  AftConsole *console;
  AftHouseStore *store; /* borrowed, as is */
  AftCatalogue *catalogue;
  AftHttpExchange *exchange;
  AftConsoleCaller *caller; /* NULL before the sign-in */
  AftHttpForm *form;        /* NULL of a GET */
  AftLanguage language;
  gint64 now_ms;
  gboolean has_id; /* the path has "{id:uuid}" */
  AftId id;
  const char *word; /* what stands for "{word:word}" in the path; NULL: nothing */
  AftPageAsk ask;
  AftHouse *house;            /* NULL before setup */
  AftTierRules *tiers;        /* in force; NULL before the sign-in */
  AftHtml *html;              /* open */
  gboolean has_changed_house; /* the work tells: kiosks must hear of it */
  gboolean has_changed_duty;  /* as is: consoles there show it */
  AftId duty_venue_id;
};

/* A page or an act; a table of them a file. */
typedef struct
{
  const char *method;  /* "GET" or "POST" */
  const char *pattern; /* "/console/guests/{id:uuid}" */
  AftRole role;        /* the least */
  AftPageWork work;
  AftRouteBody body; /* of a POST; AFT_ROUTE_NO_BODY: AFT_ROUTE_FORM */
  gsize body_bytes;  /* 0: AFT_PAGE_FORM_BYTES */
} AftPageRoute;

#define AFT_PAGE_FORM_BYTES 65536

/* @routes are static. */
void aft_console_add_pages (AftConsole *console,
                            AftRouter *router,
                            const AftPageRoute *routes,
                            gsize count);
/* Answers @exchange later. */
void aft_console_answer (AftConsole *console, AftHttpExchange *exchange, const AftPageAsk *ask);
/* A page for @exchange that is not made on another thread: the house is not read. */
AftPage *aft_page_new (AftConsole *console, AftHttpExchange *exchange, const AftPageAsk *ask);
void aft_page_free (AftPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPage, aft_page_free)

/* Text @name of the form, "" where it was not sent; borrowed. */
const char *aft_page_get_field (const AftPage *page, const char *name);
/* The same of the address's query; NULL where it is not there. */
const char *aft_page_get_query (const AftPage *page, const char *name);
/* The id in field @name. FALSE, INVALID, when it is none. */
gboolean aft_page_get_id (const AftPage *page, const char *name, AftId *ret_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* 303 to @path, where the page says @said (a code of aft-console-frame.c; NULL: nothing). */
AftHttpReply *aft_page_redirect (const char *path, const char *said);
/* AftId of the venues the caller works at, NULL: all; borrowed. As the store's queries take it. */
const GArray *aft_page_get_venue_ids (const AftPage *page);
/* AftVenue of these, by name. */
GPtrArray *aft_page_list_venues (const AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The route groups. */
void aft_console_add_doors (AftConsole *console, AftRouter *router);
void aft_console_add_files (AftConsole *console, AftRouter *router);
void aft_console_add_live (AftConsole *console, AftRouter *router);
void aft_console_add_today (AftConsole *console, AftRouter *router);
void aft_console_add_cases (AftConsole *console, AftRouter *router);
void aft_console_add_case (AftConsole *console, AftRouter *router);
void aft_console_add_photos (AftConsole *console, AftRouter *router);
void aft_console_add_lost (AftConsole *console, AftRouter *router);

/* The live part: begins and ends with the console. */
void aft_console_live_start (AftConsole *console);
void aft_console_live_stop (AftConsole *console);
/* A case has changed: tells the streams of its venue. */
void aft_console_live_tell (AftConsole *console, const AftHouseChange *change);
/* Who is on duty there has changed. */
void aft_console_live_tell_duty (AftConsole *console, const AftId *venue_id);
/* A page that is open is in use: touches the logins of all streams, and ends the streams of those
 * that have ended. By itself once a minute. */
void aft_console_live_look (AftConsole *console);

G_END_DECLS
