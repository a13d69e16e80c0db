/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the flow puts its children: lines, columns, and that it never cuts one off. */
#include <gtk/gtk.h>

#include "aft-flow-box.h"
#include "aft-flow-layout.h"

#define CELL 100
#define GAP  16

static GtkWidget *
make_box (guint count, gboolean is_homogeneous, guint columns)
{
  GtkWidget *box = g_object_ref_sink (g_object_new (AFT_TYPE_FLOW_BOX, NULL));
  g_object_set (gtk_widget_get_layout_manager (box), "spacing", GAP, "homogeneous", is_homogeneous,
                "columns", columns, NULL);
  for (guint i = 0; i < count; i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (child, CELL, CELL);
      gtk_widget_set_parent (child, box);
    }
  return box;
}

static int
measure_height (GtkWidget *box, int width)
{
  int minimum, natural;
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);
  return natural;
}

static int
height_of (int lines)
{
  return lines * CELL + (lines - 1) * GAP;
}

static void
test_lines (void)
{
  g_autoptr (GtkWidget) box = make_box (5, FALSE, 0);
  g_assert_cmpint (measure_height (box, 5 * CELL + 4 * GAP), ==, height_of (1));
  g_assert_cmpint (measure_height (box, 5 * CELL + 4 * GAP - 1), ==, height_of (2));
  g_assert_cmpint (measure_height (box, CELL), ==, height_of (5));
}

static void
test_grid_is_balanced (void)
{
  g_autoptr (GtkWidget) box = make_box (11, TRUE, 0);
  graphene_rect_t place;
  int width = 8 * CELL + 7 * GAP;
  g_assert_cmpint (measure_height (box, width), ==, height_of (2));
  gtk_widget_allocate (box, width, height_of (2), -1, NULL);
  GtkWidget *child = gtk_widget_get_first_child (box);
  for (guint i = 0; i < 11; i++, child = gtk_widget_get_next_sibling (child))
    {
      g_assert_true (gtk_widget_compute_bounds (child, box, &place));
      g_assert_cmpint ((int) place.origin.y, ==, i < 6 ? 0 : CELL + GAP);
      g_assert_cmpfloat (place.origin.x, >=, 0);
      g_assert_cmpfloat (place.origin.x + place.size.width, <=, width);
    }
}

static void
test_columns (void)
{
  g_autoptr (GtkWidget) box = make_box (6, TRUE, 2);
  g_assert_cmpint (measure_height (box, 10 * CELL), ==, height_of (3));
  aft_flow_layout_set_columns (AFT_FLOW_LAYOUT (gtk_widget_get_layout_manager (box)), 1);
  g_assert_cmpint (measure_height (box, 10 * CELL), ==, height_of (6));
}

static void
test_hidden_takes_no_room (void)
{
  g_autoptr (GtkWidget) box = make_box (3, FALSE, 0);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  g_assert_cmpint (measure_height (box, 2 * CELL + GAP), ==, height_of (1));
}

static void
test_empty (void)
{
  g_autoptr (GtkWidget) box = make_box (0, TRUE, 0);
  g_assert_cmpint (measure_height (box, 500), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/question/flow/lines-break-where-nothing-more-fits", test_lines);
  g_test_add_func ("/question/flow/grid-fills-its-lines-evenly", test_grid_is_balanced);
  g_test_add_func ("/question/flow/columns-limit-a-line", test_columns);
  g_test_add_func ("/question/flow/hidden-children-take-no-room", test_hidden_takes_no_room);
  g_test_add_func ("/question/flow/nothing-needs-no-room", test_empty);
  return g_test_run ();
}
