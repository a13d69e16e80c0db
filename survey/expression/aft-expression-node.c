/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes of an expression's tree: making and freeing them. They are filled by the parser and read by
 * the evaluation; a chain of operators is one flat node, so that a long one needs no deep
 * recursion. */
#include "aft-expression-node-private.h"

#include <math.h>
#include <string.h>

/* Beyond these numbers are written with an exponent, which the language cannot read. */
#define LARGEST_PLAIN  1e21
#define SMALLEST_PLAIN 1e-6

AftNode *
aft_node_new (AftNodeType type)
{
  AftNode *node = g_new0 (AftNode, 1);

  node->type = type;
  return node;
}

void
aft_node_free (AftNode *node)
{
  if (node == NULL)
    return;
  aft_value_unref (node->value);
  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->operators, g_array_unref);
  g_free (node);
}

void
aft_node_take_child (AftNode *node, AftNode *child)
{
  if (node->children == NULL)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_node_free);
  g_ptr_array_add (node->children, child);
}

static gboolean
is_writable_constant (const AftValue *value)
{
  const char *text = aft_value_get_string (value);
  double number = fabs (aft_value_get_number (value));

  if (text != NULL)
    return strpbrk (text, "'\"") == NULL;
  return number == 0 || (number < LARGEST_PLAIN && number >= SMALLEST_PLAIN);
}

static gboolean
may_miss_right_side (const AftNode *chain, guint child)
{
  return child > 0
         && g_array_index (chain->operators, AftOperator, child - 1) >= AFT_OPERATOR_CONTAINS;
}

gboolean
aft_node_is_writable (const AftNode *node)
{
  if (node->type == AFT_NODE_CONSTANT)
    return is_writable_constant (node->value);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const AftNode *child = g_ptr_array_index (node->children, i);
      gboolean may_be_missing = node->type == AFT_NODE_CHAIN && may_miss_right_side (node, i);

      if (child->type == AFT_NODE_NOTHING ? !may_be_missing : !aft_node_is_writable (child))
        return FALSE;
    }
  return node->type != AFT_NODE_NOTHING;
}
