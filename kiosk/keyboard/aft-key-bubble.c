/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels above the keys, made when first needed and used again. Hidden, they take no part in the
 * pad's layout: a key that is pressed moves nothing. What they look like is in the style sheet. */
#include "aft-key-bubble.h"

#include "aft-key.h"

struct _AftKeyBubble
{
  GtkWidget *pad;
  GtkWidget *panel;  /* behind the labels */
  GPtrArray *labels; /* GtkWidget, borrowed: the pad's children */
  GArray *boxes;     /* AftKeyBox, of those that are shown */
};

static GtkWidget *
add_child (AftKeyBubble *bubble, const char *css_class)
{
  GtkWidget *child = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-target", FALSE, NULL);
  gtk_widget_add_css_class (child, css_class);
  gtk_widget_set_child_visible (child, FALSE);
  /* Last, and so above all keys. */
  gtk_widget_insert_before (child, bubble->pad, NULL);
  return child;
}

AftKeyBubble *
aft_key_bubble_new (GtkWidget *pad)
{
  AftKeyBubble *bubble = g_new0 (AftKeyBubble, 1);
  bubble->pad = pad;
  bubble->labels = g_ptr_array_new ();
  bubble->boxes = g_array_new (FALSE, FALSE, sizeof (AftKeyBox));
  bubble->panel = add_child (bubble, "key-bubble");
  return bubble;
}

void
aft_key_bubble_free (AftKeyBubble *bubble)
{
  if (bubble == NULL)
    return;
  g_clear_pointer (&bubble->panel, gtk_widget_unparent);
  for (guint i = 0; i < bubble->labels->len; i++)
    gtk_widget_unparent (g_ptr_array_index (bubble->labels, i));
  g_ptr_array_unref (bubble->labels);
  g_array_unref (bubble->boxes);
  g_free (bubble);
}

static void
set_text (AftKeyBubble *bubble, guint position, const char *text, AftKeyBox box)
{
  if (position == bubble->labels->len)
    g_ptr_array_add (bubble->labels, add_child (bubble, "key-choice"));
  gtk_label_set_text (GTK_LABEL (g_ptr_array_index (bubble->labels, position)), text);
  g_array_append_val (bubble->boxes, box);
}

static void
set_chosen (AftKeyBubble *bubble, guint chosen)
{
  for (guint i = 0; i < bubble->labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (bubble->labels, i);
      if (i == chosen)
        gtk_widget_add_css_class (label, "chosen");
      else
        gtk_widget_remove_css_class (label, "chosen");
    }
}

static void
update_children (AftKeyBubble *bubble)
{
  gtk_widget_set_child_visible (bubble->panel, bubble->boxes->len > 0);
  for (guint i = 0; i < bubble->labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (bubble->labels, i);
      gtk_widget_set_child_visible (label, i < bubble->boxes->len);
      /* Nothing of what was written stays in a label that is not seen. */
      if (i >= bubble->boxes->len)
        gtk_label_set_text (GTK_LABEL (label), "");
    }
  gtk_widget_queue_allocate (bubble->pad);
}

void
aft_key_bubble_show_text (AftKeyBubble *bubble, const char *text, AftKeyBox key_box)
{
  key_box.y -= key_box.height;
  g_array_set_size (bubble->boxes, 0);
  set_text (bubble, 0, text, key_box);
  set_chosen (bubble, G_MAXUINT);
  gtk_widget_add_css_class (bubble->panel, "single");
  gtk_widget_add_css_class (g_ptr_array_index (bubble->labels, 0), "single");
  update_children (bubble);
}

void
aft_key_bubble_show_offer (AftKeyBubble *bubble,
                           const AftKeyOffer *offer,
                           guint chosen,
                           gboolean is_capital)
{
  g_array_set_size (bubble->boxes, 0);
  for (guint i = 0; i < aft_key_offer_count (offer); i++)
    {
      g_autofree char *text = aft_key_dup_shifted (aft_key_offer_get_text (offer, i),
                                                   is_capital ? AFT_SHIFT_ONCE : AFT_SHIFT_OFF);
      set_text (bubble, i, text, aft_key_offer_get_box (offer, i));
    }
  set_chosen (bubble, chosen);
  gtk_widget_remove_css_class (bubble->panel, "single");
  gtk_widget_remove_css_class (g_ptr_array_index (bubble->labels, 0), "single");
  update_children (bubble);
}

void
aft_key_bubble_hide (AftKeyBubble *bubble)
{
  if (bubble->boxes->len == 0)
    return;
  g_array_set_size (bubble->boxes, 0);
  update_children (bubble);
}

static void
allocate (GtkWidget *child, const AftKeyBox *box)
{
  GtkAllocation place = { .x = box->x, .y = box->y, .width = box->width, .height = box->height };
  int width = 0;
  int height = 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  place.x -= MAX (0, width - place.width) / 2;
  place.width = MAX (width, place.width);
  place.height = MAX (height, place.height);
  gtk_widget_size_allocate (child, &place, -1);
}

void
aft_key_bubble_allocate (AftKeyBubble *bubble)
{
  GdkRectangle panel = { 0 };
  for (guint i = 0; i < bubble->boxes->len; i++)
    {
      const AftKeyBox *box = &g_array_index (bubble->boxes, AftKeyBox, i);
      GdkRectangle rectangle = { box->x, box->y, box->width, box->height };
      allocate (g_ptr_array_index (bubble->labels, i), box);
      if (i == 0)
        panel = rectangle;
      else
        gdk_rectangle_union (&panel, &rectangle, &panel);
    }
  if (bubble->boxes->len == 0)
    return;
  AftKeyBox box = { panel.x, panel.y, panel.width, panel.height };
  allocate (bubble->panel, &box);
}
