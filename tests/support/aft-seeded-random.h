/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-random.h"

G_BEGIN_DECLS

/* Bytes that look random and are the same for the same @seed on every machine. For tests only: who
 * knows the seed knows all. May be asked on any thread. */
AftRandom *aft_seeded_random_new (guint64 seed);

/* The next number of @random below @limit (> 0), evenly spread. */
guint64 aft_seeded_random_below (AftRandom *random, guint64 limit);

G_END_DECLS
