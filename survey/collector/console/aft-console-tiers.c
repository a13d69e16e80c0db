/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/tiers as a form: how far back is counted, from which visits and spend on
 * a guest is of a tier, and what staff call it. */
#include "aft-console-rule-form.h"
#include "aft-console-speech.h"
#include "aft-tier-rules.h"

#define THRESHOLDS_MAX 8
#define SPEND_MAX      1000000000 /* ten million: more than an amount that can be typed */

static const AftRuleField fields[] = {
  { "window_days", AFT_RULE_FIELD_WHOLE, 1, AFT_TIER_RULES_DAYS_MAX,
    N_ ("Days that visits and spend count") },
  { "known_days", AFT_RULE_FIELD_WHOLE, 1, AFT_TIER_RULES_DAYS_MAX,
    N_ ("Days known before a guest can be occasional") },
  { "days", AFT_RULE_FIELD_WHOLE, 1, AFT_TIER_RULES_DAYS_MAX,
    N_ ("Days that are compared with as many before") },
  { "rise", AFT_RULE_FIELD_WHOLE, 1, AFT_TIER_RULES_VISITS_MAX,
    N_ ("More visits than before that show potential") },
  { "visits", AFT_RULE_FIELD_WHOLE, 1, AFT_TIER_RULES_VISITS_MAX, N_ ("Visits, at least") },
  { "spend_minor", AFT_RULE_FIELD_MONEY, 1, SPEND_MAX, N_ ("Spend, at least") },
};

static const AftTier tiers[]
    = { AFT_TIER_VIP, AFT_TIER_CORE, AFT_TIER_ORDINARY, AFT_TIER_LOW, AFT_TIER_UNKNOWN };

static void
write_days (AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("What counts")), NULL);
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  aft_rule_form_field (form, "window_days");
  aft_rule_form_field (form, "known_days");
  aft_rule_form_field (form, "potential.days");
  aft_rule_form_field (form, "potential.rise");
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "section");
}

static void
write_threshold (AftRuleForm *form, const char *list, gsize index, gboolean is_new)
{
  AftPage *page = form->page;
  g_autofree char *path = aft_rule_tree_dup_item_path (list, index);
  g_autofree char *name = g_strdup_printf (aft_page_say (page, N_ ("Way %d")), (int) index + 1);

  aft_rule_form_open_card (form, is_new ? aft_page_say (page, N_ ("One more way")) : name);
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  aft_rule_form_member (form, path, "visits");
  aft_rule_form_member (form, path, "spend_minor");
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "fieldset");
}

static void
write_thresholds (AftRuleForm *form, const char *list)
{
  AftPage *page = form->page;
  gsize count = aft_value_get_length (aft_rule_tree_get (form->present, list));
  gsize shown = form->is_fixed ? count : MIN (count + 1, THRESHOLDS_MAX);

  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("One of these ways must be reached, each with all it "
                                         "asks. A way that is emptied is taken away.")));
  aft_html_open (page->html, "div", "class", "cells", NULL);
  for (gsize i = 0; i < shown; i++)
    write_threshold (form, list, i, i >= count);
  aft_html_close (page->html, "div");
}

static void
write_tier (AftRuleForm *form, AftTier tier)
{
  AftPage *page = form->page;
  g_autofree char *path = g_strconcat ("tiers.", aft_tier_to_text (tier), NULL);
  g_autofree char *thresholds = aft_rule_tree_dup_path (path, "thresholds");
  g_autofree char *name = aft_rule_tree_dup_path (path, "name");
  g_autofree char *meaning = aft_rule_tree_dup_path (path, "meaning");

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", aft_rule_form_get_text (form, name), NULL);
  if (aft_rule_tree_get (form->present, thresholds) != NULL)
    write_thresholds (form, thresholds);
  aft_rule_form_folded_texts (form, name, aft_page_say (page, N_ ("What staff call it")));
  aft_rule_form_folded_texts (form, meaning, aft_page_say (page, N_ ("What it means")));
  aft_html_close (page->html, "section");
}

static void
write_form (AftRuleForm *form)
{
  write_days (form);
  for (gsize i = 0; i < G_N_ELEMENTS (tiers); i++)
    write_tier (form, tiers[i]);
}

/* -- what was typed --------------------------------------------------------------------------- */

static AftValue *
read_threshold (AftRuleForm *form, const char *path)
{
  static const char *const members[] = { "visits", "spend_minor" };
  AftValueBuilder *threshold = aft_value_builder_new_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *field = aft_rule_tree_dup_path (path, members[i]);
      AftValue *value = aft_rule_form_read_leaf (form, field, NULL);
      if (value != NULL)
        aft_value_builder_set_take (threshold, members[i], value);
    }
  return aft_value_builder_end (threshold);
}

/* Either of the two may be left out, so a threshold is read anew. */
static AftValue *
read_list (AftRuleForm *form, const char *path, const AftValue *present)
{
  AftValueBuilder *list;
  gsize kept = 0;

  if (!g_str_has_suffix (path, ".thresholds"))
    return NULL;
  list = aft_value_builder_new_array ();
  for (gsize i = 0; i < THRESHOLDS_MAX; i++)
    {
      g_autofree char *item = aft_rule_tree_dup_item_path (path, i);
      AftValue *old = aft_value_get_item (present, i);
      gboolean was_sent = aft_rule_form_was_sent (form, item);
      if (was_sent ? !aft_rule_form_is_filled (form, item) : old == NULL)
        continue;
      aft_value_builder_take (list, was_sent ? read_threshold (form, item) : aft_value_ref (old));
      kept++;
    }
  g_autofree char *first = g_strconcat (path, ".0.visits", NULL);
  if (kept == 0)
    aft_rule_form_refuse (form, first, aft_page_say (form->page, N_ ("Something is needed here.")));
  return aft_value_builder_end (list);
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  if (g_str_equal (part, "name"))
    return aft_page_say (form->page, N_ ("What staff call it"));
  if (g_str_equal (part, "meaning"))
    return aft_page_say (form->page, N_ ("What it means"));
  return NULL;
}

const AftRuleFormKind aft_console_tiers_form = { .document = AFT_RULE_DOCUMENT_TIERS,
                                                 .fields = fields,
                                                 .count = G_N_ELEMENTS (fields),
                                                 .write = write_form,
                                                 .read_list = read_list,
                                                 .say_part = say_part };
