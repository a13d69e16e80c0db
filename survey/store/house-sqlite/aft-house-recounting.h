/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* Counting all responses anew after an upgrade that has changed what is counted. Private to
 * house-sqlite. */

/* Counts whatever the setting "store.trends" says is still to be counted, a piece a transaction:
 * killed in between, the next call goes on from there. Before anything else is written. */
gboolean aft_house_recounting_finish (AftHouseDatabase *database,
                                      const AftHouseProgress *progress, /* may be NULL */
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
