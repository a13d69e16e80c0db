/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what a {name} stands for: dotted and indexed paths into an object, without regard to case,
 * the longest dotted name first. Does not convert what it finds.
 *
 * A part that was matched is never given up again: with {"a.b": {}, "a": {"b": {"c": 1}}} the name
 * a.b.c is not found. */
#include "aft-expression.h"

#include "aft-coercion.h"
#include "aft-utf16.h"

#include <math.h>
#include <string.h>

#define PROPERTY_PREFIX '$'
#define MOST_PARTS      100

/* One part between dots: "dish", or "list[-1]" as "list" with an index. */
typedef struct
{
  char *name;
  gboolean has_index;
  double index;
} Part;

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->name);
}

static Part
read_part (const char *text)
{
  gsize length = strlen (text);
  const char *bracket = strrchr (text, '[');
  Part part = { 0 };

  if (length > 0 && text[length - 1] == ']' && bracket != NULL)
    {
      g_autoptr (AftValue) index
          = aft_value_new_string_len (bracket + 1, (gsize) (text + length - 1 - (bracket + 1)));
      part.has_index = aft_coercion_get_number (index, &part.index);
    }
  part.name = part.has_index ? g_strndup (text, (gsize) (bracket - text)) : g_strdup (text);
  return part;
}

static GArray *
split_name (const char *name)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_auto (GStrv) texts = g_strsplit (name, ".", -1);

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      Part part = read_part (texts[i]);
      g_array_append_val (parts, part);
    }
  /* survey-core reads {$name} as a property of the element, which plain values do not have. */
  if (parts->len > 0 && g_array_index (parts, Part, 0).name[0] == PROPERTY_PREFIX)
    {
      char *first = g_array_index (parts, Part, 0).name;
      memmove (first, first + 1, strlen (first));
    }
  return parts;
}

static AftValue *
find_in_list (const AftValue *list, const char *name)
{
  char *end = NULL;
  guint64 index = 0;

  if (!g_ascii_isdigit (name[0]) || (name[0] == '0' && name[1] != '\0'))
    return NULL;
  index = g_ascii_strtoull (name, &end, 10);
  return *end == '\0' ? aft_coercion_ref (aft_value_get_item (list, index)) : NULL;
}

static AftValue *
find_in_object (const AftValue *object, const char *name)
{
  g_autofree char *lower_name = NULL;

  for (gsize i = 0; i < aft_value_get_length (object); i++)
    {
      const char *member = aft_value_get_member_name (object, i);

      if (g_ascii_strcasecmp (member, name) == 0)
        return aft_coercion_ref (aft_value_get_member_at (object, i));
      if (g_str_is_ascii (member))
        continue;
      if (lower_name == NULL)
        lower_name = aft_utf16_lower (name);
      g_autofree char *lower_member = aft_utf16_lower (member);
      if (strcmp (lower_member, lower_name) == 0)
        return aft_coercion_ref (aft_value_get_member_at (object, i));
    }
  return NULL;
}

static AftValue *
find_field (const AftValue *holder, const char *name)
{
  AftValueType type = aft_value_get_type (holder);

  if (name[0] == '\0')
    return NULL;
  if (strcmp (name, "length") == 0 && type == AFT_VALUE_ARRAY)
    return aft_value_new_number ((double) aft_value_get_length (holder));
  if (strcmp (name, "length") == 0 && type == AFT_VALUE_STRING
      && aft_value_get_string (holder)[0] != '\0')
    return aft_value_new_number ((double) aft_utf16_length (aft_value_get_string (holder)));
  if (type == AFT_VALUE_ARRAY)
    return find_in_list (holder, name);
  return type == AFT_VALUE_OBJECT ? find_in_object (holder, name) : NULL;
}

/* The value of the longest run of parts from @first on; @ret_last is the run's last part. A run
 * ends with the first part that has an index. */
static AftValue *
find_longest (const AftValue *holder, GArray *parts, guint first, guint *ret_last)
{
  g_autoptr (GString) joined = g_string_new (g_array_index (parts, Part, first).name);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint last = first;

  g_array_append_val (lengths, joined->len);
  while (!g_array_index (parts, Part, last).has_index && last + 1 < parts->len)
    {
      last++;
      g_string_append_printf (joined, ".%s", g_array_index (parts, Part, last).name);
      g_array_append_val (lengths, joined->len);
    }
  for (guint count = lengths->len; count > 0; count--)
    {
      g_string_truncate (joined, g_array_index (lengths, gsize, count - 1));
      AftValue *found = find_field (holder, joined->str);
      if (found != NULL)
        {
          *ret_last = first + count - 1;
          return found;
        }
    }
  return NULL;
}

static AftValue *
get_indexed (const AftValue *list, double index)
{
  double length = (double) aft_value_get_length (list);

  if (aft_value_get_type (list) != AFT_VALUE_ARRAY)
    return NULL;
  if (index < 0)
    index += length;
  if (!(index > -1) || !(index < length))
    return NULL;
  /* Between two items there is nothing, but the name counts as found. */
  if (index != floor (index))
    return aft_value_new_null ();
  return aft_coercion_ref (aft_value_get_item (list, (gsize) index));
}

static AftValue *
follow_path (const AftValue *values, GArray *parts)
{
  g_autoptr (AftValue) found = aft_coercion_ref (values);
  guint next = 0;

  while (found != NULL && next < parts->len)
    {
      guint last = next;
      g_autoptr (AftValue) field = find_longest (found, parts, next, &last);
      const Part *part = &g_array_index (parts, Part, last);

      g_clear_pointer (&found, aft_value_unref);
      if (field != NULL)
        found = part->has_index ? get_indexed (field, part->index) : g_steal_pointer (&field);
      next = last + 1;
    }
  return g_steal_pointer (&found);
}

/* Has @name one part, which is no property and has no index? */
static gboolean
is_plain (const char *name)
{
  return name[0] != '\0' && name[0] != PROPERTY_PREFIX && strpbrk (name, ".[") == NULL;
}

AftValue *
aft_expression_find_name (const AftValue *values, const char *name)
{
  if (is_plain (name))
    return find_field (values, name);
  g_autoptr (GArray) parts = split_name (name);
  AftValue *found = parts->len > MOST_PARTS ? NULL : follow_path (values, parts);

  if (found == NULL && g_str_has_suffix (name, ".length"))
    return aft_value_new_number (0);
  return found;
}
