/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of open cases as a kiosk's desk reads it: what is taken is within its limits and can be
 * written again. */
#include "aft-device-cases.h"
#include "aft-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  gint64 server_ms = 0;
  g_autoptr (GPtrArray) cases
      = aft_device_cases_parse ((const char *) data, size, &server_ms, &error);
  g_assert_true ((cases == NULL) == (error != NULL));
  if (cases == NULL)
    return 0;
  g_assert_cmpuint (cases->len, <=, AFT_DEVICE_CASES_MAX);
  g_autofree char *text = aft_device_cases_to_text (cases, server_ms, &error);
  g_assert_no_error (error);
  g_assert_nonnull (text);
  return 0;
}
