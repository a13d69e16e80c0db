/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds the children of a widget in a centred column of limited width (GTK's CSS has no max-width).
 * The column stands in the middle of the height and keeps its place while it grows. The limit is
 * set in the .ui; nothing here knows a pixel. */
#include "aft-clamp-layout.h"

struct _AftClampLayout
{
  GtkLayoutManager parent_instance;
  int maximum_width;
  int top;    /* where the column stands, −1 before it was placed */
  int height; /* of the widget, when that was decided */
  int width;
};

G_DEFINE_FINAL_TYPE (AftClampLayout, aft_clamp_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_MAXIMUM_WIDTH = 1,
  PROP_LAST
};

static GParamSpec *properties[PROP_LAST];

static int
clamp_width (AftClampLayout *self, GtkWidget *child, int width)
{
  int minimum;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, MIN (width, self->maximum_width));
}

static void
aft_clamp_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{ /* size-waiver: GtkLayoutManager sets the eight parameters */
  AftClampLayout *self = AFT_CLAMP_LAYOUT (manager);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural, size = for_size;
      if (!gtk_widget_should_layout (child))
        continue;
      if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
        size = clamp_width (self, child, for_size);
      gtk_widget_measure (child, orientation, size, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* The middle at first; what is added later (a field, an error) grows downwards as long as there is
 * room, so that nothing moves away from under a finger. */
static int
find_top (AftClampLayout *self, int width, int height, int content)
{
  if (self->top < 0 || self->height != height || self->width != width)
    self->top = MAX (0, (height - content) / 2);
  self->height = height;
  self->width = width;
  return MAX (0, MIN (self->top, height - content));
}

static void
aft_clamp_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  AftClampLayout *self = AFT_CLAMP_LAYOUT (manager);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      int own = clamp_width (self, child, width), content;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, NULL, &content, NULL, NULL);
      content = MIN (content, height);
      GtkAllocation place
          = { MAX (0, (width - own) / 2), find_top (self, width, height, content), own, content };
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static GtkSizeRequestMode
aft_clamp_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
aft_clamp_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_MAXIMUM_WIDTH)
    AFT_CLAMP_LAYOUT (object)->maximum_width = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
aft_clamp_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_MAXIMUM_WIDTH)
    g_value_set_int (value, AFT_CLAMP_LAYOUT (object)->maximum_width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
aft_clamp_layout_class_init (AftClampLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = aft_clamp_layout_set_property;
  object_class->get_property = aft_clamp_layout_get_property;
  layout_class->get_request_mode = aft_clamp_layout_get_request_mode;
  layout_class->measure = aft_clamp_layout_measure;
  layout_class->allocate = aft_clamp_layout_allocate;

  properties[PROP_MAXIMUM_WIDTH]
      = g_param_spec_int ("maximum-width", NULL, NULL, 1, G_MAXINT, G_MAXINT,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_LAST, properties);
}

static void
aft_clamp_layout_init (AftClampLayout *self)
{
  self->top = -1;
}
