/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a guest is ranked, by what, and whose word is stronger than the rules'. */
#include "aft-house-fixture.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-visits.h"

#define DAY_SECONDS 86400

typedef struct
{
  AftHouseFixture house;
  AftTier ranked; /* what the rules say where they are asked */
  guint asked;
  AftHouseRankFacts facts; /* of the last time; days and spends are copies */
} Fixture;

static AftTier
rank (const AftHouseRankFacts *facts, gpointer data)
{
  Fixture *fixture = data;
  g_clear_pointer ((GArray **) &fixture->facts.days, g_array_unref);
  g_clear_pointer ((GArray **) &fixture->facts.spends, g_array_unref);
  fixture->facts = *facts;
  fixture->facts.days = g_array_copy ((GArray *) facts->days);
  fixture->facts.spends = g_array_copy ((GArray *) facts->spends);
  fixture->asked++;
  return fixture->ranked;
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (&fixture->house);
  options.rank = rank;
  options.rank_data = fixture;
  aft_house_fixture_close (&fixture->house);
  fixture->house.store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (&fixture->house, unused);
  reopen (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_house_fixture_tear_down (&fixture->house, unused);
  g_clear_pointer ((GArray **) &fixture->facts.days, g_array_unref);
  g_clear_pointer ((GArray **) &fixture->facts.spends, g_array_unref);
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

/* -- bills -------------------------------------------------------------------------------------
 */

/* What was paid on the visit of the guest on @day. */
static gboolean
set_bill (Fixture *fixture, gint32 day, gint64 spend_minor, const AftId *user_id, GError **error)
{
  g_autoptr (AftHouseGuest) guest = find (fixture);
  const AftHouseBill bill = { .guest_id = guest->id,
                              .venue_id = fixture->house.venue_id,
                              .day = day,
                              .has_spend = spend_minor >= 0,
                              .spend_minor = spend_minor,
                              .user_id = user_id };
  return aft_house_store_set_bill_sync (fixture->house.store, &bill, "user:test", error);
}

static void
test_bill_ranks_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  visit (fixture);
  gint32 day = fixture->facts.today;
  aft_fake_clock_advance_seconds (fixture->house.fake, 5 * DAY_SECONDS);
  fixture->ranked = AFT_TIER_VIP;
  g_assert_true (set_bill (fixture, day, 88000, NULL, &error));
  aft_house_fixture_assert_audited (&fixture->house, "guest.spend");
  g_assert_cmpint (g_array_index (fixture->facts.spends, gint64, 0), ==, 88000);
  g_assert_cmpint (fixture->facts.today, ==, day + 5);
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
  g_assert_cmpint (guest->spend_minor, ==, 88000);
  guint asked = fixture->asked;
  g_assert_true (set_bill (fixture, day, 88000, NULL, &error));
  g_assert_cmpuint (fixture->asked, ==, asked);
  g_assert_true (set_bill (fixture, day, -1, NULL, &error));
  g_assert_cmpint (g_array_index (fixture->facts.spends, gint64, 0), ==, -1);
}

static void
test_bill_needs_its_visit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId stranger = aft_id_generate (fixture->house.clock, fixture->house.random);
  visit (fixture);
  gint32 day = fixture->facts.today;
  g_assert_false (set_bill (fixture, day - 1, 100, NULL, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (set_bill (fixture, day, 100, &stranger, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (set_bill (fixture, day, AFT_HOUSE_SPEND_MAX_MINOR + 1, NULL, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_habits_are_of_the_days_asked_for (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseHabits habits;
  visit (fixture);
  gint32 first = fixture->facts.today;
  g_assert_true (set_bill (fixture, first, 5000, NULL, &error));
  aft_fake_clock_advance_seconds (fixture->house.fake, 400 * DAY_SECONDS);
  visit (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, DAY_SECONDS);
  visit (fixture);
  gint32 today = fixture->facts.today;
  g_assert_true (set_bill (fixture, today, 700, NULL, &error));
  g_autoptr (AftHouseGuest) guest = find (fixture);
  g_assert_true (aft_house_store_get_habits_sync (fixture->house.store, &guest->id, today - 365,
                                                  today, &habits, &error));
  g_assert_cmpuint (habits.visits, ==, 2);
  g_assert_cmpuint (habits.bills, ==, 1);
  g_assert_cmpint (habits.spend_minor, ==, 700);
  g_assert_cmpint (habits.last_day, ==, today);
}

/* -- rounds ------------------------------------------------------------------------------------
 */

/* Guests by their numbers, known for nothing yet, whose tier the rules say. */
static void
import_many (Fixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts = { 0 };
  g_autoptr (GPtrArray) guests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
      guest->line = i;
      guest->has_phone = TRUE;
      guest->phone_key = aft_digest_of_text (number);
      g_ptr_array_add (guests, guest);
    }
  g_assert_true (aft_house_store_import_guests_sync (fixture->house.store, guests, "user:test",
                                                     &counts, &error));
}

static AftHouseRankProgress
run_part (Fixture *fixture, const char *name, gboolean is_anew)
{
  g_autoptr (GError) error = NULL;
  AftHouseRankProgress progress;
  const AftHouseRankRound round
      = { .name = name, .today = 21000, .is_anew = is_anew, .actor = "user:test" };
  g_assert_true (
      aft_house_store_rank_guests_sync (fixture->house.store, &round, &progress, &error));
  g_assert_no_error (error);
  return progress;
}

static void
test_round_goes_on_after_a_restart (Fixture *fixture, gconstpointer unused)
{
  import_many (fixture, 2 * AFT_HOUSE_RANK_PART + 7);
  fixture->ranked = AFT_TIER_LOW;
  fixture->asked = 0;
  AftHouseRankProgress progress = run_part (fixture, "one", FALSE);
  g_assert_cmpuint (progress.looked_at, ==, AFT_HOUSE_RANK_PART);
  g_assert_cmpuint (progress.changed, ==, AFT_HOUSE_RANK_PART);
  g_assert_false (progress.is_over);
  reopen (fixture);
  progress = run_part (fixture, "one", FALSE);
  g_assert_cmpuint (progress.looked_at, ==, 2 * AFT_HOUSE_RANK_PART);
  progress = run_part (fixture, "one", FALSE);
  g_assert_true (progress.is_over);
  g_assert_cmpuint (progress.looked_at, ==, 2 * AFT_HOUSE_RANK_PART + 7);
  g_assert_cmpuint (progress.changed, ==, 2 * AFT_HOUSE_RANK_PART + 7);
  g_assert_cmpuint (fixture->asked, ==, 2 * AFT_HOUSE_RANK_PART + 7);
  g_assert_cmpint (fixture->facts.today, ==, 21000);
  aft_house_fixture_assert_audited (&fixture->house, "guest.rank");
}

static void
test_round_that_is_over_stays_so (Fixture *fixture, gconstpointer unused)
{
  import_many (fixture, 3);
  g_assert_true (run_part (fixture, "one", FALSE).is_over);
  fixture->asked = 0;
  g_assert_true (run_part (fixture, "one", FALSE).is_over);
  g_assert_cmpuint (fixture->asked, ==, 0);
  g_assert_true (run_part (fixture, "one", TRUE).is_over);
  g_assert_cmpuint (fixture->asked, ==, 3);
  AftHouseRankProgress progress = run_part (fixture, "two", FALSE);
  g_assert_cmpuint (fixture->asked, ==, 6);
  g_assert_cmpuint (progress.changed, ==, 0);
}

static void
test_round_leaves_what_others_said (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  import_many (fixture, 2);
  import (fixture, AFT_TIER_CORE);
  AftDigest key = aft_digest_of_text ("2");
  g_autoptr (AftHouseGuest) second
      = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_true (aft_house_store_set_tier_sync (fixture->house.store, &second->id, AFT_TIER_VIP,
                                                AFT_HOUSE_TIER_BY_STAFF, "user:wang", &error));
  fixture->ranked = AFT_TIER_LOW;
  AftHouseRankProgress progress = run_part (fixture, "one", FALSE);
  g_assert_cmpuint (progress.looked_at, ==, 0);
  g_autoptr (AftHouseGuest) first = find (fixture);
  g_assert_cmpint (first->tier, ==, AFT_TIER_CORE);
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
  ADD ("bill-ranks-at-once", test_bill_ranks_at_once);
  ADD ("bill-needs-its-visit", test_bill_needs_its_visit);
  ADD ("habits-are-of-the-days-asked-for", test_habits_are_of_the_days_asked_for);
  ADD ("round-goes-on-after-a-restart", test_round_goes_on_after_a_restart);
  ADD ("round-that-is-over-stays-so", test_round_that_is_over_stays_so);
  ADD ("round-leaves-what-others-said", test_round_leaves_what_others_said);
  return g_test_run ();
}
