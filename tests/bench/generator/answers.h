/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-value.h"
#include "world.h"

G_BEGIN_DECLS

/* What a guest of a World answers in the surveys that come with the programs. */

/* So many questions and not one is left out. */
#define ANSWERS_ALL 100

/* exit.json, hotpot.json, complaint.json, as a kiosk would show them: only what is visible is
 * answered; comments are in @language. @questions: after so many answered the guest has left. New
 * reference. */
typedef struct
{
  AftLanguage language;
  guint questions;
  gboolean is_revised; /* exit.json may be told that the house is hard to get to, too */
} ExitAsked;
AftValue *answers_make_exit (const Guest *guest, Draws *draws, const ExitAsked *asked);
AftValue *
answers_make_hotpot (const Guest *guest, Draws *draws, AftLanguage language, guint questions);
AftValue *answers_make_complaint (const Guest *guest, Draws *draws);

G_END_DECLS
