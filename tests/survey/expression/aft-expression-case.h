/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an expression gives over some answers, as a rule. */
typedef struct
{
  const char *name; /* the rule, as a test path */
  /* Lines "EXPRESSION => JSON"; JSON as aft_json_to_line() writes it, with ' for ", or "invalid";
   * a day is written as the text of its time. */
  const char *lines;
} AftExpressionCase;

/* Registers each case as a test. Expressions see the answers at the top of aft-expression-case.c;
 * the time is 2026-03-14T19:30 in Shanghai. @cases must live as long as the program. */
void aft_expression_case_add_tests (const AftExpressionCase *cases, gsize count);

G_END_DECLS
