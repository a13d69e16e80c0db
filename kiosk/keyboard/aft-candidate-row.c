/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of candidates. How many fit is measured whenever they change, before the layout, so that
 * only what is shown is ever in the tree; the width is that of the layout before. What the keys
 * mean and which candidates there are is for the typing. */
#include "aft-candidate-row.h"

#include <glib/gi18n.h>

#include "aft-candidate.h"

/* More than a line holds on the widest screen. */
#define MAXIMUM_SHOWN 24

struct _AftCandidateRow
{
  GtkWidget parent_instance;
  AftTyping *typing;
  GtkWidget *open;                      /* what is open, while the grid is shown */
  GtkWidget *candidates[MAXIMUM_SHOWN]; /* borrowed children */
  GtkWidget *back;
  GtkWidget *forward;
  GtkWidget *expand;
  GArray *pages; /* the first position of each page up to the present one */
  guint shown;   /* on the present page */
  int width;     /* of the last layout */
  guint update_id;
  gboolean is_expanded;
};

G_DEFINE_FINAL_TYPE (AftCandidateRow, aft_candidate_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_EXPANDED,
  SIGNALS
};

static guint signals[SIGNALS];

static guint
get_first (AftCandidateRow *row)
{
  return g_array_index (row->pages, guint, row->pages->len - 1);
}

static int
measure (GtkWidget *widget)
{
  int natural = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
show_button (GtkWidget *button, gboolean is_shown)
{
  if (gtk_widget_get_visible (button) != is_shown)
    gtk_widget_set_visible (button, is_shown);
}

/* A switch or a keyboard stands on a button that goes. */
static void
empty_from (AftCandidateRow *row, guint first)
{
  for (guint i = first; i < MAXIMUM_SHOWN; i++)
    {
      GtkWidget *button = row->candidates[i];
      if (!gtk_widget_get_visible (button))
        continue;
      if (first > 0 && gtk_widget_is_focus (button))
        gtk_widget_grab_focus (row->candidates[0]);
      aft_candidate_empty (AFT_CANDIDATE (button));
    }
}

/* One that is longer than the whole line stands alone and is ellipsized. */
static guint
fill (AftCandidateRow *row, guint first, int width)
{
  guint count = aft_typing_count_candidates (row->typing);
  guint shown = 0;
  while (shown < MAXIMUM_SHOWN && first + shown < count)
    {
      GtkWidget *button = row->candidates[shown];
      aft_candidate_show (AFT_CANDIDATE (button), first + shown);
      int own = measure (button);
      if (shown > 0 && own > width)
        break;
      width -= own;
      shown++;
    }
  return shown;
}

/* A keyboard that is plugged in picks and turns by what is seen here. */
static void
tell_page (AftCandidateRow *row)
{
  guint n = row->pages->len;
  guint before = n > 1 ? g_array_index (row->pages, guint, n - 2) : 0;
  aft_typing_set_page (row->typing, before, get_first (row), row->shown);
}

static void
fill_page (AftCandidateRow *row)
{
  guint first = get_first (row);
  guint count = aft_typing_count_candidates (row->typing);
  if (row->is_expanded || first >= count)
    {
      row->shown = 0;
      empty_from (row, 0);
      show_button (row->back, FALSE);
      show_button (row->forward, FALSE);
      show_button (row->expand, row->is_expanded);
      return;
    }
  show_button (row->back, first > 0);
  show_button (row->forward, TRUE);
  show_button (row->expand, TRUE);
  int room = row->width - measure (row->forward) - measure (row->expand)
             - (first > 0 ? measure (row->back) : 0);
  row->shown = fill (row, first, room);
  show_button (row->forward, first + row->shown < count);
  empty_from (row, row->shown);
}

static void
show_page (AftCandidateRow *row)
{
  fill_page (row);
  tell_page (row);
}

static void
go_to_first_page (AftCandidateRow *row)
{
  guint first = 0;
  g_array_set_size (row->pages, 0);
  g_array_append_val (row->pages, first);
  show_page (row);
}

static gboolean
turn_forward (AftCandidateRow *row)
{
  guint next = get_first (row) + row->shown;
  if (row->shown == 0 || next >= aft_typing_count_candidates (row->typing))
    return FALSE;
  g_array_append_val (row->pages, next);
  show_page (row);
  return TRUE;
}

/* The page on which Space would take one. */
static void
update (AftCandidateRow *row)
{
  guint highlighted = aft_typing_get_highlighted (row->typing);
  if (row->is_expanded)
    gtk_label_set_text (GTK_LABEL (row->open), aft_typing_get_preedit (row->typing));
  go_to_first_page (row);
  while (highlighted >= get_first (row) + row->shown && turn_forward (row))
    ;
}

static void
on_typing_changed (AftCandidateRow *row)
{
  update (row);
}

static void
on_back_clicked (AftCandidateRow *row)
{
  if (row->pages->len > 1)
    g_array_set_size (row->pages, row->pages->len - 1);
  show_page (row);
  if (row->pages->len == 1 && row->shown > 0 && gtk_widget_is_focus (row->back))
    gtk_widget_grab_focus (row->candidates[0]);
}

static void
on_forward_clicked (AftCandidateRow *row)
{
  turn_forward (row);
}

static void
on_expand_clicked (AftCandidateRow *row)
{
  g_signal_emit (row, signals[SIGNAL_EXPANDED], 0, !row->is_expanded);
}

int
aft_candidate_row_measure_candidate (AftCandidateRow *row, guint position)
{
  return aft_candidate_measure_text (AFT_CANDIDATE (row->candidates[0]),
                                     aft_typing_get_candidate (row->typing, position));
}

void
aft_candidate_row_set_expanded (AftCandidateRow *row, gboolean is_expanded)
{
  if (row->is_expanded == is_expanded)
    return;
  row->is_expanded = is_expanded;
  if (is_expanded)
    gtk_widget_add_css_class (row->expand, "open");
  else
    gtk_widget_remove_css_class (row->expand, "open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->expand), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_expanded ? _ ("Back to the keys") : _ ("All choices"), -1);
  gtk_widget_set_visible (row->open, is_expanded);
  gtk_label_set_text (GTK_LABEL (row->open), "");
  update (row);
}

static gboolean
on_update_due (gpointer user_data)
{
  AftCandidateRow *row = user_data;
  row->update_id = 0;
  update (row);
  return G_SOURCE_REMOVE;
}

/* As wide as it may be, never wider. */
static void
aft_candidate_row_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{ /* size-waiver: GtkWidget sets the seven parameters */
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       orientation == GTK_ORIENTATION_VERTICAL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int own = 0;
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, NULL, &own, NULL, NULL);
      *minimum = *natural = MAX (*natural, own);
    }
}

static int
place_from_right (GtkWidget *child, int right, int height)
{
  if (!gtk_widget_should_layout (child))
    return right;
  int own = measure (child);
  GtkAllocation place = { right - own, 0, own, height };
  gtk_widget_size_allocate (child, &place, -1);
  return right - own;
}

static void
place_candidates (AftCandidateRow *row, int right, int height)
{
  int left = 0;
  for (guint i = 0; i < row->shown; i++)
    {
      int minimum = 0;
      int own = measure (row->candidates[i]);
      gtk_widget_measure (row->candidates[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      own = MAX (minimum, MIN (own, right - left));
      GtkAllocation place = { left, 0, own, height };
      gtk_widget_size_allocate (row->candidates[i], &place, -1);
      left += own;
    }
}

static void
aft_candidate_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AftCandidateRow *row = AFT_CANDIDATE_ROW (widget);
  int right = place_from_right (row->expand, width, height);
  right = place_from_right (row->forward, right, height);
  right = place_from_right (row->back, right, height);
  if (gtk_widget_should_layout (row->open))
    {
      GtkAllocation place = { 0, 0, right, height };
      gtk_widget_size_allocate (row->open, &place, -1);
    }
  place_candidates (row, right, height);
  if (row->width == width)
    return;
  row->width = width;
  if (row->update_id == 0)
    row->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update_due, row, NULL);
}

static GtkWidget *
add_button (AftCandidateRow *row, const char *icon, const char *name, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_NONE, NULL);
  gtk_button_set_child (GTK_BUTTON (button), image);
  gtk_widget_add_css_class (button, "turn");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_visible (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", on_clicked, row, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (row));
  return button;
}

static void
add_children (AftCandidateRow *row)
{
  row->open = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "xalign", 0.0F, "ellipsize",
                            PANGO_ELLIPSIZE_START, NULL);
  gtk_widget_add_css_class (row->open, "open");
  gtk_widget_set_parent (row->open, GTK_WIDGET (row));
  for (guint i = 0; i < MAXIMUM_SHOWN; i++)
    {
      row->candidates[i] = aft_candidate_new (row->typing);
      gtk_widget_set_parent (row->candidates[i], GTK_WIDGET (row));
    }
  row->back
      = add_button (row, "aft-back-symbolic", _ ("Choices before"), G_CALLBACK (on_back_clicked));
  row->forward
      = add_button (row, "aft-next-symbolic", _ ("More choices"), G_CALLBACK (on_forward_clicked));
  row->expand
      = add_button (row, "aft-next-symbolic", _ ("All choices"), G_CALLBACK (on_expand_clicked));
  gtk_widget_add_css_class (row->expand, "expand");
}

GtkWidget *
aft_candidate_row_new (AftTyping *typing)
{
  AftCandidateRow *row = g_object_new (AFT_TYPE_CANDIDATE_ROW, NULL);
  row->typing = g_object_ref (typing);
  add_children (row);
  g_signal_connect_object (typing, "changed", G_CALLBACK (on_typing_changed), row,
                           G_CONNECT_SWAPPED);
  update (row);
  return GTK_WIDGET (row);
}

static void
aft_candidate_row_dispose (GObject *object)
{
  AftCandidateRow *row = AFT_CANDIDATE_ROW (object);
  GtkWidget *child = NULL;
  g_clear_handle_id (&row->update_id, g_source_remove);
  if (row->typing != NULL)
    {
      g_signal_handlers_disconnect_by_data (row->typing, row);
      aft_typing_set_page (row->typing, 0, 0, 0);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (row))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&row->typing);
  G_OBJECT_CLASS (aft_candidate_row_parent_class)->dispose (object);
}

static void
aft_candidate_row_finalize (GObject *object)
{
  g_array_unref (AFT_CANDIDATE_ROW (object)->pages);
  G_OBJECT_CLASS (aft_candidate_row_parent_class)->finalize (object);
}

static void
aft_candidate_row_class_init (AftCandidateRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_candidate_row_dispose;
  G_OBJECT_CLASS (class)->finalize = aft_candidate_row_finalize;
  widget_class->measure = aft_candidate_row_measure;
  widget_class->size_allocate = aft_candidate_row_size_allocate;
  signals[SIGNAL_EXPANDED] = g_signal_new ("expanded", AFT_TYPE_CANDIDATE_ROW, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
aft_candidate_row_init (AftCandidateRow *row)
{
  guint first = 0;
  row->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (row->pages, first);
  gtk_widget_add_css_class (GTK_WIDGET (row), "candidates");
}
