/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-job.h"
#include "aft-temp-dir.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* FakePrinter: tests/tools/escpos-printer or ipp-printer, running, with a folder of its own. */
typedef struct
{
  AftTempDir *dir;
  GSubprocess *process;
  char *address;
} FakePrinter;

/* @arguments: further ones of the tool, ended by NULL. */
FakePrinter *fake_printer_new_tcp (const char *const *arguments);
/* Where one was before; it is there in a moment. */
FakePrinter *fake_printer_new_tcp_at (const char *address, const char *const *arguments);
/* @scheme: "" or "serial:". */
FakePrinter *fake_printer_new_device (const char *scheme, const char *const *arguments);
FakePrinter *fake_printer_new_ipp (const char *const *arguments);
void fake_printer_free (FakePrinter *printer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePrinter, fake_printer_free)

/* What came with pictures in it, AftValue as the tool tells it, in order; waits until the tool has
 * told of @least of them. */
GPtrArray *fake_printer_wait_for_slips (FakePrinter *printer, guint least);
/* The same of those that are there now. */
GPtrArray *fake_printer_list_slips (FakePrinter *printer);

/* A peer with little patience. */
AftPrinterPeer fake_printer_make_peer (const char *address);
AftSlip *fake_printer_make_slip (void);

G_END_DECLS
