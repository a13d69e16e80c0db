/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-digest.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* AftShortMemory: what is kept between two pages of one browser, in this program's memory alone and
 * for minutes: a sign-in whose code is still missing, a secret that nobody has shown to keep. Gives
 * no rights. Any thread. */
typedef struct _AftShortMemory AftShortMemory;

typedef struct
{
  AftId user_id;
  char *name;   /* of the user */
  char *secret; /* wiped in the end */
} AftShortItem;
void aft_short_item_free (AftShortItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftShortItem, aft_short_item_free)

/* Each is forgotten after @life_ms, and the oldest when there are more than @most. */
AftShortMemory *aft_short_memory_new (AftClock *clock, gint64 life_ms, guint most);
/* Accepts NULL. */
void aft_short_memory_free (AftShortMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftShortMemory, aft_short_memory_free)

/* Copies @item in the place of what was there. */
void aft_short_memory_put (AftShortMemory *memory, const AftDigest *key, const AftShortItem *item);
/* A copy, or NULL. */
AftShortItem *aft_short_memory_dup (AftShortMemory *memory, const AftDigest *key);
/* That there is none is no fault. */
void aft_short_memory_drop (AftShortMemory *memory, const AftDigest *key);

G_END_DECLS
