/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phone's cookie: made, read, hashed. How often a phone has answered is the store's to count,
 * what comes of it aft-survey-sitting.c's. */
#include "aft-survey-phone.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-digest.h"
#include "aft-http-cookie.h"
#include "aft-secret.h"

#define COOKIE_BYTES 16
#define PURPOSE      "phone-cookie-1"

static void
hash (const guint8 *bytes, const AftSecretBoxKey *key, guint8 ret_key[AFT_HOUSE_PHONE_KEY_BYTES])
{
  AftSecretBoxKey own = aft_secret_box_key_derive (key, PURPOSE);
  aft_mac_blake2b (own.bytes, sizeof own.bytes, bytes, COOKIE_BYTES, ret_key,
                   AFT_HOUSE_PHONE_KEY_BYTES);
  aft_secret_wipe (&own, sizeof own);
}

gboolean
aft_survey_phone_read (const AftHttpRequest *request,
                       const AftSecretBoxKey *key,
                       guint8 ret_key[AFT_HOUSE_PHONE_KEY_BYTES])
{
  gsize count = 0;
  g_autoptr (AftSecretText) value = NULL;
  const char *header = aft_http_request_get_header (request, "Cookie");

  if (!aft_http_cookie_find (header, AFT_SURVEY_PHONE_COOKIE, &value, NULL) || value == NULL)
    return FALSE;
  g_autofree guint8 *bytes = aft_base64url_decode (value, &count);
  if (bytes == NULL || count != COOKIE_BYTES)
    return FALSE;
  hash (bytes, key, ret_key);
  return TRUE;
}

char *
aft_survey_phone_make (AftRandom *random,
                       const AftSecretBoxKey *key,
                       guint8 ret_key[AFT_HOUSE_PHONE_KEY_BYTES])
{
  guint8 bytes[COOKIE_BYTES];
  aft_random_fill (random, bytes, sizeof bytes);
  hash (bytes, key, ret_key);
  return aft_base64url_encode (bytes, sizeof bytes);
}

/* Lax, for a guest comes by a link out of another program: the camera, a messenger. */
void
aft_survey_phone_give (AftHttpReply *reply, const char *value)
{
  g_autofree char *setting
      = g_strdup_printf (AFT_SURVEY_PHONE_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Lax; "
                                                 "Max-Age=%d",
                         value, AFT_SURVEY_PHONE_SECONDS);
  aft_http_reply_set_header (reply, "Set-Cookie", setting);
}
