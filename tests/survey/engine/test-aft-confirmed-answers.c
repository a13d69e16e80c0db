/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a guest's answers is kept, sealed or left out. */
#include "aft-confirmed-answers.h"

#include <string.h>

#include "aft-json.h"

#define SURVEY                                                                                     \
  "{\"pages\": [{\"elements\": ["                                                                  \
  "{\"type\": \"rating\", \"name\": \"r\"},"                                                       \
  "{\"type\": \"panel\", \"name\": \"p\", \"elements\": ["                                         \
  "  {\"type\": \"radiogroup\", \"name\": \"c\", \"choices\": [\"complaint\", \"no\"],"            \
  "   \"showOtherItem\": true, \"aftertaste\": {\"leadsTo\": {\"complaint\": \"complaint\"}}}]},"  \
  "{\"type\": \"comment\", \"name\": \"w\", \"aftertaste\": {\"seal\": \"words\"}},"               \
  "{\"type\": \"comment\", \"name\": \"v\", \"aftertaste\": {\"seal\": \"words\"}},"               \
  "{\"type\": \"text\", \"name\": \"phone\", \"aftertaste\": {\"seal\": \"contact\"}},"            \
  "{\"type\": \"text\", \"name\": \"open\"},"                                                      \
  "{\"type\": \"checkbox\", \"name\": \"ways\", \"choices\": [\"phone\", \"letter\"],"             \
  " \"aftertaste\": {\"seal\": \"contact\"}},"                                                     \
  "{\"type\": \"checkbox\", \"name\": \"cb\", \"choices\": [\"yes\"],"                             \
  " \"aftertaste\": {\"consent\": \"callback\", \"consentVersion\": \"2026-11\"}},"                \
  "{\"type\": \"checkbox\", \"name\": \"of\", \"choices\": [\"yes\"],"                             \
  " \"aftertaste\": {\"consent\": \"offers\"}}]}]}"

static AftSurvey *
make_survey (void)
{
  g_autoptr (GError) error = NULL;
  AftSurvey *survey = aft_survey_new_from_json (SURVEY, strlen (SURVEY), &error);
  g_assert_no_error (error);
  return survey;
}

static AftValue *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_wire, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_json (const AftValue *value, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_json_to_canonical (value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_only_taps_are_kept (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autoptr (AftValue) data
      = parse ("{\"r\": 2, \"c\": \"other\", \"c-Comment\": \"typed\", \"w\": \"typed\","
               " \"phone\": \"138\", \"open\": \"typed\", \"cb\": [\"yes\"], \"calc\": \"typed\"}");
  g_autoptr (AftValue) kept = aft_confirmed_answers_keep_taps (survey, data);
  assert_json (kept, "{\"c\":\"other\",\"cb\":[\"yes\"],\"r\":2}");
}

static void
test_sealing_takes_out (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autoptr (AftValue) data = parse ("{\"r\": 2, \"w\": \"first\", \"v\": \"second\","
                                     " \"phone\": \"138\", \"open\": \"stays\"}");
  g_autoptr (AftConfirmedAnswers) answers = aft_confirmed_answers_new (survey, data, TRUE);
  assert_json (answers->open, "{\"open\":\"stays\",\"r\":2}");
  g_assert_cmpuint (answers->words->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (answers->words, 0), ==, "first");
  g_assert_cmpstr (g_ptr_array_index (answers->words, 1), ==, "second");
  g_assert_cmpstr (answers->contact, ==, "{\"phone\":\"138\"}");
}

/* The session asks for its answers again: for the read-back, or when a write has to be repeated. */
static void
test_sealing_leaves_the_answers (void)
{
  static const char json[] = "{\"phone\":\"138\",\"w\":\"first\",\"ways\":[\"letter\"]}";
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autoptr (AftValue) data = parse (json);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AftConfirmedAnswers) answers = aft_confirmed_answers_new (survey, data, TRUE);
      g_assert_cmpstr (answers->contact, ==, "{\"phone\":\"138\",\"ways\":[\"letter\"]}");
    }
  assert_json (data, json);
}

static void
test_without_key_all_stays (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autoptr (AftValue) data = parse ("{\"r\": 2, \"w\": \"first\"}");
  g_autoptr (AftConfirmedAnswers) answers = aft_confirmed_answers_new (survey, data, FALSE);
  assert_json (answers->open, "{\"r\":2,\"w\":\"first\"}");
  g_assert_cmpuint (answers->words->len, ==, 0);
  g_assert_null (answers->contact);
}

static void
test_texts_are_cleaned (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autofree char *text = g_strnfill (1500, 'x');
  text[1] = '\r';
  text[2] = '\n';
  g_autoptr (AftValue) string = aft_value_new_string (text);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set (builder, "open", string);
  g_autoptr (AftValue) data = aft_value_builder_end (builder);
  g_autoptr (AftConfirmedAnswers) answers = aft_confirmed_answers_new (survey, data, FALSE);
  const char *clean = aft_value_get_member_string (answers->open, "open", "");
  g_assert_cmpuint (strlen (clean), ==, 1000);
  g_assert_true (g_str_has_prefix (clean, "x \nx"));
}

static void
test_consent (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  AftConsent consent;
  g_autoptr (AftValue) unasked = parse ("{\"r\": 2}");
  g_assert_false (aft_confirmed_answers_read_consent (survey, unasked, &consent));
  g_autoptr (AftValue) one = parse ("{\"cb\": [\"yes\"]}");
  g_assert_true (aft_confirmed_answers_read_consent (survey, one, &consent));
  g_assert_true (consent.callback);
  g_assert_false (consent.offers);
  g_assert_cmpstr (consent.text_version, ==, "2026-11");
}

static void
test_leading (void)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  AftResponseKind kind = AFT_RESPONSE_EXIT;
  g_autoptr (AftValue) no = parse ("{\"c\": \"no\"}");
  g_autoptr (AftValue) yes = parse ("{\"c\": \"complaint\"}");
  g_assert_true (aft_confirmed_answers_can_lead (survey));
  g_assert_false (aft_confirmed_answers_lead_to (survey, no, &kind));
  g_assert_true (aft_confirmed_answers_lead_to (survey, yes, &kind));
  g_assert_cmpint (kind, ==, AFT_RESPONSE_COMPLAINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/confirmed-answers/broken-off-keeps-taps-only", test_only_taps_are_kept);
  g_test_add_func ("/engine/confirmed-answers/sealing-takes-words-and-contact-out",
                   test_sealing_takes_out);
  g_test_add_func ("/engine/confirmed-answers/sealing-leaves-the-answers-as-they-are",
                   test_sealing_leaves_the_answers);
  g_test_add_func ("/engine/confirmed-answers/without-a-key-all-stays-open",
                   test_without_key_all_stays);
  g_test_add_func ("/engine/confirmed-answers/texts-are-cleaned-and-cut", test_texts_are_cleaned);
  g_test_add_func ("/engine/confirmed-answers/consent-is-what-was-ticked", test_consent);
  g_test_add_func ("/engine/confirmed-answers/a-chosen-item-may-lead-on", test_leading);
  return g_test_run ();
}
