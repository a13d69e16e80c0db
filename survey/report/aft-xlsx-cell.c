/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Number formats of a workbook's columns, and how wide numbers are in them. Nothing is written
 * here, and texts are aft-xlsx-text.c's. */
#include "aft-xlsx-cell.h"

#include <math.h>
#include <string.h>

#define DAY_FORMAT     "yyyy-mm-dd"
#define TIME_FORMAT    "yyyy-mm-dd hh:mm:ss"
#define SPAN_FORMAT    "[h]:mm:ss"
#define FRACTION_WIDTH 8 /* of a number as it is: spreadsheets leave out what has no room */

char *
aft_xlsx_cell_dup_format (const AftSheetColumn *column)
{
  g_autofree char *digits = g_strnfill (column->digits, '0');
  g_autofree char *number = NULL;
  const char *point = column->digits > 0 ? "." : "";

  if (column->type == AFT_COLUMN_DAY)
    return g_strdup (DAY_FORMAT);
  if (column->type == AFT_COLUMN_TIME)
    return g_strdup (TIME_FORMAT);
  if (column->type != AFT_COLUMN_NUMBER || column->look == AFT_LOOK_PLAIN)
    return NULL;
  if (column->look == AFT_LOOK_SPAN)
    return g_strdup (SPAN_FORMAT);
  number = g_strdup_printf ("0%s%s%s", point, digits, column->look == AFT_LOOK_SHARE ? " %" : "");
  return column->is_signed ? g_strdup_printf ("+%s;-%s;%s", number, number, number)
                           : g_steal_pointer (&number);
}

/* Behind the whole part; of dates, times and spans all of it. Of a format for each sign the first
 * is as long as any. */
static guint
measure_rest (const char *format, double value)
{
  if (format == NULL)
    return floor (value) == value ? 0 : FRACTION_WIDTH;
  return (guint) strcspn (format, ";") - (*format == '0' ? 1 : 0);
}

guint
aft_xlsx_cell_measure (const char *format, double value)
{
  const gboolean is_share = format != NULL && g_str_has_suffix (format, "%");
  const double shown = fabs (is_share ? value * 100 : value);
  const gboolean is_counted = format == NULL || *format == '0' || *format == '+';
  const guint whole = shown >= 10 ? (guint) log10 (shown) + 1 : 1;

  return (is_counted ? whole + (value < 0 ? 1 : 0) : 0) + measure_rest (format, value);
}
