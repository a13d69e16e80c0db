/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiers document: reads its thresholds and holds a guest's visits and spend against them. What
 * a guest's visits are, and what an import said of the tier, is for the store. */
#include "aft-tier-rules.h"

#include "aft-error.h"
#include "aft-rule-reader-private.h"

#define THRESHOLDS_MAX  8
#define SPEND_MAX_MINOR 100000000000 /* 1,000,000,000.00 */

/* What a guest must reach, all of it; 0 asks for nothing. */
typedef struct
{
  guint visits;
  gint64 spend_minor;
} Threshold;

struct _AftTierRules
{
  gatomicrefcount count;
  char *version;
  guint window_days;
  guint known_days;
  guint potential_days;
  guint potential_rise;
  GArray *thresholds[AFT_TIERS]; /* of Threshold, by AftTier; empty for low and unknown */
  AftRuleText *names[AFT_TIERS];
  AftRuleText *meanings[AFT_TIERS];
};

static guint
read_days (const AftRuleReader *reader, const char *name)
{
  return (guint) aft_rule_reader_get_integer (reader, name, 1, AFT_TIER_RULES_DAYS_MAX);
}

static void
read_threshold (GArray *thresholds, const AftRuleReader *reader)
{
  Threshold threshold = { 0 };
  if (aft_rule_reader_has (reader, "visits"))
    threshold.visits
        = (guint) aft_rule_reader_get_integer (reader, "visits", 1, AFT_TIER_RULES_VISITS_MAX);
  if (aft_rule_reader_has (reader, "spend_minor"))
    threshold.spend_minor = aft_rule_reader_get_integer (reader, "spend_minor", 1, SPEND_MAX_MINOR);
  if (threshold.visits == 0 && threshold.spend_minor == 0)
    aft_rule_reader_refuse (reader, NULL, "visits or spend_minor is needed");
  g_array_append_val (thresholds, threshold);
}

static void
read_thresholds (GArray *thresholds, const AftRuleReader *tier)
{
  static const char *const members[] = { "visits", "spend_minor", NULL };
  const AftValue *list = aft_rule_reader_get_list (tier, "thresholds", THRESHOLDS_MAX);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      char *place = g_strdup_printf ("%s: threshold %" G_GSIZE_FORMAT, tier->place, i + 1);
      g_auto (AftRuleReader) reader
          = aft_rule_reader_open (aft_value_get_item (list, i), place, members, tier->fault);
      read_threshold (thresholds, &reader);
    }
}

static void
read_tier (AftTierRules *rules, const AftRuleReader *parent, AftTier tier)
{
  static const char *const members[] = { "thresholds", "name", "meaning", NULL };
  /* Who reaches nothing is one of these two. */
  gboolean has_thresholds = tier > AFT_TIER_LOW;
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (
      parent, aft_tier_to_text (tier), has_thresholds ? members : members + 1);
  rules->thresholds[tier] = g_array_new (FALSE, FALSE, sizeof (Threshold));
  if (has_thresholds)
    read_thresholds (rules->thresholds[tier], &reader);
  rules->names[tier] = aft_rule_reader_dup_text (&reader, "name");
  rules->meanings[tier] = aft_rule_reader_dup_text (&reader, "meaning");
}

static void
read_tiers (AftTierRules *rules, const AftRuleReader *document)
{
  static const char *const members[] = { "vip", "core", "ordinary", "low", "unknown", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "tiers", members);
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    read_tier (rules, &reader, (AftTier) tier);
}

static void
read_potential (AftTierRules *rules, const AftRuleReader *document)
{
  static const char *const members[] = { "days", "rise", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "potential", members);
  rules->potential_days = read_days (&reader, "days");
  rules->potential_rise
      = (guint) aft_rule_reader_get_integer (&reader, "rise", 1, AFT_TIER_RULES_VISITS_MAX);
}

AftTierRules *
aft_tier_rules_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[]
      = { "version", "window_days", "known_days", "potential", "tiers", NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftTierRules) rules = g_new0 (AftTierRules, 1);
  g_atomic_ref_count_init (&rules->count);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  rules->version = aft_rule_reader_dup_version (&document);
  rules->window_days = read_days (&document, "window_days");
  rules->known_days = read_days (&document, "known_days");
  read_potential (rules, &document);
  read_tiers (rules, &document);
  if (fault == NULL)
    return g_steal_pointer (&rules);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftTierRules *
aft_tier_rules_ref (AftTierRules *rules)
{
  g_atomic_ref_count_inc (&rules->count);
  return rules;
}

void
aft_tier_rules_unref (AftTierRules *rules)
{
  if (rules == NULL || !g_atomic_ref_count_dec (&rules->count))
    return;
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    {
      g_clear_pointer (&rules->thresholds[tier], g_array_unref);
      aft_rule_text_free (rules->names[tier]);
      aft_rule_text_free (rules->meanings[tier]);
    }
  g_free (rules->version);
  g_free (rules);
}

const char *
aft_tier_rules_get_version (const AftTierRules *rules)
{
  return rules->version;
}

guint
aft_tier_rules_get_window_days (const AftTierRules *rules)
{
  return rules->window_days;
}

guint
aft_tier_rules_get_potential_days (const AftTierRules *rules)
{
  return rules->potential_days;
}

static gboolean
reaches (const GArray *thresholds, const AftTierFacts *facts)
{
  for (guint i = 0; i < thresholds->len; i++)
    {
      const Threshold *threshold = &g_array_index (thresholds, Threshold, i);
      gboolean has_spent
          = threshold->spend_minor == 0 || facts->spend_minor >= threshold->spend_minor;
      if (facts->visits >= threshold->visits && has_spent)
        return TRUE;
    }
  return FALSE;
}

AftTier
aft_tier_rules_judge (const AftTierRules *rules, const AftTierFacts *facts)
{
  for (guint tier = AFT_TIER_VIP; tier > AFT_TIER_LOW; tier--)
    if (reaches (rules->thresholds[tier], facts))
      return (AftTier) tier;
  return facts->known_days >= rules->known_days ? AFT_TIER_LOW : AFT_TIER_UNKNOWN;
}

gboolean
aft_tier_rules_has_potential (const AftTierRules *rules, const AftTierFacts *facts)
{
  guint64 needed = (guint64) facts->visits_earlier + rules->potential_rise;
  return facts->visits_lately >= needed && aft_tier_rules_judge (rules, facts) < AFT_TIER_CORE;
}

const char *
aft_tier_rules_get_name (const AftTierRules *rules, AftTier tier, AftLanguage language)
{
  return aft_rule_text_get (rules->names[tier], language);
}

const char *
aft_tier_rules_get_meaning (const AftTierRules *rules, AftTier tier, AftLanguage language)
{
  return aft_rule_text_get (rules->meanings[tier], language);
}
