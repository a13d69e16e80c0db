/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* systemd where it started the program, nothing where it did not. */

/* The sockets that were made for the program; those called "public" are in @ret_public. Both end
 * with -1, newly allocated. Only asked once. */
int *aft_service_manager_take_sockets (int **ret_public);
void aft_service_manager_tell_ready (void);
void aft_service_manager_tell_stopping (void);
void aft_service_manager_tell_alive (void);
/* How often a sign of life is wanted, in milliseconds; 0: never. */
guint aft_service_manager_get_watchdog_ms (void);

G_END_DECLS
