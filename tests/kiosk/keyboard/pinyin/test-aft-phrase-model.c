/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts of restaurant phrases. */
#include "aft-phrase-model.h"

#include <math.h>
#include <string.h>

static AftPhraseModel *
make_model (void)
{
  static const char *const phrases[] = { "上菜太慢", "上菜很快", "上菜太慢了", "味道太咸" };
  AftPhraseModel *model = aft_phrase_model_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    aft_phrase_model_add (model, phrases[i], strlen (phrases[i]), 1, TRUE);
  return model;
}

static float
score (AftPhraseModel *model, const char *before, const char *word)
{
  AftPhraseHistory history = AFT_PHRASE_HISTORY_BEGIN;

  aft_phrase_model_score (model, history, before, strlen (before), &history);
  return aft_phrase_model_score (model, history, word, strlen (word), &history);
}

static void
test_what_was_met_is_likelier (void)
{
  g_autoptr (AftPhraseModel) model = make_model ();

  g_assert_cmpfloat (score (model, "上菜", "太慢"), >, score (model, "上菜", "很快"));
  g_assert_cmpfloat (score (model, "上菜", "很快"), >, score (model, "上菜", "快很"));
  g_assert_cmpfloat (score (model, "", "上"), >, score (model, "", "慢"));
}

static void
test_unmet_characters_are_possible (void)
{
  g_autoptr (AftPhraseModel) model = make_model ();

  g_assert_true (isfinite (score (model, "鱼", "龘龘龘龘龘龘龘龘龘龘龘龘")));
  g_assert_cmpfloat (score (model, "上菜", "鱼"), <, -2.0f);
}

static void
test_probabilities_sum_to_at_most_one (void)
{
  static const char *const characters[]
      = { "上", "菜", "太", "慢", "很", "快", "了", "味", "道", "咸" };
  g_autoptr (AftPhraseModel) model = make_model ();
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    sum += pow (10, (double) score (model, "上菜", characters[i]));
  g_assert_cmpfloat (sum, >, 0.85);
  g_assert_cmpfloat (sum, <=, 1.0001);
}

static void
test_an_empty_model_gives_the_floor (void)
{
  g_autoptr (AftPhraseModel) model = aft_phrase_model_new ();

  g_assert_cmpfloat_with_epsilon (score (model, "", "菜"), -log10f (8000), 0.001);
}

static void
test_grows_without_losing_counts (void)
{
  g_autoptr (AftPhraseModel) model = make_model ();
  gsize before = aft_phrase_model_get_size (model);

  for (gunichar character = 0x4e00; character < 0x4e00 + 3000; character++)
    {
      char text[8] = { 0 };
      gsize length = (gsize) g_unichar_to_utf8 (character, text);

      aft_phrase_model_add (model, text, length, 1, FALSE);
    }
  g_assert_cmpuint (aft_phrase_model_get_size (model), >, before);
  g_assert_cmpfloat (score (model, "上菜", "太慢"), >, score (model, "上菜", "很快"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/phrases/what-was-met-is-likelier", test_what_was_met_is_likelier);
  g_test_add_func ("/keyboard/phrases/unmet-characters-are-possible",
                   test_unmet_characters_are_possible);
  g_test_add_func ("/keyboard/phrases/probabilities-sum-to-at-most-one",
                   test_probabilities_sum_to_at_most_one);
  g_test_add_func ("/keyboard/phrases/an-empty-model-gives-the-floor",
                   test_an_empty_model_gives_the_floor);
  g_test_add_func ("/keyboard/phrases/grows-without-losing-counts",
                   test_grows_without_losing_counts);
  return g_test_run ();
}
