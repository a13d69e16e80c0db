/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment document: targets, offer caps and policies by tier and level, and the ladder of
 * offers. Its form alone keeps the first answer equal for every guest: there is no place for
 * contact minutes in a tier. When a target is missed is for the clocks, who may offer how much for
 * the case's flow. */
#include "aft-treatment.h"

#include "aft-error.h"
#include "aft-json.h"
#include "aft-rule-reader-private.h"

/* What is equal for all. */
typedef struct
{
  guint contact_minutes;
  guint manager_minutes;
  guint owner_minutes;
} LevelRow;

typedef struct
{
  guint handling_minutes;
  guint resolution_minutes;
  gint64 offer_cap_minor;
  AftRuleText *policy;
} Cell;

/* A rung of the ladder. */
typedef struct
{
  char *id;
  AftRuleText *text;
} Rung;

struct _AftTreatment
{
  gatomicrefcount count;
  char *version;
  LevelRow levels[AFT_RISK_LEVELS];
  Cell cells[AFT_TIERS][AFT_RISK_LEVELS];
  AftRuleText *no_win_back;
  GPtrArray *ladder; /* of Rung; the first is the apology */
};

/* Of the documents that houses saved before there was a ladder; as in assets/rules. */
static const char built_in_ladder[]
    = "[{\"id\":\"apology\",\"apology\":true,\"text\":{\"default\":\"An apology, in person\","
      "\"zh-cn\":\"当面道歉\",\"zh-tw\":\"當面致歉\"}}"
      ",{\"id\":\"again\",\"text\":{\"default\":\"The dish made again, or another one\","
      "\"zh-cn\":\"重做这道菜，或者换一道\",\"zh-tw\":\"重做這道菜，或換一道\"}}"
      ",{\"id\":\"treat\",\"text\":{\"default\":\"A drink, dessert or fruit on the house\","
      "\"zh-cn\":\"送饮料、甜品或果盘\",\"zh-tw\":\"招待飲料、甜點或水果\"}}"
      ",{\"id\":\"off-bill\",\"text\":{\"default\":\"The dish taken off the bill\","
      "\"zh-cn\":\"这道菜免单\",\"zh-tw\":\"這道菜不收費\"}}"
      ",{\"id\":\"discount\",\"text\":{\"default\":\"A discount on the bill\","
      "\"zh-cn\":\"账单打折\",\"zh-tw\":\"帳單打折\"}}"
      ",{\"id\":\"voucher\",\"text\":{\"default\":\"A voucher for the next visit\","
      "\"zh-cn\":\"下次来用的代金券\",\"zh-tw\":\"下次來店使用的抵用券\"}}"
      ",{\"id\":\"invitation\",\"text\":{\"default\":\"The manager's invitation to come again, on "
      "the house\","
      "\"zh-cn\":\"经理请客人再来，由店里请客\",\"zh-tw\":\"主管邀請客人再訪，由本店招待\"}}]";

static const char *const level_names[] = { "none", "watch", "at-risk", "critical", NULL };

static guint
read_minutes (const AftRuleReader *reader, const char *name, guint minimum)
{
  return (guint) aft_rule_reader_get_integer (reader, name, minimum, AFT_TREATMENT_MINUTES_MAX);
}

static void
read_level (AftTreatment *treatment, const AftRuleReader *parent, guint level)
{
  static const char *const members[]
      = { "contact_minutes", "manager_minutes", "owner_minutes", NULL };
  LevelRow *row = &treatment->levels[level];
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (parent, level_names[level], members);
  row->contact_minutes = read_minutes (&reader, "contact_minutes", 1);
  row->manager_minutes = read_minutes (&reader, "manager_minutes", row->contact_minutes);
  row->owner_minutes = read_minutes (&reader, "owner_minutes", row->manager_minutes + 1);
  if (level > 0 && row->contact_minutes > row[-1].contact_minutes)
    aft_rule_reader_refuse (&reader, "contact_minutes",
                            "at most the %u of the level below are needed",
                            row[-1].contact_minutes);
}

static void
read_cell (Cell *cell, const AftRuleReader *parent, guint level)
{
  static const char *const members[]
      = { "handling_minutes", "resolution_minutes", "offer_cap_minor", "policy", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (parent, level_names[level], members);
  cell->handling_minutes = read_minutes (&reader, "handling_minutes", 1);
  cell->resolution_minutes = read_minutes (&reader, "resolution_minutes", cell->handling_minutes);
  cell->offer_cap_minor
      = aft_rule_reader_get_integer (&reader, "offer_cap_minor", 0, AFT_TREATMENT_OFFER_MAX_MINOR);
  cell->policy = aft_rule_reader_dup_text (&reader, "policy");
}

static void
read_levels (AftTreatment *treatment, const AftRuleReader *document)
{
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "levels", level_names);
  for (guint level = 0; level < AFT_RISK_LEVELS; level++)
    read_level (treatment, &reader, level);
}

static void
read_tiers (AftTreatment *treatment, const AftRuleReader *document)
{
  static const char *const names[] = { "unknown", "low", "ordinary", "core", "vip", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "tiers", names);
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    {
      g_auto (AftRuleReader) row = aft_rule_reader_open_member (&reader, names[tier], level_names);
      for (guint level = 0; level < AFT_RISK_LEVELS; level++)
        read_cell (&treatment->cells[tier][level], &row, level);
    }
}

static void
read_no_win_back (AftTreatment *treatment, const AftRuleReader *document)
{
  static const char *const members[] = { "policy", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "no_win_back", members);
  treatment->no_win_back = aft_rule_reader_dup_text (&reader, "policy");
}

static void
free_rung (gpointer data)
{
  Rung *rung = data;
  g_free (rung->id);
  aft_rule_text_free (rung->text);
  g_free (rung);
}

/* The apology is marked, so that nobody moves it away from the first place unawares. */
static void
check_apology (const AftRuleReader *reader, gboolean is_first)
{
  const AftValue *apology = aft_value_get_member (reader->object, "apology");
  if (is_first && (apology == NULL || !aft_value_get_boolean (apology)))
    aft_rule_reader_refuse (reader, "apology", "the first rung is the apology: true is needed");
  if (!is_first && apology != NULL)
    aft_rule_reader_refuse (reader, "apology", "only the first rung is the apology");
}

static void
read_ladder (AftTreatment *treatment, const AftRuleReader *document, const AftValue *list)
{
  static const char *const members[] = { "id", "text", "apology", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      g_auto (AftRuleReader) reader
          = aft_rule_reader_open_item (document, list, i, "ladder: rung", members);
      Rung *rung = g_new0 (Rung, 1);
      rung->id = aft_rule_reader_dup_id (&reader, seen);
      rung->text = aft_rule_reader_dup_text (&reader, "text");
      check_apology (&reader, i == 0);
      g_ptr_array_add (treatment->ladder, rung);
    }
}

static void
read_any_ladder (AftTreatment *treatment, const AftRuleReader *document)
{
  treatment->ladder = g_ptr_array_new_with_free_func (free_rung);
  if (aft_rule_reader_has (document, "ladder"))
    {
      read_ladder (treatment, document,
                   aft_rule_reader_get_list (document, "ladder", AFT_TREATMENT_RUNGS_MAX));
      return;
    }
  g_autoptr (AftValue) list
      = aft_json_parse (built_in_ladder, sizeof built_in_ladder - 1, &aft_json_limits_wire, NULL);
  read_ladder (treatment, document, list);
}

AftTreatment *
aft_treatment_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[]
      = { "version", "levels", "tiers", "no_win_back", "ladder", NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftTreatment) treatment = g_new0 (AftTreatment, 1);
  g_atomic_ref_count_init (&treatment->count);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  treatment->version = aft_rule_reader_dup_version (&document);
  read_levels (treatment, &document);
  read_tiers (treatment, &document);
  read_no_win_back (treatment, &document);
  read_any_ladder (treatment, &document);
  if (fault == NULL)
    return g_steal_pointer (&treatment);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftTreatment *
aft_treatment_ref (AftTreatment *treatment)
{
  g_atomic_ref_count_inc (&treatment->count);
  return treatment;
}

void
aft_treatment_unref (AftTreatment *treatment)
{
  if (treatment == NULL || !g_atomic_ref_count_dec (&treatment->count))
    return;
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    for (guint level = 0; level < AFT_RISK_LEVELS; level++)
      aft_rule_text_free (treatment->cells[tier][level].policy);
  aft_rule_text_free (treatment->no_win_back);
  g_clear_pointer (&treatment->ladder, g_ptr_array_unref);
  g_free (treatment->version);
  g_free (treatment);
}

const char *
aft_treatment_get_version (const AftTreatment *treatment)
{
  return treatment->version;
}

AftCaseTargets
aft_treatment_get_targets (const AftTreatment *treatment, AftTier tier, AftRiskLevel level)
{
  const LevelRow *row = &treatment->levels[level];
  const Cell *cell = &treatment->cells[tier][level];
  return (AftCaseTargets){ .contact_minutes = row->contact_minutes,
                           .handling_minutes = cell->handling_minutes,
                           .resolution_minutes = cell->resolution_minutes,
                           .escalate_minutes = { row->manager_minutes, row->owner_minutes },
                           .offer_cap_minor = cell->offer_cap_minor };
}

gint64
aft_treatment_get_offer_cap_minor (const AftTreatment *treatment, AftTier tier, AftRiskLevel level)
{
  return treatment->cells[tier][level].offer_cap_minor;
}

const char *
aft_treatment_get_policy (const AftTreatment *treatment,
                          AftTier tier,
                          AftRiskLevel level,
                          AftLanguage language)
{
  return aft_rule_text_get (treatment->cells[tier][level].policy, language);
}

const char *
aft_treatment_get_no_win_back_policy (const AftTreatment *treatment, AftLanguage language)
{
  return aft_rule_text_get (treatment->no_win_back, language);
}

guint
aft_treatment_count_rungs (const AftTreatment *treatment)
{
  return treatment->ladder->len;
}

const char *
aft_treatment_get_rung_id (const AftTreatment *treatment, guint index)
{
  const Rung *rung = treatment->ladder->pdata[index];
  return rung->id;
}

gboolean
aft_treatment_is_apology (const AftTreatment *treatment, const char *rung_id)
{
  return g_strcmp0 (aft_treatment_get_rung_id (treatment, 0), rung_id) == 0;
}

const char *
aft_treatment_get_rung_text (const AftTreatment *treatment,
                             const char *rung_id,
                             AftLanguage language)
{
  for (guint i = 0; i < treatment->ladder->len; i++)
    {
      const Rung *rung = treatment->ladder->pdata[i];
      if (g_strcmp0 (rung->id, rung_id) == 0)
        return aft_rule_text_get (rung->text, language);
    }
  return NULL;
}
