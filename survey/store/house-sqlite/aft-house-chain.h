/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* A device's chain as it comes in, in any order: how far it reaches without a gap, and what waits
 * beyond. Private to house-sqlite. */
typedef struct
{
  gint32 ref;
  gint32 venue;
  AftId id;
  guint64 last_sequence;
  AftDigest last_chain;
  gint64 alarm_ms;    /* when staff were told last */
  guint64 next_ahead; /* the lowest that waits, or none: G_MAXUINT64 */
  gint64 seen_ms;     /* when something of it came last, to the minute; 0: never */
  guint breaks;       /* found since it was loaded */
  gboolean has_changed;
} AftHouseChain;

/* Loads it; DENIED: the device is unknown or revoked, or of another channel. */
gboolean aft_house_chain_load (AftHouseSession *session,
                               const AftId *device_id,
                               AftChannel channel,
                               AftHouseChain *ret_chain,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_house_chain_save (AftHouseSession *session,
                               const AftHouseChain *chain,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What an item says of its place. previous and chain NULL: nothing to be relied on. is_checked:
 * chain follows from previous, as somebody has computed. */
typedef struct
{
  guint64 sequence;
  const AftDigest *digest;
  const AftDigest *previous;
  const AftDigest *chain;
  gboolean is_checked;
} AftHouseLink;

/* Has the sequence been used? */
gboolean aft_house_chain_has (AftHouseSession *session,
                              const AftHouseChain *chain,
                              guint64 sequence,
                              gboolean *ret_has,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes one in that has not: moves the end on, closing gaps, or lets it wait. A link that does not
 * fit is believed, noted and counted. */
gboolean aft_house_chain_add (AftHouseSession *session,
                              AftHouseChain *chain,
                              const AftHouseLink *link,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
