/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-random.h"

G_BEGIN_DECLS

/* How long to wait before the next try, in milliseconds of monotonic time.
 *
 * The wait doubles with every failure in a row, from @least_ms to twice that after the first, up to
 * between the half and the whole of @most_ms: drawn, so that a house's kiosks do not come back all
 * at once. What the
 * server asks for by Retry-After is waited at least, with up to a tenth more, but never over
 * @most_ms: a wrong header must not silence a kiosk. */
typedef struct
{
  guint least_ms;             /* 1,000 */
  guint most_ms;              /* 300,000 */
  guint failures;             /* in a row, this one counted: 1 or more */
  gint64 retry_after_seconds; /* -1: not said */
} AftBackoff;

guint aft_backoff_draw_ms (const AftBackoff *backoff, AftRandom *random);

G_END_DECLS
