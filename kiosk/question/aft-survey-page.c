/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the screens of a survey session and turns touches into its acts. What a touch means, what
 * is visible and what is wrong is the session's business; how a question looks is its card's. Here
 * are the buttons, the moment in which a touched answer stays before the page moves on, and the
 * turning of pages: the old page leaves the tree at once, the new one comes in by a CSS animation.
 */
#include "aft-survey-page.h"

#include <glib/gi18n.h>

#include "aft-choice-button.h"
#include "aft-progress-dots.h"
#include "aft-question-template.h"
#include "aft-screen-view.h"

struct _AftSurveyPage
{
  GtkWidget parent_instance;
  AftSession *session; /* borrowed */
  gboolean can_leave;
  AftProgressDots *dots;
  GtkScrolledWindow *scroller;
  GtkWidget *bar;
  GtkButton *back;
  GtkButton *forward;
  AftScreenView
      *view;   /* borrowed: child of the scroller; NULL before the first and after the last */
  char *shown; /* which screen the view stands for */
  guint advance_source;
  gboolean is_tight;
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (AftSurveyPage, aft_survey_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTED,
  SIGNAL_COMPLETED,
  SIGNAL_LEFT,
  SIGNAL_PRIVACY_ASKED,
  SIGNAL_LAST
};

enum
{
  PROP_IS_TIGHT = 1,
  PROP_IS_WRITING,
  PROP_LAST
};

static guint signals[SIGNAL_LAST];
static GParamSpec *properties[PROP_LAST];

/* What the forward button does, and says, now. */
typedef enum
{
  FORWARD_NONE,
  FORWARD_START,
  FORWARD_NEXT,
  FORWARD_SKIP,
  FORWARD_CONFIRM, /* of a read-back */
  FORWARD_DONE
} Forward;

static gboolean
is_asked (const AftQuestionView *question)
{
  return question->type != AFT_QUESTION_HTML && !question->is_read_only;
}

static gboolean
is_answered (const AftQuestionView *question)
{
  return !aft_value_is_null (question->value) || (question->comment && *question->comment != '\0');
}

/* Skip is offered instead of Next where nothing has to be, and nothing was, answered. */
static gboolean
can_skip (const AftScreen *screen)
{
  guint asked = 0;
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (!is_asked (question))
        continue;
      if (question->is_required || is_answered (question))
        return FALSE;
      asked++;
    }
  return asked > 0;
}

static gboolean
is_read_back (const AftScreen *screen)
{
  gboolean has_read_back = FALSE;
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (is_asked (question))
        return FALSE;
      if (aft_value_get_member_boolean (question->house, "readBack", FALSE))
        has_read_back = TRUE;
    }
  return has_read_back;
}

static Forward
find_forward (const AftScreen *screen, gboolean is_writing)
{
  if (screen->has_start)
    return FORWARD_START;
  if ((screen->has_next || screen->has_complete) && is_read_back (screen))
    return FORWARD_CONFIRM;
  if (screen->has_complete)
    return FORWARD_DONE;
  if (!screen->has_next)
    return FORWARD_NONE;
  return !is_writing && can_skip (screen) ? FORWARD_SKIP : FORWARD_NEXT;
}

static const char *
get_forward_text (const AftScreen *screen, Forward forward)
{
  switch (forward)
    {
    case FORWARD_START:
      return screen->start_text ? screen->start_text : _ ("Start");
    case FORWARD_CONFIRM:
      return _ ("Yes, that's right");
    case FORWARD_DONE:
      return screen->complete_text ? screen->complete_text : _ ("Done");
    case FORWARD_SKIP:
      return _ ("Skip");
    case FORWARD_NONE:
    case FORWARD_NEXT:
    default:
      return screen->next_text ? screen->next_text : _ ("Next");
    }
}

static const char *
get_back_text (const AftScreen *screen, Forward forward)
{
  if (forward == FORWARD_CONFIRM)
    return _ ("Change it");
  return screen->previous_text ? screen->previous_text : _ ("Back");
}

static void
set_label (GtkButton *button, const char *text)
{
  if (g_strcmp0 (gtk_button_get_label (button), text) != 0)
    gtk_button_set_label (button, text);
}

static void
update_bar (AftSurveyPage *self, const AftScreen *screen)
{
  Forward forward = find_forward (screen, self->is_writing);
  gboolean is_quiet = forward == FORWARD_SKIP;
  set_label (self->back, get_back_text (screen, forward));
  set_label (self->forward, get_forward_text (screen, forward));
  gtk_widget_set_visible (GTK_WIDGET (self->back), screen->has_previous || self->can_leave);
  gtk_widget_set_visible (GTK_WIDGET (self->forward), forward != FORWARD_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->forward), is_quiet ? "secondary" : "primary");
  gtk_widget_remove_css_class (GTK_WIDGET (self->forward), is_quiet ? "primary" : "secondary");
}

static void
update_dots (AftSurveyPage *self, const AftScreen *screen)
{
  guint current = 0;
  gboolean is_page
      = screen->state == AFT_SCREEN_RUNNING
        && g_ptr_array_find_with_equal_func (screen->pages, screen->page, g_str_equal, &current);
  aft_progress_dots_set (self->dots, is_page ? screen->pages->len : 0, current);
}

static char *
dup_identity (const AftScreen *screen)
{
  return g_strdup_printf ("%d\n%s\n%s", (int) screen->state, screen->page ? screen->page : "",
                          screen->element ? screen->element : "");
}

static void
focus_question (AftSurveyPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !self->view)
    return;
  if (!aft_screen_view_focus_question (self->view))
    gtk_widget_grab_focus (GTK_WIDGET (self->forward));
}

static void
on_view_act (AftSurveyPage *self, const char *name, const AftAct *act, AftScreenView *view);

static void on_view_privacy_asked (AftSurveyPage *self);

static AftScreenView *
make_view (AftSurveyPage *self, const char *motion)
{
  GtkWidget *view = aft_screen_view_new ();
  g_signal_connect_object (view, "act", G_CALLBACK (on_view_act), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "privacy-asked", G_CALLBACK (on_view_privacy_asked), self,
                           G_CONNECT_SWAPPED);
  if (motion)
    gtk_widget_add_css_class (view, motion);
  return AFT_SCREEN_VIEW (view);
}

static void
turn_page (AftSurveyPage *self, AftScreenView *view)
{
  self->view = view;
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (view));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* @motion: the class that brings a new page in, or NULL. A new page is whole before it is put in:
 * nothing is then computed twice. */
static void
render (AftSurveyPage *self, const char *motion)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (self->session);
  g_autoptr (AftValue) answers = aft_session_dup_data (self->session);
  g_autofree char *identity = dup_identity (screen);
  gboolean is_turned = !self->view || g_strcmp0 (identity, self->shown) != 0;
  AftScreenView *view = is_turned ? make_view (self, motion) : self->view;
  aft_screen_view_update (view, screen, answers);
  if (is_turned)
    {
      g_free (self->shown);
      self->shown = g_steal_pointer (&identity);
      turn_page (self, view);
    }
  update_dots (self, screen);
  update_bar (self, screen);
  if (is_turned)
    focus_question (self);
}

/* The last screen stays until the disk has the answers, however long that takes; it takes no more
 * touches and keys. */
static void
hold_still (AftSurveyPage *self)
{
  g_clear_handle_id (&self->advance_source, g_source_remove);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

/* After everything that may have changed the session. */
static void
follow_session (AftSurveyPage *self, const char *motion)
{
  g_autoptr (AftSurveyPage) held = g_object_ref (self);
  if (aft_session_is_complete (self->session))
    {
      if (!gtk_widget_get_can_target (GTK_WIDGET (held)))
        return;
      hold_still (held);
      g_signal_emit (held, signals[SIGNAL_COMPLETED], 0);
      return;
    }
  render (self, motion);
}

static gboolean
on_advance_due (gpointer user_data)
{
  AftSurveyPage *self = user_data;
  self->advance_source = 0;
  if (aft_session_advance (self->session))
    follow_session (self, "coming-forward");
  else
    render (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
begin_act (AftSurveyPage *self)
{
  g_clear_handle_id (&self->advance_source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_ACTED], 0);
}

static gboolean
press_forward (AftSurveyPage *self)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (self->session);
  if (screen->has_start)
    return aft_session_start (self->session);
  if (screen->has_complete)
    return aft_session_complete (self->session);
  return aft_session_next (self->session);
}

static void
on_forward_clicked (AftSurveyPage *self)
{
  begin_act (self);
  gboolean is_done = press_forward (self);
  follow_session (self, "coming-forward");
  if (!is_done)
    focus_question (self);
}

static void
on_back_clicked (AftSurveyPage *self)
{
  begin_act (self);
  if (aft_session_previous (self->session))
    follow_session (self, "coming-back");
  else if (self->can_leave)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
do_act (AftSurveyPage *self, const char *name, const AftAct *act)
{
  gboolean is_done = FALSE;
  switch (act->kind)
    {
    case AFT_ACT_TAP:
      is_done = aft_session_tap (self->session, name, act->value);
      break;
    case AFT_ACT_TYPE:
      is_done = act->value ? aft_session_set (self->session, name, act->value)
                           : aft_session_clear (self->session, name);
      break;
    case AFT_ACT_COMMENT:
      is_done = aft_session_comment (self->session, name, act->text);
      break;
    case AFT_ACT_CONFIRM:
    default:
      g_assert_not_reached ();
    }
  follow_session (self, "coming-forward");
  /* A page that is being typed on never moves on by itself: the guest is in the middle of a word.
   */
  if (is_done && act->kind == AFT_ACT_TAP && self->view
      && aft_session_is_advance_due (self->session))
    self->advance_source = g_timeout_add (AFT_CHOICE_PRESSED_MS, on_advance_due, self);
}

static void
on_view_act (AftSurveyPage *self, const char *name, const AftAct *act, AftScreenView *view)
{
  g_autoptr (AftSurveyPage) held = g_object_ref (self);
  g_autofree char *question = g_strdup (name);
  if (act->kind == AFT_ACT_CONFIRM)
    {
      on_forward_clicked (held);
      return;
    }
  begin_act (held);
  do_act (held, question, act);
}

static void
on_view_privacy_asked (AftSurveyPage *self)
{
  g_autoptr (AftSurveyPage) held = g_object_ref (self);
  begin_act (held);
  g_signal_emit (held, signals[SIGNAL_PRIVACY_ASKED], 0);
}

void
aft_survey_page_refresh (AftSurveyPage *self)
{
  g_return_if_fail (AFT_IS_SURVEY_PAGE (self));
  if (aft_session_is_complete (self->session))
    return;
  g_clear_handle_id (&self->advance_source, g_source_remove);
  g_clear_pointer (&self->shown, g_free);
  follow_session (self, NULL);
}

gboolean
aft_survey_page_is_typing (AftSurveyPage *self)
{
  g_return_val_if_fail (AFT_IS_SURVEY_PAGE (self), FALSE);
  return self->view && aft_screen_view_is_typed (self->view);
}

GtkWidget *
aft_survey_page_new (AftSession *session, gboolean can_leave)
{
  g_return_val_if_fail (session != NULL, NULL);
  AftSurveyPage *self = g_object_new (AFT_TYPE_SURVEY_PAGE, NULL);
  self->session = session;
  self->can_leave = can_leave;
  aft_session_set_delayed_advance (session, TRUE);
  render (self, NULL);
  return GTK_WIDGET (self);
}

static void
aft_survey_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (aft_survey_page_parent_class)->map (widget);
  focus_question (AFT_SURVEY_PAGE (widget));
}

static gboolean
aft_survey_page_grab_focus (GtkWidget *widget)
{
  AftSurveyPage *self = AFT_SURVEY_PAGE (widget);
  focus_question (self);
  return self->view != NULL;
}

/* The row of steps, or a column of them beside the questions. */
static void
set_tight (AftSurveyPage *self, gboolean is_tight)
{
  GtkOrientation along = is_tight ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  GtkOrientation across = is_tight ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  self->is_tight = is_tight;
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), along);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), across);
  gtk_widget_set_hexpand (self->bar, !is_tight);
  gtk_widget_set_valign (self->bar, is_tight ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_halign (GTK_WIDGET (self->forward), is_tight ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), !is_tight);
}

static void
set_writing (AftSurveyPage *self, gboolean is_writing)
{
  if (self->is_writing == is_writing)
    return;
  self->is_writing = is_writing;
  g_autoptr (AftScreen) screen = aft_session_dup_screen (self->session);
  update_bar (self, screen);
}

static void
aft_survey_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AftSurveyPage *self = AFT_SURVEY_PAGE (object);
  if (id == PROP_IS_TIGHT)
    set_tight (self, g_value_get_boolean (value));
  else if (id == PROP_IS_WRITING)
    set_writing (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
aft_survey_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AftSurveyPage *self = AFT_SURVEY_PAGE (object);
  if (id == PROP_IS_TIGHT)
    g_value_set_boolean (value, self->is_tight);
  else if (id == PROP_IS_WRITING)
    g_value_set_boolean (value, self->is_writing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
aft_survey_page_dispose (GObject *object)
{
  AftSurveyPage *self = AFT_SURVEY_PAGE (object);
  g_clear_handle_id (&self->advance_source, g_source_remove);
  self->view = NULL;
  aft_question_template_empty (GTK_WIDGET (self));
  G_OBJECT_CLASS (aft_survey_page_parent_class)->dispose (object);
}

static void
aft_survey_page_finalize (GObject *object)
{
  g_free (AFT_SURVEY_PAGE (object)->shown);
  G_OBJECT_CLASS (aft_survey_page_parent_class)->finalize (object);
}

static void
aft_survey_page_class_init (AftSurveyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_survey_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = aft_survey_page_finalize;
  G_OBJECT_CLASS (klass)->set_property = aft_survey_page_set_property;
  G_OBJECT_CLASS (klass)->get_property = aft_survey_page_get_property;
  properties[PROP_IS_TIGHT] = g_param_spec_boolean ("is-tight", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_WRITING] = g_param_spec_boolean ("is-writing", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), PROP_LAST, properties);
  widget_class->map = aft_survey_page_map;
  widget_class->grab_focus = aft_survey_page_grab_focus;
  signals[SIGNAL_ACTED]
      = g_signal_new ("acted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMPLETED]
      = g_signal_new ("completed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT]
      = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRIVACY_ASKED] = g_signal_new ("privacy-asked", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (AFT_TYPE_PROGRESS_DOTS);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  aft_question_template_set (widget_class, "aft-survey-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftSurveyPage, dots);
  gtk_widget_class_bind_template_child (widget_class, AftSurveyPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AftSurveyPage, bar);
  gtk_widget_class_bind_template_child (widget_class, AftSurveyPage, back);
  gtk_widget_class_bind_template_child (widget_class, AftSurveyPage, forward);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_forward_clicked);
}

static void
aft_survey_page_init (AftSurveyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
