/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a phone sends in the middle of a survey, and what it says the survey's state is: no state
 * but our own opens, and whatever stands in the fields, the answers are answers of the survey and
 * the walk goes on from its state to the same screen. */
#include <string.h>

#include "aft-fake-clock.h"
#include "aft-fuzz.h"
#include "aft-seeded-random.h"
#include "aft-survey-form.h"
#include "aft-survey-walk.h"

#define MOST_SCREENS 8

static const char definition[]
    = "{\"pages\": [{\"name\": \"a\", \"elements\": ["
      "{\"type\": \"rating\", \"name\": \"r\"},"
      "{\"type\": \"checkbox\", \"name\": \"c\", \"choices\": [\"x\", \"y\", \"z\"],"
      " \"showOtherItem\": true, \"showNoneItem\": true, \"maxSelectedChoices\": 2},"
      "{\"type\": \"text\", \"name\": \"n\", \"inputType\": \"number\", \"max\": 9}]},"
      "{\"name\": \"b\", \"visibleIf\": \"{r} > 2\", \"elements\": ["
      "{\"type\": \"radiogroup\", \"name\": \"d\", \"choices\": [1, 2], \"showOtherItem\": true},"
      "{\"type\": \"boolean\", \"name\": \"t\", \"visibleIf\": \"{d} = 1\"},"
      "{\"type\": \"dropdown\", \"name\": \"l\", \"choices\": [\"p\", \"q\"]}]},"
      "{\"name\": \"w\", \"elements\": [{\"type\": \"comment\", \"name\": \"w\"}]}]}";

static void
check_state (const char *text)
{
  const AftSecretBoxKey key = { { 7 } };
  g_autoptr (AftSurveyState) state = aft_survey_state_open (text, &key, NULL);
  g_assert_null (state);
}

/* The same state again: the same place and the same answers. */
static void
check_walk (AftSurvey *survey, AftSurveyState *state, const AftSurveyAround *around)
{
  g_autoptr (AftSession) session = aft_survey_walk_begin (survey, state, around);
  g_autofree char *page = g_strdup (state->page);
  g_autoptr (AftValue) answers = aft_value_ref (state->answers);

  aft_survey_walk_save (session, state);
  g_assert_cmpstr (state->page, ==, page);
  g_assert_true (aft_value_equal (state->answers, answers));
}

static void
walk (const AftHttpForm *form)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1773516600000000));
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (definition, strlen (definition), NULL);
  g_autoptr (AftSurveyState) state = aft_survey_state_new (AFT_RESPONSE_EXIT, "CODE");
  const AftSurveyAround around
      = { .clock = aft_fake_clock_get_clock (fake), .zone = zone, .venue_name = "House" };

  for (guint i = 0; i < MOST_SCREENS; i++)
    {
      g_autoptr (AftSession) session = aft_survey_walk_begin (survey, state, &around);
      (void) aft_survey_form_answer (form, session);
      if (aft_survey_form_read_act (form) == AFT_SURVEY_ACT_BACK)
        (void) aft_survey_walk_back (session, &around);
      else if (!aft_survey_walk_next (session, &around) || aft_session_is_complete (session))
        return;
      aft_survey_walk_save (session, state);
      check_walk (survey, state, &around);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (AftHttpForm) form = aft_http_form_parse (body, NULL, NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_state (text);
  if (form != NULL)
    walk (form);
  return 0;
}
