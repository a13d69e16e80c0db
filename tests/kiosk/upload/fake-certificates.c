/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates for a FakeCollector; which ones there are is the script's to say. */
#include "fake-certificates.h"

void
fake_certificates_make (AftTempDir *dir)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "kiosk", "upload", "make-certificates", NULL);
  const char *command[] = { script, aft_temp_dir_get_path (dir), NULL };
  int status = 0;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}
