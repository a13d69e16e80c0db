/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-kiosk-house.h"

G_BEGIN_DECLS

/* AftStyle: how the window looks: the style sheets, and the window's classes for day, evening or
 * contrast, direction, size of text and language. */
typedef struct _AftStyle AftStyle;

#define AFT_STYLE_TEXT_SIZES 3

/* Both are borrowed and must outlive it. Looks at the clock once a minute. */
AftStyle *aft_style_new (GtkWidget *window, AftKioskHouse *house);
void aft_style_free (AftStyle *style);

void aft_style_set_language (AftStyle *style, AftLanguage language);
/* 1 (as designed) to AFT_STYLE_TEXT_SIZES (half as large again). */
void aft_style_set_text_size (AftStyle *style, guint size);
guint aft_style_get_text_size (AftStyle *style);
void aft_style_set_direction (AftStyle *style, gboolean is_portrait);

G_END_DECLS
