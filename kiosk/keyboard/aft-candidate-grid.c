/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of equal cells; a candidate takes as many of them as its characters need. What is far below
 * is made only when a finger has scrolled near to it: most guests look at the first lines only. */
#include "aft-candidate-grid.h"

#include "aft-candidate.h"

#define COLUMNS 8
/* Candidates that are made at once. */
#define CHUNK 64

struct _AftCandidateGrid
{
  GtkWidget parent_instance;
  AftTyping *typing;
  AftCandidateRow *row; /* borrowed */
  GtkWidget *scroller;
  GtkGrid *grid;
  int width;
  guint made; /* candidates that stand in the grid */
  int column; /* where the next one goes */
  int line;
};

G_DEFINE_FINAL_TYPE (AftCandidateGrid, aft_candidate_grid, GTK_TYPE_WIDGET)

static int
count_cells (AftCandidateGrid *self, guint position)
{
  int width = aft_candidate_row_measure_candidate (self->row, position);
  int cell = MAX (1, self->width / COLUMNS);
  return CLAMP ((width + cell - 1) / cell, 1, COLUMNS);
}

static void
add (AftCandidateGrid *self, guint position)
{
  GtkWidget *candidate = aft_candidate_new (self->typing);
  int cells = count_cells (self, position);
  aft_candidate_show (AFT_CANDIDATE (candidate), position);
  if (self->column + cells > COLUMNS)
    {
      self->column = 0;
      self->line++;
    }
  gtk_grid_attach (self->grid, candidate, self->column, self->line, cells, 1);
  self->column += cells;
}

static void
add_chunk (AftCandidateGrid *self)
{
  guint count = aft_typing_count_candidates (self->typing);
  for (guint end = MIN (count, self->made + CHUNK); self->made < end; self->made++)
    add (self, self->made);
}

static void
on_scrolled (AftCandidateGrid *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);
  if (below < gtk_adjustment_get_page_size (adjustment))
    add_chunk (self);
}

static void
empty (AftCandidateGrid *self)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->made = 0;
  self->column = 0;
  self->line = 0;
}

static void
on_typing_changed (AftCandidateGrid *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  empty (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
  add_chunk (self);
  if (focus != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
aft_candidate_grid_new (AftTyping *typing, AftCandidateRow *row, int width)
{
  AftCandidateGrid *self = g_object_new (AFT_TYPE_CANDIDATE_GRID, NULL);
  self->typing = g_object_ref (typing);
  self->row = row;
  self->width = width;
  add_chunk (self);
  g_signal_connect_object (typing, "changed", G_CALLBACK (on_typing_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
aft_candidate_grid_dispose (GObject *object)
{
  AftCandidateGrid *self = AFT_CANDIDATE_GRID (object);
  if (self->typing != NULL)
    g_signal_handlers_disconnect_by_data (self->typing, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->typing);
  G_OBJECT_CLASS (aft_candidate_grid_parent_class)->dispose (object);
}

static void
aft_candidate_grid_class_init (AftCandidateGridClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_candidate_grid_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
aft_candidate_grid_init (AftCandidateGrid *self)
{
  self->grid = GTK_GRID (g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, NULL));
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "child", self->grid, NULL);
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "candidate-grid");
}
