/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operators between two values: and, or, arithmetic, comparison with dates made alike, and the
 * list operators. Both sides are evaluated before (nothing has side effects, so no short cut is
 * needed).
 *
 * Arithmetic that a person would do on paper: + - * round to the decimals of their operands, so
 * that 0.1 + 0.2 = 0.3. */
#include "aft-expression-evaluation-private.h"

#include "aft-coercion.h"
#include "aft-date.h"
#include "aft-equality.h"
#include "aft-number.h"
#include "aft-secret.h"
#include "aft-utf16.h"

#include <math.h>
#include <string.h>

/* toFixed takes no more digits. */
#define MOST_DECIMALS 100
/* Texts shorter than this have no seconds, no minutes, no time of day. */
#define LENGTH_WITH_SECONDS 17
#define LENGTH_WITH_MINUTES 14
#define LENGTH_WITH_TIME    11
#define SECOND_MS           G_GINT64_CONSTANT (1000)

static gboolean
is_type (const AftValue *value, AftValueType type)
{
  return aft_value_get_type (value) == type;
}

static gboolean
is_text_like (const AftValue *value)
{
  return is_type (value, AFT_VALUE_STRING) || is_type (value, AFT_VALUE_ARRAY)
         || is_type (value, AFT_VALUE_OBJECT) || is_type (value, AFT_VALUE_DATE);
}

AftValue *
aft_operator_add (const AftValue *left, const AftValue *right)
{
  if (!is_text_like (left) && !is_text_like (right))
    return aft_value_new_number (aft_coercion_to_number (left) + aft_coercion_to_number (right));

  g_autoptr (AftSecretText) left_text = aft_coercion_to_text (left);
  g_autoptr (AftSecretText) right_text = aft_coercion_to_text (right);
  return aft_value_new_take_string (g_strconcat (left_text, right_text, NULL));
}

gboolean
aft_operator_is_less (const AftValue *left, const AftValue *right)
{
  gboolean is_left_text = is_text_like (left) && !is_type (left, AFT_VALUE_DATE);
  gboolean is_right_text = is_text_like (right) && !is_type (right, AFT_VALUE_DATE);

  if (is_left_text && is_right_text)
    {
      g_autoptr (AftSecretText) left_text = aft_coercion_to_text (left);
      g_autoptr (AftSecretText) right_text = aft_coercion_to_text (right);
      return aft_utf16_compare (left_text, right_text) < 0;
    }
  return aft_coercion_to_number (left) < aft_coercion_to_number (right);
}

static double
round_to (double number, gsize decimals)
{
  double rounded = number;

  if (decimals == 0 || decimals > MOST_DECIMALS || !isfinite (number))
    return number;
  g_autofree char *fixed = aft_number_to_fixed (number, (guint) decimals);
  return aft_number_from_text (fixed, &rounded) ? rounded : number;
}

static gsize
get_most_decimals (const AftValue *left, const AftValue *right)
{
  gsize in_left = aft_coercion_count_decimals (left);
  gsize in_right = aft_coercion_count_decimals (right);

  return MAX (in_left, in_right);
}

AftValue *
aft_operator_round_sum (const AftValue *left, const AftValue *right, AftValue *sum)
{
  gsize decimals = get_most_decimals (left, right);

  if (decimals == 0 || !is_type (sum, AFT_VALUE_NUMBER))
    return sum;

  double rounded = round_to (aft_value_get_number (sum), decimals);
  aft_value_unref (sum);
  return aft_value_new_number (rounded);
}

static AftValue *
add_rounded (const AftValue *left, const AftValue *right)
{
  return aft_operator_round_sum (left, right, aft_operator_add (left, right));
}

static AftValue *
concatenate (const AftValue *left, const AftValue *right)
{
  AftValueBuilder *builder = aft_value_builder_new_from (left);

  for (gsize i = 0; i < aft_value_get_length (right); i++)
    aft_value_builder_add (builder, aft_value_get_item (right, i));
  return aft_value_builder_end (builder);
}

/* The numbers of @list and @number. */
static AftValue *
add_up (const AftValue *list, const AftValue *number)
{
  g_autoptr (AftValue) sum = aft_value_new_number (0);

  for (gsize i = 0; i <= aft_value_get_length (list); i++)
    {
      const AftValue *item
          = i < aft_value_get_length (list) ? aft_value_get_item (list, i) : number;
      AftValue *next = NULL;

      if (!is_type (item, AFT_VALUE_NUMBER))
        continue;
      next = add_rounded (sum, item);
      aft_value_unref (sum);
      sum = next;
    }
  return g_steal_pointer (&sum);
}

static AftValue *
add_list (const AftValue *list, const AftValue *other, gboolean is_list_left)
{
  if (is_type (other, AFT_VALUE_STRING))
    {
      g_autoptr (AftSecretText) joined = aft_coercion_join (list, ", ");
      const char *text = aft_value_get_string (other);
      return aft_value_new_take_string (
          g_strconcat (is_list_left ? joined : text, is_list_left ? text : joined, NULL));
    }
  if (is_type (other, AFT_VALUE_NUMBER))
    return add_up (list, other);
  return is_list_left ? aft_operator_add (list, other) : aft_operator_add (other, list);
}

static AftValue *
add (const AftValue *left, const AftValue *right)
{
  gboolean is_left_list = is_type (left, AFT_VALUE_ARRAY);
  gboolean is_right_list = is_type (right, AFT_VALUE_ARRAY);

  if (aft_coercion_get_number (left, NULL) && aft_coercion_get_number (right, NULL))
    {
      if (is_type (left, AFT_VALUE_STRING) || is_type (right, AFT_VALUE_STRING))
        return aft_operator_add (left, right);
      return add_rounded (left, right);
    }
  if (is_left_list && is_right_list)
    return concatenate (left, right);
  if (is_left_list)
    return add_list (left, right, TRUE);
  if (is_right_list)
    return add_list (right, left, FALSE);
  return aft_operator_add (left, right);
}

/* Number() of an operand: dates count from 1970 in UTC. */
static double
get_number (const AftEvaluation *evaluation, const AftValue *value)
{
  double number = aft_coercion_to_number (value);

  return is_type (value, AFT_VALUE_DATE) ? number - (double) evaluation->context->utc_offset_ms
                                         : number;
}

/* Math.pow, which differs from C's pow at 1 and infinity. */
static double
raise_to_power (double base, double exponent)
{
  if (isnan (exponent) || (isinf (exponent) && fabs (base) == 1))
    return NAN;
  return pow (base, exponent);
}

static AftValue *
calculate (const AftEvaluation *evaluation,
           AftOperator
           operator,
           const AftValue * left,
           const AftValue *right)
{
  double x = get_number (evaluation, left);
  double y = get_number (evaluation, right);

  switch ((int) operator)
    {
    case AFT_OPERATOR_MINUS:
      return aft_value_new_number (round_to (x - y, get_most_decimals (left, right)));
    case AFT_OPERATOR_MULTIPLY:
      return aft_value_new_number (round_to (x * y, aft_coercion_count_decimals (left)
                                                        + aft_coercion_count_decimals (right)));
    case AFT_OPERATOR_DIVIDE:
      return aft_coercion_is_truthy (right) ? aft_value_new_number (x / y) : aft_value_new_null ();
    case AFT_OPERATOR_REMAINDER:
      return aft_coercion_is_truthy (right) ? aft_value_new_number (fmod (x, y))
                                            : aft_value_new_null ();
    default:
      return aft_value_new_number (raise_to_power (x, y));
    }
}

/* What an empty operand counts as, beside @other. */
static AftValue *
fill_empty (const AftValue *value, const AftValue *other)
{
  if (!aft_coercion_is_empty (value))
    return aft_coercion_ref (value);
  if (is_type (other, AFT_VALUE_NUMBER))
    return aft_value_new_number (0);
  if (is_type (value, AFT_VALUE_STRING))
    return aft_coercion_ref (value);
  if (is_type (other, AFT_VALUE_STRING))
    return aft_value_new_string ("");
  if (is_type (other, AFT_VALUE_ARRAY))
    return aft_value_builder_end (aft_value_builder_new_array ());
  return aft_value_new_number (0);
}

static AftValue *
apply_arithmetic (AftEvaluation *evaluation,
                  AftOperator
                  operator,
                  const AftValue * left,
                  const AftValue *right)
{
  g_autoptr (AftValue) filled_left = fill_empty (left, right);
  g_autoptr (AftValue) filled_right = fill_empty (right, filled_left);
  gboolean is_left_true = aft_coercion_is_truthy (filled_left);

  switch ((int) operator)
    {
    case AFT_OPERATOR_AND:
      return aft_coercion_ref (is_left_true ? filled_right : filled_left);
    case AFT_OPERATOR_OR:
      return aft_coercion_ref (is_left_true ? filled_left : filled_right);
    case AFT_OPERATOR_PLUS:
      return add (filled_left, filled_right);
    default:
      return calculate (evaluation, operator, filled_left, filled_right);
    }
}

static gint64
cut_to (gint64 local_ms, gint64 unit_ms)
{
  gint64 over = local_ms % unit_ms;

  return local_ms - (over < 0 ? over + unit_ms : over);
}

static gint64
cut_date_by_text (gint64 local_ms, const char *text)
{
  gsize length = aft_utf16_length (text);

  if (!aft_date_is_valid (local_ms))
    return local_ms;
  if (length < LENGTH_WITH_SECONDS)
    local_ms = cut_to (local_ms, 60 * SECOND_MS);
  if (length < LENGTH_WITH_MINUTES)
    local_ms = cut_to (local_ms, 3600 * SECOND_MS);
  if (length < LENGTH_WITH_TIME)
    local_ms = cut_to (local_ms, AFT_DATE_DAY_MS);
  return cut_to (local_ms, SECOND_MS);
}

static gboolean
has_time_of_day (gint64 local_ms)
{
  return aft_date_is_valid (local_ms)
         && cut_to (local_ms, AFT_DATE_DAY_MS) != cut_to (local_ms, SECOND_MS);
}

/* @value as it is compared with @other: a text beside a date is read as a date, without time where
 * the date has none; a date beside a text is cut to what the text can say. */
static AftValue *
align_date (const AftEvaluation *evaluation, const AftValue *value, const AftValue *other)
{
  if (is_type (other, AFT_VALUE_DATE) && is_type (value, AFT_VALUE_STRING))
    {
      gint64 read_ms = aft_evaluation_read_date (evaluation, value);
      if (aft_date_is_valid (read_ms) && !has_time_of_day (aft_value_get_date_ms (other)))
        read_ms = cut_to (read_ms, AFT_DATE_DAY_MS);
      return aft_value_new_date (read_ms);
    }
  if (is_type (other, AFT_VALUE_STRING) && is_type (value, AFT_VALUE_DATE))
    return aft_value_new_date (
        cut_date_by_text (aft_value_get_date_ms (value), aft_value_get_string (other)));
  return aft_coercion_ref (value);
}

/* The right side once the left one is aligned. */
static AftValue *
align_right (const AftEvaluation *evaluation,
             const AftValue *left,
             const AftValue *aligned_left,
             const AftValue *right)
{
  gint64 local_ms = aft_value_get_date_ms (right);

  if (is_type (left, AFT_VALUE_STRING) && is_type (right, AFT_VALUE_DATE)
      && aft_date_is_valid (local_ms))
    return aft_value_new_date (cut_to (local_ms, SECOND_MS));
  return align_date (evaluation, right, aligned_left);
}

static gboolean
is_less (const AftEvaluation *evaluation, const AftValue *left, const AftValue *right)
{
  if (is_type (left, AFT_VALUE_DATE) != is_type (right, AFT_VALUE_DATE))
    return get_number (evaluation, left) < get_number (evaluation, right);
  return aft_operator_is_less (left, right);
}

/* The text "undefined" counts as undefined. */
static const AftValue *
drop_word_undefined (const AftValue *value)
{
  const char *text = aft_value_get_string (value);

  return text != NULL && strcmp (text, "undefined") == 0 ? NULL : value;
}

static gboolean
are_equal (const AftValue *left, const AftValue *right)
{
  return aft_equality_test (drop_word_undefined (left), drop_word_undefined (right),
                            AFT_EQUALITY_ANY_ORDER);
}

static gboolean
apply_order (AftEvaluation *evaluation,
             AftOperator
             operator,
             const AftValue * left,
             const AftValue *right)
{
  gboolean is_missing = aft_value_is_null (left) || aft_value_is_null (right);
  g_autoptr (AftValue) aligned_left = align_date (evaluation, left, right);
  g_autoptr (AftValue) aligned_right = align_right (evaluation, left, aligned_left, right);

  switch ((int) operator)
    {
    case AFT_OPERATOR_EQUAL:
      return are_equal (aligned_left, aligned_right);
    case AFT_OPERATOR_NOT_EQUAL:
      return !are_equal (aligned_left, aligned_right);
    case AFT_OPERATOR_LESS:
      return !is_missing && is_less (evaluation, aligned_left, aligned_right);
    case AFT_OPERATOR_GREATER:
      return !is_missing && is_less (evaluation, aligned_right, aligned_left);
    case AFT_OPERATOR_LESS_OR_EQUAL:
      return are_equal (aligned_left, aligned_right)
             || (!is_missing && is_less (evaluation, aligned_left, aligned_right));
    default:
      return are_equal (aligned_left, aligned_right)
             || (!is_missing && is_less (evaluation, aligned_right, aligned_left));
    }
}

static gboolean
text_contains (const AftValue *left, const AftValue *right)
{
  g_autoptr (AftSecretText) left_text = aft_coercion_to_text (left);
  g_autoptr (AftSecretText) right_text = aft_coercion_to_text (right);
  g_autoptr (AftSecretText) left_lower = aft_utf16_lower (left_text);
  g_autoptr (AftSecretText) right_lower = aft_utf16_lower (right_text);

  return strstr (left_lower, right_lower) != NULL;
}

static gboolean
list_contains_item (AftEvaluation *evaluation, const AftValue *list, const AftValue *wanted)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);

      if (!aft_evaluation_spend (evaluation,
                                 aft_coercion_weigh (item) + aft_coercion_weigh (wanted)))
        return FALSE;
      if (are_equal (item, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
list_contains (AftEvaluation *evaluation, const AftValue *list, const AftValue *right)
{
  if (!is_type (right, AFT_VALUE_ARRAY))
    return list_contains_item (evaluation, list, right);
  for (gsize i = 0; i < aft_value_get_length (right); i++)
    if (!list_contains_item (evaluation, list, aft_value_get_item (right, i)))
      return FALSE;
  return TRUE;
}

static gboolean
contains (AftEvaluation *evaluation,
          const AftValue *left,
          const AftValue *right,
          gboolean is_wanted)
{
  gboolean found = FALSE;

  if (is_type (left, AFT_VALUE_ARRAY))
    found = aft_value_get_length (left) > 0 && list_contains (evaluation, left, right);
  else
    {
      gboolean is_nothing = aft_coercion_is_empty (left) && !is_type (left, AFT_VALUE_OBJECT);
      if (is_nothing || !aft_coercion_is_truthy (right))
        return FALSE;
      found = text_contains (left, right);
    }
  return found == is_wanted;
}

static gboolean
not_contains (AftEvaluation *evaluation, const AftValue *left, const AftValue *right)
{
  if (!aft_coercion_is_truthy (left) && !aft_coercion_is_empty (right))
    return TRUE;
  return contains (evaluation, left, right, FALSE);
}

static gboolean
any_of (AftEvaluation *evaluation, const AftValue *left, const AftValue *right)
{
  if (aft_coercion_is_empty (left))
    return aft_coercion_is_empty (right);
  if (aft_coercion_is_empty (right))
    return TRUE;
  if (!is_type (left, AFT_VALUE_ARRAY))
    return contains (evaluation, right, left, TRUE);
  if (!is_type (right, AFT_VALUE_ARRAY))
    return contains (evaluation, left, right, TRUE);
  for (gsize i = 0; i < aft_value_get_length (right); i++)
    if (contains (evaluation, left, aft_value_get_item (right, i), TRUE))
      return TRUE;
  return FALSE;
}

static gboolean
all_of (AftEvaluation *evaluation, const AftValue *left, const AftValue *right)
{
  if (!aft_coercion_is_truthy (left) && !aft_coercion_is_empty (right))
    return FALSE;
  if (!is_type (right, AFT_VALUE_ARRAY))
    return contains (evaluation, left, right, TRUE);
  for (gsize i = 0; i < aft_value_get_length (right); i++)
    if (!contains (evaluation, left, aft_value_get_item (right, i), TRUE))
      return FALSE;
  return TRUE;
}

static gboolean
apply_list (AftEvaluation *evaluation,
            AftOperator
            operator,
            const AftValue * left,
            const AftValue *right)
{
  switch ((int) operator)
    {
    case AFT_OPERATOR_CONTAINS:
      return contains (evaluation, left, right, TRUE);
    case AFT_OPERATOR_NOT_CONTAINS:
      return not_contains (evaluation, left, right);
    case AFT_OPERATOR_ANY_OF:
      return any_of (evaluation, left, right);
    case AFT_OPERATOR_ALL_OF:
      return all_of (evaluation, left, right);
    default:
      return !any_of (evaluation, left, right);
    }
}

AftValue *
aft_operator_apply (AftEvaluation *evaluation,
                    AftOperator
                    operator,
                    const AftValue * left,
                    const AftValue *right)
{
  if (operator>= AFT_OPERATOR_CONTAINS)
    return aft_value_new_boolean (apply_list (evaluation, operator, left, right));
  if (operator>= AFT_OPERATOR_EQUAL && operator<= AFT_OPERATOR_GREATER_OR_EQUAL)
    return aft_value_new_boolean (apply_order (evaluation, operator, left, right));
  return apply_arithmetic (evaluation, operator, left, right);
}
