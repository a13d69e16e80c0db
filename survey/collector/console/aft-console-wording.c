/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields in which a text is written in three languages. Where the text comes from, and what
 * becomes of it, is for the page. */
#include "aft-console-wording.h"

void
aft_wording_open (AftPage *page)
{
  aft_html_open (page->html, "fieldset", "class", "wordings", NULL);
}

void
aft_wording_close (AftPage *page)
{
  aft_html_close (page->html, "fieldset");
}

void
aft_wording_area (AftPage *page, const AftWording *wording)
{
  AftHtml *html = page->html;
  const char *tag = aft_language_get_tag (wording->language);
  gboolean is_wrong = wording->fault != NULL;
  g_autofree char *most = g_strdup_printf ("%u", wording->most);
  g_autofree char *fault_id = is_wrong ? g_strconcat (wording->name, "-fault", NULL) : NULL;

  aft_html_open (html, "div", "class", is_wrong ? "field is-wrong" : "field", NULL);
  aft_html_put (html, "label", aft_language_get_own_name (wording->language), "for", wording->name,
                "lang", tag, "class", "small", NULL);
  aft_html_put (html, "textarea", wording->text, "id", wording->name, "name", wording->name, "lang",
                tag, "rows", "2", "maxlength", most, "readonly", AFT_HTML_IF (wording->is_fixed),
                "aria-invalid", is_wrong ? "true" : NULL, "aria-describedby", fault_id, NULL);
  if (is_wrong)
    aft_html_put (html, "p", wording->fault, "class", "fault", "id", fault_id, NULL);
  aft_html_close (html, "div");
}
