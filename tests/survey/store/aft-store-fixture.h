/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-kiosk-store-read.h"
#include "aft-sample.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

G_BEGIN_DECLS

/* A folder for a kiosk's database, a clock, chance and a device, for the store's tests. */
typedef struct
{
  AftTempDir *dir;
  char *path; /* of the database; not made yet */
  AftFakeClock *fake;
  AftClock *clock; /* borrowed from @fake */
  AftRandom *random;
  AftId device_id;
} AftStoreFixture;

/* For tests whose power cuts and faults are played by a VFS: keeps their files in memory where that
 * is possible, for speed alone. Call it first in main(). */
void aft_store_fixture_use_memory (void);

void aft_store_fixture_set_up (AftStoreFixture *fixture, gconstpointer unused);
void aft_store_fixture_tear_down (AftStoreFixture *fixture, gconstpointer unused);

AftKioskStoreOptions aft_store_fixture_get_options (AftStoreFixture *fixture);
/* Asserts that it opens. */
AftKioskStore *aft_store_fixture_open (AftStoreFixture *fixture);
/* Asserts that it does not, with that code. */
void aft_store_fixture_assert_refused (AftStoreFixture *fixture, int code);

/* New samples. */
AftResponse *aft_store_fixture_make_tap (AftStoreFixture *fixture, guint rating);
AftResponse *aft_store_fixture_make_response (AftStoreFixture *fixture,
                                              AftResponseKind kind,
                                              const AftId *sitting_id);

/* Finishes the one response; asserts success and gives its receipt. */
AftStoreReceipt aft_store_fixture_finish (AftKioskStore *store, AftResponse *response);
/* All unsent rows (at most 200). */
GPtrArray *aft_store_fixture_list (AftKioskStore *store);
/* Asserts that the whole file is sound and has that many rows. */
void aft_store_fixture_assert_sound (AftKioskStore *store, guint64 rows);

/* Names, sizes and contents of all that is in the folder. */
AftDigest aft_store_fixture_digest_folder (const char *folder);

/* Runs statements on the database with a connection of its own; the store must be closed. */
void aft_store_fixture_execute (AftStoreFixture *fixture, const char *sql);

G_END_DECLS
