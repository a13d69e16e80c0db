/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftPinPage: six digits on large keys. What is entered shows as dots and is no text anywhere: it
 * is in this page's memory alone, and wiped.
 *
 * Signals: "entered": the sixth digit is there; "cancelled". */
#define AFT_TYPE_PIN_PAGE (aft_pin_page_get_type ())
G_DECLARE_FINAL_TYPE (AftPinPage, aft_pin_page, AFT, PIN_PAGE, GtkBox)

GtkWidget *aft_pin_page_new (void);
/* Six digits, borrowed, "" before there are six. */
const char *aft_pin_page_get_pin (AftPinPage *page);
/* Forgets what was entered. */
void aft_pin_page_clear (AftPinPage *page);
/* @sentence: what is said above the keys. @has_keys: there are any. @is_open: they may be pressed.
 */
void aft_pin_page_say (AftPinPage *page, const char *sentence, gboolean has_keys, gboolean is_open);

G_END_DECLS
