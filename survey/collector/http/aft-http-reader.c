/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests out of bytes, by the letter of RFC 9112 and without its "MAY accept": line ends are
 * CRLF, a header is one line, a body has one length. Size limits hold while bytes arrive, before
 * they are kept. The head is judged by the router before a body is read. Time limits are the
 * guard's. */
#include "aft-http-reader.h"

#include <string.h>

#define MOST_CHUNK_DIGITS  8
#define MOST_LENGTH_DIGITS 18
#define HEAD_END           "\r\n\r\n"

typedef enum
{
  PART_HEAD,
  PART_BODY,       /* of a length that is known, or the data of a chunk */
  PART_CHUNK_SIZE, /* hex digits up to CR */
  PART_LINE_END,   /* the LF behind a chunk's size */
  PART_CHUNK_END,  /* CR LF behind a chunk's data */
  PART_LAST_END,   /* CR LF behind the last chunk: no trailers */
  PART_DONE
} Part;

struct _AftHttpReader
{
  AftRouter *router;
  const AftHttpLimits *limits;
  const AftHttpPeer *peer;

  Part part;
  GByteArray *head;
  GByteArray *body;
  gsize body_most;   /* what the route allows */
  gsize left;        /* of the body, or of the chunk at hand */
  guint digits;      /* of the chunk's size, so far */
  gboolean half_end; /* CR was read, LF is due */
  gboolean is_chunked;
  gboolean is_large;     /* the body is in the router's room */
  gboolean skipped_line; /* one empty line before a request is forgiven */

  AftHttpRequest *request; /* as far as its head */
  AftHttpReply *refusal;
  gboolean is_head;
  gboolean wants_close;
};

/* What decides where a request ends. */
typedef struct
{
  gboolean is_old; /* HTTP/1.0 */
  gboolean is_chunked;
  gsize length;
} Framing;

AftHttpReader *
aft_http_reader_new (AftRouter *router, const AftHttpLimits *limits, const AftHttpPeer *peer)
{
  AftHttpReader *reader = g_new0 (AftHttpReader, 1);

  reader->router = router;
  reader->limits = limits;
  reader->peer = peer;
  reader->head = g_byte_array_new ();
  reader->body = g_byte_array_new ();
  return reader;
}

static void
leave_room (AftHttpReader *reader)
{
  if (reader->is_large)
    aft_http_room_leave (aft_router_get_room (reader->router));
  reader->is_large = FALSE;
}

void
aft_http_reader_free (AftHttpReader *reader)
{
  if (reader == NULL)
    return;
  leave_room (reader);
  g_byte_array_unref (reader->head);
  g_byte_array_unref (reader->body);
  aft_http_request_unref (reader->request);
  aft_http_reply_unref (reader->refusal);
  g_free (reader);
}

AftHttpReaderState
aft_http_reader_get_state (const AftHttpReader *reader)
{
  if (reader->refusal != NULL)
    return AFT_HTTP_READER_REFUSED;
  if (reader->part == PART_DONE)
    return AFT_HTTP_READER_WHOLE;
  return reader->part == PART_HEAD && reader->head->len == 0 ? AFT_HTTP_READER_EMPTY
                                                             : AFT_HTTP_READER_PARTLY;
}

void
aft_http_reader_refuse (AftHttpReader *reader, AftHttpReply *refusal)
{
  g_clear_pointer (&reader->refusal, aft_http_reply_unref);
  reader->refusal = refusal;
  reader->wants_close = TRUE;
}

static void
refuse (AftHttpReader *reader, int status, const char *reason, const char *detail)
{
  aft_http_reader_refuse (reader, aft_http_reply_new_problem (status, reason, detail));
}

static AftHttpReply *
new_framing_problem (const char *detail)
{
  return aft_http_reply_new_problem (400, "framing", detail);
}

/* Begins anew behind what was taken. */
static void
reset (AftHttpReader *reader)
{
  g_clear_pointer (&reader->request, aft_http_request_unref);
  g_clear_pointer (&reader->refusal, aft_http_reply_unref);
  g_byte_array_set_size (reader->head, 0);
  if (reader->body->len > 0)
    {
      g_byte_array_unref (reader->body);
      reader->body = g_byte_array_new ();
    }
  leave_room (reader);
  reader->part = PART_HEAD;
  reader->left = 0;
  reader->digits = 0;
  reader->half_end = FALSE;
  reader->is_chunked = FALSE;
  reader->skipped_line = FALSE;
}

/* A large body stays in the room until whoever has it lets it go. */
static GBytes *
take_body (AftHttpReader *reader)
{
  GByteArray *body = g_steal_pointer (&reader->body);
  if (!reader->is_large)
    return g_byte_array_free_to_bytes (body);
  reader->is_large = FALSE;
  return aft_http_room_give_out (aft_router_get_room (reader->router), body);
}

AftHttpRequest *
aft_http_reader_take_request (AftHttpReader *reader)
{
  g_autoptr (GBytes) body = take_body (reader);
  AftHttpRequest *whole = aft_http_request_with_body (reader->request, body);

  reader->body = g_byte_array_new ();
  reset (reader);
  return whole;
}

AftHttpReply *
aft_http_reader_take_refusal (AftHttpReader *reader)
{
  AftHttpReply *refusal = g_steal_pointer (&reader->refusal);

  reset (reader);
  return refusal;
}

gboolean
aft_http_reader_is_head (const AftHttpReader *reader)
{
  return reader->is_head;
}

gboolean
aft_http_reader_wants_close (const AftHttpReader *reader)
{
  return reader->wants_close;
}

/* "METHOD SP target SP HTTP/1.x", cut in place at its blanks. */
static AftHttpReply *
read_request_line (char *line, AftHttpRequestParts *parts, Framing *framing)
{
  char *target = strchr (line, ' ');
  char *version = target == NULL ? NULL : strchr (target + 1, ' ');

  if (version == NULL || strchr (version + 1, ' ') != NULL)
    return aft_http_reply_new_problem (400, "bad-request-line",
                                       "The request's first line is not well formed.");
  *target++ = '\0';
  *version++ = '\0';
  parts->method = line;
  parts->target = target;
  framing->is_old = strcmp (version, "HTTP/1.0") == 0;
  if (framing->is_old || strcmp (version, "HTTP/1.1") == 0)
    return NULL;
  if (strlen (version) == strlen ("HTTP/1.1") && g_str_has_prefix (version, "HTTP/"))
    return aft_http_reply_new_problem (400, "http-version", "Only HTTP/1.1 is spoken here.");
  return aft_http_reply_new_problem (400, "bad-request-line",
                                     "The request's first line is not well formed.");
}

/* Cuts "Name: value" in place. A line that begins with a blank would continue the one before it, in
 * the eyes of some; a blank before the colon hides the header from others. */
static AftHttpReply *
read_header_line (char *line, GArray *headers)
{
  char *colon = strchr (line, ':');
  AftHttpHeader header = { .name = line };

  if (colon == NULL || colon == line || *line == ' ' || *line == '\t' || colon[-1] == ' '
      || colon[-1] == '\t')
    return aft_http_reply_new_problem (400, "bad-header", "A header is not well formed.");
  *colon = '\0';
  header.value = g_strstrip (colon + 1);
  g_array_append_val (headers, header);
  return NULL;
}

/* Reads the lines of @text, which is cut in place, into the request's head. */
static AftHttpReply *
read_lines (AftHttpReader *reader, char *text, Framing *framing)
{
  g_autoptr (GArray) headers = g_array_new (TRUE, TRUE, sizeof (AftHttpHeader));
  AftHttpRequestParts parts = { .peer = reader->peer, .limits = reader->limits };
  char *line = text;
  AftHttpReply *refusal = NULL;

  for (gsize i = 0; refusal == NULL && *line != '\0'; i++)
    {
      char *end = strstr (line, "\r\n");

      *end = '\0';
      if (i == 0)
        refusal = read_request_line (line, &parts, framing);
      else
        refusal = read_header_line (line, headers);
      line = end + strlen ("\r\n");
    }
  if (refusal != NULL)
    return refusal;
  parts.headers = (const AftHttpHeader *) (gpointer) headers->data;
  reader->request = aft_http_request_new (&parts, &refusal);
  return refusal;
}

/* RFC 9112, 6.3, without the leniency of its points 3 and 5. */
static AftHttpReply *
read_lengths (const AftHttpRequest *head, Framing *framing)
{
  const char *coding = aft_http_request_get_header (head, "transfer-encoding");
  const char *length = aft_http_request_get_header (head, "content-length");
  gsize digits;

  if (coding != NULL && length != NULL)
    return new_framing_problem ("A body has one length: Transfer-Encoding or Content-Length.");
  if (coding != NULL)
    {
      framing->is_chunked = g_ascii_strcasecmp (coding, "chunked") == 0 && !framing->is_old;
      return framing->is_chunked ? NULL
                                 : new_framing_problem ("Transfer-Encoding must be chunked.");
    }
  if (length == NULL)
    return NULL;
  digits = strspn (length, "0123456789");
  if (digits == 0 || digits > MOST_LENGTH_DIGITS || length[digits] != '\0')
    return new_framing_problem ("Content-Length must be one number.");
  framing->length = (gsize) g_ascii_strtoull (length, NULL, 10);
  return NULL;
}

static AftHttpReply *
check_host (const AftHttpRequest *head, const Framing *framing)
{
  static const char signs[]
      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:[]";
  const char *host = aft_http_request_get_header (head, "host");

  if (host == NULL && framing->is_old)
    return NULL;
  if (host == NULL || *host == '\0' || host[strspn (host, signs)] != '\0')
    return aft_http_reply_new_problem (400, "bad-host", "The request must name one host.");
  return NULL;
}

static AftHttpReply *
read_framing (const AftHttpRequest *head, Framing *framing)
{
  AftHttpReply *refusal = check_host (head, framing);

  if (refusal == NULL)
    refusal = read_lengths (head, framing);
  if (refusal == NULL && aft_http_request_get_header (head, "expect") != NULL)
    refusal = aft_http_reply_new_problem (417, "expectation",
                                          "Send the body without asking for leave.");
  return refusal;
}

static gboolean
says_close (const AftHttpRequest *head)
{
  const char *value = aft_http_request_get_header (head, "connection");
  g_auto (GStrv) options = g_strsplit (value == NULL ? "" : value, ",", -1);

  for (gsize i = 0; options[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (options[i]), "close") == 0)
      return TRUE;
  return FALSE;
}

/* Where the body begins, or that there is none. */
static void
begin_body (AftHttpReader *reader, const Framing *framing)
{
  reader->is_chunked = framing->is_chunked;
  reader->left = framing->length;
  if (framing->is_chunked)
    reader->part = PART_CHUNK_SIZE;
  else
    reader->part = framing->length > 0 ? PART_BODY : PART_DONE;
}

static void
refuse_size (AftHttpReader *reader)
{
  refuse (reader, 413, "body-too-large", "The body is too large.");
}

/* FALSE: what may be a large body has to wait for others to be done. */
static gboolean
find_room (AftHttpReader *reader, const Framing *framing)
{
  gsize usual = (gsize) reader->limits->body_bytes;
  gsize most = framing->is_chunked ? reader->body_most : framing->length;
  reader->is_large = most > usual
                     && aft_http_room_enter (aft_router_get_room (reader->router),
                                             (guint) reader->limits->large_bodies);
  return reader->is_large || most <= usual;
}

static void
refuse_room (AftHttpReader *reader)
{
  refuse (reader, 503, "too-many", "Too much is being sent at once.");
}

static void
judge_head (AftHttpReader *reader, const Framing *framing)
{
  gboolean has_body = framing->is_chunked || framing->length > 0;
  AftHttpReply *refusal = aft_router_judge (reader->router, reader->request, reader->limits,
                                            has_body, &reader->body_most);

  reader->is_head = strcmp (aft_http_request_get_method (reader->request), "HEAD") == 0;
  reader->wants_close = framing->is_old || says_close (reader->request);
  if (refusal != NULL)
    {
      /* Without a body the next request begins right here, and nothing need be closed. */
      reader->refusal = refusal;
      reader->wants_close = reader->wants_close || has_body;
    }
  else if (framing->length > reader->body_most)
    {
      refuse_size (reader);
    }
  else if (!find_room (reader, framing))
    {
      refuse_room (reader);
    }
  else
    {
      begin_body (reader, framing);
    }
}

static void
end_head (AftHttpReader *reader)
{
  Framing framing = { 0 };
  g_autofree char *text = g_strndup ((const char *) reader->head->data, reader->head->len - 2);
  AftHttpReply *refusal = read_lines (reader, text, &framing);

  reader->is_head = FALSE;
  if (refusal == NULL)
    refusal = read_framing (reader->request, &framing);
  if (refusal != NULL)
    aft_http_reader_refuse (reader, refusal);
  else
    judge_head (reader, &framing);
}

static gboolean
head_ends_with (const AftHttpReader *reader, const char *end)
{
  gsize length = strlen (end);

  return reader->head->len >= length
         && memcmp (reader->head->data + reader->head->len - length, end, length) == 0;
}

static void
feed_head (AftHttpReader *reader, guint8 byte)
{
  gboolean after_cr = head_ends_with (reader, "\r");

  if (after_cr != (byte == '\n'))
    {
      refuse (reader, 400, "bad-line-end", "Lines end with CR and LF.");
      return;
    }
  if ((byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n') || byte > '~')
    {
      refuse (reader, 400, "bad-header", "A head is made of visible ASCII characters.");
      return;
    }
  if (reader->head->len >= (gsize) reader->limits->head_bytes)
    {
      refuse (reader, 431, "head-too-large", "The headers are too large.");
      return;
    }
  g_byte_array_append (reader->head, &byte, 1);
  if (reader->head->len == 2 && head_ends_with (reader, "\r\n"))
    {
      if (reader->skipped_line)
        refuse (reader, 400, "bad-request-line", "A request begins with its method.");
      reader->skipped_line = TRUE;
      g_byte_array_set_size (reader->head, 0);
    }
  else if (byte == '\n' && head_ends_with (reader, HEAD_END))
    {
      end_head (reader);
    }
}

static gboolean
is_visible (guint8 byte)
{
  return byte >= ' ' && byte <= '~';
}

/* What stands within a line at once, what may end it byte by byte. */
static gsize
feed_head_part (AftHttpReader *reader, const guint8 *data, gsize length)
{
  gsize room = (gsize) reader->limits->head_bytes - reader->head->len;
  gsize taken = 0;

  while (taken < MIN (length, room) && is_visible (data[taken]))
    taken++;
  if (taken == 0 || head_ends_with (reader, "\r"))
    {
      feed_head (reader, *data);
      return 1;
    }
  g_byte_array_append (reader->head, data, (guint) taken);
  return taken;
}

static void
feed_chunk_size (AftHttpReader *reader, guint8 byte)
{
  int digit = g_ascii_xdigit_value ((char) byte);

  if (digit >= 0 && reader->digits < MOST_CHUNK_DIGITS)
    {
      reader->left = reader->left * 16 + (gsize) digit;
      reader->digits++;
      if (reader->left > reader->body_most - reader->body->len)
        refuse_size (reader);
    }
  else if (byte == '\r' && reader->digits > 0)
    {
      reader->part = PART_LINE_END;
    }
  else
    {
      /* Also a chunk extension: nobody needs one, and lenient readers disagree about them. */
      refuse (reader, 400, "framing", "A chunk begins with its size in hex digits, and no more.");
    }
}

static void
feed_line_end (AftHttpReader *reader, guint8 byte)
{
  if (byte != '\n')
    {
      refuse (reader, 400, "bad-line-end", "Lines end with CR and LF.");
      return;
    }
  reader->digits = 0;
  reader->part = reader->left > 0 ? PART_BODY : PART_LAST_END;
}

/* CR, then LF, then @next. */
static void
feed_end (AftHttpReader *reader, guint8 byte, Part next)
{
  if (byte != (reader->half_end ? '\n' : '\r'))
    {
      refuse (reader, 400, "framing", "A chunk ends with CR and LF, and nothing follows the last.");
      return;
    }
  if (reader->half_end)
    reader->part = next;
  reader->half_end = !reader->half_end;
}

static gsize
feed_body (AftHttpReader *reader, const guint8 *data, gsize length)
{
  gsize taken = MIN (length, reader->left);

  g_byte_array_append (reader->body, data, (guint) taken);
  reader->left -= taken;
  if (reader->left == 0)
    reader->part = reader->is_chunked ? PART_CHUNK_END : PART_DONE;
  return taken;
}

/* At least one byte of @data, or more. */
static gsize
feed_some (AftHttpReader *reader, const guint8 *data, gsize length)
{
  switch (reader->part)
    {
    case PART_HEAD:
      return feed_head_part (reader, data, length);
    case PART_BODY:
      return feed_body (reader, data, length);
    case PART_CHUNK_SIZE:
      feed_chunk_size (reader, *data);
      return 1;
    case PART_LINE_END:
      feed_line_end (reader, *data);
      return 1;
    case PART_CHUNK_END:
      feed_end (reader, *data, PART_CHUNK_SIZE);
      return 1;
    case PART_LAST_END:
      feed_end (reader, *data, PART_DONE);
      return 1;
    case PART_DONE:
    default:
      g_assert_not_reached ();
    }
}

gsize
aft_http_reader_feed (AftHttpReader *reader, const guint8 *data, gsize length)
{
  gsize taken = 0;

  while (taken < length && reader->part != PART_DONE && reader->refusal == NULL)
    taken += feed_some (reader, data + taken, length - taken);
  return taken;
}
