/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the fields of a rule document look: labels with their units, limits that a browser knows, and
 * what is wrong beside the field. What is read from them is aft-console-rule-form.c's. */
#include "aft-console-rule-form.h"

#include <string.h>

#include "aft-rule-text.h"

#define HOUR_MINUTES 60
#define LONG_MINUTES 120 /* from here on hours say more */

static const char *
get_name (const char *path)
{
  const char *dot = strrchr (path, '.');
  return dot != NULL ? dot + 1 : path;
}

static const AftRuleField *
find_field (const AftRuleForm *form, const char *path)
{
  const char *name = get_name (path);

  for (gsize i = 0; i < form->kind->count; i++)
    if (g_str_equal (form->kind->fields[i].name, name))
      return &form->kind->fields[i];
  g_assert_not_reached ();
}

static void
write_fault (AftRuleForm *form, const char *path, const char *id)
{
  const char *fault = g_hash_table_lookup (form->faults, path);

  if (fault != NULL)
    aft_html_put (form->page->html, "p", fault, "class", "fault", "id", id, "lang",
                  form->fault_language, NULL);
}

/* "= 4 h 0 min" */
static void
write_hours (AftRuleForm *form, const AftRuleField *field, const char *typed)
{
  gint64 minutes = 0;

  if (field->kind != AFT_RULE_FIELD_MINUTES
      || !g_ascii_string_to_signed (typed, 10, LONG_MINUTES, field->most, &minutes, NULL))
    return;
  g_autofree char *span
      = g_strdup_printf (aft_page_say (form->page, N_ ("%d h %d min")),
                         (int) (minutes / HOUR_MINUTES), (int) (minutes % HOUR_MINUTES));
  aft_html_open (form->page->html, "p", "class", "hint", NULL);
  aft_html_text_printf (form->page->html, "= %s", span);
  aft_html_close (form->page->html, "p");
}

static void
write_number (AftRuleForm *form,
              const char *path,
              const AftRuleField *field,
              const char *typed,
              const char *fault_id)
{
  gboolean is_money = field->kind == AFT_RULE_FIELD_MONEY;
  gint64 unit = is_money ? 100 : 1;
  g_autofree char *least = g_strdup_printf (is_money && field->least % unit != 0 ? "0.01" : "%d",
                                            (int) (field->least / unit));
  g_autofree char *most = g_strdup_printf ("%d", (int) (field->most / unit));

  aft_html_open (form->page->html, "input", "type", "number", "id", path, "name", path, "value",
                 typed, "min", least, "max", most, "step", is_money ? "0.01" : "1", "inputmode",
                 is_money ? "decimal" : "numeric", "autocomplete", "off", "readonly",
                 AFT_HTML_IF (form->is_fixed), "aria-invalid", fault_id != NULL ? "true" : NULL,
                 "aria-describedby", fault_id, NULL);
}

static void
write_condition (AftRuleForm *form, const char *path, const char *typed, const char *fault_id)
{
  aft_html_put (form->page->html, "textarea", typed, "id", path, "name", path, "rows", "2",
                "spellcheck", "false", "autocomplete", "off", "class", "code", "readonly",
                AFT_HTML_IF (form->is_fixed), "aria-invalid", fault_id != NULL ? "true" : NULL,
                "aria-describedby", fault_id, NULL);
}

void
aft_rule_form_field (AftRuleForm *form, const char *path)
{
  AftHtml *html = form->page->html;
  const AftRuleField *field = find_field (form, path);
  gboolean is_wrong = g_hash_table_contains (form->faults, path);
  g_autofree char *label = aft_rule_form_dup_label (form, NULL, get_name (path));
  g_autofree char *typed = aft_rule_form_dup_typed (form, path);
  g_autofree char *fault_id = is_wrong ? g_strconcat (path, "-fault", NULL) : NULL;

  aft_html_open (html, "div", "class", is_wrong ? "field is-wrong" : "field", NULL);
  aft_html_put (html, "label", label, "for", path, NULL);
  if (field->kind == AFT_RULE_FIELD_CONDITION)
    write_condition (form, path, typed, fault_id);
  else
    write_number (form, path, field, typed, fault_id);
  write_hours (form, field, typed);
  write_fault (form, path, fault_id);
  aft_html_close (html, "div");
}

static void
write_options (AftRuleForm *form, const char *from, const char *chosen)
{
  const AftValue *list = aft_rule_tree_get (form->present, from);

  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const char *id = aft_value_get_member_string (aft_value_get_item (list, i), "id", "");
      g_autofree char *item = aft_rule_tree_dup_item_path (from, i);
      g_autofree char *text = aft_rule_tree_dup_path (item, "text");
      aft_page_option (form->page, id, aft_rule_form_get_text (form, text),
                       g_str_equal (id, chosen));
    }
}

void
aft_rule_form_choice (AftRuleForm *form, const char *path, const char *from)
{
  AftHtml *html = form->page->html;
  g_autofree char *label = aft_rule_form_dup_label (form, NULL, get_name (path));
  g_autofree char *typed = aft_rule_form_dup_typed (form, path);
  gboolean is_wrong = g_hash_table_contains (form->faults, path);
  g_autofree char *fault_id = is_wrong ? g_strconcat (path, "-fault", NULL) : NULL;

  aft_html_open (html, "div", "class", is_wrong ? "field is-wrong" : "field", NULL);
  aft_html_put (html, "label", label, "for", path, NULL);
  aft_html_open (html, "select", "id", path, "name", path, "disabled", AFT_HTML_IF (form->is_fixed),
                 "aria-describedby", fault_id, NULL);
  write_options (form, from, typed);
  aft_html_close (html, "select");
  write_fault (form, path, fault_id);
  aft_html_close (html, "div");
}

void
aft_rule_form_member (AftRuleForm *form, const char *path, const char *name)
{
  g_autofree char *below = aft_rule_tree_dup_path (path, name);
  aft_rule_form_field (form, below);
}

/* -- texts ------------------------------------------------------------------------------------ */

void
aft_rule_form_texts (AftRuleForm *form, const char *path, const char *legend)
{
  aft_rule_form_short_texts (form, path, legend, AFT_RULE_TEXT_MAX);
}

void
aft_rule_form_short_texts (AftRuleForm *form, const char *path, const char *legend, guint most)
{
  aft_wording_open (form->page);
  aft_html_put (form->page->html, "legend", legend, NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      g_autofree char *name = aft_rule_tree_dup_path (path, aft_rule_tree_get_key (i));
      g_autofree char *typed = aft_rule_form_dup_typed (form, name);
      const AftWording wording = { .name = name,
                                   .language = i,
                                   .text = typed,
                                   .most = most,
                                   .fault = g_hash_table_lookup (form->faults, name),
                                   .is_fixed = form->is_fixed };
      aft_wording_area (form->page, &wording);
    }
  aft_wording_close (form->page);
}

gboolean
aft_rule_form_is_wrong (const AftRuleForm *form, const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; i < form->order->len; i++)
    {
      const char *wrong = form->order->pdata[i];
      if (g_str_has_prefix (wrong, path) && (wrong[length] == '.' || wrong[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

void
aft_rule_form_fold (AftRuleForm *form, gboolean is_open, const char *title, const char *says)
{
  AftHtml *html = form->page->html;

  aft_html_open (html, "details", "class", "fold", "open", AFT_HTML_IF (is_open), NULL);
  aft_html_open (html, "summary", NULL);
  aft_html_open (html, "span", NULL);
  aft_html_text (html, title);
  if (says != NULL)
    aft_html_put (html, "span", says, "class", "says", NULL);
  aft_html_close (html, "span");
  aft_html_close (html, "summary");
  aft_html_open (html, "div", NULL);
}

void
aft_rule_form_unfold (AftRuleForm *form)
{
  aft_html_close (form->page->html, "div");
  aft_html_close (form->page->html, "details");
}

void
aft_rule_form_folded_texts (AftRuleForm *form, const char *path, const char *title)
{
  aft_rule_form_fold (form, aft_rule_form_is_wrong (form, path), title,
                      aft_rule_form_get_text (form, path));
  aft_rule_form_texts (form, path, title);
  aft_rule_form_unfold (form);
}

void
aft_rule_form_open_card (AftRuleForm *form, const char *legend)
{
  aft_html_open (form->page->html, "fieldset", "class", "cell", NULL);
  aft_html_put (form->page->html, "legend", legend, NULL);
}
