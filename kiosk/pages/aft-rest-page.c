/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rest screen's page: builds the faces from the question, shows which one is pressed, and lets
 * one face stir every ten seconds. Answers are kept by the sitting, pages changed by the guide. */
#include "aft-rest-page.h"

#include "aft-face-button.h"

#define MOST_FACES    5
#define PULSE_SECONDS 10
#define PULSE_MS      300 /* a little longer than the style's own 240 ms */
#define PULSE_CLASS   "pulse"

struct _AftRestPage
{
  GtkBox parent_instance;
  GtkLabel *question;
  GtkBox *faces;
  GtkWidget *begin;
  GtkWidget *pulsing; /* the face that stirs, borrowed */
  guint next_face;
  guint pulse_id;
  guint pulse_end_id;
};

enum
{
  SIGNAL_TAPPED,
  SIGNAL_BEGUN,
  SIGNAL_CHOSEN,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftRestPage, aft_rest_page, GTK_TYPE_BOX)

static void
stop_pulse (AftRestPage *page)
{
  g_clear_handle_id (&page->pulse_id, g_source_remove);
  g_clear_handle_id (&page->pulse_end_id, g_source_remove);
  if (page->pulsing != NULL)
    gtk_widget_remove_css_class (page->pulsing, PULSE_CLASS);
  page->pulsing = NULL;
}

static gboolean
on_pulse_ended (gpointer user_data)
{
  AftRestPage *page = user_data;
  page->pulse_end_id = 0;
  gtk_widget_remove_css_class (page->pulsing, PULSE_CLASS);
  page->pulsing = NULL;
  return G_SOURCE_REMOVE;
}

static gboolean
on_pulse_due (gpointer user_data)
{
  AftRestPage *page = user_data;
  gboolean is_moving = TRUE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (page)), "gtk-enable-animations", &is_moving,
                NULL);
  if (!is_moving || page->pulsing != NULL)
    return G_SOURCE_CONTINUE;

  GtkWidget *face = gtk_widget_get_first_child (GTK_WIDGET (page->faces));
  guint count = 0;
  for (GtkWidget *each = face; each != NULL; each = gtk_widget_get_next_sibling (each))
    count++;
  if (count == 0)
    return G_SOURCE_CONTINUE;
  for (guint i = page->next_face++ % count; i > 0; i--)
    face = gtk_widget_get_next_sibling (face);
  gtk_widget_add_css_class (face, PULSE_CLASS);
  page->pulsing = face;
  page->pulse_end_id = g_timeout_add (PULSE_MS, on_pulse_ended, page);
  return G_SOURCE_CONTINUE;
}

static void
on_face_clicked (AftFaceButton *face, AftRestPage *page)
{
  stop_pulse (page);
  gtk_widget_add_css_class (GTK_WIDGET (face), "pressed");
  gtk_widget_set_can_target (GTK_WIDGET (page), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (page), FALSE);
  g_signal_emit (page, signals[SIGNAL_TAPPED], 0, aft_face_button_get_value (face));
}

static void
on_begin_clicked (GtkButton *button, AftRestPage *page)
{
  g_signal_emit (page, signals[SIGNAL_BEGUN], 0);
}

static void
on_choose_clicked (GtkButton *button, AftRestPage *page)
{
  g_signal_emit (page, signals[SIGNAL_CHOSEN], 0);
}

static void
add_faces (AftRestPage *page, const AftQuestionView *question)
{
  for (guint i = 0; i < question->choices->len; i++)
    {
      GtkWidget *face = aft_face_button_new (g_ptr_array_index (question->choices, i), i + 1);
      g_signal_connect_object (face, "clicked", G_CALLBACK (on_face_clicked), page, 0);
      gtk_box_append (page->faces, face);
    }
}

GtkWidget *
aft_rest_page_new (const AftQuestionView *question, gboolean is_pulsing)
{
  AftRestPage *page = g_object_new (AFT_TYPE_REST_PAGE, NULL);
  gboolean has_faces
      = question != NULL && question->choices->len >= 2 && question->choices->len <= MOST_FACES;
  if (has_faces)
    {
      gtk_label_set_label (page->question, question->title);
      add_faces (page, question);
    }
  gtk_widget_set_visible (GTK_WIDGET (page->faces), has_faces);
  gtk_widget_set_visible (page->begin, !has_faces);
  if (has_faces && is_pulsing)
    page->pulse_id = g_timeout_add_seconds (PULSE_SECONDS, on_pulse_due, page);
  return GTK_WIDGET (page);
}

static void
aft_rest_page_dispose (GObject *object)
{
  stop_pulse (AFT_REST_PAGE (object));
  G_OBJECT_CLASS (aft_rest_page_parent_class)->dispose (object);
}

static void
aft_rest_page_class_init (AftRestPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_rest_page_dispose;
  signals[SIGNAL_TAPPED] = g_signal_new ("tapped", AFT_TYPE_REST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_BEGUN] = g_signal_new ("begun", AFT_TYPE_REST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", AFT_TYPE_REST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-rest-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftRestPage, question);
  gtk_widget_class_bind_template_child (widget_class, AftRestPage, faces);
  gtk_widget_class_bind_template_child (widget_class, AftRestPage, begin);
  gtk_widget_class_bind_template_callback (widget_class, on_begin_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
}

static void
aft_rest_page_init (AftRestPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
