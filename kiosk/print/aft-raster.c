/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots on paper: keeps them, gives them out row by row, and writes them down as a file that other
 * programs read. What they show is drawn in aft-slip-drawing.c. */
#include "aft-raster.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <math.h>

#include "aft-error.h"

#define BYTE_BITS       8
#define POINTS_PER_INCH 72.0
#define POINT_STEPS     100 /* a file's lengths are rounded to; a page is no larger than its dots */

struct _AftRaster
{
  guint width;
  guint height;
  guint stride;
  GBytes *rows;
};

AftRaster *
aft_raster_new (guint width, guint height, GBytes *rows)
{
  g_assert (width >= 1 && width <= AFT_RASTER_MOST_WIDTH);
  g_assert (height >= 1 && height <= AFT_RASTER_MOST_HEIGHT);
  AftRaster *raster = g_atomic_rc_box_new0 (AftRaster);
  raster->width = width;
  raster->height = height;
  raster->stride = (width + BYTE_BITS - 1) / BYTE_BITS;
  raster->rows = g_bytes_ref (rows);
  g_assert (g_bytes_get_size (rows) == (gsize) raster->stride * height);
  return raster;
}

AftRaster *
aft_raster_ref (AftRaster *raster)
{
  return g_atomic_rc_box_acquire (raster);
}

static void
clear_raster (gpointer data)
{
  AftRaster *raster = data;
  g_bytes_unref (raster->rows);
}

void
aft_raster_unref (AftRaster *raster)
{
  if (raster != NULL)
    g_atomic_rc_box_release_full (raster, clear_raster);
}

guint
aft_raster_get_width (const AftRaster *raster)
{
  return raster->width;
}

guint
aft_raster_get_height (const AftRaster *raster)
{
  return raster->height;
}

guint
aft_raster_get_stride (const AftRaster *raster)
{
  return raster->stride;
}

const guint8 *
aft_raster_get_row (const AftRaster *raster, guint y)
{
  const guint8 *bytes = g_bytes_get_data (raster->rows, NULL);
  g_assert (y < raster->height);
  return bytes + (gsize) y * raster->stride;
}

gboolean
aft_raster_is_black (const AftRaster *raster, guint x, guint y)
{
  if (x >= raster->width || y >= raster->height)
    return FALSE;
  return (aft_raster_get_row (raster, y)[x / BYTE_BITS] & (0x80 >> x % BYTE_BITS)) != 0;
}

/* -- files ----------------------------------------------------------------------------------- */

static void
close_surface (cairo_surface_t *surface)
{
  cairo_surface_destroy (surface);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, close_surface)

/* Cairo counts the bits of a byte as the processor does. */
static guint8
turn_bits (guint8 byte)
{
  guint8 turned = 0;
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    return byte;
  for (guint i = 0; i < BYTE_BITS; i++)
    if (byte & (1 << i))
      turned |= (guint8) (0x80 >> i);
  return turned;
}

/* One bit a dot; @flip is laid over each byte. The caller owns the result, whose status says
 * whether there was memory for it. */
static cairo_surface_t *
make_surface (const AftRaster *raster, guint8 flip)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_A1, (int) raster->width, (int) raster->height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  guint8 *bytes = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  for (guint y = 0; y < raster->height; y++)
    for (guint i = 0; i < raster->stride; i++)
      bytes[y * stride + i] = turn_bits (aft_raster_get_row (raster, y)[i]) ^ flip;
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_status_t
keep_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Takes @file; NULL when @status is a failure. */
static GBytes *
finish_file (GByteArray *file, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (file);
  g_byte_array_unref (file);
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "a picture of dots: %s",
               cairo_status_to_string (status));
  return NULL;
}

GBytes *
aft_raster_to_png (const AftRaster *raster, GError **error)
{
  /* In a PNG of one bit, 1 is white. */
  g_autoptr (cairo_surface_t) surface = make_surface (raster, 0xff);
  GByteArray *file = g_byte_array_new ();
  return finish_file (file, cairo_surface_write_to_png_stream (surface, keep_bytes, file), error);
}

static double
measure_page (guint dots, double scale)
{
  return floor (dots * scale * POINT_STEPS) / POINT_STEPS;
}

GBytes *
aft_raster_to_pdf (const AftRaster *raster, guint dots_per_inch, GError **error)
{
  g_autoptr (cairo_surface_t) dots = make_surface (raster, 0);
  GByteArray *file = g_byte_array_new ();
  double scale = POINTS_PER_INCH / dots_per_inch;
  g_autoptr (cairo_surface_t) page = cairo_pdf_surface_create_for_stream (
      keep_bytes, file, measure_page (raster->width, scale), measure_page (raster->height, scale));
  cairo_t *cairo = cairo_create (page);
  cairo_scale (cairo, scale, scale);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_mask_surface (cairo, dots, 0, 0);
  cairo_show_page (cairo);
  cairo_status_t status = cairo_status (cairo);
  cairo_destroy (cairo);
  cairo_surface_finish (page);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (page);
  return finish_file (file, status, error);
}
