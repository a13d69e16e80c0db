/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of UTF-16 units for the translation of regular expressions: JavaScript's \d \w \s spelled
 * out as ranges, and whether a set can be matched without regard to case. */
#include "aft-regex-class-private.h"

#define LAST_UNIT   0xFFFF
#define FIRST_OTHER 0x80 /* beyond ASCII */

typedef struct
{
  gunichar2 first;
  gunichar2 last;
} Range;

struct _AftRegexClass
{
  GArray *ranges; /* Range */
};

/* Each sorted, so that a complement can be read off. */
static const Range digits[] = { { '0', '9' } };
static const Range word_units[] = { { '0', '9' }, { 'A', 'Z' }, { '_', '_' }, { 'a', 'z' } };
static const Range spaces[]
    = { { 0x09, 0x0D },     { 0x20, 0x20 },     { 0xA0, 0xA0 },     { 0x1680, 0x1680 },
        { 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F },
        { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF } };

AftRegexClass *
aft_regex_class_new (void)
{
  AftRegexClass *set = g_new0 (AftRegexClass, 1);

  set->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  return set;
}

void
aft_regex_class_free (AftRegexClass *set)
{
  if (set == NULL)
    return;
  g_array_unref (set->ranges);
  g_free (set);
}

void
aft_regex_class_add (AftRegexClass *set, gunichar2 first, gunichar2 last)
{
  Range range = { first, last };

  g_array_append_val (set->ranges, range);
}

static void
add_table (AftRegexClass *set, const Range *table, gsize count, gboolean is_negated)
{
  guint next = 0;

  for (gsize i = 0; i < count; i++)
    {
      if (!is_negated)
        aft_regex_class_add (set, table[i].first, table[i].last);
      else if (table[i].first > next)
        aft_regex_class_add (set, (gunichar2) next, table[i].first - 1);
      next = table[i].last + 1u;
    }
  if (is_negated)
    aft_regex_class_add (set, (gunichar2) next, LAST_UNIT);
}

gboolean
aft_regex_class_add_escape (AftRegexClass *set, gunichar2 letter)
{
  switch (letter)
    {
    case 'd':
    case 'D':
      add_table (set, digits, G_N_ELEMENTS (digits), letter == 'D');
      return TRUE;
    case 'w':
    case 'W':
      add_table (set, word_units, G_N_ELEMENTS (word_units), letter == 'W');
      return TRUE;
    case 's':
    case 'S':
      add_table (set, spaces, G_N_ELEMENTS (spaces), letter == 'S');
      return TRUE;
    default:
      return FALSE;
    }
}

/* \S leaves only gaps without letters. */
static gboolean
is_closed (const Range *range)
{
  return range->first <= FIRST_OTHER && range->last == LAST_UNIT;
}

static gboolean
is_of_complement (const Range *range)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (range->first == spaces[i].last + 1u)
      return range->last == (i + 1 < G_N_ELEMENTS (spaces) ? spaces[i + 1].first - 1 : LAST_UNIT);
  return FALSE;
}

/* Numerals and letters in circles are no letters to GLib. */
static gboolean
has_case (gunichar unit)
{
  return (unit >= 0x2160 && unit <= 0x217F) || (unit >= 0x24B6 && unit <= 0x24E9)
         || g_unichar_toupper (unit) != unit || g_unichar_tolower (unit) != unit;
}

gboolean
aft_regex_class_has_foreign_case (const AftRegexClass *set)
{
  for (guint i = 0; i < set->ranges->len; i++)
    {
      const Range *range = &g_array_index (set->ranges, Range, i);

      if (is_closed (range) || is_of_complement (range))
        continue;
      for (guint unit = MAX (range->first, FIRST_OTHER); unit <= range->last; unit++)
        if (has_case (unit))
          return TRUE;
    }
  return FALSE;
}

void
aft_regex_class_write (const AftRegexClass *set, gboolean is_negated, GString *target)
{
  if (set->ranges->len == 0)
    {
      /* [] matches nothing, [^] any unit. */
      g_string_append (target, is_negated ? "[\\u0000-\\uffff]" : "(?:(?!))");
      return;
    }
  g_string_append (target, is_negated ? "[^" : "[");
  for (guint i = 0; i < set->ranges->len; i++)
    {
      const Range *range = &g_array_index (set->ranges, Range, i);
      g_string_append_printf (target, "\\u%04x", range->first);
      if (range->last > range->first)
        g_string_append_printf (target, "-\\u%04x", range->last);
    }
  g_string_append_c (target, ']');
}
