/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-boots.h"
#include "aft-house-counts.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* Responses as rows: taken apart into small columns and put together again. Private to
 * house-sqlite. */

/* What the row says beside the response itself. */
typedef struct
{
  gint32 venue;
  gint32 device;
  gint32 survey; /* 0: none */
  gint64 guest;  /* 0: nobody known */
  AftTier tier;  /* the guest's */
  gint32 boot;
  gint32 part; /* a word, 0: none */
  gint32 day;
  guint hour; /* of the venue's wall clock */
  AftHouseClock clock;
  gint64 true_ms;
  guint64 sequence;
  const AftDigest *digest;
  guint marks;             /* AftHouseMark, together */
  gint64 erased_ms;        /* 0: all of it is to be kept */
  const AftValue *ratings; /* what is kept of its answers, where it is not 0 */
} AftHouseRowFacts;

/* With its sealed parts and consent, unless it is erased. */
gboolean aft_house_rows_put (AftHouseSession *session,
                             const AftResponse *response,
                             const AftHouseRowFacts *facts,
                             gint64 *ret_ref,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A stored number of the schema for @language. */
gint32 aft_house_rows_from_language (AftLanguage language);
/* Anything unknown: English. */
AftLanguage aft_house_rows_to_language (gint32 number);

/* SELECT list and tables for aft_house_rows_read(); what follows may name response, survey, boot.
 */
#define AFT_HOUSE_ROWS_SELECT                                                                      \
  "SELECT response.ref, response.id, sitting_id, response.kind, state, ended_ms, duration_ms,"     \
  " monotonic_ms, burst, locale, table_code, answers, salt, boot.id, survey.id, survey.version,"   \
  " survey.digest, response.survey, response.digest, sequence, response.venue, day, part,"         \
  " response.device, response.risk, response.tier, erased_ms,"                                     \
  " (SELECT channel FROM device WHERE device.ref = response.device), marks, hour,"                 \
  " CASE clock WHEN 0 THEN ended_ms WHEN 1 THEN true_ms ELSE response.received_ms END"             \
  " FROM response JOIN boot ON boot.ref = response.boot"                                           \
  " LEFT JOIN survey ON survey.ref = response.survey"

enum
{
  AFT_HOUSE_ROWS_SURVEY = 17,
  AFT_HOUSE_ROWS_DIGEST,
  AFT_HOUSE_ROWS_SEQUENCE,
  AFT_HOUSE_ROWS_VENUE,
  AFT_HOUSE_ROWS_DAY,
  AFT_HOUSE_ROWS_PART,
  AFT_HOUSE_ROWS_DEVICE,
  AFT_HOUSE_ROWS_RISK,
  AFT_HOUSE_ROWS_TIER,
  AFT_HOUSE_ROWS_ERASED,
  AFT_HOUSE_ROWS_CHANNEL,
  AFT_HOUSE_ROWS_MARKS,
  AFT_HOUSE_ROWS_HOUR,
  AFT_HOUSE_ROWS_TRUE_MS /* by our own clock, as well as is known */
};

/* The response in @row; NULL with CORRUPT when it cannot be one. One that is erased has its
 * ratings, and a salt of zeros: it does not give its digest any more. */
AftResponse *aft_house_rows_read (AftHouseSession *session,
                                  sqlite3_stmt *row,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where @response, read from that row, is counted. */
AftHouseCountedBy aft_house_rows_counted_by (sqlite3_stmt *row, const AftResponse *response);

G_END_DECLS
