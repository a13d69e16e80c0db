/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-rule-book.h"
#include "aft-seal.h"
#include "aft-survey.h"
#include "kiosks.h"
#include "world.h"

G_BEGIN_DECLS

/* Sittings: what guests of a World leave behind at a kiosk. */
typedef struct _Sittings Sittings;

typedef enum
{
  SITTING_EXIT, /* as it is at the time: it may be revised */
  SITTING_HOTPOT,
  SITTING_COMPLAINT
} SittingKind;

#define SITTING_KINDS 3

typedef struct
{
  AftSurvey *survey;
  char *id;
  char *version;
  AftDigest digest;
} SittingSurvey;

typedef struct
{
  SittingSurvey surveys[SITTING_KINDS]; /* eaten */
  AftRuleBook *rules;                   /* borrowed */
  const AftSealKey *house_key; /* for the words of complaints; NULL: there are none. Borrowed */
  const guint8 *guest_key;     /* AFT_GUEST_KEY_BYTES, by which guests are recognised. Borrowed */
  guint known_guests;          /* so many come again and again; 0: nobody is known before */
  double hotpot;               /* share of the venues that ask it */
  gboolean is_spotless;
  gboolean is_plain; /* one response a guest, at a kiosk, not scored, nobody recognised */
} SittingsOptions;

Sittings *sittings_new (const SittingsOptions *options);
/* Accepts NULL. */
void sittings_free (Sittings *sittings);

/* From now on exit surveys are answered in @survey (eaten), which asks more. */
void sittings_revise (Sittings *sittings, SittingSurvey *survey);
/* Does @guest answer on a phone of their own? */
gboolean sittings_is_by_phone (const Sittings *sittings, const Guest *guest);

/* Puts what @guest leaves at @kiosk into @items (AftHouseItem), in their order: answers, a second
 * tap by accident, a complaint, and one of them a second time. */
void sittings_make (Sittings *sittings, const Guest *guest, Kiosk *kiosk, GArray *items);
/* By what the house knows guest @number of those that come again. */
AftDigest sittings_get_guest_key (const Sittings *sittings, guint number);

/* May it become a case, of which staff must hear at once? What is known of a guest may make it one.
 */
gboolean sittings_is_urgent (const AftHouseItem *item);

G_END_DECLS
