/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a guest is ranked, by what, and whose word is stronger than the rules'. */
#include "aft-house-fixture.h"
#include "aft-house-store-guests.h"

#define DAY_SECONDS 86400

typedef struct
{
  AftHouseFixture house;
  AftTier ranked; /* what the rules say where they are asked */
  guint asked;
  AftHouseRankFacts facts; /* of the last time; its days are a copy */
} Fixture;

static AftTier
rank (const AftHouseRankFacts *facts, gpointer data)
{
  Fixture *fixture = data;
  g_clear_pointer ((GArray **) &fixture->facts.days, g_array_unref);
  fixture->facts = *facts;
  fixture->facts.days = g_array_copy ((GArray *) facts->days);
  fixture->asked++;
  return fixture->ranked;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_house_fixture_set_up (&fixture->house, unused);
  AftHouseSqliteOptions options = aft_house_fixture_get_options (&fixture->house);
  options.rank = rank;
  options.rank_data = fixture;
  aft_house_fixture_close (&fixture->house);
  fixture->house.store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_house_fixture_tear_down (&fixture->house, unused);
  g_clear_pointer ((GArray **) &fixture->facts.days, g_array_unref);
}

static void
visit (Fixture *fixture)
{
  AftHouseItem item = aft_house_fixture_next (&fixture->house);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
}

static AftHouseGuest *
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text ("1");
  AftHouseGuest *guest = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  return guest;
}

static void
import (Fixture *fixture, AftTier tier)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts = { 0 };
  g_autoptr (GPtrArray) guests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
  *guest = (AftHouseImportedGuest){ .line = 2,
                                    .has_phone = TRUE,
                                    .phone_key = aft_digest_of_text ("1"),
                                    .tier = tier,
                                    .tier_source = AFT_HOUSE_TIER_BY_IMPORT,
                                    .visits = 30,
                                    .spend_minor = 4200,
                                    .has_last_day = TRUE,
                                    .last_day = 20100 };
  g_ptr_array_add (guests, guest);
  g_assert_true (aft_house_store_import_guests_sync (fixture->house.store, guests, "user:test",
                                                     &counts, &error));
  g_assert_no_error (error);
}

static void
test_each_visit_ranks_by_all_of_them (Fixture *fixture, gconstpointer unused)
{
  visit (fixture);
  gint32 first = fixture->facts.today;
  g_assert_cmpint (fixture->facts.first_day, >=, first);
  g_assert_cmpint (fixture->facts.first_day, <=, first + 1);
  g_assert_cmpint (fixture->facts.imported_last_day, ==, -1);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * DAY_SECONDS);
  fixture->ranked = AFT_TIER_CORE;
  visit (fixture);
  g_assert_cmpuint (fixture->facts.days->len, ==, 2);
  g_assert_cmpint (g_array_index (fixture->facts.days, gint32, 0), ==, first + 3);
  g_assert_cmpint (g_array_index (fixture->facts.days, gint32, 1), ==, first);
  g_assert_cmpint (fixture->facts.today, ==, first + 3);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_CORE);
}

static void
test_tier_can_fall_again (Fixture *fixture, gconstpointer unused)
{
  fixture->ranked = AFT_TIER_VIP;
  visit (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, 400 * DAY_SECONDS);
  fixture->ranked = AFT_TIER_LOW;
  visit (fixture);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_LOW);
}

static void
test_staff_know_better (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  visit (fixture);
  g_autoptr (AftHouseGuest) known = find (fixture);
  g_assert_true (aft_house_store_set_tier_sync (fixture->house.store, &known->id, AFT_TIER_VIP,
                                                AFT_HOUSE_TIER_BY_STAFF, "user:wang", &error));
  fixture->ranked = AFT_TIER_LOW;
  guint asked = fixture->asked;
  visit (fixture);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
  g_assert_cmpuint (fixture->asked, ==, asked);
}

static void
test_import_without_a_tier_is_ranked (Fixture *fixture, gconstpointer unused)
{
  fixture->ranked = AFT_TIER_ORDINARY;
  import (fixture, AFT_TIER_UNKNOWN);
  g_assert_cmpuint (fixture->facts.imported_visits, ==, 30);
  g_assert_cmpint (fixture->facts.imported_spend_minor, ==, 4200);
  g_assert_cmpint (fixture->facts.imported_last_day, ==, 20100);
  g_assert_cmpuint (fixture->facts.days->len, ==, 0);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_ORDINARY);
}

static void
test_imported_tier_stays (Fixture *fixture, gconstpointer unused)
{
  fixture->ranked = AFT_TIER_LOW;
  import (fixture, AFT_TIER_CORE);
  visit (fixture);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_CORE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/house-guest-ranks/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-visit-ranks-by-all-of-them", test_each_visit_ranks_by_all_of_them);
  ADD ("tier-can-fall-again", test_tier_can_fall_again);
  ADD ("staff-know-better", test_staff_know_better);
  ADD ("import-without-a-tier-is-ranked", test_import_without_a_tier_is_ranked);
  ADD ("imported-tier-stays", test_imported_tier_stays);
  return g_test_run ();
}
