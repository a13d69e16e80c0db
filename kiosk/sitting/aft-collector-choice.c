/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what staff chose. Whether it is wise, and what follows from it, is decided elsewhere. The
 * authority's file has its place before the settings name it. */
#include "aft-collector-choice.h"

#include "aft-private-file.h"

#define SETTINGS_FILE  "collector.conf"
#define AUTHORITY_FILE "collector-authority.pem"

char *
aft_collector_choice_dup_file (const char *data_folder)
{
  g_autofree char *path = g_build_filename (data_folder, SETTINGS_FILE, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

gboolean
aft_collector_choice_write (const char *data_folder,
                            const char *address,
                            const char *authority_pem,
                            GError **error)
{
  g_autofree char *settings = g_build_filename (data_folder, SETTINGS_FILE, NULL);
  g_autofree char *authority = g_build_filename (data_folder, AUTHORITY_FILE, NULL);
  g_autoptr (GKeyFile) lines = g_key_file_new ();
  g_key_file_set_string (lines, "collector", "address", address);
  g_key_file_set_string (lines, "collector", "authority",
                         authority_pem != NULL ? AUTHORITY_FILE : "");
  g_autofree char *text = g_key_file_to_data (lines, NULL, NULL);
  if (authority_pem != NULL && !aft_private_file_write (authority, authority_pem, error))
    return FALSE;
  return aft_private_file_write (settings, text, error);
}
