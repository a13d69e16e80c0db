/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample responses for the tests of model, wire and store. */
#include "aft-sample.h"

#include "aft-seeded-random.h"

void
aft_sample_fixture_set_up (AftSampleFixture *fixture, gconstpointer unused)
{
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->clock = aft_fake_clock_get_clock (fixture->fake);
  fixture->random = aft_seeded_random_new (1);
}

void
aft_sample_fixture_tear_down (AftSampleFixture *fixture, gconstpointer unused)
{
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->fake);
}

static AftValue *
make_answers (guint rating)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_number (builder, "overall", rating);
  aft_value_builder_set_string (builder, "words", "上菜有点慢");
  return aft_value_builder_end (builder);
}

static void
set_answers (AftResponseBuilder *builder, guint rating)
{
  g_autoptr (AftValue) answers = make_answers (rating);
  aft_response_builder_set_answers (builder, answers);
}

AftResponseBuilder *
aft_sample_builder_new (AftClock *clock,
                        AftRandom *random,
                        AftResponseKind kind,
                        const AftId *sitting_id)
{
  AftId id = aft_id_generate (clock, random);
  AftId own_sitting = aft_id_generate (clock, random);
  AftId boot_id = aft_id_generate (clock, random);
  AftDigest definition = aft_digest_of_text ("{}");
  gint64 now_ms = aft_clock_get_real_ms (clock);
  AftResponseBuilder *builder
      = aft_response_builder_new (kind, &id, sitting_id != NULL ? sitting_id : &own_sitting);
  aft_response_builder_set_survey (builder, "exit", "3", &definition);
  aft_response_builder_set_times (builder, now_ms, now_ms + 15000);
  aft_response_builder_set_boot (builder, &boot_id, 4711000);
  aft_response_builder_set_table (builder, "A12");
  aft_response_builder_make_salt (builder, random);
  if (kind != AFT_RESPONSE_CALL_STAFF)
    set_answers (builder, 4);
  return builder;
}

static AftResponse *
end_sample (AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

AftResponse *
aft_sample_response_new (AftClock *clock,
                         AftRandom *random,
                         AftResponseKind kind,
                         const AftId *sitting_id)
{
  return end_sample (aft_sample_builder_new (clock, random, kind, sitting_id));
}

AftResponse *
aft_sample_tap_new (AftClock *clock, AftRandom *random, guint rating)
{
  AftResponseBuilder *builder = aft_sample_builder_new (clock, random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_state (builder, AFT_RESPONSE_TAP);
  set_answers (builder, rating);
  return end_sample (builder);
}

AftResponse *
aft_sample_completed_new (const AftResponse *tap)
{
  AftResponseBuilder *builder = aft_response_builder_new_from (tap);
  aft_response_builder_set_state (builder, AFT_RESPONSE_COMPLETE);
  return end_sample (builder);
}
