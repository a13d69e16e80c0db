/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens what is held of a guest for whoever may read it: the sealed parts become words and contact,
 * numbers are masked where that is asked for. What is held is the store's; who may read it is asked
 * elsewhere. */
#include "aft-guest-data.h"

#include <string.h>

#include "aft-id.h"
#include "aft-json.h"
#include "aft-sealed-part.h"
#include "aft-secret.h"

/* So many characters of a number stay to be known by. */
#define SHOWN 2

/* "•••••••••12"; too short a text shows nothing. */
static AftValue *
make_masked (AftValue *value)
{
  const char *text = aft_value_get_string (value);
  if (text == NULL)
    return aft_value_ref (value);
  glong length = g_utf8_strlen (text, -1);
  glong shown = length > 2 * SHOWN ? SHOWN : 0;
  g_autoptr (GString) masked = g_string_new (g_utf8_offset_to_pointer (text, length - shown));
  for (glong i = 0; i < length - shown; i++)
    g_string_prepend (masked, "•");
  return aft_value_new_string (masked->str);
}

static AftValue *
mask_all (AftValue *contact)
{
  AftValueBuilder *masked = aft_value_builder_new_object ();
  for (gsize i = 0; i < aft_value_get_length (contact); i++)
    aft_value_builder_set_take (masked, aft_value_get_member_name (contact, i),
                                make_masked (aft_value_get_member_at (contact, i)));
  return aft_value_builder_end (masked);
}

static AftValue *
open_part (const AftValue *sealed, const AftId *id, const AftUploadOpener *opener)
{
  const char *kid = aft_value_get_member_string (sealed, "kid", "");
  const char *box = aft_value_get_member_string (sealed, "box", "");
  const char *name = aft_value_get_member_string (sealed, "name", "");
  AftSealedPart *part = aft_sealed_part_new (name, kid, box);
  g_autoptr (AftSecretText) text = opener->open_note (part, id, opener->user_data);
  aft_sealed_part_free (part);
  return text != NULL ? aft_json_parse (text, strlen (text), &aft_json_limits_wire, NULL) : NULL;
}

static AftValue *
open_response (const AftValue *held, const AftUploadOpener *opener, gboolean is_masked)
{
  AftId id = { { 0 } };
  AftValueBuilder *opened = aft_value_builder_new_from (held);
  const AftValue *sealed = aft_value_get_member (held, "sealed");
  gboolean can_open = opener != NULL && opener->open_note != NULL
                      && aft_id_from_text (aft_value_get_member_string (held, "id", ""), &id);
  aft_value_builder_remove (opened, "sealed");
  for (gsize i = 0; i < aft_value_get_length (sealed) && can_open; i++)
    {
      const AftValue *part = aft_value_get_item (sealed, i);
      const char *name = aft_value_get_member_string (part, "name", "");
      g_autoptr (AftValue) words = open_part (part, &id, opener);
      gboolean is_contact = g_str_equal (name, AFT_SEALED_CONTACT);
      if (words != NULL)
        aft_value_builder_set_take (
            opened, name, is_contact && is_masked ? mask_all (words) : aft_value_ref (words));
    }
  return aft_value_builder_end (opened);
}

AftValue *
aft_guest_data_open (const AftValue *held, const AftUploadOpener *opener, gboolean is_masked)
{
  AftValueBuilder *data = aft_value_builder_new_from (held);
  AftValueBuilder *opened = aft_value_builder_new_array ();
  const AftValue *responses = aft_value_get_member (held, "responses");
  for (gsize i = 0; i < aft_value_get_length (responses); i++)
    aft_value_builder_take (opened,
                            open_response (aft_value_get_item (responses, i), opener, is_masked));
  aft_value_builder_set_take (data, "responses", aft_value_builder_end (opened));
  return aft_value_builder_end (data);
}
