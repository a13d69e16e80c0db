/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_PRINTER_TCP,    /* ESC/POS to a socket, port 9100 as a rule */
  AFT_PRINTER_DEVICE, /* ESC/POS to a character device, /dev/usb/lp0 as a rule */
  AFT_PRINTER_SERIAL, /* the same with a line speed */
  AFT_PRINTER_IPP     /* IPP Everywhere */
} AftPrinterKind;

/* AftPrinterAddress: where the slips' printer is, as the setting [printer] address writes it. A
 * plain value with owned texts. */
typedef struct
{
  AftPrinterKind kind;
  char *host; /* TCP, IPP */
  guint port;
  char *path; /* DEVICE, SERIAL: of the device; IPP: of the printer, "/ipp/print" */
  guint baud; /* SERIAL */
} AftPrinterAddress;

/* Reads "tcp://HOST[:9100]", "/dev/…", "serial:/dev/…[?baud=19200]" or "ipp://HOST[:631]/PATH".
 * INVALID for anything else, a speed that no line has among it. @ret_address is set on success
 * only. */
gboolean aft_printer_address_read (const char *text,
                                   AftPrinterAddress *ret_address,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_printer_address_clear (AftPrinterAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftPrinterAddress, aft_printer_address_clear)

/* A copy with texts of its own. */
AftPrinterAddress aft_printer_address_copy (const AftPrinterAddress *address);

G_END_DECLS
