/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a slip looks: its texts set by Pango, the code module by module, the brand's mark, all at the
 * printer's own resolution and then black or white. What it says is aft-slip.c's. Draws without a
 * display and on any thread: the fonts are its own, and given back. */
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "aft-error.h"
#include "aft-qr.h"
#include "aft-slip-private.h"

#define MM_PER_INCH 25.4
#define BYTE_BITS   8
#define BLACK       0x80 /* ink from this much on is a black dot */

/* Lengths in millimetres. */
#define NARROW_PAPER        58
#define WIDE_PAPER          80
#define NARROW_PRINT        48.0
#define WIDE_PRINT          72.0
#define WIDE_ENOUGH         60.0 /* from here on letters are larger */
#define WIDE_LETTERS        1.15
#define SIDE_MARGIN         0.75
#define TOP_MARGIN          1.0
#define BOTTOM_MARGIN       3.0
#define RULE_WEIGHT         0.25
#define MARK_SIDE           8.5
#define LEAST_CODE_SIDE     24.0
#define WANTED_CODE_SIDE    50.0
#define WANTED_MODULE       0.6 /* on narrow paper */
#define WIDE_MODULE         0.7
#define LEAST_MODULE        0.5
#define SMALLEST_NUMBER_FIT 0.4 /* of its usual size, that a long number shrinks to */

typedef struct
{
  const char *kind; /* of the Noto fonts */
  PangoWeight weight;
  double size_mm; /* of the em; 0: no text */
  double gap_mm;  /* above it */
  gboolean has_rule;
} Look;

static const Look looks[AFT_SLIP_PARTS] = {
  [AFT_SLIP_MARK] = { "Sans", PANGO_WEIGHT_NORMAL, 0, 0, FALSE },
  [AFT_SLIP_HOUSE] = { "Sans", PANGO_WEIGHT_BOLD, 4.75, 1.0, FALSE },
  [AFT_SLIP_VISIT] = { "Sans", PANGO_WEIGHT_NORMAL, 3.25, 0.75, FALSE },
  [AFT_SLIP_NUMBER_TITLE] = { "Sans", PANGO_WEIGHT_NORMAL, 3.25, 1.5, TRUE },
  [AFT_SLIP_NUMBER] = { "Serif", PANGO_WEIGHT_BOLD, 11.0, 0, FALSE },
  [AFT_SLIP_CODE] = { "Sans", PANGO_WEIGHT_NORMAL, 0, 0, FALSE },
  [AFT_SLIP_CODE_TITLE] = { "Sans", PANGO_WEIGHT_BOLD, 3.25, 0, FALSE },
  [AFT_SLIP_ADDRESS] = { "Sans Mono", PANGO_WEIGHT_NORMAL, 2.5, 0.75, FALSE },
  [AFT_SLIP_NEXT] = { "Sans", PANGO_WEIGHT_NORMAL, 3.5, 1.5, TRUE },
  [AFT_SLIP_TELEPHONE] = { "Sans", PANGO_WEIGHT_BOLD, 3.25, 1.0, FALSE },
};

/* What is under way; everything in dots. */
typedef struct
{
  const AftSlip *slip;
  guint width;
  double mm; /* dots */
  double letters;
  PangoContext *context;
  PangoLayout *layouts[AFT_SLIP_PARTS]; /* NULL where there is no text */
  AftQr *code;
  guint module;
  AftSlipPlace places[AFT_SLIP_PARTS];
  int rules[AFT_SLIP_PARTS]; /* row of the rule above a part, or -1 */
  guint height;
} Drawing;

static void
clear_drawing (Drawing *drawing)
{
  for (guint i = 0; i < AFT_SLIP_PARTS; i++)
    g_clear_object (&drawing->layouts[i]);
  g_clear_object (&drawing->context);
  g_clear_pointer (&drawing->code, aft_qr_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, clear_drawing)

AftSlipPaper
aft_slip_paper (guint paper_mm, guint dots_per_inch)
{
  double print_mm = paper_mm == WIDE_PAPER ? WIDE_PRINT : NARROW_PRINT;
  g_assert (paper_mm == NARROW_PAPER || paper_mm == WIDE_PAPER);
  g_assert (dots_per_inch >= AFT_SLIP_LEAST_DOTS_PER_INCH
            && dots_per_inch <= AFT_SLIP_MOST_DOTS_PER_INCH);
  guint bytes = (guint) lround (print_mm * dots_per_inch / MM_PER_INCH / BYTE_BITS);
  return (AftSlipPaper){ .width_dots = bytes * BYTE_BITS, .dots_per_inch = dots_per_inch };
}

static gboolean
is_wide (const Drawing *drawing)
{
  return drawing->width / drawing->mm > WIDE_ENOUGH;
}

/* -- texts ----------------------------------------------------------------------------------- */

/* A map of its own: the usual one belongs to the thread, and stays as long as that. */
static PangoContext *
make_context (AftLanguage language)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_FULL);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_language (context,
                              pango_language_from_string (aft_language_get_tag (language)));
  cairo_font_options_destroy (options);
  g_object_unref (map);
  return context;
}

static void
set_font (Drawing *drawing, AftSlipPart part, double factor)
{
  const Look *look = &looks[part];
  gboolean is_tw = aft_slip_get_language (drawing->slip) == AFT_LANGUAGE_ZH_TW;
  g_autofree char *family = g_strdup_printf ("Noto %s CJK %s, Noto %s, sans-serif", look->kind,
                                             is_tw ? "TC" : "SC", look->kind);
  PangoFontDescription *font = pango_font_description_new ();
  pango_font_description_set_family (font, family);
  pango_font_description_set_weight (font, look->weight);
  pango_font_description_set_absolute_size (
      font, round (look->size_mm * drawing->letters * drawing->mm * factor) * PANGO_SCALE);
  pango_layout_set_font_description (drawing->layouts[part], font);
  pango_font_description_free (font);
}

static int
measure_margin (const Drawing *drawing)
{
  return (int) lround (SIDE_MARGIN * drawing->mm);
}

/* On one line, however long it is. */
static void
fit_number (Drawing *drawing, PangoLayout *layout)
{
  int room = (int) drawing->width - 2 * measure_margin (drawing);
  int width;
  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    set_font (drawing, AFT_SLIP_NUMBER, MAX (SMALLEST_NUMBER_FIT, (double) room / width - 0.01));
  pango_layout_set_width (layout, room * PANGO_SCALE);
}

/* Date and table below each other rather than broken in themselves. */
static void
fit_visit (Drawing *drawing, PangoLayout *layout)
{
  if (pango_layout_get_line_count (layout) == 1)
    return;
  g_auto (GStrv) parts
      = g_strsplit (aft_slip_get_text (drawing->slip, AFT_SLIP_VISIT), AFT_SLIP_DIVIDER, 2);
  g_autofree char *lines = g_strjoinv ("\n", parts);
  pango_layout_set_text (layout, lines, -1);
}

/* Whoever types it, or wonders where it leads, sees the host; and no hyphen that is not in it. */
static void
mark_host (PangoLayout *layout, const char *address)
{
  const char *scheme = strstr (address, "://");
  const char *host = scheme != NULL ? scheme + strlen ("://") : address;
  PangoAttrList *marks = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->start_index = (guint) (host - address);
  bold->end_index = bold->start_index + (guint) strcspn (host, "/");
  pango_attr_list_insert (marks, bold);
  pango_attr_list_insert (marks, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, marks);
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_attr_list_unref (marks);
}

static void
set_text (Drawing *drawing, AftSlipPart part)
{
  const char *text = aft_slip_get_text (drawing->slip, part);
  if (looks[part].size_mm <= 0 || *text == '\0')
    return;
  PangoLayout *layout = pango_layout_new (drawing->context);
  drawing->layouts[part] = layout;
  set_font (drawing, part, 1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout,
                          ((int) drawing->width - 2 * measure_margin (drawing)) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  if (part == AFT_SLIP_NUMBER)
    fit_number (drawing, layout);
  else if (part == AFT_SLIP_VISIT)
    fit_visit (drawing, layout);
  else if (part == AFT_SLIP_ADDRESS)
    mark_host (layout, text);
}

/* -- the code -------------------------------------------------------------------------------- */

/* A dead dot of the print head draws a white line down the slip, and a code is lost where that
 * crosses a finder pattern. Those are seven modules wide in every version, so of two codes of one
 * size that with more and smaller modules is the safer one, down to what still reads when smeared.
 * The version that fills @side_dots with such modules. */
static guint
choose_version (guint module, guint side_dots)
{
  guint most = side_dots / module;
  guint version = 1;
  while (version < AFT_QR_VERSIONS && AFT_QR_VERSION_SIZE (version + 1) <= most)
    version++;
  return version;
}

/* Dots on a side of the modules of a longer text: as many as fit beside the quiet zones; 0 where
 * that is too small for a telephone. */
static guint
choose_module (const Drawing *drawing, guint wanted)
{
  guint size = aft_qr_get_size (drawing->code);
  guint most = drawing->width / (size + 2 * AFT_QR_QUIET_MODULES);
  guint module = MIN (wanted, most);
  gboolean is_large
      = module >= LEAST_MODULE * drawing->mm && module * size >= LEAST_CODE_SIDE * drawing->mm;
  return is_large ? module : 0;
}

/* FALSE: what is too long for a code is printed without one. */
static gboolean
make_code (Drawing *drawing)
{
  const char *address = aft_slip_get_text (drawing->slip, AFT_SLIP_CODE);
  double wanted = is_wide (drawing) ? WIDE_MODULE : WANTED_MODULE;
  guint module = (guint) ceil (wanted * drawing->mm);
  guint room = drawing->width - 2 * AFT_QR_QUIET_MODULES * module;
  guint side = MIN (room, (guint) (WANTED_CODE_SIDE * drawing->mm));
  if (*address == '\0')
    return FALSE;
  drawing->code = aft_qr_new_in_version (address, choose_version (module, side), NULL);
  drawing->module = drawing->code != NULL ? choose_module (drawing, module) : 0;
  return drawing->module > 0;
}

static void
draw_code (const Drawing *drawing, cairo_t *cairo)
{
  const AftSlipPlace *place = &drawing->places[AFT_SLIP_CODE];
  guint quiet = AFT_QR_QUIET_MODULES;
  for (guint y = 0; y < aft_qr_get_size (drawing->code); y++)
    for (guint x = 0; x < aft_qr_get_size (drawing->code); x++)
      if (aft_qr_is_dark (drawing->code, x, y))
        cairo_rectangle (cairo, place->x + (x + quiet) * drawing->module,
                         place->y + (y + quiet) * drawing->module, drawing->module,
                         drawing->module);
  cairo_fill (cairo);
}

/* -- the mark -------------------------------------------------------------------------------- */

/* assets/icons/drawings/aft-mark.svg: a bowl of something hot, on 48 × 48. */
#define MARK_UNITS   48.0
#define MARK_STROKE  4.0
#define STEAM_RADIUS 5.5
#define STEAM_RISE   3.25 /* half of an arc's chord */

static void
add_steam (cairo_t *cairo, double x)
{
  double aside = sqrt (STEAM_RADIUS * STEAM_RADIUS - STEAM_RISE * STEAM_RISE);
  double angle = atan2 (STEAM_RISE, aside);
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, x + aside, 14.75, STEAM_RADIUS, G_PI - angle, G_PI + angle);
  cairo_arc_negative (cairo, x - aside, 8.25, STEAM_RADIUS, angle, -angle);
}

static void
draw_mark (const Drawing *drawing, cairo_t *cairo)
{
  const AftSlipPlace *place = &drawing->places[AFT_SLIP_MARK];
  cairo_save (cairo);
  cairo_translate (cairo, place->x, place->y);
  cairo_scale (cairo, place->width / MARK_UNITS, place->width / MARK_UNITS);
  cairo_set_line_width (cairo, MARK_STROKE);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cairo, 3.5, 25);
  cairo_line_to (cairo, 44.5, 25);
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, 24, 25, 16.5, 0, G_PI);
  cairo_move_to (cairo, 17, 44);
  cairo_line_to (cairo, 31, 44);
  for (double x = 15; x <= 33; x += 9)
    add_steam (cairo, x);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

/* -- the slip -------------------------------------------------------------------------------- */

/* FALSE: it is left out. */
static gboolean
measure_part (Drawing *drawing, AftSlipPart part, AftSlipPlace *place)
{
  guint side = 0;
  int width, height;
  if (part == AFT_SLIP_MARK)
    side = (guint) lround (MARK_SIDE * drawing->mm);
  else if (part == AFT_SLIP_CODE && make_code (drawing))
    side = (aft_qr_get_size (drawing->code) + 2 * AFT_QR_QUIET_MODULES) * drawing->module;
  place->width = place->height = side;
  if (drawing->layouts[part] != NULL)
    {
      pango_layout_get_pixel_size (drawing->layouts[part], &width, &height);
      place->width = (guint) width;
      place->height = (guint) height;
    }
  return place->width > 0;
}

/* Without a code there is nothing to scan, and the address has to be typed. */
static gboolean
is_wanted (const Drawing *drawing, AftSlipPart part)
{
  return part != AFT_SLIP_CODE_TITLE || drawing->module > 0;
}

static void
place_parts (Drawing *drawing)
{
  double y = TOP_MARGIN * drawing->mm;
  for (AftSlipPart part = 0; part < AFT_SLIP_PARTS; part++)
    {
      AftSlipPlace *place = &drawing->places[part];
      double gap = looks[part].gap_mm * drawing->mm;
      drawing->rules[part] = -1;
      if (!is_wanted (drawing, part) || !measure_part (drawing, part, place))
        continue;
      y += gap;
      if (looks[part].has_rule)
        {
          drawing->rules[part] = (int) lround (y);
          y += gap;
        }
      place->x = (drawing->width - MIN (place->width, drawing->width)) / 2;
      place->y = (guint) lround (y);
      y = place->y + place->height;
    }
  drawing->height = (guint) lround (y + BOTTOM_MARGIN * drawing->mm);
}

static void
draw_parts (const Drawing *drawing, cairo_t *cairo)
{
  int margin = measure_margin (drawing);
  draw_mark (drawing, cairo);
  if (drawing->module > 0)
    draw_code (drawing, cairo);
  for (AftSlipPart part = 0; part < AFT_SLIP_PARTS; part++)
    {
      if (drawing->rules[part] >= 0)
        cairo_rectangle (cairo, margin, drawing->rules[part], (int) drawing->width - 2 * margin,
                         lround (RULE_WEIGHT * drawing->mm));
      cairo_fill (cairo);
      if (drawing->places[part].width == 0 || drawing->layouts[part] == NULL)
        continue;
      cairo_move_to (cairo, margin, drawing->places[part].y);
      pango_cairo_show_layout (cairo, drawing->layouts[part]);
    }
}

/* Black or white: a printer's own shades would fray the letters. */
static AftRaster *
make_raster (cairo_surface_t *surface, guint width, guint height)
{
  const guint8 *ink = cairo_image_surface_get_data (surface);
  gsize ink_stride = (gsize) cairo_image_surface_get_stride (surface);
  gsize stride = width / BYTE_BITS;
  guint8 *rows = g_malloc0 (stride * height);
  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      if (ink[y * ink_stride + x] >= BLACK)
        rows[y * stride + x / BYTE_BITS] |= (guint8) (0x80 >> x % BYTE_BITS);
  g_autoptr (GBytes) bytes = g_bytes_new_take (rows, stride * height);
  return aft_raster_new (width, height, bytes);
}

static AftRaster *
draw_surface (const Drawing *drawing, GError **error)
{
  AftRaster *raster = NULL;
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) drawing->width, (int) drawing->height);
  cairo_t *cairo = cairo_create (surface);
  draw_parts (drawing, cairo);
  cairo_surface_flush (surface);
  if (cairo_status (cairo) == CAIRO_STATUS_SUCCESS)
    raster = make_raster (surface, drawing->width, drawing->height);
  else
    g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "drawing a slip: %s",
                 cairo_status_to_string (cairo_status (cairo)));
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return raster;
}

AftRaster *
aft_slip_draw_parts (const AftSlip *slip,
                     AftSlipPaper paper,
                     AftSlipPlace ret_places[AFT_SLIP_PARTS],
                     guint *ret_module_dots,
                     GError **error)
{
  g_auto (Drawing) drawing = { .slip = slip, .width = paper.width_dots };
  g_assert (paper.width_dots > 0 && paper.width_dots % BYTE_BITS == 0);
  drawing.mm = paper.dots_per_inch / MM_PER_INCH;
  drawing.letters = is_wide (&drawing) ? WIDE_LETTERS : 1;
  drawing.context = make_context (aft_slip_get_language (slip));
  for (AftSlipPart part = 0; part < AFT_SLIP_PARTS; part++)
    set_text (&drawing, part);
  place_parts (&drawing);
  if (ret_places != NULL)
    memcpy (ret_places, drawing.places, sizeof drawing.places);
  if (ret_module_dots != NULL)
    *ret_module_dots = drawing.module;
  return draw_surface (&drawing, error);
}

AftRaster *
aft_slip_draw (const AftSlip *slip, AftSlipPaper paper, GError **error)
{
  return aft_slip_draw_parts (slip, paper, NULL, NULL, error);
}
