/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-report-document.h"
#include "aft-trend-words.h"

G_BEGIN_DECLS

/* The report of a period: how satisfied guests are, whether it changes, why, who is being lost and
 * what was done about it, on page one; what that is made of on the pages after it. */

/* More restaurants than that are not drawn one by one; the table has them all. */
#define AFT_TREND_PAGE_PANELS_MOST 200

typedef struct
{
  const char *house;   /* whose report it is */
  const char *made;    /* when, by the house's clock: "2026-11-01 05:30" */
  gint64 made_ms;      /* the same, UTC */
  const char *program; /* by what: "Aftertaste 0.1.0" */
} AftTrendPageMade;

/* Reads @scope's figures, whatever its measure is those of satisfaction first, and says them as
 * @voice does. Errors as aft_trend_view_load_sync(). */
AftReportDocument *aft_trend_page_new_sync (AftHouseStore *store,
                                            const AftTrendVoice *voice,
                                            const AftTrendScope *scope,
                                            const AftTrendPageMade *made,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
