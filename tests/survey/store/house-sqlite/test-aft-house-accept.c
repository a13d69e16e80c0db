/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of taking in a batch. */
#include "aft-chain.h"
#include "aft-house-fixture.h"
#include "aft-house-store-trends.h"
#include "aft-response-builder.h"

#define STORED(receipts)                                                                           \
  aft_house_assert_receipt (receipts, AFT_HOUSE_STORED, AFT_HOUSE_REASON_NONE)
#define REFUSED(receipts, why)                                                                     \
  aft_house_assert_receipt (receipts, AFT_HOUSE_REFUSED, AFT_HOUSE_REASON_##why)

static guint64
get_alarms (AftHouseFixture *fixture)
{
  AftHouseCounters counters;
  aft_house_store_get_counters (fixture->store, &counters);
  return counters.alarms;
}

static AftHouseCompleteness *
get_completeness (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list
      = aft_house_store_list_completeness_sync (fixture->store, &fixture->kiosk.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_steal_index (list, 0);
}

static void
assert_prefix (AftHouseFixture *fixture, guint64 last_sequence)
{
  g_autoptr (AftHouseCompleteness) one = get_completeness (fixture);
  g_assert_cmpuint (one->last_sequence, ==, last_sequence);
}

static void
assert_all_here (AftHouseFixture *fixture)
{
  g_autoptr (AftHouseCompleteness) one = get_completeness (fixture);
  g_assert_cmpuint (one->last_sequence, ==, fixture->kiosk.sequence);
  g_assert_cmpuint (one->last, ==, fixture->kiosk.sequence);
  g_assert_cmpuint (one->gaps->len, ==, 0);
  g_assert_true (aft_digest_equal (&one->last_chain, &fixture->kiosk.chain));
}

static void
test_stored_once (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseItem again = aft_house_item_copy (&item);
  AftHouseReceipts *first = aft_house_fixture_send (fixture, &item);
  gint64 received_ms = g_array_index (first->items, AftHouseReceipt, 0).received_ms;
  g_assert_cmpuint (first->last_sequence, ==, 1);
  g_assert_true (aft_digest_equal (&first->last_chain, &fixture->kiosk.chain));
  STORED (first);
  aft_fake_clock_advance_seconds (fixture->fake, 100);
  AftHouseReceipts *second = aft_house_fixture_send (fixture, &again);
  g_assert_cmpint (g_array_index (second->items, AftHouseReceipt, 0).received_ms, ==, received_ms);
  aft_house_assert_receipt (second, AFT_HOUSE_DUPLICATE, AFT_HOUSE_REASON_NONE);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_twice_in_one_batch (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseItem again = aft_house_item_copy (&item);
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  aft_house_batch_take (batch, &item);
  aft_house_batch_take (batch, &again);
  g_autoptr (AftHouseReceipts) receipts
      = aft_house_store_accept_sync (fixture->store, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (receipts->items, AftHouseReceipt, 1).status, ==,
                   AFT_HOUSE_DUPLICATE);
  assert_all_here (fixture);
}

static void
test_other_body_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseItem other = aft_house_fixture_next (fixture);
  AftResponseBuilder *builder = aft_response_builder_new_from (item.response);
  aft_response_builder_set_burst (builder, TRUE);
  g_autoptr (AftResponse) changed = aft_response_builder_end (builder, NULL);
  AftHouseKiosk liar = fixture->kiosk;
  AftHouseItem lie = aft_house_kiosk_number (&liar, changed);
  STORED (aft_house_fixture_send (fixture, &item));
  STORED (aft_house_fixture_send (fixture, &other));
  REFUSED (aft_house_fixture_send (fixture, &lie), CONFLICT);
  assert_prefix (fixture, liar.sequence);
  g_assert_cmpuint (get_alarms (fixture), ==, 1);
}

static void
test_used_sequence_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseKiosk twin = fixture->kiosk;
  g_autoptr (AftResponse) response
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  AftHouseItem theirs = aft_house_kiosk_number (&twin, response);
  AftHouseItem item = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &item));
  REFUSED (aft_house_fixture_send (fixture, &theirs), CONFLICT);
  g_assert_cmpuint (get_alarms (fixture), ==, 1);
  g_autoptr (GPtrArray) rows = aft_house_store_list_audit_sync (fixture->store, 0, 100, &error);
  g_assert_no_error (error);
  const AftHouseAuditRow *last = rows->pdata[rows->len - 1];
  g_assert_cmpstr (last->action, ==, "device.alarm");
  g_assert_cmpstr (last->detail, ==, "{\"breaks\":0,\"conflicts\":1}");
}

static void
test_used_beyond_gap_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem first = aft_house_fixture_next (fixture);
  AftHouseKiosk twin = fixture->kiosk;
  g_autoptr (AftResponse) response
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  AftHouseItem theirs = aft_house_kiosk_number (&twin, response);
  AftHouseItem second = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &second));
  REFUSED (aft_house_fixture_send (fixture, &theirs), CONFLICT);
  STORED (aft_house_fixture_send (fixture, &first));
  assert_all_here (fixture);
}

static void
test_id_of_another_device_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseKiosk other = aft_house_kiosk_new (fixture->clock, fixture->random);
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseItem stolen = aft_house_kiosk_number (&other, item.response);
  aft_house_enrol (fixture->store, fixture->random, &fixture->venue_id, &other);
  STORED (aft_house_fixture_send (fixture, &item));
  AftHouseBatch *batch = aft_house_kiosk_batch (&other, fixture->clock);
  aft_house_batch_take (batch, &stolen);
  AftHouseReceipts *receipts = aft_house_store_accept_sync (fixture->store, batch, &error);
  g_assert_no_error (error);
  REFUSED (receipts, CONFLICT);
}

static void
test_unknown_survey (AftHouseFixture *fixture, gconstpointer unused)
{
  const char *definition = "{\"pages\":[]}";
  AftDigest digest = aft_digest_of_text (definition);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_survey (builder, "exit", "4", &digest);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->kiosk, response);
  AftHouseItem again = aft_house_item_copy (&item);
  REFUSED (aft_house_fixture_send (fixture, &item), UNKNOWN_SURVEY);
  assert_prefix (fixture, 0);
  AftHouseItem survey = {
    .kind = AFT_HOUSE_ITEM_SURVEY_DEFINITION,
    .id = fixture->venue_id,
    .digest = digest,
    .body = g_strdup (definition),
    .survey_id = g_strdup ("exit"),
    .survey_version = g_strdup ("4"),
  };
  STORED (aft_house_fixture_send (fixture, &survey));
  STORED (aft_house_fixture_send (fixture, &again));
  assert_all_here (fixture);
}

static void
test_verdict_keeps_its_place (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem bad = aft_house_fixture_next (fixture);
  AftHouseItem better = aft_house_item_copy (&bad);
  AftHouseItem next = aft_house_fixture_next (fixture);
  bad.verdict = AFT_HOUSE_REASON_INVALID;
  bad.detail = g_strdup ("nps is out of range");
  AftHouseReceipts *receipts = aft_house_fixture_send (fixture, &bad);
  g_assert_cmpstr (g_array_index (receipts->items, AftHouseReceipt, 0).detail, ==,
                   "nps is out of range");
  REFUSED (receipts, INVALID);
  STORED (aft_house_fixture_send (fixture, &next));
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
  STORED (aft_house_fixture_send (fixture, &better));
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

/* The prefix closes: what is refused for good is known to be refused, not missing. */
static void
test_conflict_keeps_its_place (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  g_autoptr (AftResponse) response = aft_response_ref (item.response);
  STORED (aft_house_fixture_send (fixture, &item));
  for (guint i = 0; i < 2; i++)
    {
      AftHouseItem lie = aft_house_kiosk_number (&fixture->kiosk, response);
      AftHouseItem again = aft_house_item_copy (&lie);
      lie.digest.bytes[0] ^= i == 0 ? 0 : 1;
      again.digest = lie.digest;
      lie.chain = aft_chain_next (&fixture->kiosk.id, lie.sequence, &lie.previous, &lie.digest);
      fixture->kiosk.chain = again.chain = lie.chain;
      REFUSED (aft_house_fixture_send (fixture, &lie), CONFLICT);
      REFUSED (aft_house_fixture_send (fixture, &again), CONFLICT);
    }
  AftHouseItem next = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &next));
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
  g_autoptr (AftHouseCompleteness) one = get_completeness (fixture);
  g_assert_cmpuint (one->refused, ==, 2);
  g_assert_cmpuint (one->breaks, ==, 0);
}

/* The digest of what was refused is in the chain already. */
static void
test_refused_comes_again_unchanged_only (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem bad = aft_house_fixture_next (fixture);
  AftHouseItem other = aft_house_item_copy (&bad);
  bad.verdict = AFT_HOUSE_REASON_INVALID;
  bad.digest.bytes[0] ^= 1;
  REFUSED (aft_house_fixture_send (fixture, &bad), INVALID);
  REFUSED (aft_house_fixture_send (fixture, &other), CONFLICT);
  assert_prefix (fixture, 1);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_wrong_digest_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  item.digest.bytes[3] ^= 1;
  REFUSED (aft_house_fixture_send (fixture, &item), INVALID);
}

static void
test_any_order (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem items[6];
  static const guint order[] = { 5, 2, 0, 4, 1, 3 };
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &items[order[0]]));
  STORED (aft_house_fixture_send (fixture, &items[order[1]]));
  g_autoptr (AftHouseCompleteness) one = get_completeness (fixture);
  g_assert_cmpuint (one->gaps->len, ==, 2);
  g_assert_cmpuint (g_array_index (one->gaps, AftHouseGap, 1).first, ==, 4);
  g_assert_cmpuint (g_array_index (one->gaps, AftHouseGap, 1).last, ==, 5);
  aft_house_fixture_assert_findings (fixture, 0);
  for (guint i = 2; i < G_N_ELEMENTS (order); i++)
    STORED (aft_house_fixture_send (fixture, &items[order[i]]));
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_wrong_link_stored_and_told (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem first = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &first));
  fixture->kiosk.chain.bytes[0] ^= 1;
  AftHouseItem second = aft_house_fixture_next (fixture);
  AftHouseItem third = aft_house_fixture_next (fixture);
  STORED (aft_house_fixture_send (fixture, &second));
  g_assert_cmpuint (get_alarms (fixture), ==, 1);
  STORED (aft_house_fixture_send (fixture, &third));
  g_assert_cmpuint (get_alarms (fixture), ==, 1);
  g_autoptr (AftHouseCompleteness) one = get_completeness (fixture);
  g_assert_cmpuint (one->breaks, ==, 1);
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_events_have_their_place (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem first = aft_house_fixture_next (fixture);
  AftHouseItem drill = {
    .kind = AFT_HOUSE_ITEM_DRILL,
    .sequence = ++fixture->kiosk.sequence,
    .id = aft_id_generate (fixture->clock, fixture->random),
    .previous = fixture->kiosk.chain,
    .digest = aft_digest_of_text ("{\"drill\":1}"),
    .body = g_strdup ("{\"drill\":1}"),
  };
  drill.chain = aft_chain_next (&fixture->kiosk.id, drill.sequence, &drill.previous, &drill.digest);
  fixture->kiosk.chain = drill.chain;
  g_autoptr (AftResponse) call
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_CALL_STAFF, NULL);
  AftHouseItem third = aft_house_kiosk_number (&fixture->kiosk, call);
  AftHouseItem again = aft_house_item_copy (&drill);
  STORED (aft_house_fixture_send (fixture, &first));
  STORED (aft_house_fixture_send (fixture, &drill));
  STORED (aft_house_fixture_send (fixture, &third));
  aft_house_assert_receipt (aft_house_fixture_send (fixture, &again), AFT_HOUSE_DUPLICATE,
                            AFT_HOUSE_REASON_NONE);
  assert_all_here (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_revoked_denied (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  aft_house_batch_take (batch, &item);
  g_assert_true (
      aft_house_store_revoke_sync (fixture->store, &fixture->kiosk.id, "user:owner", &error));
  g_assert_null (aft_house_store_accept_sync (fixture->store, batch, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

/* A response as a kiosk with that boot and clock has it. */
static AftResponse *
make_dated (AftHouseFixture *fixture, const AftId *boot_id, gint64 ended_ms, gint64 monotonic_ms)
{
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_times (builder, ended_ms, ended_ms);
  aft_response_builder_set_boot (builder, boot_id, monotonic_ms);
  return aft_response_builder_end (builder, NULL);
}

static void
assert_days (AftHouseFixture *fixture, gint32 day, guint64 count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days
      = aft_house_store_list_days_sync (fixture->store, &fixture->kiosk.id, day, day, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, count > 0 ? 1 : 0);
  if (count > 0)
    g_assert_cmpuint (g_array_index (days, AftHouseDay, 0).count, ==, count);
}

#define DAY_MS    G_GINT64_CONSTANT (86400000)
#define TODAY     20772 /* 2026-11-15 */
#define BATCH_AGE 100000000

static void
send_dated (AftHouseFixture *fixture, const AftId *boot_id, gint64 ended_ms, gint64 monotonic_ms)
{
  g_autoptr (AftResponse) response = make_dated (fixture, boot_id, ended_ms, monotonic_ms);
  AftHouseItem item = aft_house_kiosk_number (&fixture->kiosk, response);
  STORED (aft_house_fixture_send (fixture, &item));
}

static void
test_wrong_clock_of_this_boot_corrected (AftHouseFixture *fixture, gconstpointer unused)
{
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  /* The dead battery's 1970, and a year ahead; both really yesterday. */
  send_dated (fixture, &fixture->kiosk.boot_id, 1000, BATCH_AGE - DAY_MS);
  send_dated (fixture, &fixture->kiosk.boot_id, now_ms + 365 * DAY_MS, BATCH_AGE - DAY_MS);
  assert_days (fixture, TODAY - 1, 2);
  aft_house_fixture_close (fixture);
  g_assert_cmpint (
      aft_house_fixture_query (fixture, "SELECT count(*) FROM response WHERE clock = 1"), ==, 2);
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_wrong_clock_of_lost_boot_is_day_of_receipt (AftHouseFixture *fixture, gconstpointer unused)
{
  AftId lost = aft_id_generate (fixture->clock, fixture->random);
  send_dated (fixture, &lost, 1000, 5000);
  assert_days (fixture, TODAY, 1);
  aft_house_fixture_close (fixture);
  g_assert_cmpint (
      aft_house_fixture_query (fixture, "SELECT count(*) FROM response WHERE clock = 2"), ==, 1);
}

static void
test_right_clock_of_lost_boot_believed (AftHouseFixture *fixture, gconstpointer unused)
{
  AftId lost = aft_id_generate (fixture->clock, fixture->random);
  send_dated (fixture, &lost, aft_clock_get_real_ms (fixture->clock) - 90 * DAY_MS, 5000);
  assert_days (fixture, TODAY - 90, 1);
}

static void
test_cut_off_is_in_local_time (AftHouseFixture *fixture, gconstpointer unused)
{
  /* 03:59 and 04:00 of today in Shanghai. */
  gint64 midnight_ms = TODAY * DAY_MS - 8 * 3600000;
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  for (guint minute = 239; minute <= 240; minute++)
    {
      gint64 at_ms = midnight_ms + minute * 60000;
      send_dated (fixture, &fixture->kiosk.boot_id, at_ms, BATCH_AGE - (now_ms - at_ms));
    }
  assert_days (fixture, TODAY - 1, 1);
  assert_days (fixture, TODAY, 1);
}

static void
test_rollups_count (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseTrendQuery query
      = { &fixture->venue_id, AFT_MEASURE_SATISFACTION, AFT_SLICE_DAY_PART, TODAY, TODAY };
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  AftHouseItem given = aft_house_fixture_next (fixture);
  given.tallies = aft_house_tallies_new ();
  aft_house_tallies_add_measure (given.tallies, "overall", "4", AFT_MEASURE_SATISFACTION, 4);
  send_dated (fixture, &fixture->kiosk.boot_id, now_ms, BATCH_AGE);
  STORED (aft_house_fixture_send (fixture, &given));
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 50));
  g_autoptr (GArray) days = aft_house_store_list_trend_sync (fixture->store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 1);
  const AftTrendDay *day = &g_array_index (days, AftTrendDay, 0);
  g_autofree char *part = aft_house_store_dup_slice_name_sync (fixture->store, AFT_SLICE_DAY_PART,
                                                               day->value, &error);
  g_assert_cmpstr (part, ==, "lunch");
  g_assert_cmpuint (day->counts[4], ==, 52);
  aft_house_fixture_assert_findings (fixture, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-accept/" path, AftHouseFixture, NULL, aft_house_fixture_set_up,        \
              function, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-same-twice-is-stored-once", test_stored_once);
  ADD ("the-same-twice-in-one-batch", test_twice_in_one_batch);
  ADD ("another-body-under-the-id-is-refused", test_other_body_refused);
  ADD ("a-used-sequence-is-refused-and-told", test_used_sequence_refused);
  ADD ("a-used-sequence-beyond-a-gap-too", test_used_beyond_gap_refused);
  ADD ("another-device-s-id-is-refused", test_id_of_another_device_refused);
  ADD ("an-unknown-survey-can-be-sent-first", test_unknown_survey);
  ADD ("what-the-caller-refuses-keeps-its-place", test_verdict_keeps_its_place);
  ADD ("a-used-id-keeps-its-place-too", test_conflict_keeps_its_place);
  ADD ("what-was-refused-comes-again-unchanged-only", test_refused_comes_again_unchanged_only);
  ADD ("a-body-must-give-its-digest", test_wrong_digest_refused);
  ADD ("any-order-closes-its-gaps", test_any_order);
  ADD ("a-wrong-link-is-stored-and-told-once", test_wrong_link_stored_and_told);
  ADD ("events-have-their-place-in-the-chain", test_events_have_their_place);
  ADD ("a-revoked-device-is-denied", test_revoked_denied);
  ADD ("a-wrong-clock-of-this-boot-is-corrected", test_wrong_clock_of_this_boot_corrected);
  ADD ("a-wrong-clock-of-a-lost-boot-takes-the-day-of-receipt",
       test_wrong_clock_of_lost_boot_is_day_of_receipt);
  ADD ("a-right-clock-of-a-lost-boot-is-believed", test_right_clock_of_lost_boot_believed);
  ADD ("the-cut-off-is-in-local-time", test_cut_off_is_in_local_time);
  ADD ("rollups-count-given-and-own-tallies", test_rollups_count);
  return g_test_run ();
}
