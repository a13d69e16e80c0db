/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes and reads pictures for tests. What metadata looks like is written out by hand, for nothing
 * here writes any. */
#include "aft-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

#define RED  0xc00000ffu
#define BLUE 0x0000c0ffu

static GdkPixbuf *
paint (int width, int height, gboolean has_alpha)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (picture, 0, 0, (width + 1) / 2, height);

  gdk_pixbuf_fill (picture, BLUE);
  gdk_pixbuf_fill (left, has_alpha ? 0 : RED);
  return picture;
}

static GBytes *
encode (GdkPixbuf *picture, const char *type)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize count = 0;

  gdk_pixbuf_save_to_buffer (picture, &bytes, &count, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, count);
}

GBytes *
aft_picture_new_jpeg (int width, int height)
{
  g_autoptr (GdkPixbuf) picture = paint (width, height, FALSE);
  return encode (picture, "jpeg");
}

GBytes *
aft_picture_new_png (int width, int height)
{
  g_autoptr (GdkPixbuf) picture = paint (width, height, TRUE);
  return encode (picture, "png");
}

static void
append_segment (GByteArray *out, guint8 marker, const void *content, gsize count)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((count + 2) >> 8), (guint8) (count + 2) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, content, (guint) count);
}

GBytes *
aft_picture_with_place (GBytes *jpeg, guint orientation, const char *place)
{
  /* TIFF, big-endian, one entry: orientation (0x0112), a short. */
  const guint8 tiff[] = { 'E', 'x', 'i', 'f', 0,    0, 'M', 'M', 0, 42, 0, 0, 0,
                          8,   0,   1,   1,   0x12, 0, 3,   0,   0, 0,  1, 0, (guint8) orientation,
                          0,   0,   0,   0,   0,    0 };
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (jpeg, &count);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = g_byte_array_new ();

  g_byte_array_append (exif, tiff, sizeof tiff);
  g_byte_array_append (exif, (const guint8 *) place, (guint) strlen (place));
  g_byte_array_append (out, bytes, 2);
  append_segment (out, 0xe1, exif->data, exif->len);
  append_segment (out, 0xfe, place, strlen (place));
  g_byte_array_append (out, bytes + 2, (guint) count - 2);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
aft_picture_append (GBytes *picture, const char *more)
{
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (picture, &count);
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, bytes, (guint) count);
  g_byte_array_append (out, (const guint8 *) more, (guint) strlen (more));
  return g_byte_array_free_to_bytes (out);
}

/* -- PNG by hand -------------------------------------------------------------------------------
 */

static void
append_u32 (GByteArray *out, guint32 number)
{
  guint32 sent = GUINT32_TO_BE (number);
  g_byte_array_append (out, (const guint8 *) &sent, sizeof sent);
}

static guint32
count_crc (const guint8 *bytes, gsize count)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < count; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
    }
  return ~crc;
}

static void
append_chunk (GByteArray *out, const char *name, const guint8 *content, gsize count)
{
  append_u32 (out, (guint32) count);
  guint from = out->len;
  g_byte_array_append (out, (const guint8 *) name, 4);
  if (count > 0)
    g_byte_array_append (out, content, (guint) count);
  append_u32 (out, count_crc (out->data + from, out->len - from));
}

static GBytes *
pack_zeros (gsize count)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autofree guint8 *zeros = g_malloc0 (count);
  gsize room = count / 100 + 1000;
  guint8 *packed = g_malloc (room);
  gsize read = 0;
  gsize written = 0;
  g_autoptr (GError) error = NULL;

  GConverterResult result = g_converter_convert (packer, zeros, count, packed, room,
                                                 G_CONVERTER_INPUT_AT_END, &read, &written, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, G_CONVERTER_FINISHED);
  return g_bytes_new_take (packed, written);
}

GBytes *
aft_picture_new_bomb (guint32 width, guint32 height, guint rows)
{
  const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8 rest[] = { 8, 2, 0, 0, 0 }; /* 8 bits, RGB */
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) packed = pack_zeros ((gsize) rows * (3 * (gsize) width + 1));
  gsize count = 0;
  const guint8 *data = g_bytes_get_data (packed, &count);

  append_u32 (head, width);
  append_u32 (head, height);
  g_byte_array_append (head, rest, sizeof rest);
  g_byte_array_append (out, signature, sizeof signature);
  append_chunk (out, "IHDR", head->data, head->len);
  append_chunk (out, "IDAT", data, count);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}

/* -- reading -----------------------------------------------------------------------------------
 */

static GdkPixbuf *
read_picture (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  GdkPixbuf *picture = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

void
aft_picture_measure (GBytes *picture, int *ret_width, int *ret_height)
{
  g_autoptr (GdkPixbuf) read = read_picture (picture);

  *ret_width = gdk_pixbuf_get_width (read);
  *ret_height = gdk_pixbuf_get_height (read);
}

AftPictureColour
aft_picture_look (GBytes *picture, int x, int y)
{
  g_autoptr (GdkPixbuf) read = read_picture (picture);
  const guint8 *at = gdk_pixbuf_read_pixels (read) + y * gdk_pixbuf_get_rowstride (read)
                     + x * gdk_pixbuf_get_n_channels (read);

  return (AftPictureColour){ at[0], at[1], at[2] };
}

gboolean
aft_picture_holds (GBytes *picture, const char *text)
{
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (picture, &count);

  return memmem (bytes, count, text, strlen (text)) != NULL;
}
