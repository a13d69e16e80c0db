/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a report but for tables: sentences, large figures, facts, charts. Two fonts only,
 * sans regular and serif bold, so that the file stays small; nothing is turned or see-through, so
 * that every word can be selected. Where a block stands is the flow's. */
#include "aft-report-drawing-private.h"

#include <string.h>

#include "aft-error.h"
#include "aft-paper-fonts-private.h"
#include "aft-tokens.h"

#define FIGURES_IN_A_ROW 3
#define FIGURE_GAP       12.0
#define FIGURE_PADDING   10.0
#define FIGURE_RULE      2.0
#define FACT_LABEL       104.0 /* width */
#define FACT_GAP         10.0
#define FACT_PADDING     3.0
#define CHART_MOST       0.92 /* of a page's height, with a heading above it */
#define CHART_LEAST      0.72 /* of its height, to fit on a page's rest: its letters stay legible */
#define MOST_LINES       8    /* of a fact or a figure's line */

static const AftPaperFont title_font = { 21, 1.35, TRUE, AFT_TOKEN_DAY_INK };
static const AftPaperFont lead_font = { 14, 1.45, TRUE, AFT_TOKEN_DAY_INK };
static const AftPaperFont section_font = { 15, 1.4, TRUE, AFT_TOKEN_DAY_ACCENT };
static const AftPaperFont heading_font = { 11, 1.4, TRUE, AFT_TOKEN_DAY_INK };
static const AftPaperFont text_font = { 9.5, 1.5, FALSE, AFT_TOKEN_DAY_INK };
static const AftPaperFont note_font = { 8, 1.5, FALSE, AFT_TOKEN_DAY_MUTED };
static const AftPaperFont label_font = { 9.5, 1.4, FALSE, AFT_TOKEN_DAY_INK };
static const AftPaperFont value_font = { 24, 1.3, TRUE, AFT_TOKEN_DAY_INK };
static const AftPaperFont fact_font = { 9.5, 1.4, TRUE, AFT_TOKEN_DAY_INK };

/* How a text of each kind is set. */
static const struct
{
  const AftPaperFont *font;
  const char *tag; /* ISO 32000-1, 14.8.4.3 */
  double before;
  gboolean keeps_next;
} texts[] = { [AFT_REPORT_TITLE] = { &title_font, "H1", 0, TRUE },
              [AFT_REPORT_LEAD] = { &lead_font, "P", 9, FALSE },
              [AFT_REPORT_SECTION] = { &section_font, "H2", 26, TRUE },
              [AFT_REPORT_HEADING] = { &heading_font, "H3", 12, TRUE },
              [AFT_REPORT_TEXT] = { &text_font, "P", 5, FALSE },
              [AFT_REPORT_NOTE] = { &note_font, "P", 4, FALSE } };

/* -- texts -------------------------------------------------------------------------------------
 */

void
aft_paper_set_colour (cairo_t *cairo, const char *hex)
{
  guint64 rgb = g_ascii_strtoull (hex + 1, NULL, 16);
  cairo_set_source_rgb (cairo, (double) (rgb >> 16 & 0xff) / 255, (double) (rgb >> 8 & 0xff) / 255,
                        (double) (rgb & 0xff) / 255);
}

/* No hyphen that nobody wrote; no ligatures, which some readers give back as one odd letter. */
static void
set_text (PangoLayout *layout, const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, text, -1);
}

PangoLayout *
aft_paper_make_layout (cairo_t *cairo, AftLanguage language, const AftPaperText *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font = pango_font_description_new ();

  pango_context_set_language (context,
                              pango_language_from_string (aft_language_get_tag (language)));
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_family_static (
      font, aft_paper_fonts_get_family (language, text->font->is_serif));
  pango_font_description_set_absolute_size (font, text->font->size * PANGO_SCALE);
  pango_font_description_set_weight (font, text->font->is_serif ? PANGO_WEIGHT_BOLD
                                                                : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (text->width >= 0)
    pango_layout_set_width (layout, (int) (text->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, text->alignment);
  pango_layout_set_line_spacing (layout, 1);
  if (text->most_lines > 0)
    {
      pango_layout_set_height (layout, -(int) text->most_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  set_text (layout, text->text != NULL ? text->text : "");
  return layout;
}

double
aft_paper_get_height (PangoLayout *layout)
{
  PangoRectangle rectangle;
  pango_layout_get_extents (layout, NULL, &rectangle);
  return (double) rectangle.height / PANGO_SCALE;
}

void
aft_paper_show (cairo_t *cairo,
                PangoLayout *layout,
                const AftPaperFont *font,
                double left,
                double top)
{
  aft_paper_set_colour (cairo, font->colour);
  cairo_move_to (cairo, left, top);
  pango_cairo_show_layout (cairo, layout);
}

static void
measure_text (cairo_t *cairo, AftLanguage language, AftPaperBlock *block, AftFlowBlock *ret_flow)
{
  const AftReportKind kind = block->block->kind;
  const AftPaperFont *font = texts[kind].font;
  const AftPaperText text = { .text = block->block->text, .font = font, .width = AFT_PAPER_COLUMN };
  const double height = font->size * font->leading;

  block->layout = aft_paper_make_layout (cairo, language, &text);
  for (int i = 0; i < pango_layout_get_line_count (block->layout); i++)
    g_array_append_val (ret_flow->rows, height);
  ret_flow->before = texts[kind].before;
  ret_flow->keeps_next = texts[kind].keeps_next;
}

static void
draw_text (cairo_t *cairo, const AftPaperBlock *block, gint row, double top)
{
  const AftPaperFont *font = texts[block->block->kind].font;
  PangoLayoutLine *line = pango_layout_get_line_readonly (block->layout, row);
  PangoRectangle rectangle;

  pango_layout_line_get_extents (line, NULL, &rectangle);
  double spare = font->size * font->leading - (double) rectangle.height / PANGO_SCALE;
  aft_paper_set_colour (cairo, font->colour);
  cairo_move_to (cairo, AFT_PAPER_LEFT, top + spare / 2 - (double) rectangle.y / PANGO_SCALE);
  pango_cairo_show_layout_line (cairo, line);
}

/* -- figures -----------------------------------------------------------------------------------
 */

/* A large figure's lines, one under the other; drawn where @is_drawn, and how high they are. */
static double
set_figure (cairo_t *cairo,
            AftLanguage language,
            const AftReportFigure *figure,
            const double *place, /* left, top, width */
            gboolean is_drawn)
{
  const AftPaperText lines[] = {
    { figure->label, &label_font, place[2], PANGO_ALIGN_LEFT, MOST_LINES },
    { figure->value, &value_font, place[2], PANGO_ALIGN_LEFT, MOST_LINES },
    { figure->range, &note_font, place[2], PANGO_ALIGN_LEFT, MOST_LINES },
    { figure->note, &note_font, place[2], PANGO_ALIGN_LEFT, MOST_LINES },
  };
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].text == NULL)
        continue;
      g_autoptr (PangoLayout) layout = aft_paper_make_layout (cairo, language, &lines[i]);
      if (is_drawn)
        aft_paper_show (cairo, layout, lines[i].font, place[0], place[1] + height);
      height += aft_paper_get_height (layout);
    }
  return height;
}

static double
get_figure_width (const AftReportBlock *block)
{
  const double columns = (double) MIN (block->n_figures, FIGURES_IN_A_ROW);
  return (AFT_PAPER_COLUMN - (columns - 1) * FIGURE_GAP) / columns;
}

static void
measure_figures (cairo_t *cairo, AftLanguage language, AftPaperBlock *block, AftFlowBlock *ret_flow)
{
  const AftReportBlock *said = block->block;
  const double place[] = { 0, 0, get_figure_width (said) - 2 * FIGURE_PADDING };

  ret_flow->before = 10;
  for (gsize i = 0; i < said->n_figures; i += FIGURES_IN_A_ROW)
    {
      double height = 0;
      for (gsize j = i; j < MIN (i + FIGURES_IN_A_ROW, said->n_figures); j++)
        height = MAX (height, set_figure (cairo, language, &said->figures[j], place, FALSE));
      block->height = MAX (block->height, height);
      height += 2 * FIGURE_PADDING;
      g_array_append_val (ret_flow->rows, height);
    }
}

static void
draw_figures (cairo_t *cairo,
              AftLanguage language,
              const AftPaperBlock *block,
              gint row,
              double top)
{
  const AftReportBlock *said = block->block;
  const double width = get_figure_width (said);
  const gsize first = (gsize) row * FIGURES_IN_A_ROW;

  for (gsize i = first; i < MIN (first + FIGURES_IN_A_ROW, said->n_figures); i++)
    {
      double left = AFT_PAPER_LEFT + (double) (i - first) * (width + FIGURE_GAP);
      const double place[]
          = { left + FIGURE_PADDING, top + FIGURE_PADDING, width - 2 * FIGURE_PADDING };
      aft_paper_set_colour (cairo, AFT_TOKEN_DAY_ACCENT);
      cairo_rectangle (cairo, left, top + FIGURE_PADDING, FIGURE_RULE, block->height);
      cairo_fill (cairo);
      cairo_tag_begin (cairo, "P", NULL);
      set_figure (cairo, language, &said->figures[i], place, TRUE);
      cairo_tag_end (cairo, "P");
    }
}

/* -- facts -------------------------------------------------------------------------------------
 */

static double
set_fact (cairo_t *cairo,
          AftLanguage language,
          const AftReportFact *fact,
          double top,
          gboolean is_drawn)
{
  const double left = FACT_LABEL + FACT_GAP;
  const AftPaperText label = { fact->label, &fact_font, FACT_LABEL, PANGO_ALIGN_LEFT, MOST_LINES };
  const AftPaperText text
      = { fact->text, &text_font, AFT_PAPER_COLUMN - left, PANGO_ALIGN_LEFT, MOST_LINES };
  g_autoptr (PangoLayout) first = aft_paper_make_layout (cairo, language, &label);
  g_autoptr (PangoLayout) second = aft_paper_make_layout (cairo, language, &text);

  if (is_drawn)
    {
      /* Serif and sans stand on one line. */
      double lower = (pango_layout_get_baseline (first) - pango_layout_get_baseline (second))
                     / (double) PANGO_SCALE;
      aft_paper_show (cairo, first, &fact_font, AFT_PAPER_LEFT, top - MIN (lower, 0));
      aft_paper_show (cairo, second, &text_font, AFT_PAPER_LEFT + left, top + MAX (lower, 0));
    }
  return MAX (aft_paper_get_height (first), aft_paper_get_height (second)) + 2 * FACT_PADDING;
}

static void
measure_facts (cairo_t *cairo, AftLanguage language, AftPaperBlock *block, AftFlowBlock *ret_flow)
{
  ret_flow->before = 8;
  for (gsize i = 0; i < block->block->n_facts; i++)
    {
      double height = set_fact (cairo, language, &block->block->facts[i], 0, FALSE);
      g_array_append_val (ret_flow->rows, height);
    }
}

/* -- charts ------------------------------------------------------------------------------------
 */

static gboolean
measure_chart (AftPaperBlock *block, AftFlowBlock *ret_flow, GError **error)
{
  g_autofree char *svg = aft_paper_fonts_dup_chart (block->block->svg);
  g_autoptr (GError) reason = NULL;
  double width = 0;
  double height = 0;

  block->chart = rsvg_handle_new_from_data ((const guint8 *) svg, strlen (svg), &reason);
  if (block->chart == NULL
      || !rsvg_handle_get_intrinsic_size_in_pixels (block->chart, &width, &height) || width <= 0
      || height <= 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A chart cannot be read: %s",
                   reason != NULL ? reason->message : "it has no size");
      return FALSE;
    }
  double scale = MIN (AFT_PAPER_COLUMN / width, CHART_MOST * AFT_PAPER_BODY / height);
  block->width = width * scale;
  block->height = height * scale;
  g_array_append_val (ret_flow->rows, block->height);
  ret_flow->before = 8;
  ret_flow->least = block->height * CHART_LEAST;
  return TRUE;
}

static gboolean
draw_chart (cairo_t *cairo, const AftPaperBlock *block, double height, double top, GError **error)
{
  const double width = block->width * height / block->height;
  const RsvgRectangle place = { AFT_PAPER_LEFT, top, width, height };
  g_autoptr (GError) reason = NULL;

  if (rsvg_handle_render_document (block->chart, cairo, &place, &reason))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "A chart cannot be drawn: %s",
               reason->message);
  return FALSE;
}

/* -- any block ---------------------------------------------------------------------------------
 */

void
aft_paper_block_clear (AftPaperBlock *block)
{
  g_clear_object (&block->layout);
  g_clear_object (&block->chart);
  g_clear_pointer (&block->columns, g_free);
}

gboolean
aft_paper_measure (cairo_t *cairo,
                   AftLanguage language,
                   const AftReportBlock *block,
                   AftPaperBlock *ret_block,
                   AftFlowBlock *ret_flow,
                   GError **error)
{
  ret_block->block = block;
  ret_flow->begins_page = block->begins_page;
  switch (block->kind)
    {
    case AFT_REPORT_FIGURES:
      measure_figures (cairo, language, ret_block, ret_flow);
      return TRUE;
    case AFT_REPORT_FACTS:
      measure_facts (cairo, language, ret_block, ret_flow);
      return TRUE;
    case AFT_REPORT_CHART:
      return measure_chart (ret_block, ret_flow, error);
    case AFT_REPORT_TABLE:
      aft_paper_table_measure (cairo, language, ret_block, ret_flow);
      return TRUE;
    default:
      measure_text (cairo, language, ret_block, ret_flow);
      return TRUE;
    }
}

gboolean
aft_paper_draw (cairo_t *cairo,
                AftLanguage language,
                const AftPaperBlock *block,
                const AftFlowPlace *place,
                double top,
                GError **error)
{
  switch (block->block->kind)
    {
    case AFT_REPORT_FIGURES:
      draw_figures (cairo, language, block, place->row, top);
      return TRUE;
    case AFT_REPORT_FACTS:
      cairo_tag_begin (cairo, "P", NULL);
      set_fact (cairo, language, &block->block->facts[place->row], top + FACT_PADDING, TRUE);
      cairo_tag_end (cairo, "P");
      return TRUE;
    case AFT_REPORT_CHART:
      return draw_chart (cairo, block, place->height, top, error);
    case AFT_REPORT_TABLE:
      aft_paper_table_draw (cairo, language, block, place->row, top);
      return TRUE;
    default:
      draw_text (cairo, block, place->row, top);
      return TRUE;
    }
}

const char *
aft_paper_get_tag (AftReportKind kind)
{
  switch (kind)
    {
    case AFT_REPORT_FIGURES:
    case AFT_REPORT_FACTS:
      return "Div";
    case AFT_REPORT_CHART:
      return "Figure";
    case AFT_REPORT_TABLE:
      return "Table";
    default:
      return texts[kind].tag;
    }
}
