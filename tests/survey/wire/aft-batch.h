/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-envelope.h"
#include "aft-sample.h"

G_BEGIN_DECLS

/* Requests for tests: rows of one kiosk, chained from the first. */
typedef struct
{
  AftSampleFixture sample;
  AftEnvelopeOrigin origin;
  GArray *items; /* AftItem, bodies owned */
} AftBatch;

void aft_batch_set_up (AftBatch *batch, gconstpointer unused);
void aft_batch_tear_down (AftBatch *batch, gconstpointer unused);

/* Appends a row with @body (in canonical form), which is eaten. */
void aft_batch_take (AftBatch *batch, AftItemKind kind, const AftId *id, char *body);
/* Appends @count responses, calls for staff or drills. */
void aft_batch_add (AftBatch *batch, AftItemKind kind, guint count);
/* Appends a survey definition. */
void aft_batch_add_definition (AftBatch *batch, const char *canonical);
/* The item @index, to be spoiled. */
AftItem *aft_batch_get (AftBatch *batch, guint index);

/* The request with all items, and the envelope to hold a reply against; both the caller's.
 * @ret_envelope may be NULL. */
char *aft_batch_to_text (AftBatch *batch, AftEnvelope **ret_envelope);

G_END_DECLS
