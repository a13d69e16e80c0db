/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-address.h"
#include "aft-printer-status.h"
#include "aft-slip.h"

G_BEGIN_DECLS

/* What a printer is asked and given, from beginning to end, on the thread that calls: nothing here
 * is for the one that draws the screen. */

typedef enum
{
  AFT_PRINT_PRINTED, /* the printer said so, behind the last byte of the slip */
  AFT_PRINT_REFUSED, /* it could not take it, and has nothing of it */
  AFT_PRINT_UNKNOWN  /* it has a part or all of it, and did not say what became of it */
} AftPrintOutcome;

/* How long it may take; zeros mean the usual times. */
typedef struct
{
  guint answer_ms; /* until a connection stands or a question is answered: 3,000 */
  guint stall_ms;  /* within a slip, until the next part is taken: 20,000 */
} AftPrinterPatience;

/* One printer, and what is known of it from one job to the next. A plain value for one thread at a
 * time; what is not set is 0. */
typedef struct
{
  AftPrinterAddress address;
  AftPrinterPatience patience;
  AftPrinterState state; /* as it was seen last */
  gsize torn_bytes;      /* of a picture that was broken off: it may still wait for as many */
} AftPrinterPeer;

void aft_printer_peer_clear (AftPrinterPeer *peer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftPrinterPeer, aft_printer_peer_clear)

/* Asks how the printer is, and sets its state. Where it cannot be reached, that is how it is. */
void aft_printer_job_look (AftPrinterPeer *peer, GCancellable *cancellable);

/* Draws @slip for @paper and prints it once. Nothing is sent to a printer that does not say that it
 * is ready, and nothing a second time. Sets the peer's state. Unless the outcome is PRINTED, @error
 * says why: UNAVAILABLE (the state says it, too), TIMED_OUT, INTERNAL. */
AftPrintOutcome aft_printer_job_print (AftPrinterPeer *peer,
                                       const AftSlip *slip,
                                       AftSlipPaper paper,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
