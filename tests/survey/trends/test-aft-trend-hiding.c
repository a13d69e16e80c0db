/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hidden stays hidden: every way of cutting a small whole is gone through, by a reader who
 * sees what is shown and knows the rule; grids are tried by reckoning with their sums. */
#include <math.h>
#include <string.h>

#include "aft-trend-hiding.h"

#define MOST_PARTS 5

static gsize
hide (const guint64 *counts, gsize n_parts, guint64 few, gboolean *is_hidden)
{
  memset (is_hidden, 0, n_parts * sizeof *is_hidden);
  return aft_trend_hide_parts (counts, n_parts, few, is_hidden);
}

static void
test_few (void)
{
  gboolean hidden[5];
  g_assert_cmpuint (hide ((guint64[]){ 40, 3, 4, 9, 0 }, 5, 5, hidden), ==, 2);
  g_assert_false (hidden[0]);
  g_assert_true (hidden[1]);
  g_assert_true (hidden[2]);
  g_assert_false (hidden[3]);
  g_assert_false (hidden[4]);
}

static void
test_beside (void)
{
  gboolean hidden[4];
  g_assert_cmpuint (hide ((guint64[]){ 40, 3, 12, 9 }, 4, 5, hidden), ==, 2);
  g_assert_true (hidden[1]);
  g_assert_true (hidden[3]); /* the next smallest */
  g_assert_false (hidden[2]);
}

/* Two who are together fewer than few would be a group that everybody can reckon. */
static void
test_together (void)
{
  gboolean hidden[4];
  g_assert_cmpuint (hide ((guint64[]){ 40, 1, 2, 9 }, 4, 5, hidden), ==, 3);
  g_assert_true (hidden[3]);
  g_assert_false (hidden[0]);
}

static void
test_nothing (void)
{
  gboolean hidden[3];
  g_assert_cmpuint (hide ((guint64[]){ 5, 0, 900 }, 3, 5, hidden), ==, 0);
  g_assert_cmpuint (hide ((guint64[]){ 1, 0, 2 }, 3, 1, hidden), ==, 0);
  g_assert_cmpuint (hide ((guint64[]){ 1, 0, 2 }, 3, 0, hidden), ==, 0);
  g_assert_cmpuint (aft_trend_hide_parts (NULL, 0, 5, NULL), ==, 0);
}

static void
test_kept (void)
{
  gboolean hidden[3] = { TRUE, FALSE, FALSE };
  g_assert_cmpuint (aft_trend_hide_parts ((guint64[]){ 50, 60, 70 }, 3, 5, hidden), ==, 1);
  g_assert_true (hidden[0]);
  g_assert_true (hidden[1]);
}

/* What a reader sees of a cut: "40 ? ? 9 0". */
static char *
show (const guint64 *counts, gsize n_parts, guint64 few)
{
  gboolean hidden[MOST_PARTS];
  GString *text = g_string_new (NULL);
  hide (counts, n_parts, few, hidden);
  for (gsize i = 0; i < n_parts; i++)
    if (hidden[i])
      g_string_append (text, "? ");
    else
      g_string_append_printf (text, "%" G_GUINT64_FORMAT " ", counts[i]);
  return g_string_free (text, FALSE);
}

/* The next of all the ways to cut @whole into @n_parts; FALSE after the last. */
static gboolean
step (guint64 *counts, gsize n_parts)
{
  for (gsize i = n_parts - 1; i > 0; i--)
    if (counts[i - 1] > 0)
      {
        guint64 rest = 1;
        for (gsize j = i; j < n_parts; j++)
          {
            rest += counts[j];
            counts[j] = 0;
          }
        counts[i - 1]--;
        counts[i] = rest;
        return TRUE;
      }
  return FALSE;
}

/* The sight of each cut and, for each part, whether two different counts give that sight. */
static void
try_whole (guint64 whole, gsize n_parts, guint64 few)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint64 counts[MOST_PARTS] = { whole };
  do
    {
      g_autofree char *sight = show (counts, n_parts, few);
      const guint64 *first = g_hash_table_lookup (firsts, sight);
      gboolean *differs = g_hash_table_lookup (others, sight);
      if (first == NULL)
        {
          g_hash_table_insert (firsts, g_strdup (sight), g_memdup2 (counts, sizeof counts));
          g_hash_table_insert (others, g_strdup (sight), g_new0 (gboolean, MOST_PARTS));
          continue;
        }
      for (gsize i = 0; i < n_parts; i++)
        differs[i] |= counts[i] != first[i];
    }
  while (step (counts, n_parts));
  GHashTableIter iter;
  gpointer sight, differs;
  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &sight, &differs))
    {
      g_auto (GStrv) cells = g_strsplit (sight, " ", -1);
      for (gsize i = 0; i < n_parts; i++)
        if (g_str_equal (cells[i], "?") && !((gboolean *) differs)[i])
          g_error ("few %d: \"%s\" of %d tells part %d", (int) few, (char *) sight, (int) whole,
                   (int) i);
    }
}

static void
test_every_cut (void)
{
  for (guint64 few = 2; few <= 6; few++)
    for (gsize n_parts = 2; n_parts <= 4; n_parts++)
      for (guint64 whole = 1; whole <= 24; whole++)
        try_whole (whole, n_parts, few);
  for (guint64 whole = 1; whole <= 16; whole++)
    try_whole (whole, 5, 5);
}

/* The hidden cells as unknowns, a row of numbers a known sum; brought to echelon form. A cell is
 * told by the sums when a row of the form has no other unknown in it. */
#define ROWS    7
#define COLUMNS 24
#define CELLS   (ROWS * COLUMNS)
#define SUMS    (ROWS + COLUMNS)

static void
reduce (double sums[SUMS][CELLS])
{
  gsize done = 0;
  for (gsize cell = 0; cell < CELLS && done < SUMS; cell++)
    {
      gsize pivot = done;
      while (pivot < SUMS && fabs (sums[pivot][cell]) < 0.5)
        pivot++;
      if (pivot == SUMS)
        continue;
      for (gsize i = 0; i < CELLS; i++)
        {
          double kept = sums[done][i];
          sums[done][i] = sums[pivot][i];
          sums[pivot][i] = kept;
        }
      for (gsize row = 0; row < SUMS; row++)
        {
          double times = row == done ? 0 : sums[row][cell] / sums[done][cell];
          for (gsize i = 0; i < CELLS && times != 0; i++)
            sums[row][i] -= times * sums[done][i];
        }
      done++;
    }
}

static gsize
count_told (const gboolean *is_hidden)
{
  static double sums[SUMS][CELLS];
  gsize told = 0;
  memset (sums, 0, sizeof sums);
  for (gsize i = 0; i < CELLS; i++)
    if (is_hidden[i])
      sums[i / COLUMNS][i] = sums[ROWS + i % COLUMNS][i] = 1;
  reduce (sums);
  for (gsize row = 0; row < SUMS; row++)
    {
      gsize unknown = 0;
      for (gsize i = 0; i < CELLS; i++)
        unknown += fabs (sums[row][i]) > 0.5;
      told += unknown == 1;
    }
  return told;
}

static void
test_grids (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize grids_with_hidden = 0;
  for (guint round = 0; round < 200; round++)
    {
      guint64 counts[CELLS];
      gboolean is_hidden[CELLS] = { FALSE };
      gint most = g_rand_int_range (random, 3, 80);
      for (gsize i = 0; i < CELLS; i++)
        counts[i] = g_rand_int_range (random, 0, 3) == 0
                        ? 0
                        : (guint64) g_rand_int_range (random, 0, most);
      gsize hidden = aft_trend_hide_grid (counts, ROWS, COLUMNS, 5, is_hidden);
      grids_with_hidden += hidden > 0;
      for (gsize i = 0; i < CELLS; i++)
        g_assert_true (is_hidden[i] || counts[i] == 0 || counts[i] >= 5);
      g_assert_cmpuint (count_told (is_hidden), ==, 0);
    }
  g_assert_cmpuint (grids_with_hidden, >, 190);
}

/* The count above is one that can fail. */
static void
test_grid_alone (void)
{
  gboolean is_hidden[CELLS] = { FALSE };
  is_hidden[30] = TRUE;
  g_assert_cmpuint (count_told (is_hidden), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trends/hiding/fewer-than-few-are-hidden", test_few);
  g_test_add_func ("/trends/hiding/one-alone-takes-the-next-smallest-along", test_beside);
  g_test_add_func ("/trends/hiding/a-few-together-are-not-a-group", test_together);
  g_test_add_func ("/trends/hiding/enough-and-none-are-shown", test_nothing);
  g_test_add_func ("/trends/hiding/what-was-hidden-stays-hidden", test_kept);
  g_test_add_func ("/trends/hiding/no-cut-of-a-small-whole-tells-a-part", test_every_cut);
  g_test_add_func ("/trends/hiding/sums-of-a-grid-tell-no-cell", test_grids);
  g_test_add_func ("/trends/hiding/one-hidden-cell-alone-would-be-told", test_grid_alone);
  return g_test_run ();
}
