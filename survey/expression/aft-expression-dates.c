/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions on dates. A date that cannot be read is JavaScript's Invalid Date and gives NaN
 * where a number is asked for; a missing one gives null, 0 or today, each function in its own way.
 */
#include "aft-expression-evaluation-private.h"

#include "aft-coercion.h"
#include "aft-date.h"
#include "aft-secret.h"

#include <math.h>
#include <string.h>

static gint64
read_number (const AftEvaluation *evaluation, double utc_ms)
{
  if (!(fabs (utc_ms) <= 8.64e15))
    return AFT_DATE_INVALID;
  return (gint64) utc_ms + evaluation->context->utc_offset_ms;
}

gint64
aft_evaluation_read_date (const AftEvaluation *evaluation, const AftValue *value)
{
  gint64 utc_offset_ms = evaluation->context->utc_offset_ms;

  if (!aft_coercion_is_truthy (value))
    return evaluation->context->now_local_ms;
  switch ((int) aft_value_get_type (value))
    {
    case AFT_VALUE_DATE:
      return aft_value_get_date_ms (value);
    case AFT_VALUE_NUMBER:
    case AFT_VALUE_BOOLEAN:
      return read_number (evaluation, aft_coercion_to_number (value));
    case AFT_VALUE_STRING:
      return aft_date_from_text (aft_value_get_string (value), utc_offset_ms);
    default:
      {
        g_autoptr (AftSecretText) text = aft_coercion_to_text (value);
        return aft_date_from_joined_text (text, utc_offset_ms);
      }
    }
}

static gint64
read_argument (const AftCall *call, guint index)
{
  return aft_evaluation_read_date (call->evaluation, aft_call_get (call, index));
}

static gint64
get_today (const AftCall *call)
{
  AftDateParts parts = aft_date_get_parts (call->evaluation->context->now_local_ms);

  parts.hour = parts.minute = parts.second = parts.millisecond = 0;
  return aft_date_from_parts (&parts);
}

/* A date's field plus @value as JavaScript's setters get it: text is joined to the field, not
 * added. */
static double
add_to_part (double part, const AftValue *value)
{
  g_autoptr (AftValue) number = aft_value_new_number (part);
  g_autoptr (AftValue) sum = aft_operator_add (number, value);

  return aft_coercion_to_number (sum);
}

AftValue *
aft_date_function_today (AftCall *call)
{
  AftDateParts parts = aft_date_get_parts (get_today (call));

  if (call->count == 1)
    parts.day = add_to_part (parts.day, call->values[0]);
  return aft_value_new_date (aft_date_from_parts (&parts));
}

AftValue *
aft_date_function_current_date (AftCall *call)
{
  return aft_value_new_date (call->evaluation->context->now_local_ms);
}

AftValue *
aft_date_function_current_year (AftCall *call)
{
  return aft_value_new_number (aft_date_get_parts (call->evaluation->context->now_local_ms).year);
}

AftValue *
aft_date_function_get_date (AftCall *call)
{
  if (!aft_coercion_is_truthy (aft_call_get (call, 0)))
    return aft_value_new_null ();
  return aft_value_new_date (read_argument (call, 0));
}

AftValue *
aft_date_function_get_year (AftCall *call)
{
  if (call->count != 1 || !aft_coercion_is_truthy (call->values[0]))
    return NULL;
  return aft_value_new_number (aft_date_get_parts (read_argument (call, 0)).year);
}

static gint64
read_first_or_today (const AftCall *call)
{
  return aft_coercion_is_truthy (aft_call_get (call, 0)) ? read_argument (call, 0)
                                                         : get_today (call);
}

AftValue *
aft_date_function_year (AftCall *call)
{
  return aft_value_new_number (aft_date_get_parts (read_first_or_today (call)).year);
}

AftValue *
aft_date_function_month (AftCall *call)
{
  return aft_value_new_number (aft_date_get_parts (read_first_or_today (call)).month + 1);
}

AftValue *
aft_date_function_day (AftCall *call)
{
  return aft_value_new_number (aft_date_get_parts (read_first_or_today (call)).day);
}

AftValue *
aft_date_function_weekday (AftCall *call)
{
  gint64 local_ms = read_first_or_today (call);

  if (!aft_date_is_valid (local_ms))
    return aft_value_new_number (NAN);
  return aft_value_new_number (aft_date_get_fields (local_ms).weekday);
}

/* Whole months from @from to @to, negative backwards; a month counts from its day on. */
static double
count_months (gint64 from, gint64 to)
{
  AftDateParts first = aft_date_get_parts (from);
  AftDateParts second = aft_date_get_parts (to);
  double months = (second.year - first.year) * 12 + second.month - first.month;

  return second.day < first.day ? months - 1 : months;
}

/* Years are cut toward zero, and 0 of dates that cannot be read (JavaScript's ~~NaN). */
static double
count_years (gint64 from, gint64 to)
{
  double months = count_months (from, to);

  return isnan (months) ? 0 : trunc (months / 12);
}

static double
count_days (gint64 from, gint64 to)
{
  if (!aft_date_is_valid (from) || !aft_date_is_valid (to))
    return NAN;

  double from_day = floor ((double) from / (double) AFT_DATE_DAY_MS);
  double to_day = floor ((double) to / (double) AFT_DATE_DAY_MS);
  return fabs (to_day - from_day);
}

static double
count_units (gint64 from, gint64 to, double unit_ms)
{
  if (!aft_date_is_valid (from) || !aft_date_is_valid (to))
    return NAN;
  return ceil (fabs ((double) (to - from)) / unit_ms);
}

/* The unit's name in argument @index. */
static const char *
get_unit (const AftCall *call, guint index, const char *fallback)
{
  const AftValue *unit = aft_call_get (call, index);

  if (!aft_coercion_is_truthy (unit))
    return fallback;
  return aft_value_get_type (unit) == AFT_VALUE_STRING ? aft_value_get_string (unit) : "";
}

static double
count_calendar (gint64 from, gint64 to, const char *unit)
{
  if (strcmp (unit, "days") == 0)
    return count_days (from, to);
  return strcmp (unit, "months") == 0 ? count_months (from, to) : count_years (from, to);
}

AftValue *
aft_date_function_age (AftCall *call)
{
  if (!aft_coercion_is_truthy (aft_call_get (call, 0)))
    return aft_value_new_null ();
  /* Upstream's age in days is always 0, an oversight that nobody can mean. */
  return aft_value_new_number (count_calendar (read_argument (call, 0),
                                               call->evaluation->context->now_local_ms,
                                               get_unit (call, 1, "years")));
}

static gboolean
has_two_dates (const AftCall *call)
{
  return call->count >= 2 && aft_coercion_is_truthy (call->values[0])
         && aft_coercion_is_truthy (call->values[1]);
}

AftValue *
aft_date_function_diff_days (AftCall *call)
{
  if (call->count != 2 || !has_two_dates (call))
    return aft_value_new_number (0);
  return aft_value_new_number (count_days (read_argument (call, 0), read_argument (call, 1)));
}

AftValue *
aft_date_function_date_diff (AftCall *call)
{
  const char *unit = get_unit (call, 2, "days");

  if (!has_two_dates (call))
    return aft_value_new_null ();

  gint64 from = read_argument (call, 0);
  gint64 to = read_argument (call, 1);
  if (strcmp (unit, "hours") == 0)
    return aft_value_new_number (count_units (from, to, 3600000));
  if (strcmp (unit, "minutes") == 0)
    return aft_value_new_number (count_units (from, to, 60000));
  if (strcmp (unit, "seconds") == 0)
    return aft_value_new_number (count_units (from, to, 1000));
  return aft_value_new_number (count_calendar (from, to, unit));
}

static double *
find_part (AftDateParts *parts, const char *unit)
{
  const struct
  {
    const char *unit;
    double *part;
  } units[] = {
    { "days", &parts->day },   { "months", &parts->month },   { "years", &parts->year },
    { "hours", &parts->hour }, { "minutes", &parts->minute }, { "seconds", &parts->second },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, unit) == 0)
      return units[i].part;
  return NULL;
}

AftValue *
aft_date_function_date_add (AftCall *call)
{
  if (!has_two_dates (call))
    return aft_value_new_null ();

  AftDateParts parts = aft_date_get_parts (read_argument (call, 0));
  double *part = find_part (&parts, get_unit (call, 2, "days"));
  if (part != NULL)
    *part = add_to_part (*part, call->values[1]);
  return aft_value_new_date (aft_date_from_parts (&parts));
}
