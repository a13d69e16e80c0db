/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

/* AftSvg: the paper that charts are drawn on. It knows the two forms and escapes every text once;
 * it knows nothing of figures. Faults of the program are assertions. */
typedef struct _AftSvg AftSvg;

/* The design tokens, and some of them mixed with the ground they stand on. */
typedef enum
{
  AFT_SVG_NONE,
  AFT_SVG_INK,
  AFT_SVG_MUTED,
  AFT_SVG_LINE,
  AFT_SVG_FAINT, /* a fifth of line */
  AFT_SVG_RAISED,
  AFT_SVG_ON_ACCENT,
  AFT_SVG_ACCENT,
  AFT_SVG_ACCENT_SOFT,  /* two fifths */
  AFT_SVG_ACCENT_FAINT, /* a sixth */
  AFT_SVG_GOOD,
  AFT_SVG_GOOD_SOFT,
  AFT_SVG_GOOD_FAINT
} AftSvgColour;

#define AFT_SVG_COLOURS (AFT_SVG_GOOD_FAINT + 1)

typedef enum
{
  AFT_SVG_PLAIN,
  AFT_SVG_DASHED,
  AFT_SVG_DOTTED
} AftSvgDash;

typedef struct
{
  AftSvgColour fill;
  AftSvgColour stroke;
  double width; /* of the stroke, px */
  AftSvgDash dash;
  gboolean is_striped;  /* a rectangle, with stripes of the stroke's colour instead of an outline */
  gboolean is_followed; /* an area for the pointer, though nothing is drawn */
} AftSvgStyle;

typedef struct
{
  double x, y, width, height;
} AftSvgBox;

typedef enum
{
  AFT_SVG_START,
  AFT_SVG_MIDDLE,
  AFT_SVG_END
} AftSvgAnchor;

typedef struct
{
  double x, y; /* of the line the letters stand on */
  double size; /* px */
  AftSvgAnchor anchor;
  AftSvgColour colour;
  gboolean is_bold;
} AftSvgType;

/* @title and @description (NULL: none) name the drawing. */
AftSvg *aft_svg_new (const AftChartOptions *options, const char *title, const char *description);
/* Accepts NULL. */
void aft_svg_free (AftSvg *svg);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSvg, aft_svg_free)

/* The width it has: that of the options within its limits. */
double aft_svg_get_width (const AftSvg *svg);

/* @says: to the pointer; NULL: nothing. */
void aft_svg_rect (AftSvg *svg, const AftSvgBox *box, const AftSvgStyle *style, const char *says);
void aft_svg_circle (AftSvg *svg, double x, double y, double radius, const AftSvgStyle *style);
/* @path: of aft_svg_path_to(); an empty one draws nothing. */
void aft_svg_path (AftSvg *svg, const GString *path, const AftSvgStyle *style);
void aft_svg_line (AftSvg *svg, const AftSvgBox *from_by, const AftSvgStyle *style);
void aft_svg_text (AftSvg *svg, const AftSvgType *type, const char *text);

/* Goes to a place: with 'M' without a line, with 'L' by one. */
void aft_svg_path_to (GString *path, char command, double x, double y);

/* The whole <svg>, @height px high. The caller owns it. */
char *aft_svg_end (AftSvg *svg, double height);

/* px that @text takes, as charts reckon: a full-width letter is 1 em wide, most others 0.55, M and
 * W 0.92. */
double aft_svg_measure (const char *text, double size);
/* @text, or as much of its beginning as fits into @room with "…" behind it. The caller owns it. */
char *aft_svg_dup_fitting (const char *text, double size, double room);

G_END_DECLS
