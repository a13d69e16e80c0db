/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The causes document: six pick lists, and which entries of one refer to those of another. What has
 * to be picked before a case may close is for the case flow. */
#include "aft-cause-list.h"

#include "aft-error.h"
#include "aft-rule-reader-private.h"

typedef struct
{
  char *id;
  AftRuleText *text;
  char *kind; /* ids in other lists, or NULL */
  char *axis;
  char *responsibility;
  guint states; /* of an outcome: bits by AftCaseState */
} Entry;

struct _AftCauseList
{
  gatomicrefcount count;
  char *version;
  GPtrArray *entries[AFT_CAUSE_PICKS]; /* of Entry, by AftCausePick */
};

typedef struct
{
  const char *list; /* member of the document */
  const char *entry;
  const char *members[5];
} Pick;

static const Pick picks[AFT_CAUSE_PICKS] = {
  [AFT_CAUSE_STATED] = { "stated", "stated cause", { "id", "text", "kind", "axis", NULL } },
  [AFT_CAUSE_ROOT] = { "root", "root cause", { "id", "text", "axis", "responsibility", NULL } },
  [AFT_CAUSE_RESPONSIBILITY]
  = { "responsibilities", "responsibility", { "id", "text", NULL, NULL, NULL } },
  [AFT_CAUSE_AXIS] = { "axes", "axis", { "id", "text", NULL, NULL, NULL } },
  [AFT_CAUSE_KIND] = { "kinds", "kind", { "id", "text", NULL, NULL, NULL } },
  [AFT_CAUSE_OUTCOME] = { "outcomes", "outcome", { "id", "text", "states", NULL, NULL } },
};

static void
free_entry (Entry *entry)
{
  g_free (entry->id);
  aft_rule_text_free (entry->text);
  g_free (entry->kind);
  g_free (entry->axis);
  g_free (entry->responsibility);
  g_free (entry);
}

static const Entry *
find_entry (const AftCauseList *list, AftCausePick pick, const char *id)
{
  for (guint i = 0; i < list->entries[pick]->len; i++)
    {
      const Entry *entry = g_ptr_array_index (list->entries[pick], i);
      if (g_strcmp0 (entry->id, id) == 0)
        return entry;
    }
  return NULL;
}

/* NULL where entries of this list have no such member. */
static char *
read_reference (const AftCauseList *list,
                const AftRuleReader *reader,
                const Pick *pick,
                const char *member,
                AftCausePick other)
{
  if (!g_strv_contains (pick->members, member))
    return NULL;
  const char *id = aft_rule_reader_get_string (reader, member);
  if (find_entry (list, other, id) == NULL)
    aft_rule_reader_refuse (reader, member, "%s has no “%.64s”", picks[other].list, id);
  return g_strdup (id);
}

static guint
read_state (const AftRuleReader *reader, const AftValue *value)
{
  AftCaseState state = AFT_CASE_STATE_NEW;
  const char *text = aft_value_get_string (value);
  if (aft_case_state_from_text (text, &state) && aft_case_state_is_closed (state))
    return 1u << state;
  aft_rule_reader_refuse (reader, "states",
                          "each is one of recovered, lost, closed-without-remedy");
  return 0;
}

static guint
read_states (const AftRuleReader *reader, const Pick *pick)
{
  guint states = 0;
  if (!g_strv_contains (pick->members, "states"))
    return 0;
  const AftValue *list = aft_rule_reader_get_list (reader, "states", AFT_CASE_STATES);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    states |= read_state (reader, aft_value_get_item (list, i));
  return states;
}

static void
read_pick (AftCauseList *list, const AftRuleReader *document, AftCausePick which)
{
  const Pick *pick = &picks[which];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const AftValue *items = aft_rule_reader_get_list (document, pick->list, AFT_CAUSE_PICK_MAX);
  for (gsize i = 0; i < aft_value_get_length (items); i++)
    {
      g_auto (AftRuleReader) reader
          = aft_rule_reader_open_item (document, items, i, pick->entry, pick->members);
      Entry *entry = g_new0 (Entry, 1);
      entry->id = aft_rule_reader_dup_id (&reader, seen);
      entry->text = aft_rule_reader_dup_text (&reader, "text");
      entry->kind = read_reference (list, &reader, pick, "kind", AFT_CAUSE_KIND);
      entry->axis = read_reference (list, &reader, pick, "axis", AFT_CAUSE_AXIS);
      entry->responsibility
          = read_reference (list, &reader, pick, "responsibility", AFT_CAUSE_RESPONSIBILITY);
      entry->states = read_states (&reader, pick);
      g_ptr_array_add (list->entries[which], entry);
    }
}

AftCauseList *
aft_cause_list_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[]
      = { "version", "kinds", "axes", "responsibilities", "stated", "root", "outcomes", NULL };
  /* What is referred to comes first. */
  static const AftCausePick order[] = { AFT_CAUSE_KIND,   AFT_CAUSE_AXIS, AFT_CAUSE_RESPONSIBILITY,
                                        AFT_CAUSE_STATED, AFT_CAUSE_ROOT, AFT_CAUSE_OUTCOME };
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftCauseList) list = g_new0 (AftCauseList, 1);
  g_atomic_ref_count_init (&list->count);
  for (guint i = 0; i < AFT_CAUSE_PICKS; i++)
    list->entries[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  list->version = aft_rule_reader_dup_version (&document);
  for (guint i = 0; i < AFT_CAUSE_PICKS; i++)
    read_pick (list, &document, order[i]);
  if (fault == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftCauseList *
aft_cause_list_ref (AftCauseList *list)
{
  g_atomic_ref_count_inc (&list->count);
  return list;
}

void
aft_cause_list_unref (AftCauseList *list)
{
  if (list == NULL || !g_atomic_ref_count_dec (&list->count))
    return;
  for (guint i = 0; i < AFT_CAUSE_PICKS; i++)
    g_ptr_array_unref (list->entries[i]);
  g_free (list->version);
  g_free (list);
}

const char *
aft_cause_list_get_version (const AftCauseList *list)
{
  return list->version;
}

guint
aft_cause_list_get_length (const AftCauseList *list, AftCausePick pick)
{
  return list->entries[pick]->len;
}

const char *
aft_cause_list_get_id (const AftCauseList *list, AftCausePick pick, guint index)
{
  const Entry *entry = g_ptr_array_index (list->entries[pick], index);
  return entry->id;
}

gboolean
aft_cause_list_has (const AftCauseList *list, AftCausePick pick, const char *id)
{
  return find_entry (list, pick, id) != NULL;
}

const char *
aft_cause_list_get_text (const AftCauseList *list,
                         AftCausePick pick,
                         const char *id,
                         AftLanguage language)
{
  const Entry *entry = find_entry (list, pick, id);
  return entry != NULL ? aft_rule_text_get (entry->text, language) : NULL;
}

const char *
aft_cause_list_get_axis (const AftCauseList *list, AftCausePick pick, const char *id)
{
  const Entry *entry = find_entry (list, pick, id);
  return entry != NULL ? entry->axis : NULL;
}

const char *
aft_cause_list_get_kind (const AftCauseList *list, const char *stated_id)
{
  const Entry *entry = find_entry (list, AFT_CAUSE_STATED, stated_id);
  return entry != NULL ? entry->kind : NULL;
}

const char *
aft_cause_list_get_responsibility (const AftCauseList *list, const char *root_id)
{
  const Entry *entry = find_entry (list, AFT_CAUSE_ROOT, root_id);
  return entry != NULL ? entry->responsibility : NULL;
}

gboolean
aft_cause_list_fits (const AftCauseList *list, const char *id, AftCaseState state)
{
  const Entry *entry = find_entry (list, AFT_CAUSE_OUTCOME, id);
  return entry != NULL && (entry->states & 1u << state) != 0;
}
