/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* The tree of a parsed expression. Immutable once the parser has handed it out. */

typedef enum
{
  AFT_OPERATOR_OR,
  AFT_OPERATOR_AND,
  AFT_OPERATOR_EQUAL,
  AFT_OPERATOR_NOT_EQUAL,
  AFT_OPERATOR_LESS,
  AFT_OPERATOR_LESS_OR_EQUAL,
  AFT_OPERATOR_GREATER,
  AFT_OPERATOR_GREATER_OR_EQUAL,
  AFT_OPERATOR_PLUS,
  AFT_OPERATOR_MINUS,
  AFT_OPERATOR_MULTIPLY,
  AFT_OPERATOR_DIVIDE,
  AFT_OPERATOR_REMAINDER,
  AFT_OPERATOR_POWER,
  AFT_OPERATOR_CONTAINS,
  AFT_OPERATOR_NOT_CONTAINS,
  AFT_OPERATOR_ANY_OF,
  AFT_OPERATOR_ALL_OF,
  AFT_OPERATOR_NONE_OF
} AftOperator;

typedef enum
{
  AFT_NODE_NOTHING,  /* the words undefined and null, or a right side that is missing */
  AFT_NODE_CONSTANT, /* value */
  AFT_NODE_NAME,  /* text, is_as_it_is; value: what it stands for where it is not found, or NULL */
  AFT_NODE_LIST,  /* children */
  AFT_NODE_CALL,  /* text, children */
  AFT_NODE_NOT,   /* one child */
  AFT_NODE_EMPTY, /* one child */
  AFT_NODE_NOT_EMPTY, /* one child */
  AFT_NODE_CHAIN /* children[0] operators[0] children[1] operators[1] …, from left to right */
} AftNodeType;

typedef struct _AftNode AftNode;

struct _AftNode
{
  AftNodeType type;
  gboolean is_as_it_is; /* {#name}: no conversion */
  AftValue *value;
  char *text;
  GPtrArray *children; /* AftNode, owned */
  GArray *operators;   /* AftOperator */
};

AftNode *aft_node_new (AftNodeType type);
void aft_node_free (AftNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftNode, aft_node_free)

/* Eats @child. */
void aft_node_take_child (AftNode *node, AftNode *child);

/* INVALID with the place in the message. */
AftNode *aft_node_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Can survey-core write @node as text and read it again? It does so with the conditions of the
 * …InArray functions, and gets them wrong where this is FALSE: null as an operand, quotes inside a
 * text. */
gboolean aft_node_is_writable (const AftNode *node);

G_END_DECLS
