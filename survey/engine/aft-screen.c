/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftScreen and its parts as plain records: taking them apart safely, finding a question. They are
 * filled in aft-screen-builder.c. */

#include "aft-screen-private.h"

#include "aft-secret.h"

static void
free_choice (gpointer data)
{
  AftChoiceView *choice = data;
  aft_value_unref (choice->value);
  aft_secret_free_text (choice->text);
  g_free (choice);
}

static void
free_error (gpointer data)
{
  AftErrorView *error = data;
  aft_secret_free_text (error->text);
  aft_secret_free_text (error->text_then);
  g_free (error);
}

static void
free_question (gpointer data)
{
  AftQuestionView *view = data;
  char *texts[] = { view->name,
                    view->title,
                    view->description,
                    view->minimum_text,
                    view->maximum_text,
                    view->html,
                    view->placeholder,
                    view->today,
                    view->comment_label,
                    view->comment,
                    view->panel,
                    view->panel_title,
                    view->comment_placeholder,
                    view->panel_description,
                    view->other_text };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    aft_secret_free_text (texts[i]);
  g_ptr_array_unref (view->choices);
  g_ptr_array_unref (view->errors);
  aft_value_unref (view->value);
  g_free (view);
}

AftQuestionView *
aft_question_view_new (void)
{
  AftQuestionView *view = g_new0 (AftQuestionView, 1);
  view->choices = g_ptr_array_new_with_free_func (free_choice);
  view->errors = g_ptr_array_new_with_free_func (free_error);
  return view;
}

AftScreen *
aft_screen_new (void)
{
  AftScreen *screen = g_new0 (AftScreen, 1);
  screen->pages = g_ptr_array_new_with_free_func (g_free);
  screen->questions = g_ptr_array_new_with_free_func (free_question);
  return screen;
}

void
aft_screen_free (AftScreen *screen)
{
  if (screen == NULL)
    return;
  char *texts[]
      = { screen->locale,           screen->page,       screen->page_title, screen->element,
          screen->page_description, screen->start_text, screen->next_text,  screen->previous_text,
          screen->complete_text,    screen->html };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    aft_secret_free_text (texts[i]);
  g_ptr_array_unref (screen->pages);
  g_ptr_array_unref (screen->questions);
  g_free (screen);
}

const AftQuestionView *
aft_screen_find_question (const AftScreen *screen, const char *name)
{
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *view = g_ptr_array_index (screen->questions, i);
      if (g_str_equal (view->name, name))
        return view;
    }
  return NULL;
}
