/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-key-layout.h"

G_BEGIN_DECLS

/* AftKeyGrid: where the keys of a layout are on an area of so many pixels. Immutable. Cells stand
 * side by side without gaps, so that no touch falls between two keys. */
typedef struct _AftKeyGrid AftKeyGrid;

typedef struct
{
  int x, y, width, height; /* in pixels of the area */
} AftKeyBox;

typedef struct
{
  const AftKeySpec *key; /* static */
  AftKeyBox box;
  guint row;
} AftKeyCell;

#define AFT_KEY_NONE (-1)

/* @missing: a bit 1 << AftLayout for each layout that cannot be had now; keys that lead there are
 * left out, and another key of the row is wider for it. @width and @height may be 0. */
AftKeyGrid *aft_key_grid_new (const AftKeyLayout *layout, guint missing, int width, int height);
void aft_key_grid_free (AftKeyGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKeyGrid, aft_key_grid_free)

/* Cells are in reading order. */
guint aft_key_grid_count (const AftKeyGrid *grid);
/* Borrowed. @position < the count. */
const AftKeyCell *aft_key_grid_get (const AftKeyGrid *grid, guint position);
int aft_key_grid_get_width (const AftKeyGrid *grid);

/* The cell at a point, or the one beside it where a row is shorter than the area; AFT_KEY_NONE
 * outside the area and far from every key. */
int aft_key_grid_find (const AftKeyGrid *grid, double x, double y);
/* The next key to the right (@columns 1) or left (-1), below (@rows 1) or above (-1), as the arrows
 * of a keyboard go; AFT_KEY_NONE at the end. */
int aft_key_grid_step (const AftKeyGrid *grid, guint position, int columns, int rows);

G_END_DECLS
