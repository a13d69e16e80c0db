/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets: which card stands where on which page, the marks where the sheet is cut, and the PDF
 * that holds them. What is on a card is aft-card-drawing.c's; which cards there are, and in which
 * words, is the caller's. */
#include "aft-card-sheet.h"

#include <cairo-pdf.h>

#include "aft-card-drawing-private.h"
#include "aft-error.h"
#include "aft-paper-fonts-private.h"

/* A cut mark begins off the edge, where no office printer prints, and ends where it is gone with
 * the first cut of a card's margin. */
#define MARK_FROM_MM 4.0
#define MARK_TO_MM   9.0
#define CROSS_MM     3.0
#define MARK_WIDTH   0.25 /* points */

#define COLUMNS 2

static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_line (cairo_t *cairo, double x1_mm, double y1_mm, double x2_mm, double y2_mm)
{
  cairo_move_to (cairo, x1_mm * AFT_CARD_POINTS, y1_mm * AFT_CARD_POINTS);
  cairo_line_to (cairo, x2_mm * AFT_CARD_POINTS, y2_mm * AFT_CARD_POINTS);
}

static void
draw_marks (cairo_t *cairo)
{
  const double x = AFT_CARD_WIDTH_MM;
  const double y = AFT_CARD_HEIGHT_MM;

  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_set_line_width (cairo, MARK_WIDTH);
  draw_line (cairo, x, MARK_FROM_MM, x, MARK_TO_MM);
  draw_line (cairo, x, 2 * y - MARK_TO_MM, x, 2 * y - MARK_FROM_MM);
  draw_line (cairo, MARK_FROM_MM, y, MARK_TO_MM, y);
  draw_line (cairo, 2 * x - MARK_TO_MM, y, 2 * x - MARK_FROM_MM, y);
  draw_line (cairo, x - CROSS_MM, y, x + CROSS_MM, y);
  draw_line (cairo, x, y - CROSS_MM, x, y + CROSS_MM);
  cairo_stroke (cairo);
}

static gboolean
draw_page (cairo_t *cairo,
           const AftCardSheet *sheet,
           guint first,
           const GPtrArray *faces,
           GError **error)
{
  gboolean is_drawn = TRUE;

  draw_marks (cairo);
  for (guint i = first; i < MIN (first + AFT_CARD_SHEET_PAGE, sheet->n_cards) && is_drawn; i++)
    {
      guint place = i - first;

      cairo_save (cairo);
      cairo_translate (cairo, place % COLUMNS * AFT_CARD_WIDTH_MM * AFT_CARD_POINTS,
                       place / COLUMNS * AFT_CARD_HEIGHT_MM * AFT_CARD_POINTS);
      is_drawn = aft_card_draw (cairo, sheet, &sheet->cards[i], faces, error);
      cairo_restore (cairo);
    }
  cairo_show_page (cairo);
  return is_drawn;
}

static void
describe (cairo_surface_t *surface, const AftCardSheet *sheet)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (sheet->made_ms / 1000);
  g_autofree char *time = made != NULL ? g_date_time_format_iso8601 (made) : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Aftertaste");
  if (time != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static gboolean
draw_pages (cairo_surface_t *surface, const AftCardSheet *sheet, GError **error)
{
  g_autoptr (cairo_t) cairo = cairo_create (surface);
  g_autoptr (GPtrArray) faces = aft_card_load_faces (error);
  gboolean is_drawn = faces != NULL;

  for (guint first = 0; first < sheet->n_cards && is_drawn; first += AFT_CARD_SHEET_PAGE)
    is_drawn = draw_page (cairo, sheet, first, faces, error);
  return is_drawn;
}

/* An address is set as English is, whatever languages the card speaks. */
static AftPaperFonts *
make_fonts (const AftCardSheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint languages = 1u << AFT_LANGUAGE_EN;

  g_ptr_array_add (texts, (gpointer) AFT_CARD_BETWEEN_LABELS);
  for (guint i = 0; i < sheet->n_texts; i++)
    {
      languages |= 1u << sheet->texts[i].language;
      g_ptr_array_add (texts, (gpointer) sheet->texts[i].name);
      g_ptr_array_add (texts, (gpointer) sheet->texts[i].invitation);
      g_ptr_array_add (texts, (gpointer) sheet->texts[i].table_label);
    }
  for (guint i = 0; i < sheet->n_cards; i++)
    {
      g_ptr_array_add (texts, (gpointer) sheet->cards[i].table);
      g_ptr_array_add (texts, (gpointer) sheet->cards[i].address);
    }
  return aft_paper_fonts_new (languages, texts, error);
}

static gboolean
check_sheet (const AftCardSheet *sheet, GError **error)
{
  if (sheet->n_texts >= 1 && sheet->n_texts <= AFT_LANGUAGES && sheet->n_cards >= 1
      && sheet->n_cards <= AFT_CARD_SHEET_MAX)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "From 1 to %d cards are printed at a time",
               AFT_CARD_SHEET_MAX);
  return FALSE;
}

GBytes *
aft_card_sheet_to_pdf (const AftCardSheet *sheet, GError **error)
{
  if (!check_sheet (sheet, error))
    return NULL;
  g_autoptr (AftPaperFonts) fonts = make_fonts (sheet, error);
  if (fonts == NULL)
    return NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (cairo_surface_t) surface = cairo_pdf_surface_create_for_stream (
      append_bytes, bytes, COLUMNS * AFT_CARD_WIDTH_MM * AFT_CARD_POINTS,
      COLUMNS * AFT_CARD_HEIGHT_MM * AFT_CARD_POINTS);
  describe (surface, sheet);
  gboolean is_drawn = draw_pages (surface, sheet, error);
  cairo_surface_finish (surface);
  if (!is_drawn)
    return NULL;
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The cards could not be drawn: %s",
                   cairo_status_to_string (cairo_surface_status (surface)));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
