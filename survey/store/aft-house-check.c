/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the house's store lets in, whatever database stands behind it: lengths, characters, and that
 * a response gives the digest it came with. */
#include "aft-house-store-private.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-body.h"
#include "aft-error.h"

#define NAME_MAX_CHARACTERS    100
#define LABEL_MAX_CHARACTERS   64
#define USER_CODE_MAX          16
#define PRINTER_MAX_BYTES      4096
#define ACTOR_MAX_BYTES        200
#define AUDIT_DETAIL_MAX_BYTES 4096
#define HASH_MAX_BYTES         256
#define SETTING_MAX_BYTES      65536
#define DEFINITION_MAX_BYTES   (4 << 20)
#define TALLIES_MAX            256
#define TALLY_MAX_BYTES        255
#define SEQUENCE_MAX           ((G_GUINT64_CONSTANT (1) << 53) - 1)
#define TIME_MAX_MS            ((G_GINT64_CONSTANT (1) << 53) - 1)
#define LOWER_CASE_NAME        "abcdefghijklmnopqrstuvwxyz0123456789-."

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is missing or wrong", what);
  return FALSE;
}

/* 1–@max characters of UTF-8 without control characters? */
static gboolean
is_line (const char *text, glong max)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > max)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
is_text (const char *text, gsize max_bytes)
{
  return text != NULL && strlen (text) <= max_bytes && g_utf8_validate (text, -1, NULL);
}

/* @count capital letters. */
static gboolean
is_code (const char *text, gsize count)
{
  return text != NULL && strlen (text) == count && strspn (text, G_CSET_A_2_Z) == count;
}

static gboolean
is_lower_case_name (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return length >= 1 && length <= LABEL_MAX_CHARACTERS && strspn (text, LOWER_CASE_NAME) == length;
}

gboolean
aft_house_check_line (const char *text, glong max, const char *what, GError **error)
{
  return is_line (text, max) || refuse (error, what);
}

gboolean
aft_house_check_name (const char *text, const char *what, GError **error)
{
  return is_lower_case_name (text) || refuse (error, what);
}

gboolean
aft_house_is_prose (const char *text, glong max)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > max)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && *at != '\n' && *at != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
is_time (gint64 ms)
{
  return ms >= 0 && ms <= TIME_MAX_MS;
}

gboolean
aft_house_check_house (const AftHouse *house, GError **error)
{
  if (!is_line (house->name, NAME_MAX_CHARACTERS))
    return refuse (error, "The house's name");
  if (!is_code (house->currency, 3))
    return refuse (error, "The currency");
  return is_code (house->country, 2) || refuse (error, "The country");
}

gboolean
aft_house_check_survey (const AftHouseSurvey *survey, GError **error)
{
  AftResponseKind kind;
  if (!aft_response_kind_from_text (survey->kind, &kind) || kind == AFT_RESPONSE_CALL_STAFF)
    return refuse (error, "The survey's kind");
  if (!is_line (survey->id, LABEL_MAX_CHARACTERS))
    return refuse (error, "The survey's id");
  if (!is_line (survey->version, LABEL_MAX_CHARACTERS))
    return refuse (error, "The survey's version");
  if (survey->definition == NULL || !g_utf8_validate (survey->definition, -1, NULL))
    return refuse (error, "The survey's definition");
  if (strlen (survey->definition) <= DEFINITION_MAX_BYTES)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The survey is longer than 4 MiB");
  return FALSE;
}

gboolean
aft_house_check_user (const AftHouseUser *user, GError **error)
{
  if (aft_id_is_zero (&user->id))
    return refuse (error, "The user's id");
  if (!is_line (user->name, LABEL_MAX_CHARACTERS))
    return refuse (error, "The user's name");
  if (user->public_name != NULL && !is_line (user->public_name, LABEL_MAX_CHARACTERS))
    return refuse (error, "The user's public name");
  if (!is_text (user->password_hash, HASH_MAX_BYTES)
      || !g_str_has_prefix (user->password_hash, "$argon2id$"))
    return refuse (error, "The user's password hash");
  if (user->pin_hash != NULL
      && (!is_text (user->pin_hash, HASH_MAX_BYTES)
          || !g_str_has_prefix (user->pin_hash, "$argon2id$")))
    return refuse (error, "The hash of the user's PIN");
  return user->role <= AFT_ROLE_OWNER || refuse (error, "The user's role");
}

gboolean
aft_house_check_setting (const char *name, const char *text, GError **error)
{
  if (!is_lower_case_name (name) || g_str_has_prefix (name, "store."))
    return refuse (error, "The setting's name");
  if (text == NULL || is_text (text, SETTING_MAX_BYTES))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                       "A setting is UTF-8 of at most 64 KiB");
  return FALSE;
}

gboolean
aft_house_check_authorization (const AftHouseAuthorization *authorization, GError **error)
{
  if (!is_line (authorization->user_code, USER_CODE_MAX))
    return refuse (error, "The user code");
  if (aft_id_is_zero (&authorization->device_id))
    return refuse (error, "The device's id");
  return is_line (authorization->name, LABEL_MAX_CHARACTERS) || refuse (error, "The device's name");
}

gboolean
aft_house_check_heartbeat (const AftHouseHeartbeat *heartbeat, GError **error)
{
  if (aft_id_is_zero (&heartbeat->boot_id))
    return refuse (error, "The heartbeat's boot_id");
  if (!is_time (heartbeat->clock_ms) || !is_time (heartbeat->monotonic_ms))
    return refuse (error, "The heartbeat's time");
  if (heartbeat->queue > SEQUENCE_MAX || !is_time (heartbeat->disk_free_bytes))
    return refuse (error, "The heartbeat's count");
  if (!is_line (heartbeat->version, LABEL_MAX_CHARACTERS))
    return refuse (error, "The heartbeat's version");
  return heartbeat->printer == NULL || is_text (heartbeat->printer, PRINTER_MAX_BYTES)
         || refuse (error, "The heartbeat's printer");
}

gboolean
aft_house_check_device_change (const AftHouseDeviceChange *change, GError **error)
{
  return change->name == NULL || is_line (change->name, LABEL_MAX_CHARACTERS)
         || refuse (error, "The device's name");
}

gboolean
aft_house_check_actor (const char *actor, GError **error)
{
  return is_line (actor, ACTOR_MAX_BYTES) || refuse (error, "The actor");
}

gboolean
aft_house_check_audit_row (const AftHouseAuditRow *row, GError **error)
{
  if (!aft_house_check_actor (row->actor, error))
    return FALSE;
  if (!is_lower_case_name (row->action))
    return refuse (error, "The action");
  if (!is_text (row->subject, ACTOR_MAX_BYTES))
    return refuse (error, "The subject");
  return is_text (row->detail, AUDIT_DETAIL_MAX_BYTES) || refuse (error, "The detail");
}

static gboolean
is_numbered (const AftHouseItem *item)
{
  if (item->kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION)
    return item->sequence == 0;
  return item->sequence >= 1 && item->sequence <= SEQUENCE_MAX;
}

gboolean
aft_house_check_answers (const AftHouseBatch *batch, GError **error)
{
  const AftHouseEnvelope *envelope = aft_house_batch_get_envelope (batch);
  guint count = aft_house_batch_get_length (batch);
  if (count > AFT_HOUSE_ITEMS_MAX)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "More than %d items",
                   AFT_HOUSE_ITEMS_MAX);
      return FALSE;
    }
  if (count == 0 || aft_id_is_zero (&envelope->boot_id))
    return refuse (error, "The batch's boot_id or item");
  if (!is_time (envelope->sent_ms) || !is_time (envelope->monotonic_ms))
    return refuse (error, "The batch's time");
  return TRUE;
}

gboolean
aft_house_check_batch (const AftHouseBatch *batch, GError **error)
{
  if (!aft_house_check_answers (batch, error))
    return FALSE;
  for (guint i = 0; i < aft_house_batch_get_length (batch); i++)
    if (!is_numbered (aft_house_batch_get_item (batch, i)))
      return refuse (error, "An item's sequence");
  return TRUE;
}

static gboolean
has_good_tallies (const GArray *tallies)
{
  if (tallies == NULL)
    return TRUE;
  gboolean is_good = tallies->len <= TALLIES_MAX;
  for (guint i = 0; i < tallies->len && is_good; i++)
    {
      const AftHouseTally *tally = &g_array_index (tallies, AftHouseTally, i);
      gboolean is_named = tally->question != NULL || tally->measure == AFT_HOUSE_UNMEASURED;
      is_good = tally->measure >= AFT_HOUSE_UNMEASURED && tally->measure < AFT_MEASURE_END
                && tally->place < AFT_TREND_COUNTS
                && (!is_named
                    || (is_text (tally->question, TALLY_MAX_BYTES) && *tally->question != '\0'
                        && is_text (tally->option, TALLY_MAX_BYTES)));
    }
  return is_good;
}

static gboolean
gives_digest (const AftHouseItem *item)
{
  AftDigest digest;
  g_autofree char *body = aft_body_from_response (item->response, &digest, NULL);
  return body != NULL && aft_digest_equal (&digest, &item->digest);
}

/* The store keeps the bytes behind a box, and must be able to write it again as it was. */
static gboolean
has_good_seals (const AftResponse *response)
{
  gboolean is_good = TRUE;
  for (gsize i = 0; i < aft_response_get_seal_count (response) && is_good; i++)
    {
      gsize count = 0;
      const char *box = aft_sealed_part_get_box (aft_response_get_seal (response, i));
      g_autofree guint8 *bytes = aft_base64url_decode (box, &count);
      is_good = bytes != NULL;
    }
  return is_good;
}

static const char *
find_fault_of_response (const AftHouseItem *item)
{
  if (item->response == NULL)
    return "The response is missing";
  gboolean is_call = aft_response_get_kind (item->response) == AFT_RESPONSE_CALL_STAFF;
  if (is_call != (item->kind == AFT_HOUSE_ITEM_CALL_STAFF))
    return "The item's kind is not that of its body";
  if (!aft_id_equal (aft_response_get_id (item->response), &item->id))
    return "The item's id is not that of its body";
  if (!has_good_seals (item->response))
    return "A sealed part is not base64url";
  if (!has_good_tallies (item->tallies))
    return "The answers to closed questions are too many or too long";
  return item->is_rebuilt || gives_digest (item) ? NULL : "The body does not give its digest";
}

static const char *
find_fault_of_text (const AftHouseItem *item)
{
  gboolean is_definition = item->kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION;
  if (!is_text (item->body, is_definition ? DEFINITION_MAX_BYTES : AFT_HOUSE_EVENT_MAX))
    return "The body is missing or too long";
  if (is_definition
      && (!is_line (item->survey_id, LABEL_MAX_CHARACTERS)
          || !is_line (item->survey_version, LABEL_MAX_CHARACTERS)))
    return "The survey's id or version is missing or wrong";
  AftDigest digest = aft_digest_of_text (item->body);
  return aft_digest_equal (&digest, &item->digest) ? NULL : "The body does not give its digest";
}

void
aft_house_judge_item (AftHouseItem *item)
{
  if (item->verdict != AFT_HOUSE_REASON_NONE)
    return;
  gboolean is_response
      = item->kind == AFT_HOUSE_ITEM_RESPONSE || item->kind == AFT_HOUSE_ITEM_CALL_STAFF;
  const char *fault = is_response ? find_fault_of_response (item) : find_fault_of_text (item);
  if (fault == NULL)
    return;
  item->verdict = AFT_HOUSE_REASON_INVALID;
  g_free (item->detail);
  item->detail = g_strdup (fault);
}
