/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's pages about guests: the list and its filter, one guest, and what may be done to
 * one, by whom. */
#include <string.h>

#include "aft-house-store-guests.h"
#include "aft-page-fixture.h"

#define GUESTS "/console/guests"

static AftHouseGuest *
find (AftPageFixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text (number);
  AftHouseGuest *guest = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  return guest;
}

/* Guests "1" to "@count", of whom each third is VIP. */
static AftId
import (AftPageFixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts;
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
      *guest = (AftHouseImportedGuest){ .line = i,
                                        .has_phone = TRUE,
                                        .phone_key = aft_digest_of_text (number),
                                        .tier = i % 3 == 0 ? AFT_TIER_VIP : AFT_TIER_LOW,
                                        .tier_source = AFT_HOUSE_TIER_BY_IMPORT,
                                        .visits = i,
                                        .has_last_day = TRUE,
                                        .last_day = 20000 };
      g_ptr_array_add (list, guest);
    }
  g_assert_true (aft_house_store_import_guests_sync (fixture->house.store, list, "user:test",
                                                     &counts, &error));
  g_autoptr (AftHouseGuest) first = find (fixture, "1");
  return first->id;
}

/* A guest with the number "1" answers at the fixture's kiosk. */
static AftId
answer (AftPageFixture *fixture)
{
  AftHouseItem item = aft_house_fixture_next (&fixture->house);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  item.guest_key_kind = AFT_HOUSE_GUEST_PHONE;
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  return guest->id;
}

static guint
count_rows (const char *body)
{
  guint count = 0;
  for (const char *at = strstr (body, "scope=\"row\""); at != NULL;
       at = strstr (at + 1, "scope=\"row\""))
    count++;
  return count;
}

static void
test_list_pages_and_filter (AftPageFixture *fixture, gconstpointer unused)
{
  import (fixture, 60);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 50);
  const char *next = strstr (fixture->body, "after=");
  g_assert_nonnull (next);
  g_autofree char *cursor = g_strndup (next, strcspn (next, "\""));
  g_autofree char *address = g_strconcat (GUESTS "?", cursor, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, address), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 10);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS "?tier=vip"), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 20);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS "?tier=nonsense&after=1.x"), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 50);
}

static void
test_empty_list_says_what_to_do (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  aft_page_fixture_assert_says (fixture, "No guest is here.");
  aft_page_fixture_assert_says (fixture, "guests import");
}

static void
test_guest_page_masks_the_number (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "telephone number ••••");
  aft_page_fixture_assert_says (fixture, "Taken over from another program.");
  aft_page_fixture_assert_silent (fixture, "Set the tier");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Set the tier");
}

static void
test_preferences_are_text (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "preferences");
  g_autofree char *too_long = g_strnfill (2001, 'a');
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "preferences", AFT_PAGE_HOSTILE, NULL), ==,
                   303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "preferences", too_long, NULL), ==, 422);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpstr (guest->preferences, ==, AFT_PAGE_HOSTILE);
}

static void
test_tier_is_a_managers (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "tier");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "gold", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "unknown", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", NULL), ==, 303);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
  g_assert_cmpint (guest->tier_source, ==, AFT_HOUSE_TIER_BY_STAFF);
}

static void
test_no_win_back_takes_two (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "no-win-back");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "propose", "reason", "x", NULL), ==,
                   403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "propose", "reason", " ", NULL), ==,
                   422);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "step", "propose", "reason", AFT_PAGE_HOSTILE, NULL), ==,
      303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_silent (fixture, "I agree");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 422);
  aft_page_fixture_assert_says (fixture, "Another person must agree");
  aft_page_fixture_sign_in (fixture, "bao");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "I agree");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 409);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "No effort is made to win this guest back.");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "withdraw", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "nonsense", NULL), ==, 422);
}

static void
test_guest_of_another_venue_hidden (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const acts[] = { "preferences", "tier", "no-win-back" };
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Answered the survey");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, acts[i]);
      g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", "step", "propose",
                                              "reason", "x", NULL),
                       ==, 404);
    }
}

static void
test_guest_unknown (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 404);
  aft_page_fixture_assert_says (fixture, "This is not here");
}

static void
add (const char *path, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (path, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/guests/list-in-pages-and-by-tier", test_list_pages_and_filter);
  add ("/console/guests/empty-list-says-what-to-do", test_empty_list_says_what_to_do);
  add ("/console/guests/number-is-masked", test_guest_page_masks_the_number);
  add ("/console/guests/preferences-are-text", test_preferences_are_text);
  add ("/console/guests/tier-is-a-managers", test_tier_is_a_managers);
  add ("/console/guests/no-win-back-takes-two", test_no_win_back_takes_two);
  add ("/console/guests/of-another-venue-are-404", test_guest_of_another_venue_hidden);
  add ("/console/guests/unknown-guest-is-404", test_guest_unknown);
  return g_test_run ();
}
