/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's identity file: where it lies, and that it is made once. Its text is read
 * and written by the model's AftDevice. A file that cannot be understood is never replaced: the
 * chain of what is stored begins with the device id in it. */
#include "aft-identity.h"

#include "aft-error.h"
#include "aft-private-file.h"
#include "aft-secret.h"

#define FILE_NAME "identity"

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

AftDevice *
aft_identity_open (const char *folder, AftClock *clock, AftRandom *random, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (AftSecretText) text = NULL;
  g_autoptr (GError) reason = NULL;

  text = aft_private_file_read (path, &reason);
  if (text != NULL)
    return read_device (text, path, error);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  g_autoptr (AftDevice) device = aft_device_generate (clock, random);
  text = aft_device_to_text (device);
  return aft_private_file_write (path, text, error) ? g_steal_pointer (&device) : NULL;
}
