/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures as guests might send them, made here. */

typedef struct
{
  guint8 red, green, blue;
} AftPictureColour;

/* The left half red, the right half blue; the caller owns all results. */
GBytes *aft_picture_new_jpeg (int width, int height);
/* The same with a see-through left half. */
GBytes *aft_picture_new_png (int width, int height);
/* @jpeg with an EXIF segment of orientation @orientation (1–8) and what else is said by @place, and
 * a comment that says it too. */
GBytes *aft_picture_with_place (GBytes *jpeg, guint orientation, const char *place);
/* @picture with @more behind its end. */
GBytes *aft_picture_append (GBytes *picture, const char *more);
/* A PNG that says it is @width by @height, with what @rows rows of zeros pack into. */
GBytes *aft_picture_new_bomb (guint32 width, guint32 height, guint rows);

/* Size of a picture, which can be read. */
void aft_picture_measure (GBytes *picture, int *ret_width, int *ret_height);
AftPictureColour aft_picture_look (GBytes *picture, int x, int y);
gboolean aft_picture_holds (GBytes *picture, const char *text);

G_END_DECLS
