/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind and size of a picture from its first bytes, so that one that would unpack to gigabytes is
 * refused before anybody begins to. Whether the rest is sound is found out by the decoder. */
#include "aft-photo-header.h"

#include <string.h>

#define PNG_HEAD_BYTES 24 /* signature, length and name of IHDR, width, height */

#define JPEG_MARK   0xff
#define JPEG_START  0xd8
#define JPEG_END    0xd9
#define JPEG_SCAN   0xda
#define FRAME_BYTES 7 /* length, precision, height, width */

static guint32
read_u16 (const guint8 *at)
{
  return (guint32) at[0] << 8 | at[1];
}

static guint32
read_u32 (const guint8 *at)
{
  return read_u16 (at) << 16 | read_u16 (at + 2);
}

static gboolean
read_png (const guint8 *bytes, gsize count, AftPhotoHeader *ret_header)
{
  static const guint8 head[]
      = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  if (count < PNG_HEAD_BYTES || memcmp (bytes, head, sizeof head) != 0)
    return FALSE;
  *ret_header = (AftPhotoHeader){ AFT_PHOTO_PNG, read_u32 (bytes + 16), read_u32 (bytes + 20),
                                  memmem (bytes, count, "IEND", 4) != NULL };
  return TRUE;
}

/* Does the segment tell how large the frame is (SOF0 to SOF15, but for tables that lie between)? */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Markers that stand alone: TEM and RST0 to RST7. */
static gboolean
is_lone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/* Behind these there is no frame any more, or there is nothing that could be one. */
static gboolean
is_over (guint8 marker)
{
  return marker == JPEG_SCAN || marker == JPEG_END || marker == 0x00;
}

static gboolean
is_jpeg (const guint8 *bytes, gsize count)
{
  static const guint8 head[] = { JPEG_MARK, JPEG_START, JPEG_MARK };
  return count > sizeof head && memcmp (bytes, head, sizeof head) == 0;
}

static gboolean
read_jpeg (const guint8 *bytes, gsize count, AftPhotoHeader *ret_header)
{
  /* Not to be met within a scan, where a zero follows each 0xff; a thumbnail's stands before. */
  static const guint8 end[] = { JPEG_MARK, JPEG_END };
  gsize at = 2;

  if (!is_jpeg (bytes, count))
    return FALSE;
  while (count - at >= 4 && bytes[at] == JPEG_MARK)
    {
      guint8 marker = bytes[at + 1];
      gsize length = read_u16 (bytes + at + 2);
      if (marker == JPEG_MARK)
        {
          at++;
          continue;
        }
      if (is_over (marker))
        return FALSE;
      at += 2;
      if (is_lone (marker))
        continue;
      if (length < 2 || length > count - at)
        return FALSE;
      if (is_frame (marker) && length >= FRAME_BYTES)
        {
          *ret_header
              = (AftPhotoHeader){ AFT_PHOTO_JPEG, read_u16 (bytes + at + 5),
                                  read_u16 (bytes + at + 3),
                                  memmem (bytes + at, count - at, end, sizeof end) != NULL };
          return TRUE;
        }
      at += length;
    }
  return FALSE;
}

gboolean
aft_photo_header_read (const guint8 *bytes, gsize count, AftPhotoHeader *ret_header)
{
  AftPhotoHeader header;

  if (!read_png (bytes, count, &header) && !read_jpeg (bytes, count, &header))
    return FALSE;
  if (header.width == 0 || header.height == 0)
    return FALSE;
  *ret_header = header;
  return TRUE;
}
