/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "aft-acknowledgement.h"
#include "aft-clock.h"

G_BEGIN_DECLS

/* AftArrivals: who of the house has said to come to a guest of this kiosk, for the last few of what
 * guests said and for some minutes: in memory only. Main thread.
 *
 * Signal "noted": there is one more. */
#define AFT_TYPE_ARRIVALS (aft_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (AftArrivals, aft_arrivals, AFT, ARRIVALS, GObject)

#define AFT_ARRIVALS_MAX     16
#define AFT_ARRIVALS_MINUTES 10

AftArrivals *aft_arrivals_new (AftClock *clock);
/* A later word on the same response takes the place of the one before. */
void aft_arrivals_note (AftArrivals *arrivals, const AftAcknowledgement *acknowledgement);
/* Who comes because of @response_id, as guests may read it; "": somebody who has no such name;
 * NULL: nobody has said so. Borrowed
 * until the next is noted. */
const char *aft_arrivals_find (AftArrivals *arrivals, const AftId *response_id);

G_END_DECLS
