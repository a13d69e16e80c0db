/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-admin.h"
#include "aft-config.h"

G_BEGIN_DECLS

/* Where to listen, said by who starts it, for kiosks and staff and for guests' phones. Both NULL:
 * on what the service manager has opened, else by the settings. Otherwise these alone count, and
 * NULL is nowhere. */
typedef struct
{
  const char *venue;
  const char *public;
} AftServeAddresses;

/* Opens the house and serves it until SIGTERM or SIGINT, then finishes what it took. Prints
 * "listening on ADDRESS" and "listening for phones on ADDRESS", a line for each, to the standard
 * output when it is ready. */
gboolean aft_serve_run (AftAdmin *admin,
                        AftConfig *config,
                        const AftServeAddresses *addresses,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
