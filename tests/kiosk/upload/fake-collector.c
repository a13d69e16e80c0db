/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A collector for tests, by hand on a socket, so that it can lie, stall and hang up at any byte. It
 * reads requests with survey/wire and stores rows as the real one promises to: once. */
#include "fake-collector.h"

#include <string.h>

#include "aft-chain.h"

#define HEAD_MAX   16384
#define PIECE      4096
#define DRIP_US    20000
#define HUGE_BYTES (2 * 1024 * 1024)
#define BATCHES    "POST /api/v1/batches "
#define EVENTS     "GET /api/v1/events "

typedef struct
{
  FakeBehaviour behaviour;
  guint status;
  char *headers;
} Plan;

typedef struct
{
  guint status;
  char *media_type;
  char *text;
} Document;

typedef struct
{
  char *bytes;
  gboolean stays;
} Events;

/* A row that is stored. */
typedef struct
{
  AftId id;
  AftDigest digest;
  AftDigest chain;
} Row;

struct _FakeCollector
{
  GSocketListener *listener;
  GTlsCertificate *certificate;
  guint16 port;
  GCancellable *cancellable;
  GThread *thread;
  GPtrArray *threads; /* of connections; of @thread until it ends */

  GMutex mutex; /* for all that follows */
  GQueue plans;
  GQueue events; /* of Events */
  guint streams;
  guint open_streams;
  char *last_stream_request;
  GHashTable *documents; /* path → Document */
  guint most_items;
  guint64 poison;
  AftRefusal poison_refusal;
  gboolean wants_surveys;
  gboolean is_deaf;
  GHashTable *rows;    /* sequence → Row */
  GHashTable *surveys; /* digest as text */
  GArray *order;
  guint doubled;
  guint requests;
  guint connections;
  guint definitions;
  guint64 bytes;
  char *last_request;
};

typedef struct
{
  FakeCollector *fake;
  GIOStream *stream;
  GCancellable *cancellable;
} Connection;

typedef struct
{
  char *head;
  char *body;
  gsize length;
} Request;

static void
free_plan (gpointer data)
{
  Plan *plan = data;
  g_free (plan->headers);
  g_free (plan);
}

static void
free_events (gpointer data)
{
  Events *events = data;
  g_free (events->bytes);
  g_free (events);
}

static void
free_document (gpointer data)
{
  Document *document = data;
  g_free (document->media_type);
  g_free (document->text);
  g_free (document);
}

static void
clear_request (Request *request)
{
  g_clear_pointer (&request->head, g_free);
  g_clear_pointer (&request->body, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, clear_request)

/* -- bytes ----------------------------------------------------------------------------------- */

static gboolean
read_byte (Connection *connection, char *ret_byte)
{
  GInputStream *in = g_io_stream_get_input_stream (connection->stream);
  if (g_input_stream_read (in, ret_byte, 1, connection->cancellable, NULL) != 1)
    return FALSE;
  g_mutex_lock (&connection->fake->mutex);
  connection->fake->bytes++;
  g_mutex_unlock (&connection->fake->mutex);
  return TRUE;
}

static gboolean
read_request (Connection *connection, Request *ret_request)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;
  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (head->len > HEAD_MAX || !read_byte (connection, &byte))
        return FALSE;
      g_string_append_c (head, byte);
    }
  const char *length = strstr (head->str, "Content-Length: ");
  ret_request->length
      = length != NULL ? g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10) : 0;
  ret_request->body = g_malloc0 (ret_request->length + 1);
  ret_request->head = g_string_free (g_steal_pointer (&head), FALSE);
  return g_input_stream_read_all (g_io_stream_get_input_stream (connection->stream),
                                  ret_request->body, ret_request->length, NULL,
                                  connection->cancellable, NULL);
}

static gboolean
write_bytes (Connection *connection, const char *bytes, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (connection->stream), bytes,
                                    length, NULL, connection->cancellable, NULL);
}

typedef struct
{
  guint status;
  const char *media_type;
  const char *headers;
  const char *body;
} Reply;

static char *
make_reply (const Reply *reply)
{
  return g_strdup_printf ("HTTP/1.1 %u Word\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s\r\n%s",
                          reply->status, reply->media_type, strlen (reply->body),
                          reply->headers != NULL ? reply->headers : "", reply->body);
}

static gboolean
write_reply (Connection *connection, const Reply *reply)
{
  g_autofree char *text = make_reply (reply);
  return write_bytes (connection, text, strlen (text));
}

/* -- batches --------------------------------------------------------------------------------- */

static gboolean
knows_survey (FakeCollector *fake, const AftItem *item)
{
  const AftDigest *digest
      = item->response != NULL ? aft_response_get_survey_digest (item->response) : NULL;
  if (!fake->wants_surveys || digest == NULL)
    return TRUE;
  g_autofree char *text = aft_digest_to_text (digest);
  return g_hash_table_contains (fake->surveys, text);
}

static AftRefusal
store_row (FakeCollector *fake, const AftItem *item, AftReceiptStatus *ret_status)
{
  const Row *there = g_hash_table_lookup (fake->rows, &item->sequence);
  if (there != NULL)
    {
      gboolean is_same = aft_id_equal (&there->id, &item->id)
                         && aft_digest_equal (&there->digest, &item->digest);
      *ret_status = is_same ? AFT_RECEIPT_DUPLICATE : AFT_RECEIPT_REFUSED;
      fake->doubled += is_same ? 0 : 1;
      return is_same ? AFT_REFUSAL_NONE : AFT_REFUSAL_CONFLICT;
    }
  Row row = { item->id, item->digest, item->chain };
  g_hash_table_insert (fake->rows, g_memdup2 (&item->sequence, sizeof item->sequence),
                       g_memdup2 (&row, sizeof row));
  g_array_append_val (fake->order, item->sequence);
  *ret_status = AFT_RECEIPT_STORED;
  return AFT_REFUSAL_NONE;
}

static AftReceipt
take_item (FakeCollector *fake, const AftItem *item)
{
  AftReceipt receipt = {
    .sequence = item->sequence,
    .id = item->id,
    .digest = item->digest,
    .status = AFT_RECEIPT_REFUSED,
    .received_ms = 1700000000000,
  };
  if (item->kind == AFT_ITEM_SURVEY_DEFINITION)
    {
      fake->definitions++;
      if (!fake->is_deaf)
        g_hash_table_add (fake->surveys, aft_digest_to_text (&item->digest));
      receipt.status = AFT_RECEIPT_STORED;
    }
  else if (item->sequence == fake->poison && fake->poison_refusal != AFT_REFUSAL_NONE)
    receipt.reason = fake->poison_refusal;
  else if (!knows_survey (fake, item))
    receipt.reason = AFT_REFUSAL_UNKNOWN_SURVEY;
  else
    receipt.reason = store_row (fake, item, &receipt.status);
  if (receipt.status == AFT_RECEIPT_REFUSED)
    receipt.detail = "no";
  return receipt;
}

static AftReceiptsHead
get_head (FakeCollector *fake)
{
  AftReceiptsHead head = { .server_ms = 1700000000000, .last_chain = aft_chain_start () };
  const Row *row = NULL;
  guint64 next = 1;
  while ((row = g_hash_table_lookup (fake->rows, &next)) != NULL)
    {
      head.last_sequence = next++;
      head.last_chain = row->chain;
    }
  return head;
}

static char *
take_batch (FakeCollector *fake, const AftEnvelope *envelope, FakeBehaviour behaviour)
{
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  guint count = aft_envelope_get_count (envelope);
  for (guint i = 0; i < count; i++)
    {
      AftReceipt receipt = take_item (fake, aft_envelope_get_item (envelope, i));
      if (behaviour == FAKE_OTHER_DIGEST)
        receipt.digest.bytes[i % AFT_DIGEST_BYTES] ^= 1;
      if (behaviour == FAKE_OTHER_ID)
        receipt.id.bytes[AFT_ID_BYTES - 1] ^= 1;
      if (behaviour != FAKE_ONE_LESS || i > 0)
        aft_receipts_builder_add (builder, &receipt);
    }
  AftReceiptsHead head = get_head (fake);
  g_autoptr (AftReceipts) receipts = aft_receipts_builder_end (builder, &head);
  return aft_receipts_to_text (receipts);
}

static gboolean
has_poison (FakeCollector *fake, const AftEnvelope *envelope)
{
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    if (aft_envelope_get_item (envelope, i)->sequence == fake->poison)
      return fake->poison != 0 && fake->poison_refusal == AFT_REFUSAL_NONE;
  return FALSE;
}

/* What a request for batches gets, and its status. */
static char *
answer_batch (FakeCollector *fake,
              const Request *request,
              FakeBehaviour behaviour,
              guint *ret_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (request->body, request->length, &error);
  g_assert_no_error (error);
  g_mutex_lock (&fake->mutex);
  char *text = NULL;
  *ret_status = 200;
  if (fake->most_items > 0 && aft_envelope_get_count (envelope) > fake->most_items)
    *ret_status = 413;
  else if (has_poison (fake, envelope))
    *ret_status = 422;
  else
    text = take_batch (fake, envelope, behaviour);
  g_mutex_unlock (&fake->mutex);
  return text != NULL ? text : g_strdup ("{\"type\":\"about:blank\"}");
}

/* -- behaviours ------------------------------------------------------------------------------ */

static gboolean
drip (Connection *connection, const char *text)
{
  for (gsize i = 0; text[i] != '\0'; i++)
    {
      g_usleep (DRIP_US);
      if (!write_bytes (connection, text + i, 1))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_huge (Connection *connection)
{
  g_autofree char *body = g_strnfill (HUGE_BYTES, 'x');
  Reply reply = { 200, "application/json", NULL, body };
  return write_reply (connection, &reply);
}

/* TRUE: the connection goes on. */
static gboolean
answer_honestly (Connection *connection, const Request *request, FakeBehaviour behaviour)
{
  guint status = 200;
  g_autofree char *body = answer_batch (connection->fake, request, behaviour, &status);
  Reply reply
      = { status, status == 200 ? "application/json" : "application/problem+json", NULL, body };
  g_autofree char *text = make_reply (&reply);
  if (behaviour == FAKE_DRIP)
    return drip (connection, text);
  gsize length = strlen (text);
  gboolean is_cut = behaviour == FAKE_CUT;
  return write_bytes (connection, text, is_cut ? length - strlen (body) / 2 : length) && !is_cut;
}

/* What is answered without looking at what was sent; NULL for other behaviours. */
static const Reply *
find_canned (const Plan *plan, Reply *ret_status)
{
  static const Reply page = { 200, "text/html", NULL, "<html><body>Welcome</body></html>" };
  static const Reply empty = { 200, "application/json", NULL, "" };
  static const Reply redirect = { 307, "text/html", "Location: /welcome\r\n", "" };
  gboolean is_page = plan->behaviour == FAKE_STATUS_PAGE;
  *ret_status = (Reply){ plan->status, is_page ? "text/html" : "application/problem+json",
                         plan->headers, "{\"type\":\"about:blank\"}" };
  if (plan->behaviour == FAKE_CAPTIVE)
    return &page;
  if (plan->behaviour == FAKE_EMPTY)
    return &empty;
  if (plan->behaviour == FAKE_REDIRECT)
    return &redirect;
  return is_page || plan->behaviour == FAKE_STATUS ? ret_status : NULL;
}

static gboolean
answer_by_plan (Connection *connection, const Request *request, const Plan *plan)
{
  Reply status;
  const Reply *canned = find_canned (plan, &status);
  char byte;
  if (canned != NULL)
    return write_reply (connection, canned);
  if (plan->behaviour == FAKE_HUGE)
    return write_huge (connection);
  if (plan->behaviour == FAKE_SILENT)
    return read_byte (connection, &byte);
  return plan->behaviour != FAKE_HANG_UP && answer_honestly (connection, request, plan->behaviour);
}

static gboolean
answer_document (Connection *connection, const Request *request)
{
  FakeCollector *fake = connection->fake;
  g_auto (GStrv) words = g_strsplit (request->head, " ", 3);
  g_mutex_lock (&fake->mutex);
  const Document *document = g_hash_table_lookup (fake->documents, words[1]);
  Reply reply = { 404, "application/problem+json", NULL, "{\"type\":\"about:blank\"}" };
  if (document != NULL)
    reply = (Reply){ document->status, document->media_type, "ETag: \"tag\"\r\n", document->text };
  g_autofree char *text = make_reply (&reply);
  g_mutex_unlock (&fake->mutex);
  return write_bytes (connection, text, strlen (text));
}

static Plan *
note_request (FakeCollector *fake, const Request *request, gboolean is_batch)
{
  g_mutex_lock (&fake->mutex);
  fake->requests++;
  fake->bytes += request->length;
  g_free (fake->last_request);
  fake->last_request = g_strconcat (request->head, request->body, NULL);
  Plan *plan = is_batch ? g_queue_pop_head (&fake->plans) : NULL;
  g_mutex_unlock (&fake->mutex);
  return plan;
}

/* -- events ---------------------------------------------------------------------------------- */

static void
count_open_streams (FakeCollector *fake, int change)
{
  g_mutex_lock (&fake->mutex);
  fake->open_streams += (guint) change;
  g_mutex_unlock (&fake->mutex);
}

static gboolean
answer_events (Connection *connection, const Request *request)
{
  FakeCollector *fake = connection->fake;
  char byte;
  g_mutex_lock (&fake->mutex);
  fake->streams++;
  g_free (fake->last_stream_request);
  fake->last_stream_request = g_strdup (request->head);
  Events *events = g_queue_pop_head (&fake->events);
  g_mutex_unlock (&fake->mutex);
  if (events == NULL)
    return answer_document (connection, request);
  const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
  count_open_streams (fake, 1);
  if (write_bytes (connection, head, strlen (head))
      && write_bytes (connection, events->bytes, strlen (events->bytes)) && events->stays)
    read_byte (connection, &byte);
  count_open_streams (fake, -1);
  free_events (events);
  return FALSE;
}

static gboolean
serve_one (Connection *connection)
{
  g_auto (Request) request = { NULL, NULL, 0 };
  if (!read_request (connection, &request))
    return FALSE;
  if (g_str_has_prefix (request.head, EVENTS))
    return answer_events (connection, &request);
  gboolean is_batch = g_str_has_prefix (request.head, BATCHES);
  Plan *plan = note_request (connection->fake, &request, is_batch);
  Plan good = { FAKE_GOOD, 0, NULL };
  gboolean goes_on = is_batch ? answer_by_plan (connection, &request, plan != NULL ? plan : &good)
                              : answer_document (connection, &request);
  g_clear_pointer (&plan, free_plan);
  return goes_on;
}

/* -- connections ----------------------------------------------------------------------------- */

static gpointer
serve_connection (gpointer data)
{
  Connection *connection = data;
  while (serve_one (connection))
    ;
  g_io_stream_close (connection->stream, NULL, NULL);
  g_object_unref (connection->stream);
  g_object_unref (connection->cancellable);
  g_free (connection);
  return NULL;
}

static GIOStream *
wrap (FakeCollector *fake, GSocketConnection *raw)
{
  if (fake->certificate == NULL)
    return G_IO_STREAM (g_object_ref (raw));
  GIOStream *stream = g_tls_server_connection_new (G_IO_STREAM (raw), fake->certificate, NULL);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  return stream;
}

static gpointer
listen_for_all (gpointer data)
{
  FakeCollector *fake = data;
  while (TRUE)
    {
      g_autoptr (GSocketConnection) raw
          = g_socket_listener_accept (fake->listener, NULL, fake->cancellable, NULL);
      if (raw == NULL)
        return NULL;
      g_mutex_lock (&fake->mutex);
      fake->connections++;
      g_mutex_unlock (&fake->mutex);
      Connection *connection = g_new0 (Connection, 1);
      connection->fake = fake;
      connection->stream = wrap (fake, raw);
      connection->cancellable = g_object_ref (fake->cancellable);
      g_ptr_array_add (fake->threads,
                       g_thread_new ("fake-connection", serve_connection, connection));
    }
}

FakeCollector *
fake_collector_new (GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  FakeCollector *fake = g_new0 (FakeCollector, 1);
  g_mutex_init (&fake->mutex);
  g_queue_init (&fake->plans);
  g_queue_init (&fake->events);
  g_set_object (&fake->certificate, certificate);
  fake->cancellable = g_cancellable_new ();
  fake->threads = g_ptr_array_new ();
  fake->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_document);
  fake->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  fake->surveys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fake->order = g_array_new (FALSE, FALSE, sizeof (guint64));
  fake->listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) loopback = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_socket_listener_add_address (fake->listener, loopback, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  fake->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  fake->thread = g_thread_new ("fake-collector", listen_for_all, fake);
  return fake;
}

void
fake_collector_free (FakeCollector *fake)
{
  if (fake == NULL)
    return;
  g_cancellable_cancel (fake->cancellable);
  g_thread_join (fake->thread);
  for (guint i = 0; i < fake->threads->len; i++)
    g_thread_join (g_ptr_array_index (fake->threads, i));
  g_ptr_array_unref (fake->threads);
  g_queue_clear_full (&fake->plans, free_plan);
  g_queue_clear_full (&fake->events, free_events);
  g_hash_table_unref (fake->documents);
  g_hash_table_unref (fake->rows);
  g_hash_table_unref (fake->surveys);
  g_array_unref (fake->order);
  g_object_unref (fake->listener);
  g_object_unref (fake->cancellable);
  g_clear_object (&fake->certificate);
  g_free (fake->last_request);
  g_free (fake->last_stream_request);
  g_mutex_clear (&fake->mutex);
  g_free (fake);
}

char *
fake_collector_dup_address (FakeCollector *fake)
{
  return fake->certificate != NULL ? g_strdup_printf ("https://localhost:%u", fake->port)
                                   : g_strdup_printf ("http://127.0.0.1:%u", fake->port);
}

/* -- plans ----------------------------------------------------------------------------------- */

void
fake_collector_plan_status (FakeCollector *fake,
                            FakeBehaviour behaviour,
                            guint status,
                            const char *headers,
                            guint count)
{
  g_mutex_lock (&fake->mutex);
  for (guint i = 0; i < count; i++)
    {
      Plan plan = { behaviour, status, g_strdup (headers) };
      g_queue_push_tail (&fake->plans, g_memdup2 (&plan, sizeof plan));
    }
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_plan (FakeCollector *fake, FakeBehaviour behaviour, guint count)
{
  fake_collector_plan_status (fake, behaviour, 200, "", count);
}

void
fake_collector_be_good (FakeCollector *fake)
{
  g_mutex_lock (&fake->mutex);
  g_queue_clear_full (&fake->plans, free_plan);
  fake->poison = 0;
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_set_most_items (FakeCollector *fake, guint most)
{
  g_mutex_lock (&fake->mutex);
  fake->most_items = most;
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_set_poison (FakeCollector *fake, guint64 sequence, AftRefusal refusal)
{
  g_mutex_lock (&fake->mutex);
  fake->poison = sequence;
  fake->poison_refusal = refusal;
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_set_wants_surveys (FakeCollector *fake, gboolean is_deaf)
{
  g_mutex_lock (&fake->mutex);
  fake->wants_surveys = TRUE;
  fake->is_deaf = is_deaf;
  g_mutex_unlock (&fake->mutex);
}

static gboolean
is_behind (gpointer key, gpointer value, gpointer user_data)
{
  const guint64 *sequence = key;
  const guint64 *last = user_data;
  return *sequence > *last;
}

void
fake_collector_restore (FakeCollector *fake, guint64 sequence)
{
  g_mutex_lock (&fake->mutex);
  g_hash_table_foreach_remove (fake->rows, is_behind, &sequence);
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_plan_events (FakeCollector *fake, const char *bytes, gboolean stays)
{
  Events events = { g_strdup (bytes), stays };
  g_mutex_lock (&fake->mutex);
  g_queue_push_tail (&fake->events, g_memdup2 (&events, sizeof events));
  g_mutex_unlock (&fake->mutex);
}

void
fake_collector_set_document (FakeCollector *fake,
                             const char *path,
                             guint status,
                             const char *media_type,
                             const char *text)
{
  Document document = { status, g_strdup (media_type), g_strdup (text) };
  g_mutex_lock (&fake->mutex);
  g_hash_table_replace (fake->documents, g_strdup (path), g_memdup2 (&document, sizeof document));
  g_mutex_unlock (&fake->mutex);
}

/* -- figures --------------------------------------------------------------------------------- */

static guint
read_figure (FakeCollector *fake, const guint *figure)
{
  g_mutex_lock (&fake->mutex);
  guint number = *figure;
  g_mutex_unlock (&fake->mutex);
  return number;
}

guint
fake_collector_get_streams (FakeCollector *fake)
{
  return read_figure (fake, &fake->streams);
}

guint
fake_collector_get_open_streams (FakeCollector *fake)
{
  return read_figure (fake, &fake->open_streams);
}

static char *
dup_request (FakeCollector *fake, char *const *request)
{
  g_mutex_lock (&fake->mutex);
  char *text = g_strdup (*request != NULL ? *request : "");
  g_mutex_unlock (&fake->mutex);
  return text;
}

char *
fake_collector_dup_last_stream_request (FakeCollector *fake)
{
  return dup_request (fake, &fake->last_stream_request);
}

guint
fake_collector_get_stored (FakeCollector *fake)
{
  g_mutex_lock (&fake->mutex);
  guint count = g_hash_table_size (fake->rows);
  g_mutex_unlock (&fake->mutex);
  return count;
}

guint
fake_collector_get_doubled (FakeCollector *fake)
{
  return read_figure (fake, &fake->doubled);
}

guint
fake_collector_get_requests (FakeCollector *fake)
{
  return read_figure (fake, &fake->requests);
}

guint
fake_collector_get_connections (FakeCollector *fake)
{
  return read_figure (fake, &fake->connections);
}

guint
fake_collector_get_definitions (FakeCollector *fake)
{
  return read_figure (fake, &fake->definitions);
}

guint64
fake_collector_get_bytes (FakeCollector *fake)
{
  g_mutex_lock (&fake->mutex);
  guint64 bytes = fake->bytes;
  g_mutex_unlock (&fake->mutex);
  return bytes;
}

GArray *
fake_collector_dup_order (FakeCollector *fake)
{
  g_mutex_lock (&fake->mutex);
  GArray *order = g_array_copy (fake->order);
  g_mutex_unlock (&fake->mutex);
  return order;
}

char *
fake_collector_dup_last_request (FakeCollector *fake)
{
  return dup_request (fake, &fake->last_request);
}
