/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that holds the device's token: its place, its mode, its form. Whether the collector
 * takes the token is the uploader's to find out. */
#include "aft-token-file.h"

#include <string.h>
#include <sys/stat.h>

#include "aft-error.h"
#include "aft-private-file.h"

#define FILE_NAME        "token"
#define LEAST_CHARACTERS 16
#define OTHERS           (S_IRWXG | S_IRWXO)

gboolean
aft_token_is_shaped (const char *text)
{
  gsize length = strlen (text);
  if (length < LEAST_CHARACTERS || length > AFT_TOKEN_MAX_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  return TRUE;
}

char *
aft_token_file_read (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (AftSecretText) text = aft_private_file_read (path, error);
  struct stat status;

  if (text == NULL)
    return NULL;
  if (stat (path, &status) != 0 || (status.st_mode & OTHERS) != 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED,
                   "%s: others may read this token: enrol the kiosk again", path);
      return NULL;
    }
  g_strchomp (text);
  if (!aft_token_is_shaped (text))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s: this is no token", path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

gboolean
aft_token_file_write (const char *folder, const char *token, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  return aft_private_file_write (path, token, error);
}
