/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-connection.h"

G_BEGIN_DECLS

/* AftHousePool: a few connections that read, lent out one at a time to whatever thread asks.
 * Private to house-sqlite. */
typedef struct _AftHousePool AftHousePool;

/* Closed at first. */
AftHousePool *aft_house_pool_new (const char *path, const char *vfs);
/* Nothing may be lent out. Accepts NULL. */
void aft_house_pool_free (AftHousePool *pool);

/* Lends from now on. */
void aft_house_pool_open (AftHousePool *pool);
/* Makes those that read stop, waits for them and closes every connection: for the moment in which
 * what they see is not to be trusted. */
void aft_house_pool_close (AftHousePool *pool);

/* Waits for one of a few; @is_long: one of its own, for what takes its time. NULL with @error
 * unset: the pool is closed. */
AftHouseConnection *aft_house_pool_borrow (AftHousePool *pool, gboolean is_long, GError **error);
/* @is_doubtful: something failed; it is closed. */
void
aft_house_pool_give_back (AftHousePool *pool, AftHouseConnection *connection, gboolean is_doubtful);

G_END_DECLS
