/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what the desk reads of a kiosk's store, and of what staff put there. */
#include "aft-kiosk-store-desk.h"

#include "aft-case-action.h"
#include "aft-kiosk-store-upload.h"
#include "aft-store-fixture.h"

static char *
make_drill (AftStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftCaseAction action = {
    .staff_id = aft_id_generate (fixture->clock, fixture->random),
    .boot_id = aft_id_generate (fixture->clock, fixture->random),
    .time_ms = aft_clock_get_real_ms (fixture->clock),
  };
  aft_random_fill (fixture->random, action.salt, sizeof action.salt);
  char *body = aft_drill_to_body (&action, &error);
  g_assert_no_error (error);
  return body;
}

static AftStoreReceipt
record (AftKioskStore *store, AftItemKind kind, const AftId *id, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreReceipt *receipt
      = aft_kiosk_store_record_item_sync (store, kind, id, body, &error);
  g_assert_no_error (error);
  return *receipt;
}

static void
assert_refused (AftKioskStore *store, AftItemKind kind, const AftId *id, const char *body, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_kiosk_store_record_item_sync (store, kind, id, body, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static AftStoreDesk *
read_desk (AftKioskStore *store, gint64 since_ms)
{
  g_autoptr (GError) error = NULL;
  AftStoreDesk *desk = aft_kiosk_store_read_desk_sync (store, since_ms, &error);
  g_assert_no_error (error);
  return desk;
}

static void
test_what_staff_did_is_chained (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  g_autofree char *body = make_drill (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  aft_store_fixture_finish (store, response);
  AftStoreReceipt receipt = record (store, AFT_ITEM_DRILL, &id, body);
  g_assert_cmpuint (receipt.sequence, ==, 2);
  aft_store_fixture_assert_sound (store, 2);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  const AftOutboxRow *row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->kind, ==, "drill");
  g_assert_cmpstr (row->body, ==, body);
}

static void
test_it_goes_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autofree char *body = make_drill (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
  record (store, AFT_ITEM_DRILL, &id, body);
  g_autoptr (GPtrArray) urgent = aft_kiosk_store_list_urgent_sync (store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (urgent->len, ==, 1);
}

static void
test_twice_is_once (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autofree char *body = make_drill (fixture);
  g_autofree char *other = make_drill (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftStoreReceipt first = record (store, AFT_ITEM_DRILL, &id, body);
  AftStoreReceipt second = record (store, AFT_ITEM_DRILL, &id, body);
  g_assert_cmpuint (second.sequence, ==, first.sequence);
  assert_refused (store, AFT_ITEM_DRILL, &id, other, AFT_ERROR_CONFLICT);
  aft_store_fixture_assert_sound (store, 1);
}

static void
test_nothing_else (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autofree char *body = make_drill (fixture);
  g_autofree char *long_body = g_strnfill (AFT_ITEM_MAX_BYTES + 1, 'x');
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  assert_refused (store, AFT_ITEM_RESPONSE, &id, body, AFT_ERROR_INVALID);
  assert_refused (store, AFT_ITEM_SURVEY_DEFINITION, &id, body, AFT_ERROR_INVALID);
  assert_refused (store, AFT_ITEM_DRILL, &id, long_body, AFT_ERROR_TOO_LARGE);
  aft_store_fixture_assert_sound (store, 0);
}

static void
test_kept_over_a_restart (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *body = make_drill (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  record (store, AFT_ITEM_DRILL, &id, body);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  g_autoptr (AftStoreDesk) desk = read_desk (store, 0);
  g_assert_cmpuint (desk->rows->len, ==, 1);
}

static void
test_the_desk_s_rows (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  const AftResponseKind kinds[]
      = { AFT_RESPONSE_EXIT, AFT_RESPONSE_COMPLAINT, AFT_RESPONSE_SUGGESTION };
  g_autofree char *body = make_drill (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (AftResponse) response = aft_store_fixture_make_response (fixture, kinds[i], NULL);
      aft_store_fixture_finish (store, response);
    }
  record (store, AFT_ITEM_DRILL, &id, body);
  g_autoptr (AftStoreDesk) desk = read_desk (store, 0);
  g_assert_cmpuint (desk->rows->len, ==, 2);
  const AftDeskRow *complaint = g_ptr_array_index (desk->rows, 0);
  const AftDeskRow *drill = g_ptr_array_index (desk->rows, 1);
  g_assert_cmpstr (complaint->told, ==, "complaint");
  g_assert_cmpuint (complaint->sequence, ==, 2);
  g_assert_nonnull (complaint->body);
  g_assert_false (complaint->is_sent);
  g_assert_cmpstr (drill->kind, ==, "drill");
  g_assert_null (drill->told);
  g_assert_cmpuint (desk->counts.unsent, ==, 4);
  g_assert_cmpint (desk->last_upload_ms, ==, 0);
}

static void
test_only_since (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autofree char *early = make_drill (fixture);
  g_autofree char *late = make_drill (fixture);
  AftId first = aft_id_generate (fixture->clock, fixture->random);
  record (store, AFT_ITEM_DRILL, &first, early);
  aft_fake_clock_advance_seconds (fixture->fake, 3600);
  gint64 since_ms = aft_clock_get_real_ms (fixture->clock);
  AftId second = aft_id_generate (fixture->clock, fixture->random);
  record (store, AFT_ITEM_DRILL, &second, late);
  g_autoptr (AftStoreDesk) desk = read_desk (store, since_ms);
  g_assert_cmpuint (desk->rows->len, ==, 1);
  const AftDeskRow *row = g_ptr_array_index (desk->rows, 0);
  g_assert_true (aft_id_equal (&row->id, &second));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/kiosk-desk/" name, AftStoreFixture, NULL, aft_store_fixture_set_up, test,    \
              aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-staff-did-is-a-row-of-the-chain", test_what_staff_did_is_chained);
  ADD ("it-goes-before-what-is-not-urgent", test_it_goes_first);
  ADD ("twice-is-once", test_twice_is_once);
  ADD ("nothing-else-is-taken-for-it", test_nothing_else);
  ADD ("it-is-there-after-a-restart", test_kept_over_a_restart);
  ADD ("the-desk-sees-what-may-be-a-case", test_the_desk_s_rows);
  ADD ("the-desk-sees-today-alone", test_only_since);
  return g_test_run ();
}
