/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <librsvg/rsvg.h>

#include "aft-card-sheet.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

/* A6, in mm. */
#define AFT_CARD_WIDTH_MM  105.0
#define AFT_CARD_HEIGHT_MM 148.5

/* PostScript points in a millimetre. */
#define AFT_CARD_POINTS (72.0 / 25.4)

/* Between what "Table" is called in one language and in the next. */
#define AFT_CARD_BETWEEN_LABELS " · "

/* RsvgHandle of the five faces, worst first. */
GPtrArray *aft_card_load_faces (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One card with its upper left corner at the origin, in points. */
gboolean aft_card_draw (cairo_t *cairo,
                        const AftCardSheet *sheet,
                        const AftCard *card,
                        const GPtrArray *faces,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
