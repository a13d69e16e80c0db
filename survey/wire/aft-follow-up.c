/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The token on a slip. Checking does the same work for a genuine token, a forged one, one of an
 * unknown device and one that is no token at all, so that the reply's time tells nothing.
 *
 * Not here: expiry, erasure and whether the response has arrived; the collector knows those. */
#include "aft-follow-up.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-digest.h"
#include "aft-error.h"

#define TOKEN_VERSION 0x01
#define MAC_BYTES     16
#define SIGNED_BYTES  (1 + AFT_FOLLOW_UP_HINT_BYTES + AFT_ID_BYTES)
#define TOKEN_BYTES   (SIGNED_BYTES + MAC_BYTES)

static const guint8 *
get_hint (const AftId *device_id)
{
  return device_id->bytes + AFT_ID_BYTES - AFT_FOLLOW_UP_HINT_BYTES;
}

char *
aft_follow_up_make (const AftDevice *device, const AftId *response_id)
{
  guint8 token[TOKEN_BYTES] = { TOKEN_VERSION };
  memcpy (token + 1, get_hint (aft_device_get_id (device)), AFT_FOLLOW_UP_HINT_BYTES);
  memcpy (token + 1 + AFT_FOLLOW_UP_HINT_BYTES, response_id->bytes, AFT_ID_BYTES);
  aft_mac_blake2b (aft_device_get_link_key (device), AFT_LINK_KEY_BYTES, token, SIGNED_BYTES,
                   token + SIGNED_BYTES, MAC_BYTES);
  return aft_base64url_encode (token, sizeof token);
}

/* FALSE, with zeros in @token, when @text is none. */
static gboolean
read_token (const char *text, guint8 token[TOKEN_BYTES])
{
  gsize count = 0;
  memset (token, 0, TOKEN_BYTES);
  if (strnlen (text, AFT_FOLLOW_UP_LENGTH + 1) != AFT_FOLLOW_UP_LENGTH)
    return FALSE;
  g_autofree guint8 *bytes = aft_base64url_decode (text, &count);
  if (bytes == NULL || count != TOKEN_BYTES || bytes[0] != TOKEN_VERSION)
    return FALSE;
  memcpy (token, bytes, TOKEN_BYTES);
  return TRUE;
}

gboolean
aft_follow_up_read_hint (const char *token, guint8 ret_hint[AFT_FOLLOW_UP_HINT_BYTES])
{
  guint8 bytes[TOKEN_BYTES];
  gboolean is_token = read_token (token, bytes);
  memcpy (ret_hint, bytes + 1, AFT_FOLLOW_UP_HINT_BYTES);
  return is_token;
}

gboolean
aft_follow_up_check (const char *token,
                     const AftDevice *device,
                     AftId *ret_response_id,
                     GError **error)
{
  static const guint8 nobody[AFT_LINK_KEY_BYTES] = { 0 };
  static const AftId nobody_id = { { 0 } };
  const AftId *id = device != NULL ? aft_device_get_id (device) : &nobody_id;
  const guint8 *key = device != NULL ? aft_device_get_link_key (device) : nobody;
  guint8 bytes[TOKEN_BYTES];
  guint8 mac[MAC_BYTES];

  /* Every step is taken whatever the one before said. */
  gboolean is_good = read_token (token, bytes);
  aft_mac_blake2b (key, AFT_LINK_KEY_BYTES, bytes, SIGNED_BYTES, mac, MAC_BYTES);
  is_good &= aft_bytes_equal_constant_time (mac, bytes + SIGNED_BYTES, MAC_BYTES);
  is_good &= aft_bytes_equal_constant_time (get_hint (id), bytes + 1, AFT_FOLLOW_UP_HINT_BYTES);
  is_good &= device != NULL;
  if (!is_good)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "This link is not valid");
      return FALSE;
    }
  memcpy (ret_response_id->bytes, bytes + 1 + AFT_FOLLOW_UP_HINT_BYTES, AFT_ID_BYTES);
  return TRUE;
}
