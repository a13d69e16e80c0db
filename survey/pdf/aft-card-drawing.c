/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One card: the restaurant's name, five faces, one sentence a language, the QR code with its
 * address and the table. Everything is measured first: where the words need more room than there
 * is, they get smaller, never the code. The code is drawn as areas, module by module, so that it is
 * sharp at any resolution. */
#include "aft-card-drawing-private.h"

#include <pango/pangocairo.h>

#include "aft-error.h"
#include "aft-paper-fonts-private.h"
#include "aft-qr.h"
#include "aft-tokens.h"
#include "pdf-resources.h"

#define MARGIN_MM     9.0
#define FACE_MM       8.0
#define FACE_STEP_MM  12.0
#define FACES         5
#define PRINTED_BELOW 1.5 /* mm between the quiet zone and the address */

/* Points. */
#define NAME_SIZE             19.0
#define OTHER_NAME_SIZE       11.0
#define INVITATION_SIZE       12.0
#define OTHER_INVITATION_SIZE 9.5
#define ADDRESS_SIZE          7.5
#define LABEL_SIZE            10.0
#define TABLE_SIZE            30.0

#define SMALLEST_SCALE 0.4
#define LEGIBLE_SCALE  0.8 /* of what is small already */
#define SCALE_STEP     0.93

#define MOST_LINES (2 * AFT_LANGUAGES + 4)

/* A text in its place in the column, or the room for a drawing. */
typedef struct
{
  PangoLayout *layout;
  double height; /* points */
  double before; /* least room above it */
  const char *colour;
} Block;

typedef struct
{
  cairo_t *cairo;
  const AftCardSheet *sheet;
  const AftCard *card;
  AftQr *qr;
  double scale;
  GArray *blocks; /* Block */
  guint faces;    /* which of them is the faces' place, and which the code's */
  guint code;
} Drawing;

static void
clear_block (gpointer data)
{
  Block *block = data;
  g_clear_object (&block->layout);
}

static void
drawing_clear (Drawing *drawing)
{
  g_clear_pointer (&drawing->blocks, g_array_unref);
  g_clear_pointer (&drawing->qr, aft_qr_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

GPtrArray *
aft_card_load_faces (GError **error)
{
  static const char style[] = "svg { color: " AFT_TOKEN_DAY_ACCENT "; }";
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= FACES; i++)
    {
      g_autofree char *name = g_strdup_printf ("/aftertaste/pdf/face-%u.svg", i);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (aft_pdf_get_resource (), name,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (bytes != NULL);
      RsvgHandle *face = rsvg_handle_new_from_data (g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), NULL);
      if (face == NULL
          || !rsvg_handle_set_stylesheet (face, (const guint8 *) style, sizeof style - 1, NULL))
        {
          g_clear_object (&face);
          g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The faces cannot be read");
          return NULL;
        }
      g_ptr_array_add (faces, face);
    }
  return g_steal_pointer (&faces);
}

/* -- measuring ---------------------------------------------------------------------------------
 */

static double
get_column (void)
{
  return (AFT_CARD_WIDTH_MM - 2 * MARGIN_MM) * AFT_CARD_POINTS;
}

typedef struct
{
  const char *text;
  AftLanguage language;
  double size; /* points before scaling */
  gboolean is_serif;
  double before; /* mm */
  const char *colour;
  PangoWrapMode wrap;
} Line;

/* An address that is broken in two must not gain a hyphen. */
static void
forbid_hyphens (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
make_layout (const Drawing *drawing, const Line *line)
{
  PangoLayout *layout = pango_cairo_create_layout (drawing->cairo);
  PangoFontDescription *font = pango_font_description_new ();
  PangoContext *context = pango_layout_get_context (layout);
  double scale = line->size <= ADDRESS_SIZE ? MAX (drawing->scale, LEGIBLE_SCALE) : drawing->scale;

  pango_context_set_language (context,
                              pango_language_from_string (aft_language_get_tag (line->language)));
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_family_static (
      font, aft_paper_fonts_get_family (line->language, line->is_serif));
  pango_font_description_set_absolute_size (font, line->size * scale * PANGO_SCALE);
  if (line->is_serif)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (get_column () * PANGO_SCALE));
  pango_layout_set_wrap (layout, line->wrap);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  forbid_hyphens (layout);
  pango_layout_set_text (layout, line->text, -1);
  return layout;
}

static void
add_line (Drawing *drawing, const Line *line)
{
  PangoRectangle rectangle;
  Block block = { .layout = make_layout (drawing, line),
                  .before = line->before * AFT_CARD_POINTS,
                  .colour = line->colour };

  pango_layout_get_extents (block.layout, NULL, &rectangle);
  block.height = (double) rectangle.height / PANGO_SCALE;
  g_array_append_val (drawing->blocks, block);
}

static guint
add_room (Drawing *drawing, double height_mm, double before_mm)
{
  const Block block
      = { .height = height_mm * AFT_CARD_POINTS, .before = before_mm * AFT_CARD_POINTS };

  g_array_append_val (drawing->blocks, block);
  return drawing->blocks->len - 1;
}

static void
add_names (Drawing *drawing)
{
  const AftCardSheet *sheet = drawing->sheet;

  for (guint i = 0; i < sheet->n_texts; i++)
    {
      const AftCardText *text = &sheet->texts[i];
      Line line = { text->name,
                    text->language,
                    i == 0 ? NAME_SIZE : OTHER_NAME_SIZE,
                    TRUE,
                    i == 0 ? 0 : 0.5,
                    i == 0 ? AFT_TOKEN_DAY_INK : AFT_TOKEN_DAY_MUTED,
                    PANGO_WRAP_WORD_CHAR };
      if (text->name != NULL)
        add_line (drawing, &line);
    }
}

static void
add_invitations (Drawing *drawing)
{
  const AftCardSheet *sheet = drawing->sheet;

  for (guint i = 0; i < sheet->n_texts; i++)
    {
      const AftCardText *text = &sheet->texts[i];
      Line line = { text->invitation,
                    text->language,
                    i == 0 ? INVITATION_SIZE : OTHER_INVITATION_SIZE,
                    FALSE,
                    i == 0 ? 3 : 1,
                    i == 0 ? AFT_TOKEN_DAY_INK : AFT_TOKEN_DAY_MUTED,
                    PANGO_WRAP_WORD_CHAR };
      add_line (drawing, &line);
    }
}

static double
get_quiet_mm (const Drawing *drawing)
{
  return AFT_CARD_QR_MM * (double) AFT_QR_QUIET_MODULES / aft_qr_get_size (drawing->qr);
}

static void
add_table (Drawing *drawing)
{
  const AftCardSheet *sheet = drawing->sheet;
  g_autoptr (GString) label = g_string_new (NULL);

  if (drawing->card->table == NULL)
    return;
  for (guint i = 0; i < sheet->n_texts; i++)
    if (g_strstr_len (label->str, -1, sheet->texts[i].table_label) == NULL)
      g_string_append_printf (label, "%s%s", i > 0 ? AFT_CARD_BETWEEN_LABELS : "",
                              sheet->texts[i].table_label);
  const AftLanguage language = sheet->texts[0].language;
  const Line lines[] = {
    { label->str, language, LABEL_SIZE, FALSE, 2, AFT_TOKEN_DAY_MUTED, PANGO_WRAP_WORD_CHAR },
    { drawing->card->table, language, TABLE_SIZE, TRUE, 0, AFT_TOKEN_DAY_INK, PANGO_WRAP_CHAR },
  };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (drawing, &lines[i]);
}

/* The blocks at the drawing's scale; the points that they need. */
static double
measure (Drawing *drawing)
{
  double sum = 0;
  g_array_set_size (drawing->blocks, 0);
  add_names (drawing);
  drawing->faces = add_room (drawing, FACE_MM, 2.5);
  add_invitations (drawing);
  drawing->code = add_room (drawing, AFT_CARD_QR_MM + 2 * get_quiet_mm (drawing), 0);
  const Line address = { drawing->card->address, AFT_LANGUAGE_EN,     ADDRESS_SIZE,   FALSE,
                         PRINTED_BELOW,          AFT_TOKEN_DAY_MUTED, PANGO_WRAP_CHAR };
  add_line (drawing, &address);
  add_table (drawing);
  for (guint i = 0; i < drawing->blocks->len; i++)
    {
      const Block *block = &g_array_index (drawing->blocks, Block, i);
      sum += block->height + block->before;
    }
  return sum;
}

/* -- drawing -----------------------------------------------------------------------------------
 */

static void
set_colour (cairo_t *cairo, const char *hex)
{
  guint64 rgb = g_ascii_strtoull (hex + 1, NULL, 16);
  cairo_set_source_rgb (cairo, (double) (rgb >> 16 & 0xff) / 255, (double) (rgb >> 8 & 0xff) / 255,
                        (double) (rgb & 0xff) / 255);
}

static gboolean
draw_faces (const Drawing *drawing, const GPtrArray *faces, double top, GError **error)
{
  const double side = FACE_MM * AFT_CARD_POINTS;
  const double first = (AFT_CARD_WIDTH_MM - (FACES - 1) * FACE_STEP_MM - FACE_MM) / 2;
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < faces->len; i++)
    {
      const RsvgRectangle place = { (first + i * FACE_STEP_MM) * AFT_CARD_POINTS, top, side, side };
      if (rsvg_handle_render_document (faces->pdata[i], drawing->cairo, &place, &reason))
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "A face cannot be drawn: %s",
                   reason->message);
      return FALSE;
    }
  return TRUE;
}

/* All modules in one area: seams between areas would show. */
static void
draw_code (const Drawing *drawing, double top)
{
  const guint size = aft_qr_get_size (drawing->qr);
  const double module = AFT_CARD_QR_MM * AFT_CARD_POINTS / size;
  const double left = (AFT_CARD_WIDTH_MM - AFT_CARD_QR_MM) / 2 * AFT_CARD_POINTS;

  top += AFT_QR_QUIET_MODULES * module;
  for (guint i = 0; i < size * size; i++)
    if (aft_qr_is_dark (drawing->qr, i % size, i / size))
      cairo_rectangle (drawing->cairo, left + i % size * module, top + i / size * module, module,
                       module);
  cairo_set_source_rgb (drawing->cairo, 0, 0, 0);
  cairo_fill (drawing->cairo);
}

static gboolean
draw_blocks (const Drawing *drawing, const GPtrArray *faces, double spare, GError **error)
{
  double top = MARGIN_MM * AFT_CARD_POINTS;
  const double more = spare / drawing->blocks->len;

  for (guint i = 0; i < drawing->blocks->len; i++)
    {
      const Block *block = &g_array_index (drawing->blocks, Block, i);
      top += block->before + (i > 0 ? more : more / 2);
      if (i == drawing->code)
        draw_code (drawing, top);
      else if (i == drawing->faces && !draw_faces (drawing, faces, top, error))
        return FALSE;
      else if (block->layout != NULL)
        {
          set_colour (drawing->cairo, block->colour);
          cairo_move_to (drawing->cairo, MARGIN_MM * AFT_CARD_POINTS, top);
          pango_cairo_show_layout (drawing->cairo, block->layout);
        }
      top += block->height;
    }
  return TRUE;
}

gboolean
aft_card_draw (cairo_t *cairo,
               const AftCardSheet *sheet,
               const AftCard *card,
               const GPtrArray *faces,
               GError **error)
{
  const double room = (AFT_CARD_HEIGHT_MM - 2 * MARGIN_MM) * AFT_CARD_POINTS;
  g_auto (Drawing) drawing = { .cairo = cairo, .sheet = sheet, .card = card, .scale = 1 };

  drawing.qr = aft_qr_new (card->address, error);
  if (drawing.qr == NULL)
    return FALSE;
  drawing.blocks = g_array_sized_new (FALSE, TRUE, sizeof (Block), MOST_LINES);
  g_array_set_clear_func (drawing.blocks, clear_block);
  double need = measure (&drawing);
  while (need > room && drawing.scale > SMALLEST_SCALE)
    {
      drawing.scale *= SCALE_STEP;
      need = measure (&drawing);
    }
  return draw_blocks (&drawing, faces, MAX (room - need, 0), error);
}
