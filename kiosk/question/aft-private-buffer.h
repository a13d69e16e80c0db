/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftPrivateBuffer: what a guest types on one line, held to a length in UTF-16 units as the survey
 * format counts it. */
#define AFT_TYPE_PRIVATE_BUFFER (aft_private_buffer_get_type ())
G_DECLARE_FINAL_TYPE (AftPrivateBuffer, aft_private_buffer, AFT, PRIVATE_BUFFER, GtkEntryBuffer)

GtkEntryBuffer *aft_private_buffer_new (void);

/* @units: UTF-16 units, 0 = no limit. Text that is longer already stays. */
void aft_private_buffer_set_maximum_units (AftPrivateBuffer *buffer, gsize units);

/* TRUE: full-width digits and signs (a Chinese input method makes them) become ASCII as they are
 * typed. For telephone numbers, numbers, dates and e-mail addresses. */
void aft_private_buffer_set_is_narrowed (AftPrivateBuffer *buffer, gboolean is_narrowed);

/* Number of characters at the beginning of @text that fit into @units UTF-16 units. */
guint aft_private_buffer_count_fitting (const char *text, guint characters, gsize units);

G_END_DECLS
