/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a guest to responses as a kiosk makes them: who leaves half-way, taps twice, complains;
 * whose kiosk has a wrong clock; who says how to be reached; what is sent twice. The shares are
 * PERFORMANCE.md's. */
#include "sittings.h"

#include "answers.h"
#include "aft-guest-key.h"
#include "aft-response-builder.h"
#include "words.h"

#define LEFT_HALF_WAY      .12
#define SENT_TWICE         .015
#define TAPPED_TWICE       .02
#define CHILD              .0008 /* plays with the screen: a burst of taps */
#define BURST              6
#define CLOCK_OFF          .003
#define CLOCK_LOST         .0005
#define BY_PHONE           .05
#define AGAIN_BY_PHONE     .03
#define REACHABLE          .04 /* gives a telephone number, and leave to use it */
#define REACHABLE_WRONGED  .2  /* of those who complain: 1 % of all */
#define WRONGED            .05 /* complain, by COMPLAINS; the rest of REACHABLE does not */
#define KNOWN              .75 /* of those who can be reached: 3 % of all */
#define STRANGERS          10000000
#define COMPLAINS_IN_WORDS .7
#define COMPLAINS          .5 /* of those who score 1 or 2; 15 % of all become cases then */
#define YEAR_2038_MS       G_GINT64_CONSTANT (2147483647000)

struct _Sittings
{
  SittingsOptions options;
  gboolean is_revised;
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

void
sittings_revise (Sittings *sittings, SittingSurvey *survey)
{
  SittingSurvey *former = &sittings->options.surveys[SITTING_EXIT];
  aft_survey_unref (former->survey);
  g_free (former->id);
  g_free (former->version);
  *former = *survey;
  sittings->is_revised = TRUE;
}

/* What was not always drawn is drawn from streams of their own: the rest stays as it was. */
typedef enum
{
  PURPOSE_CHANNEL = 1,
  PURPOSE_CONTACT,
  PURPOSE_COMPLAINT
} Purpose;

gboolean
sittings_is_by_phone (const Sittings *sittings, const Guest *guest)
{
  Draws draws = draws_start (guest->chance, PURPOSE_CHANNEL);
  return !sittings->options.is_plain && !sittings->options.is_spotless
         && draws_happens (&draws, BY_PHONE);
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
  guint marks;        /* AftHouseMark, together */
  const char *number; /* by which the guest can be reached; NULL: none was given */
} Part;

/* Numbers that are given to nobody: no mobile number begins so. */
static char *
dup_number (guint number)
{
  return g_strdup_printf ("+86120%08u", number);
}

AftDigest
sittings_get_guest_key (const Sittings *sittings, guint number)
{
  g_autofree char *text = dup_number (number);
  return aft_guest_key_make (sittings->options.guest_key, text);
}

/* Only the house can read it; without its key nothing is kept. */
static void
seal (Sitting *sitting, const AftId *id, const char *purpose, char *text, AftResponseBuilder *into)
{
  g_autoptr (GError) error = NULL;
  const AftSealKey *key = sitting->sittings->options.house_key;
  if (key == NULL)
    return;
  AftSealedPart *part = aft_seal_make (key, id, purpose, text, &error);
  g_assert_no_error (error);
  aft_response_builder_take_seal (into, part);
}

/* What the guest says of it. */
static void
add_words (Sitting *sitting, const AftId *id, AftResponseBuilder *builder)
{
  if (sitting->sittings->options.house_key == NULL
      || !draws_happens (&sitting->draws, COMPLAINS_IN_WORDS))
    return;
  g_autofree char *words = words_make (sitting->guest, &sitting->draws, sitting->language);
  seal (sitting, id, AFT_SEALED_WORDS, words, builder);
}

/* Who complains may be called; who does not hears of offers. */
static void
add_contact (Sitting *sitting, const AftId *id, const Part *part, AftResponseBuilder *builder)
{
  gboolean is_complaint = part->survey == SITTING_COMPLAINT;
  const AftConsent consent = { .callback = is_complaint,
                               .offers = !is_complaint,
                               .text_version = "2026-11",
                               .language = sitting->language,
                               .given_ms = sitting->guest->time_ms + part->later_ms };
  g_autofree char *contact = g_strdup_printf ("{\"phone\":\"%s\"}", part->number);
  aft_response_builder_set_consent (builder, &consent);
  seal (sitting, id, AFT_SEALED_CONTACT, contact, builder);
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
  if (kiosk_is_phones (sitting->kiosk))
    aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  if (part->survey == SITTING_COMPLAINT)
    add_words (sitting, &id, builder);
  if (part->number != NULL)
    add_contact (sitting, &id, part, builder);
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
  item.marks = part->marks;
  item.has_guest = part->number != NULL;
  if (item.has_guest)
    item.guest_key = aft_guest_key_make (sitting->sittings->options.guest_key, part->number);
  item.visit_score = sitting->guest->score;
  g_array_append_val (items, item);
}

static AftValue *
make_exit (Sitting *sitting, guint questions)
{
  const ExitAsked asked = { sitting->language, questions, sitting->sittings->is_revised };
  return answers_make_exit (sitting->guest, &sitting->draws, &asked);
}

static void
add_exit (Sitting *sitting, const char *number, GArray *items)
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
                         : make_exit (sitting, questions),
    .number = number,
  };
  add (sitting, &part, items);
}

/* The same finger once more, on a rest screen that has come back. */
static void
add_second_tap (Sitting *sitting, GArray *items)
{
  Part part = { SITTING_EXIT, AFT_RESPONSE_TAP, 1500, make_exit (sitting, 1) };
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
      part.answers = make_exit (sitting, 1);
      part.is_burst = i >= 4;
      sitting->sitting_id = draws_make_id (&sitting->draws, sitting->guest->time_ms);
      add (sitting, &part, items);
    }
}

/* The code at the table once more, on the same day. */
static void
add_repeated (Sitting *sitting, GArray *items)
{
  Part part = { .survey = SITTING_EXIT, .state = AFT_RESPONSE_COMPLETE, .later_ms = 90000 };
  part.answers = make_exit (sitting, ANSWERS_ALL);
  part.marks = AFT_HOUSE_MARK_REPEATED;
  sitting->sitting_id = draws_make_id (&sitting->draws, sitting->guest->time_ms);
  add (sitting, &part, items);
}

static void
add_complaint (Sitting *sitting, const char *number, GArray *items)
{
  Part part = { SITTING_COMPLAINT, AFT_RESPONSE_COMPLETE, 60000,
                answers_make_complaint (sitting->guest, &sitting->draws) };
  part.number = number;
  add (sitting, &part, items);
}

/* Mostly one of those that come again; else somebody new. NULL: none is given. */
static char *
draw_number (const Sitting *sitting, gboolean is_complaint)
{
  const SittingsOptions *options = &sitting->sittings->options;
  Draws draws = draws_start (sitting->guest->chance, PURPOSE_CONTACT);
  double chance = is_complaint ? REACHABLE_WRONGED
                               : (REACHABLE - WRONGED * REACHABLE_WRONGED) / (1 - WRONGED);
  if (options->is_plain || !draws_happens (&draws, chance))
    return NULL;
  gboolean is_known = options->known_guests > 0 && draws_happens (&draws, KNOWN);
  return dup_number (is_known ? draws_below (&draws, options->known_guests)
                              : options->known_guests + draws_below (&draws, STRANGERS));
}

/* What happens to a response that nobody means. */
static void
add_accidents (Sitting *sitting, GArray *items)
{
  Draws *draws = &sitting->draws;
  gboolean is_plain = sitting->sittings->options.is_plain;
  gboolean is_phone = kiosk_is_phones (sitting->kiosk);
  gboolean is_twice = draws_happens (draws, SENT_TWICE);
  if (draws_happens (draws, TAPPED_TWICE) && !is_plain && !is_phone)
    add_second_tap (sitting, items);
  if (draws_happens (draws, CHILD) && !is_plain && !is_phone)
    add_burst (sitting, items);
  if (is_phone && draws_happens (draws, AGAIN_BY_PHONE))
    add_repeated (sitting, items);
  if (is_twice)
    {
      AftHouseItem again = kiosk_repeat (&g_array_index (items, AftHouseItem, 0));
      g_array_append_val (items, again);
    }
}

void
sittings_make (Sittings *sittings, const Guest *guest, Kiosk *kiosk, GArray *items)
{
  const SittingsOptions *options = &sittings->options;
  Sitting sitting = { sittings, guest, kiosk, { guest->chance } };
  Draws *draws = &sitting.draws;
  Draws complains = draws_start (guest->chance, PURPOSE_COMPLAINT);
  sitting.sitting_id = draws_make_id (draws, guest->time_ms - 20000);
  sitting.language = draw_language (draws);
  if (!options->is_spotless && !kiosk_is_phones (kiosk))
    sitting.clock_error_ms = draw_clock_error (draws, guest->time_ms);
  gboolean is_complaint = guest->score <= 2 && draws_happens (&complains, COMPLAINS);
  is_complaint = is_complaint && !options->is_plain;
  g_autofree char *number = draw_number (&sitting, is_complaint);
  add_exit (&sitting, is_complaint ? NULL : number, items);
  if (is_complaint)
    add_complaint (&sitting, number, items);
  if (!options->is_spotless)
    add_accidents (&sitting, items);
}

gboolean
sittings_is_urgent (const AftHouseItem *item)
{
  return aft_response_get_kind (item->response) == AFT_RESPONSE_COMPLAINT || item->has_guest
         || (item->risk != NULL && aft_risk_get_level (item->risk) >= AFT_RISK_AT_RISK);
}
