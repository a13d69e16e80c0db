/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What staff said on the glass of where the collector is: the settings file `collector.conf` in the
 * data folder, which the kiosk's other settings lie over, and the authority that they compared
 * (`collector-authority.pem`). Both are readable by the kiosk's user only. */

/* The settings file; newly allocated, NULL when staff were never asked. */
char *aft_collector_choice_dup_file (const char *data_folder);

/* @address "": the kiosk is to work without a collector. @authority_pem NULL: the system's
 * authorities. Durable. FULL, DENIED or UNAVAILABLE. */
gboolean aft_collector_choice_write (const char *data_folder,
                                     const char *address,
                                     const char *authority_pem,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
