/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-database.h"

G_BEGIN_DECLS

/* What a store knows of rows that it does not have.
 *
 * AftKioskLink: what the first row of a kiosk's outbox follows. In a new kiosk that is nothing;
 * where a store was lost and the device's identity was not, it is the last row that the collector
 * has: a sequence is never given twice. Private to survey/store. */
typedef struct
{
  guint64 sequence; /* 0: the chain begins here */
  AftDigest chain;
} AftKioskLink;

gboolean aft_kiosk_origin_read (sqlite3 *connection,
                                AftKioskLink *ret_origin,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Work, in a transaction: from now on the rows here, of which the collector has none, follow @last,
 * which lies at or behind the present origin. Their sequences and links change, nothing else of
 * them does. */
gboolean aft_kiosk_origin_move (AftKioskDatabase *database,
                                sqlite3 *connection,
                                const AftKioskLink *last,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Work: rows behind @sequence cannot be given to the collector any more. @ret_is_new: that was not
 * so yet; else what can be given was given again already, and need not be for ever. */
gboolean aft_kiosk_origin_note_gap (sqlite3 *connection,
                                    guint64 sequence,
                                    gboolean *ret_is_new,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Work: the collector has all up to @last_sequence. A gap before it is closed: the next one is new,
 * even in the same place. */
gboolean aft_kiosk_origin_forget_gap (sqlite3 *connection,
                                      guint64 last_sequence,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
