/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-frame.h"
#include "aft-trend-table.h"

G_BEGIN_DECLS

/* /console/trends: how satisfied guests are and what has changed, for managers and owners. The
 * address says which figures (aft-trend-scope.h), so that what somebody sees can be sent. */

#define AFT_TRENDS          "/console/trends"
#define AFT_TRENDS_DOWNLOAD AFT_TRENDS "/download"
#define AFT_TRENDS_ALL      "all" /* tables: a workbook */

void aft_console_add_trends (AftConsole *console, AftRouter *router);

/* What somebody wants to see, and what there is. */
typedef struct
{
  AftPage *page;
  AftTrendVoice voice;
  GPtrArray *venues; /* AftVenue that the reader works at */
  AftTrendScope *scope;
  AftTrendView *view;
  gsize first; /* of the venues' small charts */
} AftTrendsLook;

void aft_trends_look_clear (AftTrendsLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftTrendsLook, aft_trends_look_clear)

/* Reads @query, as of an address and without '?' (NULL: nothing is said), or the page's own
 * address; and loads @parts of it. NOT_FOUND: a venue that is not the reader's. INVALID: nobody can
 * see that. */
gboolean aft_trends_look_read_view (AftTrendsLook *look,
                                    AftPage *page,
                                    const char *query,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
aft_trends_look_read (AftTrendsLook *look, AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
aft_trends_look_load (AftTrendsLook *look, guint parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @path with the query of @scope; @tail ("&first=24") is put behind, NULL: nothing. The caller owns
 * it. */
char *aft_trends_dup_address (const char *path, const AftTrendScope *scope, const char *tail);

/* The fields that choose what is seen, and the links to what was before and is next. */
void aft_trends_write_form (const AftTrendsLook *look);
/* aft-console-trends-venues.c: of which restaurants; a field of that form, and a form of its own.
 */
void aft_trends_write_venues (const AftTrendsLook *look);
void aft_trends_write_several (const AftTrendsLook *look);
/* POST AFT_TRENDS "/restaurants": an AftPageWork. */
AftHttpReply *aft_trends_choose_venues (AftPage *page, GError **error);
/* The whole page of what was read; @refusal: what was not done, and why, NULL: nothing was refused.
 */
AftHttpReply *aft_trends_make_seen (AftTrendsLook *look, const char *refusal, GError **error);
/* One part, a bit of AftTrendPart: its sentence, its picture, its table, its downloads. */
void aft_trends_write_part (const AftTrendsLook *look, guint part);

/* A chart (aft-chart.h) as elements of the page. */
void aft_trends_write_drawing (AftHtml *html, const char *svg);

/* GET AFT_TRENDS_DOWNLOAD: an AftPageWork. */
AftHttpReply *aft_trends_make_download (AftPage *page, GError **error);

G_END_DECLS
