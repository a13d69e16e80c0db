/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, surveys, counts, the outbox page by page, the full check, and the asynchronous side:
 * results come in order, in the caller's own main context, also after the store is gone. */
#include <string.h>

#include "aft-error.h"
#include "aft-store-fixture.h"

static void
test_a_setting_is_kept_replaced_and_deleted (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  const char *texts[] = { "", "1", "两\n行" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (aft_kiosk_store_set_setting_sync (store, "survey.exit", texts[i], &error));
      g_clear_pointer (&store, aft_kiosk_store_unref);
      store = aft_store_fixture_open (fixture);
      g_autofree char *text = aft_kiosk_store_get_setting_sync (store, "survey.exit", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_true (aft_kiosk_store_set_setting_sync (store, "survey.exit", NULL, &error));
  g_assert_null (aft_kiosk_store_get_setting_sync (store, "survey.exit", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_the_stores_own_settings_cannot_be_touched (AftStoreFixture *fixture, gconstpointer unused)
{
  const char *names[] = { "store.device-id", "", "A", "a b", "a'b" };
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (aft_kiosk_store_set_setting_sync (store, names[i], "x", &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (aft_kiosk_store_get_setting_sync (store, names[i], NULL));
    }
}

static void
test_a_survey_is_found_by_its_digest (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  const char *text = "{\"pages\":[]}";
  AftDigest digest = aft_digest_of_text (text);
  AftDigest other = aft_digest_of_text ("{}");
  for (guint i = 0; i < 2; i++)
    g_assert_true (aft_kiosk_store_put_survey_sync (store, "exit", "1", text, &error));
  g_autofree char *found = aft_kiosk_store_get_survey_sync (store, &digest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
  g_assert_null (aft_kiosk_store_get_survey_sync (store, &other, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_counts_begin_with_the_business_day (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftResponseKind kinds[] = { AFT_RESPONSE_EXIT, AFT_RESPONSE_COMPLAINT, AFT_RESPONSE_SUGGESTION };
  AftStoreCounts counts;
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 3);
  g_assert_true (aft_kiosk_store_record_tap_sync (store, tap, &error));
  for (guint day = 0; day < 2; day++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          g_autoptr (AftResponse) response
              = aft_store_fixture_make_response (fixture, kinds[i], NULL);
          aft_store_fixture_finish (store, response);
        }
      g_autoptr (AftResponse) call
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_CALL_STAFF, NULL);
      g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_event_sync (store, call, &error);
      g_assert_nonnull (receipt);
      aft_fake_clock_advance_seconds (fixture->fake, 86400);
    }
  g_assert_true (aft_kiosk_store_count_sync (store, 1700000000000 + 86400000, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.responses, ==, 3);
  g_assert_cmpuint (counts.complaints, ==, 1);
  g_assert_cmpuint (counts.calls, ==, 1);
  g_assert_cmpuint (counts.unsent, ==, 8);
  g_assert_cmpuint (counts.quarantined, ==, 0);
}

static void
test_pages_of_the_outbox_follow_each_other (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  guint64 after = 0;
  guint pages = 0;
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = aft_kiosk_store_list_unsent_sync (store, after, 4, &error);
      g_assert_no_error (error);
      if (page->len == 0)
        break;
      for (guint i = 0; i < page->len; i++)
        {
          const AftOutboxRow *row = page->pdata[i];
          g_assert_cmpuint (row->sequence, ==, ++after);
          g_assert_cmpuint (row->attempts, ==, 0);
        }
      pages++;
    }
  g_assert_cmpuint (after, ==, 10);
  g_assert_cmpuint (pages, ==, 3);
}

static void
test_what_was_sent_is_not_listed (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
  g_clear_pointer (&store, aft_kiosk_store_unref);
  aft_store_fixture_execute (fixture, "UPDATE outbox SET receipt = '{}' WHERE sequence = 2");
  store = aft_store_fixture_open (fixture);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (((const AftOutboxRow *) rows->pdata[1])->sequence, ==, 3);
}

/* Each needs the whole check: opening looks at the last links of the chain only. */
static void
test_tampering_is_named (AftStoreFixture *fixture, gconstpointer unused)
{
  const char *const tampering[] = {
    "UPDATE outbox SET body = replace (body, 'zh-CN', 'zh-TW') WHERE sequence = 7",
    "DELETE FROM outbox WHERE sequence = 7",
    "DELETE FROM outbox WHERE sequence > 90",
    "UPDATE outbox SET id = zeroblob (16) WHERE sequence = 7",
    "UPDATE outbox SET digest = zeroblob (32), body = NULL WHERE sequence = 7",
    "UPDATE outbox SET chain = zeroblob (32) WHERE sequence = 7",
    "DELETE FROM outbox WHERE sequence <= 7",
  };
  g_autofree char *bytes = NULL;
  gsize count = 0;
  {
    g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
    for (guint i = 0; i < 100; i++)
      {
        g_autoptr (AftResponse) response
            = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
        aft_store_fixture_finish (store, response);
      }
    aft_store_fixture_assert_sound (store, 100);
  }
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &count, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tampering); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (fixture->path, bytes, count, NULL));
      aft_store_fixture_execute (fixture, tampering[i]);
      g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
      g_assert_false (aft_kiosk_store_verify_sync (store, NULL, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
      g_test_message ("%s", error->message);
    }
}

/* An erased body leaves the chain whole. */
static void
test_erasure_is_no_tampering (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_EXIT, NULL);
      aft_store_fixture_finish (store, response);
    }
  g_clear_pointer (&store, aft_kiosk_store_unref);
  aft_store_fixture_execute (
      fixture, "UPDATE outbox SET body = NULL, receipt = '{}' WHERE sequence IN (2, 3)");
  store = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (store, 3);
}

typedef struct
{
  GMainContext *context;
  GThread *thread;
  GString *order;
} Async;

static void
note (Async *async, char letter)
{
  g_assert_true (g_thread_self () == async->thread);
  g_assert_true (g_main_context_is_owner (async->context));
  g_string_append_c (async->order, letter);
}

static void
on_tap_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_record_tap_finish (result, &error));
  g_assert_no_error (error);
  note (user_data, 't');
}

static void
on_tap_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_clear_tap_finish (result, &error));
  note (user_data, 'c');
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->len, ==, 1);
  note (user_data, 'f');
}

static void
on_event_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_event_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (receipt);
  note (user_data, 'e');
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreCounts *counts = aft_kiosk_store_count_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->unsent, ==, 2);
  note (user_data, 'n');
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_kiosk_store_list_unsent_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  note (user_data, 'l');
}

static void
on_setting_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_set_setting_finish (result, &error));
  note (user_data, 's');
}

static void
on_survey_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_kiosk_store_put_survey_finish (result, &error));
  note (user_data, 'p');
}

static void
ask_for_all (AftStoreFixture *fixture, AftKioskStore *store, Async *async)
{
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 3);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);
  g_autoptr (AftResponse) other = aft_store_fixture_make_tap (fixture, 1);
  g_autoptr (AftResponse) call
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_CALL_STAFF, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, whole);
  aft_kiosk_store_record_tap_async (store, tap, on_tap_recorded, async);
  aft_kiosk_store_record_tap_async (store, other, on_tap_recorded, async);
  aft_kiosk_store_clear_tap_async (store, aft_response_get_id (other), on_tap_cleared, async);
  aft_kiosk_store_record_event_async (store, call, on_event_recorded, async);
  aft_kiosk_store_finish_async (store, list, on_finished, async);
  aft_kiosk_store_count_async (store, 0, on_counted, async);
  aft_kiosk_store_list_unsent_async (store, 0, 9, on_listed, async);
  aft_kiosk_store_set_setting_async (store, "a", "b", on_setting_set, async);
  aft_kiosk_store_put_survey_async (store, "exit", "1", "{}", on_survey_put, async);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AftKioskStore **ret_store = user_data;
  *ret_store = aft_kiosk_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static AftKioskStore *
open_in_context (AftStoreFixture *fixture, GMainContext *context)
{
  AftKioskStore *store = NULL;
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  aft_kiosk_store_open_async (&options, on_opened, &store);
  while (store == NULL)
    g_main_context_iteration (context, TRUE);
  return store;
}

static void
check_order (AftStoreFixture *fixture, gboolean is_released_early)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  Async async = { context, g_thread_self (), order };
  g_main_context_push_thread_default (context);
  AftKioskStore *store = open_in_context (fixture, context);
  ask_for_all (fixture, store, &async);
  if (is_released_early)
    g_clear_pointer (&store, aft_kiosk_store_unref);
  while (order->len < strlen ("ttcefnlsp"))
    g_main_context_iteration (context, TRUE);
  g_assert_cmpstr (order->str, ==, "ttcefnlsp");
  g_clear_pointer (&store, aft_kiosk_store_unref);
  g_main_context_pop_thread_default (context);
  g_autoptr (AftKioskStore) again = aft_store_fixture_open (fixture);
  aft_store_fixture_assert_sound (again, 2);
}

static void
test_results_come_in_order_to_the_callers_context (AftStoreFixture *fixture, gconstpointer unused)
{
  check_order (fixture, FALSE);
}

static void
test_releasing_the_store_carries_out_what_was_asked (AftStoreFixture *fixture, gconstpointer unused)
{
  check_order (fixture, TRUE);
}

static void
on_open_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *ret_is_done = user_data;
  g_assert_null (aft_kiosk_store_open_finish (result, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
  *ret_is_done = TRUE;
}

static void
test_a_refused_opening_tells_why (AftStoreFixture *fixture, gconstpointer unused)
{
  gboolean is_done = FALSE;
  g_autoptr (AftKioskStore) store = aft_store_fixture_open (fixture);
  AftKioskStoreOptions options = aft_store_fixture_get_options (fixture);
  aft_kiosk_store_open_async (&options, on_open_refused, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  aft_store_fixture_assert_sound (store, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-read/" name, AftStoreFixture, NULL, aft_store_fixture_set_up,          \
              function, aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-setting-is-kept-replaced-and-deleted", test_a_setting_is_kept_replaced_and_deleted);
  ADD ("the-stores-own-settings-cannot-be-touched", test_the_stores_own_settings_cannot_be_touched);
  ADD ("a-survey-is-found-by-its-digest", test_a_survey_is_found_by_its_digest);
  ADD ("counts-begin-with-the-business-day", test_counts_begin_with_the_business_day);
  ADD ("pages-of-the-outbox-follow-each-other", test_pages_of_the_outbox_follow_each_other);
  ADD ("what-was-sent-is-not-listed", test_what_was_sent_is_not_listed);
  ADD ("tampering-is-named", test_tampering_is_named);
  ADD ("erasure-is-no-tampering", test_erasure_is_no_tampering);
  ADD ("results-come-in-order-to-the-callers-context",
       test_results_come_in_order_to_the_callers_context);
  ADD ("releasing-the-store-carries-out-what-was-asked",
       test_releasing_the_store_carries_out_what_was_asked);
  ADD ("a-refused-opening-tells-why", test_a_refused_opening_tells_why);
  return g_test_run ();
}
