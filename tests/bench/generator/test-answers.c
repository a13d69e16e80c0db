/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What made-up guests answer and write: shares at fixed seeds within four deviations, and nothing
 * that a kiosk would not have asked. That all of it belongs to the surveys is test-generator.c's.
 */
#include <math.h>
#include <string.h>

#include "answers.h"
#include "words.h"

#define GUESTS 4000

typedef AftValue *(*MakeFunc) (const Guest *guest, Draws *draws, guint questions);

static AftValue *
make_exit (const Guest *guest, Draws *draws, guint questions)
{
  return answers_make_exit (guest, draws, &(ExitAsked){ AFT_LANGUAGE_EN, questions, FALSE });
}

static AftValue *
make_hotpot (const Guest *guest, Draws *draws, guint questions)
{
  return answers_make_hotpot (guest, draws, AFT_LANGUAGE_ZH_TW, questions);
}

static GArray *
draw_guests (void)
{
  const WorldPlan plan = {
    .seed = 31, .venues = 1, .answers = GUESTS, .from_day = 20440, .days = 8, .is_calm = TRUE
  };
  g_autoptr (World) world = world_new (&plan);
  GArray *guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  for (guint day = 0; day < plan.days; day++)
    world_draw_day (world, day, guests);
  return guests;
}

static void
assert_share (const char *what, guint such, guint all, double share)
{
  double found = (double) such / all;
  g_test_message ("%s: %.4f of %u, %.4f planned", what, found, all, share);
  g_assert_cmpfloat (fabs (found - share), <, 4 * sqrt (share * (1 - share) / all));
}

static gboolean
has (const AftValue *answers, const char *question)
{
  return aft_value_get_member (answers, question) != NULL;
}

static gboolean
has_option (const AftValue *answers, const char *question, const char *option)
{
  const AftValue *chosen = aft_value_get_member (answers, question);
  for (gsize i = 0; chosen != NULL && i < aft_value_get_length (chosen); i++)
    if (g_str_equal (aft_value_get_string (aft_value_get_item (chosen, i)), option))
      return TRUE;
  return FALSE;
}

/* PERFORMANCE.md "The load": NPS 0–6 12 %, 7–8 28 %, 9–10 60 %. */
static void
test_recommendations (void)
{
  guint groups[3] = { 0 };
  Draws draws = draws_start (1, 1);
  g_autoptr (GArray) guests = draw_guests ();
  for (guint i = 0; i < guests->len; i++)
    {
      g_autoptr (AftValue) answers
          = make_exit (&g_array_index (guests, Guest, i), &draws, ANSWERS_ALL);
      double score = aft_value_get_member_number (answers, "recommend", -1);
      g_assert_cmpfloat (score, >=, 0);
      g_assert_cmpfloat (score, <=, 10);
      groups[score <= 6 ? 0 : score <= 8 ? 1 : 2]++;
    }
  assert_share ("detractors", groups[0], guests->len, .12);
  assert_share ("passives", groups[1], guests->len, .28);
  assert_share ("promoters", groups[2], guests->len, .60);
}

/* Who is delighted says what was good, and goes; the others say why and whether they come again. */
static void
test_who_is_asked_what (void)
{
  guint content = 0;
  guint words = 0;
  guint wronged = 0;
  guint more = 0;
  Draws draws = draws_start (2, 1);
  g_autoptr (GArray) guests = draw_guests ();
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      g_autoptr (AftValue) answers = make_exit (guest, &draws, ANSWERS_ALL);
      gboolean is_delighted = guest->score == 5;
      g_assert_cmpfloat (aft_value_get_member_number (answers, "overall", 0), ==, guest->score);
      g_assert_true (!has (answers, "why") || !is_delighted);
      g_assert_true (!has (answers, "loved") || is_delighted);
      g_assert_true (has (answers, "return") == !is_delighted);
      g_assert_true (has (answers, "waited") == has_option (answers, "why", "waiting"));
      g_assert_true (has (answers, "more") == (guest->score <= 2));
      content += !is_delighted;
      words += has (answers, "words");
      wronged += guest->score <= 2;
      more += g_str_equal (aft_value_get_member_string (answers, "more", ""), "complaint");
    }
  assert_share ("words", words, content, .8);
  assert_share ("complaints", more, wronged, .3);
}

static void
assert_part (const AftValue *part, const AftValue *whole)
{
  for (gsize i = 0; i < aft_value_get_length (part); i++)
    {
      const char *name = aft_value_get_member_name (part, i);
      g_assert_nonnull (aft_value_get_member (whole, name));
      g_assert_true (
          aft_value_equal (aft_value_get_member_at (part, i), aft_value_get_member (whole, name)));
    }
}

/* Who leaves has answered what would have been answered anyway, to a point. */
static void
assert_leaving (MakeFunc make)
{
  g_autoptr (GArray) guests = draw_guests ();
  for (guint i = 0; i < 200; i++)
    {
      gsize before = 0;
      for (guint questions = 1; questions <= 10; questions++)
        {
          Draws first = draws_start (i, 3);
          Draws second = first;
          g_autoptr (AftValue) part = make (&g_array_index (guests, Guest, i), &first, questions);
          g_autoptr (AftValue) whole
              = make (&g_array_index (guests, Guest, i), &second, ANSWERS_ALL);
          assert_part (part, whole);
          g_assert_cmpuint (aft_value_get_length (part), >=, before);
          before = aft_value_get_length (part);
        }
    }
}

static void
test_leaving (void)
{
  assert_leaving (make_exit);
  assert_leaving (make_hotpot);
}

/* Reasons are the aspects that were bad, and the worse one is the more often it is said. */
static void
test_reasons (void)
{
  static const double moods[] = { -2.5, -1, 1 };
  guint named[G_N_ELEMENTS (moods)] = { 0 };
  Draws draws = draws_start (4, 1);
  for (guint i = 0; i < G_N_ELEMENTS (moods); i++)
    for (guint k = 0; k < 1000; k++)
      {
        Guest guest = { .score = 2, .aspects = { [AFT_ASPECT_HYGIENE] = moods[i] } };
        g_autoptr (AftValue) answers = make_exit (&guest, &draws, ANSWERS_ALL);
        named[i] += has_option (answers, "why", "hygiene");
        g_assert_false (has_option (answers, "why", "service"));
      }
  assert_share ("terrible", named[0], 1000, .8);
  assert_share ("bad", named[1], 1000, .8);
  g_assert_cmpuint (named[2], ==, 0);
}

static void
test_revision (void)
{
  guint named = 0;
  Draws draws = draws_start (5, 1);
  for (guint i = 0; i < 500; i++)
    {
      const Guest guest = { .score = 3, .aspects = { [AFT_ASPECT_LOCATION] = -2 } };
      const ExitAsked asked = { AFT_LANGUAGE_EN, ANSWERS_ALL, TRUE };
      g_autoptr (AftValue) before = make_exit (&guest, &draws, ANSWERS_ALL);
      g_autoptr (AftValue) after = answers_make_exit (&guest, &draws, &asked);
      g_assert_false (has_option (before, "why", "location"));
      named += has_option (after, "why", "location");
    }
  assert_share ("location", named, 500, .8);
}

/* What is seen only after another answer is answered only then. */
static void
test_hotpot (void)
{
  guint spicy = 0;
  Draws draws = draws_start (6, 1);
  g_autoptr (GArray) guests = draw_guests ();
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      g_autoptr (AftValue) answers = make_hotpot (guest, &draws, ANSWERS_ALL);
      g_assert_true (has (answers, "spice") == has_option (answers, "broth", "mala"));
      g_assert_true (!has (answers, "dip")
                     || aft_value_get_member_boolean (answers, "usedDip", FALSE));
      g_assert_true (!has (answers, "serviceWhy")
                     || aft_value_get_member_number (answers, "service", 9) <= 3);
      g_assert_true (!has (answers, "hygieneWhy")
                     || aft_value_get_member_number (answers, "hygiene", 9) <= 3);
      g_assert_true (has (answers, "effort") == (guest->score < 5));
      g_assert_cmpfloat (aft_value_get_member_number (answers, "party", 1), <=, 20);
      g_assert_cmpfloat (aft_value_get_member_number (answers, "effort", 1), <=, 7);
      spicy += has (answers, "spice");
    }
  g_assert_cmpuint (spicy, >, 100);
}

static void
test_complaints_name_the_worst (void)
{
  Draws draws = draws_start (7, 1);
  for (AftAspect worst = AFT_ASPECT_FOOD; worst < AFT_ASPECT_LOCATION; worst++)
    {
      Guest guest = { .score = 1, .aspects = { 0 } };
      guest.aspects[worst] = -1;
      g_autoptr (AftValue) one = answers_make_complaint (&guest, &draws);
      g_assert_cmpuint (aft_value_get_length (aft_value_get_member (one, "what")), ==, 1);
      g_assert_true (has_option (one, "what", aft_aspect_to_text (worst)));
      guest.aspects[AFT_ASPECT_PRICE] = -1.6;
      guest.aspects[AFT_ASPECT_WAITING] = -1.6;
      g_autoptr (AftValue) two = answers_make_complaint (&guest, &draws);
      g_assert_true (has_option (two, "what", "price") && has_option (two, "what", "waiting"));
      g_assert_cmpfloat (aft_value_get_member_number (two, "tableNumber", 0), >=, 1);
      g_assert_cmpfloat (aft_value_get_member_number (two, "tableNumber", 0), <=, 40);
    }
}

/* Every language has words for every aspect, its own, and at most so many. */
static void
test_words (void)
{
  Draws draws = draws_start (8, 1);
  for (guint language = 0; language < AFT_LANGUAGES; language++)
    for (AftAspect worst = AFT_ASPECT_FOOD; worst <= AFT_ASPECT_AMBIENCE; worst++)
      for (guint i = 0; i < 20; i++)
        {
          Guest guest = { .score = 2 };
          guest.aspects[worst] = -2;
          g_autofree char *words = words_make (&guest, &draws, (AftLanguage) language);
          gboolean is_english = language == AFT_LANGUAGE_EN;
          g_assert_true (g_utf8_validate (words, -1, NULL));
          g_assert_true (g_str_is_ascii (words) == is_english);
          g_assert_cmpint (g_utf8_strlen (words, -1), <=, is_english ? 180 : 60);
          g_assert_cmpint (g_utf8_strlen (words, -1), >=, 4);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func ("/bench/answers/" name, test)
  ADD ("recommendations-are-the-loads", test_recommendations);
  ADD ("who-is-delighted-is-asked-less", test_who_is_asked_what);
  ADD ("who-leaves-had-begun-the-same", test_leaving);
  ADD ("reasons-are-what-was-bad", test_reasons);
  ADD ("only-the-revised-survey-knows-of-the-way", test_revision);
  ADD ("hotpot-asks-no-further-than-it-must", test_hotpot);
  ADD ("complaints-name-the-worst", test_complaints_name_the_worst);
  ADD ("words-are-of-their-language", test_words);
#undef ADD
  return g_test_run ();
}
