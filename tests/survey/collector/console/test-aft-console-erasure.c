/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's pages on which a guest's data are handed over or taken away: by whom, asked once,
 * and with a receipt. */
#include <string.h>

#include "aft-house-store-cases.h"
#include "aft-house-store-guests.h"
#include "aft-page-fixture.h"
#include "aft-response-builder.h"

#define GUESTS "/console/guests"
#define CASES  "/console/cases"

typedef struct
{
  AftId guest_id;
  AftId case_id;
} Known;

static AftHouseGuest *
find (AftPageFixture *fixture, GError **error)
{
  AftDigest key = aft_digest_of_text ("1");
  return aft_house_store_find_guest_sync (fixture->house.store, &key, error);
}

/* Somebody complains and leaves a number. */
static Known
complain (AftPageFixture *fixture)
{
  Known known;
  g_autoptr (GError) error = NULL;
  AftResponseBuilder *builder = aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                        AFT_RESPONSE_COMPLAINT, NULL);
  aft_response_builder_take_seal (
      builder, aft_sealed_part_new (AFT_SEALED_CONTACT, "0123456789abcdef", "AAAA"));
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
  g_autoptr (AftHouseGuest) guest = find (fixture, &error);
  g_autoptr (AftHouseCase) found = aft_house_store_get_case_of_sync (
      fixture->house.store, aft_response_get_id (response), &error);
  g_assert_no_error (error);
  known.guest_id = guest->id;
  known.case_id = found->id;
  return known;
}

static void
test_asked_once_and_gone (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  Known known = complain (fixture);
  g_autofree char *page = aft_page_fixture_dup_path (GUESTS, &known.guest_id, NULL);
  g_autofree char *erase = g_strconcat (page, "/erase", NULL);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_says (fixture, erase);
  aft_page_fixture_assert_guarded (fixture, erase);
  g_assert_cmpint (aft_page_fixture_get (fixture, erase), ==, 200);
  aft_page_fixture_assert_says (fixture, "Erase for good");
  /* Looking is not doing. */
  aft_house_guest_free (find (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (aft_page_fixture_post (fixture, erase, NULL), ==, 303);
  g_assert_true (g_str_has_prefix (fixture->location, "/console/erasures/"));
  g_autofree char *receipt = g_strdup (fixture->location);
  g_assert_cmpint (aft_page_fixture_get (fixture, receipt), ==, 200);
  aft_page_fixture_assert_says (fixture, "Copies that kiosks still erase");
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 404);
  g_assert_null (find (fixture, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_a_case_stands_for_its_visit (AftPageFixture *fixture, gconstpointer unused)
{
  Known known = complain (fixture);
  g_autofree char *page = aft_page_fixture_dup_path (CASES, &known.case_id, NULL);
  g_autofree char *erase = g_strconcat (page, "/erase", NULL);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_says (fixture, erase);
  g_assert_cmpint (aft_page_fixture_post (fixture, erase, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_silent (fixture, "A12");
}

static void
test_the_file_is_whole_and_audited (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  Known known = complain (fixture);
  guint exports = 0;
  g_autofree char *export = aft_page_fixture_dup_path (GUESTS, &known.guest_id, "export");
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, export);
  g_assert_cmpint (aft_page_fixture_post (fixture, export, NULL), ==, 200);
  g_assert_nonnull (strstr (fixture->body, "\"responses\""));
  g_assert_nonnull (strstr (fixture->body, "\"cases\""));
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (fixture->house.store, 0, 1000, &error);
  for (guint i = 0; i < rows->len; i++)
    exports += g_str_equal (((const AftHouseAuditRow *) rows->pdata[i])->action, "guest.export");
  g_assert_cmpuint (exports, ==, 1);
}

static void
test_it_is_for_managers_of_the_place (AftPageFixture *fixture, gconstpointer unused)
{
  Known known = complain (fixture);
  g_autofree char *page = aft_page_fixture_dup_path (GUESTS, &known.guest_id, NULL);
  g_autofree char *erase = g_strconcat (page, "/erase", NULL);
  g_autofree char *export = g_strconcat (page, "/export", NULL);
  g_autofree char *of_case = aft_page_fixture_dup_path (CASES, &known.case_id, "erase");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_silent (fixture, erase);
  g_assert_cmpint (aft_page_fixture_get (fixture, erase), ==, 403);
  g_assert_cmpint (aft_page_fixture_post (fixture, erase, NULL), ==, 403);
  g_assert_cmpint (aft_page_fixture_post (fixture, export, NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_post (fixture, erase, NULL), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, export, NULL), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, of_case, NULL), ==, 404);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/console-erasure/" name, AftPageFixture, NULL, aft_page_fixture_set_up,   \
              test, aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asked-once-and-gone", test_asked_once_and_gone);
  ADD ("a-case-stands-for-its-visit", test_a_case_stands_for_its_visit);
  ADD ("the-file-is-whole-and-audited", test_the_file_is_whole_and_audited);
  ADD ("it-is-for-managers-of-the-place", test_it_is_for_managers_of_the_place);
  return g_test_run ();
}
