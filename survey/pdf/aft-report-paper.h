/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-report-document.h"

G_BEGIN_DECLS

/* The report on A4, as a PDF: fonts embedded and cut down to the letters that are used, every word
 * selectable, those of the charts, too; a running head and foot with the pages' numbers, an
 * outline, the document's language and structure. Nothing leaves its margins; a table goes on with
 * its head on the next page. The same document gives the same bytes.
 *
 * INVALID: nothing in it, or a chart that librsvg cannot read. INTERNAL: Cairo failed.
 * FULL or UNAVAILABLE: no place for temporary files. */
GBytes *aft_report_paper_to_pdf (const AftReportDocument *document,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
