/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an AftAnswerPlan knows of questions, read from definitions: their names, texts and options
 * in the reader's language, and the columns that they need. Definitions were checked when they
 * came; what is odd in one only has no column. */
#include <math.h>
#include <string.h>

#include "aft-answer-plan-private.h"
#include "aft-definition-texts.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-number.h"
#include "aft-sealed-part.h"

#define TEXT_MOST   1000 /* characters of a comment */
#define OPTION_MOST 120
#define MORE_MOST   4000

void
aft_answer_plan_question_free (gpointer data)
{
  AftPlanQuestion *question = data;
  g_clear_pointer (&question->options, g_hash_table_unref);
  g_clear_pointer (&question->seals, g_hash_table_unref);
  g_array_unref (question->option_columns);
  g_hash_table_unref (question->labels);
  g_ptr_array_unref (question->texts);
  g_free (question);
}

static const char *
keep (AftPlanQuestion *question, const char *text)
{
  char *copy = g_strdup (text);
  if (copy != NULL)
    g_ptr_array_add (question->texts, copy);
  return copy;
}

static AftPlanQuestion *
need_question (AftAnswerPlan *plan, const char *name)
{
  const AftSpan key = { .type = AFT_SPAN_TEXT, .text = name, .length = strlen (name) };
  AftPlanQuestion *question = g_hash_table_lookup (plan->questions, &key);
  if (question != NULL)
    return question;
  question = g_new0 (AftPlanQuestion, 1);
  question->option_columns = g_array_new (FALSE, FALSE, sizeof (gsize));
  question->labels = g_hash_table_new (g_str_hash, g_str_equal);
  question->texts = g_ptr_array_new_with_free_func (g_free);
  question->shown.name = keep (question, name);
  question->key = key;
  question->key.text = question->shown.name;
  g_hash_table_insert (plan->questions, &question->key, question);
  return question;
}

static gsize
add_column (AftAnswerPlan *plan, const AftColumn *column)
{
  gsize index = aft_export_columns_add (plan->columns, column);
  if (!plan->has_first)
    plan->first = index;
  plan->has_first = TRUE;
  g_array_set_size (plan->cells, (guint) (index - plan->first + 1));
  return index;
}

/* Is there anything to show of it, as the definition at hand has it? */
static gboolean
is_shown (const AftAnswerPlan *plan)
{
  return plan->options.has_columns && (plan->seal != AFT_ANSWER_WORDS || plan->options.has_words)
         && (plan->seal != AFT_ANSWER_CONTACT || plan->options.has_contact);
}

/* The column of a question whose answers are single; two definitions that see it differently make
 * it one of texts, which holds anything. */
static void
need_column (AftAnswerPlan *plan, AftPlanQuestion *question, AftColumnType type, guint most)
{
  AftColumn column = {
    .name = question->shown.name, .label = question->shown.title, .type = type, .most = most
  };
  if (!is_shown (plan))
    return;
  if (!question->has_column)
    {
      question->column = add_column (plan, &column);
      question->has_column = TRUE;
      question->type = type;
      return;
    }
  if (question->type != type)
    column.type = AFT_COLUMN_TEXT;
  question->type = column.type;
  aft_export_columns_change (plan->columns, question->column, &column);
}

static char *
dup_value (const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (value));
  if (aft_value_get_type (value) == AFT_VALUE_BOOLEAN)
    return g_strdup (aft_value_get_boolean (value) ? "true" : "false");
  return g_strdup (aft_value_get_string (value));
}

static void
add_label (AftAnswerPlan *plan, AftPlanQuestion *question, const char *value, const char *label)
{
  if (label == NULL || *label == '\0')
    return;
  g_hash_table_replace (question->labels, (gpointer) keep (question, value),
                        (gpointer) keep (question, label));
  if (question->has_column)
    aft_export_columns_add_label (plan->columns, question->column, value, label);
}

/* A column of one of several options that may be chosen together. */
static void
need_option (AftAnswerPlan *plan,
             AftPlanQuestion *question,
             const AftValue *value,
             const char *label)
{
  g_autofree char *text = dup_value (value);
  const AftSpan key
      = { .type = aft_value_get_type (value) == AFT_VALUE_NUMBER ? AFT_SPAN_NUMBER : AFT_SPAN_TEXT,
          .text = text,
          .length = strlen (text) };
  g_autofree char *name = g_strconcat (question->shown.name, ".", text, NULL);
  g_autofree char *heading = g_strdup_printf (
      "%s – %s", question->shown.title != NULL ? question->shown.title : question->shown.name,
      label != NULL ? label : text);
  const AftColumn column = { .name = name, .label = heading, .type = AFT_COLUMN_INTEGER };
  gsize known = GPOINTER_TO_SIZE (g_hash_table_lookup (question->options, &key));
  if (known > 0)
    {
      aft_export_columns_change (plan->columns, known - 1, &column);
      return;
    }
  AftSpan *kept = g_memdup2 (&key, sizeof key);
  g_ptr_array_add (question->texts, kept);
  kept->text = keep (question, text);
  gsize index = add_column (plan, &column);
  g_hash_table_insert (question->options, kept, GSIZE_TO_POINTER (index + 1));
  g_array_append_val (question->option_columns, index);
}

/* -- a definition's options --------------------------------------------------------------------
 */

typedef void (*OnOption) (AftAnswerPlan *plan,
                          AftPlanQuestion *question,
                          const AftValue *value,
                          const char *label);

static gboolean
get_flag (const AftValue *json, const char *name, const char *former_name)
{
  const AftValue *value = aft_value_get_member (json, name);
  if (value == NULL)
    value = aft_value_get_member (json, former_name);
  return aft_value_get_type (value) == AFT_VALUE_BOOLEAN && aft_value_get_boolean (value);
}

/* A value of its own, {value, text}, or "value|text". */
static void
tell_option (AftAnswerPlan *plan,
             AftPlanQuestion *question,
             const AftValue *item,
             OnOption on_option)
{
  const AftValue *value = aft_value_get_member (item, "value");
  const char *text = aft_value_get_string (item);
  const char *bar = text != NULL ? strchr (text, '|') : NULL;
  if (value != NULL)
    on_option (
        plan, question, value,
        aft_definition_get_text (aft_value_get_member (item, "text"), plan->options.language));
  else if (bar != NULL)
    {
      g_autoptr (AftValue) before = aft_value_new_string_len (text, (gsize) (bar - text));
      on_option (plan, question, before, bar + 1);
    }
  else if (aft_value_get_type (item) != AFT_VALUE_OBJECT)
    on_option (plan, question, item, NULL);
}

static void
tell_built_in (AftAnswerPlan *plan,
               AftPlanQuestion *question,
               const AftValue *text,
               const char *name,
               OnOption on_option)
{
  g_autoptr (AftValue) value = aft_value_new_string (name);
  on_option (plan, question, value, aft_definition_get_text (text, plan->options.language));
}

static void
tell_numbers (AftAnswerPlan *plan,
              AftPlanQuestion *question,
              const AftValue *json,
              OnOption on_option)
{
  double first = aft_value_get_number (aft_value_get_member (json, "choicesMin"));
  double last = aft_value_get_number (aft_value_get_member (json, "choicesMax"));
  double step = MAX (1, aft_value_get_number (aft_value_get_member (json, "choicesStep")));
  for (double at = first; last > first && last - first <= 1000 && at <= last; at += step)
    {
      g_autoptr (AftValue) value = aft_value_new_number (at);
      on_option (plan, question, value, NULL);
    }
}

static void
tell_options (AftAnswerPlan *plan,
              AftPlanQuestion *question,
              const AftValue *json,
              OnOption on_option)
{
  static const char *const lists[] = { "choices", "rateValues" };
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const AftValue *list = aft_value_get_member (json, lists[i]);
      for (gsize k = 0; k < aft_value_get_length (list); k++)
        tell_option (plan, question, aft_value_get_item (list, k), on_option);
    }
  tell_numbers (plan, question, json, on_option);
  if (get_flag (json, "showOtherItem", "hasOther"))
    tell_built_in (plan, question, aft_value_get_member (json, "otherText"), "other", on_option);
  if (get_flag (json, "showNoneItem", "hasNone"))
    tell_built_in (plan, question, aft_value_get_member (json, "noneText"), "none", on_option);
}

static void
on_label (AftAnswerPlan *plan, AftPlanQuestion *question, const AftValue *value, const char *label)
{
  g_autofree char *text = dup_value (value);
  if (text != NULL)
    add_label (plan, question, text, label);
}

static void
on_column (AftAnswerPlan *plan, AftPlanQuestion *question, const AftValue *value, const char *label)
{
  if (aft_value_get_type (value) == AFT_VALUE_STRING
      || aft_value_get_type (value) == AFT_VALUE_NUMBER)
    need_option (plan, question, value, label);
}

/* Are all values that can be chosen whole numbers? */
static gboolean
has_whole_numbers (const AftValue *json)
{
  static const char *const lists[] = { "choices", "rateValues" };
  gboolean has_any = FALSE;
  if (get_flag (json, "showOtherItem", "hasOther") || get_flag (json, "showNoneItem", "hasNone"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const AftValue *list = aft_value_get_member (json, lists[i]);
      for (gsize k = 0; k < aft_value_get_length (list); k++)
        {
          const AftValue *item = aft_value_get_item (list, k);
          const AftValue *value = aft_value_get_member (item, "value");
          double number = aft_value_get_number (value != NULL ? value : item);
          AftValueType type = aft_value_get_type (value != NULL ? value : item);
          if (type != AFT_VALUE_NUMBER || number != floor (number))
            return FALSE;
          has_any = TRUE;
        }
    }
  return has_any || g_strcmp0 (aft_value_get_member_string (json, "type", NULL), "rating") == 0
         || aft_value_get_member (json, "choicesMax") != NULL;
}

/* -- a definition's questions ------------------------------------------------------------------
 */

static void
add_boolean (AftAnswerPlan *plan, AftPlanQuestion *question, const AftValue *json)
{
  static const struct
  {
    const char *value;
    const char *stored;
    const char *own;
    const char *label;
  } sides[]
      = { { "1", "true", "valueTrue", "labelTrue" }, { "0", "false", "valueFalse", "labelFalse" } };
  gboolean is_plain = aft_value_get_member (json, "valueTrue") == NULL
                      && aft_value_get_member (json, "valueFalse") == NULL;
  need_column (plan, question, is_plain ? AFT_COLUMN_INTEGER : AFT_COLUMN_TEXT, OPTION_MOST);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const AftValue *own = aft_value_get_member (json, sides[i].own);
      const char *label = aft_definition_get_text (aft_value_get_member (json, sides[i].label),
                                                   plan->options.language);
      if (own != NULL)
        {
          on_label (plan, question, own, label);
          continue;
        }
      add_label (plan, question, sides[i].value, label);
      add_label (plan, question, sides[i].stored, label);
    }
}

static void
add_text (AftAnswerPlan *plan, AftPlanQuestion *question, const AftValue *json)
{
  double most = aft_value_get_number (aft_value_get_member (json, "maxLength"));
  gboolean is_number
      = g_strcmp0 (aft_value_get_member_string (json, "inputType", NULL), "number") == 0;
  need_column (plan, question, is_number ? AFT_COLUMN_NUMBER : AFT_COLUMN_TEXT,
               most >= 1 && most <= TEXT_MOST ? (guint) most : TEXT_MOST);
}

/* What is written beside the options: a question of its own in the answers. */
static void
add_comment (AftAnswerPlan *plan, const AftPlanQuestion *beside, const AftValue *json)
{
  if (!get_flag (json, "showOtherItem", "hasOther")
      && !get_flag (json, "showCommentArea", "hasComment"))
    return;
  g_autofree char *name = g_strconcat (beside->shown.name, "-Comment", NULL);
  AftPlanQuestion *question = need_question (plan, name);
  question->shown.title = keep (question, beside->shown.title);
  need_column (plan, question, AFT_COLUMN_TEXT, TEXT_MOST);
}

static void
add_choices (AftAnswerPlan *plan, AftPlanQuestion *question, const AftValue *json, gboolean is_many)
{
  if (is_many && is_shown (plan))
    {
      if (question->options == NULL)
        question->options = g_hash_table_new (aft_span_hash, aft_span_equal);
      tell_options (plan, question, json, on_column);
    }
  else if (!is_many)
    need_column (plan, question, has_whole_numbers (json) ? AFT_COLUMN_INTEGER : AFT_COLUMN_TEXT,
                 OPTION_MOST);
  tell_options (plan, question, json, on_label);
  add_comment (plan, question, json);
}

static AftAnswerSeal
get_seal (const AftValue *json)
{
  const char *seal
      = aft_value_get_member_string (aft_value_get_member (json, "aftertaste"), "seal", NULL);
  if (seal == NULL)
    return AFT_ANSWER_OPEN;
  return g_str_equal (seal, AFT_SEALED_WORDS) ? AFT_ANSWER_WORDS : AFT_ANSWER_CONTACT;
}

static void
add_question (AftAnswerPlan *plan, const AftValue *json, const char *type)
{
  const char *name = aft_value_get_member_string (json, "name", NULL);
  if (name == NULL || *name == '\0' || g_str_equal (type, "html"))
    return;
  AftPlanQuestion *question = need_question (plan, name);
  const char *title
      = aft_definition_get_text (aft_value_get_member (json, "title"), plan->options.language);
  if (title != NULL)
    question->shown.title = keep (question, title);
  plan->seal = get_seal (json);
  if (plan->seal != AFT_ANSWER_OPEN)
    {
      if (question->seals == NULL)
        question->seals = g_hash_table_new (NULL, NULL);
      g_hash_table_replace (question->seals, GINT_TO_POINTER (plan->survey),
                            GINT_TO_POINTER (plan->seal));
    }
  if (g_str_equal (type, "boolean"))
    add_boolean (plan, question, json);
  else if (g_str_equal (type, "text") || g_str_equal (type, "comment"))
    add_text (plan, question, json);
  else
    add_choices (plan, question, json, g_str_equal (type, "checkbox"));
  plan->seal = AFT_ANSWER_OPEN;
}

static void
add_elements (AftAnswerPlan *plan, const AftValue *list)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *element = aft_value_get_item (list, i);
      const char *type = aft_value_get_member_string (element, "type", "panel");
      const AftValue *below = aft_value_get_member (element, "elements");
      if (below != NULL)
        add_elements (plan, below);
      else if (!g_str_equal (type, "panel"))
        add_question (plan, element, type);
    }
}

/* Values that the survey reckons, where they are among the answers. */
static void
add_calculated (AftAnswerPlan *plan, const AftValue *list)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);
      const char *name = aft_value_get_member_string (item, "name", NULL);
      if (name != NULL && get_flag (item, "includeIntoResult", "includeIntoResult"))
        need_column (plan, need_question (plan, name), AFT_COLUMN_TEXT, OPTION_MOST);
    }
}

gboolean
aft_answer_plan_add (AftAnswerPlan *plan, gint32 survey, const char *text, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftValue) definition
      = aft_json_parse (text, strlen (text), &aft_json_limits_survey, &reason);
  if (definition == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored survey is damaged: %s",
                   reason->message);
      return FALSE;
    }
  plan->survey = survey;
  add_elements (plan, aft_value_get_member (definition, "pages"));
  add_elements (plan, aft_value_get_member (definition, "elements"));
  add_elements (plan, aft_value_get_member (definition, "questions"));
  add_calculated (plan, aft_value_get_member (definition, "calculatedValues"));
  return TRUE;
}

void
aft_answer_plan_end (AftAnswerPlan *plan)
{
  const AftColumn more = { .name = "more", .type = AFT_COLUMN_TEXT, .most = MORE_MOST };
  gsize index = aft_export_columns_add (plan->columns, &more);
  if (!plan->has_first)
    plan->first = index;
  plan->has_first = TRUE;
}
