/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a guest to responses as a kiosk makes them: who leaves half-way, taps twice, complains;
 * whose kiosk has a wrong clock; what is sent twice. The shares are PERFORMANCE.md's. */
#include "sittings.h"

#include "answers.h"
#include "aft-response-builder.h"
#include "words.h"

#define LEFT_HALF_WAY      .12
#define SENT_TWICE         .015
#define TAPPED_TWICE       .02
#define CHILD              .0008 /* plays with the screen: a burst of taps */
#define BURST              6
#define CLOCK_OFF          .003
#define CLOCK_LOST         .0005
#define KNOWN              .03
#define COMPLAINS_IN_WORDS .7
#define COMPLAINS          .3 /* of those who are asked */
#define YEAR_2038_MS       G_GINT64_CONSTANT (2147483647000)

struct _Sittings
{
  SittingsOptions options;
};

Sittings *
sittings_new (const SittingsOptions *options)
{
  Sittings *sittings = g_new0 (Sittings, 1);
  sittings->options = *options;
  return sittings;
}

void
sittings_free (Sittings *sittings)
{
  if (sittings == NULL)
    return;
  for (guint i = 0; i < SITTING_KINDS; i++)
    {
      SittingSurvey *survey = &sittings->options.surveys[i];
      g_clear_pointer (&survey->survey, aft_survey_unref);
      g_free (survey->id);
      g_free (survey->version);
    }
  g_free (sittings);
}

/* What a response is made of here. */
typedef struct
{
  Sittings *sittings;
  const Guest *guest;
  Kiosk *kiosk;
  Draws draws;
  AftId sitting_id;
  AftLanguage language;
  guint known_guest;     /* who it is, from 1; 0: nobody knows */
  gint64 clock_error_ms; /* by how much the kiosk's clock is off */
} Sitting;

static AftLanguage
draw_language (Draws *draws)
{
  double drawn = draws_unit (draws);
  return drawn < .75 ? AFT_LANGUAGE_ZH_CN : drawn < .80 ? AFT_LANGUAGE_ZH_TW : AFT_LANGUAGE_EN;
}

/* 10 minutes either way, or the time of an empty battery. */
static gint64
draw_clock_error (Draws *draws, gint64 time_ms)
{
  if (draws_happens (draws, CLOCK_LOST))
    return (draws_happens (draws, .5) ? YEAR_2038_MS : 60000) - time_ms;
  if (draws_happens (draws, CLOCK_OFF))
    return draws_happens (draws, .5) ? 600000 : -600000;
  return 0;
}

typedef struct
{
  SittingKind survey;
  AftResponseState state;
  gint64 later_ms;   /* than the guest's first answer */
  AftValue *answers; /* eaten */
  gboolean is_burst;
} Part;

AftDigest
sittings_get_guest_key (guint number)
{
  g_autofree char *text = g_strdup_printf ("generated guest %u", number);
  return aft_digest_of_text (text);
}

/* What the guest says of it; only the house can read that. */
static void
add_words (Sitting *sitting, const AftId *id, AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  const AftSealKey *key = sitting->sittings->options.house_key;
  if (key == NULL || !draws_happens (&sitting->draws, COMPLAINS_IN_WORDS))
    return;
  g_autofree char *words = words_make (sitting->guest, &sitting->draws, sitting->language);
  AftSealedPart *part = aft_seal_make (key, id, AFT_SEALED_WORDS, words, &error);
  g_assert_no_error (error);
  aft_response_builder_take_seal (builder, part);
}

static AftResponse *
make_response (Sitting *sitting, const Part *part)
{
  g_autoptr (GError) error = NULL;
  const SittingSurvey *survey = &sitting->sittings->options.surveys[part->survey];
  gint64 time_ms = sitting->guest->time_ms + part->later_ms;
  gint64 shown_ms = MAX (time_ms + sitting->clock_error_ms, 60000);
  g_autoptr (AftValue) answers = part->answers;
  AftId id = draws_make_id (&sitting->draws, time_ms);
  AftResponseKind kind
      = part->survey == SITTING_COMPLAINT ? AFT_RESPONSE_COMPLAINT : AFT_RESPONSE_EXIT;
  AftResponseBuilder *builder = aft_response_builder_new (kind, &id, &sitting->sitting_id);
  guint64 salt[2] = { draws_next (&sitting->draws), draws_next (&sitting->draws) };
  aft_response_builder_set_state (builder, part->state);
  aft_response_builder_set_survey (builder, survey->id, survey->version, &survey->digest);
  aft_response_builder_set_times (builder, shown_ms - 4000 - draws_below (&sitting->draws, 40000),
                                  shown_ms);
  aft_response_builder_set_boot (builder, kiosk_get_boot_id (sitting->kiosk),
                                 kiosk_get_monotonic_ms (sitting->kiosk, time_ms));
  aft_response_builder_set_language (builder, sitting->language);
  aft_response_builder_set_burst (builder, part->is_burst);
  aft_response_builder_set_answers (builder, answers);
  aft_response_builder_set_salt (builder, (const guint8 *) salt);
  if (part->survey == SITTING_COMPLAINT)
    add_words (sitting, &id, builder);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

/* Scored only where there can be anything: most guests are content with everything. */
static gboolean
may_be_at_risk (const Guest *guest, SittingKind survey)
{
  gboolean is_low = guest->score <= 3 || survey == SITTING_COMPLAINT;
  for (guint k = 0; survey == SITTING_HOTPOT && guest->score < 5 && k < AFT_ASPECTS; k++)
    is_low = is_low || world_score (guest->aspects[k]) <= 2;
  return is_low;
}

static void
add (Sitting *sitting, const Part *part, GArray *items)
{
  AftRuleBook *rules = sitting->sittings->options.rules;
  const SittingSurvey *survey = &sitting->sittings->options.surveys[part->survey];
  AftHouseItem item = kiosk_number (sitting->kiosk, make_response (sitting, part));
  if (!sitting->sittings->options.is_plain && may_be_at_risk (sitting->guest, part->survey))
    item.risk = aft_rule_book_score (rules, survey->survey, item.response);
  item.has_guest = sitting->known_guest > 0;
  if (item.has_guest)
    item.guest_key = sittings_get_guest_key (sitting->known_guest - 1);
  item.visit_score = sitting->guest->score;
  g_array_append_val (items, item);
}

static void
add_exit (Sitting *sitting, GArray *items)
{
  const SittingsOptions *options = &sitting->sittings->options;
  Draws *draws = &sitting->draws;
  /* Spread over the venues whatever their number. */
  gboolean is_hotpot = (guint) ((sitting->guest->venue + 1) * options->hotpot)
                       != (guint) (sitting->guest->venue * options->hotpot);
  gboolean is_left = !options->is_spotless && draws_happens (draws, LEFT_HALF_WAY);
  guint questions = is_left ? 1 + draws_below (draws, is_hotpot ? 9 : 4) : ANSWERS_ALL;
  Part part = {
    .survey = is_hotpot ? SITTING_HOTPOT : SITTING_EXIT,
    .state = !is_left         ? AFT_RESPONSE_COMPLETE
             : questions == 1 ? AFT_RESPONSE_TAP
                              : AFT_RESPONSE_PARTIAL,
    .answers = is_hotpot ? answers_make_hotpot (sitting->guest, draws, sitting->language, questions)
                         : answers_make_exit (sitting->guest, draws, sitting->language, questions),
  };
  add (sitting, &part, items);
}

/* The same finger once more, on a rest screen that has come back. */
static void
add_second_tap (Sitting *sitting, GArray *items)
{
  Part part = { SITTING_EXIT, AFT_RESPONSE_TAP, 1500,
                answers_make_exit (sitting->guest, &sitting->draws, sitting->language, 1) };
  sitting->sitting_id = draws_make_id (&sitting->draws, sitting->guest->time_ms);
  add (sitting, &part, items);
}

/* From the fifth within a minute on they are marked; those before looked like anybody's. */
static void
add_burst (Sitting *sitting, GArray *items)
{
  for (guint i = 0; i < BURST; i++)
    {
      Part part = { .survey = SITTING_EXIT, .state = AFT_RESPONSE_TAP, .later_ms = 3000 * (i + 1) };
      part.answers = answers_make_exit (sitting->guest, &sitting->draws, sitting->language, 1);
      part.is_burst = i >= 4;
      sitting->sitting_id = draws_make_id (&sitting->draws, sitting->guest->time_ms);
      add (sitting, &part, items);
    }
}

static void
add_complaint (Sitting *sitting, GArray *items)
{
  Part part = { SITTING_COMPLAINT, AFT_RESPONSE_COMPLETE, 60000,
                answers_make_complaint (sitting->guest, &sitting->draws) };
  add (sitting, &part, items);
}

void
sittings_make (Sittings *sittings, const Guest *guest, Kiosk *kiosk, GArray *items)
{
  const SittingsOptions *options = &sittings->options;
  Sitting sitting = { sittings, guest, kiosk, { guest->chance } };
  Draws *draws = &sitting.draws;
  sitting.sitting_id = draws_make_id (draws, guest->time_ms - 20000);
  sitting.language = draw_language (draws);
  if (!options->is_spotless)
    sitting.clock_error_ms = draw_clock_error (draws, guest->time_ms);
  if (options->known_guests > 0 && draws_happens (draws, KNOWN))
    sitting.known_guest = 1 + draws_below (draws, options->known_guests);
  add_exit (&sitting, items);
  gboolean is_complaint = guest->score <= 2 && draws_happens (draws, COMPLAINS);
  if (is_complaint && !options->is_plain)
    add_complaint (&sitting, items);
  if (options->is_spotless)
    return;
  gboolean is_twice = draws_happens (draws, SENT_TWICE);
  if (draws_happens (draws, TAPPED_TWICE) && !options->is_plain)
    add_second_tap (&sitting, items);
  if (draws_happens (draws, CHILD) && !options->is_plain)
    add_burst (&sitting, items);
  if (is_twice)
    {
      AftHouseItem again = kiosk_repeat (&g_array_index (items, AftHouseItem, 0));
      g_array_append_val (items, again);
    }
}

gboolean
sittings_is_urgent (const AftHouseItem *item)
{
  return aft_response_get_kind (item->response) == AFT_RESPONSE_COMPLAINT
         || (item->risk != NULL && aft_risk_get_level (item->risk) >= AFT_RISK_AT_RISK);
}
