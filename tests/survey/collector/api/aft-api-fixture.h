/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-api.h"
#include "aft-batch.h"
#include "aft-house-fixture.h"

G_BEGIN_DECLS

/* All routes over a real store, asked without a socket; and one kiosk with its token. Its survey
 * has a rating "overall" from 1 to 5 and a comment "words". */
typedef struct
{
  AftHouseFixture house;
  AftSurveyCache *surveys;
  AftApi *api;
  AftRouter *router;
  char *token;
  AftBatch batch; /* of the house's kiosk */
  AftDigest survey;
} AftApiFixture;

void aft_api_fixture_set_up (AftApiFixture *fixture, gconstpointer unused);
void aft_api_fixture_tear_down (AftApiFixture *fixture, gconstpointer unused);
/* Makes the API anew, with these in place of the options that the fixture would take. */
void aft_api_fixture_remake (AftApiFixture *fixture, const AftApiOptions *changes);

/* Enrols another kiosk; its token, the caller's. */
char *aft_api_fixture_enrol (AftApiFixture *fixture, const AftId *device_id, const AftId *venue_id);

typedef struct
{
  const char *method; /* NULL: GET without, POST with a body */
  const char *target;
  const char *token;        /* NULL: none */
  const char *header;       /* one more, with */
  const char *header_value; /* its value */
  const char *body;         /* NULL: none */
  gssize length;            /* of the body; 0: to its NUL */
} AftApiQuestion;

/* The reply, the caller's. Asserts that exactly one came and that what is refused is a whole
 * problem (RFC 9457) with a status below 500. */
AftHttpReply *aft_api_fixture_ask (AftApiFixture *fixture, const AftApiQuestion *question);
/* The same when the status may be any. */
AftHttpReply *aft_api_fixture_ask_any (AftApiFixture *fixture, const AftApiQuestion *question);
/* The reply's JSON; the caller's. */
AftValue *aft_api_reply_read (AftHttpReply *reply);
/* Asserts on status and, when not NULL, the problem's reason; eats @reply. */
void aft_api_assert_refused (AftHttpReply *reply, int status, const char *reason);
/* Asks and asserts 200; the JSON, the caller's. */
AftValue *aft_api_fixture_get_json (AftApiFixture *fixture, const AftApiQuestion *question);

/* The next tap of the kiosk with that rating into fixture->batch. */
void aft_api_fixture_add_tap (AftApiFixture *fixture, double rating);
/* Sends @text as a batch with the kiosk's token. */
AftHttpReply *aft_api_fixture_send (AftApiFixture *fixture, const char *text);
/* Sends all that is in fixture->batch; the reply's JSON, the caller's. */
AftValue *aft_api_fixture_send_batch (AftApiFixture *fixture);
/* "stored", or why item @index of such a reply was refused. */
const char *aft_api_receipt (const AftValue *reply, guint index);

/* Items that the house has stored. */
guint64 aft_api_fixture_count_stored (AftApiFixture *fixture);

/* An open event stream. */
typedef struct
{
  AftHttpExchange *exchange;
  AftHttpReply *reply; /* instead of a stream */
  GString *text;       /* what was sent */
  gboolean is_open;
  gboolean is_full; /* refuses the stream, or what comes next on it */
} AftApiStream;

/* @last_id may be NULL. */
AftApiStream *aft_api_fixture_follow (AftApiFixture *fixture, const char *last_id);
/* The reader goes away. */
void aft_api_stream_free (AftApiStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftApiStream, aft_api_stream_free)

G_END_DECLS
