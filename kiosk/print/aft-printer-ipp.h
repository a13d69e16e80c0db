/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer-job.h"

G_BEGIN_DECLS

/* The same as aft_printer_job_look() and _print() for a printer that speaks IPP. The slip goes as a
 * PDF of its own size; a job that has not ended within the stall time is cancelled. */
AftPrinterState aft_printer_ipp_look (const AftPrinterPeer *peer);
AftPrintOutcome aft_printer_ipp_print (AftPrinterPeer *peer,
                                       const AftRaster *raster,
                                       guint dots_per_inch,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
