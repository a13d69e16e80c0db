/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is recorded, how often, in which order: taps, sittings, events, and a kiosk that starts
 * again after a crash. Damage is in test-aft-kiosk-file.c, failing disks in test-aft-kiosk-fault.c.
 */
#include <string.h>

#include "aft-body.h"
#include "aft-chain.h"
#include "aft-error.h"
#include "aft-store-fixture.h"

static void
record_tap (AftKioskStore *store, AftResponse *tap)
{
  g_autoptr (GError) error = NULL;
  gboolean is_recorded = aft_kiosk_store_record_tap_sync (store, tap, &error);
  g_assert_no_error (error);
  g_assert_true (is_recorded);
}

static GArray *
finish_two (AftKioskStore *store, AftResponse *one, AftResponse *other, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, one);
  g_ptr_array_add (list, other);
  return aft_kiosk_store_finish_sync (store, list, error);
}

static void
assert_unsent (AftKioskStore *store, guint count)
{
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (rows->len, ==, count);
}

static void
test_a_tap_has_no_outbox_row (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 5);
  record_tap (store, tap);
  assert_unsent (store, 0);
  aft_store_fixture_assert_sound (store, 0);
}

static void
test_a_tap_left_by_a_crash_counts_once (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 2);
  record_tap (store, tap);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&store, aft_kiosk_store_unref);
      store = aft_store_fixture_open (fixture);
      g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
      g_assert_cmpuint (rows->len, ==, 1);
      const AftOutboxRow *row = rows->pdata[0];
      g_autofree char *body = aft_body_from_response (tap, NULL, NULL);
      g_assert_cmpstr (row->body, ==, body);
      g_assert_cmpuint (row->sequence, ==, 1);
      aft_store_fixture_assert_sound (store, 1);
    }
}

static void
test_a_second_tap_replaces_the_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 2);
  AftResponseBuilder *builder = aft_response_builder_new_from (tap);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  aft_value_builder_set_number (answers, "overall", 3);
  g_autoptr (AftValue) value = aft_value_builder_end (answers);
  aft_response_builder_set_answers (builder, value);
  g_autoptr (AftResponse) again = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  record_tap (store, tap);
  record_tap (store, again);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (rows->len, ==, 1);
  const AftOutboxRow *row = rows->pdata[0];
  g_assert_nonnull (strstr (row->body, "{\"overall\":3}"));
}

static void
test_a_rating_taken_back_is_gone (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 2);
  record_tap (store, tap);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (aft_kiosk_store_clear_tap_sync (store, aft_response_get_id (tap), &error));
      g_assert_no_error (error);
    }
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  assert_unsent (store, 0);
}

static void
test_a_finished_response_cannot_be_cleared_or_tapped (AftStoreFixture *fixture,
                                                      gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 2);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  record_tap (store, tap);
  aft_store_fixture_finish (store, whole);
  g_assert_true (aft_kiosk_store_clear_tap_sync (store, aft_response_get_id (tap), &error));
  g_assert_no_error (error);
  assert_unsent (store, 1);
  g_assert_false (aft_kiosk_store_record_tap_sync (store, tap, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  aft_store_fixture_assert_sound (store, 1);
}

static void
test_sequences_and_chain_begin_with_the_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftDigest previous = aft_chain_start ();
  for (guint64 sequence = 1; sequence <= 5; sequence++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      g_autofree char *body = aft_body_from_response (response, NULL, NULL);
      AftDigest digest = aft_digest_of_text (body);
      AftDigest chain = aft_chain_next (&fixture->device_id, sequence, &previous, &digest);
      AftStoreReceipt receipt = aft_store_fixture_finish (store, response);
      g_assert_cmpuint (receipt.sequence, ==, sequence);
      g_assert_true (aft_digest_equal (&receipt.digest, &digest));
      g_assert_true (aft_digest_equal (&receipt.chain, &chain));
      previous = chain;
    }
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  for (guint i = 1; i < rows->len; i++)
    {
      const AftOutboxRow *before = rows->pdata[i - 1];
      const AftOutboxRow *row = rows->pdata[i];
      g_assert_true (aft_digest_equal (&row->previous, &before->chain));
      g_assert_cmpstr (row->kind, ==, "response");
      g_assert_cmpint (row->stored_ms, ==, 1700000000000);
    }
}

static void
test_a_finished_sitting_takes_its_taps_place (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 1);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  g_autoptr (AftResponse) complaint = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_COMPLAINT, aft_response_get_sitting_id (tap));
  record_tap (store, tap);
  g_autoptr (GArray) receipts = finish_two (store, whole, complaint, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_array_index (receipts, AftStoreReceipt, 0).sequence, ==, 1);
  g_assert_cmpuint (g_array_index (receipts, AftStoreReceipt, 1).sequence, ==, 2);
  assert_unsent (store, 2);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 2);
}

static void
test_a_tap_that_was_not_finished_is_not_lost (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 1);
  g_autoptr (AftResponse) elsewhere = aft_store_fixture_make_tap (fixture, 4);
  g_autoptr (AftResponse) complaint = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_COMPLAINT, aft_response_get_sitting_id (tap));
  record_tap (store, tap);
  record_tap (store, elsewhere);
  aft_store_fixture_finish (store, complaint);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (rows->len, ==, 2);
  const AftOutboxRow *settled = rows->pdata[1];
  g_assert_true (aft_id_equal (&settled->id, aft_response_get_id (tap)));
  aft_store_fixture_assert_sound (store, 2);
}

static void
test_the_same_twice_gives_the_same_receipt (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  AftStoreReceipt first = aft_store_fixture_finish (store, response);
  aft_fake_clock_advance_seconds (fixture->fake, 60);
  AftStoreReceipt second = aft_store_fixture_finish (store, response);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
  aft_store_fixture_assert_sound (store, 1);
}

static void
test_the_same_id_with_another_body_is_refused_whole (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  AftResponseBuilder *builder = aft_response_builder_new_from (response);
  aft_response_builder_set_state (builder, AFT_RESPONSE_PARTIAL);
  g_autoptr (AftResponse) other = aft_response_builder_end (builder, NULL);
  g_autoptr (AftResponse) companion = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_COMPLAINT, aft_response_get_sitting_id (response));
  aft_store_fixture_finish (store, response);
  g_autoptr (GArray) receipts = finish_two (store, companion, other, &error);
  g_assert_null (receipts);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  aft_store_fixture_assert_sound (store, 1);
}

static void
test_a_sitting_is_one_and_not_empty (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) one = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftResponse) other
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftResponse) call = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_CALL_STAFF, aft_response_get_sitting_id (one));
  AftResponse *seconds[] = { other, call };
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) receipts = finish_two (store, one, seconds[i], &error);
      g_assert_null (receipts);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_sync (store, nothing, &error);
  g_assert_null (receipts);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  aft_store_fixture_assert_sound (store, 0);
}

static void
test_a_call_for_staff_leaves_the_tap_open (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 2);
  g_autoptr (AftResponse) call = aft_store_fixture_make_response (
      fixture, AFT_RESPONSE_CALL_STAFF, aft_response_get_sitting_id (tap));
  record_tap (store, tap);
  g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_event_sync (store, call, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipt->sequence, ==, 1);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (rows->len, ==, 1);
  const AftOutboxRow *row = rows->pdata[0];
  g_assert_cmpstr (row->kind, ==, "call-staff");
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  AftStoreReceipt finished = aft_store_fixture_finish (store, whole);
  g_assert_cmpuint (finished.sequence, ==, 2);
}

static void
test_only_a_call_is_an_event_and_only_a_tap_a_tap (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_event_sync (store, response, &error);
  g_assert_null (receipt);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (aft_kiosk_store_record_tap_sync (store, response, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_a_second_program_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_refused (fixture, AFT_ERROR_BUSY);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  aft_store_fixture_finish (store, response);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 1);
}

static void
test_another_device_is_refused (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  AftId own = fixture->device_id;
  AftDigest before = aft_store_fixture_digest_folder (aft_temp_dir_get_path (fixture->dir));
  fixture->device_id.bytes[3] ^= 1;
  aft_store_fixture_assert_refused (fixture, AFT_ERROR_CONFLICT);
  AftDigest after = aft_store_fixture_digest_folder (aft_temp_dir_get_path (fixture->dir));
  g_assert_true (aft_digest_equal (&before, &after));
  fixture->device_id = own;
  store = aft_store_fixture_open (fixture);
}

/* A closed store is one file, so that it can be copied. */
static void
test_closing_leaves_one_file (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
  aft_store_fixture_finish (store, response);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  g_autoptr (GDir) dir = g_dir_open (aft_temp_dir_get_path (fixture->dir), 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "kiosk.db");
  g_assert_null (g_dir_read_name (dir));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-store/" name, AftStoreFixture, NULL, aft_store_fixture_set_up,         \
              function, aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-tap-has-no-outbox-row", test_a_tap_has_no_outbox_row);
  ADD ("a-tap-left-by-a-crash-counts-once", test_a_tap_left_by_a_crash_counts_once);
  ADD ("a-second-tap-replaces-the-first", test_a_second_tap_replaces_the_first);
  ADD ("a-rating-taken-back-is-gone", test_a_rating_taken_back_is_gone);
  ADD ("a-finished-response-cannot-be-cleared-or-tapped",
       test_a_finished_response_cannot_be_cleared_or_tapped);
  ADD ("sequences-and-chain-begin-with-the-first", test_sequences_and_chain_begin_with_the_first);
  ADD ("a-finished-sitting-takes-its-taps-place", test_a_finished_sitting_takes_its_taps_place);
  ADD ("a-tap-that-was-not-finished-is-not-lost", test_a_tap_that_was_not_finished_is_not_lost);
  ADD ("the-same-twice-gives-the-same-receipt", test_the_same_twice_gives_the_same_receipt);
  ADD ("the-same-id-with-another-body-is-refused-whole",
       test_the_same_id_with_another_body_is_refused_whole);
  ADD ("a-sitting-is-one-and-not-empty", test_a_sitting_is_one_and_not_empty);
  ADD ("a-call-for-staff-leaves-the-tap-open", test_a_call_for_staff_leaves_the_tap_open);
  ADD ("only-a-call-is-an-event-and-only-a-tap-a-tap",
       test_only_a_call_is_an_event_and_only_a_tap_a_tap);
  ADD ("a-second-program-is-refused", test_a_second_program_is_refused);
  ADD ("another-device-is-refused", test_another_device_is_refused);
  ADD ("closing-leaves-one-file", test_closing_leaves_one_file);
  return g_test_run ();
}
