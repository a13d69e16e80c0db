/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relative importance: R² of a linear regression shared out among predictors that go together, by
 * all orders in which they may enter it. Which rows and which questions is the caller's. */
#include "aft-importance.h"

#include <math.h>
#include <string.h>

#define COLUMNS (AFT_IMPORTANCE_MAX + 1) /* the predictors, then the outcome */
#define SUBSETS (1u << AFT_IMPORTANCE_MAX)
/* What remains of a predictor's variance when others have explained theirs: less is nothing. */
#define COLLINEAR 1e-9
#define TAIL      0.025

typedef double Matrix[COLUMNS][COLUMNS];

/* A regression's data without the predictors that never differ. */
typedef struct
{
  const AftImportanceData *data;
  guint count;
  guint columns[AFT_IMPORTANCE_MAX]; /* of the data */
} Problem;

static double
get_cell (const Problem *problem, guint row, guint column)
{
  if (column == problem->count)
    return problem->data->outcomes[row];
  return problem->data->predictors[(gsize) row * problem->data->count + problem->columns[column]];
}

/* Correlations of @rows, or of all in order if it is NULL. FALSE: something never differs. */
static gboolean
correlate (const Problem *problem, const guint *rows, Matrix matrix)
{
  guint size = problem->count + 1, n = problem->data->rows;
  double means[COLUMNS] = { 0 }, values[COLUMNS];

  memset (matrix, 0, sizeof (Matrix));
  for (guint i = 0; i < n; i++)
    for (guint a = 0; a < size; a++)
      means[a] += get_cell (problem, rows != NULL ? rows[i] : i, a) / n;
  for (guint i = 0; i < n; i++)
    {
      for (guint a = 0; a < size; a++)
        values[a] = get_cell (problem, rows != NULL ? rows[i] : i, a) - means[a];
      for (guint a = 0; a < size; a++)
        for (guint b = 0; b <= a; b++)
          matrix[a][b] += values[a] * values[b];
    }
  double scales[COLUMNS];
  for (guint a = 0; a < size; a++)
    {
      scales[a] = sqrt (matrix[a][a]);
      if (!(matrix[a][a] > COLLINEAR * n * (1 + means[a] * means[a])))
        return FALSE;
    }
  for (guint a = 0; a < size; a++)
    for (guint b = 0; b <= a; b++)
      matrix[a][b] = matrix[b][a] = a == b ? 1 : matrix[a][b] / (scales[a] * scales[b]);
  return TRUE;
}

/* R² of every subset of the predictors from @next on, added to @subset, whose predictors have been
 * taken out of @matrix by elimination. FALSE: some say the same. */
static gboolean
explain (const Matrix matrix, guint count, guint subset, guint next, double *explained)
{
  explained[subset] = CLAMP (1 - matrix[count][count], 0, 1);
  for (guint taken = next; taken < count; taken++)
    {
      Matrix rest;
      if (matrix[taken][taken] < COLLINEAR)
        return FALSE;
      for (guint a = taken + 1; a <= count; a++)
        for (guint b = taken + 1; b <= count; b++)
          rest[a][b] = matrix[a][b] - matrix[a][taken] * matrix[taken][b] / matrix[taken][taken];
      if (!explain (rest, count, subset | 1u << taken, taken + 1, explained))
        return FALSE;
    }
  return TRUE;
}

/* Each predictor's gain in R², averaged over all orders: those with s predictors before it are
 * s! (count − s − 1)! / count! of them. */
static void
share_out (const double *explained, guint count, double *ret_parts)
{
  double weights[AFT_IMPORTANCE_MAX];

  weights[0] = 1.0 / count;
  for (guint size = 1; size < count; size++)
    weights[size] = weights[size - 1] * size / (count - size);
  for (guint i = 0; i < count; i++)
    {
      ret_parts[i] = 0;
      for (guint subset = 0; subset < 1u << count; subset++)
        if ((subset & 1u << i) == 0)
          ret_parts[i] += weights[__builtin_popcount (subset)]
                          * (explained[subset | 1u << i] - explained[subset]);
    }
}

/* FALSE: it cannot be told. @ret_correlations may be NULL. */
static gboolean
compute_parts (const Problem *problem,
               const guint *rows,
               double *ret_parts,
               double *ret_correlations)
{
  Matrix matrix;
  double explained[SUBSETS];

  if (!correlate (problem, rows, matrix) || !explain (matrix, problem->count, 0, 0, explained))
    return FALSE;
  share_out (explained, problem->count, ret_parts);
  for (guint i = 0; ret_correlations != NULL && i < problem->count; i++)
    ret_correlations[i] = matrix[i][problem->count];
  return TRUE;
}

static int
compare_doubles (gconstpointer left, gconstpointer right)
{
  double a = *(const double *) left, b = *(const double *) right;
  return (a > b) - (a < b);
}

/* Parts of resampled rows, [predictor × AFT_IMPORTANCE_RESAMPLES + sample]. Returns how many
 * samples could be told. */
static guint
resample (const Problem *problem, guint32 seed, double *ret_parts)
{
  guint n = problem->data->rows, told = 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint *rows = g_new (guint, n);

  for (guint sample = 0; sample < AFT_IMPORTANCE_RESAMPLES; sample++)
    {
      double parts[AFT_IMPORTANCE_MAX];
      for (guint i = 0; i < n; i++)
        rows[i] = (guint) g_rand_int_range (random, 0, (gint32) n);
      if (!compute_parts (problem, rows, parts, NULL))
        continue;
      for (guint i = 0; i < problem->count; i++)
        ret_parts[i * AFT_IMPORTANCE_RESAMPLES + told] = parts[i];
      told++;
    }
  return told;
}

static gboolean
differs (const AftImportanceData *data, guint column)
{
  for (guint row = 1; row < data->rows; row++)
    if (data->predictors[(gsize) row * data->count + column] != data->predictors[column])
      return TRUE;
  return FALSE;
}

static AftFigure
make_driver (double value, double *samples, guint told, guint64 n)
{
  qsort (samples, told, sizeof *samples, compare_doubles);
  double low = samples[(guint) floor (TAIL * (told - 1))];
  double high = samples[(guint) ceil ((1 - TAIL) * (told - 1))];
  return (AftFigure){ TRUE, n, value, MIN (low, value), MAX (high, value) };
}

static void
fill_in (const Problem *problem, const double *parts, guint32 seed, AftImportance *importance)
{
  g_autofree double *samples = g_new (double, (gsize) AFT_IMPORTANCE_MAX *AFT_IMPORTANCE_RESAMPLES);
  guint told = resample (problem, seed, samples);

  /* Where most samples cannot tell, the few others are no sample of anything. */
  if (told < AFT_IMPORTANCE_RESAMPLES / 2)
    return;
  importance->is_known = TRUE;
  for (guint i = 0; i < problem->count; i++)
    {
      importance->drivers[problem->columns[i]]
          = make_driver (parts[i], samples + i * AFT_IMPORTANCE_RESAMPLES, told, importance->n);
      importance->r_squared += parts[i];
    }
}

AftImportance
aft_importance_compute (const AftImportanceData *data, guint64 enough, guint32 seed)
{
  AftImportance importance = { .n = data->rows, .count = data->count };
  Problem problem = { .data = data };
  double parts[AFT_IMPORTANCE_MAX], correlations[AFT_IMPORTANCE_MAX];

  for (guint i = 0; i < data->count; i++)
    if (differs (data, i))
      problem.columns[problem.count++] = i;
  if (problem.count == 0 || data->rows < MAX (enough, problem.count + 2)
      || !compute_parts (&problem, NULL, parts, correlations))
    return importance;

  fill_in (&problem, parts, seed, &importance);
  for (guint i = 0; importance.is_known && i < problem.count; i++)
    importance.correlations[problem.columns[i]] = correlations[i];
  return importance;
}
