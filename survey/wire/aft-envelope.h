/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-item.h"

G_BEGIN_DECLS

/* AftEnvelope: the request of POST /api/v1/batches (DESIGN §6, §10), schema 1:
 *   {"schema":1,"device_id":UUID,"boot_id":UUID,"sent_ms":INT,"monotonic_ms":INT,"items":[
 *     {"sequence":INT,"id":UUID,"kind":TEXT,"previous":HEX64,"chain":HEX64,"digest":HEX64,
 *      "body":{…}}, …]}
 * where a survey definition has neither previous nor chain. Immutable, counted atomically: it may
 * be read and released on any thread. */
typedef struct _AftEnvelope AftEnvelope;

#define AFT_ENVELOPE_SCHEMA    1
#define AFT_ENVELOPE_MAX_BYTES 65536
#define AFT_ENVELOPE_MAX_ITEMS 200
/* Levels of arrays and objects in the document; a survey definition counts for itself. */
#define AFT_ENVELOPE_MAX_DEPTH            16
#define AFT_ENVELOPE_DEFINITION_MAX_DEPTH 160

/* Whose rows they are, and the kiosk's clocks when it was made up: the two together let the
 * collector correct the times of that boot. */
typedef struct
{
  AftId device_id;
  AftId boot_id;
  gint64 sent_ms; /* UTC by the kiosk's clock */
  gint64 monotonic_ms;
} AftEnvelopeOrigin;

/* Reads a request strictly: valid UTF-8 without NUL, no member twice, none unknown, none missing.
 * TOO_LARGE (bytes, items, nesting), INVALID, or UNSUPPORTED for a later schema: nothing of it may
 * be stored. An item whose sequence, id and digest can be read fails alone: it has a fault. Without
 * one, digest and chain link are right, and a response says what its id says: the body written from
 * it again is the one that has the digest. The whole says nothing about what is stored already, nor
 * whether the device may say it. */
AftEnvelope *
aft_envelope_parse (const char *text, gsize length_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

AftEnvelope *aft_envelope_ref (AftEnvelope *envelope);
/* Accepts NULL. */
void aft_envelope_unref (AftEnvelope *envelope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftEnvelope, aft_envelope_unref)

/* Borrowed. */
const AftEnvelopeOrigin *aft_envelope_get_origin (const AftEnvelope *envelope);
/* 1 to AFT_ENVELOPE_MAX_ITEMS. */
guint aft_envelope_get_count (const AftEnvelope *envelope);
/* In the order sent; borrowed. */
const AftItem *aft_envelope_get_item (const AftEnvelope *envelope, guint index);

/* Gathers a request. */
typedef struct _AftEnvelopeBuilder AftEnvelopeBuilder;

AftEnvelopeBuilder *aft_envelope_builder_new (const AftEnvelopeOrigin *origin);
void aft_envelope_builder_free (AftEnvelopeBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftEnvelopeBuilder, aft_envelope_builder_free)

/* Adds an item as it lies in the outbox: sequence, id, kind, previous, chain, digest and body (in
 * canonical form, copied) of @item; nothing is checked again. FALSE, with nothing changed, when it
 * would not fit into 200 items or 64 KiB; the first item always fits. */
gboolean aft_envelope_builder_add (AftEnvelopeBuilder *builder,
                                   const AftItem *item) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the survey definition @canonical under an id made for this occasion. TOO_LARGE over
 * AFT_ITEM_DEFINITION_MAX_BYTES, BUSY when it is only this envelope that has no room left. */
gboolean aft_envelope_builder_add_definition (AftEnvelopeBuilder *builder,
                                              const AftId *id,
                                              const char *canonical,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint aft_envelope_builder_get_count (const AftEnvelopeBuilder *builder);

/* What was gathered, at least one item; @ret_request is the request's bytes, the caller's. Keep the
 * envelope to hold the reply against it. Consumes @builder. */
AftEnvelope *aft_envelope_builder_end (AftEnvelopeBuilder *builder, GBytes **ret_request);

G_END_DECLS
