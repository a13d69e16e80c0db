/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names that a house uses in its surveys' choices, so that the keyboard offers them
 * first. It knows the format's names of such lists and nothing else of surveys. */
#include "aft-dish-names.h"

#define SHORTEST   2 /* characters */
#define LONGEST    8
#define MOST_NAMES 500

typedef struct
{
  GPtrArray *names;
  GHashTable *seen; /* borrows the names */
} Collection;

static gboolean
is_name (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text), n++)
    if (g_unichar_get_script (g_utf8_get_char (text)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return n >= SHORTEST && n <= LONGEST;
}

static void
add_name (Collection *collection, const char *text)
{
  char *name;

  if (text == NULL || !is_name (text) || collection->names->len >= MOST_NAMES
      || g_hash_table_contains (collection->seen, text))
    return;
  name = g_strdup (text);
  g_ptr_array_add (collection->names, name);
  g_hash_table_add (collection->seen, name);
}

/* A text, or an object with one for each language. */
static const char *
read_text (const AftValue *text)
{
  static const char *const languages[] = { "zh-cn", "zh-CN", "zh", "default" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (aft_value_get_member (text, languages[i]) != NULL)
      return aft_value_get_string (aft_value_get_member (text, languages[i]));
  return aft_value_get_string (text);
}

static void
add_items (Collection *collection, const AftValue *items)
{
  for (gsize i = 0; i < aft_value_get_length (items); i++)
    {
      const AftValue *item = aft_value_get_item (items, i);
      const AftValue *text = aft_value_get_member (item, "text");

      if (text == NULL)
        text = aft_value_get_member (item, "title");
      if (text == NULL)
        text = aft_value_get_member (item, "value");
      add_name (collection, read_text (text == NULL ? item : text));
    }
}

static void
add_all (Collection *collection, const AftValue *value)
{
  static const char *const lists[] = { "choices", "rows", "columns", "items", NULL };

  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const char *name = aft_value_get_member_name (value, i);
      const AftValue *member
          = name == NULL ? aft_value_get_item (value, i) : aft_value_get_member_at (value, i);

      if (name != NULL && g_strv_contains (lists, name)
          && aft_value_get_type (member) == AFT_VALUE_ARRAY)
        add_items (collection, member);
      add_all (collection, member);
    }
}

char **
aft_dish_names_collect (const AftValue *const *definitions, gsize n)
{
  Collection collection = { g_ptr_array_new (), g_hash_table_new (g_str_hash, g_str_equal) };

  for (gsize i = 0; i < n; i++)
    add_all (&collection, definitions[i]);
  g_hash_table_unref (collection.seen);
  g_ptr_array_add (collection.names, NULL);
  return (char **) g_ptr_array_free (collection.names, FALSE);
}
