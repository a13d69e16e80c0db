/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-envelope.h"

G_BEGIN_DECLS

/* AftReceipts: the reply to a request with an AftEnvelope, schema 1: a receipt an item, in order.
 *   {"schema":1,"server_time":INT,"last_sequence":INT,"last_chain":HEX64,"items":[
 *     {"sequence":INT,"id":UUID,"digest":HEX64,"status":"stored"|"duplicate"|"refused",
 *      "reason":null|TEXT,"detail":null|TEXT,"received_at":INT}, …]}
 * Immutable, counted atomically. */
typedef struct _AftReceipts AftReceipts;

#define AFT_RECEIPTS_SCHEMA     1
#define AFT_RECEIPTS_MAX_BYTES  262144
#define AFT_RECEIPTS_DETAIL_MAX 200 /* characters */

typedef enum
{
  AFT_RECEIPT_STORED,
  AFT_RECEIPT_DUPLICATE, /* it was there already, byte for byte */
  AFT_RECEIPT_REFUSED
} AftReceiptStatus;

/* A plain value; @detail is borrowed. */
typedef struct
{
  guint64 sequence; /* the first three as they were sent */
  AftId id;
  AftDigest digest;
  AftReceiptStatus status;
  AftRefusal reason;  /* NONE unless refused */
  const char *detail; /* NULL unless refused; at most AFT_RECEIPTS_DETAIL_MAX characters */
  gint64 received_ms; /* UTC by the collector's clock: when it was stored first, or refused */
} AftReceipt;

/* What the collector has of the device: the end of the part without a gap. Sequence 0 with the
 * start of the chain: nothing. */
typedef struct
{
  gint64 server_ms; /* UTC by the collector's clock */
  guint64 last_sequence;
  AftDigest last_chain;
} AftReceiptsHead;

/* "stored", "duplicate", "refused". */
const char *aft_receipt_status_to_text (AftReceiptStatus status);

AftReceipts *aft_receipts_ref (AftReceipts *receipts);
/* Accepts NULL. */
void aft_receipts_unref (AftReceipts *receipts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReceipts, aft_receipts_unref)

/* All borrowed. */
const AftReceiptsHead *aft_receipts_get_head (const AftReceipts *receipts);
guint aft_receipts_get_count (const AftReceipts *receipts);
const AftReceipt *aft_receipts_get (const AftReceipts *receipts, guint index);

/* The collector's side. */
typedef struct _AftReceiptsBuilder AftReceiptsBuilder;

AftReceiptsBuilder *aft_receipts_builder_new (void);
void aft_receipts_builder_free (AftReceiptsBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReceiptsBuilder, aft_receipts_builder_free)
/* Copies @receipt; a detail that is too long is cut, control characters in it become blanks. */
void aft_receipts_builder_add (AftReceiptsBuilder *builder, const AftReceipt *receipt);
/* Consumes @builder. */
AftReceipts *aft_receipts_builder_end (AftReceiptsBuilder *builder, const AftReceiptsHead *head);

/* The reply's text; newly allocated. */
char *aft_receipts_to_text (const AftReceipts *receipts);
/* One receipt with the server's time, as the kiosk keeps it beside the row; newly allocated. */
char *aft_receipt_to_text (const AftReceipt *receipt, gint64 server_ms);

/* The kiosk's side: reads a reply; members that it does not know are passed over. INVALID,
 * TOO_LARGE or UNSUPPORTED: then nothing was sent. */
AftReceipts *
aft_receipts_parse (const char *text, gsize length_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does the reply name exactly the items of @envelope, in order, each with its sequence, id and
 * digest? INVALID else; then it counts for nothing. */
gboolean aft_receipts_match (const AftReceipts *receipts,
                             const AftEnvelope *envelope,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
