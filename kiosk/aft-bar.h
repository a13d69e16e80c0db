/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-locale.h"

G_BEGIN_DECLS

/* AftBar: the bar at the bottom of every screen: languages, larger text, call staff, start again.
 *
 * Signals: "language-chosen" (guint AftLanguage), "text-size-chosen", "staff-called",
 * "restart-chosen". */
#define AFT_TYPE_BAR (aft_bar_get_type ())
G_DECLARE_FINAL_TYPE (AftBar, aft_bar, AFT, BAR, GtkBox)

GtkWidget *aft_bar_new (AftLanguage language, gboolean can_restart);
/* Languages and larger text only. */
GtkWidget *aft_bar_new_for_staff (AftLanguage language);

/* A small mark that means something to staff alone: the collector does not take this kiosk's
 * answers. Hidden at first. */
void aft_bar_set_staff_mark (AftBar *bar, gboolean is_shown);

G_END_DECLS
