/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-frame.h"

G_BEGIN_DECLS

/* The part of a restaurant's form that says when it is open: a row a day of the week, and a row a
 * day that differs (at most AFT_HOURS_SPECIAL_MAX). */

#define AFT_HOURS_SPECIAL_MAX 60

/* @hours: as of aft_venue_get_hours(). A form that was refused is shown as it was sent, each day
 * that cannot be read with a line that says so. */
void aft_hours_write (AftPage *page, const AftValue *hours);

/* What the form says, as the store keeps it; times may be written with the signs of a Chinese
 * keyboard, and blanks. What cannot be read is given on as it is:
 * aft_opening_hours_new_from_value() judges. New reference. */
AftValue *aft_hours_read (const AftPage *page);

G_END_DECLS
