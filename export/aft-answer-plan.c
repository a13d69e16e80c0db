/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers become cells. Canonical JSON has the names in an order of its own and a sheet wants its
 * cells in the columns': they are gathered as spans of the stored text and put when all of a row is
 * there. How definitions become questions and columns is in aft-answer-questions.c. */
#include "aft-answer-plan-private.h"

#include <string.h>

/* Digits that always fit. */
#define INTEGER_DIGITS 15

AftAnswerPlan *
aft_answer_plan_new (AftExportColumns *columns, const AftAnswerPlanOptions *options)
{
  AftAnswerPlan *plan = g_new0 (AftAnswerPlan, 1);
  plan->options = *options;
  plan->columns = columns;
  plan->questions
      = g_hash_table_new_full (aft_span_hash, aft_span_equal, NULL, aft_answer_plan_question_free);
  plan->cells = g_array_new (FALSE, TRUE, sizeof (AftAnswerCell));
  plan->more = g_string_new (NULL);
  plan->meant = g_ptr_array_new_with_free_func (g_free);
  return plan;
}

void
aft_answer_plan_free (AftAnswerPlan *plan)
{
  if (plan == NULL)
    return;
  g_hash_table_unref (plan->questions);
  g_array_unref (plan->cells);
  g_string_free (plan->more, TRUE);
  g_ptr_array_unref (plan->meant);
  g_free (plan);
}

guint64
aft_answer_plan_get_unfit (const AftAnswerPlan *plan)
{
  return plan->unfit;
}

guint64
aft_answer_plan_get_hidden (const AftAnswerPlan *plan)
{
  return plan->hidden;
}

static AftPlanQuestion *
find (const AftAnswerPlan *plan, const AftSpan *name)
{
  if (!name->has_escapes)
    return g_hash_table_lookup (plan->questions, name);
  g_autofree char *meant = aft_span_dup_text (name);
  const AftSpan key = { .type = AFT_SPAN_TEXT, .text = meant, .length = strlen (meant) };
  return g_hash_table_lookup (plan->questions, &key);
}

const AftAnswerQuestion *
aft_answer_plan_find (const AftAnswerPlan *plan, const AftSpan *name)
{
  return (const AftAnswerQuestion *) find (plan, name);
}

static AftAnswerSeal
get_seal (const AftPlanQuestion *question, gint32 survey)
{
  gpointer seal = NULL;
  if (question->seals != NULL)
    seal = g_hash_table_lookup (question->seals, GINT_TO_POINTER (survey));
  return (AftAnswerSeal) GPOINTER_TO_INT (seal);
}

AftAnswerSeal
aft_answer_plan_get_seal (const AftAnswerPlan *plan,
                          const AftAnswerQuestion *question,
                          gint32 survey)
{
  return get_seal ((const AftPlanQuestion *) question, survey);
}

const char *
aft_answer_plan_get_label (const AftAnswerPlan *plan,
                           const AftAnswerQuestion *question,
                           const char *value)
{
  const AftPlanQuestion *own = (const AftPlanQuestion *) question;
  return g_hash_table_lookup (own->labels, value);
}

/* -- cells -------------------------------------------------------------------------------------
 */

static AftAnswerCell *
get_cell (AftAnswerPlan *plan, gsize column)
{
  return &g_array_index (plan->cells, AftAnswerCell, column - plan->first);
}

static gboolean
is_integer (const AftSpan *value)
{
  gsize sign = value->length > 0 && *value->text == '-' ? 1 : 0;
  if (value->type != AFT_SPAN_NUMBER || value->length - sign > INTEGER_DIGITS)
    return FALSE;
  for (gsize i = sign; i < value->length; i++)
    if (!g_ascii_isdigit (value->text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
take_integer (AftAnswerCell *cell, const AftSpan *value)
{
  gint64 number = 0;
  gboolean is_truth = value->type == AFT_SPAN_TRUE || value->type == AFT_SPAN_FALSE;
  if (!is_truth && !is_integer (value))
    return FALSE;
  for (gsize i = 0; !is_truth && i < value->length; i++)
    if (value->text[i] != '-')
      number = number * 10 + (value->text[i] - '0');
  cell->kind = AFT_CELL_INTEGER;
  cell->integer = is_truth                ? value->type == AFT_SPAN_TRUE
                  : value->text[0] == '-' ? -number
                                          : number;
  return TRUE;
}

/* A number as it is written: canonical JSON has it as ECMAScript does. */
static void
take_text (AftAnswerPlan *plan, AftAnswerCell *cell, const AftSpan *value)
{
  cell->kind = AFT_CELL_TEXT;
  cell->text = value->text;
  cell->length = value->length;
  if (!value->has_escapes)
    return;
  char *meant = aft_span_dup_text (value);
  g_ptr_array_add (plan->meant, meant);
  cell->text = meant;
  cell->length = strlen (meant);
}

/* FALSE: it does not fit. */
static gboolean
take_scalar (AftAnswerPlan *plan, const AftPlanQuestion *question, const AftSpan *value)
{
  AftAnswerCell *cell = question->has_column ? get_cell (plan, question->column) : NULL;
  if (cell == NULL || value->type == AFT_SPAN_LIST || value->type == AFT_SPAN_OBJECT)
    return FALSE;
  if (question->type == AFT_COLUMN_INTEGER)
    return take_integer (cell, value);
  if (question->type == AFT_COLUMN_NUMBER)
    {
      if (value->type != AFT_SPAN_NUMBER)
        return FALSE;
      cell->kind = AFT_CELL_NUMBER;
      cell->number = g_ascii_strtod (value->text, NULL);
      return TRUE;
    }
  take_text (plan, cell, value);
  return TRUE;
}

/* What is read. */
typedef struct
{
  AftAnswerPlan *plan;
  gint32 survey;
  const AftPlanQuestion *question; /* whose options are read */
  gboolean is_known;               /* all of them so far */
} Reading;

static gboolean
on_option (const AftSpan *unused, const AftSpan *item, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  gsize found = GPOINTER_TO_SIZE (g_hash_table_lookup (reading->question->options, item));
  if (found > 0)
    get_cell (reading->plan, found - 1)->integer = 1;
  reading->is_known = reading->is_known && found > 0;
  return TRUE;
}

/* 1 for those chosen, 0 for the others. FALSE: something else is among them. */
static gboolean
take_options (AftAnswerPlan *plan, const AftPlanQuestion *question, const AftSpan *value)
{
  Reading reading = { .plan = plan, .question = question, .is_known = TRUE };
  if (question->options == NULL)
    return FALSE;
  for (guint i = 0; i < question->option_columns->len; i++)
    {
      AftAnswerCell *cell = get_cell (plan, g_array_index (question->option_columns, gsize, i));
      cell->kind = AFT_CELL_INTEGER;
      cell->integer = 0;
    }
  return aft_spans_each (value->text, value->length, on_option, &reading, NULL) && reading.is_known;
}

/* Both as they are written. */
static void
add_more (AftAnswerPlan *plan, const AftSpan *name, const AftSpan *value)
{
  gboolean is_text = value->type == AFT_SPAN_TEXT;
  g_string_append_c (plan->more, plan->more->len == 0 ? '{' : ',');
  g_string_append_c (plan->more, '"');
  g_string_append_len (plan->more, name->text, (gssize) name->length);
  g_string_append (plan->more, is_text ? "\":\"" : "\":");
  g_string_append_len (plan->more, value->text, (gssize) value->length);
  if (is_text)
    g_string_append_c (plan->more, '"');
}

static gboolean
on_member (const AftSpan *name, const AftSpan *value, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  AftAnswerPlan *plan = reading->plan;
  const AftPlanQuestion *question = find (plan, name);
  AftAnswerSeal seal = question != NULL ? get_seal (question, reading->survey) : AFT_ANSWER_OPEN;
  if (value->type == AFT_SPAN_NULL)
    return TRUE;
  if ((seal == AFT_ANSWER_WORDS && !plan->options.has_words)
      || (seal == AFT_ANSWER_CONTACT && !plan->options.has_contact))
    {
      plan->hidden++;
      return TRUE;
    }
  if (question != NULL
      && (value->type == AFT_SPAN_LIST ? take_options (plan, question, value)
                                       : take_scalar (plan, question, value)))
    return TRUE;
  plan->unfit++;
  add_more (plan, name, value);
  return TRUE;
}

gboolean
aft_answer_plan_read (AftAnswerPlan *plan,
                      gint32 survey,
                      const char *answers,
                      gsize length,
                      GError **error)
{
  Reading reading = { .plan = plan, .survey = survey };
  return aft_spans_each (answers, length, on_member, &reading, error);
}

void
aft_answer_plan_put (AftAnswerPlan *plan, AftSheet *sheet)
{
  for (guint i = 0; i < plan->cells->len; i++)
    {
      AftAnswerCell *cell = &g_array_index (plan->cells, AftAnswerCell, i);
      if (cell->kind == AFT_CELL_INTEGER)
        aft_sheet_put_integer (sheet, plan->first + i, cell->integer);
      else if (cell->kind == AFT_CELL_NUMBER)
        aft_sheet_put_number (sheet, plan->first + i, cell->number);
      else if (cell->kind == AFT_CELL_TEXT)
        aft_sheet_put_text (sheet, plan->first + i, cell->text, (gssize) cell->length);
      cell->kind = AFT_CELL_EMPTY;
    }
  if (plan->more->len > 0)
    {
      g_string_append_c (plan->more, '}');
      aft_sheet_put_text (sheet, plan->first + plan->cells->len, plan->more->str,
                          (gssize) plan->more->len);
      g_string_truncate (plan->more, 0);
    }
  g_ptr_array_set_size (plan->meant, 0);
}
