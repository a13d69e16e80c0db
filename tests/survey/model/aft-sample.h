/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response-builder.h"

G_BEGIN_DECLS

/* Responses for tests: whole and valid, other ids and salts each time. */

/* Everything set; a sitting of its own when @sitting_id is NULL. */
AftResponseBuilder *aft_sample_builder_new (AftClock *clock,
                                            AftRandom *random,
                                            AftResponseKind kind,
                                            const AftId *sitting_id);
/* The same, ended. */
AftResponse *aft_sample_response_new (AftClock *clock,
                                      AftRandom *random,
                                      AftResponseKind kind,
                                      const AftId *sitting_id);
/* A tap with that rating. */
AftResponse *aft_sample_tap_new (AftClock *clock, AftRandom *random, guint rating);
/* @tap as it stands when the guest has gone on to the end. */
AftResponse *aft_sample_completed_new (const AftResponse *tap);

G_END_DECLS
