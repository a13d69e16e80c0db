/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the field stands in what scrolls, and what has to be scrolled, or made lower, so that it is
 * seen. A frame or a few pass until a layout is at rest (a field takes its height from its font),
 * so it looks again in each of them. What a finger scrolls away in between is left as the guest
 * wants it. */
#include "aft-field-sight.h"

#include "aft-line-field.h"
#include "aft-question-card.h"
#include "aft-words-field.h"

/* Frames without a change after which the layout is at rest. */
#define STILL_FRAMES 6
/* The same after a key, which seldom changes one: the next key waits for a frame that runs. */
#define GLANCE_FRAMES 2
/* Frames after which one that still changes is taken as it is. */
#define PATIENCE_FRAMES 90

/* Of the height that is left, what a field of several lines is worth more than its question. */
#define LEAST_SHARE 0.6
/* Pixels around it. */
#define GAP 8

struct _AftFieldSight
{
  GtkWidget *field; /* weak */
  GtkWidget *words; /* weak: made to fit; the AftWordsField around the field, or NULL */
  guint tick_id;    /* of the field */
  guint still;
  guint frames;
  graphene_rect_t place; /* of the field, at the last frame */
  double height;         /* of what it lies in */
};

/* What frames the field, in growing order: itself, its border, its question. */
static GtkWidget *
get_frame (GtkWidget *field)
{
  GtkWidget *words = gtk_widget_get_ancestor (field, AFT_TYPE_WORDS_FIELD);
  GtkWidget *line = gtk_widget_get_ancestor (field, AFT_TYPE_LINE_FIELD);
  if (words != NULL)
    return words;
  return line != NULL ? line : gtk_widget_get_parent (field);
}

/* The nearest scroller that is not the field's own. */
static GtkWidget *
get_scroller (GtkWidget *field)
{
  GtkWidget *parent = gtk_widget_get_parent (get_frame (field));
  return parent != NULL ? gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW) : NULL;
}

/* What else lies in the scroller, above the field and below. */
static double
measure_rest (GtkWidget *scroller, GtkWidget *frame)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *content = viewport != NULL ? gtk_widget_get_first_child (viewport) : NULL;
  return content != NULL ? gtk_widget_get_height (content) - gtk_widget_get_height (frame) : 0;
}

static double
measure_above (GtkWidget *frame)
{
  double x = 0;
  double above = 0;
  GtkWidget *card = gtk_widget_get_ancestor (frame, AFT_TYPE_QUESTION_CARD);
  return card != NULL && gtk_widget_translate_coordinates (frame, card, 0, 0, &x, &above) ? above
                                                                                          : 0;
}

/* All of the page stays in sight with it where there is room for that, else its question, else the
 * field alone. */
static void
make_fit (AftFieldSight *sight)
{
  GtkWidget *scroller = get_scroller (sight->field);
  if (sight->words == NULL || scroller == NULL)
    return;
  double height = gtk_widget_get_height (scroller);
  double besides = measure_rest (scroller, sight->words);
  if (height - besides < LEAST_SHARE * height)
    besides = measure_above (sight->words) + 2 * GAP;
  if (height - besides < LEAST_SHARE * height)
    besides = 2 * GAP;
  aft_words_field_set_room (AFT_WORDS_FIELD (sight->words), MAX (1, (int) (height - besides)));
}

static void
get_cursor_line (GtkWidget *field, graphene_rect_t *line)
{
  GdkRectangle cursor;
  int x = 0;
  int y = 0;
  if (!GTK_IS_TEXT_VIEW (field))
    {
      graphene_rect_init (line, 0, 0, (float) gtk_widget_get_width (field),
                          (float) gtk_widget_get_height (field));
      return;
    }
  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (field), NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (field), GTK_TEXT_WINDOW_WIDGET, cursor.x,
                                         cursor.y, &x, &y);
  graphene_rect_init (line, (float) x, (float) y, (float) cursor.width, (float) cursor.height);
}

/* @scrolled: by how much the layout that gives the places is scrolled. */
static void
clamp (GtkScrolledWindow *scroller,
       double scrolled,
       GtkWidget *widget,
       const graphene_rect_t *within)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  double top = 0;
  double x = 0;
  if (!gtk_widget_translate_coordinates (widget, GTK_WIDGET (scroller), within->origin.x,
                                         within->origin.y, &x, &top))
    return;
  top += scrolled;
  gtk_adjustment_clamp_page (adjustment, top, top + within->size.height);
}

static void
clamp_whole (GtkScrolledWindow *scroller, double scrolled, GtkWidget *widget)
{
  graphene_rect_t whole;
  if (widget == NULL || !gtk_widget_is_ancestor (widget, GTK_WIDGET (scroller)))
    return;
  graphene_rect_init (&whole, 0, 0, (float) gtk_widget_get_width (widget),
                      (float) gtk_widget_get_height (widget));
  clamp (scroller, scrolled, widget, &whole);
}

/* In the field itself: GTK does so for what is written, and not for what is still open. */
static void
scroll_within (GtkWidget *field)
{
  GdkRectangle cursor;
  if (!GTK_IS_TEXT_VIEW (field))
    return;
  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (field), NULL, &cursor, NULL);
  gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (field)), cursor.y,
                             cursor.y + cursor.height);
}

/* What matters more comes later, and wins where there is no room for all. */
static void
scroll (GtkWidget *field)
{
  graphene_rect_t line;
  GtkScrolledWindow *scroller = (GtkScrolledWindow *) get_scroller (field);
  if (scroller == NULL)
    return;
  double scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller));
  clamp_whole (scroller, scrolled, gtk_widget_get_ancestor (field, AFT_TYPE_QUESTION_CARD));
  clamp_whole (scroller, scrolled, get_frame (field));
  get_cursor_line (field, &line);
  clamp (scroller, scrolled, field, &line);
}

static gboolean
is_at_rest (AftFieldSight *sight)
{
  GtkWidget *scroller = get_scroller (sight->field);
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  double height = scroller != NULL ? gtk_widget_get_height (scroller) : 0;
  gboolean is_placed
      = scroller != NULL && gtk_widget_compute_bounds (get_frame (sight->field), scroller, &place);
  gboolean is_same
      = is_placed && graphene_rect_equal (&place, &sight->place) && height == sight->height;
  sight->still = is_same ? sight->still + 1 : 0;
  sight->place = place;
  sight->height = height;
  return ++sight->frames >= PATIENCE_FRAMES || sight->still >= STILL_FRAMES;
}

static gboolean
on_frame (GtkWidget *field, GdkFrameClock *clock, gpointer user_data)
{
  AftFieldSight *sight = user_data;
  make_fit (sight);
  scroll_within (field);
  scroll (field);
  if (!is_at_rest (sight))
    return G_SOURCE_CONTINUE;
  sight->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
watch (AftFieldSight *sight, guint still_frames)
{
  sight->still = MIN (sight->still, STILL_FRAMES - still_frames);
  sight->frames = 0;
  if (sight->field != NULL && sight->tick_id == 0)
    sight->tick_id = gtk_widget_add_tick_callback (sight->field, on_frame, sight, NULL);
}

void
aft_field_sight_look (AftFieldSight *sight)
{
  watch (sight, STILL_FRAMES);
}

void
aft_field_sight_glance (AftFieldSight *sight)
{
  watch (sight, GLANCE_FRAMES);
}

void
aft_field_sight_set_field (AftFieldSight *sight, GtkWidget *field)
{
  if (sight->field != NULL && sight->tick_id != 0)
    gtk_widget_remove_tick_callback (sight->field, sight->tick_id);
  sight->tick_id = 0;
  g_set_weak_pointer (&sight->field, field);
  if (sight->words != NULL)
    aft_words_field_set_room (AFT_WORDS_FIELD (sight->words), 0);
  g_set_weak_pointer (&sight->words,
                      field != NULL ? gtk_widget_get_ancestor (field, AFT_TYPE_WORDS_FIELD) : NULL);
  aft_field_sight_look (sight);
}

AftFieldSight *
aft_field_sight_new (void)
{
  return g_new0 (AftFieldSight, 1);
}

void
aft_field_sight_free (AftFieldSight *sight)
{
  if (sight == NULL)
    return;
  aft_field_sight_set_field (sight, NULL);
  g_free (sight);
}
