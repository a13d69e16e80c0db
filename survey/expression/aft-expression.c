/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the language: owns the tree, starts evaluations, judges results, lists names
 * and functions. */
#include "aft-expression.h"

#include "aft-coercion.h"
#include "aft-expression-evaluation-private.h"

/* About a second at worst; what surveys ask for needs a few hundred. */
#define MOST_WORK 2000000

struct _AftExpression
{
  AftNode *node;
};

AftExpression *
aft_expression_new (const char *text, GError **error)
{
  AftNode *node = aft_node_parse (text, error);
  AftExpression *expression = NULL;

  if (node == NULL)
    return NULL;
  expression = g_new0 (AftExpression, 1);
  expression->node = node;
  return expression;
}

void
aft_expression_free (AftExpression *expression)
{
  if (expression == NULL)
    return;
  aft_node_free (expression->node);
  g_free (expression);
}

AftValue *
aft_expression_evaluate (const AftExpression *expression, const AftExpressionContext *context)
{
  AftEvaluation evaluation
      = { .context = context, .values = context->values, .work_left = MOST_WORK };
  g_autoptr (AftValue) result = aft_evaluation_run (&evaluation, expression->node);

  if (result == NULL || evaluation.work_left == 0)
    return aft_value_new_null ();
  return g_steal_pointer (&result);
}

gboolean
aft_expression_is_true (const AftValue *result)
{
  return aft_value_get_type (result) == AFT_VALUE_BOOLEAN && aft_value_get_boolean (result);
}

gboolean
aft_expression_is_false (const AftValue *result)
{
  return aft_value_get_type (result) == AFT_VALUE_BOOLEAN && !aft_value_get_boolean (result);
}

gboolean
aft_expression_is_loosely_true (const AftValue *result)
{
  AftValueType type = aft_value_get_type (result);

  if (type == AFT_VALUE_NULL || type == AFT_VALUE_DATE)
    return FALSE;
  return aft_coercion_to_number (result) == 1;
}

typedef struct
{
  AftNodeType type;
  AftExpressionVisit visit;
  gpointer user_data;
} Walk;

static void
walk_tree (const AftNode *node, const Walk *walk)
{
  if (node->type == walk->type)
    walk->visit (node->text, walk->user_data);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    walk_tree (g_ptr_array_index (node->children, i), walk);
}

void
aft_expression_foreach_name (const AftExpression *expression,
                             AftExpressionVisit visit,
                             gpointer user_data)
{
  Walk walk = { .type = AFT_NODE_NAME, .visit = visit, .user_data = user_data };

  walk_tree (expression->node, &walk);
}

void
aft_expression_foreach_function (const AftExpression *expression,
                                 AftExpressionVisit visit,
                                 gpointer user_data)
{
  Walk walk = { .type = AFT_NODE_CALL, .visit = visit, .user_data = user_data };

  walk_tree (expression->node, &walk);
}

gboolean
aft_expression_has_function (const char *name)
{
  return aft_function_find (name) != NULL;
}
