/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pages-private.h"

G_BEGIN_DECLS

/* What all pages of the phone have in common: head, house, languages, and the parts of forms.
 * Between open and end the page is written into page->html. */

/* A text in the page's language. */
const char *aft_page_frame_say (const AftPhonePage *page, const char *msgid) G_GNUC_FORMAT (2);

/* Begins a page: head with @title, the house's name, the switch of languages, and the heading
 * (@title again). Returns page->html, borrowed. */
AftHtml *aft_page_frame_open (AftPhonePage *page, const char *title);
/* The same without the heading, for a page that has one of its own. */
AftHtml *aft_page_frame_open_bare (AftPhonePage *page, const char *title);
/* Ends it. */
AftHttpReply *aft_page_frame_end (AftPhonePage *page, int status);
/* A whole page of one sentence under @title; @more may be NULL. */
AftHttpReply *
aft_page_frame_tell (AftPhonePage *page, int status, const char *title, const char *more);
/* For whatever opens nothing: 404, the same bytes whatever was wrong and whoever asks in that
 * language. */
AftHttpReply *aft_page_frame_tell_nothing (AftPhonePage *page);
/* 429 with Retry-After. */
AftHttpReply *aft_page_frame_tell_wait (AftPhonePage *page, guint seconds);
/* The page that stands for @error. */
AftHttpReply *aft_page_frame_tell_error (AftPhonePage *page, const GError *error);

/* A form that is posted to @path and keeps the language; @with_file: multipart. Closed with
 * aft_html_close (html, "form"). */
void aft_page_frame_open_form (AftPhonePage *page, const char *path, gboolean with_file);
/* The button that sends it. @class_name: "main", "plain", "grave"; @name and @value may be NULL. */
void aft_page_frame_button (AftPhonePage *page,
                            const char *text,
                            const char *class_name,
                            const char *name,
                            const char *value);
/* A link that looks like a button, to @path with the language kept. */
void aft_page_frame_link (AftPhonePage *page,
                          const char *text,
                          const char *class_name,
                          const char *path);
/* One line with a mark beside it: @is_fault with role alert, else status. */
void aft_page_frame_notice (AftPhonePage *page, const char *text, gboolean is_fault);

G_END_DECLS
