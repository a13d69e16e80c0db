/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-router.h"

G_BEGIN_DECLS

/* AftHttpReader: bytes of one connection in, requests out. Strict where lenient readers disagree
 * (RFC 9112, section 11.2): what it does not refuse has one meaning. It reads no socket and sends
 * nothing. */
typedef struct _AftHttpReader AftHttpReader;

typedef enum
{
  AFT_HTTP_READER_EMPTY,  /* nothing of a request yet */
  AFT_HTTP_READER_PARTLY, /* some of it */
  AFT_HTTP_READER_WHOLE,  /* a request waits to be taken */
  AFT_HTTP_READER_REFUSED /* a refusal waits to be taken */
} AftHttpReaderState;

/* @router judges a head before its body is read. All are borrowed and outlive the reader. */
AftHttpReader *
aft_http_reader_new (AftRouter *router, const AftHttpLimits *limits, const AftHttpPeer *peer);
/* Accepts NULL. */
void aft_http_reader_free (AftHttpReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpReader, aft_http_reader_free)

AftHttpReaderState aft_http_reader_get_state (const AftHttpReader *reader);
/* Reads on until a request is whole or refused; returns how many bytes of @data it took, which are
 * all of them in the other two states. */
gsize aft_http_reader_feed (AftHttpReader *reader, const guint8 *data, gsize length);

/* In state WHOLE or REFUSED: what was read, and the reader is EMPTY again. The caller owns it. */
AftHttpRequest *aft_http_reader_take_request (AftHttpReader *reader);
AftHttpReply *aft_http_reader_take_refusal (AftHttpReader *reader);
/* Refuses what is read now, whatever it is: eats @refusal. */
void aft_http_reader_refuse (AftHttpReader *reader, AftHttpReply *refusal);

/* Of the request read last, also a refused one as far as it was understood. */
gboolean aft_http_reader_is_head (const AftHttpReader *reader);
/* TRUE when nothing may follow on this connection: the sender said so, or where the next request
 * begins is not known. */
gboolean aft_http_reader_wants_close (const AftHttpReader *reader);

G_END_DECLS
