/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-screen.h"

G_BEGIN_DECLS

/* What a guest does to one question. @value and @text are borrowed for the emission. */
typedef enum
{
  AFT_ACT_TAP,     /* touched the item @value */
  AFT_ACT_TYPE,    /* the whole answer is now @value, NULL = none */
  AFT_ACT_COMMENT, /* the text of "other" or of the comment area is now @text */
  AFT_ACT_CONFIRM  /* Enter in a one-line field */
} AftActKind;

typedef struct
{
  AftActKind kind;
  const AftValue *value;
  const char *text;
} AftAct;

/* AftAnswer: the part of a question that is answered by hand; one subclass for each look.
 *
 * It shows an AftQuestionView and says what the guest did, nothing else: it knows no session. After
 * each act its owner answers with aft_answer_update(), within the emission.
 *
 * Signal: "act" (const AftAct *). The answer may be disposed of by a handler. */
#define AFT_TYPE_ANSWER (aft_answer_get_type ())
G_DECLARE_DERIVABLE_TYPE (AftAnswer, aft_answer, AFT, ANSWER, GtkWidget)

struct _AftAnswerClass
{
  GtkWidgetClass parent_class;

  /* Shows @view; called at first and after every change. Keeps widgets (and a cursor) that still
   * fit. */
  void (*update) (AftAnswer *answer, const AftQuestionView *view);
  /* The widget that the question's title names; the answer itself unless overridden. */
  GtkAccessible *(*get_accessible) (AftAnswer *answer);
};

/* The answer widget for a question of @view's type and look; shows nothing until it is updated.
 * Floating. */
GtkWidget *aft_answer_new_for_view (const AftQuestionView *view);
/* TRUE if @answer is of the kind that aft_answer_new_for_view() would make. */
gboolean aft_answer_suits (AftAnswer *answer, const AftQuestionView *view);

void aft_answer_update (AftAnswer *answer, const AftQuestionView *view);
GtkAccessible *aft_answer_get_accessible (AftAnswer *answer);
/* TRUE if it has a field to type in. */
gboolean aft_answer_is_typed (AftAnswer *answer);

/* For subclasses: emit "act". */
void aft_answer_act (AftAnswer *answer, const AftAct *act);

G_END_DECLS
