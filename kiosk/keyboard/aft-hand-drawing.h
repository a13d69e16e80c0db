/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftHandDrawing: the strokes of one character as a finger drew them. Knows no screen. What does
 * not fit is left out: nobody writes a character of so many strokes, and a scribble stays cheap. */
typedef struct _AftHandDrawing AftHandDrawing;

#define AFT_HAND_STROKES 32  /* the most of a simplified character is 30 */
#define AFT_HAND_POINTS  256 /* of one stroke */

typedef struct
{
  float x;
  float y;
} AftHandPoint;

AftHandDrawing *aft_hand_drawing_new (void);
/* Wipes what it holds. Accepts NULL. */
void aft_hand_drawing_free (AftHandDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHandDrawing, aft_hand_drawing_free)

/* The caller frees it. */
AftHandDrawing *aft_hand_drawing_copy (const AftHandDrawing *drawing);
/* Wipes it. */
void aft_hand_drawing_clear (AftHandDrawing *drawing);

/* FALSE: there are too many; what is added then is left out. */
gboolean aft_hand_drawing_begin_stroke (AftHandDrawing *drawing);
/* To the newest stroke, in any unit, y downwards. FALSE: left out (no stroke, too many points, no
 * finite number). */
gboolean aft_hand_drawing_add_point (AftHandDrawing *drawing, double x, double y);
/* Wipes the newest stroke. FALSE: there is none. */
gboolean aft_hand_drawing_undo (AftHandDrawing *drawing);

guint aft_hand_drawing_count_strokes (const AftHandDrawing *drawing);
/* Borrowed until the drawing changes. */
const AftHandPoint *
aft_hand_drawing_get_stroke (const AftHandDrawing *drawing, guint stroke, guint *n_points);

G_END_DECLS
