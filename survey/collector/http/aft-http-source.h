/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftHttpSource: a body that is made while it is sent, a piece at a time, and only as fast as its
 * reader reads. Counted (atomically). */
typedef struct _AftHttpSource AftHttpSource;

/* The next piece, new reference; NULL with @error unset: that was all. May wait for the disk: it is
 * called on a thread of GLib's, one call at a time. */
typedef GBytes *(*AftHttpSourceNext) (gpointer data, GError **error);

/* Eats @data, which is freed on any thread. */
AftHttpSource *
aft_http_source_new (AftHttpSourceNext next, gpointer data, GDestroyNotify free_data);
AftHttpSource *aft_http_source_ref (AftHttpSource *source);
/* Accepts NULL. */
void aft_http_source_unref (AftHttpSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpSource, aft_http_source_unref)

/* @piece NULL and @error NULL: that was all. Both are borrowed. */
typedef void (*AftHttpSourceAnswer) (GBytes *piece, const GError *error, gpointer user_data);
/* Makes the next piece and tells it in the caller's thread-default main context, later. Not while
 * one is being made. */
void aft_http_source_pull (AftHttpSource *source, AftHttpSourceAnswer answer, gpointer user_data);
/* Nothing is told any more: what is being made is thrown away. */
void aft_http_source_stop (AftHttpSource *source);
/* The same at once, for whoever may wait. */
GBytes *aft_http_source_next_sync (AftHttpSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
