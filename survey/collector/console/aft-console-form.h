/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-frame.h"

G_BEGIN_DECLS

/* What pages with forms share. */

/* What is to be said to somebody whose act was refused for @error: a msgid, static. NULL where it
 * was not for what was asked: then nobody can do better by asking otherwise. */
const char *aft_form_get_refusal (const GError *error);

/* Shows the page of @show again with what was refused, eating @reason; or gives @reason on to
 * @error and NULL. */
AftHttpReply *aft_form_refuse (AftPage *page, GError *reason, AftPageWork show, GError **error);
/* The same with a sentence, a msgid, of the act's own; 422. */
AftHttpReply *
aft_form_refuse_with (AftPage *page, const char *msgid, AftPageWork show, GError **error);

/* Opens and closes a page that may have been refused. */
AftHtml *aft_form_open_page (AftPage *page, const char *title, AftSection section);
AftHttpReply *aft_form_close_page (AftPage *page);

/* Text @name of the form without blanks at its ends. Newly allocated. */
char *aft_form_dup_trimmed (const AftPage *page, const char *name);
/* Appends the ids behind @prefix in the names of the form's fields to @ids, AftId: what is ticked
 * of several. FALSE, INVALID, when one of them is none. */
gboolean aft_form_read_ids (const AftPage *page, const char *prefix, GArray *ids, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* DENIED with @error set, for what is others' to do. */
AftHttpReply *aft_form_deny (GError **error);

/* <dl class="facts">'s rows. NULL or "": a dash. */
void aft_form_fact (AftPage *page, const char *name, const char *value);
void aft_form_fact_printf (AftPage *page, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* A hidden field. */
void aft_form_hidden (AftPage *page, const char *name, const char *value);
/* A link as a paragraph of its own. */
void aft_form_link (AftPage *page, const char *path, const char *text);
/* The only button of a form, and the form's end. @style: as of aft_page_button(). */
void aft_form_end (AftPage *page, const char *text, const char *style);
/* What is asked once before it is done. */
typedef struct
{
  const char *title;
  AftSection section;
  const char *words;  /* what will be */
  const char *action; /* where it is posted */
  const char *button;
  const char *back; /* where nothing is done */
} AftFormQuestion;

AftHttpReply *aft_form_ask (AftPage *page, const AftFormQuestion *question);
/* A <section> with its heading; close it with aft_html_close (html, "section"). */
void aft_form_open_section (AftPage *page, const char *heading);

/* "UUID" after @base, "/console/guests/" for one; @tail NULL: nothing behind it. Newly allocated.
 */
char *aft_form_dup_path (const char *base, const AftId *id, const char *tail);

G_END_DECLS
