/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collector's settings: a file gives settings that are whole and within their limits, or an
 * error that says why. */
#include <sys/mman.h>
#include <unistd.h>

#include "aft-collector-config.h"
#include "aft-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const accesses[] = { "off", "local", "all", NULL };
  g_autoptr (GError) error = NULL;
  int file = memfd_create ("fuzz-config", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  g_autoptr (AftConfig) config = aft_collector_config_load (path, &error);
  close (file);
  g_assert_true ((config == NULL) == (error != NULL));
  if (config == NULL)
    return 0;
  gint64 rate = aft_config_get_integer (config, "serve", "device-requests-per-minute");
  g_assert_true (rate >= 10 && rate <= 1000000);
  g_assert_true (g_strv_contains (accesses, aft_config_get_text (config, "serve", "metrics")));
  g_assert_true (g_utf8_validate (aft_config_get_text (config, "serve", "listen"), -1, NULL));
  g_assert_true (
      g_utf8_validate (aft_config_get_text (config, "house", "public-address"), -1, NULL));
  return 0;
}
