/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain's two formulas. Which rows are linked, and checking a whole chain, is the store's. */
#include "aft-chain.h"

#include <string.h>

#define CHAIN_DOMAIN "aftertaste-chain-1"

AftDigest
aft_chain_start (void)
{
  return (AftDigest){ { 0 } };
}

AftDigest
aft_chain_next (const AftId *device_id,
                guint64 sequence,
                const AftDigest *previous,
                const AftDigest *digest)
{
  guint64 big_endian = GUINT64_TO_BE (sequence);
  AftDigester *digester = aft_digester_new ();
  aft_digester_add (digester, CHAIN_DOMAIN, strlen (CHAIN_DOMAIN));
  aft_digester_add (digester, device_id->bytes, AFT_ID_BYTES);
  aft_digester_add (digester, &big_endian, sizeof big_endian);
  aft_digester_add (digester, previous->bytes, AFT_DIGEST_BYTES);
  aft_digester_add (digester, digest->bytes, AFT_DIGEST_BYTES);
  return aft_digester_end (digester);
}
