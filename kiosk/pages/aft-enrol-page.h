/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftEnrolPage: for staff, how this kiosk is enrolled at the collector: a code, where to enter it,
 * and the same as a QR code. Signal "continued": go on without. */
#define AFT_TYPE_ENROL_PAGE (aft_enrol_page_get_type ())
G_DECLARE_FINAL_TYPE (AftEnrolPage, aft_enrol_page, AFT, ENROL_PAGE, GtkBox)

/* It goes on by itself after @seconds. */
GtkWidget *aft_enrol_page_new (double seconds, double total_seconds);
double aft_enrol_page_get_left_seconds (AftEnrolPage *page);

/* @code and @address: NULL while there is none. @trouble: why not, or NULL. */
void aft_enrol_page_show (AftEnrolPage *page,
                          const char *code,
                          const char *address,
                          const char *trouble);

G_END_DECLS
