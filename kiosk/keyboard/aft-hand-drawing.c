/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strokes of one character: one block of memory with room for all of them, so that growing
 * leaves no copy behind and wiping is one call. What they mean is the reader's business, how they
 * look is the pad's. */
#include "aft-hand-drawing.h"

#include <math.h>

#include "aft-secret.h"

struct _AftHandDrawing
{
  AftHandPoint points[AFT_HAND_STROKES][AFT_HAND_POINTS];
  guint n_points[AFT_HAND_STROKES];
  guint n_strokes;
  gboolean is_overfull; /* points are of a stroke that was left out */
};

AftHandDrawing *
aft_hand_drawing_new (void)
{
  return g_new0 (AftHandDrawing, 1);
}

void
aft_hand_drawing_free (AftHandDrawing *drawing)
{
  if (drawing == NULL)
    return;
  aft_hand_drawing_clear (drawing);
  g_free (drawing);
}

AftHandDrawing *
aft_hand_drawing_copy (const AftHandDrawing *drawing)
{
  AftHandDrawing *copy = aft_hand_drawing_new ();

  *copy = *drawing;
  return copy;
}

void
aft_hand_drawing_clear (AftHandDrawing *drawing)
{
  aft_secret_wipe (drawing, sizeof *drawing);
}

gboolean
aft_hand_drawing_begin_stroke (AftHandDrawing *drawing)
{
  drawing->is_overfull = drawing->n_strokes == AFT_HAND_STROKES;
  if (drawing->is_overfull)
    return FALSE;
  drawing->n_points[drawing->n_strokes++] = 0;
  return TRUE;
}

gboolean
aft_hand_drawing_add_point (AftHandDrawing *drawing, double x, double y)
{
  guint stroke = drawing->n_strokes - 1;

  if (drawing->n_strokes == 0 || drawing->is_overfull || !isfinite ((float) x)
      || !isfinite ((float) y) || drawing->n_points[stroke] == AFT_HAND_POINTS)
    return FALSE;
  drawing->points[stroke][drawing->n_points[stroke]++]
      = (AftHandPoint){ .x = (float) x, .y = (float) y };
  return TRUE;
}

gboolean
aft_hand_drawing_undo (AftHandDrawing *drawing)
{
  if (drawing->n_strokes == 0)
    return FALSE;
  drawing->n_strokes--;
  aft_secret_wipe (drawing->points[drawing->n_strokes], sizeof drawing->points[0]);
  drawing->n_points[drawing->n_strokes] = 0;
  return TRUE;
}

guint
aft_hand_drawing_count_strokes (const AftHandDrawing *drawing)
{
  return drawing->n_strokes;
}

const AftHandPoint *
aft_hand_drawing_get_stroke (const AftHandDrawing *drawing, guint stroke, guint *n_points)
{
  g_return_val_if_fail (stroke < drawing->n_strokes, NULL);
  *n_points = drawing->n_points[stroke];
  return drawing->points[stroke];
}
