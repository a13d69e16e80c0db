/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages with forms share: an act that was refused comes back as its page with a sentence, and
 * the small parts those pages are made of. */
#include "aft-console-form.h"

#include <string.h>

#include "aft-error.h"

const char *
aft_form_get_refusal (const GError *error)
{
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_CONFLICT))
    return N_ ("That has changed in the meantime, or is taken. Nothing was done: look at what is "
               "here now.");
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_INVALID)
      || g_error_matches (error, AFT_ERROR, AFT_ERROR_TOO_LARGE))
    return N_ ("Something is missing, too long or not possible. Nothing was done: look at what you "
               "wrote.");
  return NULL;
}

AftHttpReply *
aft_form_refuse_with (AftPage *page, const char *msgid, AftPageWork show, GError **error)
{
  page->ask.refusal = msgid;
  if (page->ask.status == 0)
    page->ask.status = 422;
  return show (page, error);
}

AftHttpReply *
aft_form_refuse (AftPage *page, GError *reason, AftPageWork show, GError **error)
{
  const char *refusal = aft_form_get_refusal (reason);

  if (refusal == NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  page->ask.status = g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT) ? 409 : 422;
  g_error_free (reason);
  return aft_form_refuse_with (page, refusal, show, error);
}

AftHtml *
aft_form_open_page (AftPage *page, const char *title, AftSection section)
{
  const AftPageHead head
      = { .title = title,
          .section = section,
          .refusal = page->ask.refusal != NULL ? aft_page_say (page, page->ask.refusal) : NULL };
  return aft_page_open (page, &head);
}

AftHttpReply *
aft_form_close_page (AftPage *page)
{
  return aft_page_close (page, page->ask.status != 0 ? page->ask.status : 200);
}

char *
aft_form_dup_trimmed (const AftPage *page, const char *name)
{
  return page->form != NULL ? aft_http_form_dup_trimmed (page->form, name) : g_strdup ("");
}

gboolean
aft_form_read_ids (const AftPage *page, const char *prefix, GArray *ids, GError **error)
{
  const char *name = NULL;
  const char *value = NULL;

  for (gsize i = 0; aft_http_form_get_at (page->form, i, &name, &value); i++)
    {
      AftId id;
      if (!g_str_has_prefix (name, prefix))
        continue;
      if (!aft_id_from_text (name + strlen (prefix), &id))
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A field %s names no id", prefix);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }
  return TRUE;
}

AftHttpReply *
aft_form_deny (GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "This is for others to do");
  return NULL;
}

void
aft_form_fact (AftPage *page, const char *name, const char *value)
{
  aft_html_open (page->html, "div", NULL);
  aft_html_put (page->html, "dt", name, NULL);
  aft_html_put (page->html, "dd", value != NULL && *value != '\0' ? value : "–", NULL);
  aft_html_close (page->html, "div");
}

void
aft_form_fact_printf (AftPage *page, const char *name, const char *format, ...)
{
  va_list values;
  va_start (values, format);
  g_autofree char *text = g_strdup_vprintf (format, values);
  va_end (values);
  aft_form_fact (page, name, text);
}

void
aft_form_hidden (AftPage *page, const char *name, const char *value)
{
  aft_html_open (page->html, "input", "type", "hidden", "name", name, "value", value, NULL);
}

void
aft_form_link (AftPage *page, const char *path, const char *text)
{
  aft_html_open (page->html, "p", "class", "onward", NULL);
  aft_html_put (page->html, "a", text, "href", path, NULL);
  aft_html_close (page->html, "p");
}

void
aft_form_end (AftPage *page, const char *text, const char *style)
{
  aft_html_open (page->html, "div", "class", "row", NULL);
  aft_page_button (page, text, style);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "form");
}

AftHttpReply *
aft_form_ask (AftPage *page, const AftFormQuestion *question)
{
  aft_form_open_page (page, question->title, question->section);
  aft_html_open (page->html, "div", "class", "card", NULL);
  aft_page_line (page, NULL, question->words);
  aft_page_open_form (page, question->action, "change");
  aft_form_end (page, question->button, "primary");
  aft_html_close (page->html, "div");
  aft_form_link (page, question->back, aft_page_say (page, N_ ("Leave it as it is")));
  return aft_form_close_page (page);
}

void
aft_form_open_section (AftPage *page, const char *heading)
{
  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", heading, NULL);
}

char *
aft_form_dup_path (const char *base, const AftId *id, const char *tail)
{
  g_autofree char *text = aft_id_to_text (id);
  return g_strconcat (base, text, tail, NULL);
}
