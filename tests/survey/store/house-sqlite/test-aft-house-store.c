/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: setting up, venues, surveys, users, settings, kiosks that come and go, and
 * what is refused at the door. */
#include <glib/gstdio.h>
#include <string.h>

#include "aft-house-fixture.h"

static void
test_set_up_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouse again = { (char *) "b", (char *) "EUR", (char *) "DE", AFT_LANGUAGE_EN, 0 };
  g_assert_false (aft_house_store_set_up_sync (fixture->store, &again, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (house->name, ==, "回味");
  g_assert_cmpstr (house->currency, ==, "CNY");
  g_assert_cmpint (house->set_up_ms, ==, aft_clock_get_real_ms (fixture->clock));
}

static void
test_wrong_house_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouse wrong = { (char *) "b", (char *) "eur", (char *) "DE", AFT_LANGUAGE_EN, 0 };
  g_assert_false (aft_house_store_set_up_sync (fixture->store, &wrong, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_venue_kept (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftVenue) venue
      = aft_house_store_get_venue_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_venue_get_zone (venue), ==, "Asia/Shanghai");
  g_assert_cmpuint (aft_value_get_length (aft_venue_get_day_parts (venue)), ==, 2);
  AftVenueFields fields = {
    .id = &fixture->venue_id,
    .name = "改名",
    .zone = "Europe/Berlin",
    .cut_off_minutes = 300,
    .country_code = "49",
  };
  g_autoptr (AftVenue) changed = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, changed, "user:test", &error));
  g_autoptr (GPtrArray) list = aft_house_store_list_venues_sync (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (aft_venue_get_name (list->pdata[0]), ==, "改名");
  g_assert_cmpuint (aft_venue_get_cut_off_minutes (list->pdata[0]), ==, 300);
}

static void
test_survey_current (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseSurvey next = { .kind = (char *) "exit",
                          .id = (char *) "exit",
                          .version = (char *) "4",
                          .definition = (char *) "{\"pages\":[]}" };
  AftDigest former = aft_digest_of_text ("{}");
  g_assert_true (aft_house_store_publish_survey_sync (fixture->store, &next, "user:test", &error));
  g_autoptr (AftHouseSurvey) current
      = aft_house_store_get_current_survey_sync (fixture->store, "exit", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (current->version, ==, "4");
  g_autoptr (AftHouseSurvey) old
      = aft_house_store_get_survey_sync (fixture->store, &former, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (old->definition, ==, "{}");
  g_assert_false (old->is_current);
  g_autoptr (GPtrArray) list = aft_house_store_list_surveys_sync (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_null (aft_house_store_get_current_survey_sync (fixture->store, "complaint", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static gboolean
put_user (AftHouseFixture *fixture, const char *name, AftId *id, GError **error)
{
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (venues, fixture->venue_id);
  *id = aft_id_generate (fixture->clock, fixture->random);
  AftHouseUser user = { .id = *id,
                        .name = (char *) name,
                        .public_name = (char *) "王经理",
                        .password_hash = (char *) "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg",
                        .role = AFT_ROLE_MANAGER,
                        .venue_ids = venues };
  return aft_house_store_put_user_sync (fixture->store, &user, "user:test", error);
}

static void
test_user_names_unique (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id;
  AftId other;
  g_assert_true (put_user (fixture, "Wang", &id, &error));
  g_assert_false (put_user (fixture, "wANG", &other, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_autoptr (AftHouseUser) user = aft_house_store_find_user_sync (fixture->store, "WANG", &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&user->id, &id));
  g_assert_cmpuint (user->venue_ids->len, ==, 1);
  g_assert_cmpint (user->role, ==, AFT_ROLE_MANAGER);
  g_assert_null (aft_house_store_find_user_sync (fixture->store, "li", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_settings (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_set_setting_sync (fixture->store, "public-address", "a", &error));
  g_assert_true (aft_house_store_set_setting_sync (fixture->store, "public-address", "b", &error));
  g_autofree char *text
      = aft_house_store_get_setting_sync (fixture->store, "public-address", &error);
  g_assert_cmpstr (text, ==, "b");
  g_assert_true (aft_house_store_set_setting_sync (fixture->store, "public-address", NULL, &error));
  g_assert_null (aft_house_store_get_setting_sync (fixture->store, "public-address", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_house_store_set_setting_sync (fixture->store, "store.x", "b", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static AftHouseAuthorization
make_request (AftHouseFixture *fixture, const AftHouseKiosk *kiosk, const char *code)
{
  AftHouseAuthorization request
      = { .user_code = (char *) code, .device_id = kiosk->id, .name = (char *) "kiosk" };
  aft_random_fill (fixture->random, request.device_code_digest.bytes, AFT_DIGEST_BYTES);
  return request;
}

static AftHousePoll
poll_once (AftHouseFixture *fixture, const AftHouseAuthorization *request)
{
  g_autoptr (GError) error = NULL;
  AftHousePoll poll = AFT_HOUSE_POLL_APPROVED;
  AftDigest token = request->device_code_digest;
  token.bytes[0] ^= 1;
  g_assert_true (aft_house_store_poll_sync (fixture->store, &request->device_code_digest, &token,
                                            &poll, &error));
  return poll;
}

static void
test_enrolment (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseKiosk kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
  AftHouseAuthorization request = make_request (fixture, &kiosk, "ABCD-EFGH");
  AftDigest token = request.device_code_digest;
  token.bytes[0] ^= 1;
  g_assert_true (aft_house_store_authorize_sync (fixture->store, &request, &error));
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_PENDING);
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_SLOW_DOWN);
  aft_fake_clock_advance_ms (fixture->fake, AFT_HOUSE_POLL_INTERVAL_MS);
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_PENDING);
  g_autoptr (GPtrArray) list = aft_house_store_list_authorizations_sync (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (aft_house_store_approve_sync (fixture->store, "ABCD-EFGH", &fixture->venue_id,
                                               "user:owner", &error));
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_APPROVED);
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_EXPIRED);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_find_device_sync (fixture->store, &token, &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&device->id, &kiosk.id));
  g_assert_cmpstr (device->approved_by, ==, "user:owner");
}

static void
test_code_expires (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseKiosk kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
  AftHouseAuthorization request = make_request (fixture, &kiosk, "ABCD-EFGH");
  g_assert_true (aft_house_store_authorize_sync (fixture->store, &request, &error));
  aft_fake_clock_advance_ms (fixture->fake, AFT_HOUSE_AUTHORIZATION_MS);
  g_assert_false (aft_house_store_approve_sync (fixture->store, "ABCD-EFGH", &fixture->venue_id,
                                                "user:owner", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_EXPIRED);
}

static void
test_denied (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseKiosk kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
  AftHouseAuthorization request = make_request (fixture, &kiosk, "ABCD-EFGH");
  g_assert_true (aft_house_store_authorize_sync (fixture->store, &request, &error));
  g_assert_true (aft_house_store_deny_sync (fixture->store, "ABCD-EFGH", "user:owner", &error));
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_DENIED);
  g_assert_cmpint (poll_once (fixture, &request), ==, AFT_HOUSE_POLL_EXPIRED);
}

static void
test_waiting_bounded (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < AFT_HOUSE_AUTHORIZATION_MAX; i++)
    {
      AftHouseKiosk kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
      g_autofree char *code = g_strdup_printf ("%u", i);
      AftHouseAuthorization request = make_request (fixture, &kiosk, code);
      g_assert_true (aft_house_store_authorize_sync (fixture->store, &request, &error));
    }
  AftHouseKiosk one_more = aft_house_kiosk_new (fixture->clock, fixture->random);
  AftHouseAuthorization request = make_request (fixture, &one_more, "ONE-MORE");
  g_assert_false (aft_house_store_authorize_sync (fixture->store, &request, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
  g_clear_error (&error);
  request.user_code = (char *) "17";
  g_assert_false (aft_house_store_authorize_sync (fixture->store, &request, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
}

static void
test_other_key_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseAuthorization request = make_request (fixture, &fixture->kiosk, "ABCD-EFGH");
  request.link_key[0] = 1;
  g_assert_false (aft_house_store_authorize_sync (fixture->store, &request, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
}

static void
test_enrolled_again_goes_on (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 3));
  g_assert_true (
      aft_house_store_revoke_sync (fixture->store, &fixture->kiosk.id, "user:owner", &error));
  aft_house_enrol (fixture->store, fixture->random, &fixture->venue_id, &fixture->kiosk);
  g_autoptr (AftHouseReceipts) receipts = aft_house_fixture_send_new (fixture, 1);
  g_assert_cmpuint (receipts->last_sequence, ==, 4);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_heartbeat (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseHeartbeat beat = {
    .device_id = fixture->kiosk.id,
    .boot_id = fixture->kiosk.boot_id,
    .clock_ms = aft_clock_get_real_ms (fixture->clock) + 5000,
    .monotonic_ms = 1000,
    .version = (char *) "0.2",
    .queue = 12,
    .disk_free_bytes = 1 << 30,
  };
  g_autoptr (AftHouseDevice) device
      = aft_house_store_heartbeat_sync (fixture->store, &beat, &error);
  g_assert_no_error (error);
  g_assert_cmpint (device->clock_offset_ms, ==, 5000);
  g_assert_cmpuint (device->queue, ==, 12);
  g_assert_cmpint (device->last_seen_ms, ==, aft_clock_get_real_ms (fixture->clock));
  beat.device_id = fixture->venue_id;
  g_assert_null (aft_house_store_heartbeat_sync (fixture->store, &beat, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

#define BATCHES 200

typedef struct
{
  guint waiting;
  guint stored;
} Gathering;

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Gathering *gathering = data;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, &error);
  g_assert_no_error (error);
  gathering->waiting--;
  gathering->stored += receipts->items->len;
}

static void
test_waiting_share_a_transaction (AftHouseFixture *fixture, gconstpointer unused)
{
  Gathering gathering = { BATCHES, 0 };
  AftHouseCounters before;
  AftHouseCounters after;
  aft_house_store_get_counters (fixture->store, &before);
  for (guint i = 0; i < BATCHES; i++)
    {
      AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
      AftHouseItem item = aft_house_fixture_next (fixture);
      aft_house_batch_take (batch, &item);
      aft_house_store_accept_async (fixture->store, batch, on_accepted, &gathering);
    }
  while (gathering.waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  aft_house_store_get_counters (fixture->store, &after);
  g_assert_cmpuint (gathering.stored, ==, BATCHES);
  g_assert_cmpuint (after.jobs - before.jobs, ==, BATCHES);
  g_assert_cmpuint (after.transactions - before.transactions, <, BATCHES / 2);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
on_refused_or_not (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint *counts = data;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, &error);
  if (receipts == NULL)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
  counts[0]--;
  counts[1] += receipts != NULL ? 1 : 0;
}

static void
test_queue_bounded (AftHouseFixture *fixture, gconstpointer unused)
{
  enum
  {
    FLOOD = 20000
  };
  guint counts[2] = { FLOOD, 0 };
  AftHouseItem one = aft_house_fixture_next (fixture);
  for (guint i = 0; i < FLOOD; i++)
    {
      AftHouseItem copy = aft_house_item_copy (&one);
      copy.is_rebuilt = TRUE;
      AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
      aft_house_batch_take (batch, &copy);
      aft_house_store_accept_async (fixture->store, batch, on_refused_or_not, counts);
    }
  while (counts[0] > 0)
    g_main_context_iteration (NULL, TRUE);
  aft_response_unref (one.response);
  g_assert_cmpuint (counts[1], >, 0);
  g_assert_cmpuint (counts[1], <, FLOOD);
}

static gpointer
work_count_venues (AftHouseStore *store, gpointer data, GError **error)
{
  return aft_house_store_list_venues_sync (store, error);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer data)
{
  GPtrArray **list = data;
  *list = aft_house_store_call_finish (result, NULL);
}

static void
test_calls_come_back (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  AftHouseCall call
      = { .work = work_count_venues, .free_result = (GDestroyNotify) g_ptr_array_unref };
  aft_house_store_call_async (fixture->store, &call, on_called, &list);
  while (list == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
assert_not_opened (AftHouseFixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  g_assert_null (aft_house_sqlite_open (&options, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_folder_is_locked (AftHouseFixture *fixture, gconstpointer unused)
{
  assert_not_opened (fixture, AFT_ERROR_BUSY);
}

/* @data: what makes the closed file one that is to be refused. */
static void
refuse_untouched (AftHouseFixture *fixture, const char *sql, int code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length = 0;
  gsize after_length = 0;
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, sql);
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  assert_not_opened (fixture, code);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_later_version_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  refuse_untouched (fixture, "PRAGMA user_version = 99", AFT_ERROR_UNSUPPORTED);
}

static void
test_foreign_file_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  refuse_untouched (fixture, "PRAGMA application_id = 7", AFT_ERROR_INVALID);
}

static void
test_cut_file_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  aft_house_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, bytes, length - 4096, NULL));
  assert_not_opened (fixture, AFT_ERROR_CORRUPT);
}

/* tests/data/house-schema-N.sql: as a release wrote it; never to be changed. */
typedef struct
{
  const char *file;
  guint items;
  guint audit_rows;
} Schema;

static const Schema schemas[] = {
  { "house-schema-1.sql", 25, 4 },
  { "house-schema-2.sql", 30, 17 },
  { "house-schema-3.sql", 25, 16 },
  { "house-schema-4.sql", 22, 19 },
};

static void
test_released_schema_opens (AftHouseFixture *fixture, gconstpointer data)
{
  const Schema *schema = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", schema->file, NULL);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  aft_house_fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  aft_house_fixture_execute (fixture, sql);
  /* A dump does not say that the file keeps a log. */
  aft_house_fixture_execute (fixture, "PRAGMA journal_mode = WAL");
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (verification->items, ==, schema->items);
  g_assert_cmpuint (verification->audit_rows, ==, schema->audit_rows);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house/" path, AftHouseFixture, NULL, aft_house_fixture_set_up, function,     \
              aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-set-up-once", test_set_up_once);
  ADD ("a-wrong-currency-is-refused", test_wrong_house_refused);
  ADD ("a-venue-is-kept-and-changed", test_venue_kept);
  ADD ("the-last-published-is-current", test_survey_current);
  ADD ("names-differ-in-more-than-case", test_user_names_unique);
  ADD ("settings", test_settings);
  ADD ("enrolment-by-code", test_enrolment);
  ADD ("a-code-lives-ten-minutes", test_code_expires);
  ADD ("a-denied-kiosk-is-told-once", test_denied);
  ADD ("a-hundred-may-wait", test_waiting_bounded);
  ADD ("a-device-keeps-its-link-key", test_other_key_refused);
  ADD ("enrolled-again-it-goes-on", test_enrolled_again_goes_on);
  ADD ("a-heartbeat-says-how-it-is", test_heartbeat);
  ADD ("what-waits-shares-a-transaction", test_waiting_share_a_transaction);
  ADD ("too-much-waiting-is-busy", test_queue_bounded);
  ADD ("calls-come-back-to-their-context", test_calls_come_back);
  ADD ("the-folder-is-locked", test_folder_is_locked);
  ADD ("a-later-version-is-refused-untouched", test_later_version_refused);
  ADD ("a-foreign-file-is-refused-untouched", test_foreign_file_refused);
  ADD ("a-cut-file-is-refused", test_cut_file_refused);
  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *path = g_strconcat ("/store/house/opens/", schemas[i].file, NULL);
      g_test_add (path, AftHouseFixture, &schemas[i], aft_house_fixture_set_up,
                  test_released_schema_opens, aft_house_fixture_tear_down);
    }
  return g_test_run ();
}
