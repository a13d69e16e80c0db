/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-kiosk-window.h"

G_BEGIN_DECLS

/* AftStage: what surrounds every page: bar, language, size of text, look, cards.
 *
 * Signals:
 *   "language-changed"  the guest chose another language: the page is to be built anew
 *   "staff-called"      the bar's button
 *   "restart-chosen"    the bar's button */
#define AFT_TYPE_STAGE (aft_stage_get_type ())
G_DECLARE_FINAL_TYPE (AftStage, aft_stage, AFT, STAGE, GObject)

/* @house and @window are borrowed and must outlive it. */
AftStage *aft_stage_new (AftKioskHouse *house, AftKioskWindow *window, gboolean has_test_hooks);

typedef struct
{
  const char *name; /* for tests: static */
  GtkWidget *page;  /* taken in */
  gboolean has_bar;
  gboolean can_restart;
  gboolean is_for_staff;      /* the bar has nothing of what guests alone need */
  gboolean needs_room;        /* of the whole height of a wide screen */
  const GArray *acknowledged; /* AftStoreReceipt that this page thanks for, or NULL */
} AftScene;

/* Replaces page, bar and card. */
void aft_stage_show (AftStage *stage, const AftScene *scene);
/* Borrowed. */
GtkWidget *aft_stage_get_page (AftStage *stage);
/* Puts @card over the page; NULL takes it away. */
void aft_stage_set_card (AftStage *stage, GtkWidget *card);
gboolean aft_stage_has_card (AftStage *stage);
/* Tells the fonts about labels that have come into the page since it was shown. */
void aft_stage_mark_language (AftStage *stage);

/* Shows guests' pages with a small mark for staff: see aft_bar_set_staff_mark(). */
void aft_stage_set_staff_mark (AftStage *stage, gboolean is_shown);

AftLanguage aft_stage_get_language (AftStage *stage);
/* Language and size of text as a new guest finds them. TRUE when the language is another now. */
gboolean aft_stage_reset (AftStage *stage);
/* Has this guest changed language or size of text? */
gboolean aft_stage_is_changed (AftStage *stage);

void aft_stage_note_touch (AftStage *stage);

G_END_DECLS
