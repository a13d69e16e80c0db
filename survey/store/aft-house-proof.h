/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* What a thorough look at the house has shown: of each kiosk, of each of its business days, and
 * whatever does not fit. Counted from the rows themselves, not from what is kept beside them. */

/* Sequences from first to last, both missing. */
typedef struct
{
  guint64 first;
  guint64 last;
  gint32 day; /* of the response that follows, or else of the last one before */
} AftHouseProofGap;

/* What one kiosk brought for one business day of its venue. */
typedef struct
{
  gint32 day;    /* days since 1970-01-01 */
  guint64 count; /* responses, as is */
  guint64 first; /* lowest and highest sequence among them */
  guint64 last;
  guint64 missing; /* sequences in gaps of this day */
  guint64 breaks;  /* links that did not fit when they came */
  guint64 changed; /* responses that do not give their digest */
} AftHouseProofDay;

/* Is everything here, and as it was, that one kiosk has numbered? */
typedef struct
{
  AftId device_id;
  AftId venue_id;
  char *device_name;
  char *venue_name;
  guint64 first;       /* lowest sequence that is here, 0: nothing is */
  guint64 last;        /* highest */
  guint64 complete_to; /* end of the gapless prefix, as the device's row says */
  AftDigest chain;     /* at that end */
  guint64 items;       /* responses, events and refusals */
  guint64 refused;     /* of these: refused for good, the kiosk shows them to staff */
  guint64 missing;
  guint64 breaks;
  guint64 changed;
  gboolean is_intact; /* walking the prefix gave the chain, without breaks, and nothing changed */
  GArray *gaps;       /* AftHouseProofGap, by sequence; the first 1,000 */
  GArray *days;       /* AftHouseProofDay, by day */
} AftHouseProof;
void aft_house_proof_free (AftHouseProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseProof, aft_house_proof_free)

typedef struct
{
  guint64 devices;
  guint64 items; /* responses, events and refusals in the devices' chains */
  guint64 audit_rows;
  guint64 rollups; /* rows of them, as is */
  guint64 trends;
  GPtrArray *proofs;   /* AftHouseProof, by name */
  GPtrArray *findings; /* char *, one line each, the first 1,000; empty: all is well */
} AftHouseVerification;
void aft_house_verification_free (AftHouseVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseVerification, aft_house_verification_free)

/* How far something is that takes long. Called now and then on the thread that does it; @total is
 * at least 1 and may be a guess. */
typedef struct
{
  void (*tell) (guint64 done, guint64 total, gpointer data);
  gpointer data;
} AftHouseProgress;

/* The date of @day, "2026-11-15"; newly allocated. */
char *aft_house_dup_date (gint32 day);

G_END_DECLS
