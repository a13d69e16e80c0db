/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-random.h"

G_BEGIN_DECLS

/* Chance that is quick and the same for the same seed on every machine: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", 2014). For benches and tests only. */
typedef struct
{
  guint64 state;
} Draws;

/* A stream of its own for each @purpose of one @seed. */
Draws draws_start (guint64 seed, guint64 purpose);
guint64 draws_next (Draws *draws);
/* 0 to @limit − 1; @limit > 0. */
guint draws_below (Draws *draws, guint limit);
/* 0 ≤ it < 1. */
double draws_unit (Draws *draws);
gboolean draws_happens (Draws *draws, double chance);
/* Mean 0, deviation 1 (Box and Muller 1958). */
double draws_normal (Draws *draws);
/* How often something happens that is expected @mean times; above 60 by the normal distribution. */
guint draws_poisson (Draws *draws, double mean);
/* A UUID version 7 of the time @utc_ms. */
AftId draws_make_id (Draws *draws, gint64 utc_ms);
/* The same stream for whoever wants bytes; a copy of @draws as it is now. */
AftRandom *draws_make_random (const Draws *draws);

/* The standard normal distribution and its inverse, 0 < @share < 1: what threshold is passed with
 * that chance. Exact to 1e-9 (bisection over erfc). */
double draws_normal_share (double threshold);
double draws_normal_threshold (double share);

G_END_DECLS
