/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The column of a page: never too wide, in the middle, and not moving away while it grows. */
#include <gtk/gtk.h>

#include "aft-clamp-layout.h"
#include "aft-flow-box.h"

#define MOST   600
#define HEIGHT 1000

static GtkWidget *
make_column (int width, int height)
{
  GtkWidget *column = g_object_ref_sink (g_object_new (AFT_TYPE_FLOW_BOX, NULL));
  gtk_widget_set_layout_manager (column,
                                 g_object_new (AFT_TYPE_CLAMP_LAYOUT, "maximum-width", MOST, NULL));
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (child, width, height);
  gtk_widget_set_parent (child, column);
  return column;
}

static graphene_rect_t
place_child (GtkWidget *column, int width, int child_height)
{
  GtkWidget *child = gtk_widget_get_first_child (column);
  graphene_rect_t place;
  gtk_widget_set_size_request (child, -1, child_height);
  gtk_widget_measure (column, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (column, width, MAX (HEIGHT, child_height), -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (child, column, &place));
  return place;
}

static void
test_width (void)
{
  g_autoptr (GtkWidget) column = make_column (100, 100);
  graphene_rect_t place = place_child (column, 1000, 100);
  g_assert_cmpfloat (place.size.width, ==, MOST);
  g_assert_cmpfloat (place.origin.x, ==, (1000 - MOST) / 2);
  place = place_child (column, 400, 100);
  g_assert_cmpfloat (place.size.width, ==, 400);
  g_assert_cmpfloat (place.origin.x, ==, 0);
}

static void
test_middle (void)
{
  g_autoptr (GtkWidget) column = make_column (100, 200);
  graphene_rect_t place = place_child (column, 800, 200);
  g_assert_cmpfloat (place.origin.y, ==, (HEIGHT - 200) / 2);
}

static void
test_growing (void)
{
  g_autoptr (GtkWidget) column = make_column (100, 200);
  float top = place_child (column, 800, 200).origin.y;
  g_assert_cmpfloat (place_child (column, 800, 400).origin.y, ==, top);
  g_assert_cmpfloat (place_child (column, 800, 800).origin.y, ==, HEIGHT - 800);
  g_assert_cmpfloat (place_child (column, 800, 1500).origin.y, ==, 0);
}

static void
test_turning (void)
{
  g_autoptr (GtkWidget) column = make_column (100, 200);
  place_child (column, 800, 200);
  g_assert_cmpfloat (place_child (column, 900, 400).origin.y, ==, (HEIGHT - 400) / 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/clamp/never-wider-than-the-limit", test_width);
  g_test_add_func ("/question/clamp/stands-in-the-middle", test_middle);
  g_test_add_func ("/question/clamp/grows-downwards-while-there-is-room", test_growing);
  g_test_add_func ("/question/clamp/is-placed-anew-on-another-size", test_turning);
  return g_test_run ();
}
