/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* AftExpression: one parsed expression of the surveys' language (SurveyJS, survey-core 2.5.38).
 * Immutable; evaluates without side effects on any thread. */
typedef struct _AftExpression AftExpression;

/* What an evaluation sees. Everything is borrowed for the call. */
typedef struct
{
  /* Object: answers, calculated values and variables under their names, merged. Found without
   * regard to case, longest dotted name first. */
  const AftValue *values;
  /* The civil time now, milliseconds as in AFT_VALUE_DATE. */
  gint64 now_local_ms;
  /* Local time minus UTC now: for texts that end in Z or an offset and for dates made of numbers.
   */
  gint64 utc_offset_ms;
  /* The questions, for the three functions that ask for them; each may be NULL, and all are where
   * there is no survey. With @display_value set, names that an …InArray condition does not find in
   * a list's item are looked up in @values.
   *
   * displayValue(name, value): the text a person sees for an answer, or for @value when that is not
   * NULL. New reference or NULL. */
  AftValue *(*display_value) (const char *name, const AftValue *value, gpointer user_data);
  /* getComment(name, item): the comment of a question, or of one of its items when @item is not
   * NULL. New reference or NULL. */
  AftValue *(*comment) (const char *name, const AftValue *item, gpointer user_data);
  /* isContainerReady(name): is the page or panel answered without errors? */
  gboolean (*is_container_ready) (const char *name, gpointer user_data);
  /* What {name} is where the questions know better than @values; asked first, not for names in an
   * …InArray condition. New reference, AFT_VALUE_NULL for nothing; NULL: look in @values. */
  AftValue *(*find_answer) (const char *name, gpointer user_data);
  gpointer user_data;
} AftExpressionContext;

/* Parses @text. INVALID with the character's position when it is none (a lone `null` too). */
AftExpression *aft_expression_new (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_expression_free (AftExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExpression, aft_expression_free)

/* The result, a new reference, never NULL (missing is AFT_VALUE_NULL). */
AftValue *aft_expression_evaluate (const AftExpression *expression,
                                   const AftExpressionContext *context);

/* How a result is judged (SURVEY-FORMAT, "three kinds of truth"). */
gboolean aft_expression_is_true (const AftValue *result);         /* === true */
gboolean aft_expression_is_loosely_true (const AftValue *result); /* == true: true, 1, "1", [1] */
gboolean aft_expression_is_false (const AftValue *result);        /* === false */

/* A found text as expressions see it: numbers, booleans, quotes, blanks ("Names"). New reference.
 */
AftValue *aft_expression_convert_found (const AftValue *value);
/* {name}: answer found in @values by the rules of "Names", or NULL; borrowed or computed (length),
 * always a new reference. Not converted. */
AftValue *aft_expression_find_name (const AftValue *values, const char *name);

/* For checks and dependencies: every {name} in order (as written, with a leading '#' removed) and
 * every function called. */
typedef void (*AftExpressionVisit) (const char *name, gpointer user_data);
void aft_expression_foreach_name (const AftExpression *expression,
                                  AftExpressionVisit visit,
                                  gpointer user_data);
void aft_expression_foreach_function (const AftExpression *expression,
                                      AftExpressionVisit visit,
                                      gpointer user_data);
/* Is there a function of that exact name? */
gboolean aft_expression_has_function (const char *name);

G_END_DECLS
