/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-stage.h"
#include "aft-uplink.h"

G_BEGIN_DECLS

/* AftStartup: leads staff from the start of the program to the first guest: what is broken, where
 * the collector is, and how the kiosk is enrolled. Opens the store, and goes on trying where that
 * fails.
 *
 * Signals: "shown": a page of its own is on the stage now; "done": guests may come; "store-opened":
 * while guests may be there. */
#define AFT_TYPE_STARTUP (aft_startup_get_type ())
G_DECLARE_FINAL_TYPE (AftStartup, aft_startup, AFT, STARTUP, GObject)

/* House, uplink and stage are borrowed and must outlive it. */
typedef struct
{
  AftKioskHouse *house;
  AftUplink *uplink;
  AftStage *stage;
  const char *data_folder;
} AftStartupOptions;

AftStartup *aft_startup_new (const AftStartupOptions *options);
/* Opens the store and shows the first page, or is done at once. */
void aft_startup_begin (AftStartup *startup);
/* Its own page, if that is on the stage, in the stage's present language. */
void aft_startup_refresh (AftStartup *startup);
/* The program is about to end. */
void aft_startup_stop (AftStartup *startup);

G_END_DECLS
