/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-rules.h"
#include "aft-console-speech.h"

G_BEGIN_DECLS

/* Cases as they stand on a board: one card each. */

/* What a board's cards are made with; borrowed. */
typedef struct
{
  const AftConsoleRules *rules;
  const GPtrArray *places; /* of AftPlace */
  const GArray *added;     /* as of aft_house_store_list_added_sync() */
} AftBoard;

/* "/console/cases/UUID", newly allocated. */
char *aft_board_dup_path (const AftId *case_id);
/* What the clock says that runs out first. */
AftCaseClock
aft_board_read_clock (const AftPage *page, const AftBoard *board, const AftHouseCase *item);
/* What comes next, in a few words; borrowed. */
const char *
aft_board_get_next (const AftPage *page, const AftBoard *board, const AftHouseCase *item);
/* Who has it, as guests and colleagues read it: NULL when nobody has. Borrowed. */
const char *aft_board_get_owner (const AftHouseCase *item);
/* <li> with number, level, age, state, next step, and the button that takes it. */
void aft_board_card (AftPage *page, const AftBoard *board, const AftHouseCase *item);

G_END_DECLS
