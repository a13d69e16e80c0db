/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What surrounds an answer. Updated after every act: only what differs is set anew, so that nothing
 * under the guest's finger or cursor is rebuilt. What acts mean is the session's business. */
#include "aft-question-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aft-error-text.h"
#include "aft-flow-box.h"
#include "aft-html-answer.h"
#include "aft-question-template.h"
#include "aft-reveal.h"
#include "aft-secret.h"
#include "aft-words-field.h"

/* Lines of the field below an answer. */
#define COMMENT_ROWS 2

/* Joined to the last word by a thin space that does not break. */
#define REQUIRED_MARK "\u202F*"

struct _AftQuestionCard
{
  GtkWidget parent_instance;
  GtkWidget *panel_title;
  GtkWidget *title;
  GtkWidget *description;
  GtkWidget *place;
  GtkWidget *comment_box;
  GtkWidget *comment_label;
  AftWordsField *comment; /* NULL until it is wanted first: most questions never do */
  GtkWidget *error_box;
  GtkWidget *error;
  AftAnswer *answer; /* borrowed: child of place */
  char *name;
  gboolean is_commenting;
};

G_DEFINE_FINAL_TYPE (AftQuestionCard, aft_question_card, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACT,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

static void
on_answer_act (AftQuestionCard *self, const AftAct *act)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, act);
}

static void
on_comment_changed (AftQuestionCard *self)
{
  g_autoptr (AftSecretText) text = aft_words_field_dup_text (self->comment);
  g_autoptr (AftQuestionCard) held = g_object_ref (self);
  const AftAct act = { .kind = AFT_ACT_COMMENT, .text = text };
  if (held->is_commenting)
    return;
  self->is_commenting = TRUE;
  g_signal_emit (self, signals[SIGNAL_ACT], 0, &act);
  self->is_commenting = FALSE;
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text ? text : "") != 0)
    gtk_label_set_text (GTK_LABEL (label), text ? text : "");
}

/* Smaller and paler than the question. */
static void
soften_mark (AftQuestionCard *self, gsize start)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  PangoAttribute *attributes[] = { pango_attr_scale_new (PANGO_SCALE_SMALL),
                                   pango_attr_foreground_alpha_new (G_MAXUINT16 / 2),
                                   pango_attr_insert_hyphens_new (FALSE) };
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      attributes[i]->start_index = i < 2 ? (guint) start : 0;
      pango_attr_list_insert (list, attributes[i]);
    }
  gtk_label_set_attributes (GTK_LABEL (self->title), list);
}

/* The mark is on the screen only: a screen reader is told by the answer's own property. */
static void
update_title (AftQuestionCard *self, const AftQuestionView *view)
{
  g_autofree char *marked
      = view->is_required ? g_strconcat (view->title, REQUIRED_MARK, NULL) : NULL;
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->title)), marked ? marked : view->title) == 0)
    return;
  set_text (self->title, marked ? marked : view->title);
  if (marked)
    soften_mark (self, strlen (view->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  view->title, -1);
  gtk_accessible_update_property (aft_answer_get_accessible (self->answer),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, view->is_required, -1);
}

static void
update_heading (AftQuestionCard *self, const AftQuestionView *view)
{
  set_text (self->panel_title, view->panel_title);
  set_text (self->description, view->description);
  if (view->type == AFT_QUESTION_HTML)
    gtk_widget_set_visible (self->title, FALSE);
  else
    update_title (self, view);
}

static void
build_comment (AftQuestionCard *self)
{
  self->comment = AFT_WORDS_FIELD (aft_words_field_new ());
  g_signal_connect_object (self->comment, "changed", G_CALLBACK (on_comment_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (aft_words_field_get_accessible (self->comment),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->comment_label, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (self->comment_box), GTK_WIDGET (self->comment));
}

/* Whoever chooses "other" is about to say what. */
static void
show_comment (AftQuestionCard *self, const AftQuestionView *view, gboolean is_wanted)
{
  gboolean is_new = is_wanted && !gtk_widget_get_visible (self->comment_box);
  if (is_wanted && !self->comment)
    build_comment (self);
  gtk_widget_set_visible (self->comment_box, is_wanted);
  if (!is_new || !view->is_other_selected || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->comment));
  aft_reveal (self->comment_box);
}

static void
update_comment (AftQuestionCard *self, const AftQuestionView *view)
{
  gboolean is_wanted = view->has_comment || view->is_other_selected;
  const char *label = view->comment_label ? view->comment_label : _ ("In your own words");
  const AftWordsFieldKind kind
      = { .maximum_units = (gsize) MAX (0, view->maximum_length), .rows = COMMENT_ROWS };
  gboolean was_commenting = self->is_commenting;
  show_comment (self, view, is_wanted);
  if (!self->comment)
    return;
  set_text (self->comment_label, label);
  aft_words_field_set_kind (self->comment, &kind);
  if (was_commenting)
    return;
  self->is_commenting = TRUE;
  aft_words_field_set_text (self->comment, is_wanted ? view->comment : NULL);
  self->is_commenting = FALSE;
}

static void
update_errors (AftQuestionCard *self, const AftQuestionView *view)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  GtkAccessible *accessible = aft_answer_get_accessible (self->answer);
  gboolean has_error = view->errors->len > 0, is_wrong = FALSE;
  for (guint i = 0; i < view->errors->len; i++)
    {
      const AftErrorView *error = g_ptr_array_index (view->errors, i);
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", aft_error_text_get (view, error));
      is_wrong = is_wrong || g_strcmp0 (error->level, "error") == 0;
    }
  set_text (self->error, has_error ? lines->str : NULL);
  gtk_widget_set_visible (self->error_box, has_error);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
  gtk_accessible_update_state (
      accessible, GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What describes the answer to a screen reader: what is wrong first, then the description. */
static void
relate (AftQuestionCard *self)
{
  GtkAccessible *accessible = aft_answer_get_accessible (self->answer);
  gboolean has_error = gtk_widget_get_visible (self->error_box);
  gboolean has_description = gtk_widget_get_visible (self->description);
  if (has_error && has_description)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->error,
                                    self->description, NULL, -1);
  else if (has_error || has_description)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    has_error ? self->error : self->description, NULL, -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

void
aft_question_card_update (AftQuestionCard *self, const AftQuestionView *view, AftValue *answers)
{
  g_return_if_fail (AFT_IS_QUESTION_CARD (self));
  if (AFT_IS_HTML_ANSWER (self->answer))
    aft_html_answer_set_answers (AFT_HTML_ANSWER (self->answer), answers);
  aft_answer_update (self->answer, view);
  update_heading (self, view);
  update_comment (self, view);
  update_errors (self, view);
  relate (self);
}

gboolean
aft_question_card_suits (AftQuestionCard *self, const AftQuestionView *view)
{
  g_return_val_if_fail (AFT_IS_QUESTION_CARD (self), FALSE);
  return g_strcmp0 (self->name, view->name) == 0 && aft_answer_suits (self->answer, view);
}

const char *
aft_question_card_get_name (AftQuestionCard *self)
{
  g_return_val_if_fail (AFT_IS_QUESTION_CARD (self), NULL);
  return self->name;
}

gboolean
aft_question_card_has_error (AftQuestionCard *self)
{
  g_return_val_if_fail (AFT_IS_QUESTION_CARD (self), FALSE);
  return gtk_widget_get_visible (self->error_box);
}

gboolean
aft_question_card_is_typed (AftQuestionCard *self)
{
  g_return_val_if_fail (AFT_IS_QUESTION_CARD (self), FALSE);
  return aft_answer_is_typed (self->answer) || gtk_widget_get_visible (self->comment_box);
}

gboolean
aft_question_card_focus_answer (AftQuestionCard *self)
{
  g_return_val_if_fail (AFT_IS_QUESTION_CARD (self), FALSE);
  if (!gtk_widget_get_visible (self->error_box))
    return gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  gboolean is_other = gtk_widget_get_visible (self->comment_box);
  aft_reveal (self->error_box);
  return gtk_widget_grab_focus (is_other ? GTK_WIDGET (self->comment) : GTK_WIDGET (self->answer));
}

GtkWidget *
aft_question_card_new (const AftQuestionView *view)
{
  AftQuestionCard *self = g_object_new (AFT_TYPE_QUESTION_CARD, NULL);
  self->name = g_strdup (view->name);
  self->answer = AFT_ANSWER (aft_answer_new_for_view (view));
  gtk_widget_set_parent (GTK_WIDGET (self->answer), self->place);
  g_signal_connect_object (self->answer, "act", G_CALLBACK (on_answer_act), self,
                           G_CONNECT_SWAPPED);
  if (view->type != AFT_QUESTION_HTML)
    gtk_accessible_update_relation (aft_answer_get_accessible (self->answer),
                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
  return GTK_WIDGET (self);
}

static void
aft_question_card_dispose (GObject *object)
{
  AftQuestionCard *self = AFT_QUESTION_CARD (object);
  self->is_commenting = TRUE;
  aft_question_template_empty (GTK_WIDGET (self));
  G_OBJECT_CLASS (aft_question_card_parent_class)->dispose (object);
}

static void
aft_question_card_finalize (GObject *object)
{
  g_free (AFT_QUESTION_CARD (object)->name);
  G_OBJECT_CLASS (aft_question_card_parent_class)->finalize (object);
}

static void
aft_question_card_class_init (AftQuestionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_question_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = aft_question_card_finalize;
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (AFT_TYPE_FLOW_BOX);
  aft_question_template_set (widget_class, "aft-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, panel_title);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, title);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, description);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, place);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, comment_box);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, comment_label);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, error_box);
  gtk_widget_class_bind_template_child (widget_class, AftQuestionCard, error);
}

static void
aft_question_card_init (AftQuestionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
