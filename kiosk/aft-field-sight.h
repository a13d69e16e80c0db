/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftFieldSight: keeps the field that is written in on the screen, and in it the line with the
 * cursor: scrolls what it lies in once the layout has come to rest. */
typedef struct _AftFieldSight AftFieldSight;

AftFieldSight *aft_field_sight_new (void);
void aft_field_sight_free (AftFieldSight *sight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftFieldSight, aft_field_sight_free)

/* A GtkText or GtkTextView, borrowed; NULL: none. */
void aft_field_sight_set_field (AftFieldSight *sight, GtkWidget *field);
/* The screen around the field is different now. */
void aft_field_sight_look (AftFieldSight *sight);
/* What is written in it is. */
void aft_field_sight_glance (AftFieldSight *sight);

G_END_DECLS
