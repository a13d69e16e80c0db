/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers by chance for tests of what chance does. @random: seeded by the test. */

double aft_draw_normal (GRand *random);
/* How many of @n happen that each happen with @share. */
guint64 aft_draw_hits (GRand *random, guint n, double share);
/* @n answers into counts[lowest …], each as likely as shares[0 …] say; @size of them. */
void aft_draw_answers (GRand *random, guint n, const double *shares, guint size, guint64 *counts);

/* P(@hits of @n) with @share: exact. */
double aft_draw_get_probability (guint n, guint hits, double share);

/* Figures that ought to be numbers are. */
void aft_assert_numbers (const double *numbers, guint count);

G_END_DECLS
