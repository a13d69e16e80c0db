/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The risk document: reads its signals, checks their expressions, and scores answers and facts by
 * them. Where the facts come from, and which answers are low, is for the callers. */
#include "aft-risk-rules.h"

#include <math.h>
#include <string.h>

#include "aft-coercion.h"
#include "aft-error.h"
#include "aft-expression.h"
#include "aft-rule-reader-private.h"
#include "aft-utf16.h"

#define POINTS_MAX 100

typedef struct
{
  char *id;
  AftExpression *when;
  AftExpression *each; /* NULL: once */
  int points;
  AftRuleText *reason;
} Signal;

struct _AftRiskRules
{
  gatomicrefcount count;
  char *version;
  guint thresholds[AFT_RISK_LEVELS]; /* by AftRiskLevel; none is 0 */
  GPtrArray *signals;                /* of Signal */
};

/* What facts there are, in lower case, as names find them. */
static const char *const facts_known[] = {
  "guest.tier", "guest.visits",        "guest.dayssincelast", "guest.lastscores", "guest.cases",
  "case.open",  "guest.dayssincecase", "text.urgency",        "text.aspects",     "scores.low",
  NULL
};
static const char *const fact_groups[] = { "guest", "case", "text", "scores", NULL };
/* They ask for the time of day, or for the questions of a survey: rules are to say the same of the
 * same answers at any time and of any survey. */
static const char *const functions_refused[]
    = { "age",        "currentDate",      "currentYear", "displayValue",
        "getComment", "isContainerReady", "today",       NULL };

static void
free_signal (Signal *signal)
{
  g_free (signal->id);
  aft_expression_free (signal->when);
  aft_expression_free (signal->each);
  aft_rule_text_free (signal->reason);
  g_free (signal);
}

/* "guest" of "Guest.tier" and "guest[0]", in lower case: the part before the first dot or bracket.
 */
static char *
dup_head (const char *name)
{
  g_autofree char *lower = aft_utf16_lower (name);
  return g_strndup (lower, strcspn (lower, ".["));
}

static gboolean
is_fact (const char *name)
{
  g_autofree char *head = dup_head (name);
  return g_strv_contains (fact_groups, head);
}

/* Is @name one of the facts, or a part of one ("guest.lastScores[-1]")? */
static gboolean
is_known_fact (const char *name)
{
  g_autofree char *lower = aft_utf16_lower (name);
  for (guint i = 0; facts_known[i] != NULL; i++)
    {
      gsize length = strlen (facts_known[i]);
      if (g_str_has_prefix (lower, facts_known[i]) && strchr (".[", lower[length]) != NULL)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const AftRuleReader *reader;
  const char *member;
} Check;

static void
check_name (const char *name, gpointer user_data)
{
  const Check *check = user_data;
  if (is_fact (name) && !is_known_fact (name))
    aft_rule_reader_refuse (check->reader, check->member, "there is no fact {%.64s}", name);
}

static void
check_function (const char *name, gpointer user_data)
{
  const Check *check = user_data;
  if (!aft_expression_has_function (name))
    aft_rule_reader_refuse (check->reader, check->member, "there is no function %.64s", name);
  else if (g_strv_contains (functions_refused, name))
    aft_rule_reader_refuse (check->reader, check->member, "%s is not for rules", name);
}

static AftExpression *
read_expression (const AftRuleReader *reader, const char *member)
{
  const char *text = aft_rule_reader_get_string (reader, member);
  g_autoptr (GError) error = NULL;
  if (g_utf8_strlen (text, -1) > AFT_RISK_RULES_EXPRESSION_MAX)
    {
      aft_rule_reader_refuse (reader, member, "it has more than %d characters",
                              AFT_RISK_RULES_EXPRESSION_MAX);
      return NULL;
    }
  AftExpression *expression = aft_expression_new (text, &error);
  if (expression == NULL)
    {
      aft_rule_reader_refuse (reader, member, "%s", error->message);
      return NULL;
    }
  Check check = { reader, member };
  aft_expression_foreach_name (expression, check_name, &check);
  aft_expression_foreach_function (expression, check_function, &check);
  return expression;
}

static Signal *
read_signal (const AftRuleReader *reader, GHashTable *seen)
{
  Signal *signal = g_new0 (Signal, 1);
  signal->id = aft_rule_reader_dup_id (reader, seen);
  signal->when = read_expression (reader, "when");
  signal->each = aft_rule_reader_has (reader, "each") ? read_expression (reader, "each") : NULL;
  signal->points = (int) aft_rule_reader_get_integer (reader, "points", -POINTS_MAX, POINTS_MAX);
  signal->reason = aft_rule_reader_dup_text (reader, "reason");
  return signal;
}

static void
read_signals (AftRiskRules *rules, const AftRuleReader *document)
{
  static const char *const members[] = { "id", "when", "each", "points", "reason", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const AftValue *list = aft_rule_reader_get_list (document, "signals", AFT_RISK_RULES_SIGNALS_MAX);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      g_auto (AftRuleReader) reader
          = aft_rule_reader_open_item (document, list, i, "signal", members);
      g_ptr_array_add (rules->signals, read_signal (&reader, seen));
    }
}

static void
read_levels (AftRiskRules *rules, const AftRuleReader *document)
{
  static const char *const members[] = { "watch", "at-risk", "critical", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "levels", members);
  for (guint level = AFT_RISK_WATCH; level < AFT_RISK_LEVELS; level++)
    {
      const char *name = aft_risk_level_to_text ((AftRiskLevel) level);
      rules->thresholds[level] = (guint) aft_rule_reader_get_integer (&reader, name, 1, POINTS_MAX);
      if (rules->thresholds[level] <= rules->thresholds[level - 1])
        aft_rule_reader_refuse (&reader, name, "more points than for the level below are needed");
    }
}

AftRiskRules *
aft_risk_rules_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[] = { "version", "levels", "signals", NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftRiskRules) rules = g_new0 (AftRiskRules, 1);
  g_atomic_ref_count_init (&rules->count);
  rules->signals = g_ptr_array_new_with_free_func ((GDestroyNotify) free_signal);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  rules->version = aft_rule_reader_dup_version (&document);
  read_levels (rules, &document);
  read_signals (rules, &document);
  if (fault == NULL)
    return g_steal_pointer (&rules);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftRiskRules *
aft_risk_rules_ref (AftRiskRules *rules)
{
  g_atomic_ref_count_inc (&rules->count);
  return rules;
}

void
aft_risk_rules_unref (AftRiskRules *rules)
{
  if (rules == NULL || !g_atomic_ref_count_dec (&rules->count))
    return;
  g_free (rules->version);
  g_ptr_array_unref (rules->signals);
  g_free (rules);
}

const char *
aft_risk_rules_get_version (const AftRiskRules *rules)
{
  return rules->version;
}

AftRiskLevel
aft_risk_rules_get_level (const AftRiskRules *rules, guint points)
{
  guint level = AFT_RISK_CRITICAL;
  while (points < rules->thresholds[level])
    level--;
  return (AftRiskLevel) level;
}

/* Answers and facts under one roof; nobody answers for a fact. */
static AftValue *
merge_values (const AftValue *answers, const AftValue *facts)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const char *name = aft_value_get_member_name (answers, i);
      if (name != NULL && !is_fact (name))
        aft_value_builder_set (builder, name, aft_value_get_member_at (answers, i));
    }
  for (guint i = 0; fact_groups[i] != NULL; i++)
    aft_value_builder_set (builder, fact_groups[i], aft_value_get_member (facts, fact_groups[i]));
  return aft_value_builder_end (builder);
}

static gint
count_times (const Signal *signal, const AftExpressionContext *context)
{
  g_autoptr (AftValue) times = NULL;
  double number = 1;
  if (signal->each == NULL)
    return 1;
  times = aft_expression_evaluate (signal->each, context);
  if (!aft_coercion_get_number (times, &number) || !(number >= 1))
    return 0;
  return (gint) MIN (floor (number), POINTS_MAX);
}

static gint
weigh_signal (const Signal *signal, const AftExpressionContext *context)
{
  g_autoptr (AftValue) result = aft_expression_evaluate (signal->when, context);
  if (!aft_expression_is_true (result))
    return 0;
  return CLAMP (signal->points * count_times (signal, context), -POINTS_MAX, POINTS_MAX);
}

AftRisk *
aft_risk_rules_score (const AftRiskRules *rules, const AftValue *answers, const AftValue *facts)
{
  g_autoptr (AftValue) values = merge_values (answers, facts);
  AftExpressionContext context = { .values = values };
  AftRiskSignal found[AFT_RISK_RULES_SIGNALS_MAX];
  gsize count = 0;
  gint sum = 0;
  for (guint i = 0; i < rules->signals->len; i++)
    {
      const Signal *signal = g_ptr_array_index (rules->signals, i);
      gint points = weigh_signal (signal, &context);
      sum += points;
      if (points != 0)
        found[count++] = (AftRiskSignal){ signal->id, points };
    }
  guint total = (guint) CLAMP (sum, 0, POINTS_MAX);
  AftRiskFields fields
      = { aft_risk_rules_get_level (rules, total), total, rules->version, found, count };
  g_autoptr (GError) error = NULL;
  AftRisk *risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error); /* the limits of a rule are those of a risk */
  return risk;
}

const char *
aft_risk_rules_get_reason (const AftRiskRules *rules, const char *signal_id, AftLanguage language)
{
  for (guint i = 0; i < rules->signals->len; i++)
    {
      const Signal *signal = g_ptr_array_index (rules->signals, i);
      if (g_strcmp0 (signal->id, signal_id) == 0)
        return aft_rule_text_get (signal->reason, language);
    }
  return NULL;
}
