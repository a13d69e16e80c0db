/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a picture apart and makes another of its pixels: turned upright, no larger than is needed,
 * on white where it was transparent. Nothing that stood beside the pixels (place, time, camera,
 * thumbnail, comments, whatever hung behind the end) is in it. The limits of the process are
 * main.c's. */
#include "aft-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "aft-photo-header.h"

#define QUALITY "82"
#define WHITE   0xffffffffu
/* The decoder of JPEG can leave out detail by these, which costs less than to scale. */
#define MOST_EIGHTHS 8

/* One picture as it is decoded. */
typedef struct
{
  AftPhotoHeader header;
  int rows; /* from the top, that have been painted */
} Decoding;

/* How often @size halves, in the decoder's steps, without getting smaller than what is made. */
static int
choose_share (const AftPhotoHeader *header)
{
  guint32 size = MAX (header->width, header->height);
  int share = 1;

  if (header->kind != AFT_PHOTO_JPEG)
    return 1;
  while (share < MOST_EIGHTHS && size / ((guint32) share * 2) >= AFT_PHOTO_SIDE)
    share *= 2;
  return share;
}

static int
divide_up (guint32 size, int share)
{
  return (int) ((size + (guint32) share - 1) / (guint32) share);
}

/* A decoder that sees another size than the header said is told to stop: nothing by nothing. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, Decoding *decoding)
{
  const AftPhotoHeader *header = &decoding->header;
  int share = choose_share (header);

  if (width != (int) header->width || height != (int) header->height)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (share > 1)
    gdk_pixbuf_loader_set_size (loader, divide_up (header->width, share),
                                divide_up (header->height, share));
}

/* A picture that ends early would show whatever was in memory. */
static void
on_area_updated (GdkPixbufLoader *loader, int x, int y, int width, int height, Decoding *decoding)
{
  decoding->rows = MAX (decoding->rows, y + height);
}

static AftPhotoStatus
judge (const GError *error)
{
  gboolean is_short_of_memory
      = g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY);
  return is_short_of_memory ? AFT_PHOTO_FAILED : AFT_PHOTO_NO_PICTURE;
}

static AftPhotoStatus
decode (const guint8 *bytes, gsize count, const AftPhotoHeader *header, GdkPixbuf **ret_picture)
{
  Decoding decoding = { *header, 0 };
  const char *type = header->kind == AFT_PHOTO_JPEG ? "jpeg" : "png";
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, &error);

  if (loader == NULL)
    return AFT_PHOTO_FAILED;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &decoding);
  g_signal_connect (loader, "area-updated", G_CALLBACK (on_area_updated), &decoding);
  if (!gdk_pixbuf_loader_write (loader, bytes, count, &error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return judge (error);
    }
  if (!gdk_pixbuf_loader_close (loader, &error))
    return judge (error);
  GdkPixbuf *picture = gdk_pixbuf_loader_get_pixbuf (loader);
  if (picture == NULL || decoding.rows < gdk_pixbuf_get_height (picture))
    return AFT_PHOTO_NO_PICTURE;
  *ret_picture = g_object_ref (picture);
  return AFT_PHOTO_DONE;
}

/* No larger than is kept, in its own proportions; it still says which way is up. */
static GdkPixbuf *
shrink (GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  int longer = MAX (width, height);

  if (longer <= AFT_PHOTO_SIDE)
    return g_object_ref (picture);
  GdkPixbuf *small
      = gdk_pixbuf_scale_simple (picture, MAX (width * AFT_PHOTO_SIDE / longer, 1),
                                 MAX (height * AFT_PHOTO_SIDE / longer, 1), GDK_INTERP_BILINEAR);
  if (small != NULL)
    gdk_pixbuf_copy_options (picture, small);
  return small;
}

static GdkPixbuf *
flatten (GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);

  if (!gdk_pixbuf_get_has_alpha (picture))
    return g_object_ref (picture);
  GdkPixbuf *flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (flat == NULL)
    return NULL;
  gdk_pixbuf_fill (flat, WHITE);
  gdk_pixbuf_composite (picture, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return flat;
}

static AftPhotoStatus
encode (GdkPixbuf *picture, GBytes **ret_jpeg)
{
  char *bytes = NULL;
  gsize count = 0;

  if (!gdk_pixbuf_save_to_buffer (picture, &bytes, &count, "jpeg", NULL, "quality", QUALITY, NULL))
    return AFT_PHOTO_FAILED;
  *ret_jpeg = g_bytes_new_take (bytes, count);
  return AFT_PHOTO_DONE;
}

AftPhotoStatus
aft_photo_make (const guint8 *bytes, gsize count, GBytes **ret_jpeg)
{
  AftPhotoHeader header;
  g_autoptr (GdkPixbuf) picture = NULL;

  if (count > AFT_PHOTO_MOST_BYTES)
    return AFT_PHOTO_TOO_LARGE;
  if (!aft_photo_header_read (bytes, count, &header) || !header.has_end)
    return AFT_PHOTO_NO_PICTURE;
  if (header.width > AFT_PHOTO_MOST_SIDE || header.height > AFT_PHOTO_MOST_SIDE
      || header.width * header.height > AFT_PHOTO_MOST_PIXELS)
    return AFT_PHOTO_TOO_LARGE;
  AftPhotoStatus status = decode (bytes, count, &header, &picture);
  if (status != AFT_PHOTO_DONE)
    return status;
  g_autoptr (GdkPixbuf) small = shrink (picture);
  g_clear_object (&picture);
  g_autoptr (GdkPixbuf) upright
      = small != NULL ? gdk_pixbuf_apply_embedded_orientation (small) : NULL;
  g_autoptr (GdkPixbuf) flat = upright != NULL ? flatten (upright) : NULL;
  return flat != NULL ? encode (flat, ret_jpeg) : AFT_PHOTO_FAILED;
}
