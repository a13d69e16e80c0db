/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftCollectorAddress: where the house's collector listens, as the setting [collector] address
 * writes it. A plain value with owned texts. */
typedef struct
{
  char *base;   /* "https://host:8443/path", without a slash at the end */
  char *socket; /* path of a unix socket, NULL: connect to what `base` names */
} AftCollectorAddress;

/* Reads "https://host[:port][/path]"; "http://" for this machine alone (127.0.0.0/8, [::1],
 * localhost); "unix:/absolute/path". INVALID for anything else, so that no answer can leave the
 * machine unencrypted. @ret_address is set on success only. */
gboolean aft_collector_address_read (const char *text,
                                     AftCollectorAddress *ret_address,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_collector_address_clear (AftCollectorAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftCollectorAddress, aft_collector_address_clear)

/* Does the way there stay on this machine? */
gboolean aft_collector_address_is_local (const AftCollectorAddress *address);

G_END_DECLS
