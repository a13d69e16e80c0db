/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftEventReader: server-sent events (WHATWG HTML, 9.2) out of bytes as they come. Main thread or
 * any other, one at a time. */
typedef struct _AftEventReader AftEventReader;

#define AFT_EVENT_READER_LINE_MAX 8192 /* bytes; what is longer is no collector's */
#define AFT_EVENT_READER_DATA_MAX 8192
#define AFT_EVENT_READER_NAME_MAX 64 /* of names and ids */

typedef struct
{
  char *name; /* "message" where the server named none */
  char *data;
} AftServerEvent;

void aft_server_event_free (AftServerEvent *event);

AftEventReader *aft_event_reader_new (void);
/* Accepts NULL. */
void aft_event_reader_free (AftEventReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftEventReader, aft_event_reader_free)

/* Adds the AftServerEvents that @bytes complete to @events. TOO_LARGE: a line, an event or a name
 * is longer than allowed; INVALID: not UTF-8, or a NUL. Then nothing more may be fed. */
gboolean aft_event_reader_feed (AftEventReader *reader,
                                const guint8 *bytes,
                                gsize length,
                                GPtrArray *events,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the server called the last event, "" before there was one. Borrowed. */
const char *aft_event_reader_get_last_id (const AftEventReader *reader);

G_END_DECLS
