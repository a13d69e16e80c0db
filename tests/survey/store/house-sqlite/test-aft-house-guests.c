/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: guests. Import, pages, the timeline, tiers, and what takes two people. */
#include <string.h>

#include "aft-house-fixture.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-people.h"

#define HASH "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg"

static AftHouseImportedGuest *
make_guest (guint line, const char *phone, const char *member)
{
  AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
  guest->line = line;
  guest->has_phone = phone != NULL;
  if (phone != NULL)
    guest->phone_key = aft_digest_of_text (phone);
  guest->has_member = member != NULL;
  if (member != NULL)
    guest->member_key = aft_digest_of_text (member);
  guest->tier_source = AFT_HOUSE_TIER_BY_IMPORT;
  guest->visits = line;
  guest->spend_minor = line * 100;
  guest->has_last_day = TRUE;
  guest->last_day = 20000 + (gint32) line;
  return guest;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
}

static AftHouseImportCounts
import (AftHouseFixture *fixture, const GPtrArray *guests)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts = { 0 };
  g_assert_true (
      aft_house_store_import_guests_sync (fixture->store, guests, "user:test", &counts, &error));
  g_assert_no_error (error);
  return counts;
}

static AftHouseGuest *
find (AftHouseFixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text (number);
  AftHouseGuest *guest = aft_house_store_find_guest_sync (fixture->store, &key, &error);
  g_assert_no_error (error);
  return guest;
}

/* One guest by the telephone number "1". */
static AftId
import_one (AftHouseFixture *fixture)
{
  g_autoptr (GPtrArray) list = new_list ();
  g_ptr_array_add (list, make_guest (1, "1", NULL));
  import (fixture, list);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  return guest->id;
}

static AftId
put_user (AftHouseFixture *fixture, const char *name, const AftId *venue_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (venues, *venue_id);
  AftHouseUser user = { .id = aft_id_generate (fixture->clock, fixture->random),
                        .name = (char *) name,
                        .password_hash = (char *) HASH,
                        .role = AFT_ROLE_MANAGER,
                        .venue_ids = venues };
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  return user.id;
}

static AftId
put_venue (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftVenueFields fields
      = { .id = &id, .name = "Two", .zone = "Asia/Shanghai", .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, "user:test", &error));
  return id;
}

static void
test_import_twice_changes_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = new_list ();
  g_ptr_array_add (list, make_guest (1, "13800000001", "M1"));
  g_ptr_array_add (list, make_guest (2, NULL, "M2"));
  AftHouseImportCounts counts = import (fixture, list);
  g_assert_cmpuint (counts.added, ==, 2);
  aft_house_fixture_assert_audited (fixture, "guest.import");
  counts = import (fixture, list);
  g_assert_cmpuint (counts.added, ==, 0);
  g_assert_cmpuint (counts.unchanged, ==, 2);
  ((AftHouseImportedGuest *) list->pdata[0])->visits = 9;
  counts = import (fixture, list);
  g_assert_cmpuint (counts.changed, ==, 1);
  g_autoptr (AftHouseGuest) guest = find (fixture, "M1");
  g_assert_cmpuint (guest->imported_visits, ==, 9);
  g_assert_cmpint (guest->imported_spend_minor, ==, 100);
  g_assert_cmpint (guest->imported_last_day, ==, 20001);
  g_assert_true (guest->has_phone && guest->has_member);
}

static void
test_import_all_or_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts;
  g_autoptr (GPtrArray) first = new_list ();
  g_ptr_array_add (first, make_guest (2, "1", NULL));
  g_ptr_array_add (first, make_guest (3, NULL, "M"));
  import (fixture, first);
  g_autoptr (GPtrArray) second = new_list ();
  g_ptr_array_add (second, make_guest (2, "new", NULL));
  g_ptr_array_add (second, make_guest (3, "1", "M"));
  g_assert_false (
      aft_house_store_import_guests_sync (fixture->store, second, "user:test", &counts, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Line 3:"));
  g_clear_error (&error);
  AftDigest key = aft_digest_of_text ("new");
  g_assert_null (aft_house_store_find_guest_sync (fixture->store, &key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_import_impossible_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts;
  g_autoptr (GPtrArray) list = new_list ();
  AftHouseImportedGuest *guest = make_guest (7, "1", NULL);
  guest->spend_minor = -1;
  g_ptr_array_add (list, guest);
  g_assert_false (
      aft_house_store_import_guests_sync (fixture->store, list, "user:test", &counts, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Line 7:"));
}

static void
test_pages_hold_everyone_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 1; i <= 25; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      AftHouseImportedGuest *guest = make_guest (i, number, NULL);
      guest->last_day = 20000 + (gint32) (i / 4);
      g_ptr_array_add (list, guest);
    }
  import (fixture, list);
  AftHouseGuestQuery query = { .limit = 4 };
  gint64 last_ms = G_MAXINT64;
  for (guint pages = 0; pages < 7; pages++)
    {
      g_autoptr (GPtrArray) page
          = aft_house_store_list_guests_sync (fixture->store, &query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->len, ==, pages < 6 ? 4 : 1);
      for (guint i = 0; i < page->len; i++)
        {
          const AftHouseGuest *guest = page->pdata[i];
          g_assert_cmpint (guest->last_ms, <=, last_ms);
          last_ms = guest->last_ms;
          g_assert_true (g_hash_table_add (seen, aft_id_to_text (&guest->id)));
          query.cursor_id = guest->id;
        }
      query.has_cursor = TRUE;
      query.cursor_ms = last_ms;
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 25);
}

static void
test_tier_filter_and_strength (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  AftHouseStore *store = fixture->store;
  g_assert_true (aft_house_store_set_tier_sync (store, &id, AFT_TIER_CORE, AFT_HOUSE_TIER_BY_RULES,
                                                "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "guest.tier");
  g_assert_true (aft_house_store_set_tier_sync (store, &id, AFT_TIER_VIP, AFT_HOUSE_TIER_BY_STAFF,
                                                "user:test", &error));
  g_assert_true (aft_house_store_set_tier_sync (store, &id, AFT_TIER_LOW, AFT_HOUSE_TIER_BY_IMPORT,
                                                "user:test", &error));
  g_assert_true (aft_house_store_set_tier_sync (store, &id, AFT_TIER_LOW, AFT_HOUSE_TIER_BY_RULES,
                                                "user:test", &error));
  AftHouseGuestQuery query = { .limit = 10, .has_tier = TRUE, .tier = AFT_TIER_VIP };
  g_autoptr (GPtrArray) vips = aft_house_store_list_guests_sync (store, &query, &error);
  g_assert_cmpuint (vips->len, ==, 1);
  const AftHouseGuest *guest = vips->pdata[0];
  g_assert_cmpint (guest->tier_source, ==, AFT_HOUSE_TIER_BY_STAFF);
  query.tier = AFT_TIER_LOW;
  g_autoptr (GPtrArray) none = aft_house_store_list_guests_sync (store, &query, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_import_never_takes_staffs_tier (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  g_assert_true (aft_house_store_set_tier_sync (fixture->store, &id, AFT_TIER_VIP,
                                                AFT_HOUSE_TIER_BY_STAFF, "user:test", &error));
  g_autoptr (GPtrArray) list = new_list ();
  AftHouseImportedGuest *again = make_guest (1, "1", NULL);
  again->tier = AFT_TIER_LOW;
  g_ptr_array_add (list, again);
  import (fixture, list);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
}

/* A visit and a case at @venue, as rows. */
static void
put_rows (AftHouseFixture *fixture, const AftId *venue)
{
  g_autofree char *venue_id = aft_id_to_text (venue);
  g_autofree char *plain = g_strdup (venue_id);
  char *to = plain;
  for (const char *from = venue_id; *from != '\0'; from++)
    if (*from != '-')
      *to++ = *from;
  *to = '\0';
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO visit (guest, venue, day, time_ms, score, spend_minor)"
      " SELECT 1, ref, 20500, 5000, 2, 12300 FROM venue WHERE id = x'%s';"
      "INSERT INTO service_case (id, venue, sitting_id, guest, kind, number, day, state, level,"
      " points, tier, targets, treatment,"
      " flagged_ms) SELECT randomblob (16), ref, randomblob (16), 1, 0,"
      " 'A-0042', 20500, 2, 2, 40, 0, '{}', '', 5000 FROM venue WHERE id = x'%s'",
      plain, plain);
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, sql);
  aft_house_fixture_reopen (fixture);
}

static void
test_timeline_in_one_order (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 1));
  put_rows (fixture, &fixture->venue_id);
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "UPDATE response SET guest = 1");
  aft_house_fixture_reopen (fixture);
  AftHouseMomentQuery query = { .guest_id = &id, .limit = 10 };
  g_autoptr (GPtrArray) all = aft_house_store_list_moments_sync (fixture->store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  const AftHouseMoment *response = all->pdata[0];
  const AftHouseMoment *flagged = all->pdata[1];
  const AftHouseMoment *visit = all->pdata[2];
  g_assert_cmpint (response->kind, ==, AFT_HOUSE_MOMENT_RESPONSE);
  g_assert_cmpint (flagged->kind, ==, AFT_HOUSE_MOMENT_CASE);
  g_assert_cmpstr (flagged->number, ==, "A-0042");
  g_assert_cmpint (flagged->case_state, ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpint (flagged->level, ==, AFT_RISK_AT_RISK);
  g_assert_cmpint (visit->kind, ==, AFT_HOUSE_MOMENT_VISIT);
  g_assert_true (visit->has_score && visit->has_spend);
  g_assert_cmpint (visit->spend_minor, ==, 12300);
  query.skip = 2;
  g_autoptr (GPtrArray) rest = aft_house_store_list_moments_sync (fixture->store, &query, &error);
  g_assert_cmpuint (rest->len, ==, 1);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpuint (guest->visits, ==, 1);
  g_assert_cmpuint (guest->open_cases, ==, 1);
  g_assert_cmpint (guest->spend_minor, ==, 12300);
}

static void
test_other_venues_guests_hidden (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  AftId elsewhere = put_venue (fixture);
  AftId here_user = put_user (fixture, "here", &fixture->venue_id);
  AftId there_user = put_user (fixture, "there", &elsewhere);
  g_autoptr (AftHouseGuest) imported
      = aft_house_store_get_guest_sync (fixture->store, &id, &there_user, &error);
  g_assert_nonnull (imported);
  put_rows (fixture, &fixture->venue_id);
  g_autoptr (AftHouseGuest) seen
      = aft_house_store_get_guest_sync (fixture->store, &id, &here_user, &error);
  g_assert_nonnull (seen);
  g_assert_null (aft_house_store_get_guest_sync (fixture->store, &id, &there_user, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  AftHouseGuestQuery query = { .limit = 10, .user_id = &there_user };
  g_autoptr (GPtrArray) none = aft_house_store_list_guests_sync (fixture->store, &query, &error);
  g_assert_cmpuint (none->len, ==, 0);
  AftHouseMomentQuery moments = { .guest_id = &id, .user_id = &there_user, .limit = 10 };
  g_assert_null (aft_house_store_list_moments_sync (fixture->store, &moments, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_preferences_kept (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  g_autofree char *long_text = g_strnfill (2001, 'a');
  g_assert_true (aft_house_store_set_preferences_sync (fixture->store, &id, "靠窗\n不吃香菜",
                                                       "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "guest.preferences");
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpstr (guest->preferences, ==, "靠窗\n不吃香菜");
  g_assert_false (
      aft_house_store_set_preferences_sync (fixture->store, &id, long_text, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static gboolean
step (AftHouseFixture *fixture,
      const AftId *guest,
      const AftId *user,
      AftHouseNoWinBackStep what,
      GError **error)
{
  AftHouseNoWinBack asked
      = { .guest_id = guest, .user_id = user, .step = what, .reason = "Threatened staff" };
  return aft_house_store_set_no_win_back_sync (fixture->store, &asked, "user:test", error);
}

static void
assert_step (AftHouseFixture *fixture, const AftHouseNoWinBack *asked, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (step (fixture, asked->guest_id, asked->user_id, asked->step, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_no_win_back_takes_two (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  AftId one = put_user (fixture, "one", &fixture->venue_id);
  AftId two = put_user (fixture, "two", &fixture->venue_id);
  AftHouseNoWinBack asked
      = { .guest_id = &id, .user_id = &one, .step = AFT_HOUSE_NO_WIN_BACK_CONFIRM };
  assert_step (fixture, &asked, AFT_ERROR_CONFLICT);
  g_assert_true (step (fixture, &id, &one, AFT_HOUSE_NO_WIN_BACK_PROPOSE, &error));
  aft_house_fixture_assert_audited (fixture, "guest.no-win-back");
  assert_step (fixture, &asked, AFT_ERROR_DENIED);
  g_assert_true (step (fixture, &id, &two, AFT_HOUSE_NO_WIN_BACK_CONFIRM, &error));
  aft_house_fixture_assert_audited (fixture, "guest.no-win-back.confirm");
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpstr (guest->no_win_back_reason, ==, "Threatened staff");
  g_assert_true (aft_id_equal (&guest->no_win_back_first, &one));
  g_assert_true (aft_id_equal (&guest->no_win_back_second, &two));
  assert_step (fixture, &asked, AFT_ERROR_CONFLICT);
  g_assert_true (step (fixture, &id, &one, AFT_HOUSE_NO_WIN_BACK_WITHDRAW, &error));
  aft_house_fixture_assert_audited (fixture, "guest.no-win-back.withdraw");
  g_autoptr (AftHouseGuest) after = find (fixture, "1");
  g_assert_null (after->no_win_back_reason);
  g_assert_true (aft_id_is_zero (&after->no_win_back_second));
}

static void
test_no_win_back_needs_reason (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = import_one (fixture);
  AftId one = put_user (fixture, "one", &fixture->venue_id);
  AftHouseNoWinBack asked = { .guest_id = &id, .user_id = &one, .reason = "" };
  g_assert_false (
      aft_house_store_set_no_win_back_sync (fixture->store, &asked, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
add (const char *path, void (*test) (AftHouseFixture *, gconstpointer))
{
  g_test_add (path, AftHouseFixture, NULL, aft_house_fixture_set_up, test,
              aft_house_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/house-guests/import-twice-changes-nothing", test_import_twice_changes_nothing);
  add ("/store/house-guests/import-all-or-nothing", test_import_all_or_nothing);
  add ("/store/house-guests/import-of-the-impossible-refused", test_import_impossible_refused);
  add ("/store/house-guests/import-never-takes-staffs-tier", test_import_never_takes_staffs_tier);
  add ("/store/house-guests/pages-hold-everyone-once", test_pages_hold_everyone_once);
  add ("/store/house-guests/stronger-tier-stays", test_tier_filter_and_strength);
  add ("/store/house-guests/timeline-in-one-order", test_timeline_in_one_order);
  add ("/store/house-guests/other-venues-guests-hidden", test_other_venues_guests_hidden);
  add ("/store/house-guests/preferences-kept", test_preferences_kept);
  add ("/store/house-guests/no-win-back-takes-two", test_no_win_back_takes_two);
  add ("/store/house-guests/no-win-back-needs-reason", test_no_win_back_needs_reason);
  return g_test_run ();
}
