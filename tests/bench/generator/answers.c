/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a guest's moods to answers: scores from moods, reasons from the aspects that were worst.
 * Knows the shipped surveys by heart; that every answer is one of theirs is tested. */
#include "answers.h"

#include "words.h"

#define WRITES .80 /* of those who are asked: 40 % of all */

/* An answer on its way. */
typedef struct
{
  const Guest *guest;
  Draws *draws;
  AftLanguage language;
  AftValueBuilder *builder;
  guint left; /* questions until the guest goes */
  gboolean is_revised;
} Writer;

/* An option and the aspect it is about. */
typedef struct
{
  const char *value;
  AftAspect aspect;
} Option;

static gboolean
goes_on (Writer *writer)
{
  if (writer->left > 0)
    writer->left--;
  return writer->left > 0;
}

static Writer
begin (const Guest *guest, Draws *draws, AftLanguage language, guint questions)
{
  Writer writer = { guest, draws, language, aft_value_builder_new_object (), questions };
  return writer;
}

static void
put_score (Writer *writer, const char *question, double mood)
{
  aft_value_builder_set_number (writer->builder, question, world_score (mood));
}

/* Each option whose aspect's mood times @sign is above @threshold. FALSE: none was. */
static gboolean
choose_by_mood (Writer *writer,
                const char *question,
                const Option *options,
                guint count,
                double sign,
                double threshold)
{
  g_autoptr (AftValueBuilder) chosen = aft_value_builder_new_array ();
  guint chosen_count = 0;
  for (guint i = 0; i < count; i++)
    if (sign * writer->guest->aspects[options[i].aspect] > threshold
        && draws_happens (writer->draws, .8))
      {
        aft_value_builder_take (chosen, aft_value_new_string (options[i].value));
        chosen_count++;
      }
  if (chosen_count > 0)
    aft_value_builder_set_take (writer->builder, question,
                                aft_value_builder_end (g_steal_pointer (&chosen)));
  return chosen_count > 0;
}

/* Any of @options, each with @chance. */
static void
choose_any (Writer *writer, const char *question, const char *const *options, double chance)
{
  g_autoptr (AftValueBuilder) chosen = aft_value_builder_new_array ();
  gboolean is_any = FALSE;
  for (guint i = 0; options[i] != NULL; i++)
    if (draws_happens (writer->draws, chance))
      {
        aft_value_builder_take (chosen, aft_value_new_string (options[i]));
        is_any = TRUE;
      }
  if (is_any)
    aft_value_builder_set_take (writer->builder, question,
                                aft_value_builder_end (g_steal_pointer (&chosen)));
}

static void
choose_one (Writer *writer, const char *question, const char *const *options)
{
  guint chosen = draws_below (writer->draws, g_strv_length ((char **) options));
  aft_value_builder_set_string (writer->builder, question, options[chosen]);
}

/* The worse the mood, the later in the list. */
static void
choose_worse (Writer *writer, const char *question, const char *const *options, double mood)
{
  guint count = g_strv_length ((char **) options);
  double worse = 1 - draws_normal_share (mood);
  aft_value_builder_set_string (writer->builder, question,
                                options[MIN ((guint) (worse * count), count - 1)]);
}

static gboolean
has_chosen (Writer *writer, const char *question, const char *value)
{
  g_autoptr (AftValue) answers = aft_value_builder_end (writer->builder);
  const AftValue *chosen = aft_value_get_member (answers, question);
  gboolean has = FALSE;
  for (gsize i = 0; i < aft_value_get_length (chosen); i++)
    has = has || g_str_equal (aft_value_get_string (aft_value_get_item (chosen, i)), value);
  writer->builder = aft_value_builder_new_from (answers);
  return has;
}

/* 0–6: 12 %, 7–8: 28 %, 9–10: 60 %. */
static void
put_recommendation (Writer *writer)
{
  double mood = .8 * writer->guest->mood + .6 * draws_normal (writer->draws);
  guint score = mood < -1.175    ? draws_below (writer->draws, 7)
                : mood < -0.2533 ? 7 + draws_below (writer->draws, 2)
                                 : 9 + draws_below (writer->draws, 2);
  aft_value_builder_set_number (writer->builder, "recommend", score);
}

static void
put_return (Writer *writer)
{
  static const char *const options[] = { "yes", "perhaps", "no", NULL };
  double mood = .8 * writer->guest->mood + .6 * draws_normal (writer->draws);
  choose_worse (writer, "return", options, mood + .8);
}

static void
put_words (Writer *writer)
{
  g_autofree char *words = words_make (writer->guest, writer->draws, writer->language);
  if (draws_happens (writer->draws, WRITES))
    aft_value_builder_set_string (writer->builder, "words", words);
}

static void
put_more (Writer *writer)
{
  aft_value_builder_set_string (writer->builder, "more",
                                draws_happens (writer->draws, .3) ? "complaint" : "no");
}

/* What the surveys ask last. */
static void
put_end (Writer *writer)
{
  if (writer->guest->score == 5)
    return;
  put_return (writer);
  if (goes_on (writer))
    put_words (writer);
  if (goes_on (writer) && writer->guest->score <= 2)
    put_more (writer);
}

static const Option loved_exit[]
    = { { "food", AFT_ASPECT_FOOD },        { "portion", AFT_ASPECT_PORTION },
        { "service", AFT_ASPECT_SERVICE },  { "speed", AFT_ASPECT_WAITING },
        { "price", AFT_ASPECT_PRICE },      { "hygiene", AFT_ASPECT_HYGIENE },
        { "ambience", AFT_ASPECT_AMBIENCE } };
static const Option why_exit[] = {
  { "food", AFT_ASPECT_FOOD },         { "portion", AFT_ASPECT_PORTION },
  { "service", AFT_ASPECT_SERVICE },   { "waiting", AFT_ASPECT_WAITING },
  { "price", AFT_ASPECT_PRICE },       { "hygiene", AFT_ASPECT_HYGIENE },
  { "ambience", AFT_ASPECT_AMBIENCE }, { "location", AFT_ASPECT_LOCATION }
}; /* the revised one asks for it, too */

static void
put_why (Writer *writer)
{
  guint options = G_N_ELEMENTS (why_exit) - (writer->is_revised ? 0 : 1);
  if (choose_by_mood (writer, "why", why_exit, options, -1, .95)
      || draws_happens (writer->draws, .5))
    return;
  AftValueBuilder *other = aft_value_builder_new_array ();
  aft_value_builder_take (other, aft_value_new_string ("something-else"));
  aft_value_builder_set_take (writer->builder, "why", aft_value_builder_end (other));
}

static void
write_exit (Writer *writer)
{
  static const char *const waits[] = { "table", "order", "dishes", "help", "bill", NULL };
  guint overall = writer->guest->score;
  aft_value_builder_set_number (writer->builder, "overall", overall);
  if (!goes_on (writer))
    return;
  if (overall == 5)
    choose_by_mood (writer, "loved", loved_exit, G_N_ELEMENTS (loved_exit), 1, .8);
  else
    put_why (writer);
  if (!goes_on (writer))
    return;
  if (overall < 5 && has_chosen (writer, "why", "waiting"))
    choose_one (writer, "waited", waits);
  put_recommendation (writer);
  if (!goes_on (writer))
    return;
  put_end (writer);
}

AftValue *
answers_make_exit (const Guest *guest, Draws *draws, const ExitAsked *asked)
{
  Writer writer = begin (guest, draws, asked->language, asked->questions);
  writer.is_revised = asked->is_revised;
  write_exit (&writer);
  return aft_value_builder_end (writer.builder);
}

/* -- hotpot ---------------------------------------------------------------------------------- */

static const Option loved_hotpot[]
    = { { "broth", AFT_ASPECT_FOOD },    { "dishes", AFT_ASPECT_PORTION },
        { "dip", AFT_ASPECT_OTHER },     { "service", AFT_ASPECT_SERVICE },
        { "queue", AFT_ASPECT_WAITING }, { "hygiene", AFT_ASPECT_HYGIENE },
        { "price", AFT_ASPECT_PRICE } };

static gboolean
write_arrival (Writer *writer)
{
  static const char *const queues[] = { "none", "short", "medium", "long", "very-long", NULL };
  static const char *const fun[] = { "snacks", "nails", "games", "cranes", "children", NULL };
  guint party = 1 + draws_poisson (writer->draws, 2.2);
  double waiting = writer->guest->aspects[AFT_ASPECT_WAITING];
  aft_value_builder_set_number (writer->builder, "party", MIN (party, 20));
  if (!goes_on (writer))
    return FALSE;
  aft_value_builder_set_boolean (writer->builder, "firstVisit", draws_happens (writer->draws, .4));
  if (!goes_on (writer))
    return FALSE;
  choose_worse (writer, "queue", queues, waiting);
  if (1 - draws_normal_share (waiting) >= .4)
    choose_any (writer, "queueFun", fun, .25);
  return goes_on (writer);
}

static gboolean
write_food (Writer *writer)
{
  static const char *const broths[] = { "mala", "tomato", "mushroom", "bone", NULL };
  static const char *const spices[] = { "too-mild", "right", "too-hot", "too-numbing", NULL };
  static const char *const dips[] = { "choice", "refill", "tidy", "fresh", "labels", NULL };
  static const char *const why[] = { "fresh", "temperature", "cut", "portion", "wrong", NULL };
  const double *aspects = writer->guest->aspects;
  double dishes = .7 * aspects[AFT_ASPECT_FOOD] + .7 * draws_normal (writer->draws);
  choose_any (writer, "broth", broths, .45);
  if (has_chosen (writer, "broth", "mala"))
    choose_one (writer, "spice", spices);
  put_score (writer, "brothTaste", aspects[AFT_ASPECT_FOOD]);
  if (!goes_on (writer))
    return FALSE;
  gboolean used_dip = draws_happens (writer->draws, .8);
  aft_value_builder_set_boolean (writer->builder, "usedDip", used_dip);
  if (used_dip)
    choose_any (writer, "dip", dips, .2);
  put_score (writer, "dishes", dishes);
  if (world_score (dishes) <= 3)
    choose_any (writer, "dishesWhy", why, .3);
  return goes_on (writer);
}

static gboolean
write_people (Writer *writer)
{
  static const char *const service[] = { "slow", "soup", "cold", "pushy", "promise", NULL };
  static const char *const hygiene[] = { "table", "tableware", "smell", "washroom", NULL };
  const double *aspects = writer->guest->aspects;
  put_score (writer, "service", aspects[AFT_ASPECT_SERVICE]);
  if (world_score (aspects[AFT_ASPECT_SERVICE]) <= 3)
    choose_any (writer, "serviceWhy", service, .3);
  if (!goes_on (writer))
    return FALSE;
  put_score (writer, "hygiene", aspects[AFT_ASPECT_HYGIENE]);
  if (world_score (aspects[AFT_ASPECT_HYGIENE]) <= 3)
    choose_any (writer, "hygieneWhy", hygiene, .3);
  return goes_on (writer);
}

static gboolean
write_worth (Writer *writer)
{
  static const char *const expectations[] = { "better", "same", "worse", NULL };
  static const char *const worths[] = { "worth", "fair", "not-worth", NULL };
  double mood = writer->guest->mood + .5 * draws_normal (writer->draws);
  choose_worse (writer, "expectation", expectations, mood);
  choose_worse (writer, "value", worths, writer->guest->aspects[AFT_ASPECT_PRICE]);
  guint ease = 1 + (guint) (draws_normal_share (mood + .8) * 7);
  aft_value_builder_set_number (writer->builder, "effort", MIN (ease, 7));
  return goes_on (writer);
}

static void
write_hotpot (Writer *writer)
{
  guint overall = writer->guest->score;
  aft_value_builder_set_number (writer->builder, "overall", overall);
  if (!goes_on (writer))
    return;
  if (overall == 5)
    choose_by_mood (writer, "loved", loved_hotpot, G_N_ELEMENTS (loved_hotpot), 1, .8);
  else if (!write_arrival (writer) || !write_food (writer) || !write_people (writer)
           || !write_worth (writer))
    return;
  put_recommendation (writer);
  if (!goes_on (writer))
    return;
  put_end (writer);
}

AftValue *
answers_make_hotpot (const Guest *guest, Draws *draws, AftLanguage language, guint questions)
{
  Writer writer = begin (guest, draws, language, questions);
  write_hotpot (&writer);
  return aft_value_builder_end (writer.builder);
}

/* -- complaint ------------------------------------------------------------------------------- */

AftValue *
answers_make_complaint (const Guest *guest, Draws *draws)
{
  static const char *const wishes[] = { "now", "explain", "refund", "nothing", NULL };
  Writer writer = begin (guest, draws, AFT_LANGUAGE_ZH_CN, ANSWERS_ALL);
  AftAspect worst = AFT_ASPECT_FOOD;
  AftValueBuilder *what = aft_value_builder_new_array ();
  for (AftAspect k = AFT_ASPECT_FOOD; k < AFT_ASPECT_LOCATION; k++)
    if (guest->aspects[k] < guest->aspects[worst])
      worst = k;
  for (AftAspect k = AFT_ASPECT_FOOD; k < AFT_ASPECT_LOCATION; k++)
    if (k == worst || guest->aspects[k] < -1.5)
      aft_value_builder_take (what, aft_value_new_string (aft_aspect_to_text (k)));
  aft_value_builder_set_take (writer.builder, "what", aft_value_builder_end (what));
  aft_value_builder_set_number (writer.builder, "tableNumber", 1 + draws_below (draws, 40));
  choose_one (&writer, "wish", wishes);
  return aft_value_builder_end (writer.builder);
}
