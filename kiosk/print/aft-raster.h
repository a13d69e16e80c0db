/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftRaster: a picture of black dots on white paper, as a thermal printer makes it. Immutable,
 * counted atomically: may be read on any thread. */
typedef struct _AftRaster AftRaster;

#define AFT_RASTER_MOST_WIDTH  4096
#define AFT_RASTER_MOST_HEIGHT 16384

/* @rows: from top to bottom, each of (@width + 7) / 8 bytes, the leftmost dot in the highest bit, 1
 * is black; bits beyond @width are 0. @width 1 to AFT_RASTER_MOST_WIDTH, @height 1 to
 * AFT_RASTER_MOST_HEIGHT. Takes a reference of its own. */
AftRaster *aft_raster_new (guint width, guint height, GBytes *rows);
AftRaster *aft_raster_ref (AftRaster *raster);
/* Accepts NULL. */
void aft_raster_unref (AftRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRaster, aft_raster_unref)

/* In dots. */
guint aft_raster_get_width (const AftRaster *raster);
guint aft_raster_get_height (const AftRaster *raster);
/* Bytes a row. */
guint aft_raster_get_stride (const AftRaster *raster);
/* Row @y from the top, packed as in aft_raster_new(). Borrowed. */
const guint8 *aft_raster_get_row (const AftRaster *raster, guint y);
/* FALSE outside of it, too. */
gboolean aft_raster_is_black (const AftRaster *raster, guint x, guint y);

/* A PNG file, one pixel a dot. Newly allocated. INTERNAL when there is no memory for it. */
GBytes *aft_raster_to_png (const AftRaster *raster, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A PDF of one page, as large as the paper that the dots take, one bit a dot. Newly allocated.
 * INTERNAL when there is no memory for it. */
GBytes *aft_raster_to_pdf (const AftRaster *raster,
                           guint dots_per_inch,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
