/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The token on a slip, against one made elsewhere (python3 hashlib.blake2b); everything but the
 * genuine token is refused in the same words. */
#include <string.h>

#include "aft-error.h"
#include "aft-follow-up.h"

#define TOKEN "AYw7ChssPU5fAYvP5XAAeqqbu8zMzMzMzCbYUsiRIi2U4kkf55xRzZo"

static AftDevice *
make_device (guint8 first_key_byte)
{
  AftId id;
  guint8 key[AFT_LINK_KEY_BYTES];
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &id);
  g_assert_true (is_id);
  for (guint i = 0; i < sizeof key; i++)
    key[i] = i;
  key[0] = first_key_byte;
  return aft_device_new (&id, key);
}

static AftId
make_response_id (void)
{
  AftId id;
  gboolean is_id = aft_id_from_text ("018bcfe5-7000-7aaa-9bbb-cccccccccccc", &id);
  g_assert_true (is_id);
  return id;
}

static void
assert_denied (const char *token, const AftDevice *device)
{
  g_autoptr (GError) error = NULL;
  AftId id;
  g_assert_false (aft_follow_up_check (token, device, &id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "This link is not valid");
}

static void
test_a_token_is_as_the_design_says (void)
{
  g_autoptr (AftDevice) device = make_device (0);
  AftId id = make_response_id ();
  g_autofree char *token = aft_follow_up_make (device, &id);

  g_assert_cmpuint (strlen (token), ==, AFT_FOLLOW_UP_LENGTH);
  g_assert_cmpstr (token, ==, TOKEN);
}

static void
test_a_genuine_token_gives_its_response (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = make_device (0);
  AftId id = make_response_id ();
  AftId read;
  guint8 hint[AFT_FOLLOW_UP_HINT_BYTES];

  g_assert_true (aft_follow_up_check (TOKEN, device, &read, &error));
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&id, &read));
  g_assert_true (aft_follow_up_read_hint (TOKEN, hint));
  g_assert_cmpmem (hint, sizeof hint, aft_device_get_id (device)->bytes + 8, 8);
}

static void
test_every_changed_character_is_denied (void)
{
  g_autoptr (AftDevice) device = make_device (0);
  for (guint i = 0; i < AFT_FOLLOW_UP_LENGTH; i++)
    for (const char *other = "Az09-_=+ "; *other != '\0'; other++)
      {
        g_autofree char *token = g_strdup (TOKEN);
        if (token[i] == *other)
          continue;
        token[i] = *other;
        assert_denied (token, device);
      }
}

static void
test_other_lengths_are_denied (void)
{
  g_autoptr (AftDevice) device = make_device (0);
  assert_denied ("", device);
  assert_denied (TOKEN "A", device);
  assert_denied (TOKEN "=", device);
  for (guint length = 1; length < AFT_FOLLOW_UP_LENGTH; length++)
    {
      g_autofree char *token = g_strndup (TOKEN, length);
      assert_denied (token, device);
    }
}

static void
test_another_key_or_no_device_is_denied (void)
{
  g_autoptr (AftDevice) other = make_device (1);
  assert_denied (TOKEN, other);
  assert_denied (TOKEN, NULL);
}

/* An unknown device is checked with a key of zeros: knowing that must not help. */
static void
test_a_token_made_with_zeros_is_denied_for_nobody (void)
{
  AftId zero = { { 0 } };
  const guint8 key[AFT_LINK_KEY_BYTES] = { 0 };
  g_autoptr (AftDevice) device = aft_device_new (&zero, key);
  AftId id = make_response_id ();
  g_autofree char *token = aft_follow_up_make (device, &id);
  assert_denied (token, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/follow-up/a-token-is-as-the-design-says",
                   test_a_token_is_as_the_design_says);
  g_test_add_func ("/wire/follow-up/a-genuine-token-gives-its-response",
                   test_a_genuine_token_gives_its_response);
  g_test_add_func ("/wire/follow-up/every-changed-character-is-denied",
                   test_every_changed_character_is_denied);
  g_test_add_func ("/wire/follow-up/other-lengths-are-denied", test_other_lengths_are_denied);
  g_test_add_func ("/wire/follow-up/another-key-or-no-device-is-denied",
                   test_another_key_or_no_device_is_denied);
  g_test_add_func ("/wire/follow-up/zeros-are-nobodys-key",
                   test_a_token_made_with_zeros_is_denied_for_nobody);
  return g_test_run ();
}
