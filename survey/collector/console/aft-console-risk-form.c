/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/risk as a form: from how many points on a visit is at risk, and for each
 * signal its points, why it says so, and when it counts. New signals come by the JSON text. */
#include "aft-console-risk-trial.h"
#include "aft-console-rule-form.h"
#include "aft-console-speech.h"
#include "aft-risk-rules.h"

#define POINTS_MAX 100

static const AftRuleField fields[] = {
  { "watch", AFT_RULE_FIELD_WHOLE, 1, POINTS_MAX, N_ ("Points from which on it is watched") },
  { "at-risk", AFT_RULE_FIELD_WHOLE, 1, POINTS_MAX, N_ ("Points from which on it is at risk") },
  { "critical", AFT_RULE_FIELD_WHOLE, 1, POINTS_MAX, N_ ("Points from which on it is critical") },
  { "points", AFT_RULE_FIELD_WHOLE, -POINTS_MAX, POINTS_MAX, N_ ("Points") },
  { "when", AFT_RULE_FIELD_CONDITION, 1, AFT_RISK_RULES_EXPRESSION_MAX, N_ ("Counts when") },
  { "each", AFT_RULE_FIELD_CONDITION, 1, AFT_RISK_RULES_EXPRESSION_MAX,
    N_ ("Counts so many times") },
};

static void
write_levels (AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("How grave it is")), NULL);
  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("The points of all signals that count are added, up to "
                                         "100.")));
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  aft_rule_form_member (form, "levels", "watch");
  aft_rule_form_member (form, "levels", "at-risk");
  aft_rule_form_member (form, "levels", "critical");
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "section");
}

static void
write_condition (AftRuleForm *form, const char *path)
{
  AftPage *page = form->page;
  g_autofree char *when = aft_rule_tree_dup_path (path, "when");
  g_autofree char *each = aft_rule_tree_dup_path (path, "each");
  g_autofree char *typed = aft_rule_form_dup_typed (form, when);
  gboolean is_wrong = aft_rule_form_is_wrong (form, when) || aft_rule_form_is_wrong (form, each);

  aft_rule_form_fold (form, is_wrong, aft_page_say (page, N_ ("When it counts")), typed);
  aft_rule_form_field (form, when);
  if (aft_rule_tree_get (form->present, each) != NULL)
    aft_rule_form_field (form, each);
  aft_rule_form_unfold (form);
}

static void
write_signal (AftRuleForm *form, gsize index)
{
  AftPage *page = form->page;
  g_autofree char *path = aft_rule_tree_dup_item_path ("signals", index);
  g_autofree char *reason = aft_rule_tree_dup_path (path, "reason");
  g_autofree char *points = aft_rule_tree_dup_path (path, "points");
  g_autofree char *typed = aft_rule_form_dup_typed (form, points);

  aft_rule_form_open_card (form, aft_rule_form_get_text (form, reason));
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  aft_rule_form_field (form, points);
  aft_html_close (page->html, "div");
  if (g_str_equal (typed, "0"))
    aft_page_line (page, "small quiet", aft_page_say (page, N_ ("Switched off.")));
  aft_rule_form_folded_texts (form, reason, aft_page_say (page, N_ ("What staff read")));
  write_condition (form, path);
  aft_html_close (page->html, "fieldset");
}

static void
write_form (AftRuleForm *form)
{
  AftPage *page = form->page;
  gsize count = aft_value_get_length (aft_rule_tree_get (form->present, "signals"));

  write_levels (form);
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("What speaks for it")), NULL);
  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("0 points switch a signal off, points below 0 speak "
                                         "against it.")));
  aft_html_open (page->html, "div", "class", "cells", NULL);
  for (gsize i = 0; i < count; i++)
    write_signal (form, i);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "section");
}

static void
check_above (AftRuleForm *form, const char *path, const char *lower)
{
  gint64 least = aft_rule_form_get_number (form, lower) + 1;

  if (aft_rule_form_get_number (form, path) >= least)
    return;
  g_autofree char *sentence = g_strdup_printf (
      aft_page_say (form->page, N_ ("This is more than the level before it: %d or more, please.")),
      (int) least);
  aft_rule_form_refuse (form, path, sentence);
}

static void
check_form (AftRuleForm *form)
{
  check_above (form, "levels.at-risk", "levels.watch");
  check_above (form, "levels.critical", "levels.at-risk");
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  return g_str_equal (part, "reason") ? aft_page_say (form->page, N_ ("What staff read")) : NULL;
}

const AftRuleFormKind aft_console_risk_form = { .document = AFT_RULE_DOCUMENT_RISK,
                                                .fields = fields,
                                                .count = G_N_ELEMENTS (fields),
                                                .write = write_form,
                                                .check = check_form,
                                                .say_part = say_part,
                                                .try_out = aft_console_risk_try_out };
