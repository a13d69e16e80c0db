/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks of rule documents whatever they are about: to a place by its path, over all of it to write
 * it or to compare it with another. What a place means is for the forms. */
#include "aft-console-rule-tree.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define SHORT 90 /* characters of what still stands on one line */

/* -- places ----------------------------------------------------------------------------------- */

static const AftValue *
get_part (const AftValue *value, const char *part)
{
  guint64 index = 0;

  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return aft_value_get_member (value, part);
  if (!g_ascii_string_to_unsigned (part, 10, 0, G_MAXUINT16, &index, NULL))
    return NULL;
  return aft_value_get_item (value, (gsize) index);
}

const AftValue *
aft_rule_tree_get (const AftValue *document, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  for (guint i = 0; parts[i] != NULL && document != NULL; i++)
    document = get_part (document, parts[i]);
  return document;
}

char *
aft_rule_tree_dup_path (const char *path, const char *name)
{
  return *path == '\0' ? g_strdup (name) : g_strconcat (path, ".", name, NULL);
}

char *
aft_rule_tree_dup_item_path (const char *path, gsize index)
{
  return g_strdup_printf ("%s.%" G_GSIZE_FORMAT, path, index);
}

const char *
aft_rule_tree_get_key (AftLanguage language)
{
  return language == AFT_LANGUAGE_EN ? "default" : aft_language_get_survey_key (language);
}

/* -- as text ---------------------------------------------------------------------------------- */

static gboolean append_value (GString *out, const AftValue *value, guint depth, GError **error);

static gboolean
append_content (GString *out, const AftValue *value, gsize index, guint depth, GError **error)
{
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;

  if (is_object)
    {
      if (!aft_json_append_canonical_text (out, aft_value_get_member_name (value, index), error))
        return FALSE;
      g_string_append (out, ": ");
    }
  return append_value (
      out, is_object ? aft_value_get_member_at (value, index) : aft_value_get_item (value, index),
      depth, error);
}

/* All of an object or a list; on one line, or each member on its own at @depth. */
static gboolean
append_all (GString *out, const AftValue *value, guint depth, gboolean is_one_line, GError **error)
{
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;

  g_string_append_c (out, is_object ? '{' : '[');
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      if (i > 0)
        g_string_append (out, is_one_line ? ", " : ",");
      if (!is_one_line)
        g_string_append_printf (out, "\n%*s", (int) (2 * depth + 2), "");
      if (!append_content (out, value, i, depth + 1, error))
        return FALSE;
    }
  if (!is_one_line)
    g_string_append_printf (out, "\n%*s", (int) (2 * depth), "");
  g_string_append_c (out, is_object ? '}' : ']');
  return TRUE;
}

static gboolean
append_value (GString *out, const AftValue *value, guint depth, GError **error)
{
  gsize begin = out->len;

  if (aft_value_get_type (value) != AFT_VALUE_OBJECT
      && aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return aft_json_append_canonical (out, value, error);
  if (!append_all (out, value, depth, TRUE, error))
    return FALSE;
  if (depth > 0 && g_utf8_strlen (out->str + begin, -1) <= SHORT)
    return TRUE;
  g_string_truncate (out, begin);
  return append_all (out, value, depth, FALSE, error);
}

char *
aft_rule_tree_dup_text (const AftValue *document, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!append_value (out, document, 0, error))
    return NULL;
  g_string_append_c (out, '\n');
  return g_strdup (out->str);
}

/* -- what differs ----------------------------------------------------------------------------- */

static void
free_change (gpointer data)
{
  AftRuleChange *change = data;

  g_free (change->path);
  aft_value_unref (change->from);
  aft_value_unref (change->to);
  g_free (change);
}

static AftValue *
ref_or_null (const AftValue *value)
{
  return value != NULL ? aft_value_ref ((AftValue *) value) : NULL;
}

static void
compare (GPtrArray *changes, const AftValue *from, const AftValue *to, const char *path);

static void
compare_members (GPtrArray *changes, const AftValue *from, const AftValue *to, const char *path)
{
  for (gsize i = 0; i < aft_value_get_length (to); i++)
    {
      const char *name = aft_value_get_member_name (to, i);
      g_autofree char *below = aft_rule_tree_dup_path (path, name);
      if (!g_str_equal (below, "version"))
        compare (changes, aft_value_get_member (from, name), aft_value_get_member_at (to, i),
                 below);
    }
  for (gsize i = 0; i < aft_value_get_length (from); i++)
    {
      const char *name = aft_value_get_member_name (from, i);
      g_autofree char *below = aft_rule_tree_dup_path (path, name);
      if (aft_value_get_member (to, name) == NULL)
        compare (changes, aft_value_get_member_at (from, i), NULL, below);
    }
}

/* What stands for item @index of @list in @other. */
static const AftValue *
find_twin (const AftValue *list, gsize index, const AftValue *other)
{
  const char *id = aft_value_get_member_string (aft_value_get_item (list, index), "id", NULL);

  if (id == NULL)
    return aft_value_get_item (other, index);
  for (gsize i = 0; i < aft_value_get_length (other); i++)
    {
      const AftValue *item = aft_value_get_item (other, i);
      if (g_str_equal (aft_value_get_member_string (item, "id", ""), id))
        return item;
    }
  return NULL;
}

static void
compare_items (GPtrArray *changes, const AftValue *from, const AftValue *to, const char *path)
{
  for (gsize i = 0; i < aft_value_get_length (to); i++)
    {
      g_autofree char *below = aft_rule_tree_dup_item_path (path, i);
      compare (changes, find_twin (to, i, from), aft_value_get_item (to, i), below);
    }
  for (gsize i = 0; i < aft_value_get_length (from); i++)
    {
      g_autofree char *below = aft_rule_tree_dup_item_path (path, i);
      if (find_twin (from, i, to) == NULL)
        compare (changes, aft_value_get_item (from, i), NULL, below);
    }
}

/* One of the two may be NULL. */
static void
compare (GPtrArray *changes, const AftValue *from, const AftValue *to, const char *path)
{
  AftValueType type = aft_value_get_type (to != NULL ? to : from);
  gboolean is_same_type
      = from == NULL || to == NULL || aft_value_get_type (from) == aft_value_get_type (to);

  if (from != NULL && to != NULL && aft_value_equal (from, to))
    return;
  if (is_same_type && type == AFT_VALUE_OBJECT)
    compare_members (changes, from, to, path);
  else if (is_same_type && type == AFT_VALUE_ARRAY)
    compare_items (changes, from, to, path);
  else
    {
      AftRuleChange *change = g_new0 (AftRuleChange, 1);
      *change = (AftRuleChange){ g_strdup (path), ref_or_null (from), ref_or_null (to) };
      g_ptr_array_add (changes, change);
    }
}

GPtrArray *
aft_rule_tree_compare (const AftValue *from, const AftValue *to)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  compare (changes, from, to, "");
  return changes;
}

/* -- where the check found something ----------------------------------------------------------- */

/* The item with @id in any list of @object, its path behind @path. */
static const AftValue *
find_item (const AftValue *object, const char *id, GString *path)
{
  for (gsize i = 0; i < aft_value_get_length (object); i++)
    {
      const AftValue *list = aft_value_get_member_at (object, i);
      for (gsize k = 0; k < aft_value_get_length (list); k++)
        {
          const AftValue *item = aft_value_get_item (list, k);
          if (!g_str_equal (aft_value_get_member_string (item, "id", ""), id))
            continue;
          g_string_append_printf (path, "%s%s.%" G_GSIZE_FORMAT, path->len > 0 ? "." : "",
                                  aft_value_get_member_name (object, i), k);
          return item;
        }
    }
  return NULL;
}

/* A member by its name, an item by "KIND ID" or by its number, which counts from 1. */
static const AftValue *
step_into (const AftValue *value, const char *part, GString *path)
{
  guint64 number = 0;
  const char *id = strrchr (part, ' ');
  const AftValue *below = aft_value_get_member (value, part);

  if (below != NULL)
    {
      g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", part);
      return below;
    }
  if (aft_value_get_type (value) == AFT_VALUE_OBJECT)
    return id != NULL ? find_item (value, id + 1, path) : NULL;
  if (!g_ascii_string_to_unsigned (part, 10, 1, G_MAXUINT16, &number, NULL))
    return NULL;
  below = aft_value_get_item (value, (gsize) number - 1);
  if (below != NULL)
    g_string_append_printf (path, ".%u", (guint) number - 1);
  return below;
}

char *
aft_rule_tree_locate (const AftValue *document, const char *message, const char **ret_rest)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const AftValue *value = document;
  const char *end;

  while ((end = strstr (message, ": ")) != NULL)
    {
      g_autofree char *part = g_strndup (message, (gsize) (end - message));
      const AftValue *below = step_into (value, part, path);
      if (below == NULL)
        break;
      value = below;
      message = end + 2;
    }
  *ret_rest = message;
  return value != document && aft_value_get_length (value) == 0 ? g_strdup (path->str) : NULL;
}
