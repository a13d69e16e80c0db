/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-stage.h"

G_BEGIN_DECLS

/* AftPairing: a kiosk that nobody has set up is told by staff where its collector is, and whose
 * certificates to believe; both are kept in the house's settings. Nothing but the beginning of a
 * TLS connection goes to the address before they have agreed.
 *
 * Signals: "shown": a page of its own is on the stage now; "done": the house's settings say what
 * staff chose, or that there is no collector. */
#define AFT_TYPE_PAIRING (aft_pairing_get_type ())
G_DECLARE_FINAL_TYPE (AftPairing, aft_pairing, AFT, PAIRING, GObject)

/* @house and @stage are borrowed and must outlive it. */
AftPairing *aft_pairing_new (AftKioskHouse *house, AftStage *stage);
void aft_pairing_begin (AftPairing *pairing);
/* Its own page, if that is on the stage, in the stage's present language. */
void aft_pairing_refresh (AftPairing *pairing);
void aft_pairing_stop (AftPairing *pairing);

G_END_DECLS
