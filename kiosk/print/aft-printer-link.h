/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-address.h"

G_BEGIN_DECLS

/* AftPrinterLink: bytes to and from an ESC/POS printer, for a thread that may wait. */
typedef struct _AftPrinterLink AftPrinterLink;

/* @address: TCP, DEVICE or SERIAL. UNAVAILABLE, DENIED or TIMED_OUT when there is no way to it
 * within @timeout_ms; the cancellable's error. */
AftPrinterLink *aft_printer_link_open (const AftPrinterAddress *address,
                                       guint timeout_ms,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not taken yet is lost. Accepts NULL. */
void aft_printer_link_close (AftPrinterLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPrinterLink, aft_printer_link_close)

/* All of @bytes. TIMED_OUT when for @stall_ms not one was taken; UNAVAILABLE when the way is gone;
 * how many had been taken is not known then. */
gboolean aft_printer_link_write (AftPrinterLink *link,
                                 const guint8 *bytes,
                                 gsize length,
                                 guint stall_ms,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next byte that the printer says; TIMED_OUT, UNAVAILABLE. */
gboolean aft_printer_link_read (AftPrinterLink *link,
                                guint8 *ret_byte,
                                guint timeout_ms,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets what it has said so far. */
void aft_printer_link_drain (AftPrinterLink *link);

G_END_DECLS
