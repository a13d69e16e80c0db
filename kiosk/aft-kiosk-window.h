/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftKioskWindow: the one window: the house's name, one page, a card over it, keys to write with,
 * the bar. Holds one page at a time; what was before is gone.
 *
 * Properties:
 *   "is-tight" (gboolean, to be read)  the keys leave a page so little height that its buttons had
 *       better stand beside what it holds
 *   "is-writing" (gboolean)  something is typed that is not in the field yet
 * Signal: "turned" (gboolean is_portrait) */
#define AFT_TYPE_KIOSK_WINDOW (aft_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (AftKioskWindow, aft_kiosk_window, AFT, KIOSK_WINDOW, GtkWindow)

/* Fills the screen and cannot be closed, unless @is_windowed; @is_portrait: a window higher than
 * wide. */
GtkWidget *
aft_kiosk_window_new (GtkApplication *application, gboolean is_windowed, gboolean is_portrait);

void aft_kiosk_window_set_house_name (AftKioskWindow *window, const char *name);
/* With larger text a small screen gives the head's room to the page. */
void aft_kiosk_window_set_larger_text (AftKioskWindow *window, gboolean is_larger);
/* So does what staff are to read, as far as it needs it. */
void aft_kiosk_window_set_for_staff (AftKioskWindow *window, gboolean is_for_staff);
/* Takes @page in; the page before is disposed of. @needs_room: on a wide screen the house's name
 * makes way. */
void aft_kiosk_window_set_page (AftKioskWindow *window, GtkWidget *page, gboolean needs_room);
/* Borrowed; NULL before the first one. */
GtkWidget *aft_kiosk_window_get_page (AftKioskWindow *window);
/* NULL: no bar. */
void aft_kiosk_window_set_bar (AftKioskWindow *window, GtkWidget *bar);
/* Keys for @field between page and bar; NULL for both: none. Tab leads from the field to the keys
 * and from them to what follows the field. */
void aft_kiosk_window_set_keyboard (AftKioskWindow *window, GtkWidget *keyboard, GtkWidget *field);
/* NULL: takes the card away; the focus goes back to where it was. */
void aft_kiosk_window_set_card (AftKioskWindow *window, GtkWidget *card);

G_END_DECLS
