/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-guest-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: what guests' visits say: their bills, how often and how lately, and the tiers that
 * follow from it as time passes. @user_id as in aft-house-store-guests.h; errors as in
 * aft-house-store.h. */

/* What was paid on one visit. */
typedef struct
{
  AftId guest_id;
  AftId venue_id;
  gint32 day;           /* business day of the visit, days since 1970-01-01 */
  gboolean has_spend;   /* FALSE: nobody knows; what was written is taken back */
  gint64 spend_minor;   /* 0–AFT_HOUSE_SPEND_MAX_MINOR */
  const AftId *user_id; /* who writes it; NULL: may write it everywhere */
} AftHouseBill;
#define AFT_HOUSE_SPEND_MAX_MINOR G_GINT64_CONSTANT (1000000000)
/* Writes it down and looks at the guest's tier anew (audit: guest.spend); nothing happens when it
 * is so already. NOT_FOUND: no such guest or visit, or not this user's; INVALID: an impossible sum.
 */
gboolean aft_house_store_set_bill_sync (AftHouseStore *store,
                                        const AftHouseBill *bill,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How lately, how often and how much: visits that the house has seen on the days after @after_day
 * and up to @day. */
typedef struct
{
  guint64 visits;
  guint64 bills;      /* of these, those whose bill is known */
  gint64 spend_minor; /* of these bills */
  gint32 last_day;    /* of the latest visit up to @day, imported ones too; -1: none */
} AftHouseHabits;
/* NOT_FOUND. */
gboolean aft_house_store_get_habits_sync (AftHouseStore *store,
                                          const AftId *guest_id,
                                          gint32 after_day,
                                          gint32 day,
                                          AftHouseHabits *ret_habits,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest response of the guest's, at the venues the user works at, that has a contact sealed in
 * it; new reference. NOT_FOUND: no such guest, or none has. */
AftResponse *aft_house_store_get_contact_response_sync (AftHouseStore *store,
                                                        const AftId *guest_id,
                                                        const AftId *user_id,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rules look back over so many days, and are changed: a round looks at every guest's tier anew, a
 * part in a transaction of its own at a time, and goes on where it was after a restart. */
typedef struct
{
  const char *name;  /* what the round is for, 1–200 bytes: another name begins another round */
  gint32 today;      /* the day to look back from */
  gboolean is_anew;  /* begins at the first guest, also where it was over */
  const char *actor; /* in the audit, when the round is over */
} AftHouseRankRound;
typedef struct
{
  guint64 looked_at; /* in this round so far */
  guint64 changed;
  gboolean is_over; /* nothing is left of it */
} AftHouseRankProgress;
/* The next AFT_HOUSE_RANK_PART guests; the last part writes the round down (audit: guest.rank). A
 * round that is over stays so, until there was another. Tiers of an import or of staff stay. */
#define AFT_HOUSE_RANK_PART 500
gboolean aft_house_store_rank_guests_sync (AftHouseStore *store,
                                           const AftHouseRankRound *round,
                                           AftHouseRankProgress *ret_progress,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
