/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

G_BEGIN_DECLS

/* One item of an upload (POST /api/v1/batches), and why one can be refused. */

/* Largest body of an item in canonical form; a definition may have more. */
#define AFT_ITEM_MAX_BYTES            16384
#define AFT_ITEM_DEFINITION_MAX_BYTES 49152

typedef enum
{
  AFT_ITEM_RESPONSE,
  AFT_ITEM_CALL_STAFF,
  AFT_ITEM_CASE_ACTION,
  AFT_ITEM_DRILL,
  AFT_ITEM_SURVEY_DEFINITION, /* the only one outside the chain: sequence 0 */
  AFT_ITEM_UNKNOWN            /* read from a wire that says something else: always with a fault */
} AftItemKind;

/* Why an item is not stored. */
typedef enum
{
  AFT_REFUSAL_NONE,
  AFT_REFUSAL_CONFLICT, /* the same id, or the same sequence, holds something else */
  AFT_REFUSAL_INVALID,
  AFT_REFUSAL_TOO_LARGE,
  AFT_REFUSAL_UNKNOWN_SURVEY /* send the definition, then the item again */
} AftRefusal;

/* Names on the wire: "response", "call-staff", "case-action", "drill", "survey-definition"; NULL
 * for AFT_ITEM_UNKNOWN. The reader gives FALSE for anything else. */
const char *aft_item_kind_to_text (AftItemKind kind);
gboolean aft_item_kind_from_text (const char *text, AftItemKind *ret_kind);

/* "conflict", "invalid", "too-large", "unknown-survey"; NULL for AFT_REFUSAL_NONE. */
const char *aft_refusal_to_text (AftRefusal refusal);
gboolean aft_refusal_from_text (const char *text, AftRefusal *ret_refusal);

/* A plain value whose pointers are borrowed. Of an item with a fault only sequence, id and digest
 * (as it was sent) can be relied on, which its receipt names, and its link where @is_linked. */
typedef struct
{
  guint64 sequence; /* from 1; 0: a survey definition */
  AftId id;
  AftItemKind kind;
  gboolean is_linked; /* previous and chain are there and fit sequence and digest */
  AftDigest previous; /* zeros for a definition */
  AftDigest chain;
  AftDigest digest;      /* SHA-256 of @body */
  const char *body;      /* in canonical form; NULL with a fault */
  AftResponse *response; /* for a response or a call for staff what @body was written from */
  AftRefusal fault;      /* INVALID, TOO_LARGE or NONE */
  const char *detail;    /* English, one sentence that names the member; NULL without a fault */
} AftItem;

G_END_DECLS
