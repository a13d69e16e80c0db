/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One way to ask GTK's two kinds of text field where things stand in them, and to select. Knows
 * nothing of fingers. */
#include "aft-text-place.h"

#include "aft-secret.h"

static guint
find_in_line (GtkText *text, double x)
{
  guint length = gtk_text_get_text_length (text), best = 0;
  double nearest = G_MAXDOUBLE;
  for (guint i = 0; i <= length; i++)
    {
      graphene_rect_t place;
      gtk_text_compute_cursor_extents (text, i, &place, NULL);
      double distance = ABS (place.origin.x - x);
      if (distance >= nearest)
        continue;
      nearest = distance;
      best = i;
    }
  return best;
}

guint
aft_text_place_at (GtkWidget *text, double x, double y)
{
  GtkTextIter place;
  int buffer_x, buffer_y, trailing;
  if (GTK_IS_TEXT (text))
    return find_in_line (GTK_TEXT (text), x);
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (text), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (text), &place, &trailing, buffer_x, buffer_y);
  return (guint) (gtk_text_iter_get_offset (&place) + trailing);
}

static void
get_iter (GtkWidget *text, guint place, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), iter,
                                      (int) place);
}

void
aft_text_place_locate (GtkWidget *text, guint place, graphene_rect_t *line)
{
  GtkTextIter iter;
  GdkRectangle cursor;
  int x, y;
  if (GTK_IS_TEXT (text))
    {
      gtk_text_compute_cursor_extents (GTK_TEXT (text), place, line, NULL);
      return;
    }
  get_iter (text, place, &iter);
  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (text), &iter, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (text), GTK_TEXT_WINDOW_WIDGET, cursor.x,
                                         cursor.y, &x, &y);
  graphene_rect_init (line, (float) x, (float) y, 0, (float) cursor.height);
}

gboolean
aft_text_place_get_selection (GtkWidget *text, guint *start, guint *end)
{
  gboolean is_selected;
  int first, last;
  if (GTK_IS_TEXT (text))
    {
      is_selected = gtk_editable_get_selection_bounds (GTK_EDITABLE (text), &first, &last);
      *start = (guint) first;
      *end = (guint) last;
      return is_selected;
    }
  GtkTextIter from, to;
  is_selected = gtk_text_buffer_get_selection_bounds (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), &from, &to);
  *start = (guint) gtk_text_iter_get_offset (&from);
  *end = (guint) gtk_text_iter_get_offset (&to);
  return is_selected;
}

void
aft_text_place_select (GtkWidget *text, guint anchor, guint cursor)
{
  GtkTextIter from, to;
  if (GTK_IS_TEXT (text))
    {
      gtk_editable_select_region (GTK_EDITABLE (text), (int) anchor, (int) cursor);
      return;
    }
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  get_iter (text, anchor, &from);
  get_iter (text, cursor, &to);
  gtk_text_buffer_select_range (buffer, &to, &from);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (text), gtk_text_buffer_get_insert (buffer));
}

gboolean
aft_text_place_find_word (const char *text, guint place, guint *start, guint *end)
{
  guint length = (guint) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *marks = g_new0 (PangoLogAttr, length + 1);
  if (length == 0)
    return FALSE;
  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), marks, (int) length + 1);
  place = MIN (place, length);
  *start = place;
  while (*start > 0 && (*start == place || !marks[*start].is_word_end)
         && !marks[*start].is_word_start)
    --*start;
  *end = *start + 1;
  while (*end < length && !marks[*end].is_word_end)
    ++*end;
  if (marks[*start].is_word_start && *end >= place)
    return TRUE;
  *start = MIN (place, length - 1);
  *end = *start + 1;
  return *g_utf8_offset_to_pointer (text, (glong) *start) != '\n';
}

static char *
dup_text (GtkWidget *text)
{
  GtkTextIter start, end;
  if (GTK_IS_TEXT (text))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

gboolean
aft_text_place_select_word (GtkWidget *text, guint place)
{
  g_autoptr (AftSecretText) held = dup_text (text);
  guint start, end;
  if (!aft_text_place_find_word (held, place, &start, &end))
    return FALSE;
  aft_text_place_select (text, start, end);
  return TRUE;
}

gboolean
aft_text_place_is_empty (GtkWidget *text)
{
  if (GTK_IS_TEXT (text))
    return gtk_text_get_text_length (GTK_TEXT (text)) == 0;
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text))) == 0;
}

gboolean
aft_text_place_is_covered (GtkWidget *text)
{
  return GTK_IS_TEXT (text) && !gtk_text_get_visibility (GTK_TEXT (text));
}
