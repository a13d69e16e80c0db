/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a response whole: every field that may be missing, wrong or too long is refused by its
 * builder, and what was built cannot change any more. */
#include <string.h>

#include "aft-error.h"
#include "aft-sample.h"

static AftResponseBuilder *
start_exit (AftSampleFixture *fixture)
{
  return aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
}

static void
assert_refused (AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);

  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (response);
}

static void
test_what_was_set_is_read (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftConsent consent = { TRUE, FALSE, "2026-03", AFT_LANGUAGE_ZH_TW, 1700000000000 };
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_language (builder, AFT_LANGUAGE_EN);
  aft_response_builder_set_state (builder, AFT_RESPONSE_PARTIAL);
  aft_response_builder_set_consent (builder, &consent);
  aft_response_builder_take_seal (builder,
                                  aft_sealed_part_new ("words", "0123456789abcdef", "Zm9v-_"));
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);

  g_assert_no_error (error);
  g_assert_cmpint (aft_response_get_kind (response), ==, AFT_RESPONSE_EXIT);
  g_assert_cmpint (aft_response_get_state (response), ==, AFT_RESPONSE_PARTIAL);
  g_assert_cmpint (aft_response_get_language (response), ==, AFT_LANGUAGE_EN);
  g_assert_cmpint (aft_response_get_started_ms (response), ==, 1700000000000);
  g_assert_cmpint (aft_response_get_ended_ms (response), ==, 1700000015000);
  g_assert_cmpint (aft_response_get_monotonic_ms (response), ==, 4711000);
  g_assert_cmpstr (aft_response_get_survey_id (response), ==, "exit");
  g_assert_cmpstr (aft_response_get_survey_version (response), ==, "3");
  g_assert_cmpstr (aft_response_get_table (response), ==, "A12");
  g_assert_cmpint (aft_response_get_channel (response), ==, AFT_CHANNEL_KIOSK);
  g_assert_cmpuint (aft_response_get_seal_count (response), ==, 1);
  g_assert_cmpstr (aft_sealed_part_get_box (aft_response_get_seal (response, 0)), ==, "Zm9v-_");
  g_assert_null (aft_response_get_seal (response, 1));
  g_assert_cmpstr (aft_response_get_consent (response)->text_version, ==, "2026-03");
  g_assert_true (aft_response_get_consent (response)->callback);
}

static void
test_a_builder_from_a_response_leaves_it_as_it_was (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) tap = aft_sample_tap_new (fixture->clock, fixture->random, 2);
  g_autoptr (AftResponse) whole = aft_sample_completed_new (tap);

  g_assert_cmpint (aft_response_get_state (tap), ==, AFT_RESPONSE_TAP);
  g_assert_cmpint (aft_response_get_state (whole), ==, AFT_RESPONSE_COMPLETE);
  g_assert_true (aft_id_equal (aft_response_get_id (tap), aft_response_get_id (whole)));
  g_assert_cmpmem (aft_response_get_salt (tap), AFT_RESPONSE_SALT_BYTES,
                   aft_response_get_salt (whole), AFT_RESPONSE_SALT_BYTES);
}

static void
test_ids_must_not_be_zero (AftSampleFixture *fixture, gconstpointer unused)
{
  AftId zero = { { 0 } };
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftDigest digest = { { 0 } };
  const AftId *ids[][3] = { { &zero, &id, &id }, { &id, &zero, &id }, { &id, &id, &zero } };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      AftResponseBuilder *builder
          = aft_response_builder_new (AFT_RESPONSE_EXIT, ids[i][0], ids[i][1]);
      aft_response_builder_set_boot (builder, ids[i][2], 0);
      aft_response_builder_set_survey (builder, "exit", "1", &digest);
      aft_response_builder_make_salt (builder, fixture->random);
      assert_refused (builder);
    }
}

static void
test_a_salt_is_needed (AftSampleFixture *fixture, gconstpointer unused)
{
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftDigest digest = { { 0 } };
  AftResponseBuilder *builder = aft_response_builder_new (AFT_RESPONSE_EXIT, &id, &id);
  aft_response_builder_set_boot (builder, &id, 0);
  aft_response_builder_set_survey (builder, "exit", "1", &digest);
  assert_refused (builder);
}

static void
test_times_are_numbers_that_json_can_carry (AftSampleFixture *fixture, gconstpointer unused)
{
  const gint64 wrong[] = { -1, G_GINT64_CONSTANT (1) << 53, G_MAXINT64 };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AftResponseBuilder *builder = start_exit (fixture);
      aft_response_builder_set_times (builder, wrong[i], 0);
      assert_refused (builder);
      builder = start_exit (fixture);
      aft_response_builder_set_times (builder, 0, wrong[i]);
      assert_refused (builder);
    }
}

static void
test_a_clock_that_was_set_back_is_no_error (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_times (builder, 1700000000000, 5);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (aft_response_get_ended_ms (response), ==, 5);
}

static void
test_a_table_is_one_short_line (AftSampleFixture *fixture, gconstpointer unused)
{
  const char *wrong[] = { "", "12345678901234567", "A\n1", "\xff", "\xc2\x85" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AftResponseBuilder *builder = start_exit (fixture);
      aft_response_builder_set_table (builder, wrong[i]);
      assert_refused (builder);
    }
}

static void
test_a_survey_is_needed_but_for_a_call (AftSampleFixture *fixture, gconstpointer unused)
{
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftResponseKind kinds[] = { AFT_RESPONSE_COMPLAINT, AFT_RESPONSE_CALL_STAFF };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AftResponseBuilder *builder = aft_response_builder_new (kinds[i], &id, &id);
      aft_response_builder_set_boot (builder, &id, 0);
      aft_response_builder_make_salt (builder, fixture->random);
      g_autoptr (AftResponse) response = aft_response_builder_end (builder, NULL);
      g_assert_cmpint (response != NULL, ==, kinds[i] == AFT_RESPONSE_CALL_STAFF);
      if (response != NULL)
        g_assert_null (aft_response_get_survey_digest (response));
    }
}

static void
test_a_call_for_staff_has_no_answers_and_is_complete (AftSampleFixture *fixture,
                                                      gconstpointer unused)
{
  g_autoptr (AftResponse) sample = aft_sample_tap_new (fixture->clock, fixture->random, 1);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_CALL_STAFF, NULL);
  aft_response_builder_set_answers (builder, aft_response_get_answers (sample));
  assert_refused (builder);
  builder = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_CALL_STAFF, NULL);
  aft_response_builder_set_state (builder, AFT_RESPONSE_TAP);
  assert_refused (builder);
}

static void
test_what_is_added_later_comes_by_phone (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_FOLLOW_UP, NULL);
  assert_refused (builder);
  builder = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_FOLLOW_UP, NULL);
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (aft_response_get_channel (response), ==, AFT_CHANNEL_PHONE);
  g_assert_cmpstr (aft_response_kind_to_wire (AFT_RESPONSE_FOLLOW_UP), ==, "response");
}

static void
test_seals_are_well_formed_and_named_once (AftSampleFixture *fixture, gconstpointer unused)
{
  const char *wrong[][3] = {
    { "", "0123456789abcdef", "AA" },      { "Words", "0123456789abcdef", "AA" },
    { "words", "0123456789ABCDEF", "AA" }, { "words", "0123456789abcde", "AA" },
    { "words", "0123456789abcdef", "" },   { "words", "0123456789abcdef", "A=" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AftResponseBuilder *builder = start_exit (fixture);
      aft_response_builder_take_seal (builder,
                                      aft_sealed_part_new (wrong[i][0], wrong[i][1], wrong[i][2]));
      assert_refused (builder);
    }
  AftResponseBuilder *twice = start_exit (fixture);
  for (guint i = 0; i < 2; i++)
    aft_response_builder_take_seal (twice, aft_sealed_part_new ("words", "0123456789abcdef", "AA"));
  assert_refused (twice);
}

static void
test_consent_names_its_text (AftSampleFixture *fixture, gconstpointer unused)
{
  AftConsent consent = { TRUE, FALSE, NULL, AFT_LANGUAGE_EN, 1 };
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_consent (builder, &consent);
  assert_refused (builder);
}

static void
test_names_of_kinds_and_states_read_back (AftSampleFixture *fixture, gconstpointer unused)
{
  for (AftResponseKind kind = AFT_RESPONSE_EXIT; kind <= AFT_RESPONSE_FOLLOW_UP; kind++)
    {
      AftResponseKind again = AFT_RESPONSE_EXIT;
      g_assert_true (aft_response_kind_from_text (aft_response_kind_to_text (kind), &again));
      g_assert_cmpint (again, ==, kind);
    }
  for (AftResponseState state = AFT_RESPONSE_COMPLETE; state <= AFT_RESPONSE_TAP; state++)
    {
      AftResponseState again = AFT_RESPONSE_COMPLETE;
      g_assert_true (aft_response_state_from_text (aft_response_state_to_text (state), &again));
      g_assert_cmpint (again, ==, state);
    }
  for (AftChannel channel = AFT_CHANNEL_KIOSK; channel <= AFT_CHANNEL_PHONE; channel++)
    {
      AftChannel again = AFT_CHANNEL_KIOSK;
      g_assert_true (aft_channel_from_text (aft_channel_to_text (channel), &again));
      g_assert_cmpint (again, ==, channel);
    }
  AftResponseKind kind;
  AftResponseState state;
  AftChannel channel;
  g_assert_false (aft_channel_from_text ("Phone", &channel));
  g_assert_false (aft_response_kind_from_text ("Exit", &kind));
  g_assert_false (aft_response_kind_from_text (NULL, &kind));
  g_assert_false (aft_response_state_from_text ("open", &state));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/model/response/" name, AftSampleFixture, NULL, aft_sample_fixture_set_up,          \
              function, aft_sample_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-set-is-read", test_what_was_set_is_read);
  ADD ("a-builder-from-a-response-leaves-it-as-it-was",
       test_a_builder_from_a_response_leaves_it_as_it_was);
  ADD ("ids-must-not-be-zero", test_ids_must_not_be_zero);
  ADD ("a-salt-is-needed", test_a_salt_is_needed);
  ADD ("times-are-numbers-that-json-can-carry", test_times_are_numbers_that_json_can_carry);
  ADD ("a-clock-that-was-set-back-is-no-error", test_a_clock_that_was_set_back_is_no_error);
  ADD ("a-table-is-one-short-line", test_a_table_is_one_short_line);
  ADD ("a-survey-is-needed-but-for-a-call", test_a_survey_is_needed_but_for_a_call);
  ADD ("a-call-for-staff-has-no-answers-and-is-complete",
       test_a_call_for_staff_has_no_answers_and_is_complete);
  ADD ("what-is-added-later-comes-by-phone", test_what_is_added_later_comes_by_phone);
  ADD ("seals-are-well-formed-and-named-once", test_seals_are_well_formed_and_named_once);
  ADD ("consent-names-its-text", test_consent_names_its_text);
  ADD ("names-of-kinds-and-states-read-back", test_names_of_kinds_and_states_read_back);
  return g_test_run ();
}
