/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens what was sealed for the house, by guests or by itself: which of its keys fits is in the
 * sealed part. Whose eyes it is for is asked elsewhere. */
#include "aft-house-words.h"

#include "aft-error.h"
#include "aft-house-keys.h"

char *
aft_house_words_open_part (const AftSealedPart *part,
                           const AftId *record_id,
                           const char *keys,
                           GError **error)
{
  g_autoptr (GPtrArray) all = aft_house_keys_list (keys, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const AftHouseKey *key = all->pdata[i];
      if (g_str_equal (key->kid, aft_sealed_part_get_kid (part)))
        return aft_seal_open (part, &key->public_key, &key->secret_key, record_id, error);
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "The house has no such key");
  return NULL;
}

char *
aft_house_words_open (const AftResponse *response,
                      const AftSealedPart *part,
                      const char *keys,
                      GError **error)
{
  return aft_house_words_open_part (part, aft_response_get_id (response), keys, error);
}

AftSealedPart *
aft_house_words_seal (const AftId *record_id,
                      const char *purpose,
                      char *text,
                      const char *keys,
                      GError **error)
{
  g_autoptr (GPtrArray) all = aft_house_keys_list (keys, error);
  if (all == NULL)
    return NULL;
  if (all->len == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The house has no key yet");
      return NULL;
    }
  const AftHouseKey *present = all->pdata[all->len - 1];
  return aft_seal_make (&present->public_key, record_id, purpose, text, error);
}
