/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sumInArray, countInArray, avgInArray, minInArray, maxInArray: (list of objects, field, [field to
 * return,] condition). The condition is not evaluated like other arguments but once for each item,
 * whose fields are its names. Where the argument's value is itself a text, that text is the
 * condition. */
#include "aft-expression-evaluation-private.h"

#include "aft-coercion.h"

#include <string.h>

#define MOST_TEXT_CONDITIONS 3 /* one inside the other */

typedef struct
{
  AftEvaluation *evaluation;
  const AftValue *list;
  const char *field;
  const char *returned_field;
  const AftNode *condition; /* NULL: every item counts */
  AftNode *parsed;          /* owned, when the condition was a text */
  gboolean is_never;        /* the condition cannot be read: no item counts */
} Selection;

static void
clear_selection (Selection *selection)
{
  g_clear_pointer (&selection->parsed, aft_node_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, clear_selection)

static void
set_text_condition (Selection *selection, const char *text)
{
  AftEvaluation *evaluation = selection->evaluation;

  if (evaluation->depth < MOST_TEXT_CONDITIONS
      && aft_evaluation_spend (evaluation, 1 + strlen (text) / 16))
    selection->parsed = aft_node_parse (text, NULL);
  selection->condition = selection->parsed;
  selection->is_never = selection->parsed == NULL;
}

static void
set_condition (Selection *selection, const AftCall *call, guint index)
{
  const char *text = aft_value_get_string (aft_call_get (call, index));

  if (text != NULL && text[0] != '\0')
    set_text_condition (selection, text);
  else if (index < call->count)
    {
      selection->condition = g_ptr_array_index (call->node->children, index);
      selection->is_never = !aft_node_is_writable (selection->condition);
    }
}

/* A third argument that is a plain text without operators names the field to return. */
static gboolean
is_field_name (const AftCall *call, guint index)
{
  const char *text = aft_value_get_string (aft_call_get (call, index));
  const AftNode *node
      = index < call->count ? g_ptr_array_index (call->node->children, index) : NULL;

  return text != NULL && node->type == AFT_NODE_CONSTANT && strpbrk (text, "{}><=!") == NULL;
}

static gboolean
read_selection (const AftCall *call, Selection *selection)
{
  gboolean has_returned_field = is_field_name (call, 2);

  selection->evaluation = call->evaluation;
  selection->list = aft_call_get (call, 0);
  selection->field = aft_value_get_string (aft_call_get (call, 1));
  if (call->count > 4 || !aft_coercion_is_truthy (selection->list) || selection->field == NULL)
    return FALSE;
  selection->returned_field
      = has_returned_field ? aft_value_get_string (call->values[2]) : selection->field;
  set_condition (selection, call, has_returned_field ? 3 : 2);
  return TRUE;
}

static gboolean
meets_condition (const Selection *selection, const AftValue *item)
{
  AftEvaluation *outer = selection->evaluation;
  AftEvaluation inner = *outer;

  if (selection->is_never)
    return FALSE;
  if (selection->condition == NULL)
    return TRUE;
  inner.values = item;
  inner.behind = outer->context->display_value != NULL ? outer->context->values : NULL;
  inner.depth = outer->depth + (selection->parsed != NULL ? 1 : 0);

  g_autoptr (AftValue) result = aft_evaluation_run (&inner, selection->condition);
  outer->work_left = inner.work_left;
  return aft_expression_is_loosely_true (result);
}

/* Item @index with a field that is not empty, or NULL when it does not count. */
static const AftValue *
get_selected (const Selection *selection, gsize index)
{
  gboolean is_list = aft_value_get_type (selection->list) == AFT_VALUE_ARRAY;
  const AftValue *item = is_list ? aft_value_get_item (selection->list, index)
                                 : aft_value_get_member_at (selection->list, index);

  if (aft_coercion_is_empty (aft_value_get_member (item, selection->field))
      || !aft_evaluation_spend (selection->evaluation, 1) || !meets_condition (selection, item))
    return NULL;
  return item;
}

/* The field of @item as a number where it is a numeric text; undefined for other texts. */
static AftValue *
get_field_value (const Selection *selection, const AftValue *item)
{
  const AftValue *value = aft_value_get_member (item, selection->field);
  double number = 0;

  if (aft_value_get_type (value) != AFT_VALUE_STRING)
    return aft_coercion_ref (value);
  return aft_coercion_get_number (value, &number) ? aft_value_new_number (number) : NULL;
}

static AftValue *
add_up (const Selection *selection)
{
  g_autoptr (AftValue) sum = aft_value_new_number (0);

  for (gsize i = 0; i < aft_value_get_length (selection->list); i++)
    {
      const AftValue *item = get_selected (selection, i);
      g_autoptr (AftValue) value = item != NULL ? get_field_value (selection, item) : NULL;
      AftValue *next = NULL;

      if (aft_value_is_null (value))
        continue;
      next = aft_operator_round_sum (sum, value, aft_operator_add (sum, value));
      aft_value_unref (sum);
      sum = next;
      if (!aft_evaluation_spend (selection->evaluation, aft_coercion_weigh (sum)))
        break;
    }
  return g_steal_pointer (&sum);
}

static double
count_selected (const Selection *selection)
{
  double count = 0;

  for (gsize i = 0; i < aft_value_get_length (selection->list); i++)
    if (get_selected (selection, i) != NULL)
      count++;
  return count;
}

AftValue *
aft_list_function_sum (AftCall *call)
{
  g_auto (Selection) selection = { 0 };

  return read_selection (call, &selection) ? add_up (&selection) : aft_value_new_number (0);
}

AftValue *
aft_list_function_count (AftCall *call)
{
  g_auto (Selection) selection = { 0 };

  return aft_value_new_number (read_selection (call, &selection) ? count_selected (&selection) : 0);
}

AftValue *
aft_list_function_average (AftCall *call)
{
  g_auto (Selection) selection = { 0 };

  if (!read_selection (call, &selection))
    return aft_value_new_number (0);

  double count = count_selected (&selection);
  g_autoptr (AftValue) sum = add_up (&selection);
  return aft_value_new_number (count == 0 ? 0 : aft_coercion_to_number (sum) / count);
}

static AftValue *
find_best (AftCall *call, gboolean is_minimum)
{
  g_auto (Selection) selection = { 0 };
  g_autoptr (AftValue) best = NULL;
  const AftValue *best_item = NULL;

  if (!read_selection (call, &selection))
    return NULL;
  for (gsize i = 0; i < aft_value_get_length (selection.list); i++)
    {
      const AftValue *item = get_selected (&selection, i);
      g_autoptr (AftValue) value = item != NULL ? get_field_value (&selection, item) : NULL;
      gboolean is_better = best == NULL
                           || (is_minimum ? aft_operator_is_less (value, best)
                                          : aft_operator_is_less (best, value));

      if (aft_value_is_null (value) || !is_better)
        continue;
      g_clear_pointer (&best, aft_value_unref);
      best = g_steal_pointer (&value);
      best_item = item;
    }
  if (best_item != NULL && strcmp (selection.returned_field, selection.field) != 0)
    return aft_coercion_ref (aft_value_get_member (best_item, selection.returned_field));
  return g_steal_pointer (&best);
}

AftValue *
aft_list_function_minimum (AftCall *call)
{
  return find_best (call, TRUE);
}

AftValue *
aft_list_function_maximum (AftCall *call)
{
  return find_best (call, FALSE);
}
