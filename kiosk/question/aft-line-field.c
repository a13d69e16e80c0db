/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A one-line field: the right keys for its kind, the length limit, and the covering of private text
 * a moment after it was typed. What the text means, and whether it is valid, is the session's
 * business. The text is taken out of the widget when it is disposed of. */
#include "aft-line-field.h"

#include "aft-private-buffer.h"
#include "aft-private-input.h"
#include "aft-question-template.h"

#define COVER_AFTER_TYPING_MS  1000
#define COVER_AFTER_SHOWING_MS 3000

struct _AftLineField
{
  GtkWidget parent_instance;
  GtkEntry *entry;
  GtkWidget *reveal;
  GtkEntryBuffer *buffer;
  gboolean is_covering;
  guint cover_source;
};

G_DEFINE_FINAL_TYPE (AftLineField, aft_line_field, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CONFIRMED,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

static void
set_shown (AftLineField *self, gboolean is_shown)
{
  const char *text = gtk_entry_buffer_get_text (self->buffer);
  gtk_entry_set_visibility (self->entry, is_shown);
  gtk_widget_set_visible (self->reveal, self->is_covering && (!is_shown || *text != '\0'));
  gtk_widget_set_sensitive (self->reveal, !is_shown);
}

static gboolean
on_cover_due (gpointer user_data)
{
  AftLineField *self = user_data;
  self->cover_source = 0;
  set_shown (self, gtk_entry_buffer_get_length (self->buffer) == 0);
  return G_SOURCE_REMOVE;
}

static void
show_for (AftLineField *self, guint milliseconds)
{
  g_clear_handle_id (&self->cover_source, g_source_remove);
  if (!self->is_covering)
    return;
  set_shown (self, TRUE);
  self->cover_source = g_timeout_add (milliseconds, on_cover_due, self);
}

static void
on_text_changed (AftLineField *self)
{
  show_for (self, COVER_AFTER_TYPING_MS);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_entry_activated (AftLineField *self)
{
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

static void
on_reveal_clicked (AftLineField *self)
{
  show_for (self, COVER_AFTER_SHOWING_MS);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

static GtkInputPurpose
find_purpose (const char *input_type)
{
  static const struct
  {
    const char *input_type;
    GtkInputPurpose purpose;
  } purposes[] = {
    { "number", GTK_INPUT_PURPOSE_NUMBER },
    { "tel", GTK_INPUT_PURPOSE_PHONE },
    { "email", GTK_INPUT_PURPOSE_EMAIL },
    { "date", GTK_INPUT_PURPOSE_DIGITS },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (g_strcmp0 (purposes[i].input_type, input_type) == 0)
      return purposes[i].purpose;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

void
aft_line_field_set_kind (AftLineField *self, const AftLineFieldKind *kind)
{
  g_return_if_fail (AFT_IS_LINE_FIELD (self));
  GtkInputPurpose purpose = find_purpose (kind->input_type);
  AftPrivateBuffer *buffer = AFT_PRIVATE_BUFFER (self->buffer);
  aft_private_buffer_set_maximum_units (buffer, kind->maximum_units);
  aft_private_buffer_set_is_narrowed (buffer, purpose != GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_entry_set_input_purpose (self->entry, purpose);
  if (g_strcmp0 (gtk_entry_get_placeholder_text (self->entry), kind->placeholder) != 0)
    gtk_entry_set_placeholder_text (self->entry, kind->placeholder);
  self->is_covering = purpose == GTK_INPUT_PURPOSE_PHONE || purpose == GTK_INPUT_PURPOSE_EMAIL;
}

const char *
aft_line_field_get_text (AftLineField *self)
{
  g_return_val_if_fail (AFT_IS_LINE_FIELD (self), NULL);
  return gtk_entry_buffer_get_text (self->buffer);
}

void
aft_line_field_set_text (AftLineField *self, const char *text)
{
  g_return_if_fail (AFT_IS_LINE_FIELD (self));
  if (g_strcmp0 (text, gtk_entry_buffer_get_text (self->buffer)) != 0)
    gtk_entry_buffer_set_text (self->buffer, text ? text : "", -1);
}

gboolean
aft_line_field_is_covering (AftLineField *self)
{
  g_return_val_if_fail (AFT_IS_LINE_FIELD (self), FALSE);
  return self->is_covering;
}

gboolean
aft_line_field_is_shown (AftLineField *self)
{
  g_return_val_if_fail (AFT_IS_LINE_FIELD (self), FALSE);
  return gtk_entry_get_visibility (self->entry);
}

GtkAccessible *
aft_line_field_get_accessible (AftLineField *self)
{
  g_return_val_if_fail (AFT_IS_LINE_FIELD (self), NULL);
  return GTK_ACCESSIBLE (self->entry);
}

GtkWidget *
aft_line_field_new (void)
{
  return g_object_new (AFT_TYPE_LINE_FIELD, NULL);
}

static gboolean
aft_line_field_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (AFT_LINE_FIELD (widget)->entry);
}

static void
aft_line_field_dispose (GObject *object)
{
  AftLineField *self = AFT_LINE_FIELD (object);
  g_clear_handle_id (&self->cover_source, g_source_remove);
  if (self->buffer)
    {
      g_signal_handlers_disconnect_by_func (self->entry, on_text_changed, self);
      gtk_entry_buffer_delete_text (self->buffer, 0, -1);
    }
  g_clear_object (&self->buffer);
  aft_question_template_empty (GTK_WIDGET (self));
  G_OBJECT_CLASS (aft_line_field_parent_class)->dispose (object);
}

static void
aft_line_field_class_init (AftLineFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_line_field_dispose;
  widget_class->grab_focus = aft_line_field_grab_focus;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  aft_question_template_set (widget_class, "aft-line-field.ui");
  gtk_widget_class_bind_template_child (widget_class, AftLineField, entry);
  gtk_widget_class_bind_template_child (widget_class, AftLineField, reveal);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_reveal_clicked);
}

static void
aft_line_field_init (AftLineField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = aft_private_buffer_new ();
  gtk_entry_set_buffer (self->entry, self->buffer);
  aft_private_input_guard (GTK_WIDGET (self->entry));
}
