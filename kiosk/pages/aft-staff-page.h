/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftStaffPage: something is broken that staff have to put right: what, and what to do. Signal
 * "continued": go on without it. */
#define AFT_TYPE_STAFF_PAGE (aft_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (AftStaffPage, aft_staff_page, AFT, STAFF_PAGE, GtkBox)

/* @problems: char*, one line each; read, not kept. @advice: what to do. With @seconds > 0 there is
 * a button to go on, and it goes on by itself after that time. */
GtkWidget *aft_staff_page_new (const GPtrArray *problems, const char *advice, guint seconds);

G_END_DECLS
