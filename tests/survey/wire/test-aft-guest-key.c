/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers by which guests are recognised: one form for one telephone, however it was typed. */
#include "aft-guest-key.h"

static void
assert_phone (const char *text, const char *country_code, const char *expected)
{
  g_autofree char *phone = aft_guest_key_dup_phone (text, country_code);
  g_assert_cmpstr (phone, ==, expected);
}

static void
test_phone_one_form (void)
{
  static const char *const ways[]
      = { "13800000001",       "138 0000 0001",          "138-0000-0001",
          "+86 138 0000 0001", "0086 13800000001",       "8613800000001",
          "(+86)13800000001",  "１３８０００００００１", "＋86 138.0000.0001" };
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_phone (ways[i], "86", "+8613800000001");
  assert_phone ("010-1234 5678", "86", "+861012345678");
  assert_phone ("0912 345 678", "886", "+886912345678");
  assert_phone ("+49 30 123456", "86", "+4930123456");
}

static void
test_phone_refused (void)
{
  static const char *const wrong[] = { "",
                                       "12345",
                                       "1.38E+10",
                                       "138000000011234567",
                                       "13800a00001",
                                       "+",
                                       "++8613800000001",
                                       "+013800000001",
                                       "138\xff" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_phone (wrong[i], "86", NULL);
  assert_phone (NULL, "86", NULL);
}

static void
test_member (void)
{
  g_autofree char *member = aft_guest_key_dup_member (" m-１024 ");
  g_assert_cmpstr (member, ==, "M-1024");
  g_assert_null (aft_guest_key_dup_member (""));
  g_assert_null (aft_guest_key_dup_member ("M 1"));
  g_assert_null (aft_guest_key_dup_member ("会员"));
  g_assert_null (aft_guest_key_dup_member ("012345678901234567890123456789012"));
}

/* RFC 4231, test case 1, whose key is shorter: padded with zeros it is the same key. */
static void
test_key_is_hmac (void)
{
  guint8 key[AFT_GUEST_KEY_BYTES] = { 0 };
  for (guint i = 0; i < 20; i++)
    key[i] = 0x0b;
  AftDigest digest = aft_guest_key_make (key, "Hi There");
  g_autofree char *text = aft_digest_to_text (&digest);
  g_assert_cmpstr (text, ==, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/guest-key/phone-in-one-form", test_phone_one_form);
  g_test_add_func ("/wire/guest-key/no-phone-refused", test_phone_refused);
  g_test_add_func ("/wire/guest-key/member-in-one-form", test_member);
  g_test_add_func ("/wire/guest-key/key-is-hmac-sha-256", test_key_is_hmac);
  return g_test_run ();
}
