/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-printer-job.h"

G_BEGIN_DECLS

/* AftPrinter: the slips' printer as the kiosk's screen sees it: how it is, and slips that are given
 * to it one after the other. It is asked now and then; all of that happens on a thread of its own,
 * and nobody waits.
 *
 * Signal "changed": its state is another, or it is busy no longer or now. */
#define AFT_TYPE_PRINTER (aft_printer_get_type ())
G_DECLARE_FINAL_TYPE (AftPrinter, aft_printer, AFT, PRINTER, GObject)

typedef struct
{
  const char *address; /* as in the settings; "": there is none */
  AftSlipPaper paper;
  guint look_ms; /* between two questions how it is; 0: 10,000 */
  AftPrinterPatience patience;
} AftPrinterOptions;

/* INVALID: the address cannot be read. Begins to ask at once. */
AftPrinter *aft_printer_new (const AftPrinterOptions *options,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks no more, and gives up what is under way. To be called at the end of the program. */
void aft_printer_stop (AftPrinter *printer);

AftPrinterState aft_printer_get_state (AftPrinter *printer);
/* May a slip be given to it now: it can print, and does not? */
gboolean aft_printer_is_free (AftPrinter *printer);
/* Asks how it is, now. */
void aft_printer_look (AftPrinter *printer);

/* Prints @slip once; BUSY while another is under way. A look that is under way is waited for. Calls
 * back in the caller's main context. */
void aft_printer_print_async (AftPrinter *printer,
                              AftSlip *slip,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @error: as of aft_printer_job_print(), unless the outcome is PRINTED. */
AftPrintOutcome
aft_printer_print_finish (AftPrinter *printer, GAsyncResult *result, GError **error);

G_END_DECLS
