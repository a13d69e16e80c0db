/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-raster.h"

G_BEGIN_DECLS

/* Rows in one picture command at most: what every printer's yL alone can say, and little enough
 * for small buffers. */
#define AFT_ESCPOS_BAND_ROWS 128

/* @raster as a whole ESC/POS job: reset, pictures (GS v 0) of at most AFT_ESCPOS_BAND_ROWS rows
 * from the left edge on, cut. No text, so that no code page matters, and no question: who sends it
 * puts that behind it.
 * @feed_rows: empty rows before the cut, for a printer that has no cutter and is torn by hand; one
 * with a cutter feeds to it by itself, and 0 will do. Newly allocated. */
GBytes *aft_escpos_make_job (const AftRaster *raster, guint feed_rows);

G_END_DECLS
