/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-cause-list.h"
#include "aft-desk-source.h"
#include "aft-kiosk-house.h"
#include "aft-printer.h"
#include "aft-stage.h"

G_BEGIN_DECLS

/* AftDesk: leads staff from the PIN through the desk's pages. Nothing of it is there before
 * aft_desk_begin() and after aft_desk_leave().
 *
 * Signals: "shown": a page of its own is on the stage now; "done": the member of staff has left;
 * "quit": the program is to end. */
#define AFT_TYPE_DESK (aft_desk_get_type ())
G_DECLARE_FINAL_TYPE (AftDesk, aft_desk, AFT, DESK, GObject)

typedef struct
{
  AftKioskHouse *house;  /* borrowed: must outlive it, as the next two must */
  AftStage *stage;       /* borrowed */
  AftDeskSource *source; /* referenced */
  AftPrinter *printer;   /* referenced */
  AftCauseList *causes;  /* referenced: what a case may be closed with */
  const char *version;   /* of the program */
} AftDeskOptions;

AftDesk *aft_desk_new (const AftDeskOptions *options);

/* Somebody held the corner: asks for the PIN. */
void aft_desk_begin (AftDesk *desk);
/* Its own page in the stage's present language. */
void aft_desk_refresh (AftDesk *desk);
/* The configuration may name other staff now. */
void aft_desk_note_configuration (AftDesk *desk);
/* Seconds without a touch after which it is to be left. */
guint aft_desk_get_patience (AftDesk *desk);
/* Forgets who was there and all that was shown. Its page stays on the stage until the next one. */
void aft_desk_leave (AftDesk *desk);
/* The program is about to end: house and stage are not used any more. */
void aft_desk_stop (AftDesk *desk);

G_END_DECLS
