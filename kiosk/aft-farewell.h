/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer.h"
#include "aft-sitting.h"
#include "aft-stage.h"

G_BEGIN_DECLS

/* AftFarewell: the end of a sitting: brings its answers to the disk, tries again while that fails,
 * and shows thanks or what went wrong.
 *
 * Signals: "shown": a page of its own is on the stage now; "done": this guest is; "complained": the
 * guest wants to tell the manager after all. */
#define AFT_TYPE_FAREWELL (aft_farewell_get_type ())
G_DECLARE_FINAL_TYPE (AftFarewell, aft_farewell, AFT, FAREWELL, GObject)

/* @house and @stage are borrowed and must outlive it; @printer is referenced. */
AftFarewell *
aft_farewell_new (AftKioskHouse *house, AftStage *stage, AftPrinter *printer, AftKioskTimes times);

/* Whose troubles and whose end it looks after from now on; NULL: nobody's. What is being written of
 * the one before is written, and nothing is shown of it. */
void aft_farewell_set_sitting (AftFarewell *farewell, AftSitting *sitting);
/* The sitting is ENDING: writes it. The page on the stage stays until that is done. */
void aft_farewell_begin (AftFarewell *farewell);
/* Its own page, if that is on the stage, in the stage's present language. */
void aft_farewell_refresh (AftFarewell *farewell);

G_END_DECLS
