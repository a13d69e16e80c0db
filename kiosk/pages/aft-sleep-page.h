/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftSleepPage: outside opening hours. A touch shows when the house opens again. */
#define AFT_TYPE_SLEEP_PAGE (aft_sleep_page_get_type ())
G_DECLARE_FINAL_TYPE (AftSleepPage, aft_sleep_page, AFT, SLEEP_PAGE, GtkBox)

/* @opening: local time at which the house opens, or NULL when that is not known; @now: local time;
 * @text: the house's own sentence, @telephone: of the house; both may be "". */
GtkWidget *
aft_sleep_page_new (GDateTime *now, GDateTime *opening, const char *text, const char *telephone);

/* Shows the details for a while. */
void aft_sleep_page_wake (AftSleepPage *page);

G_END_DECLS
