/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The uploader with a real store, over real connections, against a collector that lies, stalls and
 * refuses: nothing is lost, nothing doubled, nothing marked as sent without its receipt. Waits are
 * milliseconds here; no rule depends on how many. */
#include "aft-uploader.h"

#include <string.h>

#include "aft-kiosk-store-quarantine.h"
#include "aft-kiosk-store-upload.h"
#include "aft-store-fixture.h"
#include "aft-wait.h"
#include "fake-collector.h"

#define LEAST_MS    3
#define MOST_MS     25
#define FOR_EVER_MS 10000000
#define STALL_MS    150
#define ROWS        12
#define ALWAYS      100000
#define YEAR_US     (G_GINT64_CONSTANT (365 * 86400) * G_USEC_PER_SEC)

typedef struct
{
  AftStoreFixture base;
  FakeCollector *fake;
  AftKioskStore *store;
  AftCollectorLink *link;
  AftUploader *uploader;
  guint64 rows; /* recorded so far */
} Fixture;

static void
connect_to_fake (Fixture *fixture, guint total_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = fake_collector_dup_address (fixture->fake);
  AftCollectorLinkOptions options = { .address = address, .total_ms = total_ms };
  g_clear_pointer (&fixture->link, aft_collector_link_unref);
  fixture->link = aft_collector_link_new (&options, &error);
  g_assert_no_error (error);
}

static void
start (Fixture *fixture, guint least_wait_ms, guint most_wait_ms)
{
  AftUploaderOptions options = {
    .store = fixture->store,
    .link = fixture->link,
    .clock = fixture->base.clock,
    .random = fixture->base.random,
    .device_id = fixture->base.device_id,
    .boot_id = fixture->base.device_id,
    .least_wait_ms = least_wait_ms,
    .most_wait_ms = most_wait_ms,
  };
  fixture->uploader = aft_uploader_new (&options);
  aft_uploader_set_token (fixture->uploader, "a-token-of-this-device");
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  aft_store_fixture_set_up (&fixture->base, NULL);
  fixture->fake = fake_collector_new (NULL);
  fixture->store = aft_store_fixture_open (&fixture->base);
  connect_to_fake (fixture, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->uploader != NULL)
    aft_uploader_stop (fixture->uploader);
  g_clear_object (&fixture->uploader);
  g_clear_pointer (&fixture->link, aft_collector_link_unref);
  g_clear_pointer (&fixture->store, aft_kiosk_store_unref);
  g_clear_pointer (&fixture->fake, fake_collector_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  aft_store_fixture_tear_down (&fixture->base, NULL);
}

static void
record (Fixture *fixture, AftResponseKind kind, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (&fixture->base, kind, NULL);
      g_autoptr (GError) error = NULL;
      if (kind == AFT_RESPONSE_CALL_STAFF)
        g_free (aft_kiosk_store_record_event_sync (fixture->store, response, &error));
      else
        aft_store_fixture_finish (fixture->store, response);
      g_assert_no_error (error);
      fixture->rows++;
    }
}

static gboolean
is_in (Fixture *fixture, AftUploaderState state)
{
  return aft_uploader_get_state (fixture->uploader) == state;
}

static guint
count_unsent (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (fixture->store);
  return rows->len;
}

static AftStoreCounts
count (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftStoreCounts counts;
  gboolean is_counted = aft_kiosk_store_count_sync (fixture->store, 0, &counts, &error);
  g_assert_no_error (error);
  g_assert_true (is_counted);
  return counts;
}

/* Everything that was recorded has arrived once, and the kiosk knows it. */
static void
assert_all_there (Fixture *fixture)
{
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, fixture->rows);
  g_assert_cmpuint (fake_collector_get_doubled (fixture->fake), ==, 0);
  g_assert_cmpuint (count (fixture).unsent, ==, 0);
  g_assert_cmpuint (count (fixture).quarantined, ==, 0);
  aft_store_fixture_assert_sound (fixture->store, fixture->rows);
}

static void
drain (Fixture *fixture)
{
  aft_uploader_nudge (fixture->uploader);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
}

/* -- when all is well ------------------------------------------------------------------------ */

static void
test_everything_arrives_in_order (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 450);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);
  g_autoptr (GArray) order = fake_collector_dup_order (fixture->fake);
  for (guint i = 0; i < order->len; i++)
    g_assert_cmpuint (g_array_index (order, guint64, i), ==, i + 1);
  g_assert_cmpuint (fake_collector_get_connections (fixture->fake), ==, 1);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), >=, 3);
  g_assert_null (aft_uploader_get_trouble (fixture->uploader));
}

static void
test_complaints_go_first_and_alone (Fixture *fixture, gconstpointer unused)
{
  const guint64 expected[] = { 4, 5, 1, 2, 3 };
  record (fixture, AFT_RESPONSE_EXIT, 3);
  record (fixture, AFT_RESPONSE_COMPLAINT, 1);
  record (fixture, AFT_RESPONSE_CALL_STAFF, 1);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);
  g_autoptr (GArray) order = fake_collector_dup_order (fixture->fake);
  g_assert_cmpmem (order->data, order->len * sizeof (guint64), expected, sizeof expected);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 2);
}

static void
test_what_is_stored_later_follows (Fixture *fixture, gconstpointer unused)
{
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  for (guint i = 0; i < 20; i++)
    {
      record (fixture, i % 3 == 0 ? AFT_RESPONSE_COMPLAINT : AFT_RESPONSE_EXIT, 1);
      aft_uploader_nudge (fixture->uploader);
      for (guint turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
    }
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
}

static void
test_without_token_nothing_leaves (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_COMPLAINT, 1);
  start (fixture, LEAST_MS, MOST_MS);
  aft_uploader_set_token (fixture->uploader, NULL);
  g_assert_cmpint (aft_uploader_get_state (fixture->uploader), ==, AFT_UPLOADER_UNENROLLED);
  aft_uploader_nudge (fixture->uploader);
  g_assert_cmpint (aft_uploader_get_state (fixture->uploader), ==, AFT_UPLOADER_UNENROLLED);
  aft_uploader_set_token (fixture->uploader, "another-token-of-it");
  drain (fixture);
  assert_all_there (fixture);
  g_autofree char *request = fake_collector_dup_last_request (fixture->fake);
  g_assert_nonnull (strstr (request, "Authorization: Bearer another-token-of-it\r\n"));
}

/* -- unknown answers ------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  FakeBehaviour behaviour;
  guint status;
  const char *headers;
  guint total_ms; /* 0: as always */
} Lie;

static const Lie lies[] = {
  { "captive-page", FAKE_CAPTIVE, 0, "", 0 },
  { "empty-reply", FAKE_EMPTY, 0, "", 0 },
  { "cut-reply", FAKE_CUT, 0, "", 0 },
  { "changed-digest", FAKE_OTHER_DIGEST, 0, "", 0 },
  { "changed-id", FAKE_OTHER_ID, 0, "", 0 },
  { "missing-receipt", FAKE_ONE_LESS, 0, "", 0 },
  { "redirect", FAKE_REDIRECT, 0, "", 0 },
  { "hang-up", FAKE_HANG_UP, 0, "", 0 },
  { "huge-reply", FAKE_HUGE, 0, "", 0 },
  { "one-byte-at-a-time", FAKE_DRIP, 0, "", STALL_MS },
  { "black-hole", FAKE_SILENT, 0, "", STALL_MS },
  { "status-201", FAKE_STATUS, 201, "", 0 },
  { "status-204", FAKE_STATUS, 204, "", 0 },
  { "status-400", FAKE_STATUS, 400, "", 0 },
  { "status-404", FAKE_STATUS, 404, "", 0 },
  { "status-429", FAKE_STATUS, 429, "Retry-After: 0\r\n", 0 },
  { "status-500", FAKE_STATUS, 500, "", 0 },
  { "status-503", FAKE_STATUS, 503, "Retry-After: 100000\r\n", 0 },
  { "a-proxys-401", FAKE_STATUS_PAGE, 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", 0 },
  { "a-proxys-403", FAKE_STATUS_PAGE, 403, "", 0 },
  { "a-proxys-407", FAKE_STATUS_PAGE, 407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", 0 },
  { "a-proxys-413", FAKE_STATUS_PAGE, 413, "", 0 },
  { "a-proxys-422", FAKE_STATUS_PAGE, 422, "", 0 },
};

static void
test_lie (Fixture *fixture, gconstpointer data)
{
  const Lie *lie = data;
  record (fixture, AFT_RESPONSE_EXIT, ROWS);
  if (lie->total_ms > 0)
    connect_to_fake (fixture, lie->total_ms);
  fake_collector_plan_status (fixture->fake, lie->behaviour, lie->status, lie->headers, ALWAYS);
  start (fixture, LEAST_MS, MOST_MS);

  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= 4);
  g_assert_cmpuint (count_unsent (fixture), ==, ROWS);
  g_assert_cmpuint (count (fixture).quarantined, ==, 0);
  AFT_WAIT_UNTIL (aft_uploader_get_trouble (fixture->uploader) != NULL);

  fake_collector_be_good (fixture->fake);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
  g_assert_null (aft_uploader_get_trouble (fixture->uploader));
}

static void
test_nobody_there (Fixture *fixture, gconstpointer unused)
{
  guint failures = 0;
  record (fixture, AFT_RESPONSE_EXIT, ROWS);
  g_clear_pointer (&fixture->fake, fake_collector_free);
  start (fixture, LEAST_MS, MOST_MS);
  while (failures < 3)
    {
      AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
      AFT_WAIT_UNTIL (!is_in (fixture, AFT_UPLOADER_WAITING));
      failures++;
    }
  g_assert_cmpuint (count_unsent (fixture), ==, ROWS);
  g_assert_nonnull (aft_uploader_get_trouble (fixture->uploader));
}

/* -- waits ----------------------------------------------------------------------------------- */

static void
test_retry_after_is_obeyed (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, ROWS);
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, 503, "Retry-After: 1\r\n", 1);
  start (fixture, LEAST_MS, 300000);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
  gint64 begin_us = g_get_monotonic_time ();
  record (fixture, AFT_RESPONSE_COMPLAINT, 1);
  aft_uploader_nudge (fixture->uploader);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, G_USEC_PER_SEC * 9 / 10);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 3);
  assert_all_there (fixture);
}

static void
test_retry_after_as_a_date (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 1);
  /* Far from this machine's date: only the difference counts. */
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, 429,
                              "Date: Fri, 01 Jan 1999 00:00:00 GMT\r\n"
                              "Retry-After: Fri, 01 Jan 1999 00:00:01 GMT\r\n",
                              1);
  start (fixture, LEAST_MS, 300000);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
  gint64 begin_us = g_get_monotonic_time ();
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, G_USEC_PER_SEC * 9 / 10);
}

static void
test_a_complaint_does_not_wait (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 1);
  fake_collector_plan (fixture->fake, FAKE_HANG_UP, 1);
  start (fixture, FOR_EVER_MS, FOR_EVER_MS);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
  record (fixture, AFT_RESPONSE_CALL_STAFF, 1);
  drain (fixture);
  assert_all_there (fixture);
}

static void
test_an_answer_waits (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 1);
  fake_collector_plan (fixture->fake, FAKE_HANG_UP, 1);
  start (fixture, FOR_EVER_MS, FOR_EVER_MS);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
  record (fixture, AFT_RESPONSE_EXIT, 1);
  aft_uploader_nudge (fixture->uploader);
  /* The store answers in order: when this one is answered, the uploader's question was before. */
  g_assert_cmpuint (count_unsent (fixture), ==, 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (is_in (fixture, AFT_UPLOADER_WAITING));
  AftDigest nothing = { { 0 } };
  aft_uploader_note_server (fixture->uploader, 0, &nothing);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
}

static void
test_clocks_change_nothing (Fixture *fixture, gconstpointer unused)
{
  const gint64 start_us = aft_clock_get_real_us (fixture->base.clock);
  const gint64 times_us[] = { start_us + YEAR_US, start_us - YEAR_US, 0, start_us };
  start (fixture, LEAST_MS, MOST_MS);
  for (gsize i = 0; i < G_N_ELEMENTS (times_us); i++)
    {
      fake_collector_plan (fixture->fake, FAKE_HANG_UP, 2);
      record (fixture, AFT_RESPONSE_EXIT, 2);
      aft_uploader_nudge (fixture->uploader);
      AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
      aft_fake_clock_set_real_us (fixture->base.fake, times_us[i]);
      AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
      assert_all_there (fixture);
    }
  g_autoptr (GArray) order = fake_collector_dup_order (fixture->fake);
  for (guint i = 0; i < order->len; i++)
    g_assert_cmpuint (g_array_index (order, guint64, i), ==, i + 1);
}

/* -- refusals -------------------------------------------------------------------------------- */

static void
test_refused_token_keeps_everything (Fixture *fixture, gconstpointer data)
{
  record (fixture, AFT_RESPONSE_COMPLAINT, 2);
  record (fixture, AFT_RESPONSE_EXIT, 2);
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, GPOINTER_TO_UINT (data), "", 1);
  start (fixture, LEAST_MS, MOST_MS);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_UNENROLLED));
  g_assert_true (aft_uploader_is_refused (fixture->uploader));
  g_assert_nonnull (aft_uploader_get_trouble (fixture->uploader));
  g_assert_cmpuint (count_unsent (fixture), ==, 4);
  aft_uploader_nudge (fixture->uploader);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 1);

  aft_uploader_readmit (fixture->uploader);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
}

static void
test_new_token_goes_on (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 4);
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, 401, "", 1);
  start (fixture, LEAST_MS, MOST_MS);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_UNENROLLED));
  aft_uploader_set_token (fixture->uploader, "a-token-after-that-one");
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
  g_assert_false (aft_uploader_is_refused (fixture->uploader));
}

static void
test_too_large_is_halved (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 60);
  fake_collector_set_most_items (fixture->fake, 7);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);
}

static void
test_lone_item_is_quarantined (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 30);
  fake_collector_set_poison (fixture->fake, 17, AFT_REFUSAL_NONE);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 29);
  g_assert_cmpuint (count (fixture).unsent, ==, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = aft_kiosk_store_list_quarantined_sync (fixture->store, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  const AftQuarantineRow *row = rows->pdata[0];
  g_assert_cmpuint (row->sequence, ==, 17);
  g_assert_cmpstr (row->reason, ==, "invalid");
  aft_store_fixture_assert_sound (fixture->store, 30);
}

static void
test_refused_items_are_quarantined (Fixture *fixture, gconstpointer data)
{
  AftRefusal refusal = (AftRefusal) GPOINTER_TO_INT (data);
  record (fixture, AFT_RESPONSE_EXIT, 30);
  fake_collector_set_poison (fixture->fake, 1, refusal);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 29);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), <=, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = aft_kiosk_store_list_quarantined_sync (fixture->store, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  const AftQuarantineRow *row = rows->pdata[0];
  g_assert_cmpuint (row->sequence, ==, 1);
  g_assert_cmpstr (row->reason, ==, aft_refusal_to_text (refusal));
}

static void
test_who_refuses_all_empties_nothing (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 30);
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, 422, "", ALWAYS);
  start (fixture, FOR_EVER_MS, FOR_EVER_MS);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_WAITING));
  g_assert_cmpuint (count (fixture).quarantined, <=, 4);
  g_assert_nonnull (aft_uploader_get_trouble (fixture->uploader));
}

/* -- surveys --------------------------------------------------------------------------------- */

#define DEFINITION "{\"pages\":[]}"

static void
record_with_survey (Fixture *fixture, const char *canonical)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) sample
      = aft_store_fixture_make_response (&fixture->base, AFT_RESPONSE_EXIT, NULL);
  AftResponseBuilder *builder = aft_response_builder_new_from (sample);
  AftDigest digest = aft_digest_of_text (canonical);
  aft_response_builder_set_survey (builder, "exit", "1", &digest);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  aft_store_fixture_finish (fixture->store, response);
  fixture->rows++;
}

static void
put_survey (Fixture *fixture, const char *canonical)
{
  g_autoptr (GError) error = NULL;
  gboolean is_put
      = aft_kiosk_store_put_survey_sync (fixture->store, "exit", "1", canonical, &error);
  g_assert_no_error (error);
  g_assert_true (is_put);
}

static void
test_definition_is_brought (Fixture *fixture, gconstpointer unused)
{
  const char *other = "{\"pages\":[],\"title\":\"other\"}";
  put_survey (fixture, DEFINITION);
  put_survey (fixture, other);
  for (guint i = 0; i < ROWS; i++)
    record_with_survey (fixture, i % 2 == 0 ? DEFINITION : other);
  fake_collector_set_wants_surveys (fixture->fake, FALSE);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);
  g_assert_cmpuint (fake_collector_get_definitions (fixture->fake), ==, 2);
}

static void
test_definition_gone (Fixture *fixture, gconstpointer unused)
{
  const char *other = "{\"pages\":[],\"title\":\"other\"}";
  record_with_survey (fixture, DEFINITION);
  put_survey (fixture, other);
  record_with_survey (fixture, other);
  fake_collector_set_wants_surveys (fixture->fake, FALSE);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 1);
  g_assert_cmpuint (count (fixture).quarantined, ==, 1);
  g_assert_cmpuint (count (fixture).unsent, ==, 0);
}

static void
test_definition_does_not_help (Fixture *fixture, gconstpointer unused)
{
  put_survey (fixture, DEFINITION);
  record_with_survey (fixture, DEFINITION);
  record_with_survey (fixture, DEFINITION);
  fake_collector_set_wants_surveys (fixture->fake, TRUE);
  start (fixture, LEAST_MS, MOST_MS);
  /* Two rows, and once more because the collector says that it lacks them. */
  AFT_WAIT_UNTIL (fake_collector_get_definitions (fixture->fake) == 4);
  drain (fixture);
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 0);
  g_assert_cmpuint (fake_collector_get_definitions (fixture->fake), ==, 4);
  g_assert_cmpuint (count (fixture).quarantined, ==, 2);
  aft_store_fixture_assert_sound (fixture->store, 2);
}

static void
test_definition_too_large (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *filling = g_strnfill (AFT_ITEM_DEFINITION_MAX_BYTES, 'x');
  g_autofree char *large = g_strdup_printf ("{\"title\":\"%s\"}", filling);
  put_survey (fixture, large);
  record_with_survey (fixture, large);
  fake_collector_set_wants_surveys (fixture->fake, FALSE);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  g_assert_cmpuint (count (fixture).quarantined, ==, 1);
  g_assert_cmpuint (fake_collector_get_definitions (fixture->fake), ==, 0);
}

/* -- a collector that forgot ----------------------------------------------------------------- */

static void
test_restored_collector_gets_the_rest (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 20);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);

  fake_collector_restore (fixture->fake, 5);
  record (fixture, AFT_RESPONSE_EXIT, 1);
  drain (fixture);
  assert_all_there (fixture);

  fake_collector_restore (fixture->fake, 0);
  AftDigest nothing = { { 0 } };
  aft_uploader_note_server (fixture->uploader, 0, &nothing);
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == fixture->rows);
  AFT_WAIT_UNTIL (is_in (fixture, AFT_UPLOADER_IDLE));
  assert_all_there (fixture);
}

static void
test_urgent_rows_are_no_gap_to_fill (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 3);
  record (fixture, AFT_RESPONSE_COMPLAINT, 1);
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  g_assert_cmpuint (fake_collector_get_requests (fixture->fake), ==, 2);
  assert_all_there (fixture);
}

/* -- the end --------------------------------------------------------------------------------- */

static void
test_stops_in_any_state (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 40);
  for (guint steps = 0; steps < 40; steps++)
    {
      start (fixture, LEAST_MS, MOST_MS);
      for (guint i = 0; i < steps; i++)
        g_main_context_iteration (NULL, FALSE);
      aft_uploader_stop (fixture->uploader);
      g_assert_true (is_in (fixture, AFT_UPLOADER_STOPPED));
      aft_uploader_nudge (fixture->uploader);
      aft_uploader_set_token (fixture->uploader, "a-token-too-late-for-it");
      g_assert_true (is_in (fixture, AFT_UPLOADER_STOPPED));
      GWeakRef weak;
      g_weak_ref_init (&weak, fixture->uploader);
      g_clear_object (&fixture->uploader);
      gpointer alive = NULL;
      AFT_WAIT_UNTIL ((alive = g_weak_ref_get (&weak)) == NULL || (g_object_unref (alive), FALSE));
      g_weak_ref_clear (&weak);
    }
  start (fixture, LEAST_MS, MOST_MS);
  drain (fixture);
  assert_all_there (fixture);
}

/* Nothing of the uploader keeps the file open, whatever it was waiting for. */
static void
test_stop_lets_the_store_go (Fixture *fixture, gconstpointer unused)
{
  record (fixture, AFT_RESPONSE_EXIT, 5);
  start (fixture, LEAST_MS, MOST_MS);
  g_autoptr (AftUploader) uploader = g_object_ref (fixture->uploader);
  aft_uploader_stop (uploader);
  g_clear_pointer (&fixture->store, aft_kiosk_store_unref);
  fixture->store = aft_store_fixture_open (&fixture->base);
  g_assert_cmpuint (count_unsent (fixture), ==, 5);
}

static void
add_lies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *name
          = g_strconcat ("/kiosk/uploader/unknown-answer-marks-nothing/", lies[i].name, NULL);
      g_test_add (name, Fixture, &lies[i], set_up, test_lie, tear_down);
    }
}

#define ADD_WITH(name, data, test)                                                                 \
  g_test_add ("/kiosk/uploader/" name, Fixture, data, set_up, test, tear_down)
#define ADD(name, test) ADD_WITH (name, NULL, test)

static void
add_refusals (void)
{
  ADD_WITH ("refused-token-keeps-everything/401", GUINT_TO_POINTER (401),
            test_refused_token_keeps_everything);
  ADD_WITH ("refused-token-keeps-everything/403", GUINT_TO_POINTER (403),
            test_refused_token_keeps_everything);
  ADD ("new-token-goes-on", test_new_token_goes_on);
  ADD ("too-large-is-halved-and-none-given-up", test_too_large_is_halved);
  ADD ("only-a-lone-item-is-quarantined", test_lone_item_is_quarantined);
  ADD_WITH ("refused-item-is-quarantined-and-stops-no-other/conflict",
            GINT_TO_POINTER (AFT_REFUSAL_CONFLICT), test_refused_items_are_quarantined);
  ADD_WITH ("refused-item-is-quarantined-and-stops-no-other/invalid",
            GINT_TO_POINTER (AFT_REFUSAL_INVALID), test_refused_items_are_quarantined);
  ADD_WITH ("refused-item-is-quarantined-and-stops-no-other/too-large",
            GINT_TO_POINTER (AFT_REFUSAL_TOO_LARGE), test_refused_items_are_quarantined);
  ADD ("who-refuses-everything-does-not-empty-the-outbox", test_who_refuses_all_empties_nothing);
  ADD ("unknown-survey-brings-the-definition", test_definition_is_brought);
  ADD ("survey-that-is-gone-is-given-up", test_definition_gone);
  ADD ("definition-that-does-not-help-is-tried-once", test_definition_does_not_help);
  ADD ("definition-too-large-is-given-up", test_definition_too_large);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("everything-arrives-in-order-over-one-connection", test_everything_arrives_in_order);
  ADD ("complaints-go-first-in-a-request-of-their-own", test_complaints_go_first_and_alone);
  ADD ("what-is-stored-later-follows", test_what_is_stored_later_follows);
  ADD ("without-token-nothing-leaves", test_without_token_nothing_leaves);
  add_lies ();
  ADD ("nobody-there-loses-nothing", test_nobody_there);
  ADD ("retry-after-is-obeyed-by-complaints-too", test_retry_after_is_obeyed);
  ADD ("retry-after-may-be-a-date-of-a-wrong-clock", test_retry_after_as_a_date);
  ADD ("complaint-ends-a-wait-of-ours", test_a_complaint_does_not_wait);
  ADD ("answer-waits-until-the-collector-is-heard-of", test_an_answer_waits);
  ADD ("clocks-off-by-a-year-change-nothing", test_clocks_change_nothing);
  add_refusals ();
  ADD ("restored-collector-gets-the-rest-again", test_restored_collector_gets_the_rest);
  ADD ("urgent-row-is-no-gap-to-fill", test_urgent_rows_are_no_gap_to_fill);
  ADD ("stops-in-any-state-and-is-gone", test_stops_in_any_state);
  ADD ("stop-lets-the-store-go", test_stop_lets_the_store_go);
  return g_test_run ();
}
