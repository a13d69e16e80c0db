/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftSink: where a writer's bytes go, a piece at a time. What goes to a file is there under its
 * name when all of it is on the disk, and not at all otherwise. */
typedef struct _AftSink AftSink;

/* Gets some bytes; FALSE with @error set when they cannot be taken: nothing more is written. */
typedef gboolean (*AftSinkFunc) (const void *bytes,
                                 gsize length,
                                 gpointer user_data,
                                 GError **error);

/* A file beside @path until it is finished, then @path (0640), over what was there. NOT_FOUND: no
 * such folder; INVALID: @path is a folder or device; DENIED, FULL, UNAVAILABLE. */
AftSink *aft_sink_new_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An open descriptor, which stays open: the standard output. A pipe whose reader has gone gives
 * UNAVAILABLE (SIGPIPE must be ignored). */
AftSink *aft_sink_new_descriptor (int descriptor);
AftSink *aft_sink_new_function (AftSinkFunc write, gpointer user_data);

/* Before the first byte: nobody will ask for its digest, which is not made. */
void aft_sink_leave_out_digest (AftSink *sink);

/* Bytes are gathered and handed on a piece at a time. After the first failure (FULL: the disk, or a
 * file's most; UNAVAILABLE; what the function said) all fail alike. */
gboolean aft_sink_write (AftSink *sink, const void *bytes, gsize length, GError **error);
/* All of it is where it belongs, with its name: only now. */
gboolean aft_sink_finish (AftSink *sink, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of what was written so far. */
guint64 aft_sink_get_length (const AftSink *sink);
/* SHA-256 of it, lower-case hex; NULL before it is finished, or where it is left out. Borrowed. */
const char *aft_sink_get_sha256 (const AftSink *sink);
/* Leaves nothing behind of what was not finished. Accepts NULL. */
void aft_sink_free (AftSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSink, aft_sink_free)

G_END_DECLS
