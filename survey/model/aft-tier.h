/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a guest is worth to the house (DESIGN §10). In rising order; the numbers are stored. Guests
 * are never shown it, and the time to the first answer does not depend on it. */
typedef enum
{
  AFT_TIER_UNKNOWN = 0, /* who it was is not known, or nothing else is */
  AFT_TIER_LOW,
  AFT_TIER_ORDINARY,
  AFT_TIER_CORE,
  AFT_TIER_VIP
} AftTier;

#define AFT_TIERS 5

/* "unknown", "low", "ordinary", "core", "vip". Static. */
const char *aft_tier_to_text (AftTier tier);
/* FALSE when @text is NULL or another; *@ret_tier is then untouched. */
gboolean aft_tier_from_text (const char *text, AftTier *ret_tier);

G_END_DECLS
