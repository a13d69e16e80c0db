/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/steps as a form: what the five handling steps are called, what each is to
 * reach, the sentences for the guest and the hints for who says them. */
#include "aft-case.h"
#include "aft-console-rule-form.h"
#include "aft-handling-steps.h"

static void
write_sentences (AftRuleForm *form, const char *list, const char *title)
{
  AftPage *page = form->page;
  gsize count = aft_value_get_length (aft_rule_tree_get (form->present, list));
  gsize shown = form->is_fixed ? count : MIN (count + 1, AFT_HANDLING_STEPS_SENTENCES_MAX);
  g_autofree char *first = aft_rule_tree_dup_item_path (list, 0);

  aft_rule_form_fold (form, aft_rule_form_is_wrong (form, list), title,
                      aft_rule_form_get_text (form, first));
  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("A sentence that is emptied in all languages is taken "
                                         "away.")));
  for (gsize i = 0; i < shown; i++)
    {
      g_autofree char *path = aft_rule_tree_dup_item_path (list, i);
      g_autofree char *number = g_strdup_printf ("%u", (guint) i + 1);
      aft_rule_form_texts (form, path,
                           i < count ? number : aft_page_say (page, N_ ("One more sentence")));
    }
  aft_rule_form_unfold (form);
}

static void
write_step (AftRuleForm *form, AftCaseStep step)
{
  AftPage *page = form->page;
  g_autofree char *path = g_strconcat ("steps.", aft_case_step_to_text (step), NULL);
  g_autofree char *title = aft_rule_tree_dup_path (path, "title");
  g_autofree char *aim = aft_rule_tree_dup_path (path, "aim");
  g_autofree char *say = aft_rule_tree_dup_path (path, "say");
  g_autofree char *again = aft_rule_tree_dup_path (path, "say_again");
  g_autofree char *hints = aft_rule_tree_dup_path (path, "hints");

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", aft_rule_form_get_text (form, title), NULL);
  aft_rule_form_folded_texts (form, title, aft_page_say (page, N_ ("Name of the step")));
  aft_rule_form_folded_texts (form, aim, aft_page_say (page, N_ ("What is to be reached")));
  write_sentences (form, say, aft_page_say (page, N_ ("What to say to the guest")));
  if (aft_value_get_length (aft_rule_tree_get (form->present, again)) > 0)
    write_sentences (form, again,
                     aft_page_say (page, N_ ("What you can say to a guest who comes again")));
  write_sentences (form, hints, aft_page_say (page, N_ ("Hints for who says it")));
  aft_html_close (page->html, "section");
}

static void
write_form (AftRuleForm *form)
{
  for (AftCaseStep step = 0; step < AFT_CASE_STEPS; step++)
    write_step (form, step);
}

/* -- what was typed --------------------------------------------------------------------------- */

static AftValue *
read_list (AftRuleForm *form, const char *path, const AftValue *present)
{
  AftValueBuilder *list;
  gsize kept = 0;

  if (!g_str_has_suffix (path, ".say") && !g_str_has_suffix (path, ".say_again")
      && !g_str_has_suffix (path, ".hints"))
    return NULL;
  list = aft_value_builder_new_array ();
  for (gsize i = 0; i < AFT_HANDLING_STEPS_SENTENCES_MAX; i++)
    {
      g_autofree char *item = aft_rule_tree_dup_item_path (path, i);
      AftValue *old = aft_value_get_item (present, i);
      gboolean was_sent = aft_rule_form_was_sent (form, item);
      if (was_sent ? !aft_rule_form_is_filled (form, item) : old == NULL)
        continue;
      aft_value_builder_take (list, aft_rule_form_read_texts (form, item, old));
      kept++;
    }
  g_autofree char *first = g_strconcat (path, ".0.default", NULL);
  if (kept == 0)
    aft_rule_form_refuse (form, first, aft_page_say (form->page, N_ ("Something is needed here.")));
  return aft_value_builder_end (list);
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  static const struct
  {
    const char *part;
    const char *name;
  } parts[] = { { "title", N_ ("Name of the step") },
                { "aim", N_ ("What is to be reached") },
                { "say", N_ ("What to say to the guest") },
                { "say_again", N_ ("What you can say to a guest who comes again") },
                { "hints", N_ ("Hints for who says it") } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].part, part))
      return aft_page_say (form->page, parts[i].name);
  g_autofree char *title = g_strdup_printf ("steps.%s.title", part);
  const char *text = aft_rule_form_get_text (form, title);
  return *text != '\0' ? text : NULL;
}

const AftRuleFormKind aft_console_steps_form = { .document = AFT_RULE_DOCUMENT_STEPS,
                                                 .write = write_form,
                                                 .read_list = read_list,
                                                 .say_part = say_part };
