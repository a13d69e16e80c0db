/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a chart's SVG with GLib's parser and holds it to what all of them promise. What one chart
 * shows is its own test's. */
#include "aft-drawing.h"

#include <math.h>
#include <string.h>

#include "aft-svg.h"

#define LEAST_SIZE 11.0
#define TOLERANCE  1.5 /* px: half a stroke, and the rounding to tenths */

typedef struct
{
  AftDrawing *drawing;
  const AftChartOptions *options;
  GPtrArray *open; /* tags */
  AftDrawnText *text;
  guint in_pattern;
} Reading;

static void
free_text (gpointer data)
{
  AftDrawnText *text = data;
  g_free (text->text);
  g_free (text);
}

static void
free_shape (gpointer data)
{
  AftDrawnShape *shape = data;
  g_free (shape->tag);
  g_free (shape->look);
  g_free (shape->path);
  g_free (shape);
}

void
aft_drawing_free (AftDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_free (drawing->title);
  g_free (drawing->description);
  g_ptr_array_unref (drawing->texts);
  g_ptr_array_unref (drawing->shapes);
  g_ptr_array_unref (drawing->says);
  g_hash_table_unref (drawing->ids);
  g_free (drawing);
}

/* -- attributes --------------------------------------------------------------------------------
 */

typedef struct
{
  const char **names;
  const char **values;
} Attributes;

static const char *
get (const Attributes *attributes, const char *name)
{
  for (gsize i = 0; attributes->names[i] != NULL; i++)
    if (g_str_equal (attributes->names[i], name))
      return attributes->values[i];
  return NULL;
}

static double
get_number (const Attributes *attributes, const char *name)
{
  const char *value = get (attributes, name);
  char *end = NULL;
  double number = value != NULL ? g_ascii_strtod (value, &end) : 0;

  g_assert_true (value == NULL || (*end == '\0' && isfinite (number)));
  return number;
}

static void
check_allowed (const Reading *reading, const Attributes *attributes)
{
  static const char *const alone[] = { "fill", "stroke", "font-family" };

  for (gsize i = 0; attributes->names[i] != NULL; i++)
    {
      const char *name = attributes->names[i];
      g_assert_null (strstr (name, "opacity"));
      g_assert_null (strstr (name, "transform"));
      g_assert_false (g_str_has_prefix (name, "on"));
      g_assert_cmpstr (name, !=, "style");
      g_assert_null (strstr (attributes->values[i], "var("));
      if (reading->options->form == AFT_CHART_ALONE)
        g_assert_cmpstr (name, !=, "class");
      else if (!g_str_has_prefix (attributes->values[i], "url(#"))
        for (gsize j = 0; j < G_N_ELEMENTS (alone); j++)
          g_assert_cmpstr (name, !=, alone[j]);
    }
}

static void
note_id (Reading *reading, const Attributes *attributes)
{
  const char *id = get (attributes, "id");

  if (id == NULL)
    return;
  g_assert_true (g_str_has_prefix (id, reading->options->id));
  g_assert_true (g_hash_table_add (reading->drawing->ids, g_strdup (id)));
}

/* -- shapes and texts --------------------------------------------------------------------------
 */

static void
widen (AftDrawnShape *shape, double x, double y)
{
  shape->left = MIN (shape->left, x);
  shape->right = MAX (shape->right, x);
  shape->top = MIN (shape->top, y);
  shape->bottom = MAX (shape->bottom, y);
}

/* Only places to go to, absolute, and 'Z'. */
static void
follow_path (AftDrawnShape *shape)
{
  const char *at = shape->path;

  g_assert_true (*at == 'M');
  while (*at != '\0')
    {
      char *end;
      double x;
      if (*at == 'Z')
        {
          at++;
          continue;
        }
      g_assert_true (*at == 'M' || *at == 'L');
      x = g_ascii_strtod (at + 1, &end);
      g_assert_true (*end == ' ');
      widen (shape, x, g_ascii_strtod (end + 1, &end));
      at = end;
    }
}

static void
read_shape (Reading *reading, const char *tag, const Attributes *attributes)
{
  AftDrawnShape *shape = g_new0 (AftDrawnShape, 1);
  double radius = get_number (attributes, "r");
  double x = get_number (attributes, radius > 0 ? "cx" : "x");
  double y = get_number (attributes, radius > 0 ? "cy" : "y");
  const char *fill = get (attributes, "fill");
  const char *stroke = get (attributes, "stroke");

  shape->tag = g_strdup (tag);
  shape->path = g_strdup (get (attributes, "d"));
  shape->look = reading->options->form == AFT_CHART_IN_PAGE
                    ? g_strdup (get (attributes, "class"))
                    : g_strdup_printf ("%s %s", fill, stroke != NULL ? stroke : "none");
  if (shape->look == NULL)
    shape->look = g_strdup (fill);
  g_assert_nonnull (shape->look);
  shape->left = shape->top = INFINITY;
  shape->right = shape->bottom = -INFINITY;
  if (shape->path != NULL)
    follow_path (shape);
  else
    {
      double width = radius > 0 ? radius : get_number (attributes, "width");
      double height = radius > 0 ? radius : get_number (attributes, "height");
      g_assert_cmpfloat (width, >=, 0);
      g_assert_cmpfloat (height, >=, 0);
      widen (shape, x - radius, y - radius);
      widen (shape, x + width, y + height);
    }
  g_ptr_array_add (reading->drawing->shapes, shape);
}

static void
open_text (Reading *reading, const Attributes *attributes)
{
  const char *anchor = get (attributes, "text-anchor");

  reading->text = g_new0 (AftDrawnText, 1);
  reading->text->x = get_number (attributes, "x");
  reading->text->y = get_number (attributes, "y");
  reading->text->size = get_number (attributes, "font-size");
  /* Until the width is known: how much of it lies left of x. */
  reading->text->left = g_strcmp0 (anchor, "middle") == 0 ? 0.5
                        : g_strcmp0 (anchor, "end") == 0  ? 1
                                                          : 0;
  reading->text->text = g_strdup ("");
  g_assert_cmpfloat (reading->text->size, >=, LEAST_SIZE);
  g_ptr_array_add (reading->drawing->texts, reading->text);
}

static void
close_text (AftDrawnText *text)
{
  double width = aft_svg_measure (text->text, text->size);

  text->left = text->x - text->left * width;
  text->right = text->left + width;
}

/* -- the parser --------------------------------------------------------------------------------
 */

static void
read_root (Reading *reading, const Attributes *attributes)
{
  AftDrawing *drawing = reading->drawing;
  g_autofree char *name = g_strconcat (reading->options->id, "-title", NULL);
  g_autofree char *box = NULL;

  drawing->width = get_number (attributes, "width");
  drawing->height = get_number (attributes, "height");
  box = g_strdup_printf ("0 0 %.0f %.0f", drawing->width, drawing->height);
  g_assert_cmpstr (get (attributes, "viewBox"), ==, box);
  g_assert_cmpstr (get (attributes, "role"), ==, "img");
  g_assert_cmpstr (get (attributes, "xmlns"), ==, "http://www.w3.org/2000/svg");
  g_assert_cmpstr (get (attributes, "aria-labelledby"), ==, name);
  g_assert_cmpstr (get (attributes, "xml:lang"), ==,
                   aft_language_get_tag (reading->options->language));
}

static void
on_start (GMarkupParseContext *context,
          const char *tag,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  static const char *const known[]
      = { "svg", "title", "desc", "rect", "circle", "path", "text", NULL };
  Reading *reading = user_data;
  const Attributes attributes = { names, values };
  gboolean is_pattern = g_str_equal (tag, "pattern");

  (void) context;
  (void) error;
  check_allowed (reading, &attributes);
  note_id (reading, &attributes);
  g_ptr_array_add (reading->open, g_strdup (tag));
  reading->in_pattern += is_pattern ? 1 : 0;
  if (is_pattern || reading->in_pattern > 0)
    return;
  g_assert_true (g_strv_contains (known, tag));
  if (g_str_equal (tag, "svg"))
    read_root (reading, &attributes);
  else if (g_str_equal (tag, "text"))
    open_text (reading, &attributes);
  else if (!g_str_equal (tag, "title") && !g_str_equal (tag, "desc"))
    read_shape (reading, tag, &attributes);
}

static void
on_text (GMarkupParseContext *context,
         const char *words,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Reading *reading = user_data;
  const char *tag = g_ptr_array_index (reading->open, reading->open->len - 1);
  g_autofree char *text = g_strndup (words, length);

  (void) context;
  (void) error;
  if (g_str_equal (tag, "text"))
    {
      g_free (reading->text->text);
      reading->text->text = g_steal_pointer (&text);
    }
  else if (g_str_equal (tag, "desc"))
    reading->drawing->description = g_steal_pointer (&text);
  else if (g_str_equal (tag, "title") && reading->open->len == 2)
    reading->drawing->title = g_steal_pointer (&text);
  else if (g_str_equal (tag, "title"))
    g_ptr_array_add (reading->drawing->says, g_steal_pointer (&text));
  else
    g_assert_cmpstr (g_strstrip (text), ==, "");
}

static void
on_end (GMarkupParseContext *context, const char *tag, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  (void) context;
  (void) error;
  if (g_str_equal (tag, "text"))
    close_text (reading->text);
  reading->in_pattern -= g_str_equal (tag, "pattern") ? 1 : 0;
  g_ptr_array_set_size (reading->open, (int) reading->open->len - 1);
}

/* -- what every chart promises -----------------------------------------------------------------
 */

static void
check_inside (const AftDrawing *drawing)
{
  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const AftDrawnShape *shape = g_ptr_array_index (drawing->shapes, i);
      g_assert_cmpfloat (shape->left, >=, -TOLERANCE);
      g_assert_cmpfloat (shape->top, >=, -TOLERANCE);
      g_assert_cmpfloat (shape->right, <=, drawing->width + TOLERANCE);
      g_assert_cmpfloat (shape->bottom, <=, drawing->height + TOLERANCE);
    }
  for (guint i = 0; i < drawing->texts->len; i++)
    {
      const AftDrawnText *text = g_ptr_array_index (drawing->texts, i);
      g_assert_cmpfloat (text->left, >=, -0.1);
      g_assert_cmpfloat (text->right, <=, drawing->width + 0.1);
      g_assert_cmpfloat (text->y - 0.8 * text->size, >=, 0);
      g_assert_cmpfloat (text->y + 0.2 * text->size, <=, drawing->height);
    }
}

static void
check_apart (const AftDrawing *drawing)
{
  for (guint i = 0; i < drawing->texts->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const AftDrawnText *a = g_ptr_array_index (drawing->texts, i);
        const AftDrawnText *b = g_ptr_array_index (drawing->texts, j);
        gboolean is_apart = a->right <= b->left || b->right <= a->left
                            || fabs (a->y - b->y) >= MAX (a->size, b->size);
        if (!is_apart)
          g_error ("\"%s\" touches \"%s\"", a->text, b->text);
      }
}

AftDrawing *
aft_drawing_new (char *svg, const AftChartOptions *options)
{
  static const GMarkupParser parser
      = { .start_element = on_start, .text = on_text, .end_element = on_end };
  g_autofree char *text = svg;
  g_autoptr (AftDrawing) drawing = g_new0 (AftDrawing, 1);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .drawing = drawing, .options = options, .open = open };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reading, NULL);
  g_autoptr (GError) error = NULL;

  drawing->texts = g_ptr_array_new_with_free_func (free_text);
  drawing->shapes = g_ptr_array_new_with_free_func (free_shape);
  drawing->says = g_ptr_array_new_with_free_func (g_free);
  drawing->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_nonnull (drawing->title);
  check_inside (drawing);
  check_apart (drawing);
  return g_steal_pointer (&drawing);
}

/* -- finding -----------------------------------------------------------------------------------
 */

const AftDrawnText *
aft_drawing_find_text (const AftDrawing *drawing, const char *text)
{
  for (guint i = 0; i < drawing->texts->len; i++)
    {
      const AftDrawnText *drawn = g_ptr_array_index (drawing->texts, i);
      if (g_str_equal (drawn->text, text))
        return drawn;
    }
  return NULL;
}

static gboolean
has_look (const AftDrawnShape *shape, const char *look)
{
  g_auto (GStrv) looks = g_strsplit (shape->look, " ", -1);
  return g_strv_contains ((const char *const *) looks, look);
}

const AftDrawnShape *
aft_drawing_find (const AftDrawing *drawing, const char *tag, const char *look, guint skip)
{
  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const AftDrawnShape *shape = g_ptr_array_index (drawing->shapes, i);
      if (g_str_equal (shape->tag, tag) && has_look (shape, look) && skip-- == 0)
        return shape;
    }
  return NULL;
}

guint
aft_drawing_count (const AftDrawing *drawing, const char *tag, const char *look)
{
  guint count = 0;

  while (aft_drawing_find (drawing, tag, look, count) != NULL)
    count++;
  return count;
}

guint
aft_drawing_count_runs (const AftDrawnShape *shape)
{
  guint runs = 0;

  for (const char *at = shape->path; *at != '\0'; at++)
    runs += *at == 'M' ? 1 : 0;
  return runs;
}
