/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-response.h"

G_BEGIN_DECLS

/* AftChoosePage: a complaint or a suggestion? Signals: "chosen" (guint AftResponseKind), "left"
 * (Back). */
#define AFT_TYPE_CHOOSE_PAGE (aft_choose_page_get_type ())
G_DECLARE_FINAL_TYPE (AftChoosePage, aft_choose_page, AFT, CHOOSE_PAGE, GtkBox)

GtkWidget *aft_choose_page_new (void);

G_END_DECLS
