/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a JavaScript pattern by ECMA-262's grammar with Annex B (what browsers accept without the
 * `u` flag) and writes the same in PCRE2's. What JavaScript has no word for (possessive
 * quantifiers, atomic groups, inline flags, …) is a syntax error there and so here; what PCRE2 has
 * words for and JavaScript takes literally (\A, \z, [:alpha:], …) comes out as the characters it
 * is. Sets of units are in aft-regex-class.c; PCRE2 itself refuses look-behinds of varying length.
 */
#include "aft-regex-translation-private.h"

#include "aft-error.h"
#include "aft-regex-class-private.h"

#include <string.h>

#define MOST_UNITS      4096
#define MOST_DEPTH      100
#define MOST_REPEATS    65535 /* PCRE2's own limit */
#define LARGEST_OCTAL   0377
#define NO_UNIT         (-1)
#define LINE_TERMINATOR "[^\\u000a\\u000d\\u2028\\u2029]"

typedef struct
{
  gunichar2 *units; /* ended by 0, which no pattern holds */
  guint at;
  GString *target;
  GPtrArray *group_names; /* by number, from 1 on; "" without a name */
  GByteArray *closed;     /* by number from 0 on: the group's end has been read */
  guint opened;           /* groups whose beginning has been read */
  gboolean has_names;
  gboolean ignore_case;
  guint depth;
  guint behind;          /* look-behinds around the place */
  const char *complaint; /* the first, or NULL */
} Translation;

static void translate_disjunction (Translation *translation);

static int
peek (const Translation *translation, guint ahead)
{
  for (guint i = 0; i < ahead; i++)
    if (translation->units[translation->at + i] == 0)
      return 0;
  return translation->units[translation->at + ahead];
}

static gboolean
skip (Translation *translation, const char *ascii)
{
  gsize length = strlen (ascii);

  for (guint i = 0; i < length; i++)
    if (peek (translation, i) != ascii[i])
      return FALSE;
  translation->at += (guint) length;
  return TRUE;
}

/* Ends the reading: what follows is not looked at any more. */
static void
complain (Translation *translation, const char *complaint)
{
  if (translation->complaint == NULL)
    translation->complaint = complaint;
  while (translation->units[translation->at] != 0)
    translation->at++;
}

static gboolean
is_ascii_digit (int unit)
{
  return unit >= '0' && unit <= '9';
}

static gboolean
is_ascii_letter (int unit)
{
  return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

static void
check_case (Translation *translation, const AftRegexClass *set)
{
  if (translation->ignore_case && aft_regex_class_has_foreign_case (set))
    complain (translation, "ignores case beyond ASCII");
}

static void
write_unit (Translation *translation, int unit)
{
  g_autoptr (AftRegexClass) set = aft_regex_class_new ();

  aft_regex_class_add (set, (gunichar2) unit, (gunichar2) unit);
  check_case (translation, set);
  g_string_append_printf (translation->target, "\\u%04x", (guint) unit);
}

/* @count hexadecimal digits after the letter at the reader's place, or NO_UNIT. */
static int
read_hexadecimal (Translation *translation, guint count)
{
  int number = 0;

  for (guint i = 1; i <= count; i++)
    {
      int unit = peek (translation, i);
      int digit = unit < 0x80 ? g_ascii_xdigit_value ((char) unit) : -1;
      if (digit < 0)
        return NO_UNIT;
      number = number * 16 + digit;
    }
  translation->at += count + 1;
  return number;
}

static int
read_octal (Translation *translation)
{
  int number = 0;

  for (guint i = 0; i < 3; i++)
    {
      int unit = peek (translation, 0);
      if (unit < '0' || unit > '7' || number * 8 + (unit - '0') > LARGEST_OCTAL)
        break;
      number = number * 8 + (unit - '0');
      translation->at++;
    }
  return number;
}

/* \cX; a \c that is none leaves the backslash as a character of its own. */
static int
read_control (Translation *translation, gboolean is_in_class)
{
  int letter = peek (translation, 1);

  if (is_ascii_letter (letter) || (is_in_class && (is_ascii_digit (letter) || letter == '_')))
    {
      translation->at += 2;
      return letter % 32;
    }
  return '\\';
}

static int
read_hexadecimal_or_letter (Translation *translation, guint count)
{
  int letter = peek (translation, 0);
  int unit = read_hexadecimal (translation, count);

  if (unit != NO_UNIT)
    return unit;
  translation->at++;
  return letter;
}

/* CharacterEscape after its backslash: one unit. */
static int
read_character_escape (Translation *translation, gboolean is_in_class)
{
  static const char letters[] = "tnvfr";
  static const char meanings[] = "\t\n\v\f\r";
  int unit = peek (translation, 0);
  const char *letter = unit > 0 && unit < 0x80 ? strchr (letters, unit) : NULL;

  if (unit >= '0' && unit <= '7')
    return read_octal (translation);
  if (unit == 'c')
    return read_control (translation, is_in_class);
  if (unit == 'x' || unit == 'u')
    return read_hexadecimal_or_letter (translation, unit == 'x' ? 2 : 4);
  if (unit == 0 || (unit == 'k' && translation->has_names))
    {
      complain (translation, unit == 0 ? "ends in a backslash" : "has an invalid named reference");
      return NO_UNIT;
    }
  translation->at++;
  return letter != NULL ? meanings[letter - letters] : unit;
}

/* One member of a class: a unit, or NO_UNIT when a whole set was added to @set. */
static int
read_class_atom (Translation *translation, AftRegexClass *set)
{
  int unit = peek (translation, 0);

  translation->at++;
  if (unit != '\\')
    return unit;
  if (aft_regex_class_add_escape (set, (gunichar2) peek (translation, 0)))
    {
      translation->at++;
      return NO_UNIT;
    }
  if (skip (translation, "b"))
    return '\b';
  return read_character_escape (translation, TRUE);
}

static void
add_class_unit (AftRegexClass *set, int unit)
{
  if (unit != NO_UNIT)
    aft_regex_class_add (set, (gunichar2) unit, (gunichar2) unit);
}

static void
read_class_range (Translation *translation, AftRegexClass *set)
{
  int first = read_class_atom (translation, set);
  int last = NO_UNIT;

  if (peek (translation, 0) != '-' || peek (translation, 1) == ']' || peek (translation, 1) == 0)
    {
      add_class_unit (set, first);
      return;
    }
  translation->at++;
  last = read_class_atom (translation, set);
  if (first == NO_UNIT || last == NO_UNIT)
    {
      add_class_unit (set, first);
      add_class_unit (set, '-');
      add_class_unit (set, last);
    }
  else if (first > last)
    complain (translation, "has a class whose range is out of order");
  else
    aft_regex_class_add (set, (gunichar2) first, (gunichar2) last);
}

static void
translate_class (Translation *translation)
{
  g_autoptr (AftRegexClass) set = aft_regex_class_new ();
  gboolean is_negated = skip (translation, "^");

  while (peek (translation, 0) != 0 && peek (translation, 0) != ']')
    read_class_range (translation, set);
  if (!skip (translation, "]"))
    {
      complain (translation, "has a class without an end");
      return;
    }
  check_case (translation, set);
  aft_regex_class_write (set, is_negated, translation->target);
}

static guint
read_saturated (const Translation *translation, guint *ahead)
{
  guint number = 0;

  for (; is_ascii_digit (peek (translation, *ahead)); (*ahead)++)
    number = MIN (number * 10 + (guint) (peek (translation, *ahead) - '0'), MOST_REPEATS + 1);
  return number;
}

/* {n}, {n,} or {n,m}; anything else is a brace like any other character. */
static gboolean
read_braces (const Translation *translation, guint *ret_length, gboolean *ret_is_in_order)
{
  guint ahead = 1;
  guint least = 0;

  if (peek (translation, 0) != '{' || !is_ascii_digit (peek (translation, 1)))
    return FALSE;
  least = read_saturated (translation, &ahead);
  *ret_is_in_order = TRUE;
  if (peek (translation, ahead) == ',')
    {
      ahead++;
      if (is_ascii_digit (peek (translation, ahead)))
        *ret_is_in_order = least <= read_saturated (translation, &ahead);
    }
  *ret_length = ahead + 1;
  return peek (translation, ahead) == '}';
}

static void
translate_quantifier (Translation *translation)
{
  int unit = peek (translation, 0);
  guint length = 0;
  gboolean is_in_order = TRUE;

  if (unit == '*' || unit == '+' || unit == '?')
    length = 1;
  else if (!read_braces (translation, &length, &is_in_order))
    return;
  if (!is_in_order)
    {
      complain (translation, "repeats with numbers out of order");
      return;
    }
  for (guint i = 0; i < length; i++)
    g_string_append_c (translation->target, (char) translation->units[translation->at++]);
  if (skip (translation, "?"))
    g_string_append_c (translation->target, '?');
}

static gboolean
is_name_unit (int unit, gboolean is_first)
{
  if (unit == '$' || unit == '_' || is_ascii_letter (unit))
    return TRUE;
  if (is_ascii_digit (unit))
    return !is_first;
  return unit >= 0x80
         && (g_unichar_isalpha ((gunichar) unit)
             || (!is_first && g_unichar_isalnum ((gunichar) unit)));
}

/* "name>" at @start; newly allocated, or NULL. */
static char *
dup_group_name (const Translation *translation, guint start)
{
  guint end = start;

  while (is_name_unit (translation->units[end], end == start))
    end++;
  if (end == start || translation->units[end] != '>')
    return NULL;
  return g_utf16_to_utf8 (translation->units + start, (glong) (end - start), NULL, NULL, NULL);
}

/* The number of the group called @name, 0 when there is none. */
static guint
find_group (const Translation *translation, const char *name)
{
  for (guint i = 0; i < translation->group_names->len; i++)
    if (strcmp (g_ptr_array_index (translation->group_names, i), name) == 0)
      return i + 1;
  return 0;
}

static void
note_group (Translation *translation, guint place)
{
  const gunichar2 *units = translation->units + place;
  gboolean is_plain = units[1] != '?';
  gboolean is_named
      = !is_plain && units[2] == '<' && units[3] != 0 && units[3] != '=' && units[3] != '!';
  g_autofree char *name = is_named ? dup_group_name (translation, place + 3) : g_strdup ("");

  if (!is_plain && !is_named)
    return;
  translation->has_names |= is_named;
  if (name == NULL || (is_named && find_group (translation, name) != 0))
    complain (translation, "has an invalid or repeated group name");
  else
    g_ptr_array_add (translation->group_names, g_steal_pointer (&name));
}

/* Groups are counted beforehand: what \3 means depends on how many there are in all. */
static void
count_groups (Translation *translation)
{
  gboolean is_in_class = FALSE;

  for (guint i = 0; translation->units[i] != 0 && translation->complaint == NULL; i++)
    {
      gunichar2 unit = translation->units[i];

      if (unit == '\\' && translation->units[i + 1] != 0)
        i++;
      else if (unit == '[')
        is_in_class = TRUE;
      else if (unit == ']')
        is_in_class = FALSE;
      else if (unit == '(' && !is_in_class)
        note_group (translation, i);
    }
}

/* To JavaScript a group that has not ended yet is empty, also when a repetition has been through
 * it; only look-behinds are read from right to left. */
static void
write_reference (Translation *translation, guint group)
{
  if (!translation->closed->data[group - 1] && translation->behind == 0)
    g_string_append (translation->target, "(?:)");
  else
    g_string_append_printf (translation->target, "\\g{%u}", group);
}

/* \1 … where there are so many groups; FALSE when it is no reference. */
static gboolean
translate_numbered_reference (Translation *translation)
{
  guint ahead = 0;
  guint group = 0;

  if (!is_ascii_digit (peek (translation, 0)) || peek (translation, 0) == '0')
    return FALSE;
  group = read_saturated (translation, &ahead);
  if (group > translation->group_names->len)
    return FALSE;
  translation->at += ahead;
  write_reference (translation, group);
  return TRUE;
}

static gboolean
translate_named_reference (Translation *translation)
{
  g_autofree char *name = NULL;
  guint group = 0;

  if (!translation->has_names || !skip (translation, "k<"))
    return FALSE;
  name = dup_group_name (translation, translation->at);
  group = name != NULL ? find_group (translation, name) : 0;
  if (group == 0)
    complain (translation, "refers to a group that is not there");
  else
    {
      while (translation->units[translation->at++] != '>')
        ;
      write_reference (translation, group);
    }
  return TRUE;
}

static gboolean
translate_set_escape (Translation *translation)
{
  g_autoptr (AftRegexClass) set = aft_regex_class_new ();

  if (!aft_regex_class_add_escape (set, (gunichar2) peek (translation, 0)))
    return FALSE;
  translation->at++;
  aft_regex_class_write (set, FALSE, translation->target);
  return TRUE;
}

static void
translate_escape (Translation *translation)
{
  if (skip (translation, "b") || skip (translation, "B"))
    {
      g_string_append_printf (translation->target, "\\%c",
                              (char) translation->units[translation->at - 1]);
      return;
    }
  if (!translate_numbered_reference (translation) && !translate_named_reference (translation)
      && !translate_set_escape (translation))
    {
      int unit = read_character_escape (translation, FALSE);
      if (unit != NO_UNIT)
        write_unit (translation, unit);
    }
  translate_quantifier (translation);
}

/* How a group opens and how it is written. A look-ahead may be repeated in JavaScript, so it stands
 * in a group of its own; a look-behind may not. */
static const struct
{
  const char *opening;
  const char *translated;
  const char *ending;
  gboolean is_repeatable;
} groups[] = {
  { "(?:", "(?:", ")", TRUE },    { "(?=", "(?:(?=", "))", TRUE }, { "(?!", "(?:(?!", "))", TRUE },
  { "(?<=", "(?<=", ")", FALSE }, { "(?<!", "(?<!", ")", FALSE },  { "(?<", "(", ")", TRUE },
  { "(?", NULL, NULL, FALSE },    { "(", "(", ")", TRUE },
};

static void
translate_group_content (Translation *translation, guint kind)
{
  gboolean is_captured = strcmp (groups[kind].translated, "(") == 0;
  gboolean is_behind = !groups[kind].is_repeatable;
  guint number = translation->opened;

  translation->opened += is_captured;
  translation->behind += is_behind;
  g_string_append (translation->target, groups[kind].translated);
  translate_disjunction (translation);
  if (!skip (translation, ")"))
    complain (translation, "has a group without an end");
  g_string_append (translation->target, groups[kind].ending);
  translation->behind -= is_behind;
  if (is_captured)
    translation->closed->data[number] = TRUE;
}

static void
translate_group (Translation *translation)
{
  guint kind = 0;

  while (!skip (translation, groups[kind].opening))
    kind++;
  if (groups[kind].translated == NULL || ++translation->depth > MOST_DEPTH)
    {
      complain (translation, groups[kind].translated == NULL ? "has a group of no known kind"
                                                             : "is nested too deep");
      return;
    }
  if (strcmp (groups[kind].opening, "(?<") == 0)
    while (translation->units[translation->at++] != '>')
      ;
  translate_group_content (translation, kind);
  translation->depth--;
  if (groups[kind].is_repeatable)
    translate_quantifier (translation);
}

static void
translate_character (Translation *translation, int unit)
{
  guint length = 0;
  gboolean is_in_order = TRUE;

  if (unit == '*' || unit == '+' || unit == '?' || read_braces (translation, &length, &is_in_order))
    {
      complain (translation, "has nothing to repeat");
      return;
    }
  translation->at++;
  if (unit == '.')
    g_string_append (translation->target, LINE_TERMINATOR);
  else
    write_unit (translation, unit);
  translate_quantifier (translation);
}

static void
translate_term (Translation *translation)
{
  int unit = peek (translation, 0);

  if (unit == '^' || unit == '$')
    {
      translation->at++;
      g_string_append_c (translation->target, (char) unit);
    }
  else if (unit == '(')
    translate_group (translation);
  else if (skip (translation, "["))
    {
      translate_class (translation);
      translate_quantifier (translation);
    }
  else if (skip (translation, "\\"))
    translate_escape (translation);
  else
    translate_character (translation, unit);
}

static void
translate_disjunction (Translation *translation)
{
  while (peek (translation, 0) != 0 && peek (translation, 0) != ')')
    {
      if (skip (translation, "|"))
        g_string_append_c (translation->target, '|');
      else
        translate_term (translation);
    }
}

static gunichar2 *
convert_pattern (const char *pattern, GError **error)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (pattern, -1, NULL, &length, NULL);

  if (units != NULL && length <= MOST_UNITS)
    return g_steal_pointer (&units);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       units == NULL ? "regular expression: not valid UTF-8"
                                     : "regular expression: the pattern is too long");
  return NULL;
}

static void
translate_all (Translation *translation)
{
  count_groups (translation);
  g_byte_array_set_size (translation->closed, translation->group_names->len);
  for (guint i = 0; i < translation->closed->len; i++)
    translation->closed->data[i] = FALSE;
  if (translation->complaint == NULL)
    translate_disjunction (translation);
  if (peek (translation, 0) == ')')
    complain (translation, "has a closing bracket too many");
}

char *
aft_regex_translate (const char *pattern, gboolean ignore_case, GError **error)
{
  g_autofree gunichar2 *units = convert_pattern (pattern, error);
  g_autoptr (GString) target = g_string_new (NULL);
  g_autoptr (GPtrArray) group_names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) closed = g_byte_array_new ();
  Translation translation = { .units = units,
                              .target = target,
                              .group_names = group_names,
                              .closed = closed,
                              .ignore_case = ignore_case };

  if (units == NULL)
    return NULL;
  translate_all (&translation);
  if (translation.complaint != NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "regular expression: the pattern %s",
                   translation.complaint);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&target), FALSE);
}
