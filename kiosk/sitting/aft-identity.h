/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-device.h"

G_BEGIN_DECLS

/* Reads who this kiosk is from the file `identity` in @folder, or makes one (mode 0600, durable)
 * where there is none. CORRUPT when there is one that cannot be understood: it is left as it is,
 * because a new id would begin a new chain. FULL, DENIED or UNAVAILABLE when it cannot be read or
 * written. The caller owns the result. */
AftDevice *aft_identity_open (const char *folder,
                              AftClock *clock,
                              AftRandom *random,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
