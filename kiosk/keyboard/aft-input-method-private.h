/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-input-context.h"
#include "aft-input-method.h"

G_BEGIN_DECLS

/* What AftInputContext tells the method of its window. */

/* The method of @widget's window, borrowed, or NULL. */
AftInputMethod *aft_input_method_find (GtkWidget *widget);
/* GTK says it more than once. That the focus is gone the method hears from the window. */
void aft_input_method_focus_in (AftInputMethod *method, AftInputContext *context);
/* The field is about to go: nothing can be put into it any more. */
void aft_input_method_lose (AftInputMethod *method, AftInputContext *context);
/* The field's text or cursor was changed by others than the method. */
void aft_input_method_reset (AftInputMethod *method, AftInputContext *context);
/* A key went down or up. FALSE: it is not for the method. */
gboolean
aft_input_method_filter (AftInputMethod *method, AftInputContext *context, GdkEvent *event);

G_END_DECLS
