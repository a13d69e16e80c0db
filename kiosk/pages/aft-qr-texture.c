/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a QR matrix to a texture; the matrix is survey/qr's. */
#include "aft-qr-texture.h"

#include "aft-qr.h"

#define QR_MODULE_DOTS 8
#define RGB_BYTES      3

/* GTK has no format of one grey byte before 4.12. */
GdkTexture *
aft_qr_texture_new (const char *text)
{
  g_autoptr (AftQr) qr = aft_qr_new (text, NULL);
  if (qr == NULL)
    return NULL;
  guint side = 0;
  g_autoptr (GBytes) grey = aft_qr_to_raster (qr, QR_MODULE_DOTS, &side);
  gsize count = 0;
  const guint8 *dots = g_bytes_get_data (grey, &count);
  guint8 *colour = g_malloc (count * RGB_BYTES);
  for (gsize i = 0; i < count * RGB_BYTES; i++)
    colour[i] = dots[i / RGB_BYTES];
  g_autoptr (GBytes) bytes = g_bytes_new_take (colour, count * RGB_BYTES);
  return gdk_memory_texture_new ((int) side, (int) side, GDK_MEMORY_R8G8B8, bytes,
                                 side * RGB_BYTES);
}
