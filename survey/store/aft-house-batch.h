/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-added.h"
#include "aft-measure.h"
#include "aft-response.h"

G_BEGIN_DECLS

/* What one kiosk sends at a time, as the house's store takes it, and what it says to it. Knows
 * nothing of JSON: whoever reads the envelope fills it in. */

#define AFT_HOUSE_ITEMS_MAX  200
#define AFT_HOUSE_DETAIL_MAX 200   /* characters */
#define AFT_HOUSE_EVENT_MAX  16384 /* bytes of an event's body */

typedef enum
{
  AFT_HOUSE_ITEM_RESPONSE,
  AFT_HOUSE_ITEM_CALL_STAFF,
  AFT_HOUSE_ITEM_CASE_ACTION,
  AFT_HOUSE_ITEM_DRILL,
  AFT_HOUSE_ITEM_SURVEY_DEFINITION /* sequence 0, no previous, no chain */
} AftHouseItemKind;

typedef enum
{
  AFT_HOUSE_STORED,
  AFT_HOUSE_DUPLICATE, /* was there already; received_ms is that of the first time */
  AFT_HOUSE_REFUSED
} AftHouseStatus;

typedef enum
{
  AFT_HOUSE_REASON_NONE,
  AFT_HOUSE_REASON_CONFLICT,  /* the id or the sequence holds something else */
  AFT_HOUSE_REASON_INVALID,   /* the caller's verdict, or a body that does not give its digest */
  AFT_HOUSE_REASON_TOO_LARGE, /* the caller's verdict */
  AFT_HOUSE_REASON_UNKNOWN_SURVEY
} AftHouseReason;

/* Wire names: "stored"…, "conflict"…; NULL for AFT_HOUSE_REASON_NONE. */
const char *aft_house_status_to_text (AftHouseStatus status);
const char *aft_house_reason_to_text (AftHouseReason reason);

#define AFT_HOUSE_UNMEASURED (-1)

/* One thing that a response counts: an answered closed question, or what several say together. */
typedef struct
{
  char *question; /* the element's name in the survey; NULL: of several */
  char *option;   /* the stored value, as text; NULL likewise */
  gint measure;   /* AftMeasure that it is counted as, and not by its names once more; else
                     AFT_HOUSE_UNMEASURED */
  guint place;    /* of AftTrendDay.counts */
} AftHouseTally;

/* Holds AftHouseTally. */
GArray *aft_house_tallies_new (void);
void aft_house_tallies_add (GArray *tallies, const char *question, const char *option);
/* The same, counted as @measure; @question and @option: NULL where it is no single one's. */
void aft_house_tallies_add_measure (GArray *tallies,
                                    const char *question,
                                    const char *option,
                                    AftMeasure measure,
                                    guint place);

/* One item. What a pointer points to belongs to the item. */
typedef struct
{
  AftHouseItemKind kind;
  guint64 sequence;
  AftId id;
  AftDigest previous;
  AftDigest chain;
  AftDigest digest;      /* of the canonical body, recomputed by the reader, not claimed only */
  AftResponse *response; /* RESPONSE, CALL_STAFF; may be NULL with a verdict */
  char *body;            /* canonical; CASE_ACTION, DRILL, SURVEY_DEFINITION */
  char *survey_id;       /* SURVEY_DEFINITION: 1–64 characters, as are */
  char *survey_version;
  GArray *tallies;        /* AftHouseTally of a response; NULL: the store asks its own tally */
  AftRisk *risk;          /* what the house's rules say of the answers alone; NULL: not scored */
  gboolean has_guest;     /* the guest gave a telephone or member number: */
  AftDigest guest_key;    /* HMAC under the house's key, never the number */
  guint guest_key_kind;   /* AftHouseGuestKeyKind */
  guint visit_score;      /* overall score of the visit, 1–5; 0: none was given */
  guint marks;            /* AftHouseMark, together */
  AftHouseAdded added;    /* of a response of kind follow-up */
  char *note;             /* CASE_ACTION: the sealed note, opened by the caller; NULL: none */
  AftHouseReason verdict; /* NONE: store it; INVALID or TOO_LARGE: the caller has judged */
  char *detail;           /* of the verdict, for the receipt; no guest's words; may be NULL */
  gboolean is_rebuilt;    /* the caller has made the body from @response and found @digest */
  gboolean is_linked;     /* the caller has found that @chain follows from @previous and @digest */
} AftHouseItem;

/* AftHouseBatch: the items of one device in the order sent. */
typedef struct _AftHouseBatch AftHouseBatch;

typedef struct
{
  AftId device_id; /* whose token was shown */
  AftId boot_id;
  gint64 sent_ms;      /* by the kiosk's clock, UTC */
  gint64 monotonic_ms; /* since that boot, at sending */
} AftHouseEnvelope;

AftHouseBatch *aft_house_batch_new (const AftHouseEnvelope *envelope);
void aft_house_batch_free (AftHouseBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseBatch, aft_house_batch_free)
/* Takes what @item holds; at most AFT_HOUSE_ITEMS_MAX. */
void aft_house_batch_take (AftHouseBatch *batch, const AftHouseItem *item);
const AftHouseEnvelope *aft_house_batch_get_envelope (const AftHouseBatch *batch);
guint aft_house_batch_get_length (const AftHouseBatch *batch);
/* Borrowed. */
const AftHouseItem *aft_house_batch_get_item (const AftHouseBatch *batch, guint index);

typedef struct
{
  guint64 sequence;
  AftId id;
  AftDigest digest;
  AftHouseStatus status;
  AftHouseReason reason;
  char *detail;       /* NULL: none */
  gint64 received_ms; /* UTC, the server's clock */
} AftHouseReceipt;

/* One receipt an item, in the order sent; all of it is on the disk. */
typedef struct
{
  gint64 server_ms;
  guint64 last_sequence; /* end of this device's gapless prefix */
  AftDigest last_chain;
  GArray *items; /* AftHouseReceipt */
} AftHouseReceipts;

AftHouseReceipts *aft_house_receipts_new (void);
void aft_house_receipts_free (AftHouseReceipts *receipts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseReceipts, aft_house_receipts_free)

G_END_DECLS
