/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-guest-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: guests who gave a telephone or member number, and what is known of them. They come
 * with the responses that name them, or by import. Errors as in aft-house-store.h.
 *
 * @user_id, where it is asked for: sees what is of the venues this user works at, and guests that
 * were never at any; all others are NOT_FOUND. NULL: sees everything. */

/* NOT_FOUND. */
AftHouseGuest *aft_house_store_get_guest_sync (AftHouseStore *store,
                                               const AftId *id,
                                               const AftId *user_id,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND. */
AftHouseGuest *aft_house_store_find_guest_sync (AftHouseStore *store,
                                                const AftDigest *key,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What comes first; among the same the latest visitor does. */
typedef enum
{
  AFT_HOUSE_GUESTS_BY_LAST_VISIT,
  AFT_HOUSE_GUESTS_BY_SPEND, /* the most: aft_house_guest_get_spend_minor() */
  AFT_HOUSE_GUESTS_BY_TIER   /* the highest */
} AftHouseGuestOrder;

/* A page of guests. */
typedef struct
{
  const AftId *user_id;
  gboolean has_tier; /* only those of @tier */
  AftTier tier;
  AftHouseGuestOrder order;
  gboolean has_cursor; /* only those after this one, the last of the page before */
  gint64 cursor_rank;  /* its aft_house_guest_get_rank() in @order */
  gint64 cursor_ms;    /* its last_ms */
  AftId cursor_id;
  guint limit; /* 1–200 */
} AftHouseGuestQuery;
/* What @guest is ordered by before its last visit. */
gint64 aft_house_guest_get_rank (const AftHouseGuest *guest, AftHouseGuestOrder order);
/* AftHouseGuest. */
GPtrArray *aft_house_store_list_guests_sync (AftHouseStore *store,
                                             const AftHouseGuestQuery *query,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AftHouseMoment: the visits, responses and cases of a guest in one order, the latest first.
 * NOT_FOUND: no such guest. */
GPtrArray *aft_house_store_list_moments_sync (AftHouseStore *store,
                                              const AftHouseMomentQuery *query,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Up to 2,000 characters, "" for none (audit: guest.preferences, without the words). NOT_FOUND,
 * INVALID. */
gboolean aft_house_store_set_preferences_sync (AftHouseStore *store,
                                               const AftId *id,
                                               const char *preferences,
                                               const char *actor,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From the rules, an import or a person (audit: guest.tier); a weaker source never takes a stronger
 * one's away: rules < import < staff. TRUE when it stays, too. NOT_FOUND. */
gboolean aft_house_store_set_tier_sync (AftHouseStore *store,
                                        const AftId *id,
                                        AftTier tier,
                                        AftHouseTierSource source,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* That no effort is made to win a guest back takes two people: one says so with a reason (1–500
 * characters), another agrees, and until then it does not hold. Any one may take it back. */
typedef enum
{
  AFT_HOUSE_NO_WIN_BACK_PROPOSE, /* CONFLICT: somebody has already; audit: guest.no-win-back */
  AFT_HOUSE_NO_WIN_BACK_CONFIRM, /* CONFLICT: nothing is proposed, or it is confirmed; DENIED: by
                                    the same person; audit: guest.no-win-back.confirm */
  AFT_HOUSE_NO_WIN_BACK_WITHDRAW /* CONFLICT: there is none; audit: guest.no-win-back.withdraw */
} AftHouseNoWinBackStep;
typedef struct
{
  const AftId *guest_id;
  const AftId *user_id; /* who does it; NOT_FOUND */
  AftHouseNoWinBackStep step;
  const char *reason; /* to propose; INVALID */
} AftHouseNoWinBack;
gboolean aft_house_store_set_no_win_back_sync (AftHouseStore *store,
                                               const AftHouseNoWinBack *step,
                                               const char *actor,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds those whose keys are unknown and changes the others, all or none (audit: guest.import): what
 * was imported before is replaced, so that the same file twice changes nothing. CONFLICT, which
 * names @line: the two keys of one are of different guests. INVALID, which names it: a figure or
 * text is impossible. TOO_LARGE: more than AFT_HOUSE_IMPORT_MAX. */
#define AFT_HOUSE_IMPORT_MAX 100000
gboolean aft_house_store_import_guests_sync (AftHouseStore *store,
                                             const GPtrArray *guests, /* AftHouseImportedGuest */
                                             const char *actor,
                                             AftHouseImportCounts *ret_counts,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
