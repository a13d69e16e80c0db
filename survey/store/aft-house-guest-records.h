/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case.h"
#include "aft-digest.h"
#include "aft-response.h"
#include "aft-risk.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* What the house's store knows of guests, as plain records: as in aft-house-records.h. Business
 * days are days since 1970-01-01; money is in minor units of the house's currency. */

/* What a guest is known by: stored numbers. */
typedef enum
{
  AFT_HOUSE_GUEST_PHONE,
  AFT_HOUSE_GUEST_MEMBER
} AftHouseGuestKeyKind;

/* Who says which tier a guest has; the later is the stronger: stored numbers. */
typedef enum
{
  AFT_HOUSE_TIER_BY_RULES,
  AFT_HOUSE_TIER_BY_IMPORT,
  AFT_HOUSE_TIER_BY_STAFF
} AftHouseTierSource;

/* A guest. */
typedef struct
{
  AftId id;
  AftTier tier;
  AftHouseTierSource tier_source;
  gint64 first_ms; /* first and last seen; 0: never, known by an import only */
  gint64 last_ms;
  guint64 visits;     /* business days at a venue, counted here */
  gint64 spend_minor; /* of these */
  guint64 open_cases; /* that are not closed */
  guint64 cases;      /* drills are none */
  gboolean has_phone; /* known by a telephone number, by a member number */
  gboolean has_member;
  guint64 imported_visits;
  gint64 imported_spend_minor;
  gboolean has_imported_last_day;
  gint32 imported_last_day;
  char *preferences;        /* "" for none */
  char *no_win_back_reason; /* NULL: nobody said so */
  AftId no_win_back_first;  /* who said so */
  AftId no_win_back_second; /* who agreed; zero: nobody yet, it does not hold */
  gint64 no_win_back_ms;    /* of the last of the two */
} AftHouseGuest;
void aft_house_guest_free (AftHouseGuest *guest);
/* All that is known of: seen here, and imported. */
gint64 aft_house_guest_get_spend_minor (const AftHouseGuest *guest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseGuest, aft_house_guest_free)

/* One thing in a guest's timeline. */
typedef enum
{
  AFT_HOUSE_MOMENT_VISIT,
  AFT_HOUSE_MOMENT_RESPONSE,
  AFT_HOUSE_MOMENT_CASE
} AftHouseMomentKind;
typedef struct
{
  AftHouseMomentKind kind;
  gint64 time_ms;
  AftId venue_id;
  char *venue_name;
  AftId id;           /* of the response or case; zero for visits */
  gboolean has_score; /* visits */
  int score;
  gboolean has_spend;
  gint64 spend_minor;
  gint32 day; /* visits and cases: the business day */
  AftResponseKind response_kind;
  AftCaseKind case_kind;
  AftCaseState case_state;
  AftRiskLevel level; /* of responses and cases */
  char *number;       /* cases: "A-0042"; else NULL */
} AftHouseMoment;
void aft_house_moment_free (AftHouseMoment *moment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseMoment, aft_house_moment_free)

typedef struct
{
  const AftId *guest_id;
  const AftId *user_id; /* as in aft-house-store-guests.h */
  guint skip;           /* so many of the latest are left out */
  guint limit;          /* 1–200 */
} AftHouseMomentQuery;

/* A guest as a file says. */
typedef struct
{
  guint line;         /* in the file, to name it */
  gboolean has_phone; /* one of the two at least */
  AftDigest phone_key;
  gboolean has_member;
  AftDigest member_key;
  AftTier tier; /* UNKNOWN: not said */
  AftHouseTierSource tier_source;
  guint64 visits;
  gint64 spend_minor;
  gboolean has_last_day;
  gint32 last_day;
  char *preferences; /* NULL: not said */
} AftHouseImportedGuest;
void aft_house_imported_guest_free (AftHouseImportedGuest *guest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseImportedGuest, aft_house_imported_guest_free)

typedef struct
{
  guint64 added;
  guint64 changed;
  guint64 unchanged;
} AftHouseImportCounts;

/* What there is to rank a guest by. Days are business days since 1970-01-01. */
typedef struct
{
  const GArray *days;       /* gint32: of the visits the house has seen, the newest first; the last
                               AFT_HOUSE_RANK_VISITS_MAX */
  const GArray *spends;     /* gint64: what was paid on each of these; -1: not known */
  gint32 today;             /* of the visit that is ranked, or of the import */
  gint32 first_day;         /* when the guest was first seen */
  guint imported_visits;    /* what another program knew, as is */
  gint32 imported_last_day; /* -1: not known */
  gint64 imported_spend_minor;
} AftHouseRankFacts;
#define AFT_HOUSE_RANK_VISITS_MAX 1000

G_END_DECLS
