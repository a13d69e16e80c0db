/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-house-store-trends.h"

G_BEGIN_DECLS

/* A table of how many guests were served. Its first line names the columns venue, day and guests,
 * in English or Chinese, in any order; others are not looked at. A venue is named by its name or
 * id; a day is written as 2026-11-22 or 2026/11/22. */

#define AFT_SERVED_SHEET_LINES  100000
#define AFT_SERVED_SHEET_GUESTS 100000 /* a day */

/* AftHouseServed, a line each. @venues: AftVenue; @today: no day is later, days since 1970-01-01.
 * INVALID names the first line that is wrong and why. */
GArray *aft_served_sheet_read (const char *text,
                               const GPtrArray *venues,
                               gint32 today,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
