/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftDeskMenu: a title, what there is to be read, and what can be chosen, one large button each.
 *
 * Signals: "chosen" (guint index of the choice), "left" (Back). */
#define AFT_TYPE_DESK_MENU (aft_desk_menu_get_type ())
G_DECLARE_FINAL_TYPE (AftDeskMenu, aft_desk_menu, AFT, DESK_MENU, GtkBox)

/* All texts are translated already. @lines: what is to be read, a line each, empty ones left out;
 * NULL: nothing. */
GtkWidget *aft_desk_menu_new (const char *title, const char *const *lines);
/* Adds a choice behind the others. @description: what it means, or NULL. */
void aft_desk_menu_add (AftDeskMenu *menu, const char *label, const char *description);

G_END_DECLS
