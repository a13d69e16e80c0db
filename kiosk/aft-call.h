/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-presence.h"
#include "aft-sitting.h"

G_BEGIN_DECLS

/* AftCall: a guest calls for staff: that is kept, and a card says what happens now, and who comes
 * as soon as somebody of the house has said so. */
#define AFT_TYPE_CALL (aft_call_get_type ())
G_DECLARE_FINAL_TYPE (AftCall, aft_call, AFT, CALL, GObject)

/* @house and @presence are borrowed and must outlive it; @seconds: how long the card stays. */
AftCall *aft_call_new (AftKioskHouse *house, AftPresence *presence, guint seconds);
void aft_call_begin (AftCall *call, AftSitting *sitting);

G_END_DECLS
