/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftAddressPage: for staff, on a kiosk that nobody has set up: where is the house's collector?
 * Signals: "entered": staff are done; "skipped": the kiosk is to work without one, or the time is
 * over. */
#define AFT_TYPE_ADDRESS_PAGE (aft_address_page_get_type ())
G_DECLARE_FINAL_TYPE (AftAddressPage, aft_address_page, AFT, ADDRESS_PAGE, GtkBox)

/* It goes on by itself after @seconds without a key. @host_text: what was entered so far. */
GtkWidget *aft_address_page_new (const char *host_text, guint seconds);

/* What stands behind "https://": a host, with or without ":port". Borrowed. */
const char *aft_address_page_get_host_text (AftAddressPage *page);

/* A sentence over the line; NULL: what to do. While @is_busy nothing can be entered. */
void aft_address_page_say (AftAddressPage *page, const char *sentence, gboolean is_busy);

G_END_DECLS
