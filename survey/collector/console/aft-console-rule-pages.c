/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules: the house's rule documents, each a form that is checked as a whole
 * before it is saved. Which fields a form has is its document's own file; every version stays and
 * can be looked at and put in force again. */
#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-console-rule-file.h"
#include "aft-error.h"
#include "aft-json.h"

#include <string.h>

#define CHANGES_MAX 60 /* shown; the rest is counted */

/* By document. */
static const AftRuleFormKind *const kinds[AFT_RULE_DOCUMENTS] = {
  [AFT_RULE_DOCUMENT_RISK] = &aft_console_risk_form,
  [AFT_RULE_DOCUMENT_TIERS] = &aft_console_tiers_form,
  [AFT_RULE_DOCUMENT_TREATMENT] = &aft_console_treatment_form,
  [AFT_RULE_DOCUMENT_CAUSES] = &aft_console_causes_form,
  [AFT_RULE_DOCUMENT_STEPS] = &aft_console_steps_form,
  [AFT_RULE_DOCUMENT_PRIVACY] = &aft_console_privacy_form,
};

/* -- the list --------------------------------------------------------------------------------- */

static AftHttpReply *
make_list (AftPage *page, GError **error)
{
  aft_form_open_page (page, aft_page_say (page, N_ ("Rules")), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "ul", "class", "card rows", NULL);
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_autofree char *path = g_strconcat (AFT_RULE_PAGES "/", aft_rule_document_to_text (i), NULL);
      aft_html_open (page->html, "li", NULL);
      aft_html_put (page->html, "a", aft_rule_file_get_title (page, i), "href", path, NULL);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* -- what differs ----------------------------------------------------------------------------- */

static void
write_change (const AftRuleForm *form,
              const AftRuleChange *change,
              const AftValue *from,
              const AftValue *to)
{
  AftPage *page = form->page;
  g_autofree char *label
      = aft_rule_form_dup_label (form, change->to != NULL ? to : from, change->path);
  g_autofree char *before = aft_rule_form_dup_value (form, change->path, change->from);
  g_autofree char *after = aft_rule_form_dup_value (form, change->path, change->to);

  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "p", label, "class", "small quiet", NULL);
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "del", before, NULL);
  aft_html_put (page->html, "span", " → ", "aria-hidden", "true", NULL);
  aft_html_put (page->html, "ins", after, NULL);
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "li");
}

static void
write_changes (const AftRuleForm *form, const AftValue *from, const AftValue *to)
{
  AftPage *page = form->page;
  g_autoptr (GPtrArray) changes = aft_rule_tree_compare (from, to);

  if (changes->len == 0)
    {
      aft_page_line (page, "quiet", aft_page_say (page, N_ ("Nothing differs.")));
      return;
    }
  aft_html_open (page->html, "ul", "class", "rows changes", NULL);
  for (guint i = 0; i < MIN (changes->len, CHANGES_MAX); i++)
    write_change (form, changes->pdata[i], from, to);
  aft_html_close (page->html, "ul");
  if (changes->len <= CHANGES_MAX)
    return;
  g_autofree char *more = g_strdup_printf (aft_page_say (page, N_ ("and %d more")),
                                           (int) (changes->len - CHANGES_MAX));
  aft_page_line (page, "quiet", more);
}

/* -- one document ----------------------------------------------------------------------------- */

static void
write_faults (const AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_html_open (page->html, "div", "class", "say", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("This is wrong:")));
  aft_html_open (page->html, "ul", "class", "findings", NULL);
  for (guint i = 0; i < form->order->len; i++)
    {
      const char *path = form->order->pdata[i];
      const char *sentence = g_hash_table_lookup (form->faults, path);
      g_autofree char *label = aft_rule_form_dup_label (form, form->edited, path);
      g_autofree char *address = g_strconcat ("#", path, NULL);
      aft_html_open (page->html, "li", NULL);
      if (*path != '\0')
        {
          aft_html_put (page->html, "a", label, "href", address, NULL);
          aft_html_text (page->html, ": ");
        }
      aft_html_put (page->html, "span", sentence, "lang", form->fault_language, NULL);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "div");
}

/* What the check says: what is wrong, or what would be different. */
static gboolean
write_check (const AftRuleForm *form, GError **error)
{
  AftPage *page = form->page;

  if (form->edited == NULL)
    return TRUE;
  if (form->order->len > 0)
    {
      write_faults (form);
      return TRUE;
    }
  aft_html_open (page->html, "div", "class", "say", "role", "status", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("The rules are good.")));
  if (form->kind->try_out != NULL && !form->kind->try_out (form, error))
    return FALSE;
  aft_page_line (page, NULL, aft_page_say (page, N_ ("Saved, they would differ in this:")));
  write_changes (form, form->present, form->edited);
  aft_html_close (page->html, "div");
  return TRUE;
}

static void
write_buttons (AftPage *page)
{
  aft_html_open (page->html, "div", "class", "row save", NULL);
  aft_html_put (page->html, "button", aft_page_say (page, N_ ("Check")), "name", "do", "value",
                "check", NULL);
  aft_html_put (page->html, "button", aft_page_say (page, N_ ("Check and save")), "class",
                "primary", "name", "do", "value", "save", NULL);
  aft_html_close (page->html, "div");
}

static void
write_form (AftRuleForm *form, const AftRuleFile *file)
{
  AftPage *page = form->page;

  aft_page_open_form (page, file->path, NULL);
  aft_rule_file_write_base (page, file);
  form->kind->write (form);
  if (!form->is_fixed)
    write_buttons (page);
  else
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("The owner changes them.")));
  aft_html_close (page->html, "form");
}

/* Of a version that somebody looks at: what it changed, and the way back to it. */
static gboolean
write_version (const AftRuleForm *form, const AftRuleFile *file, GError **error)
{
  static const AftJsonLimits limits = { AFT_RULE_DOCUMENT_MAX_BYTES, 8 };
  AftPage *page = form->page;

  if (page->form != NULL || aft_page_get_query (page, "version") == NULL || file->shown == 0)
    return TRUE;
  g_autofree char *text = aft_rule_file_dup_version (file, page, file->shown - 1, error);
  g_autoptr (AftValue) before
      = text != NULL ? aft_json_parse (text, strlen (text), &limits, error) : NULL;
  if (before == NULL)
    return FALSE;
  aft_form_open_section (page, aft_page_say (page, N_ ("What this version changed")));
  write_changes (form, before, form->present);
  aft_html_close (page->html, "section");
  return TRUE;
}

static void
write_back (AftPage *page, const AftRuleFile *file)
{
  g_autofree char *action = g_strconcat (file->path, "/back", NULL);

  if (file->shown == file->current || page->caller->role < AFT_ROLE_OWNER)
    return;
  aft_page_open_form (page, action, NULL);
  aft_rule_file_write_base (page, file);
  aft_form_end (page, aft_page_say (page, N_ ("Put this version in force again")), NULL);
}

/* Up to the versions; FALSE with @error set. */
static gboolean
write_parts (AftRuleForm *form, const AftRuleFile *file, GError **error)
{
  AftPage *page = form->page;

  aft_html_open (page->html, "div", "class", "card", NULL);
  aft_rule_file_write_state (page, file);
  write_back (page, file);
  if (!write_check (form, error))
    return FALSE;
  aft_html_close (page->html, "div");
  if (!write_version (form, file, error))
    return FALSE;
  write_form (form, file);
  return aft_rule_file_write_versions (page, file, error);
}

static AftHttpReply *
write_page (AftRuleForm *form, const AftRuleFile *file, GError **error)
{
  AftPage *page = form->page;
  g_autofree char *text = g_strconcat (file->path, "/text", NULL);

  aft_form_open_page (page, aft_rule_file_get_title (page, file->document), AFT_SECTION_SETTINGS);
  if (!write_parts (form, file, error))
    {
      g_clear_pointer (&page->html, aft_html_free);
      return NULL;
    }
  if (aft_rule_file_has_text_page (file))
    aft_form_link (page, text, aft_page_say (page, N_ ("All of it as text (JSON)")));
  aft_form_link (page, AFT_RULE_PAGES, aft_page_say (page, N_ ("Back to the rules")));
  return aft_form_close_page (page);
}

static gboolean
load (AftRuleFile *file, AftRuleForm *form, AftPage *page, GError **error)
{
  return aft_rule_file_load (file, page, error)
         && aft_rule_form_init (form, page, kinds[file->document], file->text, error);
}

static AftHttpReply *
make_document (AftPage *page, GError **error)
{
  g_auto (AftRuleFile) file = { .word = NULL };
  g_auto (AftRuleForm) form = { .page = NULL };

  return load (&file, &form, page, error) ? write_page (&form, &file, error) : NULL;
}

/* -- saving ----------------------------------------------------------------------------------- */

/* The form as it was sent, with what is to be said of it. */
static AftHttpReply *
show_sent (AftPage *page, GError **error)
{
  g_auto (AftRuleFile) file = { .word = NULL };
  g_auto (AftRuleForm) form = { .page = NULL };

  if (!load (&file, &form, page, error))
    return NULL;
  aft_rule_form_read (&form, "");
  return write_page (&form, &file, error);
}

/* Each score and each case keeps by which version it was made: "house-3" is version 3. */
static char *
dup_next_version (const AftRuleFile *file)
{
  return g_strdup_printf ("house-%u", file->current + 1);
}

static AftHttpReply *
save_form (AftPage *page, const AftRuleFile *file, const AftRuleForm *form, GError **error)
{
  GError *reason = NULL;
  g_autofree char *text = aft_rule_form_has_changed (form)
                              ? aft_rule_tree_dup_text (form->edited, &reason)
                              : g_strdup (file->text);
  gboolean is_in_force = !aft_rule_form_has_changed (form) && file->shown == file->current;

  if (text == NULL || (!is_in_force && !aft_rule_file_save (file, page, text, &reason)))
    return aft_form_refuse (page, reason, show_sent, error);
  return aft_page_redirect (file->path, "saved");
}

static AftHttpReply *
save_document (AftPage *page, GError **error)
{
  g_auto (AftRuleFile) file = { .word = NULL };
  g_auto (AftRuleForm) form = { .page = NULL };

  if (!load (&file, &form, page, error))
    return NULL;
  g_autofree char *version = dup_next_version (&file);
  if (!aft_rule_form_read (&form, version))
    {
      page->ask.refusal = N_ ("The rules have a fault. Nothing was saved.");
      page->ask.status = 422;
      return write_page (&form, &file, error);
    }
  if (g_str_equal (aft_page_get_field (page, "do"), "check"))
    return write_page (&form, &file, error);
  return save_form (page, &file, &form, error);
}

/* The version that the form names, word for word. */
static AftHttpReply *
put_back (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_auto (AftRuleFile) file = { .word = NULL };

  if (!aft_rule_file_load (&file, page, error))
    return NULL;
  if (!aft_rule_document_check (file.document, file.text, strlen (file.text), NULL, NULL))
    return aft_form_refuse_with (
        page, N_ ("This version does not fit the program any more. Nothing was done."),
        make_document, error);
  if (!aft_rule_file_save (&file, page, file.text, &reason))
    return aft_form_refuse (page, reason, make_document, error);
  return aft_page_redirect (file.path, "saved");
}

static const AftPageRoute pages[] = {
  { "GET", AFT_RULE_PAGES, AFT_ROLE_MANAGER, make_list, AFT_ROUTE_NO_BODY, 0 },
  { "GET", AFT_RULE_PAGES "/{word:word}", AFT_ROLE_MANAGER, make_document, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_RULE_PAGES "/{word:word}", AFT_ROLE_OWNER, save_document, AFT_ROUTE_FORM,
    AFT_RULE_FORM_BYTES },
  { "POST", AFT_RULE_PAGES "/{word:word}/back", AFT_ROLE_OWNER, put_back, AFT_ROUTE_FORM, 0 },
};

void
aft_console_add_rule_pages (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
  aft_console_add_rule_texts (console, router);
}
