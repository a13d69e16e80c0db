/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftTier's texts, as they are stored, sent and imported. Who is of which tier is decided by the
 * house's rules (survey/rules), how a tier is called for people by the programs' catalogues. */
#include "aft-tier.h"

static const char *const texts[AFT_TIERS] = {
  [AFT_TIER_UNKNOWN] = "unknown", [AFT_TIER_LOW] = "low", [AFT_TIER_ORDINARY] = "ordinary",
  [AFT_TIER_CORE] = "core",       [AFT_TIER_VIP] = "vip",
};

const char *
aft_tier_to_text (AftTier tier)
{
  return texts[tier];
}

gboolean
aft_tier_from_text (const char *text, AftTier *ret_tier)
{
  for (guint i = 0; i < AFT_TIERS; i++)
    if (g_strcmp0 (text, texts[i]) == 0)
      {
        *ret_tier = (AftTier) i;
        return TRUE;
      }
  return FALSE;
}
