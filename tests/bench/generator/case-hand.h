/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "draws.h"

G_BEGIN_DECLS

/* CaseHand: somebody who takes a made-up house's cases and sees to them, each at its time. */
typedef struct _CaseHand CaseHand;

/* @user: who does it; @store is borrowed. */
CaseHand *case_hand_new (AftHouseStore *store, const AftId *user_id, guint64 seed);
void case_hand_free (CaseHand *hand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaseHand, case_hand_free)

/* Where the response has made a case, lays down when it is taken, agreed upon and closed, and how.
 * FALSE with @error unset: it has not. */
gboolean
case_hand_look_at (CaseHand *hand, const AftId *response_id, gint64 now_ms, GError **error);
/* When something is due next; G_MAXINT64: nothing is. */
gint64 case_hand_get_next_ms (const CaseHand *hand);
/* Does what is due first. The store's clock must show its time. */
gboolean case_hand_do_next (CaseHand *hand, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
