/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftPrivacySection: a title and a paragraph, which take the focus together. */
#define AFT_TYPE_PRIVACY_SECTION (aft_privacy_section_get_type ())
G_DECLARE_FINAL_TYPE (AftPrivacySection, aft_privacy_section, AFT, PRIVACY_SECTION, GtkWidget)

/* Both are copied. */
GtkWidget *aft_privacy_section_new (const char *title, const char *text);

G_END_DECLS
