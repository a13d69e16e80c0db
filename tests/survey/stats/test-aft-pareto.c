/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes in order, and the line that adds them up. */
#include "aft-pareto.h"

static void
assert_ids (const GArray *items, const guint *ids)
{
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpuint (g_array_index (items, AftParetoItem, i).id, ==, ids[i]);
}

static void
test_the_most_frequent_comes_first (void)
{
  static const guint64 counts[] = { 20, 5, 50, 5, 20 };
  static const guint ids[] = { 2, 0, 4, 1, 3 };
  static const double cumulative[] = { 0.5, 0.7, 0.9, 0.95, 1 };
  g_autoptr (GArray) items = aft_pareto_rank (counts, 5, -1, 200, 30);

  g_assert_cmpuint (items->len, ==, 5);
  assert_ids (items, ids);
  for (guint i = 0; i < 5; i++)
    {
      const AftParetoItem *item = &g_array_index (items, AftParetoItem, i);
      g_assert_cmpfloat_with_epsilon (item->cumulative, cumulative[i], 1e-12);
      g_assert_true (item->share.is_known);
      g_assert_cmpuint (item->share.n, ==, 200);
      g_assert_cmpfloat_with_epsilon (item->share.value, (double) counts[item->id] / 200, 1e-12);
      g_assert_cmpint (item->is_vital, ==, i < 3);
    }
}

static void
test_something_else_comes_last (void)
{
  static const guint64 counts[] = { 3, 70, 2, 1 };
  static const guint ids[] = { 0, 2, 3, 1 };
  g_autoptr (GArray) items = aft_pareto_rank (counts, 4, 1, 100, 30);

  assert_ids (items, ids);
  g_assert_cmpfloat (g_array_index (items, AftParetoItem, 3).cumulative, ==, 1);
}

static void
test_nothing_named_is_nothing_vital (void)
{
  static const guint64 counts[] = { 0, 0, 0 };
  g_autoptr (GArray) items = aft_pareto_rank (counts, 3, -1, 100, 30);
  g_autoptr (GArray) none = aft_pareto_rank (counts, 0, -1, 100, 30);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      const AftParetoItem *item = &g_array_index (items, AftParetoItem, i);
      g_assert_false (item->is_vital);
      g_assert_cmpfloat (item->cumulative, ==, 0);
      g_assert_true (item->share.is_known);
      g_assert_cmpfloat (item->share.value, ==, 0);
      g_assert_cmpfloat (item->share.high, >, 0);
    }
}

static void
test_few_answers_rank_without_shares (void)
{
  static const guint64 counts[] = { 1, 2 };
  g_autoptr (GArray) items = aft_pareto_rank (counts, 2, -1, 29, 30);

  g_assert_cmpuint (g_array_index (items, AftParetoItem, 0).count, ==, 2);
  g_assert_false (g_array_index (items, AftParetoItem, 0).share.is_known);
}

static void
test_enormous_counts_add_up (void)
{
  const guint64 counts[] = { G_GUINT64_CONSTANT (1000000000000), 1, 0 };
  g_autoptr (GArray) items
      = aft_pareto_rank (counts, 3, -1, G_GUINT64_CONSTANT (2000000000000), 30);

  g_assert_cmpfloat_with_epsilon (g_array_index (items, AftParetoItem, 0).share.value, 0.5, 1e-12);
  g_assert_cmpfloat (g_array_index (items, AftParetoItem, 2).cumulative, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/pareto/the-most-frequent-comes-first",
                   test_the_most_frequent_comes_first);
  g_test_add_func ("/stats/pareto/something-else-comes-last", test_something_else_comes_last);
  g_test_add_func ("/stats/pareto/nothing-named-is-nothing-vital",
                   test_nothing_named_is_nothing_vital);
  g_test_add_func ("/stats/pareto/few-answers-rank-without-shares",
                   test_few_answers_rank_without_shares);
  g_test_add_func ("/stats/pareto/enormous-counts-add-up", test_enormous_counts_add_up);
  return g_test_run ();
}
