/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-batch.h"

G_BEGIN_DECLS

/* What may stay of answers when their guest is forgotten. Private to house-sqlite. */

/* Of @answers what the figures count: the answers to closed questions, which @tallies
 * (AftHouseTally of them all) names. Texts and all that is no option go; the guest's own words in
 * an option's place become "other", as they were counted. Counted again it gives the same tallies.
 * New reference. */
AftValue *aft_house_ratings_keep (const AftValue *answers, const GArray *tallies);

G_END_DECLS
