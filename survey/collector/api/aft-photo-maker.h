/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What aftertaste-photo makes of @picture. @program: its path. It has @deadline_ms, then it is
 * killed. INVALID, TOO_LARGE: as it says; TIMED_OUT; UNAVAILABLE: it could not be started, or
 * failed for want of something. Waits; any thread. The caller owns the result, which is wiped when
 * it is freed. */
GBytes *aft_photo_maker_run (const char *program,
                             GBytes *picture,
                             guint deadline_ms,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
