/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftSorryPage: the answers could not be kept just now. Signal "done": the guest has read it, or
 * the time is over. */
#define AFT_TYPE_SORRY_PAGE (aft_sorry_page_get_type ())
G_DECLARE_FINAL_TYPE (AftSorryPage, aft_sorry_page, AFT, SORRY_PAGE, GtkBox)

GtkWidget *aft_sorry_page_new (double seconds, double total_seconds);
double aft_sorry_page_get_left_seconds (AftSorryPage *page);

G_END_DECLS
