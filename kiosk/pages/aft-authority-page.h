/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftAuthorityPage: for staff: is what answers the house's own collector? They compare a
 * fingerprint with the one that was printed. Signals: "agreed": it is the same; "refused": it is
 * not, or nobody says so in time. */
#define AFT_TYPE_AUTHORITY_PAGE (aft_authority_page_get_type ())
G_DECLARE_FINAL_TYPE (AftAuthorityPage, aft_authority_page, AFT, AUTHORITY_PAGE, GtkBox)

/* @fingerprint: groups with blanks between. */
GtkWidget *
aft_authority_page_new (const char *address, const char *fingerprint, double seconds, double total);
double aft_authority_page_get_left_seconds (AftAuthorityPage *page);

G_END_DECLS
