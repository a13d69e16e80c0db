/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a response is gathered: setters copy, the last one counts, limits hold to the character, and
 * an error names the field. */
#include <string.h>

#include "aft-error.h"
#include "aft-sample.h"

#define KID "0123456789abcdef"

static AftResponseBuilder *
start_exit (AftSampleFixture *fixture)
{
  return aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
}

static AftResponse *
end (AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  AftResponse *response = aft_response_builder_end (builder, &error);

  g_assert_no_error (error);
  return response;
}

/* Refused, and the message says what is wrong. */
static void
assert_names (AftResponseBuilder *builder, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);

  g_assert_null (response);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, field));
}

static void
test_setters_copy (AftSampleFixture *fixture, gconstpointer unused)
{
  char table[] = "A1", version[] = "7", text_version[] = "2026-03";
  AftDigest digest = aft_digest_of_text ("{}");
  AftConsent consent = { FALSE, TRUE, text_version, AFT_LANGUAGE_EN, 1 };
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_table (builder, table);
  aft_response_builder_set_survey (builder, "exit", version, &digest);
  aft_response_builder_set_consent (builder, &consent);
  table[0] = version[0] = text_version[0] = 'X';
  consent.offers = FALSE;
  g_autoptr (AftResponse) response = end (builder);

  g_assert_cmpstr (aft_response_get_table (response), ==, "A1");
  g_assert_cmpstr (aft_response_get_survey_version (response), ==, "7");
  g_assert_cmpstr (aft_response_get_consent (response)->text_version, ==, "2026-03");
  g_assert_true (aft_response_get_consent (response)->offers);
}

static void
test_the_last_call_counts (AftSampleFixture *fixture, gconstpointer unused)
{
  AftConsent consent = { TRUE, TRUE, "1", AFT_LANGUAGE_EN, 1 };
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_table (builder, "B2");
  aft_response_builder_set_table (builder, NULL);
  aft_response_builder_set_consent (builder, &consent);
  aft_response_builder_set_consent (builder, NULL);
  aft_response_builder_set_burst (builder, TRUE);
  aft_response_builder_set_burst (builder, FALSE);
  aft_response_builder_set_times (builder, 1, 2);
  aft_response_builder_set_times (builder, 3, 4);
  g_autoptr (AftResponse) response = end (builder);

  g_assert_null (aft_response_get_table (response));
  g_assert_null (aft_response_get_consent (response));
  g_assert_false (aft_response_is_burst (response));
  g_assert_cmpint (aft_response_get_started_ms (response), ==, 3);
}

static void
test_errors_name_the_field (AftSampleFixture *fixture, gconstpointer unused)
{
  AftDigest digest = aft_digest_of_text ("{}");
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_times (builder, -1, 0);
  assert_names (builder, "time");
  builder = start_exit (fixture);
  aft_response_builder_set_table (builder, "");
  assert_names (builder, "table");
  builder = start_exit (fixture);
  aft_response_builder_set_survey (builder, "", "1", &digest);
  assert_names (builder, "survey id");
  builder = start_exit (fixture);
  aft_response_builder_set_survey (builder, "exit", NULL, &digest);
  assert_names (builder, "survey version");
  builder = start_exit (fixture);
  aft_response_builder_take_seal (builder, aft_sealed_part_new ("words", KID, "="));
  assert_names (builder, "seal's box");
}

static void
test_names_end_at_64_characters (AftSampleFixture *fixture, gconstpointer unused)
{
  AftDigest digest = aft_digest_of_text ("{}");
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *longer = g_strnfill (65, 'x');
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_survey (builder, longest, longest, &digest);
  g_autoptr (AftResponse) response = end (builder);

  g_assert_cmpstr (aft_response_get_survey_id (response), ==, longest);
  builder = start_exit (fixture);
  aft_response_builder_set_survey (builder, longer, "1", &digest);
  assert_names (builder, "survey id");
  builder = start_exit (fixture);
  aft_response_builder_set_survey (builder, "exit", longer, &digest);
  assert_names (builder, "survey version");
}

static void
test_tables_count_characters_not_bytes (AftSampleFixture *fixture, gconstpointer unused)
{
  const char *longest = "一二三四五六七八九十一二三四五六";
  g_autofree char *longer = g_strconcat (longest, "七", NULL);
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_table (builder, longest);
  g_autoptr (AftResponse) response = end (builder);

  g_assert_cmpstr (aft_response_get_table (response), ==, longest);
  builder = start_exit (fixture);
  aft_response_builder_set_table (builder, longer);
  assert_names (builder, "table");
}

static void
test_answers_are_an_object (AftSampleFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) list = aft_value_builder_end (aft_value_builder_new_array ());
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_answers (builder, list);
  assert_names (builder, "answers");
}

static void
test_eight_seals_are_the_most (AftSampleFixture *fixture, gconstpointer unused)
{
  for (guint count = AFT_RESPONSE_SEALS_MAX; count <= AFT_RESPONSE_SEALS_MAX + 1; count++)
    {
      AftResponseBuilder *builder = start_exit (fixture);
      for (guint i = 0; i < count; i++)
        {
          char name[] = { (char) ('a' + i), '\0' };
          aft_response_builder_take_seal (builder, aft_sealed_part_new (name, KID, "AA"));
        }
      if (count > AFT_RESPONSE_SEALS_MAX)
        {
          assert_names (builder, "seals");
          continue;
        }
      g_autoptr (AftResponse) response = end (builder);
      g_assert_cmpuint (aft_response_get_seal_count (response), ==, count);
    }
}

static void
test_each_salt_is_fresh (AftSampleFixture *fixture, gconstpointer unused)
{
  guint8 own[AFT_RESPONSE_SALT_BYTES] = { 7 };
  g_autoptr (AftResponse) one = end (start_exit (fixture));
  g_autoptr (AftResponse) other = end (start_exit (fixture));
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_set_salt (builder, own);
  g_autoptr (AftResponse) given = end (builder);

  g_assert_cmpint (memcmp (aft_response_get_salt (one), aft_response_get_salt (other), sizeof own),
                   !=, 0);
  g_assert_cmpmem (aft_response_get_salt (given), AFT_RESPONSE_SALT_BYTES, own, sizeof own);
}

static void
test_a_call_for_staff_has_a_name_of_its_own (AftSampleFixture *fixture, gconstpointer unused)
{
  g_assert_cmpstr (aft_response_kind_to_wire (AFT_RESPONSE_CALL_STAFF), ==, "call-staff");
  for (AftResponseKind kind = AFT_RESPONSE_EXIT; kind < AFT_RESPONSE_CALL_STAFF; kind++)
    g_assert_cmpstr (aft_response_kind_to_wire (kind), ==, "response");
}

static void
test_a_sealed_part_is_copied_whole (AftSampleFixture *fixture, gconstpointer unused)
{
  AftSealedPart *part = aft_sealed_part_new (AFT_SEALED_CONTACT, KID, "Zm9v");
  g_autoptr (AftSealedPart) copy = aft_sealed_part_copy (part);
  aft_sealed_part_free (part);

  g_assert_cmpstr (aft_sealed_part_get_name (copy), ==, "contact");
  g_assert_cmpstr (aft_sealed_part_get_kid (copy), ==, KID);
  g_assert_cmpstr (aft_sealed_part_get_box (copy), ==, "Zm9v");
  aft_sealed_part_free (NULL);
}

static void
test_what_is_given_up_is_freed (AftSampleFixture *fixture, gconstpointer unused)
{
  AftResponseBuilder *builder = start_exit (fixture);
  aft_response_builder_take_seal (builder, aft_sealed_part_new ("words", KID, "AA"));
  aft_response_builder_free (builder);
  aft_response_builder_free (NULL);
  aft_response_unref (NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/model/response-builder/" name, AftSampleFixture, NULL, aft_sample_fixture_set_up,  \
              function, aft_sample_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("setters-copy", test_setters_copy);
  ADD ("the-last-call-counts", test_the_last_call_counts);
  ADD ("errors-name-the-field", test_errors_name_the_field);
  ADD ("names-end-at-64-characters", test_names_end_at_64_characters);
  ADD ("tables-count-characters-not-bytes", test_tables_count_characters_not_bytes);
  ADD ("answers-are-an-object", test_answers_are_an_object);
  ADD ("eight-seals-are-the-most", test_eight_seals_are_the_most);
  ADD ("each-salt-is-fresh", test_each_salt_is_fresh);
  ADD ("a-call-for-staff-has-a-name-of-its-own", test_a_call_for_staff_has_a_name_of_its_own);
  ADD ("a-sealed-part-is-copied-whole", test_a_sealed_part_is_copied_whole);
  ADD ("what-is-given-up-is-freed", test_what_is_given_up_is_freed);
  return g_test_run ();
}
