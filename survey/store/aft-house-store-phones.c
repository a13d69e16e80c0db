/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for guests on their own phones: checks what callers hand in, and passes it
 * on to the database behind it. */
#include "aft-house-store-phones.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-store-phones-private.h"
#include "aft-house-store-private.h"

void
aft_house_follow_up_free (AftHouseFollowUp *follow_up)
{
  if (follow_up == NULL)
    return;
  aft_response_unref (follow_up->response);
  g_free (follow_up);
}

void
aft_house_code_free (AftHouseCode *code)
{
  if (code == NULL)
    return;
  g_free (code->code);
  g_free (code->table);
  g_free (code);
}

AftHouseDevice *
aft_house_store_get_phone_device_sync (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  return store->class->phones->get_device (store, venue_id, error);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, sentence);
  return FALSE;
}

static void
judge_answer (AftHouseItem *item)
{
  aft_house_judge_item (item);
  if (item->verdict != AFT_HOUSE_REASON_NONE || item->kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION
      || (item->kind == AFT_HOUSE_ITEM_RESPONSE
          && aft_response_get_channel (item->response) == AFT_CHANNEL_PHONE))
    return;
  item->verdict = AFT_HOUSE_REASON_INVALID;
  g_free (item->detail);
  item->detail = g_strdup ("This is no phone's answer");
}

AftHouseReceipts *
aft_house_store_accept_phone_sync (AftHouseStore *store, AftHouseBatch *batch, GError **error)
{
  if (!aft_house_check_answers (batch, error))
    {
      aft_house_batch_free (batch);
      return NULL;
    }
  for (guint i = 0; i < aft_house_batch_get_length (batch); i++)
    judge_answer (aft_house_batch_peek_item (batch, i));
  return store->class->phones->accept (store, batch, error);
}

GPtrArray *
aft_house_store_list_devices_by_hint_sync (AftHouseStore *store,
                                           const guint8 hint[8],
                                           GError **error)
{
  return store->class->phones->list_by_hint (store, hint, error);
}

AftHouseFollowUp *
aft_house_store_find_follow_up_sync (AftHouseStore *store,
                                     const AftId *device_id,
                                     const AftId *response_id,
                                     GError **error)
{
  return store->class->phones->find_follow_up (store, device_id, response_id, error);
}

AftHouseCode *
aft_house_store_add_code_sync (AftHouseStore *store,
                               const AftId *venue_id,
                               const char *table,
                               const char *actor,
                               GError **error)
{
  if ((table != NULL && !aft_house_check_line (table, AFT_HOUSE_TABLE_MAX, "The table", error))
      || !aft_house_check_actor (actor, error))
    return NULL;
  return store->class->phones->add_code (store, venue_id, table, actor, error);
}

GPtrArray *
aft_house_store_list_codes_sync (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  return store->class->phones->list_codes (store, venue_id, error);
}

/* Newly allocated. What cannot be a code is as unknown as any other. */
static char *
dup_code (const char *text, GError **error)
{
  char *code = g_ascii_strup (text, -1);
  if (strlen (code) == AFT_HOUSE_CODE_LENGTH
      && strspn (code, AFT_HOUSE_CODE_LETTERS) == AFT_HOUSE_CODE_LENGTH)
    return code;
  g_free (code);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such code");
  return NULL;
}

AftHouseCode *
aft_house_store_find_code_sync (AftHouseStore *store, const char *code, GError **error)
{
  g_autofree char *upper = dup_code (code, error);
  return upper != NULL ? store->class->phones->find_code (store, upper, error) : NULL;
}

gboolean
aft_house_store_revoke_code_sync (AftHouseStore *store,
                                  const AftId *venue_id,
                                  const char *code,
                                  const char *actor,
                                  GError **error)
{
  g_autofree char *upper = dup_code (code, error);
  return upper != NULL && aft_house_check_actor (actor, error)
         && store->class->phones->revoke_code (store, venue_id, upper, actor, error);
}

gboolean
aft_house_store_note_phone_sync (AftHouseStore *store,
                                 const AftHousePhoneNote *note,
                                 guint *ret_today,
                                 GError **error)
{
  if ((note->marks & ~AFT_HOUSE_MARKS_ALL) != 0)
    return refuse (error, "There is no such mark");
  AftHousePhoneNote checked = *note;
  g_autofree char *upper = note->code != NULL ? dup_code (note->code, error) : NULL;
  checked.code = upper;
  return (note->code == NULL || upper != NULL)
         && store->class->phones->note_phone (store, &checked, ret_today, error);
}

gboolean
aft_house_store_count_phone_sync (AftHouseStore *store,
                                  const AftHousePhoneNote *note,
                                  guint *ret_today,
                                  GError **error)
{
  return store->class->phones->count_phone (store, note, ret_today, error);
}

gboolean
aft_house_store_forget_phones_sync (AftHouseStore *store, GError **error)
{
  return store->class->phones->forget_phones (store, error);
}

gboolean
aft_house_store_note_refused_sync (AftHouseStore *store, const char *code, GError **error)
{
  g_autofree char *upper = dup_code (code, error);
  return upper != NULL && store->class->phones->note_refused (store, upper, error);
}

GArray *
aft_house_store_list_code_days_sync (AftHouseStore *store,
                                     const AftId *venue_id,
                                     gint32 from_day,
                                     gint32 to_day,
                                     GError **error)
{
  return store->class->phones->list_code_days (store, venue_id, from_day, to_day, error);
}
