/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes files whole, and says what went wrong in this program's own errors. What is in
 * them is their owners'. */
#include "aft-private-file.h"

#include <string.h>

#include "aft-error.h"

/* @missing: what it means that something of the path is not there. */
static void
convert_error (const GError *reason, AftErrorCode missing, GError **error)
{
  AftErrorCode code = AFT_ERROR_UNAVAILABLE;
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    code = missing;
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    code = AFT_ERROR_FULL;
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES)
           || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_PERM)
           || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    code = AFT_ERROR_DENIED;
  g_set_error_literal (error, AFT_ERROR, (int) code, reason->message);
}

char *
aft_private_file_read (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, &reason))
    convert_error (reason, AFT_ERROR_NOT_FOUND, error);
  return text;
}

gboolean
aft_private_file_write (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean is_written = g_file_set_contents_full (
      path, text, (gssize) strlen (text),
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &reason);
  if (!is_written)
    convert_error (reason, AFT_ERROR_UNAVAILABLE, error);
  return is_written;
}
