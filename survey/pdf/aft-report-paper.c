/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a report: all blocks are measured, placed by the flow, then drawn page after page
 * with what runs along above and below. The head and the foot are no part of the document's
 * structure, so that nobody is read them again and again. What a block looks like is
 * aft-report-drawing.c's, where it stands aft-report-flow.c's. */
#include "aft-report-paper.h"

#include <cairo-pdf.h>
#include <string.h>

#include "aft-error.h"
#include "aft-paper-fonts-private.h"
#include "aft-report-drawing-private.h"
#include "aft-tokens.h"

#define HEAD_TOP   32.0
#define FOOT_TOP   (AFT_PAPER_HEIGHT - 40.0)
#define RULE_ABOVE 5.0
#define RULE_WIDTH 0.4
#define PAGE_WIDTH 130.0 /* of the page's number, at the right */

static const AftPaperFont running_font = { 7.5, 1.4, FALSE, AFT_TOKEN_DAY_MUTED };

typedef struct
{
  const AftReportDocument *document;
  AftLanguage language;
  cairo_surface_t *surface;
  cairo_t *cairo;
  GArray *blocks; /* AftPaperBlock */
  GArray *flows;  /* AftFlowBlock */
  GArray *places; /* AftFlowPlace */
  guint pages;
  int title_id; /* of the outline: what its sections are under */
} Paper;

/* -- letters -----------------------------------------------------------------------------------
 */

static void
add_text (GPtrArray *texts, const char *text)
{
  g_ptr_array_add (texts, (gpointer) text);
}

static void
add_block_texts (GPtrArray *texts, const AftReportBlock *block)
{
  add_text (texts, block->text);
  add_text (texts, block->svg);
  for (gsize i = 0; i < block->n_figures; i++)
    {
      add_text (texts, block->figures[i].label);
      add_text (texts, block->figures[i].value);
      add_text (texts, block->figures[i].range);
      add_text (texts, block->figures[i].note);
    }
  for (gsize i = 0; i < block->n_facts; i++)
    {
      add_text (texts, block->facts[i].label);
      add_text (texts, block->facts[i].text);
    }
  for (gsize i = 0; i < block->table.n_columns; i++)
    add_text (texts, block->table.columns[i].label);
  for (gsize i = 0; i < block->table.n_rows * block->table.n_columns; i++)
    add_text (texts, block->table.cells[i]);
}

static AftPaperFonts *
make_fonts (const AftReportDocument *document, GError **error)
{
  const AftReportHead *head = aft_report_document_get_head (document);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  add_text (texts, head->title);
  add_text (texts, head->page_of);
  add_text (texts, head->made);
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    add_block_texts (texts, aft_report_document_get_block (document, i));
  return aft_paper_fonts_new (1u << head->language, texts, error);
}

/* -- pages -------------------------------------------------------------------------------------
 */

static void
clear_block (gpointer data)
{
  aft_paper_block_clear (data);
}

static void
clear_flow (gpointer data)
{
  AftFlowBlock *flow = data;
  g_clear_pointer (&flow->rows, g_array_unref);
}

static void
paper_clear (Paper *paper)
{
  g_clear_pointer (&paper->places, g_array_unref);
  g_clear_pointer (&paper->flows, g_array_unref);
  g_clear_pointer (&paper->blocks, g_array_unref);
  g_clear_pointer (&paper->cairo, cairo_destroy);
  g_clear_pointer (&paper->surface, cairo_surface_destroy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* -- before drawing ----------------------------------------------------------------------------
 */

/* Cairo writes later versions with tables that aft_paper_add_language() does not read. */
static void
open_surface (Paper *paper, GByteArray *bytes)
{
  const AftReportHead *head = aft_report_document_get_head (paper->document);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (head->made_ms / 1000);
  g_autofree char *time = made != NULL ? g_date_time_format_iso8601 (made) : NULL;

  paper->surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, AFT_PAPER_WIDTH,
                                                        AFT_PAPER_HEIGHT);
  cairo_pdf_surface_restrict_to_version (paper->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_TITLE, head->title);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATOR, "Aftertaste");
  if (time != NULL)
    cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  paper->cairo = cairo_create (paper->surface);
}

static gboolean
measure_blocks (Paper *paper, GError **error)
{
  const gsize length = aft_report_document_get_length (paper->document);

  paper->blocks = g_array_new (FALSE, TRUE, sizeof (AftPaperBlock));
  g_array_set_clear_func (paper->blocks, clear_block);
  paper->flows = g_array_new (FALSE, TRUE, sizeof (AftFlowBlock));
  g_array_set_clear_func (paper->flows, clear_flow);
  g_array_set_size (paper->blocks, (guint) length);
  g_array_set_size (paper->flows, (guint) length);
  for (guint i = 0; i < length; i++)
    {
      AftPaperBlock *block = &g_array_index (paper->blocks, AftPaperBlock, i);
      AftFlowBlock *flow = &g_array_index (paper->flows, AftFlowBlock, i);
      flow->rows = g_array_new (FALSE, FALSE, sizeof (double));
      if (!aft_paper_measure (paper->cairo, paper->language,
                              aft_report_document_get_block (paper->document, i), block, flow,
                              error))
        return FALSE;
    }
  return TRUE;
}

/* -- what runs along ---------------------------------------------------------------------------
 */

static void
show_running (const Paper *paper, const char *said, double left, double top, PangoAlignment side)
{
  const double width
      = side == PANGO_ALIGN_RIGHT ? PAGE_WIDTH : AFT_PAPER_LEFT + AFT_PAPER_COLUMN - left;
  const AftPaperText text
      = { said, &running_font, side == PANGO_ALIGN_RIGHT ? width : width - PAGE_WIDTH, side, 1 };
  g_autoptr (PangoLayout) layout = aft_paper_make_layout (paper->cairo, paper->language, &text);
  aft_paper_show (paper->cairo, layout, &running_font, left, top);
}

static void
draw_rule (const Paper *paper, double top)
{
  aft_paper_set_colour (paper->cairo, AFT_TOKEN_DAY_LINE);
  cairo_set_line_width (paper->cairo, RULE_WIDTH);
  cairo_move_to (paper->cairo, AFT_PAPER_LEFT, top);
  cairo_line_to (paper->cairo, AFT_PAPER_LEFT + AFT_PAPER_COLUMN, top);
  cairo_stroke (paper->cairo);
}

static char *
dup_page_of (const Paper *paper, guint page)
{
  g_autoptr (GString) said = g_string_new (aft_report_document_get_head (paper->document)->page_of);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *all = g_strdup_printf ("%u", paper->pages);

  g_string_replace (said, "{page}", number, 0);
  g_string_replace (said, "{pages}", all, 0);
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* The first page has the title itself. */
static void
draw_running (const Paper *paper, guint page)
{
  const AftReportHead *head = aft_report_document_get_head (paper->document);
  g_autofree char *page_of = dup_page_of (paper, page);

  if (page > 0)
    {
      show_running (paper, head->title, AFT_PAPER_LEFT, HEAD_TOP, PANGO_ALIGN_LEFT);
      draw_rule (paper, HEAD_TOP + running_font.size * 2);
    }
  draw_rule (paper, FOOT_TOP - RULE_ABOVE);
  show_running (paper, head->made, AFT_PAPER_LEFT, FOOT_TOP, PANGO_ALIGN_LEFT);
  show_running (paper, page_of, AFT_PAPER_LEFT + AFT_PAPER_COLUMN - PAGE_WIDTH, FOOT_TOP,
                PANGO_ALIGN_RIGHT);
}

static void
add_to_outline (Paper *paper, const AftReportBlock *block, const AftFlowPlace *place)
{
  char top[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (top, sizeof top, "%.1f", AFT_PAPER_TOP + place->top);
  g_autofree char *where = g_strdup_printf ("page=%u pos=[0 %s]", place->page + 1, top);
  const gboolean is_title = block->kind == AFT_REPORT_TITLE;
  int id = cairo_pdf_surface_add_outline (
      paper->surface, is_title ? CAIRO_PDF_OUTLINE_ROOT : paper->title_id, block->text, where,
      is_title ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  if (is_title)
    paper->title_id = id;
}

/* -- pages -------------------------------------------------------------------------------------
 */

static const AftFlowPlace *
get_place (const Paper *paper, guint at)
{
  return &g_array_index (paper->places, AftFlowPlace, at);
}

/* Whether the places at @at and @other are of one block on one page, and so of one mark. */
static gboolean
is_one (const Paper *paper, guint at, guint other)
{
  const AftFlowPlace *a = get_place (paper, at);
  const AftFlowPlace *b = get_place (paper, other);
  return a->page == b->page && a->block == b->block;
}

static gboolean
draw_place (Paper *paper, guint at, GError **error)
{
  const AftFlowPlace *place = get_place (paper, at);
  const AftPaperBlock *block = &g_array_index (paper->blocks, AftPaperBlock, place->block);
  const AftReportKind kind = block->block->kind;
  const char *tag = aft_paper_get_tag (kind);

  if (at == 0 || !is_one (paper, at, at - 1))
    cairo_tag_begin (paper->cairo, tag, NULL);
  if (place->row == 0 && (kind == AFT_REPORT_TITLE || kind == AFT_REPORT_SECTION))
    add_to_outline (paper, block->block, place);
  if (!aft_paper_draw (paper->cairo, paper->language, block, place, AFT_PAPER_TOP + place->top,
                       error))
    return FALSE;
  if (at + 1 == paper->places->len || !is_one (paper, at, at + 1))
    cairo_tag_end (paper->cairo, tag);
  return TRUE;
}

static gboolean
draw_pages (Paper *paper, GError **error)
{
  guint at = 0;

  cairo_tag_begin (paper->cairo, "Document", NULL);
  for (guint page = 0; page < paper->pages; page++)
    {
      draw_running (paper, page);
      for (; at < paper->places->len && get_place (paper, at)->page == page; at++)
        if (!draw_place (paper, at, error))
          return FALSE;
      cairo_show_page (paper->cairo);
    }
  cairo_tag_end (paper->cairo, "Document");
  return TRUE;
}

static gboolean
draw (Paper *paper, GError **error)
{
  if (!measure_blocks (paper, error))
    return FALSE;
  paper->places = aft_report_flow_place (paper->flows, AFT_PAPER_BODY);
  paper->pages = get_place (paper, paper->places->len - 1)->page + 1;
  if (!draw_pages (paper, error))
    return FALSE;
  cairo_surface_finish (paper->surface);
  if (cairo_surface_status (paper->surface) == CAIRO_STATUS_SUCCESS
      && cairo_status (paper->cairo) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The report could not be drawn: %s",
               cairo_status_to_string (cairo_surface_status (paper->surface)));
  return FALSE;
}

GBytes *
aft_report_paper_to_pdf (const AftReportDocument *document, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_auto (Paper) paper = { .document = document,
                           .language = aft_report_document_get_head (document)->language,
                           .title_id = CAIRO_PDF_OUTLINE_ROOT };

  if (aft_report_document_get_length (document) == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "There is nothing in the report");
      return NULL;
    }
  g_autoptr (AftPaperFonts) fonts = make_fonts (document, error);
  if (fonts == NULL)
    return NULL;
  open_surface (&paper, bytes);
  gboolean is_drawn = draw (&paper, error);
  cairo_surface_finish (paper.surface);
  return is_drawn ? aft_paper_add_language (bytes, paper.language, error) : NULL;
}
