/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftHtml: writes one page of HTML. Whatever comes from data goes in as text or as the value of an
 * attribute and is escaped for that place here, once; there is no way to write mark-up from data.
 *
 *   g_autoptr (AftHtml) html = aft_html_new ();
 *   aft_html_open (html, "a", "href", path, "class", "case", NULL);
 *   aft_html_text (html, name);
 *   aft_html_close (html, "a");
 *
 * Faults of the program are assertions: an element that is not closed, or is closed in the wrong
 * order; a name that is not lower case; "style", "on…" and other places where text would be code;
 * text in a script. One thread. */
typedef struct _AftHtml AftHtml;

AftHtml *aft_html_new (void);
/* Accepts NULL. */
void aft_html_free (AftHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHtml, aft_html_free)

/* Opens element @tag. Pairs of name and value follow, up to a NULL name; an attribute whose value
 * is NULL is left out, so "checked", AFT_HTML_IF (is_on) is a boolean one. Void elements (input,
 * br, img, link, meta, hr, col, wbr) are whole with this and not closed. "html" brings its doctype.
 * An address (href, src, action, formaction) that is not aft_html_is_address() is left out. */
void aft_html_open (AftHtml *html, const char *tag, ...) G_GNUC_NULL_TERMINATED;
/* Closes the innermost element, which is @tag. */
void aft_html_close (AftHtml *html, const char *tag);
/* A whole element with @text in it (NULL: empty) and attributes as of aft_html_open(). */
void aft_html_put (AftHtml *html, const char *tag, const char *text, ...) G_GNUC_NULL_TERMINATED;

#define AFT_HTML_IF(condition) ((condition) ? "" : NULL)

/* Control characters and what is not UTF-8 are shown as U+FFFD. NULL writes nothing. */
void aft_html_text (AftHtml *html, const char *text);
/* The same of a format with its values. */
void aft_html_text_printf (AftHtml *html, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Ends the page: every element is closed. Leaves @html empty. The caller owns the result. */
GBytes *aft_html_end (AftHtml *html);

/* May @text stand where a browser follows it? A local path, "?…", "#…", an https address, or "tel:"
 * with a number. */
gboolean aft_html_is_address (const char *text);

/* @path with a query of the pairs that follow, up to a NULL name, each percent-encoded; a pair
 * whose value is NULL is left out: "/console/cases?state=new&venue=…". Newly allocated. */
char *aft_html_dup_address (const char *path, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
