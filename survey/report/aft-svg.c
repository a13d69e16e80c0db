/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes shapes and texts as SVG. Alone, a drawing carries its colours and fonts as attributes,
 * since librsvg and mail know no var(); in a page it carries classes, which the page's style
 * colours. Paths are absolute and made of straight lines; nothing is transformed and nothing is
 * see-through: softer colours are mixed with the ground beforehand. */
#include "aft-svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "aft-tokens.h"

#define NARROW_EM  0.55
#define CAPITAL_EM 0.66
#define BROAD_EM   0.92
#define ELLIPSIS   "…"

struct _AftSvg
{
  GString *text;
  char *id;
  char *title;
  char *description;
  AftChartForm form;
  AftLanguage language;
  double width;
  guint striped; /* the colours that have a pattern, a bit each */
};

/* A colour's name for classes, and what it is by day: @share of it on the raised ground. */
static const struct
{
  const char *name;
  const char *day;
  double share;
} colours[AFT_SVG_COLOURS] = {
  [AFT_SVG_NONE] = { "none", NULL, 1 },
  [AFT_SVG_INK] = { "ink", AFT_TOKEN_DAY_INK, 1 },
  [AFT_SVG_MUTED] = { "muted", AFT_TOKEN_DAY_MUTED, 1 },
  [AFT_SVG_LINE] = { "line", AFT_TOKEN_DAY_LINE, 1 },
  [AFT_SVG_FAINT] = { "faint", AFT_TOKEN_DAY_LINE, 0.22 },
  [AFT_SVG_RAISED] = { "raised", AFT_TOKEN_DAY_RAISED, 1 },
  [AFT_SVG_ON_ACCENT] = { "on-accent", AFT_TOKEN_DAY_ON_ACCENT, 1 },
  [AFT_SVG_ACCENT] = { "accent", AFT_TOKEN_DAY_ACCENT, 1 },
  [AFT_SVG_ACCENT_SOFT] = { "accent-soft", AFT_TOKEN_DAY_ACCENT, 0.36 },
  [AFT_SVG_ACCENT_FAINT] = { "accent-faint", AFT_TOKEN_DAY_ACCENT, 0.15 },
  [AFT_SVG_GOOD] = { "good", AFT_TOKEN_DAY_GOOD, 1 },
  [AFT_SVG_GOOD_SOFT] = { "good-soft", AFT_TOKEN_DAY_GOOD, 0.36 },
  [AFT_SVG_GOOD_FAINT] = { "good-faint", AFT_TOKEN_DAY_GOOD, 0.15 },
};

AftSvg *
aft_svg_new (const AftChartOptions *options, const char *title, const char *description)
{
  AftSvg *svg = g_new0 (AftSvg, 1);

  g_assert (options->id != NULL && title != NULL);
  svg->text = g_string_new (NULL);
  svg->id = g_strdup (options->id);
  svg->title = g_strdup (title);
  svg->description = g_strdup (description);
  svg->form = options->form;
  svg->language = options->language;
  svg->width = CLAMP (options->width, AFT_CHART_LEAST_WIDTH, AFT_CHART_MOST_WIDTH);
  return svg;
}

void
aft_svg_free (AftSvg *svg)
{
  if (svg == NULL)
    return;
  g_string_free (svg->text, TRUE);
  g_free (svg->id);
  g_free (svg->title);
  g_free (svg->description);
  g_free (svg);
}

double
aft_svg_get_width (const AftSvg *svg)
{
  return svg->width;
}

/* -- numbers and texts -------------------------------------------------------------------------
 */

/* A tenth of a pixel is enough: "12.5", "3". */
static void
append_number (GString *text, double number)
{
  long tenths = lround (number * 10);

  g_assert (isfinite (number));
  if (tenths % 10 == 0)
    g_string_append_printf (text, "%ld", tenths / 10);
  else
    g_string_append_printf (text, "%s%ld.%ld", tenths < 0 ? "-" : "", labs (tenths) / 10,
                            labs (tenths) % 10);
}

static void
append_pair (GString *text, const char *name, double number)
{
  g_string_append_printf (text, " %s=\"", name);
  append_number (text, number);
  g_string_append_c (text, '"');
}

/* What XML cannot hold becomes U+FFFD. */
static void
append_escaped (GString *text, const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (letter == '&')
        g_string_append (text, "&amp;");
      else if (letter == '<')
        g_string_append (text, "&lt;");
      else if (letter == '>')
        g_string_append (text, "&gt;");
      else if ((letter < 0x20 && letter != '\t' && letter != '\n') || letter == 0x7f
               || letter == 0xfffe || letter == 0xffff)
        g_string_append (text, "\357\277\275");
      else
        g_string_append_unichar (text, letter);
    }
}

/* Signs that Chinese fonts make as wide as a letter count so in every language. */
static double
get_em (gunichar letter)
{
  if (g_unichar_iswide (letter))
    return 1;
  if (letter < 0x80 && strchr ("MWmw%@", (int) letter) != NULL)
    return BROAD_EM;
  if (letter < 0x80)
    return g_ascii_isupper ((char) letter) ? CAPITAL_EM : NARROW_EM;
  return letter == 0xb7 || letter == 0xb1 || (letter >= 0x2010 && letter <= 0x2027) ? 1 : NARROW_EM;
}

double
aft_svg_measure (const char *text, double size)
{
  double em = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    em += get_em (g_utf8_get_char (at));
  return em * size;
}

char *
aft_svg_dup_fitting (const char *text, double size, double room)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  double width = 0;
  const char *end = valid;

  if (aft_svg_measure (valid, size) <= room)
    return g_steal_pointer (&valid);
  room -= size; /* of the sign */
  while (*end != '\0')
    {
      width += get_em (g_utf8_get_char (end)) * size;
      if (width > room)
        break;
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (end - valid), valid);
}

/* -- style -------------------------------------------------------------------------------------
 */

static int
mix (const char *colour, gsize place, double share)
{
  static const char ground[] = AFT_TOKEN_DAY_RAISED;
  int above = g_ascii_xdigit_value (colour[place]) * 16 + g_ascii_xdigit_value (colour[place + 1]);
  int below = g_ascii_xdigit_value (ground[place]) * 16 + g_ascii_xdigit_value (ground[place + 1]);
  return (int) lround (above * share + below * (1 - share));
}

static void
append_colour (GString *text, AftSvgColour colour)
{
  const char *day = colours[colour].day;
  double share = colours[colour].share;

  if (day == NULL)
    g_string_append (text, "none");
  else
    g_string_append_printf (text, "#%02X%02X%02X", mix (day, 1, share), mix (day, 3, share),
                            mix (day, 5, share));
}

/* Fill and stroke: as attributes, or as the names of classes. */
static void
append_colours (AftSvg *svg, AftSvgColour fill, AftSvgColour stroke)
{
  if (svg->form == AFT_CHART_IN_PAGE)
    {
      g_string_append_printf (svg->text, " class=\"fill-%s", colours[fill].name);
      if (stroke != AFT_SVG_NONE)
        g_string_append_printf (svg->text, " stroke-%s", colours[stroke].name);
      g_string_append_c (svg->text, '"');
      return;
    }
  g_string_append (svg->text, " fill=\"");
  append_colour (svg->text, fill);
  if (stroke != AFT_SVG_NONE)
    {
      g_string_append (svg->text, "\" stroke=\"");
      append_colour (svg->text, stroke);
    }
  g_string_append_c (svg->text, '"');
}

static void
append_style (AftSvg *svg, const AftSvgStyle *style)
{
  static const char *const dashes[] = {
    [AFT_SVG_PLAIN] = "",
    [AFT_SVG_DASHED] = " stroke-dasharray=\"6 4\"",
    [AFT_SVG_DOTTED] = " stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\"",
  };
  gboolean is_outlined = style->stroke != AFT_SVG_NONE && !style->is_striped;

  append_colours (svg, style->fill, is_outlined ? style->stroke : AFT_SVG_NONE);
  if (is_outlined)
    {
      append_pair (svg->text, "stroke-width", style->width);
      g_string_append (svg->text, dashes[style->dash]);
    }
  if (style->is_followed)
    g_string_append (svg->text, " pointer-events=\"all\"");
}

static void
close_shape (AftSvg *svg, const char *tag, const char *says)
{
  if (says == NULL)
    {
      g_string_append (svg->text, "/>\n");
      return;
    }
  g_string_append (svg->text, "><title>");
  append_escaped (svg->text, says);
  g_string_append_printf (svg->text, "</title></%s>\n", tag);
}

/* -- shapes ------------------------------------------------------------------------------------
 */

static void
append_box (AftSvg *svg, const AftSvgBox *box)
{
  g_string_append (svg->text, "<rect");
  append_pair (svg->text, "x", box->x);
  append_pair (svg->text, "y", box->y);
  append_pair (svg->text, "width", box->width);
  append_pair (svg->text, "height", box->height);
}

/* Stripes from corner to corner of a tile, a pattern for each colour. */
static void
define_stripes (AftSvg *svg, AftSvgColour colour)
{
  if ((svg->striped & (1u << colour)) != 0)
    return;
  svg->striped |= 1u << colour;
  g_string_append_printf (svg->text,
                          "<pattern id=\"%s-%s\" width=\"8\" height=\"8\" "
                          "patternUnits=\"userSpaceOnUse\"><path "
                          "d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" stroke-width=\"2\"",
                          svg->id, colours[colour].name);
  append_colours (svg, AFT_SVG_NONE, colour);
  g_string_append (svg->text, "/></pattern>\n");
}

static void
draw_stripes (AftSvg *svg, const AftSvgBox *box, AftSvgColour colour)
{
  define_stripes (svg, colour);
  append_box (svg, box);
  g_string_append_printf (svg->text, " fill=\"url(#%s-%s)\" pointer-events=\"none\"/>\n", svg->id,
                          colours[colour].name);
}

void
aft_svg_rect (AftSvg *svg, const AftSvgBox *box, const AftSvgStyle *style, const char *says)
{
  append_box (svg, box);
  append_style (svg, style);
  close_shape (svg, "rect", says);
  if (style->is_striped)
    draw_stripes (svg, box, style->stroke);
}

void
aft_svg_circle (AftSvg *svg, double x, double y, double radius, const AftSvgStyle *style)
{
  g_string_append (svg->text, "<circle");
  append_pair (svg->text, "cx", x);
  append_pair (svg->text, "cy", y);
  append_pair (svg->text, "r", radius);
  append_style (svg, style);
  close_shape (svg, "circle", NULL);
}

void
aft_svg_path (AftSvg *svg, const GString *path, const AftSvgStyle *style)
{
  if (path->len == 0)
    return;
  g_string_append_printf (svg->text, "<path d=\"%s\"", path->str);
  append_style (svg, style);
  close_shape (svg, "path", NULL);
}

void
aft_svg_line (AftSvg *svg, const AftSvgBox *from_by, const AftSvgStyle *style)
{
  g_autoptr (GString) path = g_string_new (NULL);

  aft_svg_path_to (path, 'M', from_by->x, from_by->y);
  aft_svg_path_to (path, 'L', from_by->x + from_by->width, from_by->y + from_by->height);
  aft_svg_path (svg, path, style);
}

void
aft_svg_path_to (GString *path, char command, double x, double y)
{
  g_string_append_c (path, command);
  append_number (path, x);
  g_string_append_c (path, ' ');
  append_number (path, y);
}

void
aft_svg_text (AftSvg *svg, const AftSvgType *type, const char *text)
{
  static const char *const anchors[] = {
    [AFT_SVG_START] = "",
    [AFT_SVG_MIDDLE] = " text-anchor=\"middle\"",
    [AFT_SVG_END] = " text-anchor=\"end\"",
  };

  g_string_append (svg->text, "<text");
  append_pair (svg->text, "x", type->x);
  append_pair (svg->text, "y", type->y);
  append_pair (svg->text, "font-size", type->size);
  g_string_append (svg->text, anchors[type->anchor]);
  g_string_append (svg->text, type->is_bold ? " font-weight=\"700\"" : "");
  append_colours (svg, type->colour, AFT_SVG_NONE);
  g_string_append_c (svg->text, '>');
  append_escaped (svg->text, text);
  g_string_append (svg->text, "</text>\n");
}

/* -- the whole ---------------------------------------------------------------------------------
 */

static void
append_names (GString *whole, const AftSvg *svg)
{
  g_string_append_printf (whole, "<title id=\"%s-title\">", svg->id);
  append_escaped (whole, svg->title);
  g_string_append (whole, "</title>\n");
  if (svg->description == NULL)
    return;
  g_string_append_printf (whole, "<desc id=\"%s-desc\">", svg->id);
  append_escaped (whole, svg->description);
  g_string_append (whole, "</desc>\n");
}

static void
append_size (GString *whole, double width, double height)
{
  append_pair (whole, "width", width);
  append_pair (whole, "height", height);
  g_string_append (whole, " viewBox=\"0 0 ");
  append_number (whole, width);
  g_string_append_c (whole, ' ');
  append_number (whole, height);
  g_string_append_c (whole, '"');
}

char *
aft_svg_end (AftSvg *svg, double height)
{
  static const char *const fonts[AFT_LANGUAGES] = {
    [AFT_LANGUAGE_ZH_CN] = "Noto Sans CJK SC, Noto Sans SC, sans-serif",
    [AFT_LANGUAGE_ZH_TW] = "Noto Sans CJK TC, Noto Sans TC, sans-serif",
    [AFT_LANGUAGE_EN] = "Noto Sans, Noto Sans CJK SC, sans-serif",
  };
  GString *whole = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\"");

  append_size (whole, svg->width, ceil (height));
  if (svg->form == AFT_CHART_ALONE)
    g_string_append_printf (whole, " font-family=\"%s\"", fonts[svg->language]);
  else
    g_string_append (whole, " class=\"chart\"");
  g_string_append_printf (whole, " xml:lang=\"%s\" role=\"img\" aria-labelledby=\"%s-title",
                          aft_language_get_tag (svg->language), svg->id);
  if (svg->description != NULL)
    g_string_append_printf (whole, "\" aria-describedby=\"%s-desc", svg->id);
  g_string_append (whole, "\">\n");
  append_names (whole, svg);
  g_string_append_len (whole, svg->text->str, (gssize) svg->text->len);
  g_string_append (whole, "</svg>\n");
  g_string_truncate (svg->text, 0);
  return g_string_free (whole, FALSE);
}
