/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree that the parser makes: its shape by precedence, what it keeps of names, and which trees
 * survey-core could write and read again. */

#include "aft-expression-node-private.h"

#include <string.h>

#include "aft-error.h"

static AftNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftNode *node = aft_node_parse (text, &error);

  g_assert_no_error (error);
  g_test_message ("%s", text);
  return node;
}

static void append (GString *shape, const AftNode *node);

static void
append_children (GString *shape, const AftNode *node)
{
  static const char *const signs[]
      = { "or", "and", "=", "!=", "<",        "<=",          ">",     ">=",    "+",     "-",
          "*",  "/",   "%", "^",  "contains", "notcontains", "anyof", "allof", "noneof" };

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      if (i > 0 && node->operators != NULL)
        g_string_append_printf (shape, " %s ",
                                signs[g_array_index (node->operators, AftOperator, i - 1)]);
      else if (i > 0)
        g_string_append (shape, ", ");
      append (shape, g_ptr_array_index (node->children, i));
    }
}

/* @node with every bracket that precedence leaves out. */
static void
append (GString *shape, const AftNode *node)
{
  static const char *const openings[]
      = { "nothing", "", "{", "[", "(", "not (", "empty (", "notempty (", "(" };
  static const char *const closings[] = { "", "", "}", "]", ")", ")", ")", ")", ")" };

  if (node->type == AFT_NODE_CALL)
    g_string_append (shape, node->text);
  g_string_append (shape, openings[node->type]);
  if (node->type == AFT_NODE_NAME)
    g_string_append (shape, node->text);
  if (node->type == AFT_NODE_CONSTANT && aft_value_get_string (node->value) != NULL)
    g_string_append_printf (shape, "'%s'", aft_value_get_string (node->value));
  else if (node->type == AFT_NODE_CONSTANT && aft_value_get_type (node->value) == AFT_VALUE_NUMBER)
    g_string_append_printf (shape, "%g", aft_value_get_number (node->value));
  else if (node->type == AFT_NODE_CONSTANT)
    g_string_append (shape, aft_value_get_boolean (node->value) ? "true" : "false");
  append_children (shape, node);
  g_string_append (shape, closings[node->type]);
}

typedef struct
{
  const char *text;
  const char *shape;
} Shape;

static void
check_shapes (const Shape *shapes, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (AftNode) node = parse (shapes[i].text);
      g_autoptr (GString) shape = g_string_new (NULL);
      append (shape, node);
      g_assert_cmpstr (shape->str, ==, shapes[i].shape);
    }
}

static void
test_atoms (void)
{
  static const Shape shapes[] = {
    { "1", "1" },         { "-1.5", "-1.5" },
    { "'a b'", "'a b'" }, { "word", "'word'" },
    { "TRUE", "true" },   { "{a b}", "{a b}" },
    { "[]", "[]" },       { "[1, {a}]", "[1, {a}]" },
    { "f()", "f()" },     { "f(1, 'x')", "f(1, 'x')" },
    { "(1)", "1" },       { "((1)", "1" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_precedence (void)
{
  static const Shape shapes[] = {
    { "1 + 2 * 3", "(1 + (2 * 3))" },
    { "(1 + 2) * 3", "((1 + 2) * 3)" },
    { "1 * 2 + 3", "((1 * 2) + 3)" },
    { "2 * 3 ^ 4", "(2 * (3 ^ 4))" },
    { "1 + 2 = 3", "((1 + 2) = 3)" },
    { "1 = 2 and 3 = 4", "((1 = 2) and (3 = 4))" },
    { "1 or 2 and 3", "(1 or (2 and 3))" },
    { "1 and 2 or 3", "((1 and 2) or 3)" },
    { "{a} contains 1 + 1", "(({a} contains 1) + 1)" },
    { "2 ^ {a} anyof [1]", "(2 ^ ({a} anyof [1]))" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_chains (void)
{
  static const Shape shapes[] = {
    { "1 + 2 - 3", "(1 + 2 - 3)" },     { "8 / 4 * 2 % 3", "(8 / 4 * 2 % 3)" },
    { "2 ^ 3 ^ 2", "(2 ^ 3 ^ 2)" },     { "1 < 2 <= 3 > 4 >= 5", "(1 < 2 <= 3 > 4 >= 5)" },
    { "1 or 2 || 3", "(1 or 2 or 3)" }, { "1 and 2 && 3", "(1 and 2 and 3)" },
    { "1 - (2 - 3)", "(1 - (2 - 3))" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_suffixes (void)
{
  static const Shape shapes[] = {
    { "!{a}", "not ({a})" },
    { "negate {a}", "not ({a})" },
    { "{a} empty", "empty ({a})" },
    { "{a} notempty", "notempty ({a})" },
    { "!{a} empty", "not (empty ({a}))" },
    { "!{a} = 1", "(not ({a}) = 1)" },
    { "{a} empty and {b} notempty", "(empty ({a}) and notempty ({b}))" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_missing_sides (void)
{
  static const Shape shapes[] = {
    { "{a} contains", "({a} contains nothing)" },
    { "({a} anyof) and 1", "(({a} anyof nothing) and 1)" },
    { "{a} = null", "({a} = nothing)" },
    { "{a} = undefined", "({a} = nothing)" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_old_signs (void)
{
  static const Shape shapes[] = {
    { "{a} <> 1", "({a} != 1)" },        { "{a} => 1", "({a} >= 1)" },
    { "{a} =< 1", "({a} <= 1)" },        { "{a} equals 1", "({a} = 1)" },
    { "{a} notequals 1", "({a} != 1)" },
  };

  check_shapes (shapes, G_N_ELEMENTS (shapes));
}

static void
test_names (void)
{
  g_autoptr (AftNode) plain = parse ("{a}");
  g_autoptr (AftNode) as_it_is = parse ("{#a}");

  g_assert_cmpint (plain->type, ==, AFT_NODE_NAME);
  g_assert_cmpstr (plain->text, ==, "a");
  g_assert_false (plain->is_as_it_is);
  g_assert_cmpstr (as_it_is->text, ==, "a");
  g_assert_true (as_it_is->is_as_it_is);
}

static void
test_writable (void)
{
  static const char *const writable[] = { "1",
                                          "'a'",
                                          "{a}",
                                          "{a} = 'x'",
                                          "[1, {a}]",
                                          "f({a}, 2)",
                                          "!{a}",
                                          "{a} contains",
                                          "{a} anyof ['b']",
                                          "true",
                                          "0",
                                          "0.000001",
                                          "1 + 2 * 3 > {a}" };
  static const char *const unwritable[] = {
    "{a} = null",     "{a} = 'it\\'s'",

    "1 + (2 = null)", "0.0000001",      "1000000000000000000000000", "{a} contains ('b' = null)"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (writable); i++)
    {
      g_autoptr (AftNode) node = parse (writable[i]);
      g_assert_true (aft_node_is_writable (node));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unwritable); i++)
    {
      g_autoptr (AftNode) node = parse (unwritable[i]);
      g_assert_false (aft_node_is_writable (node));
    }
}

static void
test_ownership (void)
{
  g_autoptr (AftNode) list = aft_node_new (AFT_NODE_LIST);
  AftNode *item = aft_node_new (AFT_NODE_CONSTANT);

  item->value = aft_value_new_number (1);
  aft_node_take_child (list, item);
  aft_node_take_child (list, aft_node_new (AFT_NODE_NOTHING));
  g_assert_cmpuint (list->children->len, ==, 2);
  g_assert_true (g_ptr_array_index (list->children, 0) == item);
  g_assert_false (aft_node_is_writable (list));
  aft_node_free (NULL);
}

static void
test_no_tree (void)
{
  static const char *const texts[]
      = { "", " ", "1 1", "(", ")", "{", "'a", "null", "1 +", "f(1,)" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", texts[i]);
      g_assert_null (aft_node_parse (texts[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (aft_node_parse (texts[i], NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/node/atoms", test_atoms);
  g_test_add_func ("/expression/node/tighter-operators-stand-deeper", test_precedence);
  g_test_add_func ("/expression/node/one-level-makes-one-flat-chain", test_chains);
  g_test_add_func ("/expression/node/suffixes-hold-one-operand", test_suffixes);
  g_test_add_func ("/expression/node/a-missing-side-is-nothing", test_missing_sides);
  g_test_add_func ("/expression/node/old-signs-are-those-of-today", test_old_signs);
  g_test_add_func ("/expression/node/names-know-whether-to-convert", test_names);
  g_test_add_func ("/expression/node/null-and-quotes-cannot-be-written", test_writable);
  g_test_add_func ("/expression/node/a-node-owns-its-children", test_ownership);
  g_test_add_func ("/expression/node/no-text-without-a-tree-lacks-an-error", test_no_tree);
  return g_test_run ();
}
