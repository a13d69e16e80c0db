/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads "1-20, A1-A12" into the codes of tables. Which of these tables there are, and what is made
 * for them, is not known here. */
#include "aft-table-list.h"

#include <string.h>

#include "aft-error.h"
#include "aft-name.h"

/* Digits of a number in a range: below a gint64's. */
#define MOST_DIGITS 9

/* What is between two codes, Chinese commas too. */
static gboolean
is_between (gunichar c)
{
  return c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B || c == '\n';
}

typedef struct
{
  GPtrArray *codes;
  GHashTable *known; /* of these */
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->codes, g_ptr_array_unref);
  g_clear_pointer (&list->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static gboolean
refuse (const char *what, const char *text, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s", text, what);
  return FALSE;
}

gboolean
aft_table_list_is_code (const char *code)
{
  glong length = g_utf8_validate (code, -1, NULL) ? g_utf8_strlen (code, -1) : 0;
  for (const char *place = code; length > 0 && *place != '\0'; place = g_utf8_next_char (place))
    if (g_unichar_iscntrl (g_utf8_get_char (place)))
      return FALSE;
  return length >= 1 && length <= AFT_TABLE_LIST_NAME_MAX;
}

/* Eats @code. */
static gboolean
add (List *list, char *code, GError **error)
{
  g_autofree char *owned = code;
  if (!aft_table_list_is_code (code))
    return refuse ("this is no table's code, which has at most 16 characters", code, error);
  if (g_hash_table_contains (list->known, code))
    return TRUE;
  if (list->codes->len == AFT_TABLE_LIST_MAX)
    return refuse ("this is more than 1000 tables", code, error);
  g_hash_table_add (list->known, owned);
  g_ptr_array_add (list->codes, g_steal_pointer (&owned));
  return TRUE;
}

/* Where the digits at the end of the first @length bytes of @text begin. */
static gsize
find_number (const char *text, gsize length)
{
  while (length > 0 && g_ascii_isdigit (text[length - 1]))
    length--;
  return length;
}

/* A range as it is written. */
typedef struct
{
  char *prefix;
  guint64 first;
  guint64 last;
  int digits; /* of the first */
} Range;

static void
range_clear (Range *range)
{
  g_clear_pointer (&range->prefix, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Range, range_clear)

/* Is the "-" at @dash one between two numbers? */
static gboolean
read_range (const char *text, const char *dash, Range *ret_range)
{
  gsize length = (gsize) (dash - text);
  gsize number = find_number (text, length);
  const char *after = dash + 1;
  if (strncmp (after, text, number) == 0)
    after += number;
  gsize digits = strspn (after, "0123456789");
  if (number == length || length - number > MOST_DIGITS || digits == 0 || digits > MOST_DIGITS
      || after[digits] != '\0')
    return FALSE;
  *ret_range = (Range){ .prefix = g_strndup (text, number),
                        .first = g_ascii_strtoull (text + number, NULL, 10),
                        .last = g_ascii_strtoull (after, NULL, 10),
                        .digits = (int) (length - number) };
  return TRUE;
}

static gboolean
add_range (List *list, const Range *range, const char *text, GError **error)
{
  if (range->last < range->first)
    return refuse ("the second number is the smaller one", text, error);
  if (range->last - range->first >= AFT_TABLE_LIST_MAX)
    return refuse ("this is more than 1000 tables", text, error);
  for (guint64 i = range->first; i <= range->last; i++)
    if (!add (list, g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, range->prefix, range->digits, i),
              error))
      return FALSE;
  return TRUE;
}

static gboolean
add_part (List *list, const char *text, GError **error)
{
  for (const char *dash = strchr (text, '-'); dash != NULL; dash = strchr (dash + 1, '-'))
    {
      g_auto (Range) range = { NULL, 0, 0, 0 };
      if (read_range (text, dash, &range))
        return add_range (list, &range, text, error);
    }
  return add (list, g_strdup (text), error);
}

char **
aft_table_list_parse (const char *text, GError **error)
{
  g_auto (List) list
      = { g_ptr_array_new_with_free_func (g_free), g_hash_table_new (g_str_hash, g_str_equal) };
  g_autofree char *composed = aft_name_dup_composed (text);
  const char *place = composed;
  while (*place != '\0')
    {
      const char *end = place;
      while (*end != '\0' && !is_between (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      g_autofree char *part = g_strstrip (g_strndup (place, (gsize) (end - place)));
      if (*part != '\0' && !add_part (&list, part, error))
        return NULL;
      place = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  if (list.codes->len == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "No table is named");
      return NULL;
    }
  g_ptr_array_add (list.codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list.codes), FALSE);
}
