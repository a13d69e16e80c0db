/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-key-grid.h"

G_BEGIN_DECLS

/* AftKeyOffer: what a key that is held offers besides what stands on it, and where it is shown:
 * the key's own text above the key, the rest beside it, in rows that grow upwards. Places may lie
 * above the area of the keys. */
typedef struct _AftKeyOffer AftKeyOffer;

/* NULL: the key at @position has nothing to offer. */
AftKeyOffer *aft_key_offer_new (const AftKeyGrid *grid, guint position);
void aft_key_offer_free (AftKeyOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKeyOffer, aft_key_offer_free)

guint aft_key_offer_count (const AftKeyOffer *offer);
/* Borrowed. @position < the count; 0 is what the key writes anyway. */
const char *aft_key_offer_get_text (const AftKeyOffer *offer, guint position);
AftKeyBox aft_key_offer_get_box (const AftKeyOffer *offer, guint position);
/* What a finger at this point means: the nearest. */
guint aft_key_offer_find (const AftKeyOffer *offer, double x, double y);

G_END_DECLS
