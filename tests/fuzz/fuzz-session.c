/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest who presses anything, in any survey that passes the check: nothing aborts, and the same
 * acts lead to the same answers. The acts follow from the survey's own bytes. */
#include "aft-session.h"

#include "aft-digest.h"
#include "aft-fake-clock.h"
#include "aft-fuzz.h"
#include "aft-json.h"
#include "aft-seeded-random.h"

#define MOST_ACTS 30

static const char *
choose_text (AftRandom *random)
{
  static const char *const texts[] = { "",       " ",      "5",       "-1e3",        "2026-03-14",
                                       "老王 🍜", "a@b.cn", "x\ty\nz", "13800138000", "null" };

  return texts[aft_seeded_random_below (random, G_N_ELEMENTS (texts))];
}

static AftValue *
choose_value (AftRandom *random)
{
  AftValueBuilder *builder;

  switch (aft_seeded_random_below (random, 5))
    {
    case 0:
      return aft_value_new_null ();
    case 1:
      return aft_value_new_boolean (aft_seeded_random_below (random, 2) == 0);
    case 2:
      return aft_value_new_number ((double) aft_seeded_random_below (random, 12) - 1);
    case 3:
      return aft_value_new_string (choose_text (random));
    default:
      builder = aft_value_builder_new_array ();
      aft_value_builder_take (builder, aft_value_new_string (choose_text (random)));
      aft_value_builder_take (builder, aft_value_new_number (3));
      return aft_value_builder_end (builder);
    }
}

static void
tap_choice (AftSession *session, const AftQuestionView *question, AftRandom *random)
{
  const AftChoiceView *choice;

  if (question->choices->len == 0)
    return;
  choice = g_ptr_array_index (question->choices,
                              aft_seeded_random_below (random, question->choices->len));
  aft_session_tap (session, question->name, choice->value);
}

static void
act_on_question (AftSession *session, const AftScreen *screen, AftRandom *random)
{
  g_autoptr (AftValue) value = choose_value (random);
  const AftQuestionView *question;

  if (screen->questions->len == 0)
    return;
  question = g_ptr_array_index (screen->questions,
                                aft_seeded_random_below (random, screen->questions->len));
  switch (aft_seeded_random_below (random, 6))
    {
    case 0:
      aft_session_set (session, question->name, value);
      break;
    case 1:
      aft_session_comment (session, question->name, choose_text (random));
      break;
    case 2:
      aft_session_clear (session, question->name);
      break;
    default:
      tap_choice (session, question, random);
    }
}

static void
act (AftSession *session, const AftScreen *screen, AftRandom *random)
{
  static const char *const locales[] = { "", "zh-cn", "zh-tw", "en", "xx" };
  g_autoptr (AftValue) value = choose_value (random);

  switch (aft_seeded_random_below (random, 12))
    {
    case 0:
      aft_session_previous (session);
      break;
    case 1:
      aft_session_complete (session);
      break;
    case 2:
      aft_session_set_locale (session,
                              locales[aft_seeded_random_below (random, G_N_ELEMENTS (locales))]);
      break;
    case 3:
      aft_session_set_variable (session, "venue", value);
      break;
    case 4:
    case 5:
      if (!aft_session_start (session))
        aft_session_next (session);
      break;
    default:
      act_on_question (session, screen, random);
    }
}

/* The answers after MOST_ACTS acts, as a line. */
static char *
walk (AftSurvey *survey, guint64 seed)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1773516600000000));
  g_autoptr (AftRandom) random = aft_seeded_random_new (seed);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AftSessionOptions options = {
    .locale = "zh-cn",
    .clock = aft_fake_clock_get_clock (fake),
    .zone = zone,
    .seed = (guint32) seed,
  };
  g_autoptr (AftSession) session = aft_session_new (survey, &options);
  g_autoptr (AftValue) data = NULL;

  for (guint i = 0; i < MOST_ACTS; i++)
    {
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);

      g_assert_true ((screen->state == AFT_SCREEN_COMPLETED) == aft_session_is_complete (session));
      act (session, screen, random);
    }
  data = aft_session_dup_data (session);
  g_assert_cmpint (aft_value_get_type (data), ==, AFT_VALUE_OBJECT);
  return aft_json_to_line (data);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json ((const char *) data, size, NULL);
  AftDigest digest = aft_digest_of (data, size);

  if (survey == NULL)
    return 0;
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *first = walk (survey, digest.bytes[i]);
      g_autofree char *second = walk (survey, digest.bytes[i]);

      g_assert_cmpstr (first, ==, second);
    }
  return 0;
}
