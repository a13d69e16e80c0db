/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's identity file: where it lies, its mode, and that it is made once. Its text is read
 * and written by the model's AftDevice. A file that cannot be understood is never replaced: the
 * chain of what is stored begins with the device id in it. */
#include "aft-identity.h"

#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"

#define FILE_NAME "identity"

static void
convert_error (const GError *reason, GError **error)
{
  AftErrorCode code = AFT_ERROR_UNAVAILABLE;
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    code = AFT_ERROR_FULL;
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES)
           || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_PERM)
           || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    code = AFT_ERROR_DENIED;
  g_set_error_literal (error, AFT_ERROR, code, reason->message);
}

static AftDevice *
read_device (const char *text, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  AftDevice *device = aft_device_from_text (text, &reason);
  if (device == NULL)
    g_set_error (error, AFT_ERROR,
                 g_error_matches (reason, AFT_ERROR, AFT_ERROR_UNSUPPORTED) ? AFT_ERROR_UNSUPPORTED
                                                                            : AFT_ERROR_CORRUPT,
                 "%s: %s", path, reason->message);
  return device;
}

static gboolean
write_device (const AftDevice *device, const char *path, GError **error)
{
  g_autoptr (AftSecretText) text = aft_device_to_text (device);
  g_autoptr (GError) reason = NULL;
  if (g_file_set_contents_full (path, text, (gssize) strlen (text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &reason))
    return TRUE;
  convert_error (reason, error);
  return FALSE;
}

AftDevice *
aft_identity_open (const char *folder, AftClock *clock, AftRandom *random, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (AftSecretText) text = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_file_get_contents (path, &text, NULL, &reason))
    return read_device (text, path, error);
  if (!g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      convert_error (reason, error);
      return NULL;
    }

  g_autoptr (AftDevice) device = aft_device_generate (clock, random);
  return write_device (device, path, error) ? g_steal_pointer (&device) : NULL;
}
