/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-address.h"

G_BEGIN_DECLS

/* Each opens one kind of way to a printer and returns its file descriptor, not blocking; -1 with
 * UNAVAILABLE, DENIED, TIMED_OUT or the cancellable's error. */
int aft_printer_tcp_open (const AftPrinterAddress *address,
                          guint timeout_ms,
                          GCancellable *cancellable,
                          GError **error);
/* A terminal among them is set to pass every byte as it is. */
int aft_printer_device_open (const char *path, GError **error);
/* Eight bits, no parity, one stop bit. */
int aft_printer_serial_open (const char *path, guint baud, GError **error);

/* Sets @error from errno. */
void aft_printer_set_errno (GError **error, const char *what, int number);

G_END_DECLS
