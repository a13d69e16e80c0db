/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a chart's SVG apart and writes it again with the page's own writer, element by element: so
 * that there is still no way past its escaping, and only the elements and attributes that are named
 * here get through. HTML knows their names in lower case (WHATWG HTML, 13.2.6.1). */
#include "aft-console-trends.h"

typedef struct
{
  AftHtml *html;
  const char **names; /* of the element that is opened */
  const char **values;
  guint depth_of_words; /* inside of what holds words */
} Drawing;

static const char *
get (const Drawing *drawing, const char *name)
{
  for (gsize i = 0; drawing->names[i] != NULL; i++)
    if (g_str_equal (drawing->names[i], name))
      return drawing->values[i];
  return NULL;
}

static gboolean
has_words (const char *tag)
{
  return g_str_equal (tag, "text") || g_str_equal (tag, "title") || g_str_equal (tag, "desc");
}

static void
open_whole (const Drawing *drawing)
{
  aft_html_open (drawing->html, "svg", "class", get (drawing, "class"), "width",
                 get (drawing, "width"), "height", get (drawing, "height"), "viewbox",
                 get (drawing, "viewBox"), "role", get (drawing, "role"), "aria-labelledby",
                 get (drawing, "aria-labelledby"), "aria-describedby",
                 get (drawing, "aria-describedby"), "lang", get (drawing, "xml:lang"), NULL);
}

static void
open_words (const Drawing *drawing, const char *tag)
{
  aft_html_open (drawing->html, tag, "id", get (drawing, "id"), "class", get (drawing, "class"),
                 "x", get (drawing, "x"), "y", get (drawing, "y"), "font-size",
                 get (drawing, "font-size"), "font-weight", get (drawing, "font-weight"),
                 "text-anchor", get (drawing, "text-anchor"), NULL);
}

static void
open_shape (const Drawing *drawing, const char *tag)
{
  aft_html_open (drawing->html, tag, "id", get (drawing, "id"), "class", get (drawing, "class"),
                 "fill", get (drawing, "fill"), "x", get (drawing, "x"), "y", get (drawing, "y"),
                 "width", get (drawing, "width"), "height", get (drawing, "height"), "cx",
                 get (drawing, "cx"), "cy", get (drawing, "cy"), "r", get (drawing, "r"), "d",
                 get (drawing, "d"), "stroke-width", get (drawing, "stroke-width"),
                 "stroke-dasharray", get (drawing, "stroke-dasharray"), "stroke-linecap",
                 get (drawing, "stroke-linecap"), "pointer-events", get (drawing, "pointer-events"),
                 "patternunits", get (drawing, "patternUnits"), NULL);
}

static void
on_start (GMarkupParseContext *context,
          const char *tag,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  static const char *const shapes[] = { "rect", "circle", "path", "pattern", NULL };
  Drawing *drawing = user_data;

  drawing->names = names;
  drawing->values = values;
  if (g_str_equal (tag, "svg"))
    open_whole (drawing);
  else if (has_words (tag))
    {
      open_words (drawing, tag);
      drawing->depth_of_words++;
    }
  else
    {
      g_assert (g_strv_contains (shapes, tag));
      open_shape (drawing, tag);
    }
}

static void
on_text (GMarkupParseContext *context,
         const char *words,
         gsize length,
         gpointer user_data,
         GError **error)
{
  const Drawing *drawing = user_data;
  g_autofree char *text = g_strndup (words, length);

  if (drawing->depth_of_words > 0)
    aft_html_text (drawing->html, text);
}

static void
on_end (GMarkupParseContext *context, const char *tag, gpointer user_data, GError **error)
{
  Drawing *drawing = user_data;

  aft_html_close (drawing->html, tag);
  drawing->depth_of_words -= has_words (tag) ? 1 : 0;
}

void
aft_trends_write_drawing (AftHtml *html, const char *svg)
{
  static const GMarkupParser parser
      = { .start_element = on_start, .text = on_text, .end_element = on_end };
  Drawing drawing = { .html = html };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &drawing, NULL);
  /* A chart that is no XML is a fault of the program. */
  gboolean is_read = g_markup_parse_context_parse (context, svg, -1, NULL)
                     && g_markup_parse_context_end_parse (context, NULL);

  g_assert (is_read);
}
