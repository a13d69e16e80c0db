/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks the children of a widget into centred lines: chips as they come, or a grid of equal cells
 * for scales, faces and options. GtkFlowBox is not used: it wraps each child in a selectable cell
 * of its own, which a screen reader then reads, and it aligns chips in columns.
 *
 * Invisible children take no part. Sizes come from the children (CSS) and from "spacing" in the
 * .ui; nothing here knows a pixel. */
#include "aft-flow-layout.h"

struct _AftFlowLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
  guint columns;
  gboolean is_homogeneous;
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (AftFlowLayout, aft_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  PROP_HOMOGENEOUS,
  PROP_NARROW,
  PROP_COLUMNS,
  PROP_LAST
};

static GParamSpec *properties[PROP_LAST];

/* One line: children [first, first + count) of the visible ones. */
typedef struct
{
  guint first;
  guint count;
  int width;
  int minimum_height;
  int natural_height;
} Line;

typedef struct
{
  GtkWidget *widget; /* borrowed */
  int minimum_width;
  int natural_width;
  int width; /* as given on its line */
} Cell;

static GArray *
gather_cells (GtkWidget *widget)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      Cell cell = { .widget = child };
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &cell.minimum_width,
                          &cell.natural_width, NULL, NULL);
      g_array_append_val (cells, cell);
    }
  return cells;
}

static void
find_widest (GArray *cells, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);
      *minimum = MAX (*minimum, cell->minimum_width);
      *natural = MAX (*natural, cell->natural_width);
    }
}

static guint
most_on_a_line (AftFlowLayout *self, GArray *cells)
{
  return self->columns > 0 ? MIN (self->columns, cells->len) : cells->len;
}

static GArray *
break_into_grid (AftFlowLayout *self, GArray *cells, int width)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  int minimum, natural;
  if (cells->len == 0)
    return lines;
  find_widest (cells, &minimum, &natural);
  int wanted = MAX (1, self->is_narrow ? minimum : natural);
  guint fitting = (guint) MAX (1, (width + self->spacing) / (wanted + self->spacing));
  fitting = MIN (fitting, most_on_a_line (self, cells));
  guint count = (cells->len + fitting - 1) / fitting;
  guint per_line = (cells->len + count - 1) / count;
  int cell_width = (width - (int) (per_line - 1) * self->spacing) / (int) per_line;
  for (guint first = 0; first < cells->len; first += per_line)
    {
      Line line = { .first = first, .count = MIN (per_line, cells->len - first) };
      line.width = (int) line.count * (cell_width + self->spacing) - self->spacing;
      g_array_append_val (lines, line);
    }
  for (guint i = 0; i < cells->len; i++)
    g_array_index (cells, Cell, i).width = MAX (cell_width, minimum);
  return lines;
}

static GArray *
break_into_lines (AftFlowLayout *self, GArray *cells, int width)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  guint most = most_on_a_line (self, cells);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      Line *line = lines->len > 0 ? &g_array_index (lines, Line, lines->len - 1) : NULL;
      cell->width = MAX (cell->minimum_width, MIN (cell->natural_width, width));
      if (line && line->count < most && line->width + self->spacing + cell->width <= width)
        {
          line->count++;
          line->width += self->spacing + cell->width;
          continue;
        }
      Line next = { .first = i, .count = 1, .width = cell->width };
      g_array_append_val (lines, next);
    }
  return lines;
}

static void
measure_lines (GArray *cells, GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      for (guint j = line->first; j < line->first + line->count; j++)
        {
          const Cell *cell = &g_array_index (cells, Cell, j);
          int minimum, natural;
          gtk_widget_measure (cell->widget, GTK_ORIENTATION_VERTICAL, cell->width, &minimum,
                              &natural, NULL, NULL);
          line->minimum_height = MAX (line->minimum_height, minimum);
          line->natural_height = MAX (line->natural_height, natural);
        }
    }
}

/* The cells of a grid are of one height too. */
static void
level_lines (GArray *lines)
{
  int minimum = 0, natural = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      minimum = MAX (minimum, g_array_index (lines, Line, i).minimum_height);
      natural = MAX (natural, g_array_index (lines, Line, i).natural_height);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      g_array_index (lines, Line, i).minimum_height = minimum;
      g_array_index (lines, Line, i).natural_height = natural;
    }
}

static GArray *
lay_lines (AftFlowLayout *self, GArray *cells, int width)
{
  GArray *lines = self->is_homogeneous ? break_into_grid (self, cells, width)
                                       : break_into_lines (self, cells, width);
  measure_lines (cells, lines);
  if (self->is_homogeneous)
    level_lines (lines);
  return lines;
}

static void
measure_width (AftFlowLayout *self, GArray *cells, int *minimum, int *natural)
{
  int widest_natural;
  find_widest (cells, minimum, &widest_natural);
  *natural = 0;
  guint most = most_on_a_line (self, cells);
  if (self->is_homogeneous || most < cells->len)
    {
      *natural = (int) most * (widest_natural + self->spacing);
    }
  else
    {
      for (guint i = 0; i < cells->len; i++)
        *natural += g_array_index (cells, Cell, i).natural_width + self->spacing;
    }
  *natural = MAX (*minimum, *natural - self->spacing);
}

static void
measure_height (AftFlowLayout *self, GArray *cells, int width, int *minimum, int *natural)
{
  g_autoptr (GArray) lines = lay_lines (self, cells, width);
  *minimum = *natural = lines->len > 0 ? (int) (lines->len - 1) * self->spacing : 0;
  for (guint i = 0; i < lines->len; i++)
    {
      *minimum += g_array_index (lines, Line, i).minimum_height;
      *natural += g_array_index (lines, Line, i).natural_height;
    }
}

static void
aft_flow_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{ /* size-waiver: GtkLayoutManager sets the eight parameters */
  AftFlowLayout *self = AFT_FLOW_LAYOUT (manager);
  g_autoptr (GArray) cells = gather_cells (widget);
  measure_width (self, cells, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    measure_height (self, cells, for_size < 0 ? *natural : MAX (for_size, *minimum), minimum,
                    natural);
}

static void
allocate_line (AftFlowLayout *self, GArray *cells, const Line *line, GtkAllocation *place)
{
  for (guint i = line->first; i < line->first + line->count; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);
      place->width = cell->width;
      gtk_widget_size_allocate (cell->widget, place, -1);
      place->x += cell->width + self->spacing;
    }
}

static void
aft_flow_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  AftFlowLayout *self = AFT_FLOW_LAYOUT (manager);
  g_autoptr (GArray) cells = gather_cells (widget);
  g_autoptr (GArray) lines = lay_lines (self, cells, width);
  int y = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      GtkAllocation place = { MAX (0, (width - line->width) / 2), y, 0, line->natural_height };
      allocate_line (self, cells, line, &place);
      y += line->natural_height + self->spacing;
    }
}

static GtkSizeRequestMode
aft_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

void
aft_flow_layout_set_columns (AftFlowLayout *self, guint columns)
{
  g_return_if_fail (AFT_IS_FLOW_LAYOUT (self));
  if (self->columns == columns)
    return;
  self->columns = columns;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
}

static void
aft_flow_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AftFlowLayout *self = AFT_FLOW_LAYOUT (object);
  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_HOMOGENEOUS:
      self->is_homogeneous = g_value_get_boolean (value);
      break;
    case PROP_NARROW:
      self->is_narrow = g_value_get_boolean (value);
      break;
    case PROP_COLUMNS:
      aft_flow_layout_set_columns (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
aft_flow_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AftFlowLayout *self = AFT_FLOW_LAYOUT (object);
  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_HOMOGENEOUS:
      g_value_set_boolean (value, self->is_homogeneous);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    case PROP_COLUMNS:
      g_value_set_uint (value, self->columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
aft_flow_layout_class_init (AftFlowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->set_property = aft_flow_layout_set_property;
  object_class->get_property = aft_flow_layout_get_property;
  layout_class->get_request_mode = aft_flow_layout_get_request_mode;
  layout_class->measure = aft_flow_layout_measure;
  layout_class->allocate = aft_flow_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_HOMOGENEOUS] = g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, G_MAXINT16, 0, flags);
  g_object_class_install_properties (object_class, PROP_LAST, properties);
}

static void
aft_flow_layout_init (AftFlowLayout *self)
{
}
