/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's identity: it reads back what it wrote and refuses everything else. */
#include <string.h>

#include "aft-device.h"
#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-secret.h"
#include "aft-seeded-random.h"

#define TEXT                                                                                       \
  "aftertaste-identity-1 018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f "                                    \
  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

static void
test_what_was_written_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  g_autoptr (AftRandom) random = aft_seeded_random_new (3);
  g_autoptr (AftDevice) device = aft_device_generate (aft_fake_clock_get_clock (fake), random);
  g_autoptr (AftSecretText) text = aft_device_to_text (device);
  g_autoptr (AftDevice) again = aft_device_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_true (aft_id_equal (aft_device_get_id (device), aft_device_get_id (again)));
  g_assert_cmpmem (aft_device_get_link_key (device), AFT_LINK_KEY_BYTES,
                   aft_device_get_link_key (again), AFT_LINK_KEY_BYTES);
}

static void
test_the_text_is_as_documented (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = aft_device_from_text (TEXT, &error);
  g_assert_no_error (error);
  g_autoptr (AftSecretText) text = aft_device_to_text (device);

  g_assert_cmpstr (text, ==, TEXT);
  for (guint i = 0; i < AFT_LINK_KEY_BYTES; i++)
    g_assert_cmpuint (aft_device_get_link_key (device)[i], ==, i);
}

static void
test_two_kiosks_differ (void)
{
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (AftDevice) one = aft_device_generate (clock, random);
  g_autoptr (AftDevice) other = aft_device_generate (clock, random);

  g_assert_false (aft_id_equal (aft_device_get_id (one), aft_device_get_id (other)));
  g_assert_cmpint (
      memcmp (aft_device_get_link_key (one), aft_device_get_link_key (other), AFT_LINK_KEY_BYTES),
      !=, 0);
}

static void
test_every_cut_is_refused (void)
{
  for (gsize length = 0; length < strlen (TEXT) - 1; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *cut = g_strndup (TEXT, length);
      g_autoptr (AftDevice) device = aft_device_from_text (cut, &error);

      g_assert_null (device);
      g_assert_true (error->code == AFT_ERROR_INVALID || error->code == AFT_ERROR_UNSUPPORTED);
    }
}

static void
test_a_later_version_is_named_as_such (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = aft_device_from_text ("aftertaste-identity-2 x y\n", &error);

  g_assert_null (device);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

static void
test_something_after_it_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device = aft_device_from_text (TEXT "x", &error);

  g_assert_null (device);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/device/what-was-written-reads-back", test_what_was_written_reads_back);
  g_test_add_func ("/model/device/the-text-is-as-documented", test_the_text_is_as_documented);
  g_test_add_func ("/model/device/two-kiosks-differ", test_two_kiosks_differ);
  g_test_add_func ("/model/device/every-cut-is-refused", test_every_cut_is_refused);
  g_test_add_func ("/model/device/a-later-version-is-named", test_a_later_version_is_named_as_such);
  g_test_add_func ("/model/device/nothing-may-follow", test_something_after_it_is_refused);
  return g_test_run ();
}
