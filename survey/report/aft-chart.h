/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"

G_BEGIN_DECLS

/* What all charts have in common. A chart is a plain struct of figures and of texts in the reader's
 * language; drawn, it is the text of one <svg>: role "img", named by its <title> and told by its
 * <desc>, each point with a <title> of its own for the pointer. The table beside it, which the
 * caller writes, is what a screen reader reads. Nothing is told by colour alone; a gap stays a gap;
 * labels that would touch are thinned out; nothing is turned or see-through, so that the text can
 * be taken out of a PDF. */

typedef enum
{
  AFT_CHART_ALONE,  /* colours and fonts as attributes, by day: librsvg, mail, a file */
  AFT_CHART_IN_PAGE /* classes that console.css colours: evening and high contrast follow */
} AftChartForm;

typedef struct
{
  AftChartForm form;
  AftLanguage language; /* of all texts: xml:lang and the fonts */
  guint width;          /* px; less than 340 is 340, more than 1,120 is 1,120 */
  const char *id; /* begins the ids in the drawing: unique in its page; a–z, 0–9 and "-" */
} AftChartOptions;

#define AFT_CHART_LEAST_WIDTH 340
#define AFT_CHART_MOST_WIDTH  1120

/* What the values are. A value v is shown as v × factor with @unit behind it. */
typedef struct
{
  double least, most; /* that a value can have: 0 and 1, −100 and 100, 1 and 5 */
  double factor;      /* 100 for shares, else 1 */
  const char *unit;   /* " %"; NULL: none */
  double low, high;   /* what the axis shows at least; both 0: chosen from what is drawn */
} AftChartScale;

/* A point that the control chart, or a comparison, has found: a triangle up or down. */
typedef enum
{
  AFT_CHART_MARK_NONE,
  AFT_CHART_MARK_BETTER,
  AFT_CHART_MARK_WORSE
} AftChartMark;

G_END_DECLS
