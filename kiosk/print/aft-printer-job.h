/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-address.h"
#include "aft-printer-status.h"
#include "aft-slip.h"

G_BEGIN_DECLS

/* What a printer is asked and given, from beginning to end, on the thread that calls: nothing here
 * is for the one that draws the screen. One at a time for each printer. */

typedef enum
{
  AFT_PRINT_PRINTED, /* the printer said so, behind the last byte of the slip */
  AFT_PRINT_REFUSED, /* it could not take it, and has nothing of it */
  AFT_PRINT_UNKNOWN  /* it has a part or all of it, and did not say what became of it */
} AftPrintOutcome;

/* How long it may take; a plain value, zeros mean the usual times. */
typedef struct
{
  guint answer_ms; /* until a question is answered or a connection stands: 3,000 */
  guint stall_ms;  /* in which not one byte more is taken or answered: 20,000 */
} AftPrinterPatience;

/* Asks how the printer is. Never fails: where it cannot be reached, that is how it is. */
AftPrinterState aft_printer_job_look (const AftPrinterAddress *address,
                                      const AftPrinterPatience *patience,
                                      GCancellable *cancellable);

/* How a job before left the printer, and in which state it was seen last; zeros at first. The next
 * job on the same printer begins by it. A plain value. */
typedef struct
{
  AftPrinterState state;
  gboolean is_torn; /* a picture was begun, and perhaps not ended: its rest is filled first */
} AftPrinterMemory;

/* Draws @slip for @paper and prints it once. Nothing is sent to a printer that does not say that it
 * is ready, and nothing a second time. @memory is read and set. @error says what was wrong unless
 * the outcome is PRINTED: UNAVAILABLE (its state says why), TIMED_OUT, BUSY, INTERNAL. */
AftPrintOutcome aft_printer_job_print (const AftPrinterAddress *address,
                                       const AftSlip *slip,
                                       AftSlipPaper paper,
                                       const AftPrinterPatience *patience,
                                       AftPrinterMemory *memory,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
