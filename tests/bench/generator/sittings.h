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
  SITTING_EXIT,
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
  guint known_guests;          /* so many come again and again; 0: nobody is known */
  double hotpot;               /* share of the venues that ask it */
  gboolean is_spotless;
  gboolean is_plain; /* one response a guest, not scored */
} SittingsOptions;

Sittings *sittings_new (const SittingsOptions *options);
/* Accepts NULL. */
void sittings_free (Sittings *sittings);

/* Puts what @guest leaves at @kiosk into @items (AftHouseItem), in their order: answers, a second
 * tap by accident, a complaint, and one of them a second time. */
void sittings_make (Sittings *sittings, const Guest *guest, Kiosk *kiosk, GArray *items);
/* By what the house knows guest @number of those that come again. */
AftDigest sittings_get_guest_key (guint number);

/* Must staff hear of it at once? */
gboolean sittings_is_urgent (const AftHouseItem *item);

G_END_DECLS
