/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written form of a response: one form for one content, read back strictly. */
#include <math.h>
#include <string.h>

#include "aft-body.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-sample.h"

static char *
write_body (const AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  AftDigest digest;
  char *body = aft_body_from_response (response, &digest, &error);
  g_assert_no_error (error);
  AftDigest recounted = aft_digest_of_text (body);
  g_assert_true (aft_digest_equal (&digest, &recounted));
  return body;
}

static AftResponse *
make_full (AftSampleFixture *fixture, AftResponseKind kind)
{
  AftConsent consent = { TRUE, FALSE, "2026-03", AFT_LANGUAGE_ZH_TW, 1700000000001 };
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, kind, NULL);
  aft_response_builder_set_consent (builder, &consent);
  aft_response_builder_take_seal (builder,
                                  aft_sealed_part_new ("words", "0123456789abcdef", "Zm9v"));
  aft_response_builder_take_seal (builder,
                                  aft_sealed_part_new ("contact", "0123456789abcdef", "YmFy"));
  g_autoptr (GError) error = NULL;
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static void
assert_reads_back (const AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = write_body (response);
  g_autoptr (AftResponse) again = aft_body_to_response (body, strlen (body), &error);
  g_assert_no_error (error);
  g_autofree char *rewritten = write_body (again);
  g_assert_cmpstr (body, ==, rewritten);
  g_assert_true (
      aft_value_equal (aft_response_get_answers (response), aft_response_get_answers (again)));
}

static void
test_every_kind_reads_back (AftSampleFixture *fixture, gconstpointer unused)
{
  for (AftResponseKind kind = AFT_RESPONSE_EXIT; kind < AFT_RESPONSE_CALL_STAFF; kind++)
    {
      g_autoptr (AftResponse) response = make_full (fixture, kind);
      assert_reads_back (response);
    }
  g_autoptr (AftResponse) call
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_CALL_STAFF, NULL);
  g_autoptr (AftResponse) tap = aft_sample_tap_new (fixture->clock, fixture->random, 5);
  assert_reads_back (call);
  assert_reads_back (tap);
}

/* The form is released: a change of it is a change of schema. */
static void
test_the_form_is_as_released (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_COMPLAINT);
  g_autofree char *body = write_body (response);
  g_autofree char *id = aft_id_to_text (aft_response_get_id (response));
  g_autofree char *sitting = aft_id_to_text (aft_response_get_sitting_id (response));
  g_autofree char *boot = aft_id_to_text (aft_response_get_boot_id (response));
  const char *salt = strstr (body, "\"salt\":\"");
  g_assert_nonnull (salt);
  g_autofree char *expected = g_strdup_printf (
      "{\"answers\":{\"overall\":4,\"words\":\"上菜有点慢\"},\"boot_id\":\"%s\","
      "\"burst\":false,\"channel\":\"kiosk\",\"consent\":{\"callback\":true,\"given_ms\":"
      "1700000000001,"
      "\"locale\":\"zh-TW\",\"offers\":false,\"version\":\"2026-03\"},"
      "\"ended_ms\":1700000015000,\"id\":\"%s\",\"kind\":\"complaint\",\"locale\":\"zh-CN\","
      "\"monotonic_ms\":4711000,\"salt\":\"%.32s\",\"schema\":1,"
      "\"seals\":[{\"box\":\"Zm9v\",\"kid\":\"0123456789abcdef\",\"name\":\"words\"},"
      "{\"box\":\"YmFy\",\"kid\":\"0123456789abcdef\",\"name\":\"contact\"}],"
      "\"sitting_id\":\"%s\",\"started_ms\":1700000000000,\"state\":\"complete\","
      "\"survey\":{\"digest\":"
      "\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\","
      "\"id\":\"exit\",\"version\":\"3\"},\"table\":\"A12\"}",
      boot, id, salt + strlen ("\"salt\":\""), sitting);
  g_assert_cmpstr (body, ==, expected);
}

static void
test_a_phone_says_so (AftSampleFixture *fixture, gconstpointer unused)
{
  const AftResponseKind kinds[] = { AFT_RESPONSE_COMPLAINT, AFT_RESPONSE_FOLLOW_UP };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      AftResponseBuilder *builder
          = aft_sample_builder_new (fixture->clock, fixture->random, kinds[i], NULL);
      aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
      g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
      g_assert_no_error (error);
      g_autofree char *body = write_body (response);
      g_assert_nonnull (strstr (body, ",\"channel\":\"phone\",\"consent\":"));
      assert_reads_back (response);
    }
}

static AftResponse *
make_scored (AftSampleFixture *fixture)
{
  const AftRiskSignal signals[] = { { "service", 30 }, { "low", 15 } };
  AftRiskFields fields = {
    .level = AFT_RISK_AT_RISK,
    .points = 45,
    .version = "1",
    .signals = signals,
    .signal_count = G_N_ELEMENTS (signals),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_risk (builder, risk);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static void
test_a_score_stands_where_it_belongs (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = make_scored (fixture);
  g_autofree char *body = write_body (response);
  g_assert_nonnull (strstr (body, "\"monotonic_ms\":4711000,\"risk\":{\"level\":\"at-risk\","
                                  "\"points\":45,\"rules\":\"1\",\"signals\":[{\"id\":"
                                  "\"service\",\"points\":30},{\"id\":\"low\",\"points\":15}]},"
                                  "\"salt\":"));
  g_autoptr (AftResponse) again = aft_body_to_response (body, strlen (body), &error);
  g_assert_no_error (error);
  g_assert_true (aft_risk_equal (aft_response_get_risk (response), aft_response_get_risk (again)));
  assert_reads_back (response);
}

static void
test_without_a_score_there_is_no_member (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *body = write_body (response);
  g_assert_null (aft_response_get_risk (response));
  g_assert_null (strstr (body, "\"risk\""));
}

static void
test_another_salt_gives_another_digest (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) one = make_full (fixture, AFT_RESPONSE_EXIT);
  AftResponseBuilder *builder = aft_response_builder_new_from (one);
  aft_response_builder_make_salt (builder, fixture->random);
  g_autoptr (AftResponse) other = aft_response_builder_end (builder, NULL);
  g_autofree char *first = write_body (one);
  g_autofree char *second = write_body (other);
  g_assert_cmpstr (first, !=, second);
}

static AftResponse *
make_with_answer (AftSampleFixture *fixture, AftValue *answer)
{
  AftValueBuilder *answers = aft_value_builder_new_object ();
  aft_value_builder_set_take (answers, "words", answer);
  g_autoptr (AftValue) object = aft_value_builder_end (answers);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_answers (builder, object);
  return aft_response_builder_end (builder, NULL);
}

static void
assert_not_written (const AftResponse *response, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = aft_body_from_response (response, NULL, &error);
  g_assert_null (body);
  g_assert_error (error, AFT_ERROR, (int) code);
}

static void
test_a_comment_has_at_most_1000_characters (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < AFT_BODY_TEXT_MAX; i++)
    g_string_append (words, "汤");
  g_autoptr (AftResponse) fits = make_with_answer (fixture, aft_value_new_string (words->str));
  assert_reads_back (fits);
  g_string_append (words, "x");
  g_autoptr (AftResponse) large = make_with_answer (fixture, aft_value_new_string (words->str));
  assert_not_written (large, AFT_ERROR_TOO_LARGE);
}

static void
test_an_item_has_at_most_16_kib (AftSampleFixture *fixture, gconstpointer unused)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  g_autofree char *text = g_strnfill (AFT_BODY_TEXT_MAX, 'x');
  for (guint i = 0; i < 17; i++)
    aft_value_builder_take (list, aft_value_new_string (text));
  g_autoptr (AftResponse) large = make_with_answer (fixture, aft_value_builder_end (list));
  assert_not_written (large, AFT_ERROR_TOO_LARGE);
}

static void
test_deep_answers_are_too_large (AftSampleFixture *fixture, gconstpointer unused)
{
  AftValue *value = aft_value_new_number (1);
  for (guint i = 0; i < 20; i++)
    {
      AftValueBuilder *list = aft_value_builder_new_array ();
      aft_value_builder_take (list, value);
      value = aft_value_builder_end (list);
    }
  g_autoptr (AftResponse) deep = make_with_answer (fixture, value);
  assert_not_written (deep, AFT_ERROR_TOO_LARGE);
}

static void
test_what_json_cannot_carry_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) control = make_with_answer (fixture, aft_value_new_string ("a\x1b[1m"));
  g_autoptr (AftResponse) infinite = make_with_answer (fixture, aft_value_new_number (INFINITY));
  assert_not_written (control, AFT_ERROR_INVALID);
  assert_not_written (infinite, AFT_ERROR_INVALID);
}

static void
assert_not_read (const char *body, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_body_to_response (body, strlen (body), &error);
  g_assert_null (response);
  g_assert_error (error, AFT_ERROR, (int) code);
}

/* The body of @response with one member replaced, or removed where @value is NULL. */
static char *
make_changed (const AftResponse *response, const char *name, AftValue *value)
{
  g_autofree char *body = write_body (response);
  g_autoptr (AftValue) object = aft_json_parse (body, strlen (body), &aft_json_limits_wire, NULL);
  AftValueBuilder *builder = aft_value_builder_new_from (object);
  if (value != NULL)
    aft_value_builder_set_take (builder, name, value);
  else
    g_assert_true (aft_value_builder_remove (builder, name));
  g_autoptr (AftValue) changed = aft_value_builder_end (builder);
  return aft_json_to_line (changed);
}

static void
test_every_missing_member_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *body = write_body (response);
  g_autoptr (AftValue) object = aft_json_parse (body, strlen (body), &aft_json_limits_wire, NULL);
  for (gsize i = 0; i < aft_value_get_length (object); i++)
    {
      g_autofree char *changed
          = make_changed (response, aft_value_get_member_name (object, i), NULL);
      assert_not_read (changed, AFT_ERROR_INVALID);
    }
}

static void
test_every_wrong_type_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *body = write_body (response);
  g_autoptr (AftValue) object = aft_json_parse (body, strlen (body), &aft_json_limits_wire, NULL);
  for (gsize i = 0; i < aft_value_get_length (object); i++)
    {
      gboolean is_boolean
          = aft_value_get_type (aft_value_get_member_at (object, i)) == AFT_VALUE_BOOLEAN;
      AftValue *other = is_boolean ? aft_value_new_number (1) : aft_value_new_boolean (TRUE);
      g_autofree char *changed
          = make_changed (response, aft_value_get_member_name (object, i), other);
      assert_not_read (changed, AFT_ERROR_INVALID);
    }
}

static void
test_other_spellings_are_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  const char *wrong[][2] = {
    { "id", "018BCFE5-6800-7D5E-8C3B-0A1B2C3D4E5F" },
    { "id", "00000000-0000-0000-0000-000000000000" },
    { "locale", "zh-Hans" },
    { "locale", "en-US" },
    { "salt", "0123456789ABCDEF0123456789ABCDEF" },
    { "salt", "01" },
    { "kind", "drill" },
    { "state", "open" },
    { "channel", "Phone" },
    { "kind", "follow-up" }, /* from a kiosk */
    { "table", "" },
  };
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *changed
          = make_changed (response, wrong[i][0], aft_value_new_string (wrong[i][1]));
      assert_not_read (changed, AFT_ERROR_INVALID);
    }
}

static void
test_a_wrong_score_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = {
    "null",
    "[]",
    "{}",
    "{\"level\":\"high\",\"points\":1,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"none\",\"points\":101,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"none\",\"points\":0,\"rules\":\"1\",\"signals\":[],\"tier\":\"vip\"}",
  };
  g_autoptr (AftResponse) response = make_scored (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (AftValue) value
          = aft_json_parse (wrong[i], strlen (wrong[i]), &aft_json_limits_wire, NULL);
      g_assert_nonnull (value);
      g_autofree char *changed = make_changed (response, "risk", aft_value_ref (value));
      assert_not_read (changed, AFT_ERROR_INVALID);
    }
}

static void
test_numbers_are_whole_and_in_range (AftSampleFixture *fixture, gconstpointer unused)
{
  const double wrong[] = { -1, 0.5, 1e300, 9007199254740994.0 };
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *changed
          = make_changed (response, "ended_ms", aft_value_new_number (wrong[i]));
      assert_not_read (changed, AFT_ERROR_INVALID);
    }
}

static void
test_an_unknown_member_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *changed = make_changed (response, "phone", aft_value_new_string ("1"));
  assert_not_read (changed, AFT_ERROR_INVALID);
}

static void
test_a_later_schema_is_unsupported (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *later = make_changed (response, "schema", aft_value_new_number (2));
  g_autofree char *earlier = make_changed (response, "schema", aft_value_new_number (0));
  assert_not_read (later, AFT_ERROR_UNSUPPORTED);
  assert_not_read (earlier, AFT_ERROR_INVALID);
}

static void
test_more_than_the_limit_is_not_even_parsed (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autofree char *body = g_strnfill (AFT_BODY_MAX_BYTES + 1, '[');
  assert_not_read (body, AFT_ERROR_TOO_LARGE);
}

static void
test_every_cut_is_refused (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_full (fixture, AFT_RESPONSE_EXIT);
  g_autofree char *body = write_body (response);
  for (gsize length = 0; length < strlen (body); length++)
    {
      g_autofree char *cut = g_strndup (body, length);
      assert_not_read (cut, AFT_ERROR_INVALID);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/wire/body/" name, AftSampleFixture, NULL, aft_sample_fixture_set_up, function,     \
              aft_sample_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-phone-says-so", test_a_phone_says_so);
  ADD ("every-kind-reads-back", test_every_kind_reads_back);
  ADD ("the-form-is-as-released", test_the_form_is_as_released);
  ADD ("a-score-stands-where-it-belongs", test_a_score_stands_where_it_belongs);
  ADD ("without-a-score-there-is-no-member", test_without_a_score_there_is_no_member);
  ADD ("a-wrong-score-is-refused", test_a_wrong_score_is_refused);
  ADD ("another-salt-gives-another-digest", test_another_salt_gives_another_digest);
  ADD ("a-comment-has-at-most-1000-characters", test_a_comment_has_at_most_1000_characters);
  ADD ("an-item-has-at-most-16-kib", test_an_item_has_at_most_16_kib);
  ADD ("deep-answers-are-too-large", test_deep_answers_are_too_large);
  ADD ("what-json-cannot-carry-is-refused", test_what_json_cannot_carry_is_refused);
  ADD ("every-missing-member-is-refused", test_every_missing_member_is_refused);
  ADD ("every-wrong-type-is-refused", test_every_wrong_type_is_refused);
  ADD ("other-spellings-are-refused", test_other_spellings_are_refused);
  ADD ("numbers-are-whole-and-in-range", test_numbers_are_whole_and_in_range);
  ADD ("an-unknown-member-is-refused", test_an_unknown_member_is_refused);
  ADD ("a-later-schema-is-unsupported", test_a_later_schema_is_unsupported);
  ADD ("more-than-the-limit-is-not-even-parsed", test_more_than_the_limit_is_not_even_parsed);
  ADD ("every-cut-is-refused", test_every_cut_is_refused);
  return g_test_run ();
}
