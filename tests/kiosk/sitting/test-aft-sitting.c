/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest's stay, over a real store in a fresh folder and a clock that stands still. */
#include "aft-sitting.h"

#include <string.h>

#include "aft-body.h"
#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-kiosk-store-read.h"
#include "aft-seal.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  char *data;
  AftFakeClock *fake;
  AftRandom *random;
  AftKioskHouse *house;
  gboolean is_done;
  GError *error;
} Fixture;

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean is_open = aft_kiosk_house_open_store_finish (fixture->house, result, &fixture->error);
  g_assert_cmpint (is_open, ==, fixture->error == NULL);
  fixture->is_done = TRUE;
}

static void
wait_done (Fixture *fixture)
{
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
  fixture->is_done = FALSE;
}

static void
open_store (Fixture *fixture)
{
  aft_kiosk_house_open_store_async (fixture->house, fixture->data, on_opened, fixture);
  wait_done (fixture);
  g_assert_no_error (fixture->error);
}

static void
set_up_with (Fixture *fixture, const char *config, const char *survey)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->data = aft_temp_dir_dup_path (fixture->dir, "data");
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1773488400) * G_USEC_PER_SEC);
  fixture->random = aft_seeded_random_new (1);
  g_autofree char *config_path = aft_temp_dir_write (fixture->dir, "kiosk.conf", config);
  AftKioskHouseOptions options = {
    .config_file = config_path,
    .survey_file = survey,
    .data_folder = fixture->data,
    .clock = aft_fake_clock_get_clock (fixture->fake),
    .random = fixture->random,
  };
  fixture->house = aft_kiosk_house_new (&options);
  g_assert_cmpuint (fixture->house->problems->len, ==, 0);
  open_store (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer config)
{
  set_up_with (fixture, config != NULL ? config : "", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->house, aft_kiosk_house_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->fake);
  g_free (fixture->data);
  aft_temp_dir_free (fixture->dir);
  g_clear_error (&fixture->error);
}

/* All rows stored so far; asking waits for what was handed over before. */
static GPtrArray *
list_rows (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = aft_kiosk_store_list_unsent_sync (fixture->house->store, 0, 200, &error);
  g_assert_no_error (error);
  return rows;
}

static AftResponse *
read_row (GPtrArray *rows, guint index)
{
  g_autoptr (GError) error = NULL;
  AftOutboxRow *row = g_ptr_array_index (rows, index);
  AftResponse *response = aft_body_to_response (row->body, strlen (row->body), &error);
  g_assert_no_error (error);
  return response;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean is_stored = aft_sitting_end_finish (NULL, result, &fixture->error);
  g_assert_cmpint (is_stored, ==, fixture->error == NULL);
  fixture->is_done = TRUE;
}

static void
end (Fixture *fixture, AftSitting *sitting)
{
  aft_sitting_end_async (sitting, on_ended, fixture);
  wait_done (fixture);
  g_assert_no_error (fixture->error);
}

static void
tap_face (AftSitting *sitting, double rating)
{
  g_autoptr (AftValue) value = aft_value_new_number (rating);
  g_assert_true (aft_sitting_tap (sitting, value));
  aft_session_advance (aft_sitting_get_session (sitting));
}

static void
tap (AftSitting *sitting, const char *question, const char *item)
{
  AftSession *session = aft_sitting_get_session (sitting);
  g_autoptr (AftValue) value = aft_value_new_string (item);
  g_assert_true (aft_session_tap (session, question, value));
  if (aft_session_is_advance_due (session))
    aft_session_advance (session);
}

static void
type (AftSitting *sitting, const char *question, const char *text)
{
  g_autoptr (AftValue) value = aft_value_new_string (text);
  g_assert_true (aft_session_set (aft_sitting_get_session (sitting), question, value));
}

static void
next (AftSitting *sitting)
{
  g_assert_true (aft_session_next (aft_sitting_get_session (sitting)));
}

static void
complain (AftSitting *sitting, const char *words)
{
  g_assert_true (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  tap (sitting, "what", "service");
  next (sitting);
  type (sitting, "words", words);
  next (sitting);
  next (sitting);
  next (sitting);
  tap (sitting, "wish", "now");
  g_assert_true (aft_sitting_complete_survey (sitting));
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_ENDING);
}

static void
test_tap_is_one_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 4);
  g_autoptr (GPtrArray) before = list_rows (fixture);
  g_assert_cmpuint (before->len, ==, 0);
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_autoptr (AftResponse) response = read_row (rows, 0);
  g_assert_cmpint (aft_response_get_state (response), ==, AFT_RESPONSE_TAP);
  g_assert_cmpfloat (
      aft_value_get_member_number (aft_response_get_answers (response), "overall", 0), ==, 4);
}

static void
test_tap_survives_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 2);
  g_autoptr (GPtrArray) before = list_rows (fixture);
  g_assert_cmpuint (before->len, ==, 0);
  /* As after kill -9: the sitting never ends, the store is opened again. */
  aft_kiosk_store_unref (g_steal_pointer (&fixture->house->store));
  open_store (fixture);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_left_half_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_EN);
  g_assert_true (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  tap (sitting, "what", "food");
  next (sitting);
  type (sitting, "words", "never confirmed");
  aft_sitting_abandon (sitting);
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_OVER);

  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (strstr (((AftOutboxRow *) g_ptr_array_index (rows, 0))->body, "confirmed"));
  g_autoptr (AftResponse) response = read_row (rows, 0);
  g_assert_cmpint (aft_response_get_state (response), ==, AFT_RESPONSE_PARTIAL);
  g_assert_cmpint (aft_response_get_language (response), ==, AFT_LANGUAGE_EN);
}

static void
test_nothing_answered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) resting = aft_sitting_new (fixture->house, AFT_LANGUAGE_EN);
  aft_sitting_abandon (resting);
  g_autoptr (AftSitting) complaint = aft_sitting_new (fixture->house, AFT_LANGUAGE_EN);
  g_assert_true (aft_sitting_begin (complaint, AFT_RESPONSE_COMPLAINT));
  aft_sitting_abandon (complaint);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_exit_leads_to_complaint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 1);
  next (sitting);
  next (sitting);
  next (sitting);
  next (sitting);
  tap (sitting, "more", "complaint");
  AftSession *session = aft_sitting_get_session (sitting);
  g_assert_true (aft_session_is_complete (session) || aft_session_complete (session));
  g_assert_true (aft_sitting_complete_survey (sitting));
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_COMPLAINT);
  tap (sitting, "what", "food");
  aft_sitting_abandon (sitting);

  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 2);
  g_autoptr (AftResponse) first = read_row (rows, 0);
  g_autoptr (AftResponse) second = read_row (rows, 1);
  g_assert_cmpint (aft_response_get_state (first), ==, AFT_RESPONSE_COMPLETE);
  g_assert_cmpint (aft_response_get_kind (second), ==, AFT_RESPONSE_COMPLAINT);
  g_assert_cmpint (aft_response_get_state (second), ==, AFT_RESPONSE_PARTIAL);
  g_assert_true (
      aft_id_equal (aft_response_get_sitting_id (first), aft_response_get_sitting_id (second)));
}

static void
test_thanked_when_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  complain (sitting, "服务员态度不好");
  end (fixture, sitting);
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_THANKED);
  g_assert_true (aft_sitting_has_complaint (sitting));
  const AftStoreReceipt *receipt = aft_sitting_get_case_receipt (sitting);
  g_assert_nonnull (receipt);
  g_autofree char *number = aft_kiosk_house_dup_case_number (fixture->house, receipt->sequence);
  g_assert_cmpstr (number, ==, "A-0001");
  g_autofree char *thanks = aft_sitting_dup_thanks (sitting);
  g_assert_nonnull (thanks);

  /* Going away afterwards stores nothing again. */
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_autoptr (AftResponse) response = read_row (rows, 0);
  g_assert_cmpstr (aft_value_get_member_string (aft_response_get_answers (response), "words", ""),
                   ==, "服务员态度不好");
}

/* A key whose secret half the test does not need: that the words are gone from the body is enough
 * here; what a box holds is the wire's test. */
#define PUBLIC_KEY "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"

static void
test_words_are_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_EN);
  complain (sitting, "the waiter was rude");
  end (fixture, sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (strstr (((AftOutboxRow *) g_ptr_array_index (rows, 0))->body, "rude"));
  g_autoptr (AftResponse) response = read_row (rows, 0);
  g_assert_cmpuint (aft_response_get_seal_count (response), ==, 1);
  g_assert_cmpstr (aft_sealed_part_get_name (aft_response_get_seal (response, 0)), ==,
                   AFT_SEALED_WORDS);
}

static void
leave_number (AftSitting *sitting)
{
  AftValueBuilder *chosen = aft_value_builder_new_array ();
  aft_value_builder_take (chosen, aft_value_new_string ("yes"));
  g_autoptr (AftValue) yes = aft_value_builder_end (chosen);
  g_assert_true (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  tap (sitting, "what", "service");
  for (guint i = 0; i < 4; i++)
    next (sitting);
  tap (sitting, "wish", "call");
  g_assert_true (aft_session_set (aft_sitting_get_session (sitting), "callback", yes));
  next (sitting);
  type (sitting, "phone", "13800138000");
  next (sitting);
  g_assert_true (aft_session_complete (aft_sitting_get_session (sitting)));
  g_assert_true (aft_sitting_complete_survey (sitting));
}

static void
test_consent_names_the_notice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_EN);
  leave_number (sitting);
  end (fixture, sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_autoptr (AftResponse) response = read_row (rows, 0);
  const AftConsent *consent = aft_response_get_consent (response);
  g_assert_nonnull (consent);
  g_assert_true (consent->callback);
  g_autofree char *version
      = g_strconcat ("2026-11+", aft_privacy_notice_get_version (fixture->house->privacy), NULL);
  g_assert_cmpstr (consent->text_version, ==, version);
}

static void
test_follow_up (Fixture *fixture, gconstpointer data)
{
  AftId id = aft_id_generate (fixture->house->clock, fixture->house->random);
  g_autofree char *address = aft_kiosk_house_dup_follow_up (fixture->house, &id);
  g_assert_true (g_str_has_prefix (address, "https://example.org/house/f/"));
  g_assert_cmpuint (strlen (address), ==, strlen ("https://example.org/house/f/") + 55);
}

static void
test_refused_edges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_false (aft_sitting_complete_survey (sitting));
  g_assert_false (aft_sitting_take_back (sitting));
  tap_face (sitting, 5);
  g_autoptr (AftValue) value = aft_value_new_number (1);
  g_assert_false (aft_sitting_tap (sitting, value));
  g_assert_false (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  g_assert_false (aft_sitting_complete_survey (sitting));
  aft_sitting_abandon (sitting);
  g_assert_false (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_OVER);
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_true (aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT));
  tap (sitting, "what", "food");
  g_assert_true (aft_sitting_take_back (sitting));
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_RESTING);
  tap_face (sitting, 5);
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_language_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 3);
  tap (sitting, "why", "food");
  aft_sitting_set_language (sitting, AFT_LANGUAGE_EN);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (aft_sitting_get_session (sitting));
  g_assert_cmpstr (screen->locale, ==, "en");
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_autoptr (AftResponse) response = read_row (rows, 0);
  AftValue *why = aft_value_get_member (aft_response_get_answers (response), "why");
  g_assert_cmpuint (aft_value_get_length (why), ==, 1);
  g_assert_cmpint (aft_response_get_language (response), ==, AFT_LANGUAGE_EN);
}

#define HOUSE_NAMES "[house]\nname-zh-CN=老店\nname-en=Old House\n"

static void
test_language_of_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  aft_sitting_set_language (sitting, AFT_LANGUAGE_EN);
  tap_face (sitting, 3);
  g_autoptr (AftValue) variables = aft_session_dup_variables (aft_sitting_get_session (sitting));
  g_assert_cmpstr (aft_value_get_member_string (variables, "venue.name", ""), ==, "Old House");
}

static void
end_without_store (Fixture *fixture, AftSitting *sitting)
{
  g_clear_pointer (&fixture->house->store, aft_kiosk_store_unref);
  aft_sitting_end_async (sitting, on_ended, fixture);
  wait_done (fixture);
  g_assert_error (fixture->error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
  g_clear_error (&fixture->error);
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_ENDING);
  open_store (fixture);
}

static void
test_end_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  complain (sitting, "太吵");
  end_without_store (fixture, sitting);
  end (fixture, sitting);
  g_assert_cmpint (aft_sitting_get_state (sitting), ==, AFT_SITTING_THANKED);
}

static void
test_left_after_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  complain (sitting, "太吵");
  end_without_store (fixture, sitting);
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_left_while_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  complain (sitting, "太吵");
  aft_sitting_end_async (sitting, on_ended, fixture);
  aft_sitting_abandon (sitting);
  wait_done (fixture);
  g_assert_no_error (fixture->error);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_burst_is_marked (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
      tap_face (sitting, 5);
      aft_sitting_abandon (sitting);
      aft_fake_clock_advance_seconds (fixture->fake, 5);
    }
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (AftResponse) response = read_row (rows, i);
      g_assert_cmpint (aft_response_is_burst (response), ==, i >= 4);
    }
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean is_stored = aft_sitting_call_staff_finish (NULL, result, &fixture->error);
  g_assert_true (is_stored);
  fixture->is_done = TRUE;
}

static void
test_call_staff (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 2);
  aft_sitting_call_staff_async (sitting, on_called, fixture);
  wait_done (fixture);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((AftOutboxRow *) g_ptr_array_index (rows, 0))->kind, ==, "call-staff");
  aft_sitting_abandon (sitting);
}

/* -- at risk ---------------------------------------------------------------------------------- */

static const AftRisk *
read_risk (GPtrArray *rows, guint index, AftResponse **ret_response)
{
  *ret_response = read_row (rows, index);
  const AftRisk *risk = aft_response_get_risk (*ret_response);
  g_assert_nonnull (risk);
  return risk;
}

static void
test_answers_are_scored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) happy = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (happy, 5);
  aft_sitting_abandon (happy);
  g_autoptr (AftSitting) unhappy = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_true (aft_sitting_begin (unhappy, AFT_RESPONSE_COMPLAINT));
  tap (unhappy, "what", "illness");
  aft_sitting_abandon (unhappy);

  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_autoptr (AftResponse) first = NULL;
  g_autoptr (AftResponse) second = NULL;
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (aft_risk_get_level (read_risk (rows, 0, &first)), ==, AFT_RISK_NONE);
  const AftRisk *risk = read_risk (rows, 1, &second);
  g_assert_cmpint (aft_risk_get_level (risk), ==, AFT_RISK_CRITICAL);
  g_assert_cmpuint (aft_risk_get_points (risk), ==, 70);
  g_assert_cmpstr (aft_risk_get_signal (risk, 0)->id, ==, "illness");
  g_assert_cmpstr (aft_risk_get_version (risk), ==,
                   aft_risk_rules_get_version (fixture->house->rules));
}

static void
test_flagged_when_at_risk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_false (aft_sitting_is_flagged (sitting));
  complain (sitting, "服务员态度不好");
  g_assert_false (aft_sitting_is_flagged (sitting));
  end (fixture, sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_autoptr (AftResponse) response = NULL;
  gboolean is_at_risk = aft_risk_get_level (read_risk (rows, 0, &response)) >= AFT_RISK_AT_RISK;
  g_assert_cmpint (aft_sitting_is_flagged (sitting), ==, is_at_risk);
}

/* -- who comes -------------------------------------------------------------------------------- */

static void
note_arrival (Fixture *fixture, const AftId *response_id, const char *name)
{
  AftAcknowledgement acknowledgement
      = { .response_id = *response_id, .public_name = (char *) name };
  aft_arrivals_note (fixture->house->arrivals, &acknowledgement);
}

static void
test_who_comes_is_of_this_guest (Fixture *fixture, gconstpointer data)
{
  AftId other = aft_id_generate (aft_fake_clock_get_clock (fixture->fake), fixture->random);
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  complain (sitting, "服务员态度不好");
  note_arrival (fixture, &other, "李");
  end (fixture, sitting);
  g_assert_null (aft_sitting_get_arrival (sitting));
  note_arrival (fixture, &aft_sitting_get_case_receipt (sitting)->id, "王经理");
  g_assert_cmpstr (aft_sitting_get_arrival (sitting), ==, "王经理");
  g_autoptr (AftSitting) next_guest = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_null (aft_sitting_get_arrival (next_guest));
}

static void
test_who_comes_to_a_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  g_assert_false (aft_sitting_has_called (sitting));
  aft_sitting_call_staff_async (sitting, on_called, fixture);
  wait_done (fixture);
  g_assert_true (aft_sitting_has_called (sitting));
  g_assert_null (aft_sitting_get_arrival (sitting));
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  note_arrival (fixture, &((const AftOutboxRow *) g_ptr_array_index (rows, 0))->id, "王经理");
  g_assert_cmpstr (aft_sitting_get_arrival (sitting), ==, "王经理");
  aft_sitting_abandon (sitting);
}

static void
test_changed_rating (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSitting) sitting = aft_sitting_new (fixture->house, AFT_LANGUAGE_ZH_CN);
  tap_face (sitting, 2);
  AftSession *session = aft_sitting_get_session (sitting);
  g_assert_true (aft_session_previous (session));
  g_autoptr (AftValue) better = aft_value_new_number (4);
  g_assert_true (aft_session_tap (session, "overall", better));
  aft_sitting_note_act (sitting);
  aft_sitting_abandon (sitting);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_autoptr (AftResponse) response = read_row (rows, 0);
  g_assert_cmpfloat (
      aft_value_get_member_number (aft_response_get_answers (response), "overall", 0), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, config, test)                                                                    \
  g_test_add ("/kiosk/sitting/" name, Fixture, config, set_up, test, tear_down)
  ADD ("one-tap-is-one-row", NULL, test_tap_is_one_row);
  ADD ("tap-survives-a-crash", NULL, test_tap_survives_crash);
  ADD ("left-half-way-keeps-no-words", NULL, test_left_half_way);
  ADD ("nothing-answered-stores-nothing", NULL, test_nothing_answered);
  ADD ("exit-survey-may-lead-to-a-complaint", NULL, test_exit_leads_to_complaint);
  ADD ("thanked-when-stored", NULL, test_thanked_when_stored);
  ADD ("words-are-sealed-with-a-house-key", "[house]\nhouse-public-key=" PUBLIC_KEY "\n",
       test_words_are_sealed);
  ADD ("consent-names-the-notice-in-force", "[house]\nhouse-public-key=" PUBLIC_KEY "\n",
       test_consent_names_the_notice);
  ADD ("follow-up-needs-a-public-address", "[house]\npublic-address=https://example.org/house/\n",
       test_follow_up);
  ADD ("what-the-table-does-not-allow-is-refused", NULL, test_refused_edges);
  ADD ("taken-back-leaves-nothing", NULL, test_taken_back);
  ADD ("language-change-keeps-the-answers", NULL, test_language_change);
  ADD ("language-change-before-the-first-tap", HOUSE_NAMES, test_language_of_rest);
  ADD ("an-end-without-a-store-may-be-asked-again", NULL, test_end_again);
  ADD ("left-after-a-failed-end-is-stored", NULL, test_left_after_failure);
  ADD ("left-while-being-written-is-stored-once", NULL, test_left_while_written);
  ADD ("fifth-tap-in-a-minute-is-marked", NULL, test_burst_is_marked);
  ADD ("call-for-staff-is-an-event", NULL, test_call_staff);
  ADD ("answers-are-scored-by-the-rules", NULL, test_answers_are_scored);
  ADD ("flagged-when-what-is-stored-is-at-risk", NULL, test_flagged_when_at_risk);
  ADD ("who-comes-is-of-this-guest", NULL, test_who_comes_is_of_this_guest);
  ADD ("who-comes-to-a-call-is-of-this-guest", NULL, test_who_comes_to_a_call);
  ADD ("changed-rating-counts-once", NULL, test_changed_rating);
  return g_test_run ();
}
