/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-cases.h"
#include "aft-pages-private.h"

G_BEGIN_DECLS

/* Where a case stands, as its guest is told: by whom it is looked after, under the name that guests
 * may read, and by when something happens. What the house thinks of the guest or the case is not
 * said. */

/* The page's heading: "王经理 is looking after it". Newly allocated. */
char *aft_follow_state_dup_headline (const AftPhonePage *page, const AftHouseCase *item);
/* By when what comes next; NULL where nothing is due. Newly allocated. */
char *aft_follow_state_dup_promise (const AftPhonePage *page, const AftHouseCase *item);
/* What has happened so far, the first first, into page->html; @events: AftHouseCaseEvent. */
void aft_follow_state_write_history (AftPhonePage *page, const GPtrArray *events);

G_END_DECLS
