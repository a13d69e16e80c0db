/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and lengths of SPSS: what a question's name becomes so that every program that reads the
 * format takes it. The name as it was goes into the variable's label (aft-sav-sheet.c). */
#include "aft-sav-name.h"

#include <string.h>

#define SEGMENT_LETTERS 5   /* kept of a name */
#define SEGMENT_BYTES   252 /* that count as one */
#define START_LETTERS   8

static const char *const reserved[]
    = { "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with" };

static gboolean
is_reserved (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (name, reserved[i]) == 0)
      return TRUE;
  return FALSE;
}

/* ASCII letters and digits of @name, one underscore for whatever stands between them. */
static GString *
clean_name (const char *name)
{
  GString *clean = g_string_new (NULL);

  for (; *name != '\0'; name++)
    {
      if (g_ascii_isalnum (*name))
        g_string_append_c (clean, *name);
      else if (clean->len > 0 && clean->str[clean->len - 1] != '_')
        g_string_append_c (clean, '_');
    }
  if (clean->len > 0 && clean->str[clean->len - 1] == '_')
    g_string_truncate (clean, clean->len - 1);
  if (clean->len == 0 || !g_ascii_isalpha (clean->str[0]) || is_reserved (clean->str))
    g_string_prepend (clean, clean->len == 0 ? "v" : "v_");
  return clean;
}

char *
aft_sav_make_name (const char *name, GHashTable *taken)
{
  g_autoptr (GString) clean = clean_name (name);

  for (guint number = 1;; number++)
    {
      g_autofree char *mark = number > 1 ? g_strdup_printf ("_%u", number) : g_strdup ("");
      g_autofree char *made
          = g_strdup_printf ("%.*s%s", (int) (AFT_SAV_NAME_MOST - strlen (mark)), clean->str, mark);

      if (g_hash_table_add (taken, g_ascii_strdown (made, -1)))
        return g_steal_pointer (&made);
    }
}

void
aft_sav_take_segments (const char *name, gsize width, GHashTable *taken)
{
  static const char marks[] = "123456789abcdefghijklmnopqrstuvwxyz0";
  const gsize further = (width + SEGMENT_BYTES - 1) / SEGMENT_BYTES - 1;
  g_autoptr (GString) clean = clean_name (name);
  g_autofree char *folded = g_ascii_strdown (clean->str, -1);

  for (gsize i = 0; i < MIN (further, strlen (marks)); i++)
    g_hash_table_add (taken, g_strdup_printf ("%.*s%c", SEGMENT_LETTERS, folded, marks[i]));
}

char *
aft_sav_make_own_name (const char *name,
                       gsize number,
                       gboolean is_long,
                       GHashTable *taken,
                       GHashTable *starts)
{
  g_autofree char *made = aft_sav_make_name (name, taken);
  g_autofree char *numbered = NULL;
  g_autofree char *other = NULL;

  if (g_hash_table_add (starts, g_ascii_strdown (made, MIN (strlen (made), START_LETTERS)))
      || !is_long)
    return g_steal_pointer (&made);
  numbered = g_strdup_printf ("t%" G_GSIZE_FORMAT " %s", number, name);
  other = aft_sav_make_name (numbered, taken);
  g_hash_table_add (starts, g_ascii_strdown (other, MIN (strlen (other), START_LETTERS)));
  return g_steal_pointer (&other);
}

gsize
aft_sav_measure_text (const char *text, gsize length, gsize most)
{
  gsize end = MIN (length, most);

  while (end < length && end > 0 && ((guchar) text[end] & 0xc0) == 0x80)
    end--;
  return end;
}
