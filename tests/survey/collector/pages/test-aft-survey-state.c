/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sitting's state comes back as it went out, and nobody else's does. */
#include "aft-survey-state.h"

#include <string.h>

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-json.h"
#include "aft-seeded-random.h"

typedef struct
{
  AftRandom *random;
  AftSecretBoxKey key;
  AftSurveyState *state;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char answers[] = "{\"what\":[\"food\"],\"words\":\"汤太咸\\n了\",\"n\":3}";
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1773516600000000));
  AftClock *clock = aft_fake_clock_get_clock (fake);
  AftSurveyState *state = aft_survey_state_new (AFT_RESPONSE_COMPLAINT, "ABCDEFGHJK");

  fixture->random = aft_seeded_random_new (11);
  aft_random_fill (fixture->random, fixture->key.bytes, sizeof fixture->key.bytes);
  state->survey = aft_digest_of_text ("a survey");
  state->response_id = aft_id_generate (clock, fixture->random);
  state->sitting_id = aft_id_generate (clock, fixture->random);
  state->next_id = aft_id_generate (clock, fixture->random);
  state->started_ms = aft_clock_get_real_ms (clock);
  state->language = AFT_LANGUAGE_ZH_TW;
  state->seed = G_MAXUINT32;
  state->screens = 3;
  state->marks = 2;
  state->is_second = TRUE;
  aft_survey_state_set_place (state, "第二页", NULL);
  aft_survey_state_take_answers (
      state, aft_json_parse (answers, strlen (answers), &aft_json_limits_wire, NULL));
  fixture->state = state;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_survey_state_free (fixture->state);
  aft_random_unref (fixture->random);
}

static char *
seal (Fixture *fixture)
{
  return aft_survey_state_seal (fixture->state, &fixture->key, fixture->random);
}

static void
test_a_state_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = seal (fixture);
  g_autoptr (AftSurveyState) back = aft_survey_state_open (text, &fixture->key, &error);
  const AftSurveyState *state = fixture->state;

  g_assert_no_error (error);
  g_assert_cmpint (back->kind, ==, state->kind);
  g_assert_cmpstr (back->word, ==, state->word);
  g_assert_true (aft_digest_equal (&back->survey, &state->survey));
  g_assert_true (aft_id_equal (&back->response_id, &state->response_id));
  g_assert_true (aft_id_equal (&back->sitting_id, &state->sitting_id));
  g_assert_true (aft_id_equal (&back->next_id, &state->next_id));
  g_assert_cmpint (back->started_ms, ==, state->started_ms);
  g_assert_cmpint (back->language, ==, state->language);
  g_assert_cmpuint (back->seed, ==, state->seed);
  g_assert_cmpuint (back->screens, ==, state->screens);
  g_assert_cmpuint (back->marks, ==, state->marks);
  g_assert_true (back->is_second);
  g_assert_cmpstr (back->page, ==, state->page);
  g_assert_null (back->element);
  g_assert_true (aft_value_equal (back->answers, state->answers));
}

static void
test_it_says_nothing_to_who_keeps_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = seal (fixture);
  g_autofree char *again = seal (fixture);
  g_assert_null (strstr (text, "words"));
  g_assert_cmpstr (text, !=, again);
  for (const char *at = text; *at != '\0'; at++)
    g_assert_true (g_ascii_isalnum (*at) || *at == '-' || *at == '_');
}

static void
test_a_changed_state_is_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = seal (fixture);
  for (gsize i = 0; i < strlen (text); i += 7)
    {
      g_autofree char *changed = g_strdup (text);
      g_autoptr (GError) error = NULL;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      g_assert_null (aft_survey_state_open (changed, &fixture->key, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
    }
}

static void
test_what_is_no_state_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (AFT_SURVEY_STATE_MAX_BYTES + 4, 'A');
  const char *const texts[] = { "", "A", "====", "汤", long_text };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (aft_survey_state_open (texts[i], &fixture->key, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
    }
}

static void
test_another_houses_state_is_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = seal (fixture);
  g_autoptr (GError) error = NULL;
  fixture->key.bytes[31] ^= 1;
  g_assert_null (aft_survey_state_open (text, &fixture->key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/pages/survey-state/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-state-comes-back-as-it-was", test_a_state_comes_back_as_it_was);
  ADD ("it-says-nothing-to-who-keeps-it", test_it_says_nothing_to_who_keeps_it);
  ADD ("a-changed-state-is-none", test_a_changed_state_is_none);
  ADD ("what-is-no-state-is-refused", test_what_is_no_state_is_refused);
  ADD ("another-houses-state-is-none", test_another_houses_state_is_none);
#undef ADD
  return g_test_run ();
}
