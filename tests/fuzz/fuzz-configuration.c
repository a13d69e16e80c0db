/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's configuration: what is accepted has one canonical form and one tag, and so has what the
 * kiosk understood of it; a later collector may have said more. */
#include <string.h>

#include "aft-device-configuration.h"
#include "aft-fuzz.h"

static void
check_again (const AftDeviceConfiguration *configuration)
{
  g_autoptr (GError) error = NULL;
  const char *text = aft_device_configuration_get_text (configuration);
  g_autoptr (AftDeviceConfiguration) again
      = aft_device_configuration_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_device_configuration_get_etag (configuration), ==,
                   aft_device_configuration_get_etag (again));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceConfiguration) configuration
      = aft_device_configuration_parse ((const char *) data, size, &error);

  g_assert_true ((configuration == NULL) == (error != NULL));
  if (configuration == NULL)
    return 0;
  check_again (configuration);
  g_autoptr (AftDeviceConfiguration) understood
      = aft_device_configuration_new (aft_device_configuration_get_parts (configuration), &error);
  g_assert_no_error (error);
  check_again (understood);
  return 0;
}
