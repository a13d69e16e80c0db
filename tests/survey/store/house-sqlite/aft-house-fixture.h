/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-house-sqlite.h"
#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"
#include "aft-sample.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

G_BEGIN_DECLS

/* A kiosk as the house sees it: numbers what it sends and chains it. */
typedef struct
{
  AftId id;
  AftId boot_id;
  guint64 sequence;
  AftDigest chain;
} AftHouseKiosk;

/* A house with a venue in Shanghai, the survey of aft-sample.h, and one kiosk that was let in. */
typedef struct
{
  AftTempDir *dir;
  char *path;
  AftFakeClock *fake;
  AftClock *clock; /* borrowed */
  AftRandom *random;
  AftHouseStore *store;
  AftId venue_id;
  AftHouseKiosk kiosk;
} AftHouseFixture;

void aft_house_fixture_set_up (AftHouseFixture *fixture, gconstpointer unused);
void aft_house_fixture_tear_down (AftHouseFixture *fixture, gconstpointer unused);

AftHouseSqliteOptions aft_house_fixture_get_options (AftHouseFixture *fixture);
void aft_house_fixture_close (AftHouseFixture *fixture);
/* Asserts that it opens. */
void aft_house_fixture_reopen (AftHouseFixture *fixture);
/* Runs statements on the closed database with a connection of its own. */
void aft_house_fixture_execute (AftHouseFixture *fixture, const char *sql);
/* The same beside the open store. */
void aft_house_fixture_execute_beside (AftHouseFixture *fixture, const char *sql);
/* Asserts that the database itself does not allow it. */
void aft_house_fixture_assert_fails (AftHouseFixture *fixture, const char *sql);
gint64 aft_house_fixture_query (AftHouseFixture *fixture, const char *sql);
/* The same beside the open store. */
gint64 aft_house_fixture_query_beside (AftHouseFixture *fixture, const char *sql);

/* House, venue, survey: what is needed before a kiosk can come. Asserts. */
void aft_house_furnish (AftHouseStore *store, const AftId *venue_id);
/* Lets @kiosk in. Asserts. */
void aft_house_enrol (AftHouseStore *store,
                      AftRandom *random,
                      const AftId *venue_id,
                      AftHouseKiosk *kiosk);
/* The rule by which the tests count: each number among the answers, by its name; "overall", "nps"
 * and aspects of exit surveys as measures. */
void aft_house_tally (const AftResponse *response,
                      const char *definition,
                      GArray *tallies,
                      gpointer unused);

AftHouseKiosk aft_house_kiosk_new (AftClock *clock, AftRandom *random);
/* The next item of the kiosk with @response, which is referenced. */
AftHouseItem aft_house_kiosk_number (AftHouseKiosk *kiosk, AftResponse *response);
/* A batch sent now, without items. */
AftHouseBatch *aft_house_kiosk_batch (const AftHouseKiosk *kiosk, AftClock *clock);
/* The item once more, for another batch. */
AftHouseItem aft_house_item_copy (const AftHouseItem *item);

/* The next response of the fixture's kiosk. */
AftHouseItem aft_house_fixture_next (AftHouseFixture *fixture);
/* Sends it alone; eats what it holds. */
AftHouseReceipts *aft_house_fixture_send (AftHouseFixture *fixture, const AftHouseItem *item);
/* @count new responses in one batch. */
AftHouseReceipts *aft_house_fixture_send_new (AftHouseFixture *fixture, guint count);
/* Asserts on the only receipt, and frees it. */
void
aft_house_assert_receipt (AftHouseReceipts *receipts, AftHouseStatus status, AftHouseReason reason);
/* Asserts on how many findings there are. */
void aft_house_fixture_assert_findings (AftHouseFixture *fixture, guint count);

/* The audit's last row says that "user:test" did @action. */
void aft_house_fixture_assert_audited (AftHouseFixture *fixture, const char *action);

G_END_DECLS
