/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's page about kiosks: how they are, letting one in by its code, renaming, moving, and
 * taking nothing more from one. */
#include <string.h>

#include "aft-house-store-devices.h"
#include "aft-page-fixture.h"

#define KIOSKS "/console/kiosks"

static AftHouseDevice *
get_device (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseDevice *device
      = aft_house_store_get_device_sync (fixture->house.store, &fixture->house.kiosk.id, &error);
  g_assert_no_error (error);
  return device;
}

static void
beat_with_printer (AftPageFixture *fixture, guint64 queue, const char *printer)
{
  g_autoptr (GError) error = NULL;
  AftHouseHeartbeat said = { .device_id = fixture->house.kiosk.id,
                             .boot_id = fixture->house.kiosk.boot_id,
                             .clock_ms = aft_clock_get_real_ms (fixture->house.clock),
                             .monotonic_ms = 1000,
                             .version = (char *) "1.2.3",
                             .printer = (char *) printer,
                             .queue = queue,
                             .disk_free_bytes = G_GINT64_CONSTANT (5) << 30 };
  g_autoptr (AftHouseDevice) device
      = aft_house_store_heartbeat_sync (fixture->house.store, &said, &error);
  g_assert_nonnull (device);
}

static void
beat (AftPageFixture *fixture, guint64 queue)
{
  beat_with_printer (fixture, queue, NULL);
}

/* A kiosk that waits with the code "BCDF-GHJK". */
static AftId
apply (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  AftHouseAuthorization asked
      = { .device_code_digest = aft_digest_of_text ("code"),
          .user_code = (char *) "BCDF-GHJK",
          .device_id = aft_id_generate (fixture->house.clock, fixture->house.random),
          .link_key = { 7 },
          .name = (char *) name };
  g_assert_true (aft_house_store_authorize_sync (fixture->house.store, &asked, &error));
  return asked.device_id;
}

static void
test_health_shown (AftPageFixture *fixture, gconstpointer unused)
{
  beat (fixture, 3);
  aft_house_receipts_free (aft_house_fixture_send_new (&fixture->house, 2));
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "1.2.3");
  aft_page_fixture_assert_says (fixture, "3 wait");
  aft_page_fixture_assert_says (fixture, "5.0 GiB free");
  aft_page_fixture_assert_says (fixture, "all here, 1 to 2");
  aft_page_fixture_assert_silent (fixture, "class=\"late\"");
  aft_page_fixture_assert_silent (fixture, "Let a kiosk in");
  aft_fake_clock_advance_seconds (fixture->house.fake, 360);
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "class=\"late\"");
}

static void
test_printer_in_words (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  beat_with_printer (fixture, 0, "{\"state\":\"ready\"}");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "<dd>ready");
  aft_page_fixture_assert_silent (fixture, "class=\"late\"");
  beat_with_printer (fixture, 0, "{\"state\":\"paper-out\"}");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "<dd class=\"late\">has no paper");
  beat_with_printer (fixture, 0, "{\"state\":\"on-holiday\"}");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "<dd class=\"late\">on-holiday");
  beat_with_printer (fixture, 0, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "none that it knows of");
}

static void
test_gap_shown (AftPageFixture *fixture, gconstpointer unused)
{
  beat (fixture, 0);
  AftHouseItem lost = aft_house_fixture_next (&fixture->house);
  AftHouseItem sent = aft_house_fixture_next (&fixture->house);
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &sent));
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_silent (fixture, "all here");
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &lost));
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "all here, 1 to 2");
}

static void
test_only_own_kiosks (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseDevice) device = get_device (fixture);
  g_autofree char *change = aft_page_fixture_dup_path (KIOSKS, &device->id, "change");
  g_autofree char *revoke = aft_page_fixture_dup_path (KIOSKS, &device->id, "revoke");
  g_autofree char *elsewhere = aft_id_to_text (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "There is no kiosk here yet.");
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "name", "X", "venue", elsewhere, NULL),
                   ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, revoke, NULL, NULL), ==, 404);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, revoke, NULL, NULL), ==, 403);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 403);
}

static void
test_enrolment_by_code (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = apply (fixture, AFT_PAGE_HOSTILE);
  g_autofree char *here = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *elsewhere = aft_id_to_text (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, KIOSKS "/enrolment");
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_silent (fixture, "BCDF-");
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "xyz", "venue",
                                          here, "decision", "approve", NULL),
                   ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "BBBB-BBBB",
                                          "venue", here, "decision", "approve", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "No kiosk waits with this code.");
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "bcdf-ghjk",
                                          "venue", elsewhere, "decision", "approve", NULL),
                   ==, 422);
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "bcdf-ghjk",
                                          "venue", here, "decision", "approve", NULL),
                   ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_autoptr (GPtrArray) waiting
      = aft_house_store_list_authorizations_sync (fixture->house.store, &error);
  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_false (aft_id_is_zero (&id));
}

static void
test_enrolment_denied (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  apply (fixture, "B");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "BCDFGHJK",
                                          "decision", "deny", NULL),
                   ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_post (fixture, KIOSKS "/enrolment", "code", "BCDFGHJK",
                                          "decision", "deny", NULL),
                   ==, 303);
  g_autoptr (GPtrArray) waiting
      = aft_house_store_list_authorizations_sync (fixture->house.store, &error);
  g_assert_cmpuint (waiting->len, ==, 0);
}

static void
test_rename_and_move (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseDevice) before = get_device (fixture);
  g_autofree char *change = aft_page_fixture_dup_path (KIOSKS, &before->id, "change");
  g_autofree char *here = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *elsewhere = aft_id_to_text (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, change);
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "name", "", "venue", here, NULL), ==,
                   422);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, change, "name", AFT_PAGE_HOSTILE, "venue", here, NULL), ==,
      303);
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "name", "C", "venue", elsewhere, NULL),
                   ==, 404);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "name", "C", "venue", elsewhere, NULL),
                   ==, 303);
  g_autoptr (AftHouseDevice) after = get_device (fixture);
  g_assert_cmpstr (after->name, ==, "C");
  g_assert_true (aft_id_equal (&after->venue_id, &fixture->elsewhere));
}

static void
test_revoke_asks_once (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseDevice) before = get_device (fixture);
  g_autofree char *revoke = aft_page_fixture_dup_path (KIOSKS, &before->id, "revoke");
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, revoke);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 200);
  aft_page_fixture_assert_says (fixture, "no longer arrive or ring");
  g_autoptr (AftHouseDevice) asked = get_device (fixture);
  g_assert_cmpint (asked->revoked_ms, ==, 0);
  g_assert_cmpint (aft_page_fixture_post (fixture, revoke, NULL, NULL), ==, 303);
  g_autoptr (AftHouseDevice) after = get_device (fixture);
  g_assert_cmpint (after->revoked_ms, >, 0);
  g_assert_cmpint (aft_page_fixture_get (fixture, KIOSKS), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nothing is taken from it any more.");
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
  add ("/console/kiosks/health-shown", test_health_shown);
  add ("/console/kiosks/its-printer-is-said-in-words", test_printer_in_words);
  add ("/console/kiosks/gap-shown", test_gap_shown);
  add ("/console/kiosks/only-ones-own", test_only_own_kiosks);
  add ("/console/kiosks/let-in-by-code", test_enrolment_by_code);
  add ("/console/kiosks/refused-by-code", test_enrolment_denied);
  add ("/console/kiosks/rename-and-move", test_rename_and_move);
  add ("/console/kiosks/revoking-asks-once", test_revoke_asks_once);
  return g_test_run ();
}
