/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* The chain that makes a kiosk's rows tell when one is missing, changed or moved (DESIGN §10):
 *   chain_n = SHA-256 ("aftertaste-chain-1" ‖ device id ‖ sequence as u64 big-endian ‖
 *                      chain_(n−1) ‖ digest_n),   chain_0 = 32 zero bytes; sequences start at 1. */

/* chain_0. */
AftDigest aft_chain_start (void);

/* The link after @previous for the row @sequence whose body has @digest. */
AftDigest aft_chain_next (const AftId *device_id,
                          guint64 sequence,
                          const AftDigest *previous,
                          const AftDigest *digest);

G_END_DECLS
