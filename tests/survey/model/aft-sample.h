/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-fake-clock.h"
#include "aft-response-builder.h"

G_BEGIN_DECLS

/* Responses for tests: whole and valid, other ids and salts each time. */

/* What samples are made with: a clock that stands still and seeded chance. */
typedef struct
{
  AftFakeClock *fake;
  AftClock *clock; /* borrowed from @fake */
  AftRandom *random;
} AftSampleFixture;

void aft_sample_fixture_set_up (AftSampleFixture *fixture, gconstpointer unused);
void aft_sample_fixture_tear_down (AftSampleFixture *fixture, gconstpointer unused);

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
