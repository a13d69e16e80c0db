/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-envelope.h"

G_BEGIN_DECLS

/* An array of AftItem that owns what its items point to. */
GArray *aft_envelope_new_items (void);

/* Eats @items. */
AftEnvelope *aft_envelope_new_take (const AftEnvelopeOrigin *origin, GArray *items);

G_END_DECLS
