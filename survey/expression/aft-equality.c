/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey-core's equality of two values, rule after rule as Helpers.checkIfValuesEqual has them, and
 * JavaScript's loose == where these leave two scalars. Dates against texts are made alike
 * beforehand, by the operators. */
#include "aft-equality.h"

#include "aft-coercion.h"
#include "aft-secret.h"
#include "aft-utf16.h"

#include <math.h>
#include <string.h>

static gboolean
is_object (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);

  return type == AFT_VALUE_ARRAY || type == AFT_VALUE_OBJECT || type == AFT_VALUE_DATE;
}

static gboolean
is_type (const AftValue *left, const AftValue *right, AftValueType type)
{
  return aft_value_get_type (left) == type && aft_value_get_type (right) == type;
}

static gboolean
is_empty_text (const AftValue *value)
{
  const char *text = aft_value_get_string (value);

  return text != NULL && text[0] == '\0';
}

gboolean
aft_equality_is_identical (const AftValue *left, const AftValue *right)
{
  if (aft_value_get_type (left) != aft_value_get_type (right))
    return FALSE;
  switch (aft_value_get_type (left))
    {
    case AFT_VALUE_BOOLEAN:
      return aft_value_get_boolean (left) == aft_value_get_boolean (right);
    case AFT_VALUE_NUMBER:
      return aft_value_get_number (left) == aft_value_get_number (right);
    case AFT_VALUE_STRING:
      return strcmp (aft_value_get_string (left), aft_value_get_string (right)) == 0;
    case AFT_VALUE_NULL:
      return TRUE;
    case AFT_VALUE_ARRAY:
    case AFT_VALUE_OBJECT:
    case AFT_VALUE_DATE:
      return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
are_texts_alike (const char *left, const char *right, AftEqualityFlags flags)
{
  if ((flags & AFT_EQUALITY_EXACT_TEXTS) != 0)
    return strcmp (left, right) == 0;

  g_autoptr (AftSecretText) left_trimmed = aft_utf16_trim (left);
  g_autoptr (AftSecretText) right_trimmed = aft_utf16_trim (right);
  g_autoptr (AftSecretText) left_lower = aft_utf16_lower (left_trimmed);
  g_autoptr (AftSecretText) right_lower = aft_utf16_lower (right_trimmed);
  return strcmp (left_lower, right_lower) == 0;
}

static gboolean
is_convertible_to_number (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);

  return type != AFT_VALUE_NULL && type != AFT_VALUE_ARRAY
         && !isnan (aft_coercion_to_number (value));
}

/* parseInt and parseFloat agree; NaN agrees with nothing. */
static gboolean
are_numbers_alike (const AftValue *left, const AftValue *right)
{
  return is_convertible_to_number (left) && is_convertible_to_number (right)
         && aft_coercion_parse_int (left) == aft_coercion_parse_int (right)
         && aft_coercion_parse_float (left) == aft_coercion_parse_float (right);
}

static gboolean
is_text_of_boolean (const AftValue *boolean, const AftValue *text)
{
  return g_ascii_strcasecmp (aft_value_get_string (text),
                             aft_value_get_boolean (boolean) ? "true" : "false")
         == 0;
}

/* JavaScript's == of scalars that are not identical. */
static gboolean
is_loosely_equal (const AftValue *left, const AftValue *right, AftEqualityFlags flags)
{
  gboolean has_number = aft_value_get_type (left) == AFT_VALUE_NUMBER
                        || aft_value_get_type (right) == AFT_VALUE_NUMBER;

  if (has_number && (flags & AFT_EQUALITY_KEEPS_TYPES) != 0)
    return FALSE;
  if (aft_value_is_null (left) || aft_value_is_null (right))
    return aft_value_is_null (left) && aft_value_is_null (right);
  return aft_coercion_to_number (left) == aft_coercion_to_number (right);
}

typedef struct
{
  const AftValue *item;
  char *text;
  gsize place;
} SortItem;

/* The place decides among equals, for GLib's sort is not stable in all its versions. */
static int
compare_sort_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SortItem *first = a;
  const SortItem *second = b;
  int by_text = aft_utf16_compare (first->text, second->text);

  if (by_text != 0)
    return by_text;
  return first->place < second->place ? -1 : first->place > second->place ? 1 : 0;
}

static void
clear_sort_item (gpointer data)
{
  SortItem *item = data;

  aft_secret_free_text (item->text);
}

/* The items as Array.prototype.sort leaves them: by their texts, equal ones in their order. */
static GArray *
sort_items (const AftValue *list, gboolean is_wanted)
{
  gsize length = aft_value_get_length (list);
  GArray *items = g_array_sized_new (FALSE, FALSE, sizeof (SortItem), (guint) length);

  g_array_set_clear_func (items, clear_sort_item);
  for (gsize i = 0; i < length; i++)
    {
      SortItem item = { .item = aft_value_get_item (list, i), .place = i };
      if (is_wanted)
        item.text = aft_coercion_to_text (item.item);
      g_array_append_val (items, item);
    }
  if (is_wanted && length > 0)
    g_qsort_with_data (items->data, (gint) length, sizeof (SortItem), compare_sort_items, NULL);
  return items;
}

static gboolean
are_lists_equal (const AftValue *left, const AftValue *right, AftEqualityFlags flags)
{
  gboolean ignores_order = (flags & AFT_EQUALITY_ANY_ORDER) != 0;

  if (aft_value_get_length (left) != aft_value_get_length (right))
    return FALSE;

  g_autoptr (GArray) left_items = sort_items (left, ignores_order);
  g_autoptr (GArray) right_items = sort_items (right, ignores_order);
  for (guint i = 0; i < left_items->len; i++)
    if (!aft_equality_test (g_array_index (left_items, SortItem, i).item,
                            g_array_index (right_items, SortItem, i).item, flags))
      return FALSE;
  return TRUE;
}

/* Member @index of an object; of a list its item, under the name "0", "1", …. */
static const AftValue *
get_member (const AftValue *holder, gsize index, char **ret_name)
{
  if (aft_value_get_type (holder) == AFT_VALUE_ARRAY)
    {
      *ret_name = g_strdup_printf ("%" G_GSIZE_FORMAT, index);
      return aft_value_get_item (holder, index);
    }
  *ret_name = g_strdup (aft_value_get_member_name (holder, index));
  return aft_value_get_member_at (holder, index);
}

static gboolean
find_member (const AftValue *holder, const char *name, const AftValue **ret_member)
{
  if (aft_value_get_type (holder) == AFT_VALUE_OBJECT)
    *ret_member = aft_value_get_member (holder, name);
  else
    {
      guint64 index = 0;
      *ret_member = g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT32, &index, NULL)
                        ? aft_value_get_item (holder, index)
                        : NULL;
    }
  return *ret_member != NULL;
}

static gboolean
are_members_equal (const AftValue *left, const AftValue *right, AftEqualityFlags flags)
{
  if (aft_value_get_type (left) == AFT_VALUE_DATE || aft_value_get_type (right) == AFT_VALUE_DATE
      || aft_value_get_length (left) != aft_value_get_length (right))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (left); i++)
    {
      g_autofree char *name = NULL;
      const AftValue *in_left = get_member (left, i, &name);
      const AftValue *in_right = NULL;

      if (!find_member (right, name, &in_right) || !aft_equality_test (in_left, in_right, flags))
        return FALSE;
    }
  return TRUE;
}

/* What is equal whatever the other rules say: nothing, "" and (of undefined) the empty list. */
static gboolean
are_both_nothing (const AftValue *left, const AftValue *right)
{
  if (aft_value_is_null (left) && is_empty_text (right))
    return TRUE;
  return left == NULL && aft_value_get_type (right) == AFT_VALUE_ARRAY
         && aft_value_get_length (right) == 0;
}

static gboolean
are_mixed_equal (const AftValue *left, const AftValue *right, AftEqualityFlags flags)
{
  AftValueType left_type = aft_value_get_type (left);
  AftValueType right_type = aft_value_get_type (right);

  if (left_type == AFT_VALUE_BOOLEAN && right_type == AFT_VALUE_STRING)
    return is_text_of_boolean (left, right);
  if (right_type == AFT_VALUE_BOOLEAN && left_type == AFT_VALUE_STRING)
    return is_text_of_boolean (right, left);
  if (!is_object (left) && !is_object (right))
    return is_loosely_equal (left, right, flags);
  if (!is_object (left) || !is_object (right))
    return FALSE;
  if (left_type == AFT_VALUE_ARRAY && right_type == AFT_VALUE_ARRAY)
    return are_lists_equal (left, right, flags);
  return are_members_equal (left, right, flags);
}

/* JavaScript's ===: an object is identical with itself. */
static gboolean
is_same (const AftValue *left, const AftValue *right)
{
  return (is_object (left) && left == right) || aft_equality_is_identical (left, right);
}

gboolean
aft_equality_test (const AftValue *left, const AftValue *right, AftEqualityFlags flags)
{
  if (is_same (left, right) || are_both_nothing (left, right) || are_both_nothing (right, left))
    return TRUE;
  if (is_type (left, right, AFT_VALUE_STRING))
    return are_texts_alike (aft_value_get_string (left), aft_value_get_string (right), flags);
  if (is_type (left, right, AFT_VALUE_DATE))
    return aft_coercion_to_number (left) == aft_coercion_to_number (right);
  if ((flags & AFT_EQUALITY_KEEPS_TYPES) == 0 && are_numbers_alike (left, right))
    return TRUE;
  if (aft_coercion_is_empty (left) != aft_coercion_is_empty (right))
    return FALSE;
  return are_mixed_equal (left, right, flags);
}
