/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey preview: shows a survey in the kiosk's window, by becoming the kiosk. */

#include "aft-tool-private.h"

#include <errno.h>
#include <unistd.h>

#define KIOSK "aftertaste-kiosk"

/* The kiosk beside this program, in the build tree's kiosk/, or on PATH. */
static char *
find_kiosk (void)
{
  static const char *const places[] = { KIOSK, "../../kiosk/" KIOSK, "../kiosk/" KIOSK };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return g_find_program_in_path (KIOSK);
}

int
aft_tool_preview (int count, char **arguments)
{
  if (count != 1)
    return aft_tool_misuse ("preview takes one survey");
  if (!g_file_test (arguments[0], G_FILE_TEST_IS_REGULAR))
    return aft_tool_fail (1, "%s: there is no such file", arguments[0]);
  g_autofree char *kiosk = find_kiosk ();
  if (kiosk == NULL)
    return aft_tool_fail (1, "%s is neither beside this program nor on PATH", KIOSK);
  char *command[] = { kiosk, (char *) "--preview", arguments[0], NULL };
  execv (kiosk, command);
  return aft_tool_fail (1, "%s: %s", kiosk, g_strerror (errno));
}
