/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftDevice: the kiosk's identity as a value and as the text of its file. Reading and writing that
 * file (mode 0600) is the kiosk's business, not this one's. */
#include "aft-device.h"

#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"

#define HEADING "aftertaste-identity-"

struct _AftDevice
{
  AftId id;
  guint8 link_key[AFT_LINK_KEY_BYTES];
};

AftDevice *
aft_device_new (const AftId *id, const guint8 link_key[AFT_LINK_KEY_BYTES])
{
  AftDevice *device = g_new (AftDevice, 1);
  device->id = *id;
  memcpy (device->link_key, link_key, AFT_LINK_KEY_BYTES);
  return device;
}

AftDevice *
aft_device_generate (AftClock *clock, AftRandom *random)
{
  AftDevice *device = g_new (AftDevice, 1);
  device->id = aft_id_generate (clock, random);
  aft_random_fill (random, device->link_key, AFT_LINK_KEY_BYTES);
  return device;
}

void
aft_device_free (AftDevice *device)
{
  if (device == NULL)
    return;
  aft_secret_wipe (device, sizeof *device);
  g_free (device);
}

const AftId *
aft_device_get_id (const AftDevice *device)
{
  return &device->id;
}

const guint8 *
aft_device_get_link_key (const AftDevice *device)
{
  return device->link_key;
}

char *
aft_device_to_text (const AftDevice *device)
{
  /* Written in place: a GString would leave copies of the key behind as it grows. */
  g_autofree char *id = aft_id_to_text (&device->id);
  gsize size = strlen (HEADING "1 ") + AFT_ID_TEXT_LENGTH + 1 + 2 * AFT_LINK_KEY_BYTES + 2;
  char *text = g_malloc (size);
  int at = g_snprintf (text, size, HEADING "1 %s ", id);
  for (guint i = 0; i < AFT_LINK_KEY_BYTES; i++)
    at += g_snprintf (text + at, size - at, "%02x", device->link_key[i]);
  g_snprintf (text + at, size - at, "\n");
  return text;
}

static gboolean
read_key (const char *text, guint8 *key)
{
  for (guint i = 0; i < AFT_LINK_KEY_BYTES; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (text[2 * i + 1]);
      if (low < 0)
        return FALSE;
      key[i] = high << 4 | low;
    }
  return g_str_equal (text + 2 * AFT_LINK_KEY_BYTES, "\n") || text[2 * AFT_LINK_KEY_BYTES] == '\0';
}

AftDevice *
aft_device_from_text (const char *text, GError **error)
{
  if (g_str_has_prefix (text, HEADING) && !g_str_has_prefix (text, HEADING "1 "))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED,
                           "The kiosk's identity was written by a later version");
      return NULL;
    }
  g_autoptr (AftDevice) device = g_new0 (AftDevice, 1);
  const char *at = text + strlen (HEADING "1 ");
  if (g_str_has_prefix (text, HEADING "1 ")
      && strnlen (at, AFT_ID_TEXT_LENGTH + 1) == AFT_ID_TEXT_LENGTH + 1
      && at[AFT_ID_TEXT_LENGTH] == ' ')
    {
      g_autofree char *id = g_strndup (at, AFT_ID_TEXT_LENGTH);
      if (aft_id_from_text (id, &device->id) && !aft_id_is_zero (&device->id)
          && read_key (at + AFT_ID_TEXT_LENGTH + 1, device->link_key))
        return g_steal_pointer (&device);
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The kiosk's identity is damaged");
  return NULL;
}
