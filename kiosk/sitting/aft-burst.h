/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"

G_BEGIN_DECLS

/* AftBurst: notices somebody who taps faces one after the other. Such taps are kept, and marked. */
typedef struct _AftBurst AftBurst;

AftBurst *aft_burst_new (AftClock *clock);
void aft_burst_free (AftBurst *burst);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftBurst, aft_burst_free)

/* Counts one tap on the rest screen. TRUE when it is at least the fifth within 60 seconds
 * (DESIGN §10, Table). */
gboolean aft_burst_add_tap (AftBurst *burst);

G_END_DECLS
