/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"

G_BEGIN_DECLS

/* What comes with a phone's answers beside the answers themselves. */

/* What is known of how a phone answered: marked, so that it can be told apart, never left out. The
 * numbers are stored. */
typedef enum
{
  AFT_HOUSE_MARK_FAST = 1 << 0,     /* quicker than anybody reads */
  AFT_HOUSE_MARK_REPEATED = 1 << 1, /* the same phone again on this day */
  AFT_HOUSE_MARK_CROWDED = 1 << 2   /* one of many from one address or code */
} AftHouseMark;

#define AFT_HOUSE_MARKS_ALL 7u

/* The guest's own word on what became of a complaint. */
typedef enum
{
  AFT_HOUSE_PUT_RIGHT_UNSAID,
  AFT_HOUSE_PUT_RIGHT_YES,
  AFT_HOUSE_PUT_RIGHT_PARTLY,
  AFT_HOUSE_PUT_RIGHT_NO
} AftHousePutRight;

/* What a follow-up says, as far as it moves a case. */
typedef struct
{
  AftId about_id; /* the response on the slip, of the same sitting */
  AftHousePutRight put_right;
  gboolean wants_call;
  char call_from[6]; /* "HH:MM" in the venue's time; "": at any time */
  char call_to[6];
} AftHouseAdded;

G_END_DECLS
