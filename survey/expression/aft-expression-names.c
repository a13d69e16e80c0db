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

/* One part between dots, in a copy of the whole name: "dish", or "list[-1]" as "list" with an
 * index. */
typedef struct
{
  char *name;
  char *end; /* of the name, without the index */
  gboolean has_index;
  double index;
} Part;

static Part
read_part (char *text, char *end)
{
  char *bracket = memrchr (text, '[', (gsize) (end - text));
  Part part = { .name = text, .end = end };

  if (bracket != NULL && end[-1] == ']')
    {
      g_autoptr (AftValue) index
          = aft_value_new_string_len (bracket + 1, (gsize) (end - 1 - (bracket + 1)));
      part.has_index = aft_coercion_get_number (index, &part.index);
    }
  if (part.has_index)
    part.end = bracket;
  return part;
}

/* How many there are; 0: nothing, or more than MOST_PARTS. */
static guint
split_name (char *name, Part *parts)
{
  guint count = 0;
  char *end = name;

  for (char *text = name; name[0] != '\0' && text != NULL; text = *end == '.' ? end + 1 : NULL)
    {
      if (count == MOST_PARTS)
        return 0;
      end = strchrnul (text, '.');
      parts[count++] = read_part (text, end);
    }
  /* survey-core reads {$name} as a property of the element, which plain values do not have. */
  if (name[0] == PROPERTY_PREFIX)
    parts[0].name++;
  return count;
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
find_longest (const AftValue *holder, Part *parts, guint count, guint first, guint *ret_last)
{
  guint last = first;

  while (!parts[last].has_index && last + 1 < count)
    last++;
  for (guint i = last + 1; i > first; i--)
    {
      char *end = parts[i - 1].end;
      char behind = *end;

      *end = '\0';
      AftValue *found = find_field (holder, parts[first].name);
      *end = behind;
      *ret_last = i - 1;
      if (found != NULL)
        return found;
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
follow_path (const AftValue *values, Part *parts, guint count)
{
  g_autoptr (AftValue) found = aft_coercion_ref (values);
  guint next = 0;

  while (found != NULL && next < count)
    {
      guint last = next;
      g_autoptr (AftValue) field = find_longest (found, parts, count, next, &last);
      const Part *part = &parts[last];

      g_clear_pointer (&found, aft_value_unref);
      if (field != NULL)
        found = part->has_index ? get_indexed (field, part->index) : g_steal_pointer (&field);
      next = last + 1;
    }
  return g_steal_pointer (&found);
}

AftValue *
aft_expression_find_name (const AftValue *values, const char *name)
{
  Part parts[MOST_PARTS];
  g_autofree char *copy = g_strdup (name);
  guint count = split_name (copy, parts);
  AftValue *found = count > 0 ? follow_path (values, parts, count) : NULL;

  if (found == NULL && g_str_has_suffix (name, ".length"))
    return aft_value_new_number (0);
  return found;
}
