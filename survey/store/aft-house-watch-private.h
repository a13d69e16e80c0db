/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseWatches: those who want to know, for who tells them. Any thread. */
typedef struct _AftHouseWatches AftHouseWatches;

AftHouseWatches *aft_house_watches_new (void);
void aft_house_watches_free (AftHouseWatches *watches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseWatches, aft_house_watches_free)

guint aft_house_watches_add (AftHouseWatches *watches,
                             GMainContext *context,
                             AftHouseWatchFunc func,
                             gpointer data,
                             GDestroyNotify destroy);
void aft_house_watches_remove (AftHouseWatches *watches, guint number);
/* Tells everybody, soon and in their context, of @changes (AftHouseChange, counted). */
void aft_house_watches_tell (AftHouseWatches *watches, const GPtrArray *changes);

/* Counted atomically; made empty. */
AftHouseChange *aft_house_change_new (void);
AftHouseChange *aft_house_change_ref (AftHouseChange *change);
void aft_house_change_unref (AftHouseChange *change);

G_END_DECLS
