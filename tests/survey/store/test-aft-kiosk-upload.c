/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What uploading changes on the kiosk: receipts are kept with their rows, nothing is erased that is
 * not safe elsewhere, and a collector that was restored gets again what it lacks. */
#include <errno.h>
#include <string.h>

#include "aft-crash-vfs.h"
#include "aft-error.h"
#include "aft-kiosk-query.h"
#include "aft-kiosk-upload.h"
#include "aft-store-fixture.h"

#define SERVER_MS G_GINT64_CONSTANT (1900000000000)
#define DAY_MS    G_GINT64_CONSTANT (86400000)

static void
fill (AftStoreFixture *fixture, AftKioskStore *store, guint rows)
{
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
}

static AftReceipt
make_receipt (const AftOutboxRow *row, AftRefusal reason)
{
  return (AftReceipt){
    .sequence = row->sequence,
    .id = row->id,
    .digest = row->digest,
    .status = reason == AFT_REFUSAL_NONE ? AFT_RECEIPT_STORED : AFT_RECEIPT_REFUSED,
    .reason = reason,
    .received_ms = SERVER_MS,
  };
}

static AftReceipts *
make_receipts (const AftReceipt *list, guint count)
{
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  AftReceiptsHead head = { .server_ms = SERVER_MS };
  for (guint i = 0; i < count; i++)
    aft_receipts_builder_add (builder, &list[i]);
  return aft_receipts_builder_end (builder, &head);
}

/* Receives the unsent rows @from to @to as @reason says. */
static void
receive (AftKioskStore *store, guint64 from, guint64 to, AftRefusal reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (AftReceipt));
  for (guint i = 0; i < rows->len; i++)
    {
      const AftOutboxRow *row = rows->pdata[i];
      AftReceipt receipt = make_receipt (row, reason);
      if (row->sequence >= from && row->sequence <= to)
        g_array_append_val (list, receipt);
    }
  g_autoptr (AftReceipts) receipts
      = make_receipts (&g_array_index (list, AftReceipt, 0), list->len);
  gboolean is_kept = aft_kiosk_store_record_receipts_sync (store, receipts, &error);
  g_assert_no_error (error);
  g_assert_true (is_kept);
}

/* The unsent sequences as text: "1 2 5". */
static char *
list_unsent (AftKioskStore *store)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "",
                            (guint) ((const AftOutboxRow *) rows->pdata[i])->sequence);
  return g_string_free (text, FALSE);
}

static void
assert_unsent (AftKioskStore *store, const char *expected)
{
  g_autofree char *found = list_unsent (store);
  g_assert_cmpstr (found, ==, expected);
}

static guint64
count_quarantined (AftKioskStore *store)
{
  AftStoreCounts counts;
  gboolean is_counted = aft_kiosk_store_count_sync (store, 0, &counts, NULL);
  g_assert_true (is_counted);
  return counts.quarantined;
}

static void
test_a_row_with_its_receipt_is_sent (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 5);
  receive (store, 2, 4, AFT_REFUSAL_NONE);
  assert_unsent (store, "1 5");
  g_assert_cmpuint (count_quarantined (store), ==, 0);
  aft_store_fixture_assert_sound (store, 5);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  assert_unsent (store, "1 5");
}

static void
test_a_refused_row_goes_to_quarantine (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  const AftRefusal reasons[] = { AFT_REFUSAL_CONFLICT, AFT_REFUSAL_INVALID, AFT_REFUSAL_TOO_LARGE };
  fill (fixture, store, 4);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    receive (store, i + 1, i + 1, reasons[i]);
  assert_unsent (store, "4");
  g_autoptr (GPtrArray) rows = aft_kiosk_store_list_quarantined_sync (store, 0, 200, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftQuarantineRow *row = rows->pdata[i];
      g_assert_cmpuint (row->sequence, ==, i + 1);
      g_assert_cmpstr (row->reason, ==, aft_refusal_to_text (reasons[i]));
      g_assert_cmpstr (row->kind, ==, "response");
      g_assert_cmpint (row->refused_ms, ==, 1700000000000);
    }
  g_autoptr (GPtrArray) page = aft_kiosk_store_list_quarantined_sync (store, 1, 1, &error);
  g_assert_cmpuint (page->len, ==, 1);
  g_assert_cmpuint (((const AftQuarantineRow *) page->pdata[0])->sequence, ==, 2);
}

static void
test_an_unknown_survey_keeps_the_row_unsent (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 2);
  receive (store, 1, 1, AFT_REFUSAL_UNKNOWN_SURVEY);
  assert_unsent (store, "1 2");
  g_assert_cmpuint (count_quarantined (store), ==, 0);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (((const AftOutboxRow *) rows->pdata[0])->attempts, ==, 1);
  g_assert_cmpuint (((const AftOutboxRow *) rows->pdata[1])->attempts, ==, 0);
}

static void
test_a_receipt_for_what_is_not_there_changes_nothing (AftStoreFixture *fixture,
                                                      gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  for (guint which = 0; which < 3; which++)
    {
      g_autoptr (GError) error = NULL;
      AftReceipt list[] = {
        make_receipt (rows->pdata[0], AFT_REFUSAL_NONE),
        make_receipt (rows->pdata[1], AFT_REFUSAL_INVALID),
        make_receipt (rows->pdata[2], AFT_REFUSAL_NONE),
      };
      if (which == 0)
        list[2].sequence = 4;
      else if (which == 1)
        list[2].id.bytes[0] ^= 1;
      else
        list[2].digest.bytes[0] ^= 1;
      g_autoptr (AftReceipts) receipts = make_receipts (list, 3);
      g_assert_false (aft_kiosk_store_record_receipts_sync (store, receipts, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
      assert_unsent (store, "1 2 3");
      g_assert_cmpuint (count_quarantined (store), ==, 0);
    }
}

static void
test_the_first_receipt_stays (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 1);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  AftReceipt stored = make_receipt (rows->pdata[0], AFT_REFUSAL_NONE);
  AftReceipt refused = make_receipt (rows->pdata[0], AFT_REFUSAL_CONFLICT);
  AftReceipt definition = { .sequence = 0, .status = AFT_RECEIPT_STORED };
  AftReceipt list[] = { definition, stored, refused, stored };
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AftReceipts) receipts = make_receipts (list, G_N_ELEMENTS (list));
      g_assert_true (aft_kiosk_store_record_receipts_sync (store, receipts, &error));
    }
  assert_unsent (store, "");
  g_assert_cmpuint (count_quarantined (store), ==, 0);
}

static AftResponse *
make_scored (AftStoreFixture *fixture, AftRiskLevel level)
{
  g_autoptr (GError) error = NULL;
  AftRiskSignal signal = { "service", 30 };
  AftRiskFields fields
      = { .level = level, .points = 30, .version = "1", .signals = &signal, .signal_count = 1 };
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, &error);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_risk (builder, risk);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static void
test_what_is_at_risk_comes_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  for (AftRiskLevel level = AFT_RISK_NONE; level < AFT_RISK_LEVELS; level++)
    {
      g_autoptr (AftResponse) response = make_scored (fixture, level);
      aft_store_fixture_finish (store, response);
    }
  g_autoptr (GPtrArray) urgent = aft_kiosk_store_list_urgent_sync (store, 200, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (urgent->len, ==, 2);
  g_assert_cmpuint (((const AftOutboxRow *) urgent->pdata[0])->sequence, ==, 3);
  g_assert_cmpuint (((const AftOutboxRow *) urgent->pdata[1])->sequence, ==, 4);
}

static void
test_complaints_and_calls_come_first (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  const AftResponseKind kinds[] = { AFT_RESPONSE_EXIT, AFT_RESPONSE_COMPLAINT,
                                    AFT_RESPONSE_SUGGESTION, AFT_RESPONSE_COMPLAINT };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (AftResponse) response = aft_store_fixture_make_response (fixture, kinds[i], NULL);
      aft_store_fixture_finish (store, response);
    }
  g_autoptr (AftResponse) call
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_CALL_STAFF, NULL);
  g_autofree AftStoreReceipt *called = aft_kiosk_store_record_event_sync (store, call, &error);
  g_assert_nonnull (called);
  const guint64 expected[] = { 2, 4, 5 };
  g_autoptr (GPtrArray) urgent = aft_kiosk_store_list_urgent_sync (store, 200, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (urgent->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < urgent->len; i++)
    {
      const AftOutboxRow *row = urgent->pdata[i];
      g_assert_cmpuint (row->sequence, ==, expected[i]);
      g_assert_nonnull (row->body);
    }
  receive (store, 2, 2, AFT_REFUSAL_NONE);
  g_autoptr (GPtrArray) rest = aft_kiosk_store_list_urgent_sync (store, 1, &error);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpuint (((const AftOutboxRow *) rest->pdata[0])->sequence, ==, 4);
}

static AftEnvelope *
make_envelope (GPtrArray *rows)
{
  AftEnvelopeOrigin origin = { 0 };
  AftEnvelopeBuilder *builder = aft_envelope_builder_new (&origin);
  g_autoptr (GBytes) request = NULL;
  gboolean is_added = aft_envelope_builder_add_definition (builder, &origin.boot_id, "{}", NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftOutboxRow *row = rows->pdata[i];
      AftItem item = {
        .sequence = row->sequence,
        .id = row->id,
        .previous = row->previous,
        .chain = row->chain,
        .digest = row->digest,
        .body = row->body,
      };
      is_added = is_added && aft_envelope_builder_add (builder, &item);
    }
  g_assert_true (is_added);
  return aft_envelope_builder_end (builder, &request);
}

static void
test_an_attempt_without_receipt_is_counted (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  g_autoptr (GPtrArray) before = aft_store_fixture_list (store);
  g_ptr_array_set_size (before, 2);
  g_autoptr (AftEnvelope) envelope = make_envelope (before);
  for (guint i = 0; i < 2; i++)
    g_assert_true (aft_kiosk_store_count_attempt_sync (store, envelope, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) after = aft_store_fixture_list (store);
  const guint expected[] = { 2, 2, 0 };
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpuint (((const AftOutboxRow *) after->pdata[i])->attempts, ==, expected[i]);
}

/* The chain as the server would say it of the row @sequence. */
static AftDigest
get_chain (AftKioskStore *store, guint64 sequence)
{
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (((const AftOutboxRow *) rows->pdata[sequence - 1])->sequence, ==, sequence);
  return ((const AftOutboxRow *) rows->pdata[sequence - 1])->chain;
}

static AftStoreReconciled
reconcile (AftKioskStore *store, guint64 sequence, const AftDigest *chain)
{
  g_autoptr (GError) error = NULL;
  AftStoreReconciled reconciled = { 99, 99 };
  gboolean is_done = aft_kiosk_store_reconcile_sync (store, sequence, chain, &reconciled, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  return reconciled;
}

static void
test_a_server_that_has_all_gets_nothing_again (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 6);
  AftDigest chain = get_chain (store, 4);
  receive (store, 1, 4, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 4, &chain).unsent_again, ==, 0);
  assert_unsent (store, "5 6");
}

/* What went ahead of the order lies behind a gap: that is no restored server. */
static void
test_urgent_rows_ahead_of_the_order_stay_sent (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 6);
  AftDigest chain = get_chain (store, 2);
  receive (store, 1, 2, AFT_REFUSAL_NONE);
  receive (store, 5, 5, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 2, &chain).unsent_again, ==, 0);
  assert_unsent (store, "3 4 6");
}

static void
test_a_restored_server_gets_the_rest_again (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 8);
  AftDigest chain = get_chain (store, 2);
  AftDigest start = { { 0 } };
  receive (store, 1, 7, AFT_REFUSAL_NONE);
  AftStoreReconciled reconciled = reconcile (store, 2, &chain);
  g_assert_cmpuint (reconciled.unsent_again, ==, 5);
  g_assert_cmpuint (reconciled.out_of_reach, ==, 0);
  assert_unsent (store, "3 4 5 6 7 8");
  g_assert_cmpuint (reconcile (store, 2, &chain).unsent_again, ==, 0);
  g_assert_cmpuint (reconcile (store, 0, &start).unsent_again, ==, 2);
  assert_unsent (store, "1 2 3 4 5 6 7 8");
  aft_store_fixture_assert_sound (store, 8);
}

/* Its place in the chain is filled by the same refusal; without it the gap would hide whatever else
 * the server lost. */
static void
test_a_restored_server_refuses_again (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 5);
  AftDigest chain = get_chain (store, 1);
  AftDigest end = get_chain (store, 5);
  receive (store, 1, 3, AFT_REFUSAL_NONE);
  receive (store, 4, 4, AFT_REFUSAL_INVALID);
  receive (store, 5, 5, AFT_REFUSAL_NONE);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (reconcile (store, 1, &chain).unsent_again, ==, 4);
      assert_unsent (store, "2 3 4 5");
      g_assert_cmpuint (count_quarantined (store), ==, 0);
      receive (store, 2, 3, AFT_REFUSAL_NONE);
      receive (store, 4, 4, AFT_REFUSAL_INVALID);
      receive (store, 5, 5, AFT_REFUSAL_NONE);
      g_assert_cmpuint (reconcile (store, 5, &end).unsent_again, ==, 0);
      g_assert_cmpuint (count_quarantined (store), ==, 1);
    }
}

/* The server never heard of it: that gap cannot close. */
static void
test_what_never_arrives_is_given_again_once (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 5);
  AftDigest chain = get_chain (store, 2);
  receive (store, 1, 2, AFT_REFUSAL_NONE);
  receive (store, 3, 3, AFT_REFUSAL_TOO_LARGE);
  receive (store, 4, 5, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 2, &chain).unsent_again, ==, 3);
  g_assert_cmpuint (reconcile (store, 2, &chain).unsent_again, ==, 0);
  receive (store, 3, 3, AFT_REFUSAL_TOO_LARGE);
  receive (store, 4, 5, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 2, &chain).unsent_again, ==, 0);
  g_assert_cmpuint (count_quarantined (store), ==, 1);
  assert_unsent (store, "");
}

static void
test_rows_that_are_gone_here_are_told (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftDigest start = { { 0 } };
  fill (fixture, store, 5);
  receive (store, 1, 5, AFT_REFUSAL_NONE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 3, SERVER_MS, &error), ==, 3);
  AftStoreReconciled reconciled = reconcile (store, 0, &start);
  g_assert_cmpuint (reconciled.unsent_again, ==, 2);
  g_assert_cmpuint (reconciled.out_of_reach, ==, 3);
  assert_unsent (store, "4 5");
}

/* The gap cannot close: a server that says the same at every reply is not sent the rest for ever.
 */
static void
test_behind_what_is_gone_rows_are_given_again_once (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftDigest start = { { 0 } };
  fill (fixture, store, 5);
  receive (store, 1, 5, AFT_REFUSAL_NONE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 3, SERVER_MS, &error), ==, 3);
  g_assert_cmpuint (reconcile (store, 0, &start).unsent_again, ==, 2);
  receive (store, 4, 5, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 0, &start).unsent_again, ==, 0);
  assert_unsent (store, "");
}

/* -- a store that was lost ------------------------------------------------------------------- */

static AftDigest
make_chain (guint8 byte)
{
  AftDigest chain = { { 0 } };
  chain.bytes[0] = byte;
  return chain;
}

/* All rows, unsent, follow each other and the first one follows @chain. */
static void
assert_follows (AftKioskStore *store, const AftDigest *chain)
{
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  AftDigest previous = *chain;
  for (guint i = 0; i < rows->len; i++)
    {
      const AftOutboxRow *row = rows->pdata[i];
      g_assert_true (aft_digest_equal (&row->previous, &previous));
      previous = row->chain;
    }
  aft_store_fixture_assert_sound (store, rows->len);
}

static void
test_an_empty_store_follows_the_server (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftDigest chain = make_chain (7);
  g_assert_cmpuint (reconcile (store, 41, &chain).follows, ==, 41);
  g_assert_cmpuint (reconcile (store, 41, &chain).follows, ==, 0);
  fill (fixture, store, 2);
  assert_unsent (store, "42 43");
  assert_follows (store, &chain);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  store = aft_store_fixture_open (fixture);
  fill (fixture, store, 1);
  assert_unsent (store, "42 43 44");
  assert_follows (store, &chain);
}

static void
test_rows_of_a_new_store_move_behind_the_servers (AftStoreFixture *fixture, gconstpointer unused)
{
  const guint64 lasts[] = { 2, 41 };
  const char *const expected[] = { "3 4 5 6 7", "42 43 44 45 46" };
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 5);
  g_autoptr (GPtrArray) before = aft_store_fixture_list (store);
  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++)
    {
      AftDigest chain = make_chain ((guint8) (i + 1));
      g_assert_cmpuint (reconcile (store, lasts[i], &chain).follows, ==, lasts[i]);
      assert_unsent (store, expected[i]);
      assert_follows (store, &chain);
    }
  g_autoptr (GPtrArray) after = aft_store_fixture_list (store);
  for (guint i = 0; i < after->len; i++)
    {
      const AftOutboxRow *old = before->pdata[i];
      const AftOutboxRow *new = after->pdata[i];
      g_assert_true (aft_id_equal (&old->id, &new->id));
      g_assert_cmpstr (old->body, ==, new->body);
    }
  receive (store, 42, 46, AFT_REFUSAL_NONE);
  AftDigest last = ((const AftOutboxRow *) after->pdata[4])->chain;
  g_assert_cmpuint (reconcile (store, 46, &last).unsent_again, ==, 0);
  assert_unsent (store, "");
}

static void
test_a_server_restored_to_before_a_lost_store (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftDigest chain = make_chain (7);
  AftDigest older = make_chain (3);
  g_assert_cmpuint (reconcile (store, 41, &chain).follows, ==, 41);
  fill (fixture, store, 2);
  receive (store, 42, 43, AFT_REFUSAL_NONE);
  AftStoreReconciled reconciled = reconcile (store, 10, &older);
  g_assert_cmpuint (reconciled.unsent_again, ==, 2);
  g_assert_cmpuint (reconciled.out_of_reach, ==, 31);
  receive (store, 42, 43, AFT_REFUSAL_NONE);
  g_assert_cmpuint (reconcile (store, 10, &older).unsent_again, ==, 0);
}

static void
test_a_server_with_other_rows_is_a_conflict (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  AftDigest chain = get_chain (store, 1);
  receive (store, 1, 3, AFT_REFUSAL_NONE);
  const guint64 sequences[] = { 0, 2, 4, G_GUINT64_CONSTANT (9007199254740992) };
  for (guint i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      g_autoptr (GError) error = NULL;
      AftStoreReconciled reconciled;
      g_assert_false (
          aft_kiosk_store_reconcile_sync (store, sequences[i], &chain, &reconciled, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
      assert_unsent (store, "");
    }
}

/* How many rows still have a body, by asking for them anew. */
static void
assert_bodies (AftStoreFixture *fixture, AftKioskStore **store, const char *expected)
{
  g_clear_pointer (store, aft_kiosk_store_unref);
  aft_store_fixture_execute (fixture, "UPDATE outbox SET receipt = NULL WHERE body IS NOT NULL");
  aft_store_fixture_execute (fixture, "DELETE FROM quarantine");
  *store = aft_store_fixture_open (fixture);
  assert_unsent (*store, expected);
}

static void
test_a_backup_lets_bodies_go (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 6);
  receive (store, 1, 2, AFT_REFUSAL_NONE);
  receive (store, 4, 5, AFT_REFUSAL_NONE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 4, SERVER_MS, &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 4, SERVER_MS, &error), ==, 0);
  aft_store_fixture_assert_sound (store, 6);
  assert_unsent (store, "3 6");
  assert_bodies (fixture, &store, "3 5 6");
}

/* By the collector's clock, whatever the kiosk's says. */
static void
test_thirty_days_let_bodies_go (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  receive (store, 1, 2, AFT_REFUSAL_NONE);
  aft_fake_clock_advance_seconds (fixture->fake, 366 * 86400);
  gint64 just_before = SERVER_MS + 30 * DAY_MS - 1;
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 0, just_before, &error), ==, 0);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 0, just_before + 1, &error), ==, 2);
  g_assert_no_error (error);
  aft_store_fixture_assert_sound (store, 3);
  assert_bodies (fixture, &store, "3");
}

static void
test_the_unsent_and_the_refused_are_never_erased (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  receive (store, 1, 1, AFT_REFUSAL_TOO_LARGE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 1000, SERVER_MS + 400 * DAY_MS, &error), ==,
                   0);
  g_assert_no_error (error);
  assert_bodies (fixture, &store, "1 2 3");
}

static void
test_erasing_goes_in_steps (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, AFT_STORE_PRUNE_MAX + 20);
  for (guint i = 0; i < AFT_STORE_PRUNE_MAX + 20; i += 200)
    receive (store, 1, G_MAXINT64, AFT_REFUSAL_NONE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 1000, SERVER_MS, &error), ==,
                   AFT_STORE_PRUNE_MAX);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 1000, SERVER_MS, &error), ==, 20);
  g_assert_no_error (error);
}

/* Nothing that a guest wrote is left in the file or its log. */
static void
test_an_erased_body_is_gone_from_the_disk (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 3);
  receive (store, 1, 3, AFT_REFUSAL_NONE);
  g_assert_cmpint (aft_kiosk_store_prune_sync (store, 3, SERVER_MS, &error), ==, 3);
  g_clear_pointer (&store, aft_kiosk_store_unref);
  g_autofree char *bytes = NULL;
  gsize count = 0;
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &count, &error));
  g_assert_null (memmem (bytes, count, "上菜有点慢", strlen ("上菜有点慢")));
}

static void
test_a_released_row_is_unsent_again (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  fill (fixture, store, 2);
  receive (store, 1, 1, AFT_REFUSAL_CONFLICT);
  g_assert_true (aft_kiosk_store_release_sync (store, 1, &error));
  assert_unsent (store, "1 2");
  g_assert_cmpuint (count_quarantined (store), ==, 0);
  for (guint64 sequence = 1; sequence <= 3; sequence++)
    {
      g_autoptr (GError) local = NULL;
      g_assert_false (aft_kiosk_store_release_sync (store, sequence, &local));
      g_assert_error (local, AFT_ERROR, AFT_ERROR_NOT_FOUND);
    }
  receive (store, 1, 1, AFT_REFUSAL_CONFLICT);
  g_assert_cmpuint (count_quarantined (store), ==, 1);
}

static AftReceipts *
make_receipts_of_all (AftKioskDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_kiosk_database_list_unsent (database, 0, 200, &error);
  g_assert_no_error (error);
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  AftReceiptsHead head = { .server_ms = SERVER_MS };
  for (guint i = 0; i < rows->len; i++)
    {
      AftReceipt receipt = make_receipt (rows->pdata[i], AFT_REFUSAL_INVALID);
      aft_receipts_builder_add (builder, &receipt);
    }
  return aft_receipts_builder_end (builder, &head);
}

static guint
count_unsent (AftKioskDatabase *database)
{
  AftStoreCounts counts;
  g_autoptr (GError) error = NULL;
  gboolean is_counted = aft_kiosk_database_count (database, 0, &counts, &error);
  g_assert_no_error (error);
  g_assert_true (is_counted);
  /* Neither without the other. */
  guint64 rows = 0;
  g_assert_true (aft_kiosk_database_verify (database, &rows, NULL));
  g_assert_cmpuint (counts.unsent + counts.quarantined, ==, rows);
  return counts.unsent;
}

static void
finish_some (AftStoreFixture *fixture, AftKioskDatabase *database, guint rows)
{
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      g_autoptr (GPtrArray) list = g_ptr_array_new ();
      g_ptr_array_add (list, response);
      g_autoptr (GArray) receipts = aft_kiosk_database_finish (database, list, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (receipts->len, ==, 1);
    }
}

/* The n-th I/O call of recording fails: all receipts of the reply are kept or none, and once the
 * disk is well the reply can be recorded again. */
static void
test_a_failing_disk_keeps_all_receipts_or_none (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftCrashVfs) vfs = aft_crash_vfs_new ("fault", NULL);
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  options.vfs = "fault";
  g_autoptr (AftKioskDatabase) database = aft_kiosk_database_new (&options, NULL);
  g_assert_true (aft_kiosk_database_open (database, NULL));
  const int numbers[] = { ENOSPC, EIO, EROFS };
  guint failures = 0;
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      AftCrashFault fault = { .at = i / 3 + 1, .number = numbers[i % 3], .forever = i % 2 == 0 };
      finish_some (fixture, database, 3);
      g_autoptr (AftReceipts) receipts = make_receipts_of_all (database);
      g_assert_cmpuint (aft_receipts_get_count (receipts), ==, 3);
      aft_crash_vfs_set_fault (vfs, &fault);
      gboolean is_kept = aft_kiosk_database_record_receipts (database, receipts, NULL);
      aft_crash_vfs_set_fault (vfs, NULL);
      guint unsent = count_unsent (database);
      g_assert_true (unsent == 0 || (unsent == 3 && !is_kept));
      failures += !is_kept;
      g_assert_true (aft_kiosk_database_record_receipts (database, receipts, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_unsent (database), ==, 0);
    }
  g_assert_cmpuint (failures, >, 6);
  g_test_message ("%u of 60 recordings failed", failures);
  g_clear_pointer (&database, aft_kiosk_database_free);
}

/* Asynchronous: each operation once, by its own callback. */
typedef struct
{
  GMainLoop *loop;
  guint done;
} Waiting;

static void
count_done (Waiting *waiting, GError *error)
{
  g_assert_no_error (error);
  if (++waiting->done == 7)
    g_main_loop_quit (waiting->loop);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_record_receipts_finish (result, &error));
  count_done (user_data, error);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_count_attempt_finish (result, &error));
  count_done (user_data, error);
}

static void
on_reconciled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreReconciled *reconciled = aft_kiosk_store_reconcile_finish (result, &error);
  g_assert_cmpuint (reconciled->unsent_again, ==, 0);
  count_done (user_data, error);
}

static void
on_pruned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (aft_kiosk_store_prune_finish (result, &error), ==, 0);
  count_done (user_data, error);
}

static void
on_urgent_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_kiosk_store_list_urgent_finish (result, &error);
  g_assert_cmpuint (rows->len, ==, 0);
  count_done (user_data, error);
}

static void
on_quarantined_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_kiosk_store_list_quarantined_finish (result, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  count_done (user_data, error);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_release_finish (result, &error));
  count_done (user_data, error);
}

static void
on_survey_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_kiosk_store_get_survey_finish (result, &error);
  g_assert_null (text);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_all_of_it_without_waiting (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  Waiting waiting = { g_main_loop_new (NULL, FALSE), 0 };
  AftDigest start = { { 0 } };
  fill (fixture, store, 2);
  AftDigest chain = get_chain (store, 1);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  AftReceipt refused = make_receipt (rows->pdata[0], AFT_REFUSAL_INVALID);
  g_autoptr (AftReceipts) receipts = make_receipts (&refused, 1);
  g_autoptr (AftEnvelope) envelope = make_envelope (rows);
  aft_kiosk_store_get_survey_async (store, &start, on_survey_read, NULL);
  aft_kiosk_store_count_attempt_async (store, envelope, on_counted, &waiting);
  aft_kiosk_store_record_receipts_async (store, receipts, on_recorded, &waiting);
  aft_kiosk_store_reconcile_async (store, 1, &chain, on_reconciled, &waiting);
  aft_kiosk_store_prune_async (store, 2, SERVER_MS, on_pruned, &waiting);
  aft_kiosk_store_list_urgent_async (store, 5, on_urgent_listed, &waiting);
  aft_kiosk_store_list_quarantined_async (store, 0, 5, on_quarantined_listed, &waiting);
  aft_kiosk_store_release_async (store, 1, on_released, &waiting);
  g_main_loop_run (waiting.loop);
  g_main_loop_unref (waiting.loop);
  assert_unsent (store, "1 2");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-upload/" name, AftStoreFixture, NULL, aft_store_fixture_set_up,        \
              function, aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-row-with-its-receipt-is-sent", test_a_row_with_its_receipt_is_sent);
  ADD ("a-refused-row-goes-to-quarantine", test_a_refused_row_goes_to_quarantine);
  ADD ("an-unknown-survey-keeps-the-row-unsent", test_an_unknown_survey_keeps_the_row_unsent);
  ADD ("a-receipt-for-what-is-not-there-changes-nothing",
       test_a_receipt_for_what_is_not_there_changes_nothing);
  ADD ("the-first-receipt-stays", test_the_first_receipt_stays);
  ADD ("complaints-and-calls-come-first", test_complaints_and_calls_come_first);
  ADD ("what-is-at-risk-comes-first", test_what_is_at_risk_comes_first);
  ADD ("an-attempt-without-receipt-is-counted", test_an_attempt_without_receipt_is_counted);
  ADD ("a-server-that-has-all-gets-nothing-again", test_a_server_that_has_all_gets_nothing_again);
  ADD ("urgent-rows-ahead-of-the-order-stay-sent", test_urgent_rows_ahead_of_the_order_stay_sent);
  ADD ("a-restored-server-gets-the-rest-again", test_a_restored_server_gets_the_rest_again);
  ADD ("a-restored-server-refuses-again", test_a_restored_server_refuses_again);
  ADD ("what-never-arrives-is-given-again-once", test_what_never_arrives_is_given_again_once);
  ADD ("rows-that-are-gone-here-are-told", test_rows_that_are_gone_here_are_told);
  ADD ("behind-what-is-gone-rows-are-given-again-once",
       test_behind_what_is_gone_rows_are_given_again_once);
  ADD ("an-empty-store-follows-the-server", test_an_empty_store_follows_the_server);
  ADD ("rows-of-a-new-store-move-behind-the-servers",
       test_rows_of_a_new_store_move_behind_the_servers);
  ADD ("a-server-restored-to-before-a-lost-store", test_a_server_restored_to_before_a_lost_store);
  ADD ("a-server-with-other-rows-is-a-conflict", test_a_server_with_other_rows_is_a_conflict);
  ADD ("a-backup-lets-bodies-go", test_a_backup_lets_bodies_go);
  ADD ("thirty-days-let-bodies-go", test_thirty_days_let_bodies_go);
  ADD ("the-unsent-and-the-refused-are-never-erased",
       test_the_unsent_and_the_refused_are_never_erased);
  ADD ("erasing-goes-in-steps", test_erasing_goes_in_steps);
  ADD ("an-erased-body-is-gone-from-the-disk", test_an_erased_body_is_gone_from_the_disk);
  ADD ("a-released-row-is-unsent-again", test_a_released_row_is_unsent_again);
  ADD ("a-failing-disk-keeps-all-receipts-or-none", test_a_failing_disk_keeps_all_receipts_or_none);
  ADD ("all-of-it-without-waiting", test_all_of_it_without_waiting);
  return g_test_run ();
}
