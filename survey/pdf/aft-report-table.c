/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table on paper: its columns share the width by what stands in them, numbers get what they need
 * before texts are broken, and where there are too many columns the letters get smaller. Its head
 * is drawn again on each page. Nothing of a cell is cut off below MOST_LINES lines. */
#include "aft-report-drawing-private.h"
#include "aft-tokens.h"

#define GAP         1.2  /* between two columns, of the letters' size */
#define MORE        26.0 /* what a column gets at most beyond its need */
#define LEAST_TEXT  9.0  /* of the letters' size: a longer text is broken before numbers are */
#define PADDING     2.6
#define TITLE_BELOW 2.0
#define MOST_LINES  12

static const double sizes[] = { 8.5, 7.5, 6.5, 5.5 };

static const AftPaperFont title_font = { 9.5, 1.4, TRUE, AFT_TOKEN_DAY_INK };

static AftPaperFont
get_cell_font (double size)
{
  return (AftPaperFont){ size, 1, FALSE, AFT_TOKEN_DAY_INK };
}

static AftPaperFont
get_head_font (double size)
{
  return (AftPaperFont){ size, 1, FALSE, AFT_TOKEN_DAY_MUTED };
}

/* -- columns -----------------------------------------------------------------------------------
 */

typedef struct
{
  double wanted;
  double least;
} Need;

static double
get_width (PangoLayout *layout, const char *text)
{
  PangoRectangle rectangle;
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  pango_layout_get_extents (layout, NULL, &rectangle);
  return (double) rectangle.width / PANGO_SCALE + 0.5; /* what rounding may take away */
}

/* Its longest part that nothing breaks. */
static double
get_word (PangoLayout *layout, const char *text)
{
  pango_layout_set_width (layout, 0);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  const double width = get_width (layout, text);
  pango_layout_set_width (layout, -1);
  return width;
}

static Need
get_need (PangoLayout *layout, const AftReportTable *table, gsize column, double size)
{
  const AftReportColumn *head = &table->columns[column];
  double cells = 0;

  for (gsize i = 0; i < table->n_rows; i++)
    cells = MAX (cells, get_width (layout, table->cells[i * table->n_columns + column]));
  return (Need){ .wanted = MAX (get_width (layout, head->label), cells),
                 .least = MAX (get_word (layout, head->label),
                               head->is_number ? cells : MIN (cells, LEAST_TEXT * size)) };
}

/* Columns by their needs; less than their least where even that is too much. */
static void
share_width (AftPaperColumn *columns, const Need *needs, gsize n_columns)
{
  const double gap = GAP * columns[0].size;
  const double room = AFT_PAPER_COLUMN - (double) (n_columns - 1) * gap;
  double wanted = 0;
  double least = 0;
  double left = AFT_PAPER_LEFT;

  for (gsize i = 0; i < n_columns; i++)
    {
      wanted += needs[i].wanted;
      least += needs[i].least;
    }
  for (gsize i = 0; i < n_columns; i++)
    {
      const Need *need = &needs[i];
      columns[i].left = left;
      if (wanted <= room)
        columns[i].width = need->wanted + MIN ((room - wanted) / (double) n_columns, MORE);
      else if (least <= room)
        columns[i].width
            = need->least + (need->wanted - need->least) * (room - least) / (wanted - least);
      else
        columns[i].width = need->least * room / least;
      left += columns[i].width + gap;
    }
}

/* FALSE: letters of @size are too large for the columns' least. */
static gboolean
try_size (cairo_t *cairo, AftLanguage language, AftPaperBlock *block, double size)
{
  const AftReportTable *table = &block->block->table;
  const AftPaperFont font = get_cell_font (size);
  const AftPaperText any = { .text = "", .font = &font, .width = -1 };
  g_autoptr (PangoLayout) layout = aft_paper_make_layout (cairo, language, &any);
  g_autofree Need *needs = g_new0 (Need, table->n_columns);
  double least = (double) (table->n_columns - 1) * GAP * size;

  for (gsize i = 0; i < table->n_columns; i++)
    {
      needs[i] = get_need (layout, table, i, size);
      least += needs[i].least;
      block->columns[i].size = size;
    }
  share_width (block->columns, needs, table->n_columns);
  return least <= AFT_PAPER_COLUMN;
}

static double
get_end (const AftPaperBlock *block)
{
  const AftPaperColumn *last = &block->columns[block->block->table.n_columns - 1];
  return last->left + last->width;
}

/* -- rows --------------------------------------------------------------------------------------
 */

static const char *
get_cell (const AftReportTable *table, gint row, gsize column)
{
  if (row == AFT_FLOW_HEAD)
    return table->columns[column].label;
  if ((gsize) row >= table->n_rows)
    return column == 0 ? "—" : NULL; /* a table without rows has one that says so */
  return table->cells[(gsize) row * table->n_columns + column];
}

/* The cells of a row, or of the head; drawn where @is_drawn, and how high they are. */
static double
set_row (cairo_t *cairo,
         AftLanguage language,
         const AftPaperBlock *block,
         const AftFlowPlace *place, /* its row, and where */
         gboolean is_drawn)
{
  const AftReportTable *table = &block->block->table;
  const gboolean is_head = place->row == AFT_FLOW_HEAD;
  const char *tag = is_head ? "TH" : "TD";
  double height = block->columns[0].size;

  for (gsize i = 0; i < table->n_columns; i++)
    {
      const AftPaperColumn *column = &block->columns[i];
      const AftPaperFont font
          = is_head ? get_head_font (column->size) : get_cell_font (column->size);
      const PangoAlignment side
          = table->columns[i].is_number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
      const AftPaperText text
          = { get_cell (table, place->row, i), &font, column->width, side, MOST_LINES };
      g_autoptr (PangoLayout) layout = aft_paper_make_layout (cairo, language, &text);
      height = MAX (height, aft_paper_get_height (layout));
      if (!is_drawn)
        continue;
      cairo_tag_begin (cairo, tag, NULL);
      aft_paper_show (cairo, layout, &font, column->left, place->top + PADDING);
      cairo_tag_end (cairo, tag);
    }
  return height + 2 * PADDING;
}

static double
set_title (cairo_t *cairo,
           AftLanguage language,
           const AftPaperBlock *block,
           double top,
           gboolean is_drawn)
{
  const AftPaperText text = { .text = block->block->table.title,
                              .font = &title_font,
                              .width = AFT_PAPER_COLUMN,
                              .most_lines = MOST_LINES };
  if (text.text == NULL)
    return 0;
  g_autoptr (PangoLayout) layout = aft_paper_make_layout (cairo, language, &text);
  if (is_drawn)
    {
      cairo_tag_begin (cairo, "Caption", NULL);
      aft_paper_show (cairo, layout, &title_font, AFT_PAPER_LEFT, top);
      cairo_tag_end (cairo, "Caption");
    }
  return aft_paper_get_height (layout) + TITLE_BELOW;
}

void
aft_paper_table_measure (cairo_t *cairo,
                         AftLanguage language,
                         AftPaperBlock *block,
                         AftFlowBlock *ret_flow)
{
  const AftReportTable *table = &block->block->table;
  AftFlowPlace place = { .row = AFT_FLOW_HEAD };
  gsize at = 0;

  block->columns = g_new0 (AftPaperColumn, table->n_columns);
  while (!try_size (cairo, language, block, sizes[at]) && at + 1 < G_N_ELEMENTS (sizes))
    at++;
  ret_flow->before = 9;
  ret_flow->head = set_row (cairo, language, block, &place, FALSE)
                   + set_title (cairo, language, block, 0, FALSE);
  for (gsize i = 0; i < MAX (table->n_rows, 1); i++)
    {
      place.row = (gint) i;
      double height = set_row (cairo, language, block, &place, FALSE);
      g_array_append_val (ret_flow->rows, height);
    }
}

void
aft_paper_table_draw (cairo_t *cairo,
                      AftLanguage language,
                      const AftPaperBlock *block,
                      gint row,
                      double top)
{
  const gboolean is_head = row == AFT_FLOW_HEAD;
  const AftFlowPlace place
      = { .row = row, .top = top + (is_head ? set_title (cairo, language, block, top, TRUE) : 0) };

  cairo_tag_begin (cairo, "TR", NULL);
  const double height = set_row (cairo, language, block, &place, TRUE);
  cairo_tag_end (cairo, "TR");
  aft_paper_set_colour (cairo, AFT_TOKEN_DAY_LINE);
  cairo_set_line_width (cairo, is_head ? 0.9 : 0.3);
  cairo_move_to (cairo, AFT_PAPER_LEFT, place.top + height);
  cairo_line_to (cairo, get_end (block), place.top + height);
  cairo_stroke (cairo);
}
