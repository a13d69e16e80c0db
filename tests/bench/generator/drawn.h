/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-survey.h"
#include "world.h"

G_BEGIN_DECLS

/* What several tests of the generator begin with. */

/* The guests of all days of @plan: Guest. */
GArray *drawn_guests (const WorldPlan *plan);
/* One of the product's own surveys, "exit.json". @ret_text: as it stands there, may be NULL. Both
 * newly allocated. */
AftSurvey *drawn_survey (const char *name, char **ret_text);

G_END_DECLS
