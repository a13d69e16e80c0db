/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-screen.h"

G_BEGIN_DECLS

/* AftRestPage: what the kiosk shows while nobody is there: one question with its faces, and the way
 * to a complaint or a suggestion.
 *
 * Signals:
 *   "tapped" (gpointer AftValue)  a face was tapped: that is the answer. The face stays pressed and
 *                                 the page takes no further tap.
 *   "begun"                       there is no such question: the guest wants to begin
 *   "chosen"                      the guest has a complaint or a suggestion */
#define AFT_TYPE_REST_PAGE (aft_rest_page_get_type ())
G_DECLARE_FINAL_TYPE (AftRestPage, aft_rest_page, AFT, REST_PAGE, GtkBox)

/* @question is read, not kept; NULL, or one without 2–5 choices, gives a button to begin. */
GtkWidget *aft_rest_page_new (const AftQuestionView *question, gboolean is_pulsing);

G_END_DECLS
