/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-charts.h"
#include "aft-trend-page.h"
#include "aft-trend-table.h"
#include "aft-trend-words-private.h"

G_BEGIN_DECLS

/* px: what the charts are drawn for, wherever they end up. */
#define AFT_TREND_PAGE_WIDTH 660

/* A report in the making. */
typedef struct
{
  AftReportDocument *document;
  const AftTrendVoice *voice;
  const AftTrendView *view;           /* of satisfaction */
  const AftTrendView *recommendation; /* its figure alone */
  const AftTrendPageMade *made;
  guint charts;        /* so far: their ids */
  const char *heading; /* the last one: a table under it does not say it again; NULL: none yet */
} AftTrendPage;

/* @label before @text: "June: 84 %". The caller owns it. */
char *aft_trend_page_dup_pair (const AftTrendPage *page, const char *label, const char *text);

/* A chart of @part, if there is one. */
void aft_trend_page_add_chart (AftTrendPage *page, guint part, gboolean is_shares);
/* Table @id, if it has rows, and what of it was not shown; FALSE with @error set otherwise. */
gboolean aft_trend_page_add_table (AftTrendPage *page, const char *id, GError **error);

/* Without any there is nothing to take apart. */
gboolean aft_trend_page_has_answers (const AftTrendPage *page);

/* What stands on page one, and what on the last: aft-trend-page-front.c, aft-trend-page-method.c.
 */
void aft_trend_page_add_front (AftTrendPage *page);
void aft_trend_page_add_method (AftTrendPage *page);

G_END_DECLS
