/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/treatment as a form: the times that are equal for every guest by level,
 * and what goes by tier and level. */
#include "aft-console-rule-form.h"
#include "aft-console-speech.h"
#include "aft-treatment.h"

static const AftRuleField fields[] = {
  { "contact_minutes", AFT_RULE_FIELD_MINUTES, 1, AFT_TREATMENT_MINUTES_MAX,
    N_ ("Minutes to the first answer") },
  { "manager_minutes", AFT_RULE_FIELD_MINUTES, 1, AFT_TREATMENT_MINUTES_MAX,
    N_ ("Minutes until the manager is called") },
  { "owner_minutes", AFT_RULE_FIELD_MINUTES, 1, AFT_TREATMENT_MINUTES_MAX,
    N_ ("Minutes until the owner is called") },
  { "handling_minutes", AFT_RULE_FIELD_MINUTES, 1, AFT_TREATMENT_MINUTES_MAX,
    N_ ("Minutes to a solution") },
  { "resolution_minutes", AFT_RULE_FIELD_MINUTES, 1, AFT_TREATMENT_MINUTES_MAX,
    N_ ("Minutes to the end") },
  { "offer_cap_minor", AFT_RULE_FIELD_MONEY, 0, AFT_TREATMENT_OFFER_MAX_MINOR,
    N_ ("Offers without a second person, up to") },
};

/* The gravest and the best guests first: there the figures matter most. */
static const AftRiskLevel levels[]
    = { AFT_RISK_CRITICAL, AFT_RISK_AT_RISK, AFT_RISK_WATCH, AFT_RISK_NONE };
static const AftTier tiers[]
    = { AFT_TIER_VIP, AFT_TIER_CORE, AFT_TIER_ORDINARY, AFT_TIER_LOW, AFT_TIER_UNKNOWN };

/* -- the fields ------------------------------------------------------------------------------- */

static void
write_level (AftRuleForm *form, AftRiskLevel level)
{
  g_autofree char *path = g_strconcat ("levels.", aft_risk_level_to_text (level), NULL);

  aft_rule_form_open_card (form, aft_speech_get_level (form->page, level));
  aft_html_open (form->page->html, "div", "class", "numbers", NULL);
  aft_rule_form_member (form, path, "contact_minutes");
  aft_rule_form_member (form, path, "manager_minutes");
  aft_rule_form_member (form, path, "owner_minutes");
  aft_html_close (form->page->html, "div");
  aft_html_close (form->page->html, "fieldset");
}

static void
write_levels (AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("The same for every guest")), NULL);
  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("Who the guest is must never delay the first answer, so "
                                         "these times go by how grave it is and by nothing "
                                         "else.")));
  aft_html_open (page->html, "div", "class", "cells", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    write_level (form, levels[i]);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "section");
}

static void
write_cell (AftRuleForm *form, AftTier tier, AftRiskLevel level)
{
  AftHtml *html = form->page->html;
  g_autofree char *path
      = g_strconcat ("tiers.", aft_tier_to_text (tier), ".", aft_risk_level_to_text (level), NULL);
  g_autofree char *policy = aft_rule_tree_dup_path (path, "policy");
  g_autofree char *legend = aft_rule_form_dup_label (form, NULL, path);

  aft_rule_form_open_card (form, legend);
  aft_html_open (html, "div", "class", "numbers", NULL);
  aft_rule_form_member (form, path, "handling_minutes");
  aft_rule_form_member (form, path, "resolution_minutes");
  aft_rule_form_member (form, path, "offer_cap_minor");
  aft_html_close (html, "div");
  aft_rule_form_folded_texts (form, policy, aft_page_say (form->page, N_ ("What to do")));
  aft_html_close (html, "fieldset");
}

static void
write_tier (AftRuleForm *form, AftTier tier)
{
  AftHtml *html = form->page->html;

  aft_html_open (html, "section", NULL);
  aft_html_put (html, "h2", aft_speech_get_tier (form->page, tier), NULL);
  aft_html_open (html, "div", "class", "cells", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    write_cell (form, tier, levels[i]);
  aft_html_close (html, "div");
  aft_html_close (html, "section");
}

static void
write_form (AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("Minutes run from the flag, in opening hours.")));
  write_levels (form);
  for (gsize i = 0; i < G_N_ELEMENTS (tiers); i++)
    write_tier (form, tiers[i]);
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("Not to be won back")), NULL);
  aft_rule_form_folded_texts (form, "no_win_back.policy", aft_page_say (page, N_ ("What to do")));
  aft_html_close (page->html, "section");
}

/* -- what fits together ----------------------------------------------------------------------- */

/* @name is to be @other of the same place or more, or @is_above: more. */
static void
check_order (AftRuleForm *form,
             const char *path,
             const char *name,
             const char *other,
             gboolean is_above)
{
  g_autofree char *field = aft_rule_tree_dup_path (path, name);
  g_autofree char *before = aft_rule_tree_dup_path (path, other);
  gint64 least = aft_rule_form_get_number (form, before) + (is_above ? 1 : 0);

  if (aft_rule_form_get_number (form, field) >= least)
    return;
  g_autofree char *sentence = g_strdup_printf (
      aft_page_say (form->page, N_ ("This comes after the time before it: %d or more, please.")),
      (int) least);
  aft_rule_form_refuse (form, field, sentence);
}

/* A graver level never has longer. */
static void
check_gravity (AftRuleForm *form, AftRiskLevel level)
{
  g_autofree char *field
      = g_strconcat ("levels.", aft_risk_level_to_text (level), ".contact_minutes", NULL);
  g_autofree char *lighter
      = g_strconcat ("levels.", aft_risk_level_to_text (level - 1), ".contact_minutes", NULL);
  gint64 most = aft_rule_form_get_number (form, lighter);

  if (aft_rule_form_get_number (form, field) <= most)
    return;
  g_autofree char *sentence = g_strdup_printf (
      aft_page_say (form->page, N_ ("What is graver cannot wait longer: %d or less, please.")),
      (int) most);
  aft_rule_form_refuse (form, field, sentence);
}

static void
check_form (AftRuleForm *form)
{
  for (AftRiskLevel level = 0; level < AFT_RISK_LEVELS; level++)
    {
      const char *word = aft_risk_level_to_text (level);
      g_autofree char *path = g_strconcat ("levels.", word, NULL);
      check_order (form, path, "manager_minutes", "contact_minutes", FALSE);
      check_order (form, path, "owner_minutes", "manager_minutes", TRUE);
      if (level > 0)
        check_gravity (form, level);
      for (AftTier tier = 0; tier < AFT_TIERS; tier++)
        {
          g_autofree char *cell = g_strconcat ("tiers.", aft_tier_to_text (tier), ".", word, NULL);
          check_order (form, cell, "resolution_minutes", "handling_minutes", FALSE);
        }
    }
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  if (g_str_equal (part, "policy"))
    return aft_page_say (form->page, N_ ("What to do"));
  if (g_str_equal (part, "no_win_back"))
    return aft_page_say (form->page, N_ ("Not to be won back"));
  return NULL;
}

const AftRuleFormKind aft_console_treatment_form = { .document = AFT_RULE_DOCUMENT_TREATMENT,
                                                     .fields = fields,
                                                     .count = G_N_ELEMENTS (fields),
                                                     .write = write_form,
                                                     .check = check_form,
                                                     .say_part = say_part };
