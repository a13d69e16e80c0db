/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for a note. What becomes of it is for who asked for it. */
#include "aft-desk-note.h"

#include "aft-secret.h"
#include "aft-words-field.h"

#define NOTE_UNITS_MAX 1000 /* DESIGN §10: as a comment */

struct _AftDeskNote
{
  GtkBox parent_instance;
  GtkLabel *heading;
  AftWordsField *field;
  GtkWidget *save;
};

enum
{
  SIGNAL_SAVED,
  SIGNAL_LEFT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftDeskNote, aft_desk_note, GTK_TYPE_BOX)

char *
aft_desk_note_dup_text (AftDeskNote *note)
{
  return aft_words_field_dup_text (note->field);
}

static gboolean
has_text (AftDeskNote *note)
{
  g_autoptr (AftSecretText) text = aft_words_field_dup_text (note->field);
  return *g_strstrip (text) != '\0';
}

static void
on_changed (AftWordsField *field, AftDeskNote *note)
{
  gtk_widget_set_sensitive (note->save, has_text (note));
}

static void
on_save_clicked (GtkButton *button, AftDeskNote *note)
{
  g_signal_emit (note, signals[SIGNAL_SAVED], 0);
}

static void
on_back_clicked (GtkButton *button, AftDeskNote *note)
{
  g_signal_emit (note, signals[SIGNAL_LEFT], 0);
}

GtkWidget *
aft_desk_note_new (const char *heading, const char *text)
{
  AftDeskNote *note = g_object_new (AFT_TYPE_DESK_NOTE, NULL);
  AftWordsFieldKind kind = { .maximum_units = NOTE_UNITS_MAX, .rows = 4 };
  gtk_label_set_label (note->heading, heading);
  aft_words_field_set_kind (note->field, &kind);
  aft_words_field_set_text (note->field, text);
  on_changed (note->field, note);
  return GTK_WIDGET (note);
}

static gboolean
aft_desk_note_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_DESK_NOTE (widget)->field));
}

static void
aft_desk_note_class_init (AftDeskNoteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  widget_class->grab_focus = aft_desk_note_grab_focus;
  g_type_ensure (AFT_TYPE_WORDS_FIELD);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", AFT_TYPE_DESK_NOTE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", AFT_TYPE_DESK_NOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/desk/aft-desk-note.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDeskNote, heading);
  gtk_widget_class_bind_template_child (widget_class, AftDeskNote, field);
  gtk_widget_class_bind_template_child (widget_class, AftDeskNote, save);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
aft_desk_note_init (AftDeskNote *note)
{
  gtk_widget_init_template (GTK_WIDGET (note));
}
