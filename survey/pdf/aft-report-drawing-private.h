/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include "aft-report-document.h"
#include "aft-report-flow-private.h"

G_BEGIN_DECLS

/* How the blocks of a report look on paper: measured once, then drawn row by row where the flow has
 * placed them. All lengths in points. */

/* A4 (ISO 216: 210 × 297 mm), 18 mm at the sides. */
#define AFT_PAPER_WIDTH  595.276
#define AFT_PAPER_HEIGHT 841.890
#define AFT_PAPER_LEFT   51.0
#define AFT_PAPER_TOP    62.0
#define AFT_PAPER_BOTTOM 58.0
#define AFT_PAPER_COLUMN (AFT_PAPER_WIDTH - 2 * AFT_PAPER_LEFT)
#define AFT_PAPER_BODY   (AFT_PAPER_HEIGHT - AFT_PAPER_TOP - AFT_PAPER_BOTTOM)

typedef struct
{
  double size;
  double leading; /* line height / size */
  gboolean is_serif;
  const char *colour; /* "#rrggbb" */
} AftPaperFont;

typedef struct
{
  const char *text;
  const AftPaperFont *font;
  double width;
  PangoAlignment alignment;
  guint most_lines; /* what is longer ends with …; 0: any */
} AftPaperText;

PangoLayout *aft_paper_make_layout (cairo_t *cairo, AftLanguage language, const AftPaperText *text);
double aft_paper_get_height (PangoLayout *layout);
/* Its upper left corner at that point, in the colour of @font. */
void aft_paper_show (cairo_t *cairo,
                     PangoLayout *layout,
                     const AftPaperFont *font,
                     double left,
                     double top);
void aft_paper_set_colour (cairo_t *cairo, const char *hex);

typedef struct
{
  double left;
  double width;
  double size; /* of the letters */
} AftPaperColumn;

/* A block that was measured. */
typedef struct
{
  const AftReportBlock *block;
  PangoLayout *layout; /* of a text, line by line */
  RsvgHandle *chart;
  double width; /* of the chart, as drawn */
  double height;
  AftPaperColumn *columns; /* of a table */
} AftPaperBlock;
void aft_paper_block_clear (AftPaperBlock *block);

/* Fills @ret_block, zeros before, and how it flows. INVALID: a chart that is none. */
gboolean aft_paper_measure (cairo_t *cairo,
                            AftLanguage language,
                            const AftReportBlock *block,
                            AftPaperBlock *ret_block,
                            AftFlowBlock *ret_flow,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Draws what @place names with its top at @top of the page. INTERNAL: librsvg cannot. */
gboolean aft_paper_draw (cairo_t *cairo,
                         AftLanguage language,
                         const AftPaperBlock *block,
                         const AftFlowPlace *place,
                         double top,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What such a block is called in the document's structure: ISO 32000-1, 14.8.4. Static. */
const char *aft_paper_get_tag (AftReportKind kind);

/* The parts of it that tables have of their own. */
void aft_paper_table_measure (cairo_t *cairo,
                              AftLanguage language,
                              AftPaperBlock *block,
                              AftFlowBlock *ret_flow);
void aft_paper_table_draw (cairo_t *cairo,
                           AftLanguage language,
                           const AftPaperBlock *block,
                           gint row,
                           double top);

/* A finished PDF with the document's language in its catalogue, which Cairo cannot write: appended
 * as an incremental update (ISO 32000-1, 7.5.6). INTERNAL: no PDF as Cairo writes it. */
GBytes *aft_paper_add_language (GByteArray *pdf,
                                AftLanguage language,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
