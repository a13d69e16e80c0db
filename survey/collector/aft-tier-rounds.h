/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-visits.h"
#include "aft-rule-book.h"

G_BEGIN_DECLS

/* AftTierRounds: sees to it that tiers follow time and rules, not visits alone: looks at all guests
 * once a business day, and anew when the house has saved other rules. A part at a time on a thread
 * of the store's, and where it was left by whoever ran before. Main thread only. */
typedef struct _AftTierRounds AftTierRounds;

typedef struct
{
  AftHouseStore *store; /* referenced, as are */
  AftClock *clock;
  AftRuleBook *rules;                                       /* by which the store ranks */
  void (*failed) (const GError *error, gpointer user_data); /* for the log; it tries again */
  gpointer user_data;
} AftTierRoundsOptions;

/* Looks at once, too. */
AftTierRounds *aft_tier_rounds_new (const AftTierRoundsOptions *options);
/* Accepts NULL. */
void aft_tier_rounds_free (AftTierRounds *rounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTierRounds, aft_tier_rounds_free)

/* Rules may have been saved: looks now. */
void aft_tier_rounds_wake (AftTierRounds *rounds);

/* For whoever waits for it, on any thread: */
typedef struct
{
  AftHouseStore *store;
  AftRuleBook *rules;
  gint64 now_ms;
  gboolean is_anew;  /* from the beginning, also when the round is over */
  const char *actor; /* in the audit */
} AftTierRoundPart;
/* The next part of the round that is due. A house without venues has none: it is over. */
gboolean aft_tier_rounds_run_part (const AftTierRoundPart *part,
                                   AftHouseRankProgress *ret_progress,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
