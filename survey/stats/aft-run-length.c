/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long charts run until they signal. L(u) = 1 + ∫ L(v) · density(v | u) dv, and for a CUSUM the
 * chance to be at 0 besides, becomes linear equations for L at the points of a Gauss–Legendre rule.
 * The charts themselves are in aft-control-chart.c. */
#include "aft-run-length.h"

#include <math.h>

#define NODES 64

/* A rule on −1 … 1. */
typedef struct
{
  double places[NODES];
  double weights[NODES];
} Rule;

/* Roots of the Legendre polynomial by Newton's method (Abramowitz, Stegun 25.4.29). */
static Rule
make_rule (void)
{
  Rule rule;

  for (guint i = 0; i < NODES; i++)
    {
      double x = cos (G_PI * (i + 0.75) / (NODES + 0.5)), slope = 1;
      for (guint round = 0; round < 20; round++)
        {
          double before = 0, value = 1;
          for (guint degree = 1; degree <= NODES; degree++)
            {
              double next = ((2.0 * degree - 1) * x * value - (degree - 1.0) * before) / degree;
              before = value;
              value = next;
            }
          slope = NODES * (x * value - before) / (x * x - 1);
          x -= value / slope;
        }
      rule.places[i] = x;
      rule.weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
  return rule;
}

static double
compute_density (double z)
{
  return exp (-z * z / 2) / sqrt (2 * G_PI);
}

static double
compute_probability (double z)
{
  return erfc (-z / G_SQRT2) / 2;
}

#define SIZE (NODES + 1)

/* The equations M·L = 1, solved in place by elimination with pivots; solution in @values. */
static void
solve (double matrix[SIZE][SIZE], double values[SIZE], guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint pivot = i;
      for (guint row = i + 1; row < size; row++)
        if (fabs (matrix[row][i]) > fabs (matrix[pivot][i]))
          pivot = row;
      for (guint column = 0; column < size; column++)
        {
          double swapped = matrix[i][column];
          matrix[i][column] = matrix[pivot][column];
          matrix[pivot][column] = swapped;
        }
      double swapped = values[i];
      values[i] = values[pivot];
      values[pivot] = swapped;
      for (guint row = i + 1; row < size; row++)
        {
          double factor = matrix[row][i] / matrix[i][i];
          for (guint column = i; column < size; column++)
            matrix[row][column] -= factor * matrix[i][column];
          values[row] -= factor * values[i];
        }
    }
  for (guint i = size; i > 0; i--)
    {
      for (guint column = i; column < size; column++)
        values[i - 1] -= matrix[i - 1][column] * values[column];
      values[i - 1] /= matrix[i - 1][i - 1];
    }
}

double
aft_run_length_of_ewma (double lambda, double width, double shift)
{
  Rule rule = make_rule ();
  double limit = width * sqrt (lambda / (2 - lambda));
  double matrix[SIZE][SIZE], values[SIZE];

  for (guint i = 0; i < NODES; i++)
    {
      values[i] = 1;
      for (guint j = 0; j < NODES; j++)
        {
          double z = limit * (rule.places[j] - (1 - lambda) * rule.places[i]) / lambda - shift;
          double weight = limit * rule.weights[j] / lambda * compute_density (z);
          matrix[i][j] = (i == j ? 1 : 0) - weight;
        }
    }
  solve (matrix, values, NODES);

  double length = 1;
  for (guint j = 0; j < NODES; j++)
    {
      double z = limit * rule.places[j] / lambda - shift;
      length += limit * rule.weights[j] / lambda * compute_density (z) * values[j];
    }
  return length;
}

/* The upper side alone; place 0 is the sum at 0. */
static double
compute_one_side (double slack, double limit, double shift)
{
  Rule rule = make_rule ();
  double matrix[SIZE][SIZE], values[SIZE];

  for (guint i = 0; i < SIZE; i++)
    {
      double from = i == 0 ? 0 : limit * (1 + rule.places[i - 1]) / 2;
      values[i] = 1;
      matrix[i][0] = (i == 0 ? 1 : 0) - compute_probability (slack - from - shift);
      for (guint j = 1; j < SIZE; j++)
        {
          double z = limit * (1 + rule.places[j - 1]) / 2 - from + slack - shift;
          double weight = limit * rule.weights[j - 1] / 2 * compute_density (z);
          matrix[i][j] = (i == j ? 1 : 0) - weight;
        }
    }
  solve (matrix, values, SIZE);
  return values[0];
}

double
aft_run_length_of_cusum (double slack, double limit, double shift)
{
  double up = compute_one_side (slack, limit, shift);
  double down = compute_one_side (slack, limit, -shift);
  return 1 / (1 / up + 1 / down);
}
