/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-envelope.h"
#include "aft-receipts.h"

G_BEGIN_DECLS

/* FakeCollector: a collector for tests on 127.0.0.1, in threads of its own: it keeps what it stores
 * in memory, and answers the next requests as it is told to, honestly or not. */
typedef struct _FakeCollector FakeCollector;

typedef enum
{
  FAKE_GOOD,
  FAKE_CAPTIVE,      /* 200 with a page that says welcome */
  FAKE_EMPTY,        /* 200 without a body */
  FAKE_CUT,          /* stores, then hangs up in the middle of the reply */
  FAKE_OTHER_DIGEST, /* stores, and says so of other digests */
  FAKE_OTHER_ID,     /* the same of another id */
  FAKE_ONE_LESS,     /* a receipt is missing */
  FAKE_REDIRECT,     /* 307 to another path */
  FAKE_DRIP,         /* stores; a byte every 20 ms */
  FAKE_SILENT,       /* reads, and never answers */
  FAKE_HANG_UP,      /* hangs up without a word */
  FAKE_HUGE,         /* 200 with 2 MiB */
  FAKE_STATUS,       /* what fake_collector_plan_status() says, as a problem document */
  FAKE_STATUS_PAGE   /* the same as an HTML page, as a proxy would */
} FakeBehaviour;

/* @certificate: NULL for plain HTTP. */
FakeCollector *fake_collector_new (GTlsCertificate *certificate);
void fake_collector_free (FakeCollector *fake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeCollector, fake_collector_free)

/* "http://127.0.0.1:PORT" or "https://localhost:PORT"; newly allocated. */
char *fake_collector_dup_address (FakeCollector *fake);

/* The next @count requests not planned for yet. Afterwards: good. */
void fake_collector_plan (FakeCollector *fake, FakeBehaviour behaviour, guint count);
/* @headers: further header lines, each ended by CRLF; or "". */
void fake_collector_plan_status (FakeCollector *fake,
                                 FakeBehaviour behaviour,
                                 guint status,
                                 const char *headers,
                                 guint count);
/* Forgets the plan. */
void fake_collector_be_good (FakeCollector *fake);

/* Batches with more items than that get 413; 0: no limit. */
void fake_collector_set_most_items (FakeCollector *fake, guint most);
/* The item with this sequence makes any batch a 422, or is refused in its receipt. */
void fake_collector_set_poison (FakeCollector *fake, guint64 sequence, AftRefusal refusal);
/* Knows no survey until its definition has come. With @is_deaf: not even then. */
void fake_collector_set_wants_surveys (FakeCollector *fake, gboolean is_deaf);
/* Forgets every row behind @sequence, as a backup from before them would have it. */
void fake_collector_restore (FakeCollector *fake, guint64 sequence);
/* The next request for events is answered with @bytes as they are, and then it @stays open, in
 * silence, or hangs up. Without a plan it is a document's path like others. */
void fake_collector_plan_events (FakeCollector *fake, const char *bytes, gboolean stays);
/* What GET and POST on @path get from now on; unknown paths get 404. */
void fake_collector_set_document (FakeCollector *fake,
                                  const char *path,
                                  guint status,
                                  const char *media_type,
                                  const char *text);

/* Figures. */
guint fake_collector_get_stored (FakeCollector *fake);  /* different rows */
guint fake_collector_get_doubled (FakeCollector *fake); /* rows stored twice: always 0 if sound */
guint fake_collector_get_requests (FakeCollector *fake);
guint fake_collector_get_connections (FakeCollector *fake);
/* Requests for events are not among those, nor kept as the last. */
guint fake_collector_get_streams (FakeCollector *fake);
guint fake_collector_get_open_streams (FakeCollector *fake); /* that are planned and not hung up */
char *fake_collector_dup_last_stream_request (FakeCollector *fake); /* as the one below */
guint fake_collector_get_definitions (FakeCollector *fake);
/* Bytes that came over all connections, after decryption. */
guint64 fake_collector_get_bytes (FakeCollector *fake);
/* Sequences in the order in which they were stored; guint64, the caller's. */
GArray *fake_collector_dup_order (FakeCollector *fake);
/* The last request as it came, head and body; newly allocated, "" when there was none. */
char *fake_collector_dup_last_request (FakeCollector *fake);

G_END_DECLS
