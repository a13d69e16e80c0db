/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-receipts.h"

G_BEGIN_DECLS

/* What a reply to POST /api/v1/batches means. Whatever is not certainly the collector's own word
 * means: nothing was said, try again later. */
typedef enum
{
  AFT_VERDICT_RECEIPTS, /* each item of the envelope has its receipt */
  AFT_VERDICT_ENVELOPE, /* the request as a whole was refused: send less at a time */
  AFT_VERDICT_TOKEN,    /* the token was refused */
  AFT_VERDICT_LATER
} AftVerdictKind;

typedef struct
{
  AftVerdictKind kind;
  AftReceipts *receipts;      /* RECEIPTS; owned */
  AftRefusal refusal;         /* ENVELOPE: what a lone item would be refused for */
  gint64 retry_after_seconds; /* LATER; -1: not said */
  char *trouble;              /* for staff; NULL with RECEIPTS; owned */
} AftVerdict;

void aft_verdict_clear (AftVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftVerdict, aft_verdict_clear)

/* @reply came back for @envelope. */
AftVerdict aft_verdict_of_reply (const AftCollectorReply *reply, const AftEnvelope *envelope);
/* No reply came: @error says why. */
AftVerdict aft_verdict_of_error (const GError *error);

/* A sentence for staff about a reply that is not what was asked for. Newly allocated. */
char *aft_verdict_dup_trouble (const AftCollectorReply *reply);

G_END_DECLS
