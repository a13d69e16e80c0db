/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftPrivacyPage: what the house does with what a guest tells it, to be read and scrolled. Signal
 * "left": Back was pressed. */
#define AFT_TYPE_PRIVACY_PAGE (aft_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (AftPrivacyPage, aft_privacy_page, AFT, PRIVACY_PAGE, GtkBox)

/* Without sections yet. @version: of the notice; copied, as all texts are. */
GtkWidget *aft_privacy_page_new (const char *version);
/* One more at the end, in the guest's language. */
void aft_privacy_page_add_section (AftPrivacyPage *page, const char *title, const char *text);

G_END_DECLS
