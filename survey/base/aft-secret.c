/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that held a guest's words or a key is overwritten before it is given back. Copies that a
 * toolkit or the kernel made are out of reach here; the kiosk takes care not to cause them. */
#include "aft-secret.h"

#include <sodium.h>
#include <string.h>

void
aft_secret_wipe (void *memory, gsize count)
{
  if (count > 0)
    sodium_memzero (memory, count);
}

void
aft_secret_free_text (char *text)
{
  if (text == NULL)
    return;
  aft_secret_wipe (text, strlen (text));
  g_free (text);
}
