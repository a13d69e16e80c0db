/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"

G_BEGIN_DECLS

/* AftSinkDigest: the SHA-256 of what goes through a sink, on a thread of its own: what digesting
 * costs is about what writing a table costs, and the one need not wait for the other. */
typedef struct _AftSinkDigest AftSinkDigest;

AftSinkDigest *aft_sink_digest_new (void);
/* @bytes stay as they are until the next call returns. @is_alone: nothing is to be done meanwhile;
 * they are digested here, unless the thread has others. */
void
aft_sink_digest_add (AftSinkDigest *digest, const guint8 *bytes, gsize length, gboolean is_alone);
/* Of all that was added. Once. */
AftDigest aft_sink_digest_end (AftSinkDigest *digest);
/* Accepts NULL. */
void aft_sink_digest_free (AftSinkDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSinkDigest, aft_sink_digest_free)

G_END_DECLS
