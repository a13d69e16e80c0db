/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftWatchdog: asks for /healthz through the listening socket, as a kiosk would, and tells the
 * service manager after each good answer that the program is alive. A listener that is deaf, or a
 * main loop that hangs, gives no sign. */
typedef struct _AftWatchdog AftWatchdog;

/* @address: of the listener, "127.0.0.1:8460", "[::1]:8460" or "unix:/path". */
AftWatchdog *aft_watchdog_new (const char *address, guint interval_ms, void (*tell_alive) (void));
/* Accepts NULL. */
void aft_watchdog_free (AftWatchdog *watchdog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftWatchdog, aft_watchdog_free)

G_END_DECLS
