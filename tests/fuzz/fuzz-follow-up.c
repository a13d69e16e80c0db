/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The follow-up token, the only thing a stranger sends without signing in: what is accepted is,
 * byte by byte, a token that this device made, and every refusal reads the same. */
#include "aft-error.h"
#include "aft-follow-up.h"
#include "aft-fuzz.h"

static void
assert_refused (const char *token, const AftDevice *device)
{
  g_autoptr (GError) error = NULL, other = NULL;
  AftId id;

  g_assert_false (aft_follow_up_check (token, device, &id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_assert_false (aft_follow_up_check ("", NULL, &id, &other));
  g_assert_cmpstr (error->message, ==, other->message);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* The corpus holds a token of this device. */
  static const AftId device_id = { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 } };
  static const guint8 link_key[AFT_LINK_KEY_BYTES] = { 42 };
  g_autoptr (AftDevice) device = aft_device_new (&device_id, link_key);
  g_autofree char *token = g_strndup ((const char *) data, size);
  guint8 hint[AFT_FOLLOW_UP_HINT_BYTES];
  AftId id;

  assert_refused (token, NULL);
  if (aft_follow_up_check (token, device, &id, NULL))
    {
      g_autofree char *made = aft_follow_up_make (device, &id);

      g_assert_cmpstr (made, ==, token);
      g_assert_true (aft_follow_up_read_hint (token, hint));
      g_assert_cmpmem (hint, sizeof hint, device_id.bytes + 8, sizeof hint);
    }
  else
    {
      assert_refused (token, device);
    }
  return 0;
}
