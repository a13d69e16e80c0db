/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-admin.h"
#include "aft-config.h"

G_BEGIN_DECLS

/* Opens the house and serves it until SIGTERM or SIGINT, then finishes what it took. Prints
 * "listening on ADDRESS" a line for each to the standard output when it is ready. @listen NULL:
 * what the service manager has opened, else the setting. */
gboolean aft_serve_run (AftAdmin *admin, AftConfig *config, const char *listen, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
