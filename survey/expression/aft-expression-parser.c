/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of an expression → tree, by recursive descent over the parsing expression grammar of
 * SURVEY-FORMAT ("Grammar"): ordered choice without word boundaries, and an alternative once taken
 * is not taken back. A part that cannot be read is left for whoever comes after; the text is an
 * expression only when nothing is left.
 *
 * Hostile text: length and nesting are limited, and a place where no operand could be read is
 * remembered, so that retries from outer levels cost nothing (without it f(f(1,[f(f(1,[… doubles
 * the work with each level). */
#include "aft-expression-node-private.h"

#include "aft-error.h"
#include "aft-json.h"
#include "aft-utf16.h"

#include <string.h>

#define MOST_BYTES  32768
#define MOST_DEPTH  200
#define MOST_QUOTED 20 /* of the text, in a message */

typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  gsize farthest; /* where the last operand was missing */
  guint depth;
  gboolean is_too_deep;
  guint8 *failed; /* by place: no operand begins here */
} Parser;

typedef struct
{
  const char *word;
  AftOperator operator;
} Sign;

/* In each table the longer of two signs with one beginning comes first. */
static const Sign or_signs[] = { { "||", AFT_OPERATOR_OR }, { "or", AFT_OPERATOR_OR }, { NULL } };
static const Sign and_signs[]
    = { { "&&", AFT_OPERATOR_AND }, { "and", AFT_OPERATOR_AND }, { NULL } };
static const Sign comparison_signs[] = { { "<=", AFT_OPERATOR_LESS_OR_EQUAL },
                                         { "lessorequal", AFT_OPERATOR_LESS_OR_EQUAL },
                                         { ">=", AFT_OPERATOR_GREATER_OR_EQUAL },
                                         { "greaterorequal", AFT_OPERATOR_GREATER_OR_EQUAL },
                                         { "==", AFT_OPERATOR_EQUAL },
                                         { "equal", AFT_OPERATOR_EQUAL },
                                         { "=", AFT_OPERATOR_EQUAL },
                                         { "!=", AFT_OPERATOR_NOT_EQUAL },
                                         { "notequal", AFT_OPERATOR_NOT_EQUAL },
                                         { "<", AFT_OPERATOR_LESS },
                                         { "less", AFT_OPERATOR_LESS },
                                         { ">", AFT_OPERATOR_GREATER },
                                         { "greater", AFT_OPERATOR_GREATER },
                                         { NULL } };
static const Sign sum_signs[]
    = { { "+", AFT_OPERATOR_PLUS }, { "-", AFT_OPERATOR_MINUS }, { NULL } };
static const Sign product_signs[] = { { "*", AFT_OPERATOR_MULTIPLY },
                                      { "/", AFT_OPERATOR_DIVIDE },
                                      { "%", AFT_OPERATOR_REMAINDER },
                                      { NULL } };
static const Sign power_signs[]
    = { { "^", AFT_OPERATOR_POWER }, { "power", AFT_OPERATOR_POWER }, { NULL } };
static const Sign list_signs[] = { { "*=", AFT_OPERATOR_CONTAINS },
                                   { "contains", AFT_OPERATOR_CONTAINS },
                                   { "contain", AFT_OPERATOR_CONTAINS },
                                   { "notcontains", AFT_OPERATOR_NOT_CONTAINS },
                                   { "notcontain", AFT_OPERATOR_NOT_CONTAINS },
                                   { "anyof", AFT_OPERATOR_ANY_OF },
                                   { "allof", AFT_OPERATOR_ALL_OF },
                                   { "noneof", AFT_OPERATOR_NONE_OF },
                                   { NULL } };

/* Weakest first. */
static const Sign *const levels[]
    = { or_signs, and_signs, comparison_signs, sum_signs, product_signs, power_signs, list_signs };
#define TIGHTEST_LEVEL (G_N_ELEMENTS (levels) - 1)

static AftNode *parse_expression (Parser *parser);
static AftNode *parse_factor (Parser *parser);
static AftNode *parse_level (Parser *parser, guint level);

static void
skip_blanks (Parser *parser)
{
  while (parser->text[parser->at] != '\0' && strchr (" \t\r\n", parser->text[parser->at]) != NULL)
    parser->at++;
}

static gboolean
skip_character (Parser *parser, char character)
{
  if (parser->text[parser->at] != character)
    return FALSE;
  parser->at++;
  return TRUE;
}

static gboolean
skip_word (Parser *parser, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (parser->text + parser->at, word, length) != 0)
    return FALSE;
  parser->at += length;
  return TRUE;
}

static gsize
measure_word (Parser *parser)
{
  const char *start = parser->text + parser->at;
  gsize length = 0;

  if (!g_ascii_isalpha (start[0]) && start[0] != '_')
    return 0;
  while (g_ascii_isalnum (start[length]) || start[length] == '_')
    length++;
  return length;
}

static const Sign *
read_sign (Parser *parser, guint level)
{
  for (const Sign *sign = levels[level]; sign->word != NULL; sign++)
    if (skip_word (parser, sign->word))
      return sign;
  return NULL;
}

static AftNode *
parse_operand (Parser *parser, guint level)
{
  return level == TIGHTEST_LEVEL ? parse_factor (parser) : parse_level (parser, level + 1);
}

/* One more operator of @level with its right side, or NULL and nothing read. */
static AftNode *
parse_right_side (Parser *parser, guint level, const Sign **ret_sign)
{
  gsize start = parser->at;
  AftNode *right = NULL;

  skip_blanks (parser);
  *ret_sign = read_sign (parser, level);
  if (*ret_sign != NULL)
    {
      skip_blanks (parser);
      right = parse_operand (parser, level);
      if (right == NULL && level == TIGHTEST_LEVEL)
        right = aft_node_new (AFT_NODE_NOTHING);
    }
  if (right == NULL)
    parser->at = start;
  return right;
}

static AftNode *
parse_level (Parser *parser, guint level)
{
  g_autoptr (AftNode) head = parse_operand (parser, level);
  g_autoptr (AftNode) chain = NULL;
  const Sign *sign = NULL;
  AftNode *right = NULL;

  if (head == NULL)
    return NULL;
  while ((right = parse_right_side (parser, level, &sign)) != NULL)
    {
      if (chain == NULL)
        {
          chain = aft_node_new (AFT_NODE_CHAIN);
          chain->operators = g_array_new (FALSE, FALSE, sizeof (AftOperator));
          aft_node_take_child (chain, g_steal_pointer (&head));
        }
      g_array_append_val (chain->operators, sign->operator);
      aft_node_take_child (chain, right);
    }
  return chain != NULL ? g_steal_pointer (&chain) : g_steal_pointer (&head);
}

static AftNode *
parse_expression (Parser *parser)
{
  gsize start = parser->at;
  AftNode *node = NULL;

  skip_blanks (parser);
  node = parse_level (parser, 0);
  if (node == NULL)
    parser->at = start;
  else
    skip_blanks (parser);
  return node;
}

/* Items between commas into @node. With the first missing or null the list is empty, whatever comes
 * after it. */
static void
parse_items (Parser *parser, AftNode *node)
{
  AftNode *item = parse_expression (parser);
  gboolean is_void = item == NULL || item->type == AFT_NODE_NOTHING;
  gsize end = parser->at;

  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_node_free);
  if (item != NULL)
    aft_node_take_child (node, item);
  for (;;)
    {
      skip_blanks (parser);
      item = skip_character (parser, ',') ? parse_expression (parser) : NULL;
      if (item == NULL)
        break;
      aft_node_take_child (node, item);
      end = parser->at;
    }
  parser->at = end;
  if (is_void)
    g_ptr_array_set_size (node->children, 0);
}

/* ( … ), where the closing one may be missing. */
static AftNode *
parse_nested (Parser *parser)
{
  AftNode *node = NULL;

  if (!skip_character (parser, '('))
    return NULL;
  node = parse_expression (parser);
  if (node != NULL)
    skip_character (parser, ')');
  return node;
}

static AftNode *
parse_call (Parser *parser)
{
  gsize length = measure_word (parser);
  AftNode *node = NULL;

  if (length == 0 || parser->text[parser->at + length] != '(')
    return NULL;
  node = aft_node_new (AFT_NODE_CALL);
  node->text = g_strndup (parser->text + parser->at, length);
  parser->at += length + 1;
  parse_items (parser, node);
  skip_character (parser, ')');
  return node;
}

static AftNode *
parse_list (Parser *parser)
{
  g_autoptr (AftNode) node = aft_node_new (AFT_NODE_LIST);

  if (!skip_character (parser, '['))
    return NULL;
  parse_items (parser, node);
  return skip_character (parser, ']') ? g_steal_pointer (&node) : NULL;
}

static AftNode *
new_constant (AftValue *value)
{
  AftNode *node = aft_node_new (AFT_NODE_CONSTANT);

  node->value = value;
  return node;
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Length of "1.5", "15" or "0" at the start of @text: no leading zero without a point. */
static gsize
measure_number (const char *text)
{
  gsize whole = count_digits (text);

  if (whole > 0 && text[whole] == '.' && g_ascii_isdigit (text[whole + 1]))
    return whole + 1 + count_digits (text + whole + 1);
  return text[0] == '0' ? 1 : whole;
}

static AftNode *
parse_number (Parser *parser)
{
  const char *start = parser->text + parser->at;
  gsize sign = *start == '-' ? 1 : 0;
  gsize length = 0;

  /* Hexadecimal with decimal digits only: 0x1F is 1, then a stray F. */
  if (g_str_has_prefix (start, "0x") && g_ascii_isdigit (start[2]))
    length = 2 + count_digits (start + 2);
  else if (measure_number (start + sign) > 0)
    length = sign + measure_number (start + sign);
  if (length == 0)
    return NULL;

  g_autofree char *number = g_strndup (start, length);
  parser->at += length;
  return new_constant (aft_value_new_number (g_ascii_strtod (number, NULL)));
}

/* 'text' or "text": neither quote may stand inside without a backslash. */
static AftNode *
parse_quoted (Parser *parser)
{
  char quote = parser->text[parser->at];
  const char *at = parser->text + parser->at + 1;
  g_autoptr (GString) text = g_string_new (NULL);

  if (quote != '\'' && quote != '"')
    return NULL;
  while (*at != '\0' && *at != '\'' && *at != '"')
    {
      if (*at == '\\' && (at[1] == '\'' || at[1] == '"'))
        at++;
      g_string_append_c (text, *at++);
    }
  if (*at != quote)
    return NULL;
  parser->at = (gsize) (at + 1 - parser->text);
  return new_constant (aft_value_new_string (text->str));
}

/* A name with a colon that nothing is called stands for the object {name}: {"x": 1}. */
static AftValue *
read_object (const char *name)
{
  const char *colon = strchr (name, ':');
  g_autofree char *json = g_strdup_printf ("{%s}", name);

  if (colon == NULL || colon == name)
    return NULL;
  return aft_json_parse (json, strlen (json), &aft_json_limits_wire, NULL);
}

static AftNode *
parse_name (Parser *parser)
{
  const char *start = parser->text + parser->at + 1;
  gsize length = 0;
  AftNode *node = NULL;

  if (parser->text[parser->at] != '{')
    return NULL;
  length = strcspn (start, "{}");
  if (length == 0 || start[length] != '}')
    return NULL;
  node = aft_node_new (AFT_NODE_NAME);
  node->is_as_it_is = length > 1 && start[0] == '#';
  node->text = node->is_as_it_is ? g_strndup (start + 1, length - 1) : g_strndup (start, length);
  node->value = read_object (node->text);
  parser->at += length + 2;
  return node;
}

static AftNode *
parse_word (Parser *parser)
{
  gsize length = measure_word (parser);
  const char *start = parser->text + parser->at;

  if (length == 0)
    return NULL;
  parser->at += length;
  return new_constant (aft_value_new_string_len (start, length));
}

static AftNode *
parse_atom (Parser *parser)
{
  gsize start = parser->at;
  AftNode *node = NULL;

  skip_blanks (parser);
  if (g_str_has_prefix (parser->text + parser->at, "undefined")
      || g_str_has_prefix (parser->text + parser->at, "null"))
    {
      parser->at += parser->text[parser->at] == 'u' ? strlen ("undefined") : strlen ("null");
      return aft_node_new (AFT_NODE_NOTHING);
    }
  if (skip_word (parser, "true"))
    return new_constant (aft_value_new_boolean (TRUE));
  if (skip_word (parser, "false"))
    return new_constant (aft_value_new_boolean (FALSE));
  node = parse_number (parser);
  if (node == NULL)
    node = parse_word (parser);
  if (node == NULL)
    node = parse_quoted (parser);
  if (node == NULL)
    node = parse_name (parser);
  if (node == NULL)
    parser->at = start;
  return node;
}

static AftNode *
wrap (AftNodeType type, AftNode *child)
{
  AftNode *node = aft_node_new (type);

  aft_node_take_child (node, child);
  return node;
}

static AftNode *
parse_not (Parser *parser)
{
  gsize start = parser->at;
  AftNode *operand = NULL;

  if (!skip_character (parser, '!') && !skip_word (parser, "negate"))
    return NULL;
  skip_blanks (parser);
  operand = parse_factor (parser);
  if (operand != NULL)
    return wrap (AFT_NODE_NOT, operand);
  /* "negate" may be a word of its own. */
  parser->at = start;
  return NULL;
}

static AftNode *
parse_atom_and_suffix (Parser *parser)
{
  AftNode *atom = parse_atom (parser);
  gsize end = parser->at;

  if (atom == NULL)
    return NULL;
  skip_blanks (parser);
  if (skip_word (parser, "empty"))
    return wrap (AFT_NODE_EMPTY, atom);
  if (skip_word (parser, "notempty"))
    return wrap (AFT_NODE_NOT_EMPTY, atom);
  parser->at = end;
  return atom;
}

static AftNode *
parse_alternatives (Parser *parser)
{
  static AftNode *(*const alternatives[]) (Parser * parser) = {
    parse_nested, parse_call, parse_not, parse_atom_and_suffix, parse_list,
  };
  gsize start = parser->at;

  for (guint i = 0; i < G_N_ELEMENTS (alternatives); i++)
    {
      AftNode *node = alternatives[i](parser);
      if (node != NULL)
        return node;
      parser->at = start;
    }
  return NULL;
}

/* On failure nothing is read. */
static AftNode *
parse_factor (Parser *parser)
{
  gsize start = parser->at;
  AftNode *node = NULL;

  if (parser->failed[start] || parser->is_too_deep)
    return NULL;
  if (parser->depth >= MOST_DEPTH)
    {
      parser->is_too_deep = TRUE;
      return NULL;
    }
  parser->depth++;
  node = parse_alternatives (parser);
  parser->depth--;
  if (node == NULL)
    {
      parser->failed[start] = TRUE;
      parser->farthest = MAX (parser->farthest, start);
    }
  return node;
}

static void
replace_all (char *text, const char *from, const char *to)
{
  gsize length = strlen (from);

  g_assert (strlen (to) == length);
  for (char *at = strstr (text, from); at != NULL; at = strstr (at + length, from))
    memcpy (at, to, length);
}

/* Old spellings, replaced before anything is read, inside quoted texts and names as well. */
static char *
replace_old_signs (const char *text)
{
  char *patched = g_strdup (text);

  replace_all (patched, "=>", ">=");
  replace_all (patched, "=<", "<=");
  replace_all (patched, "<>", "!=");
  replace_all (patched, "equals", "equal ");
  return patched;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (strlen (text) > MOST_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "longer than %d bytes", MOST_BYTES);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "not valid UTF-8");
      return FALSE;
    }
  return TRUE;
}

static void
set_parse_error (const Parser *parser, GError **error)
{
  gsize place = MAX (parser->farthest, parser->at);
  glong character = g_utf8_strlen (parser->text, (gssize) place) + 1;
  g_autofree char *rest = aft_utf16_slice (parser->text + place, 0, MOST_QUOTED);

  if (parser->is_too_deep)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "nested more than %d levels deep",
                 MOST_DEPTH);
  else if (parser->text[place] == '\0')
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "something is missing at the expression's end");
  else
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "not understood from character %ld on: “%s”",
                 character, rest);
}

AftNode *
aft_node_parse (const char *text, GError **error)
{
  if (!check_text (text, error))
    return NULL;

  g_autofree char *patched = replace_old_signs (text);
  gsize length = strlen (patched);
  g_autofree guint8 *failed = g_malloc0 (length + 1);
  Parser parser = { .text = patched, .length = length, .failed = failed };
  g_autoptr (AftNode) node = parse_expression (&parser);

  if (node == NULL || parser.is_too_deep || parser.at < length)
    {
      set_parse_error (&parser, error);
      return NULL;
    }
  if (node->type == AFT_NODE_NOTHING)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "null alone is no expression (character 1)");
      return NULL;
    }
  return g_steal_pointer (&node);
}
