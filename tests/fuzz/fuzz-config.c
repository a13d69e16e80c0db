/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of settings: a file is taken wholly, with every value in its range, or not at all. */
#include <sys/mman.h>
#include <unistd.h>

#include "aft-config.h"
#include "aft-fuzz.h"

static const AftConfigKey keys[] = {
  { "house", "name", AFT_CONFIG_TEXT, "Aftertaste", 0, 0, "a text" },
  { "kiosk", "idle-seconds", AFT_CONFIG_INTEGER, "30", 5, 600, "a number" },
  { "kiosk", "portrait", AFT_CONFIG_BOOLEAN, "false", 0, 0, "a switch" },
  { "kiosk", "survey", AFT_CONFIG_PATH, "", 0, 0, "a path" },
  { NULL },
};

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AftConfig) config = aft_config_new (keys);
  g_autoptr (GError) error = NULL;
  int file = memfd_create ("fuzz-config", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);
  gint64 seconds;
  gboolean loaded;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  loaded = aft_config_load (config, path, &error);
  close (file);

  g_assert_true (loaded == (error == NULL));
  seconds = aft_config_get_integer (config, "kiosk", "idle-seconds");
  g_assert_true (seconds >= 5 && seconds <= 600);
  g_assert_true (g_utf8_validate (aft_config_get_text (config, "house", "name"), -1, NULL));
  g_assert_nonnull (aft_config_get_text (config, "kiosk", "survey"));
  if (!loaded)
    g_assert_cmpint (seconds, ==, 30);
  return 0;
}
