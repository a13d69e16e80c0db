/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/…/text: a rule document as its JSON, for whoever wants to see or change
 * all of it at once. It is checked as a whole; what the check says is English, as the JSON is. */
#include <string.h>

#include "aft-console-form.h"
#include "aft-console-rule-file.h"
#include "aft-error.h"

static void
write_area (AftPage *page, const char *text, gboolean is_open)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "field", NULL);
  aft_html_put (html, "label", aft_page_say (page, N_ ("Rules as text")), "for", "text", NULL);
  aft_html_put (html, "p",
                aft_page_say (page, N_ ("JSON. What holds for each reader is under default "
                                        "(English), zh-cn and zh-tw.")),
                "class", "hint", "id", "text-hint", NULL);
  aft_html_put (html, "textarea", text, "id", "text", "name", "text", "rows", "24", "spellcheck",
                "false", "autocomplete", "off", "wrap", "off", "readonly", AFT_HTML_IF (!is_open),
                "aria-describedby", "text-hint", NULL);
  aft_html_close (html, "div");
}

/* What the check found, in its own words. */
static void
write_check (AftPage *page, const AftRuleFile *file, const char *text)
{
  g_autoptr (GError) fault = NULL;

  if (page->form == NULL)
    return;
  if (aft_rule_document_check (file->document, text, strlen (text), NULL, &fault))
    {
      aft_html_put (page->html, "p", aft_page_say (page, N_ ("The rules are good.")), "class",
                    "strong", "role", "status", NULL);
      return;
    }
  aft_html_open (page->html, "div", "class", "say", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("This is wrong:")));
  aft_html_put (page->html, "p", fault->message, "lang", "en", NULL);
  aft_html_close (page->html, "div");
}

static void
write_text (AftPage *page, const AftRuleFile *file)
{
  AftHtml *html = page->html;
  const char *text = page->form != NULL ? aft_page_get_field (page, "text") : file->text;
  gboolean is_open = page->caller->role == AFT_ROLE_OWNER;
  g_autofree char *action = g_strconcat (file->path, "/text", NULL);

  aft_html_open (html, "div", "class", "card source", NULL);
  aft_rule_file_write_state (page, file);
  write_check (page, file, text);
  aft_page_open_form (page, action, "source");
  aft_rule_file_write_base (page, file);
  write_area (page, text, is_open);
  if (is_open)
    {
      aft_html_open (html, "div", "class", "row", NULL);
      aft_html_put (html, "button", aft_page_say (page, N_ ("Check")), "name", "do", "value",
                    "check", NULL);
      aft_html_put (html, "button", aft_page_say (page, N_ ("Check and save")), "class", "primary",
                    "name", "do", "value", "save", NULL);
      aft_html_close (html, "div");
    }
  else
    {
      aft_page_line (page, "quiet", aft_page_say (page, N_ ("The owner changes them.")));
    }
  aft_html_close (html, "form");
  aft_html_close (html, "div");
}

static gboolean
load (AftRuleFile *file, AftPage *page, GError **error)
{
  if (!aft_rule_file_load (file, page, error))
    return FALSE;
  if (aft_rule_file_has_text_page (file))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "These are edited in their form");
  return FALSE;
}

static AftHttpReply *
make_text (AftPage *page, GError **error)
{
  g_auto (AftRuleFile) file = { .word = NULL };

  if (!load (&file, page, error))
    return NULL;
  aft_form_open_page (page, aft_rule_file_get_title (page, file.document), AFT_SECTION_SETTINGS);
  write_text (page, &file);
  aft_form_link (page, file.path, aft_page_say (page, N_ ("Back to the form")));
  return aft_form_close_page (page);
}

static AftHttpReply *
save_text (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_auto (AftRuleFile) file = { .word = NULL };
  const char *text = aft_page_get_field (page, "text");

  if (!load (&file, page, error))
    return NULL;
  if (!aft_rule_document_check (file.document, text, strlen (text), NULL, NULL))
    return aft_form_refuse_with (page, N_ ("The rules have a fault. Nothing was saved."), make_text,
                                 error);
  if (g_str_equal (aft_page_get_field (page, "do"), "check"))
    return make_text (page, error);
  if (!aft_rule_file_save (&file, page, text, &reason))
    return aft_form_refuse (page, reason, make_text, error);
  return aft_page_redirect (file.path, "saved");
}

static const AftPageRoute pages[] = {
  { "GET", AFT_RULE_PAGES "/{word:word}/text", AFT_ROLE_MANAGER, make_text, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_RULE_PAGES "/{word:word}/text", AFT_ROLE_OWNER, save_text, AFT_ROUTE_FORM,
    AFT_RULE_FORM_BYTES },
};

void
aft_console_add_rule_texts (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
