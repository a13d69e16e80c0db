/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relative importance: against cases reckoned by hand, and where it cannot be told. */
#include <math.h>

#include "aft-draws.h"
#include "aft-importance.h"

/* x, x′ and y = 2x + x′ of two that are not correlated: r² = 0.8 and 0.2. */
static void
test_what_goes_alone_is_its_squared_correlation (void)
{
  static const double predictors[] = { -1, -1, -1, 1, 1, -1, 1, 1, -1, -1, -1, 1, 1, -1, 1, 1 };
  static const double outcomes[] = { -3, -1, 1, 3, -3, -1, 1, 3 };
  AftImportance importance
      = aft_importance_compute (&(AftImportanceData){ outcomes, predictors, 8, 2 }, 1, 1);

  g_assert_true (importance.is_known);
  g_assert_cmpuint (importance.n, ==, 8);
  g_assert_cmpfloat_with_epsilon (importance.r_squared, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.drivers[0].value, 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.drivers[1].value, 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.correlations[0], sqrt (0.8), 1e-9);
}

/* x₁ = 1 2 3 4 5, x₂ = 1 3 2 5 4, y = 2 1 4 3 5. All have Σ(·−3)² = 10; the products sum to
 * x₁x₂: 8, x₁y: 8, x₂y: 3. So r₁₂ = 0.8, r₁ = 0.8, r₂ = 0.3;
 * R² = (0.64 + 0.09 − 2·0.8·0.8·0.3)/(1 − 0.64) = 0.346/0.36 = 0.96111…;
 * x₁: (0.64 + R² − 0.09)/2, x₂: (0.09 + R² − 0.64)/2. */
static void
test_what_goes_together_is_shared_out_by_hand (void)
{
  static const double predictors[] = { 1, 1, 2, 3, 3, 2, 4, 5, 5, 4 };
  static const double outcomes[] = { 2, 1, 4, 3, 5 };
  const double r_squared = 0.346 / 0.36;
  AftImportance importance
      = aft_importance_compute (&(AftImportanceData){ outcomes, predictors, 5, 2 }, 1, 1);

  g_assert_true (importance.is_known);
  g_assert_cmpfloat_with_epsilon (importance.r_squared, r_squared, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.drivers[0].value, (0.55 + r_squared) / 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.drivers[1].value, (r_squared - 0.55) / 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (importance.correlations[1], 0.3, 1e-9);
}

#define ROWS 1000

/* Faces that share a mood; the outcome goes by the first two, the first more. */
typedef struct
{
  double outcomes[ROWS];
  double predictors[ROWS * AFT_IMPORTANCE_MAX];
} Answers;

static Answers *
draw_answers (guint32 seed, guint rows, guint count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Answers *answers = g_new0 (Answers, 1);

  for (guint row = 0; row < rows; row++)
    {
      double mood = aft_draw_normal (random);
      double *cells = answers->predictors + row * count;
      for (guint i = 0; i < count; i++)
        cells[i] = CLAMP (round (4 + 0.7 * mood + 0.7 * aft_draw_normal (random)), 1, 5);
      double outcome = 0.6 * cells[0] + (count > 1 ? 0.3 * cells[1] : 0) + 0.4;
      answers->outcomes[row] = CLAMP (round (outcome + 0.5 * aft_draw_normal (random)), 1, 5);
    }
  return answers;
}

static AftImportance
compute (const Answers *answers, guint rows, guint count)
{
  AftImportanceData data = { answers->outcomes, answers->predictors, rows, count };
  return aft_importance_compute (&data, 30, 42);
}

static void
test_parts_add_up_to_r_squared (void)
{
  for (guint count = 1; count <= AFT_IMPORTANCE_MAX; count++)
    {
      g_autofree Answers *answers = draw_answers (count, ROWS, count);
      AftImportance importance = compute (answers, ROWS, count);
      double sum = 0;

      g_assert_true (importance.is_known);
      for (guint i = 0; i < count; i++)
        {
          g_assert_true (importance.drivers[i].is_known);
          g_assert_cmpfloat (importance.drivers[i].low, <=, importance.drivers[i].value);
          g_assert_cmpfloat (importance.drivers[i].high, >=, importance.drivers[i].value);
          sum += importance.drivers[i].value;
        }
      g_assert_cmpfloat_with_epsilon (sum, importance.r_squared, 1e-9);
      g_assert_true (importance.r_squared > 0.3 && importance.r_squared < 1);
    }
}

static void
test_what_moves_most_comes_out_first (void)
{
  for (guint32 seed = 1; seed <= 10; seed++)
    {
      g_autofree Answers *answers = draw_answers (seed, ROWS, 5);
      AftImportance importance = compute (answers, ROWS, 5);
      g_assert_cmpfloat (importance.drivers[0].value, >, importance.drivers[1].value);
      for (guint i = 2; i < 5; i++)
        g_assert_cmpfloat (importance.drivers[1].value, >, importance.drivers[i].value);
      g_assert_cmpfloat (importance.drivers[0].low, >, importance.drivers[2].high);
    }
}

/* The truth: the same of 100 times as many answers. */
static void
test_intervals_hold_the_truth (void)
{
  const guint rounds = 100, rows = 300;
  double truth[2] = { 0 };
  guint held[2] = { 0 };

  for (guint32 seed = 1000; seed < 1030; seed++)
    {
      g_autofree Answers *answers = draw_answers (seed, ROWS, 3);
      AftImportance importance = compute (answers, ROWS, 3);
      for (guint i = 0; i < 2; i++)
        truth[i] += importance.drivers[i].value / 30;
    }
  for (guint32 seed = 1; seed <= rounds; seed++)
    {
      g_autofree Answers *answers = draw_answers (seed, rows, 3);
      AftImportance importance = compute (answers, rows, 3);
      for (guint i = 0; i < 2; i++)
        held[i] += importance.drivers[i].low <= truth[i] && truth[i] <= importance.drivers[i].high
                       ? 1
                       : 0;
    }
  g_test_message ("held: %u and %u of %u", held[0], held[1], rounds);
  g_assert_cmpuint (held[0], >=, 88);
  g_assert_cmpuint (held[1], >=, 88);
}

static void
test_the_same_seed_gives_the_same (void)
{
  g_autofree Answers *answers = draw_answers (9, 200, 4);
  AftImportanceData data = { answers->outcomes, answers->predictors, 200, 4 };
  AftImportance first = aft_importance_compute (&data, 30, 7);
  AftImportance second = aft_importance_compute (&data, 30, 7);
  AftImportance other = aft_importance_compute (&data, 30, 8);

  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (first.drivers[i].low, ==, second.drivers[i].low);
      g_assert_cmpfloat (first.drivers[i].high, ==, second.drivers[i].high);
      g_assert_cmpfloat (first.drivers[i].value, ==, other.drivers[i].value);
    }
  g_assert_cmpfloat (first.drivers[0].low, !=, other.drivers[0].low);
}

static void
test_a_question_answered_alike_is_left_out (void)
{
  g_autofree Answers *answers = draw_answers (3, 100, 3);
  for (guint row = 0; row < 100; row++)
    answers->predictors[row * 3 + 1] = 5;
  AftImportance importance = compute (answers, 100, 3);

  g_assert_true (importance.is_known);
  g_assert_true (importance.drivers[0].is_known);
  g_assert_false (importance.drivers[1].is_known);
  g_assert_cmpfloat (importance.drivers[1].value, ==, 0);
  g_assert_true (importance.drivers[2].is_known);
}

static void
assert_unknown (AftImportance importance, guint64 n)
{
  g_assert_false (importance.is_known);
  g_assert_cmpuint (importance.n, ==, n);
  g_assert_cmpfloat (importance.r_squared, ==, 0);
  for (guint i = 0; i < AFT_IMPORTANCE_MAX; i++)
    {
      g_assert_false (importance.drivers[i].is_known);
      g_assert_cmpfloat (importance.correlations[i], ==, 0);
    }
}

static void
test_what_cannot_be_told_is_not (void)
{
  g_autofree Answers *answers = draw_answers (3, 100, 3);

  assert_unknown (compute (answers, 29, 3), 29);
  for (guint rows = 0; rows < 5; rows++)
    {
      AftImportanceData data = { answers->outcomes, answers->predictors, rows, 3 };
      assert_unknown (aft_importance_compute (&data, 0, 1), rows);
    }
  /* Two questions that say the same. */
  for (guint row = 0; row < 100; row++)
    answers->predictors[row * 3 + 2] = 6 - answers->predictors[row * 3];
  assert_unknown (compute (answers, 100, 3), 100);
  /* One that is the sum of two. */
  for (guint row = 0; row < 100; row++)
    answers->predictors[row * 3 + 2]
        = answers->predictors[row * 3] + answers->predictors[row * 3 + 1];
  assert_unknown (compute (answers, 100, 3), 100);
}

static void
test_all_the_same_is_not_told (void)
{
  g_autofree Answers *satisfied = draw_answers (3, 100, 2), *alike = draw_answers (3, 100, 2);

  for (guint row = 0; row < 100; row++)
    {
      satisfied->outcomes[row] = 5;
      alike->predictors[2 * row] = alike->predictors[2 * row + 1] = 0.1;
    }
  assert_unknown (compute (satisfied, 100, 2), 100);
  assert_unknown (compute (alike, 100, 2), 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/importance/what-goes-alone-is-its-squared-correlation",
                   test_what_goes_alone_is_its_squared_correlation);
  g_test_add_func ("/stats/importance/what-goes-together-is-shared-out-by-hand",
                   test_what_goes_together_is_shared_out_by_hand);
  g_test_add_func ("/stats/importance/parts-add-up-to-r-squared", test_parts_add_up_to_r_squared);
  g_test_add_func ("/stats/importance/what-moves-most-comes-out-first",
                   test_what_moves_most_comes_out_first);
  g_test_add_func ("/stats/importance/intervals-hold-the-truth", test_intervals_hold_the_truth);
  g_test_add_func ("/stats/importance/the-same-seed-gives-the-same",
                   test_the_same_seed_gives_the_same);
  g_test_add_func ("/stats/importance/a-question-answered-alike-is-left-out",
                   test_a_question_answered_alike_is_left_out);
  g_test_add_func ("/stats/importance/what-cannot-be-told-is-not", test_what_cannot_be_told_is_not);
  g_test_add_func ("/stats/importance/all-the-same-is-not-told", test_all_the_same_is_not_told);
  return g_test_run ();
}
