/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-screen.h"

G_BEGIN_DECLS

/* AftFaceButton: one answer of the rest screen's question: a face with its word. */
#define AFT_TYPE_FACE_BUTTON (aft_face_button_get_type ())
G_DECLARE_FINAL_TYPE (AftFaceButton, aft_face_button, AFT, FACE_BUTTON, GtkButton)

/* @choice is read, not kept. @step: 1 for the worst, up. */
GtkWidget *aft_face_button_new (const AftChoiceView *choice, guint step);
/* What it stands for; borrowed. */
AftValue *aft_face_button_get_value (AftFaceButton *button);

G_END_DECLS
