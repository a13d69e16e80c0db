/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AFT_WALL_TIME_DAY_MINUTES 1440

/* A time of day as settings write it, "HH:MM" from 00:00 to 24:00, in minutes since midnight. FALSE
 * when @text is NULL or none. */
gboolean aft_wall_time_from_text (const char *text, guint *ret_minutes);

G_END_DECLS
