/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One candidate on a button: its characters in the script's own shapes, a name that no other button
 * has, the mark of the one that Space takes. Where it stands is for the row or the grid. */
#include "aft-candidate.h"

struct _AftCandidate
{
  GtkButton parent_instance;
  AftTyping *typing;
  GtkLabel *label;
  guint position;
  gboolean is_traditional;
  int around; /* pixels beside the text, as last seen */
};

G_DEFINE_FINAL_TYPE (AftCandidate, aft_candidate, GTK_TYPE_BUTTON)

/* Which shapes a character has does not depend on the language of the window. */
static void
set_script (AftCandidate *candidate, gboolean is_traditional)
{
  if (gtk_label_get_attributes (candidate->label) != NULL
      && candidate->is_traditional == is_traditional)
    return;
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  PangoLanguage *language = pango_language_from_string (is_traditional ? "zh-TW" : "zh-CN");
  pango_attr_list_insert (list, pango_attr_language_new (language));
  gtk_label_set_attributes (candidate->label, list);
  candidate->is_traditional = is_traditional;
}

static void
mark (AftCandidate *candidate, gboolean is_highlighted)
{
  if (is_highlighted)
    gtk_widget_add_css_class (GTK_WIDGET (candidate), "highlighted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (candidate), "highlighted");
}

/* The number tells apart what sounds alike, and from the survey's own buttons. */
static void
name (AftCandidate *candidate, const char *text)
{
  g_autofree char *name = g_strdup_printf ("%u %s", candidate->position + 1, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (candidate), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
aft_candidate_show (AftCandidate *candidate, guint position)
{
  const char *text = aft_typing_get_candidate (candidate->typing, position);
  gboolean is_same = gtk_widget_get_visible (GTK_WIDGET (candidate))
                     && candidate->position == position
                     && g_str_equal (gtk_label_get_text (candidate->label), text);
  set_script (candidate, aft_typing_is_traditional (candidate->typing));
  mark (candidate, position == aft_typing_get_highlighted (candidate->typing));
  if (is_same)
    return;
  candidate->position = position;
  gtk_label_set_text (candidate->label, text);
  gtk_widget_set_visible (GTK_WIDGET (candidate), TRUE);
  name (candidate, text);
}

guint
aft_candidate_get_position (AftCandidate *candidate)
{
  return candidate->position;
}

static int
measure (GtkWidget *widget)
{
  int natural = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

int
aft_candidate_measure_text (AftCandidate *candidate, const char *text)
{
  int width = 0;
  GtkWidget *label = GTK_WIDGET (candidate->label);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (candidate)))
    candidate->around = measure (GTK_WIDGET (candidate)) - measure (label);
  return width + candidate->around;
}

void
aft_candidate_empty (AftCandidate *candidate)
{
  gtk_widget_set_visible (GTK_WIDGET (candidate), FALSE);
  gtk_label_set_text (candidate->label, "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (candidate), GTK_ACCESSIBLE_PROPERTY_LABEL, "",
                                  -1);
}

static void
aft_candidate_clicked (GtkButton *button)
{
  AftCandidate *candidate = AFT_CANDIDATE (button);
  if (candidate->position < aft_typing_count_candidates (candidate->typing))
    aft_typing_pick (candidate->typing, candidate->position);
}

GtkWidget *
aft_candidate_new (AftTyping *typing)
{
  AftCandidate *candidate = g_object_new (AFT_TYPE_CANDIDATE, NULL);
  candidate->typing = g_object_ref (typing);
  return GTK_WIDGET (candidate);
}

static void
aft_candidate_dispose (GObject *object)
{
  g_clear_object (&AFT_CANDIDATE (object)->typing);
  G_OBJECT_CLASS (aft_candidate_parent_class)->dispose (object);
}

static void
aft_candidate_class_init (AftCandidateClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_candidate_dispose;
  GTK_BUTTON_CLASS (class)->clicked = aft_candidate_clicked;
}

static void
aft_candidate_init (AftCandidate *candidate)
{
  candidate->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE,
                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  gtk_button_set_child (GTK_BUTTON (candidate), GTK_WIDGET (candidate->label));
  gtk_widget_add_css_class (GTK_WIDGET (candidate), "candidate");
  gtk_widget_set_focus_on_click (GTK_WIDGET (candidate), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (candidate), FALSE);
}
