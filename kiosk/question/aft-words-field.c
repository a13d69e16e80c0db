/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of several lines: the placeholder that GtkTextView lacks, the survey's length limit, and
 * a height in lines of its own font. What the text means is the session's business. The text is
 * taken out of the buffer when the widget is disposed of. */
#include "aft-words-field.h"

#include "aft-private-buffer.h"
#include "aft-private-input.h"
#include "aft-question-template.h"
#include "aft-secret.h"
#include "aft-utf16.h"

struct _AftWordsField
{
  GtkWidget parent_instance;
  GtkScrolledWindow *scroller;
  GtkTextView *view;
  GtkWidget *placeholder;
  GtkTextBuffer *buffer;
  GtkTextTag *plain; /* borrowed */
  gsize maximum_units;
  int rows;
  int room; /* pixels for all of it, 0 = enough */
  guint height_source;
};

G_DEFINE_FINAL_TYPE (AftWordsField, aft_words_field, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

char *
aft_words_field_dup_text (AftWordsField *self)
{
  g_return_val_if_fail (AFT_IS_WORDS_FIELD (self), NULL);
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
on_buffer_changed (AftWordsField *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What does not fit is refused before it is in: the emission is stopped, and what fits is inserted
 * instead. */
static void
on_insert_text (GtkTextBuffer *buffer,
                GtkTextIter *place,
                char *text,
                int length,
                AftWordsField *self)
{
  g_autoptr (AftSecretText) held = NULL;
  guint characters = (guint) g_utf8_strlen (text, length);
  if (self->maximum_units == 0)
    return;
  held = aft_words_field_dup_text (self);
  gsize used = aft_utf16_length (held);
  gsize left = used < self->maximum_units ? self->maximum_units - used : 0;
  guint fitting = aft_private_buffer_count_fitting (text, characters, left);
  if (fitting == characters)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (fitting > 0)
    gtk_text_buffer_insert (buffer, place, text,
                            (int) (g_utf8_offset_to_pointer (text, fitting) - text));
}

/* What a guest did not write is not shown: a long word breaks without a hyphen. */
static void
on_text_inserted (GtkTextBuffer *buffer,
                  GtkTextIter *end,
                  char *text,
                  int length,
                  AftWordsField *self)
{
  GtkTextIter start = *end;
  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  gtk_text_buffer_apply_tag (buffer, self->plain, &start, end);
}

/* Less where there is no room: what stands around the lines keeps its own. */
static int
fit_lines (AftWordsField *self, int line, int room)
{
  int around = gtk_widget_get_height (GTK_WIDGET (self))
               - gtk_widget_get_height (GTK_WIDGET (self->scroller));
  return room == 0 ? line * self->rows : CLAMP (room - around, line, line * self->rows);
}

/* A height in lines depends on the font, which the style gives. */
static void
set_height (AftWordsField *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  PangoFontMetrics *metrics
      = pango_context_get_metrics (context, NULL, pango_context_get_language (context));
  int height
      = fit_lines (self, PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)), self->room);
  pango_font_metrics_unref (metrics);
  if (gtk_scrolled_window_get_min_content_height (self->scroller) == height)
    return;
  gtk_scrolled_window_set_max_content_height (self->scroller, -1);
  gtk_scrolled_window_set_min_content_height (self->scroller, height);
  gtk_scrolled_window_set_max_content_height (self->scroller, height);
}

void
aft_words_field_set_room (AftWordsField *self, int room)
{
  g_return_if_fail (AFT_IS_WORDS_FIELD (self));
  if (self->room == room)
    return;
  self->room = room;
  set_height (self);
}

void
aft_words_field_set_kind (AftWordsField *self, const AftWordsFieldKind *kind)
{
  g_return_if_fail (AFT_IS_WORDS_FIELD (self));
  self->maximum_units = kind->maximum_units;
  self->rows = MAX (1, kind->rows);
  set_height (self);
  const char *placeholder = kind->placeholder ? kind->placeholder : "";
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->placeholder)), placeholder) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->placeholder), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                  placeholder, -1);
}

void
aft_words_field_set_text (AftWordsField *self, const char *text)
{
  g_return_if_fail (AFT_IS_WORDS_FIELD (self));
  g_autoptr (AftSecretText) held = aft_words_field_dup_text (self);
  if (g_strcmp0 (held, text ? text : "") != 0)
    gtk_text_buffer_set_text (self->buffer, text ? text : "", -1);
}

GtkAccessible *
aft_words_field_get_accessible (AftWordsField *self)
{
  g_return_val_if_fail (AFT_IS_WORDS_FIELD (self), NULL);
  return GTK_ACCESSIBLE (self->view);
}

GtkWidget *
aft_words_field_new (void)
{
  return g_object_new (AFT_TYPE_WORDS_FIELD, NULL);
}

static gboolean
aft_words_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_WORDS_FIELD (widget)->view));
}

static gboolean
on_height_due (gpointer user_data)
{
  AftWordsField *self = user_data;
  self->height_source = 0;
  set_height (self);
  return G_SOURCE_REMOVE;
}

/* The text view below gets its own style only after this widget: its font is known a moment later.
 */
static void
aft_words_field_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AftWordsField *self = AFT_WORDS_FIELD (widget);
  GTK_WIDGET_CLASS (aft_words_field_parent_class)->css_changed (widget, change);
  if (self->height_source == 0)
    self->height_source = g_idle_add (on_height_due, self);
}

static void
aft_words_field_dispose (GObject *object)
{
  AftWordsField *self = AFT_WORDS_FIELD (object);
  g_clear_handle_id (&self->height_source, g_source_remove);
  if (self->buffer)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      gtk_text_buffer_set_text (self->buffer, "", 0);
    }
  g_clear_object (&self->buffer);
  aft_question_template_empty (GTK_WIDGET (self));
  G_OBJECT_CLASS (aft_words_field_parent_class)->dispose (object);
}

static void
aft_words_field_class_init (AftWordsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_words_field_dispose;
  widget_class->grab_focus = aft_words_field_grab_focus;
  widget_class->css_changed = aft_words_field_css_changed;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  aft_question_template_set (widget_class, "aft-words-field.ui");
  gtk_widget_class_bind_template_child (widget_class, AftWordsField, scroller);
  gtk_widget_class_bind_template_child (widget_class, AftWordsField, view);
  gtk_widget_class_bind_template_child (widget_class, AftWordsField, placeholder);
}

/* What the view itself does not take: the padding around it. */
static void
on_frame_released (AftWordsField *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
aft_words_field_init (AftWordsField *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = 1;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (self->view));
  self->plain = gtk_text_buffer_create_tag (self->buffer, NULL, "insert-hyphens", FALSE, NULL);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_insert_text), self, 0);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_text_inserted), self,
                           G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_buffer_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_frame_released), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  aft_private_input_guard (GTK_WIDGET (self->view));
}
