/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-kiosk-window.h"
#include "aft-printer.h"
#include "aft-uplink.h"

G_BEGIN_DECLS

/* AftGuide: leads guests through the pages: what is shown after what, in which language, and when a
 * guest is taken for gone. Signal "quit": staff want the program to end. */
#define AFT_TYPE_GUIDE (aft_guide_get_type ())
G_DECLARE_FINAL_TYPE (AftGuide, aft_guide, AFT, GUIDE, GObject)

typedef struct
{
  AftKioskHouse *house;
  AftKioskWindow *window;
  AftUplink *uplink;
  AftPrinter *printer; /* referenced */
  const char *data_folder;
  const char *version; /* of the program */
  gboolean has_test_hooks;
} AftGuideOptions;

/* House, window and uplink are borrowed and must outlive it. */
AftGuide *aft_guide_new (const AftGuideOptions *options);
/* Opens the store and shows the first page. */
void aft_guide_start (AftGuide *guide);
/* The program is about to end: a guest who is in the middle of something is stored as far as that
 * goes. */
void aft_guide_stop (AftGuide *guide);

G_END_DECLS
