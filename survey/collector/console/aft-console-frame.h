/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n.h>

#include "aft-console-private.h"

G_BEGIN_DECLS

/* What all pages have: head, rail, language, bell, what was said; and the small parts they are made
 * of. */

/* The sections of the rail, in its order. */
typedef enum
{
  AFT_SECTION_NONE,
  AFT_SECTION_TODAY,
  AFT_SECTION_CASES,
  AFT_SECTION_TRENDS,
  AFT_SECTION_GUESTS,
  AFT_SECTION_KIOSKS,
  AFT_SECTION_SETTINGS
} AftSection;

typedef struct
{
  const char *title; /* in the reader's language; also the page's heading */
  AftSection section;
  gboolean has_no_heading; /* the page writes its own h1 */
  const char *refusal;     /* what was not done, and why; NULL: nothing was refused */
} AftPageHead;

/* The text in the reader's language; mark texts with N_(). Borrowed. */
const char *aft_page_say (const AftPage *page, const char *msgid) G_GNUC_FORMAT (2);
/* The same where it means something else elsewhere; mark it with NC_(). */
const char *aft_page_say_context (const AftPage *page, const char *context, const char *msgid)
    G_GNUC_FORMAT (3);

/* Begins the page, up to and with its heading. Borrowed: the page's own. */
AftHtml *aft_page_open (AftPage *page, const AftPageHead *head);
/* Ends it. */
AftHttpReply *aft_page_close (AftPage *page, int status);
/* A page before the sign-in: one card and no rail; ended by aft_page_close_door(). */
AftHtml *aft_page_open_door (AftPage *page, const char *title, const char *refusal);
AftHttpReply *aft_page_close_door (AftPage *page, int status);
/* A page that says what is wrong, in the reader's language, with the error's status. */
AftHttpReply *aft_page_new_error (AftPage *page, const GError *error);
/* For AftConsoleAuth. */
AftHttpReply *aft_page_new_refusal (AftHttpExchange *exchange,
                                    AftConsoleRefusal refusal,
                                    const AftConsoleCaller *caller,
                                    const GError *error,
                                    gpointer console);

/* Opens a form that is posted to @action, with the form token and an event's id of its own, so that
 * sending it twice is one event. @act: a name for script and style; may be NULL. Close it with
 * aft_html_close (html, "form"). */
void aft_page_open_form (AftPage *page, const char *action, const char *act);
/* The same with a file in it, for a route of AFT_ROUTE_MULTIPART. */
void aft_page_open_file_form (AftPage *page, const char *action);
#define AFT_PAGE_EVENT "event"

/* <button>; @style: "primary", "plain" or NULL. */
void aft_page_button (AftPage *page, const char *text, const char *style);
/* A labelled field; @id is unique on the page and its name's default. */
typedef struct
{
  const char *id;
  const char *name;  /* NULL: @id */
  const char *label; /* in the reader's language, as all texts */
  const char *hint;  /* NULL: none */
  const char *type;  /* of <input>; NULL: "text"; "textarea" */
  const char *value;
  const char *autocomplete;
  const char *inputmode;
  guint most; /* characters; 0: no limit */
  gboolean is_needed;
  gboolean has_focus;
} AftPageField;
void aft_page_field (AftPage *page, const AftPageField *field);
/* A <select>: open (id, name, label, hint and is_needed of @field), an option each, close. */
void aft_page_open_select (AftPage *page, const AftPageField *field);
void aft_page_option (AftPage *page, const char *value, const char *text, gboolean is_selected);
void aft_page_close_select (AftPage *page);
/* A box to tick: id, name (NULL: @id) and label of @field. */
void aft_page_tick (AftPage *page, const AftPageField *field, gboolean is_on);
/* <p class="CLASS">TEXT</p> */
void aft_page_line (AftPage *page, const char *class, const char *text);

G_END_DECLS
