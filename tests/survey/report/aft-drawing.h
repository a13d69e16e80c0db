/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

/* AftDrawing: an <svg> as a reader sees it. Reading it holds it to what every chart promises: well
 * formed; nothing outside its view box; no two texts that touch, by the charts' own estimate of
 * widths; no text below 11 px; nothing turned, moved or see-through; ids unique and begun as asked
 * for; a name, and a description where there is one; alone without classes, in a page without
 * colours of its own. */
typedef struct
{
  double x, y, size; /* where it was put */
  double left, right;
  char *text;
} AftDrawnText;

typedef struct
{
  char *tag;
  char *look; /* its class, or its fill and stroke: "fill-ink stroke-raised", "#FFFFFF none" */
  char *path; /* of <path>; else NULL */
  double left, top, right, bottom;
} AftDrawnShape;

typedef struct
{
  double width, height;
  char *title;
  char *description;
  GPtrArray *texts;  /* AftDrawnText */
  GPtrArray *shapes; /* AftDrawnShape, patterns left out */
  GPtrArray *says;   /* what shapes say to the pointer, in order */
  GHashTable *ids;
} AftDrawing;

/* Takes @svg. */
AftDrawing *aft_drawing_new (char *svg, const AftChartOptions *options);
void aft_drawing_free (AftDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDrawing, aft_drawing_free)

/* NULL: there is none. */
const AftDrawnText *aft_drawing_find_text (const AftDrawing *drawing, const char *text);
/* How many shapes of @tag have @look among their looks. */
guint aft_drawing_count (const AftDrawing *drawing, const char *tag, const char *look);
/* The first of them from number @skip on; NULL: none. */
const AftDrawnShape *
aft_drawing_find (const AftDrawing *drawing, const char *tag, const char *look, guint skip);
/* How many times @path begins anew. */
guint aft_drawing_count_runs (const AftDrawnShape *shape);

G_END_DECLS
