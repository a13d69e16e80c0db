/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens sealed contacts with the house's keys and says by which key a guest is known: the number
 * itself stays here, and is wiped. What is known of the guest is the store's. */
#include "aft-guest-finder.h"

#include <string.h>

#include "aft-guest-key.h"
#include "aft-house-guest-records.h"
#include "aft-house-keys.h"
#include "aft-house-words.h"
#include "aft-json.h"
#include "aft-secret.h"

#define MEMBER "member" /* the question that asks for a member number */

static const AftSealedPart *
find_contact (const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      if (g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_CONTACT))
        return part;
    }
  return NULL;
}

/* The first of the contact's answers that is a telephone number; secret. */
static char *
dup_phone (const AftValue *contact, const char *country_code)
{
  char *phone = NULL;
  for (gsize i = 0; i < aft_value_get_length (contact) && phone == NULL; i++)
    {
      const char *text = aft_value_get_string (aft_value_get_member_at (contact, i));
      gboolean is_member = g_strcmp0 (aft_value_get_member_name (contact, i), MEMBER) == 0;
      if (text != NULL && !is_member)
        phone = aft_guest_key_dup_phone (text, country_code);
    }
  return phone;
}

static char *
dup_number (const AftValue *contact, const char *country_code, guint *ret_kind)
{
  const char *member = aft_value_get_member_string (contact, MEMBER, NULL);
  char *phone = dup_phone (contact, country_code);
  *ret_kind = phone != NULL ? AFT_HOUSE_GUEST_PHONE : AFT_HOUSE_GUEST_MEMBER;
  return phone == NULL && member != NULL ? aft_guest_key_dup_member (member) : phone;
}

static gboolean
find_guest (const AftResponse *response,
            const char *country_code,
            AftDigest *ret_key,
            guint *ret_kind,
            gpointer keys)
{
  guint8 key[AFT_GUEST_KEY_BYTES];
  const AftSealedPart *part = find_contact (response);
  g_autoptr (AftSecretText) text
      = part != NULL ? aft_house_words_open (response, part, keys, NULL) : NULL;
  if (text == NULL)
    return FALSE;
  g_autoptr (AftValue) contact = aft_json_parse (text, strlen (text), &aft_json_limits_wire, NULL);
  g_autoptr (AftSecretText) number = dup_number (contact, country_code, ret_kind);
  if (number == NULL || !aft_house_keys_read_guest_key (keys, key, NULL))
    return FALSE;
  *ret_key = aft_guest_key_make (key, number);
  aft_secret_wipe (key, sizeof key);
  return TRUE;
}

static char *
open_note (const AftSealedPart *part, const AftId *id, gpointer keys)
{
  return aft_house_words_open_part (part, id, keys, NULL);
}

AftUploadOpener
aft_guest_finder_get_opener (const char *keys)
{
  return (AftUploadOpener){ find_guest, open_note, (gpointer) keys };
}
