/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks an expression's tree and gives its value. Knows names, lists, calls and chains; what
 * operators and functions do is theirs.
 *
 * Work is counted, so that no text and no answers can keep a kiosk busy: an evaluation that would
 * need more than MOST_WORK gives null. */
#include "aft-expression-evaluation-private.h"

#include "aft-coercion.h"

static AftValue *
take_or_null (AftValue *value)
{
  return value == NULL ? aft_value_new_null () : value;
}

gboolean
aft_evaluation_spend (AftEvaluation *evaluation, guint64 work)
{
  if (evaluation->work_left < work)
    {
      evaluation->work_left = 0;
      return FALSE;
    }
  evaluation->work_left -= work;
  return TRUE;
}

static AftValue *
find_name (const AftEvaluation *evaluation, const char *name)
{
  const AftExpressionContext *context = evaluation->context;
  AftValue *found = NULL;

  if (evaluation->behind == NULL && context->find_answer != NULL)
    found = context->find_answer (name, context->user_data);
  if (found == NULL)
    found = aft_expression_find_name (evaluation->values, name);
  if (found == NULL && evaluation->behind != NULL)
    found = aft_expression_find_name (evaluation->behind, name);
  return found;
}

static AftValue *
run_name (AftEvaluation *evaluation, const AftNode *node)
{
  g_autoptr (AftValue) found = find_name (evaluation, node->text);

  if (found == NULL)
    return node->value != NULL ? aft_value_ref (node->value) : aft_value_new_null ();
  if (!aft_evaluation_spend (evaluation, aft_coercion_weigh (found)))
    return NULL;
  return node->is_as_it_is ? g_steal_pointer (&found) : aft_expression_convert_found (found);
}

static AftValue *
run_list (AftEvaluation *evaluation, const AftNode *node)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();

  for (guint i = 0; i < node->children->len; i++)
    aft_value_builder_take (builder, take_or_null (aft_evaluation_run (
                                         evaluation, g_ptr_array_index (node->children, i))));
  return aft_value_builder_end (builder);
}

const AftValue *
aft_call_get (const AftCall *call, guint index)
{
  return index < call->count ? call->values[index] : NULL;
}

static AftValue *
run_call (AftEvaluation *evaluation, const AftNode *node)
{
  AftFunction function = aft_function_find (node->text);
  AftCall call = { .evaluation = evaluation, .node = node, .count = node->children->len };
  AftValue *result = NULL;

  if (function == NULL)
    return aft_value_new_null ();
  call.values = g_new0 (AftValue *, call.count);
  for (guint i = 0; i < call.count; i++)
    call.values[i] = aft_evaluation_run (evaluation, g_ptr_array_index (node->children, i));
  result = function (&call);
  for (guint i = 0; i < call.count; i++)
    aft_value_unref (call.values[i]);
  g_free (call.values);
  return result;
}

static AftValue *
run_suffix (AftEvaluation *evaluation, const AftNode *node)
{
  g_autoptr (AftValue) value
      = aft_evaluation_run (evaluation, g_ptr_array_index (node->children, 0));

  if (node->type == AFT_NODE_NOT)
    return aft_value_new_boolean (!aft_coercion_is_truthy (value));
  return aft_value_new_boolean (aft_coercion_is_empty (value) == (node->type == AFT_NODE_EMPTY));
}

/* Is @left the value of the link already, whatever stands on its right? */
static gboolean
is_settled (AftOperator operator, const AftValue * left)
{
  if (aft_value_get_type (left) != AFT_VALUE_BOOLEAN)
    return FALSE;
  return operator== (aft_value_get_boolean (left) ? AFT_OPERATOR_OR : AFT_OPERATOR_AND);
}

static AftValue *
run_chain (AftEvaluation *evaluation, const AftNode *node)
{
  AftValue *value = aft_evaluation_run (evaluation, g_ptr_array_index (node->children, 0));

  for (guint i = 0; i < node->operators->len; i++)
    {
      AftOperator operator= g_array_index (node->operators, AftOperator, i);
      if (is_settled (operator, value))
        continue;
      g_autoptr (AftValue) left = value;
      g_autoptr (AftValue) right
          = aft_evaluation_run (evaluation, g_ptr_array_index (node->children, i + 1));

      value = aft_operator_apply (evaluation, operator, left, right);
      /* Joined texts and lists grow with every link. */
      if (operator== AFT_OPERATOR_PLUS && !aft_evaluation_spend (evaluation,
                                                                 aft_coercion_weigh (value)))
        break;
    }
  return value;
}

AftValue *
aft_evaluation_run (AftEvaluation *evaluation, const AftNode *node)
{
  if (!aft_evaluation_spend (evaluation, 1))
    return NULL;
  switch (node->type)
    {
    case AFT_NODE_NOTHING:
      return aft_value_new_null ();
    case AFT_NODE_CONSTANT:
      return aft_value_ref (node->value);
    case AFT_NODE_NAME:
      return run_name (evaluation, node);
    case AFT_NODE_LIST:
      return run_list (evaluation, node);
    case AFT_NODE_CALL:
      return run_call (evaluation, node);
    case AFT_NODE_NOT:
    case AFT_NODE_EMPTY:
    case AFT_NODE_NOT_EMPTY:
      return run_suffix (evaluation, node);
    case AFT_NODE_CHAIN:
      return run_chain (evaluation, node);
    }
  g_assert_not_reached ();
}
