/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-config.h"

G_BEGIN_DECLS

/* The table of the collector's settings; the manual is held against it. */
extern const AftConfigKey aft_collector_config_keys[];

/* The settings: of @file alone, or (NULL) of /etc/aftertaste and the user's own where there are
 * any. INVALID with the place, NOT_FOUND when @file is not there. */
AftConfig *aft_collector_config_load (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where browsers reach the console: the venue's address, or where the collector listens on this
 * machine; NULL when that is a socket's path. Newly allocated. */
char *aft_collector_config_dup_console (AftConfig *config);

G_END_DECLS
