/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* How near a guest is to being lost (DESIGN §7). In rising order; the numbers are stored. */
typedef enum
{
  AFT_RISK_NONE,
  AFT_RISK_WATCH,
  AFT_RISK_AT_RISK,
  AFT_RISK_CRITICAL
} AftRiskLevel;

#define AFT_RISK_LEVELS 4

/* "none", "watch", "at-risk", "critical". Static. */
const char *aft_risk_level_to_text (AftRiskLevel level);
/* FALSE when @text is NULL or another; *@ret_level is then untouched. */
gboolean aft_risk_level_from_text (const char *text, AftRiskLevel *ret_level);

/* AftRisk: what the rules said of one response: points, level, and the signals that made them, with
 * the rules' version. Immutable, counted atomically. */
typedef struct _AftRisk AftRisk;

#define AFT_RISK_POINTS_MAX  100
#define AFT_RISK_SIGNALS_MAX 64
#define AFT_RISK_SIGNAL_MAX  1000 /* points of one signal, either way */
#define AFT_RISK_ID_MAX      64   /* characters of a signal's id, of a–z, 0–9 and '-' */
#define AFT_RISK_VERSION_MAX 64   /* characters of the rules' version, none a control character */
#define AFT_RISK_TEXT_MAX    8192 /* bytes of the canonical text; no AftRisk has more */

typedef struct
{
  const char *id;
  gint points; /* what this signal added, −1,000 to 1,000 */
} AftRiskSignal;

/* What one is made of; everything is copied. */
typedef struct
{
  AftRiskLevel level;
  guint points;        /* 0–AFT_RISK_POINTS_MAX; the sum of the signals' held within that */
  const char *version; /* of the rules */
  const AftRiskSignal *signals;
  gsize signal_count; /* at most AFT_RISK_SIGNALS_MAX; no id twice */
} AftRiskFields;

/* INVALID, naming the member that is wrong. */
AftRisk *aft_risk_new (const AftRiskFields *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftRisk *aft_risk_ref (AftRisk *risk);
/* Accepts NULL. */
void aft_risk_unref (AftRisk *risk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRisk, aft_risk_unref)

AftRiskLevel aft_risk_get_level (const AftRisk *risk);
guint aft_risk_get_points (const AftRisk *risk);
/* Borrowed. */
const char *aft_risk_get_version (const AftRisk *risk);
gsize aft_risk_get_signal_count (const AftRisk *risk);
/* @index below the count. Borrowed. */
const AftRiskSignal *aft_risk_get_signal (const AftRisk *risk, gsize index);

/* {"level":"critical","points":80,"rules":"1","signals":[{"id":"service","points":30},…]}; a new
 * reference. */
AftValue *aft_risk_to_value (const AftRisk *risk);
/* Reads that; an unknown, missing or wrong member is INVALID. */
AftRisk *aft_risk_from_value (const AftValue *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The value's canonical text (RFC 8785). Newly allocated. */
char *aft_risk_dup_text (const AftRisk *risk);
/* Reads it, or any other form of that JSON. INVALID. */
AftRisk *
aft_risk_parse (const char *text, gsize length_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Same canonical text? */
gboolean aft_risk_equal (const AftRisk *a, const AftRisk *b);

G_END_DECLS
