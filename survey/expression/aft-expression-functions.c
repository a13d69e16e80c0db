/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of functions, and those on numbers, texts and questions. Names are case-sensitive. */
#include "aft-expression-evaluation-private.h"

#include "aft-coercion.h"
#include "aft-number.h"
#include "aft-utf16.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* From here on numbers are written with an exponent. */
#define LARGEST_PLAIN 1e21

static void
flatten_into (GPtrArray *values, const AftValue *value)
{
  double number = 0;

  if (aft_value_is_null (value))
    return;
  if (aft_value_get_type (value) == AFT_VALUE_ARRAY)
    for (gsize i = 0; i < aft_value_get_length (value); i++)
      flatten_into (values, aft_value_get_item (value, i));
  else if (aft_coercion_get_number (value, &number))
    g_ptr_array_add (values, aft_value_new_number (number));
  else
    g_ptr_array_add (values, aft_coercion_ref (value));
}

/* All arguments in one list: lists opened, missing ones left out, numeric texts as numbers. */
static GPtrArray *
flatten (const AftCall *call)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_value_unref);

  for (guint i = 0; i < call->count; i++)
    flatten_into (values, call->values[i]);
  return values;
}

static AftValue *
add_up (const AftCall *call, GPtrArray *values)
{
  g_autoptr (AftValue) sum = aft_value_new_number (0);

  for (guint i = 0; i < values->len; i++)
    {
      const AftValue *value = g_ptr_array_index (values, i);
      AftValue *next = aft_operator_round_sum (sum, value, aft_operator_add (sum, value));

      aft_value_unref (sum);
      sum = next;
      /* A text among the numbers makes the sum a text, which grows. */
      if (!aft_evaluation_spend (call->evaluation, aft_coercion_weigh (sum)))
        break;
    }
  return g_steal_pointer (&sum);
}

static AftValue *
sum (AftCall *call)
{
  g_autoptr (GPtrArray) values = flatten (call);

  return add_up (call, values);
}

static AftValue *
average (AftCall *call)
{
  g_autoptr (GPtrArray) values = flatten (call);
  g_autoptr (AftValue) total = add_up (call, values);

  if (values->len == 0)
    return aft_value_new_number (0);
  return aft_value_new_number (aft_coercion_to_number (total) / values->len);
}

static AftValue *
count (AftCall *call)
{
  g_autoptr (GPtrArray) values = flatten (call);

  return aft_value_new_number (values->len);
}

static AftValue *
minimum (AftCall *call)
{
  g_autoptr (GPtrArray) values = flatten (call);
  const AftValue *best = values->len > 0 ? g_ptr_array_index (values, 0) : NULL;

  for (guint i = 1; i < values->len; i++)
    if (aft_operator_is_less (g_ptr_array_index (values, i), best))
      best = g_ptr_array_index (values, i);
  return aft_coercion_ref (best);
}

static AftValue *
maximum (AftCall *call)
{
  g_autoptr (GPtrArray) values = flatten (call);
  const AftValue *best = values->len > 0 ? g_ptr_array_index (values, 0) : NULL;

  for (guint i = 1; i < values->len; i++)
    if (aft_operator_is_less (best, g_ptr_array_index (values, i)))
      best = g_ptr_array_index (values, i);
  return aft_coercion_ref (best);
}

static AftValue *
iif (AftCall *call)
{
  if (call->count < 2)
    return aft_value_new_null ();
  return aft_coercion_ref (aft_call_get (call, aft_coercion_is_truthy (call->values[0]) ? 1 : 2));
}

/* Number and precision of round() and trunc(): the first two of the flattened arguments. */
static gboolean
read_precision (const AftCall *call, double fallback, double *ret_number, double *ret_precision)
{
  g_autoptr (GPtrArray) values = flatten (call);
  const AftValue *precision = values->len > 1 ? g_ptr_array_index (values, 1) : NULL;

  *ret_precision = fallback;
  if (values->len == 0 || !aft_coercion_get_number (g_ptr_array_index (values, 0), ret_number))
    return FALSE;
  return !aft_coercion_is_truthy (precision) || aft_coercion_get_number (precision, ret_precision);
}

/* Math.round: half up, also below zero. */
static double
round_half_up (double number)
{
  double below = floor (number);

  return number - below >= 0.5 ? below + 1 : below;
}

static AftValue *
round_number (AftCall *call)
{
  double number = 0;
  double precision = 0;

  if (!read_precision (call, 0, &number, &precision))
    return aft_value_new_number (NAN);

  double scale = pow (10, precision);
  return aft_value_new_number (round_half_up (number * scale * (1 + DBL_EPSILON)) / scale);
}

/* Cuts the number as it is written, one character and at most @precision digits after the whole
 * part; without a usable precision the whole part alone. */
static AftValue *
cut_number (AftCall *call)
{
  double number = 0;
  double precision = 0;

  if (!read_precision (call, -1, &number, &precision))
    return aft_value_new_number (NAN);

  g_autofree char *text = aft_number_to_text (number);
  char *at = text + (text[0] == '-' ? 1 : 0);
  at += strspn (at, "0123456789");
  if (precision >= 1 && precision == floor (precision) && precision < LARGEST_PLAIN && *at != '\0')
    {
      gsize digits = strspn (at + 1, "0123456789");
      at += 1 + MIN (digits, (gsize) precision);
    }
  *at = '\0';

  g_autoptr (AftValue) cut = aft_value_new_string (text);
  return aft_value_new_number (aft_coercion_to_number (cut));
}

/* ToIntegerOrInfinity, then into the text. */
static gsize
clamp_place (const AftValue *value, gsize length)
{
  double place = trunc (aft_coercion_to_number (value));

  if (!(place > 0))
    return 0;
  return place > (double) length ? length : (gsize) place;
}

static AftValue *
substring (AftCall *call)
{
  const char *text = aft_value_get_string (aft_call_get (call, 0));

  if (call->count < 2 || text == NULL || !aft_coercion_get_number (call->values[1], NULL))
    return aft_value_new_string ("");

  gsize length = aft_utf16_length (text);
  gsize start = clamp_place (call->values[1], length);
  gsize end = aft_coercion_get_number (aft_call_get (call, 2), NULL)
                  ? clamp_place (call->values[2], length)
                  : length;
  return aft_value_new_take_string (aft_utf16_slice (text, MIN (start, end), MAX (start, end)));
}

static AftValue *
display_value (AftCall *call)
{
  const AftExpressionContext *context = call->evaluation->context;
  const char *name = aft_value_get_string (aft_call_get (call, 0));
  const AftValue *value = aft_call_get (call, 1);

  if (name == NULL || context->display_value == NULL)
    return NULL;
  return context->display_value (name, aft_coercion_is_empty (value) ? NULL : value,
                                 context->user_data);
}

static AftValue *
get_comment (AftCall *call)
{
  const AftExpressionContext *context = call->evaluation->context;
  const char *name = aft_value_get_string (aft_call_get (call, 0));
  const AftValue *item = aft_call_get (call, 1);

  if (name == NULL || context->comment == NULL)
    return NULL;
  return context->comment (name, aft_value_is_null (item) ? NULL : item, context->user_data);
}

static AftValue *
is_container_ready (AftCall *call)
{
  const AftExpressionContext *context = call->evaluation->context;
  const char *name = aft_value_get_string (aft_call_get (call, 0));
  gboolean is_ready = name != NULL && context->is_container_ready != NULL
                      && context->is_container_ready (name, context->user_data);

  return aft_value_new_boolean (is_ready);
}

AftFunction
aft_function_find (const char *name)
{
  static const struct
  {
    const char *name;
    AftFunction function;
  } functions[] = {
    { "age", aft_date_function_age },
    { "avg", average },
    { "avgInArray", aft_list_function_average },
    { "count", count },
    { "countInArray", aft_list_function_count },
    { "currentDate", aft_date_function_current_date },
    { "currentYear", aft_date_function_current_year },
    { "dateAdd", aft_date_function_date_add },
    { "dateDiff", aft_date_function_date_diff },
    { "day", aft_date_function_day },
    { "diffDays", aft_date_function_diff_days },
    { "displayValue", display_value },
    { "getComment", get_comment },
    { "getDate", aft_date_function_get_date },
    { "getYear", aft_date_function_get_year },
    { "iif", iif },
    { "isContainerReady", is_container_ready },
    { "max", maximum },
    { "maxInArray", aft_list_function_maximum },
    { "min", minimum },
    { "minInArray", aft_list_function_minimum },
    { "month", aft_date_function_month },
    { "round", round_number },
    { "substring", substring },
    { "sum", sum },
    { "sumInArray", aft_list_function_sum },
    { "today", aft_date_function_today },
    { "trunc", cut_number },
    { "weekday", aft_date_function_weekday },
    { "year", aft_date_function_year },
  };

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return functions[i].function;
  return NULL;
}
