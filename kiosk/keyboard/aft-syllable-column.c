/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of small keys that scrolls. Which syllables the digits may spell is for the typing; the
 * punctuation that fills the column meanwhile is what the keys beside it have no room for. */
#include "aft-syllable-column.h"

struct _AftSyllableColumn
{
  GtkWidget parent_instance;
  AftTyping *typing;
  GtkWidget *scroller;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (AftSyllableColumn, aft_syllable_column, GTK_TYPE_WIDGET)

static const AftKeySpec punctuation[] = {
  { .action = AFT_KEY_TEXT, .text = "！" },
  { .action = AFT_KEY_TEXT, .text = "、" },
  { .action = AFT_KEY_TEXT, .text = "：" },
  { .action = AFT_KEY_TEXT, .text = "……" },
};

static guint
get_position (GtkWidget *button)
{
  guint position = 0;
  for (GtkWidget *before = gtk_widget_get_prev_sibling (button); before != NULL;
       before = gtk_widget_get_prev_sibling (before))
    position++;
  return position;
}

static void
on_clicked (AftSyllableColumn *column, GtkWidget *button)
{
  guint position = get_position (button);
  if (*aft_typing_get_syllables (column->typing) != NULL)
    aft_typing_choose_syllable (column->typing, position);
  else if (position < G_N_ELEMENTS (punctuation))
    aft_typing_press (column->typing, &punctuation[position], punctuation[position].text);
}

static void
add_button (AftSyllableColumn *column)
{
  GtkWidget *button = gtk_button_new_with_label ("");
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), column, G_CONNECT_SWAPPED);
  gtk_box_append (column->box, button);
}

/* Buttons stay as long as there is something for them, so that none goes from under a finger. */
static GtkWidget *
show_text (AftSyllableColumn *column, GtkWidget *button, const char *text)
{
  if (button == NULL)
    {
      add_button (column);
      button = gtk_widget_get_last_child (GTK_WIDGET (column->box));
    }
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (button), text);
  return gtk_widget_get_next_sibling (button);
}

static void
drop_from (AftSyllableColumn *column, GtkWidget *button)
{
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);
      if (gtk_widget_is_focus (button))
        gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (column->box)));
      gtk_box_remove (column->box, button);
      button = next;
    }
}

static void
update (AftSyllableColumn *column)
{
  const char *const *syllables = aft_typing_get_syllables (column->typing);
  gboolean has_syllables = *syllables != NULL;
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (column->box));
  for (; *syllables != NULL; syllables++)
    button = show_text (column, button, *syllables);
  for (guint i = 0; !has_syllables && i < G_N_ELEMENTS (punctuation); i++)
    button = show_text (column, button, punctuation[i].text);
  drop_from (column, button);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (column->scroller)), 0);
}

GtkWidget *
aft_syllable_column_new (AftTyping *typing)
{
  AftSyllableColumn *column = g_object_new (AFT_TYPE_SYLLABLE_COLUMN, NULL);
  column->typing = g_object_ref (typing);
  g_signal_connect_object (typing, "changed", G_CALLBACK (update), column, G_CONNECT_SWAPPED);
  update (column);
  return GTK_WIDGET (column);
}

static void
aft_syllable_column_dispose (GObject *object)
{
  AftSyllableColumn *column = AFT_SYLLABLE_COLUMN (object);
  if (column->typing != NULL)
    g_signal_handlers_disconnect_by_data (column->typing, column);
  g_clear_pointer (&column->scroller, gtk_widget_unparent);
  g_clear_object (&column->typing);
  G_OBJECT_CLASS (aft_syllable_column_parent_class)->dispose (object);
}

static void
aft_syllable_column_class_init (AftSyllableColumnClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_syllable_column_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
aft_syllable_column_init (AftSyllableColumn *column)
{
  column->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  column->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                   "child", column->box, NULL);
  gtk_widget_set_parent (column->scroller, GTK_WIDGET (column));
  gtk_widget_add_css_class (GTK_WIDGET (column), "syllables");
}
