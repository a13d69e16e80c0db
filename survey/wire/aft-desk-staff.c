/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may open a kiosk's desk, as the configuration carries it. A hash is held against what it
 * costs before anybody computes with it; whether a PIN gives it is for the desk. */
#include "aft-desk-staff.h"

#include <string.h>

#include "aft-reader-private.h"

#define HASH_HEAD "$argon2id$v=19$m="

void
aft_desk_staff_free (AftDeskStaff *staff)
{
  if (staff == NULL)
    return;
  g_free (staff->name);
  g_free (staff->pin_hash);
  g_free (staff);
}

GPtrArray *
aft_desk_staff_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) aft_desk_staff_free);
}

void
aft_desk_staff_list_add (GPtrArray *list, const AftDeskStaff *staff)
{
  AftDeskStaff *copy = g_new0 (AftDeskStaff, 1);
  *copy = (AftDeskStaff){ staff->id, g_strdup (staff->name), g_strdup (staff->pin_hash),
                          staff->role };
  g_ptr_array_add (list, copy);
}

AftValue *
aft_desk_staff_list_to_value (const GPtrArray *list)
{
  AftValueBuilder *array = aft_value_builder_new_array ();
  for (guint i = 0; i < list->len; i++)
    {
      const AftDeskStaff *staff = g_ptr_array_index (list, i);
      AftValueBuilder *one = aft_value_builder_new_object ();
      g_autofree char *id = aft_id_to_text (&staff->id);
      aft_value_builder_set_string (one, "id", id);
      aft_value_builder_set_string (one, "name", staff->name);
      aft_value_builder_set_string (one, "pin_hash", staff->pin_hash);
      aft_value_builder_set_string (one, "role", aft_role_to_text (staff->role));
      aft_value_builder_take (array, aft_value_builder_end (one));
    }
  AftValueBuilder *desk = aft_value_builder_new_object ();
  aft_value_builder_set_take (desk, "staff", aft_value_builder_end (array));
  return aft_value_builder_end (desk);
}

/* Reads a number up to @most and what must follow it; moves @at behind both. */
static gboolean
skip_number (const char **at, guint64 most, const char *after)
{
  g_autofree char *digits = g_strndup (*at, strspn (*at, "0123456789"));
  guint64 number = 0;
  if (!g_ascii_string_to_unsigned (digits, 10, 1, most, &number, NULL)
      || !g_str_has_prefix (*at + strlen (digits), after))
    return FALSE;
  *at += strlen (digits) + strlen (after);
  return TRUE;
}

/* "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH" */
static gboolean
is_hash (const char *text)
{
  const char *at = text + strlen (HASH_HEAD);
  return strlen (text) <= AFT_DESK_STAFF_HASH_MAX && g_str_has_prefix (text, HASH_HEAD)
         && skip_number (&at, AFT_DESK_STAFF_MEMORY_KIB_MAX, ",t=")
         && skip_number (&at, AFT_DESK_STAFF_PASSES_MAX, ",p=1$") && *at != '\0';
}

static gboolean
is_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  return length >= 1 && length <= AFT_DESK_STAFF_NAME_MAX;
}

static gboolean
has_id (const GPtrArray *list, const AftId *id)
{
  for (guint i = 0; i < list->len; i++)
    if (aft_id_equal (&((const AftDeskStaff *) g_ptr_array_index (list, i))->id, id))
      return TRUE;
  return FALSE;
}

static void
read_one (AftReader *desk, const AftValue *value, GPtrArray *list)
{
  AftReader reader = aft_reader_open_reply (value, "form");
  AftDeskStaff staff = {
    .id = aft_reader_get_id (&reader, "id"),
    .name = (char *) aft_reader_get_text (&reader, "name"),
    .pin_hash = (char *) aft_reader_get_text (&reader, "pin_hash"),
  };
  gboolean is_role = aft_role_from_text (aft_reader_get_text (&reader, "role"), &staff.role);
  gboolean is_fit = reader.bad == NULL && is_role && is_name (staff.name)
                    && is_hash (staff.pin_hash) && !has_id (list, &staff.id);
  aft_reader_refuse_unless (desk, is_fit, "staff");
  if (is_fit)
    aft_desk_staff_list_add (list, &staff);
}

GPtrArray *
aft_desk_staff_list_from_value (const AftValue *value, GError **error)
{
  g_autoptr (GPtrArray) list = aft_desk_staff_list_new ();
  AftReader desk = aft_reader_open_reply (value, "form");
  AftValue *array = aft_reader_get (&desk, "staff", AFT_VALUE_ARRAY);
  gsize count = aft_value_get_length (array);
  aft_reader_refuse_unless (&desk, count <= AFT_DESK_STAFF_MAX, "staff");
  for (gsize i = 0; i < count && desk.bad == NULL; i++)
    read_one (&desk, aft_value_get_item (array, i), list);
  return aft_reader_check (&desk, "A desk", error) ? g_steal_pointer (&list) : NULL;
}
