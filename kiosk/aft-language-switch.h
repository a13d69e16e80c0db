/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-locale.h"

G_BEGIN_DECLS

/* The language of this process's texts, switched between guests. */

/* C.UTF-8 and the catalogues: from AFTERTASTE_LOCALE_DIR, else where they were installed. Call it
 * first of all, before there are threads. */
void aft_language_switch_init (void);

/* From now on gettext answers in @language. Widgets that exist keep their texts. */
void aft_language_switch_to (AftLanguage language);

/* Tells the fonts which language @widget and everything in it is in: the same character is drawn
 * differently in simplified and traditional Chinese. */
void aft_language_switch_mark (GtkWidget *widget, AftLanguage language);

G_END_DECLS
