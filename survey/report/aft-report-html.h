/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-report-document.h"

G_BEGIN_DECLS

/* The report as one page that needs nothing beside it: styles and charts are inside, there is no
 * script, and it prints on A4. The same document gives the same bytes. The caller owns them. */
GBytes *aft_report_html_write (const AftReportDocument *document);

G_END_DECLS
