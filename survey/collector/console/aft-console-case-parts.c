/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms on a case's page share: how one is opened, folded away and ended, and the fields
 * that more than one of them has. */
#include "aft-console-case-parts.h"

#include "aft-house-store-cases.h"

const char *
aft_case_get_draft (const AftPage *page, const char *act, const char *name)
{
  if (page->form == NULL || g_strcmp0 (page->word, act) != 0)
    return NULL;
  return aft_page_get_field (page, name);
}

void
aft_case_open_act (AftPage *page, const AftCaseFile *file, const char *act)
{
  g_autofree char *action = g_strconcat (file->path, "/", act, NULL);
  aft_page_open_form (page, action, act);
}

void
aft_case_close_act (AftPage *page, const char *text, const char *style)
{
  aft_html_open (page->html, "div", NULL);
  aft_page_button (page, text, style);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "form");
}

/* A form that is folded away until it is wanted, or was refused. */
void
aft_case_open_folded (AftPage *page, const AftCaseFile *file, const char *act, const char *title)
{
  g_autofree char *id = g_strconcat ("act-", act, NULL);
  gboolean is_open = page->form != NULL && g_strcmp0 (page->word, act) == 0;

  aft_html_open (page->html, "details", "id", id, "open", AFT_HTML_IF (is_open), NULL);
  aft_html_put (page->html, "summary", title, NULL);
  aft_case_open_act (page, file, act);
}

void
aft_case_close_folded (AftPage *page, const char *text)
{
  aft_case_close_act (page, text, "primary");
  aft_html_close (page->html, "details");
}

void
aft_case_write_words_field (AftPage *page, const char *act, const char *label, gboolean is_needed)
{
  g_autofree char *id = g_strconcat (act, "-words", NULL);
  const AftPageField words = { .id = id,
                               .name = "words",
                               .label = label,
                               .type = "textarea",
                               .value = aft_case_get_draft (page, act, "words"),
                               .most = AFT_HOUSE_WORDS_MAX,
                               .is_needed = is_needed };
  aft_page_field (page, &words);
}

void
aft_case_write_colleagues (AftPage *page,
                           const AftCaseFile *file,
                           const AftPageField *field,
                           gboolean has_me)
{
  aft_page_open_select (page, field);
  aft_page_option (page, "", aft_page_say (page, N_ ("Choose…")), FALSE);
  if (has_me)
    {
      g_autofree char *me = aft_id_to_text (&page->caller->user_id);
      aft_page_option (page, me, aft_page_say (page, N_ ("I myself")),
                       g_strcmp0 (field->value, me) == 0);
    }
  for (guint i = 0; i < file->colleagues->len; i++)
    {
      const AftHouseUser *user = file->colleagues->pdata[i];
      g_autofree char *id = aft_id_to_text (&user->id);
      aft_page_option (page, id, user->public_name != NULL ? user->public_name : user->name,
                       g_strcmp0 (field->value, id) == 0);
    }
  aft_page_close_select (page);
}

void
aft_case_write_money (AftPage *page, const char *act, const char *label, const char *hint)
{
  g_autofree char *id = g_strconcat (act, "-cost", NULL);
  const AftPageField cost = { .id = id,
                              .name = "cost",
                              .label = label,
                              .hint = hint,
                              .value = aft_case_get_draft (page, act, "cost"),
                              .inputmode = "decimal",
                              .autocomplete = "off",
                              .most = 12,
                              .is_needed = TRUE };
  aft_html_open (page->html, "div", "class", "narrow", NULL);
  aft_page_field (page, &cost);
  aft_html_close (page->html, "div");
}
