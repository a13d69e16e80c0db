/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-calendar.h"
#include "aft-figure.h"
#include "aft-id.h"
#include "aft-locale.h"
#include "aft-measure.h"

G_BEGIN_DECLS

/* AftTrendScope: which figures somebody wants to see. It can be written as the query of an address
 * and read back, so that every view can be sent. A plain record; change it freely before use.
 *
 *   venue=ID,ID    one, or several with commas between; none: all that the reader may see
 *   period=…       as aft_period_from_text(); none: the week that @today is in
 *   step=…         day, week, month; none: what suits the period
 *   measure=…      aft_trend_measure_to_text(); none: satisfaction
 *   by=…           venue, day-part, survey, language, channel, tier, device, hour; none: venue
 *   day-part=…, survey=…, language=…, channel=…, tier=…, device=…, hour=…
 *                  at most one of them: only these answers
 *
 * An empty value, as forms send it, says nothing. */

#define AFT_TREND_VENUES_MOST   5000
#define AFT_TREND_VENUES_LISTED 40 /* in an address, which is at most 2,048 bytes long */

typedef struct
{
  GArray *venue_ids;     /* AftId, each once; empty: the whole house */
  gboolean names_venues; /* the address names them; else they are all that the reader may see */
  AftPeriod period;
  AftStep step; /* is changed with the period unless it was set */
  gboolean has_step;
  AftMeasure measure;
  AftSlice by;       /* AFT_SLICE_ALL: by venue */
  AftSlice filter;   /* AFT_SLICE_ALL: every answer */
  char *filter_name; /* as aft_house_store_dup_slice_name_sync() gives it; NULL: every answer */
  gint32 today;      /* the business day it is: nothing later is counted or compared */
  guint64 enough;    /* fewer answers: no figure, only how many; not part of the address */
  guint64 few;       /* fewer answers: not even how many, in a part of a whole; 1: all are shown */
} AftTrendScope;

/* The week that @today is in, the whole house; AFT_FIGURE_ENOUGH, AFT_FIGURE_FEW. */
AftTrendScope *aft_trend_scope_new (gint32 today);
AftTrendScope *aft_trend_scope_copy (const AftTrendScope *scope);
/* Accepts NULL. */
void aft_trend_scope_free (AftTrendScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendScope, aft_trend_scope_free)

/* The latest business day that has begun at any of @venues (AftVenue), at that time in UTC; without
 * any the day of UTC. */
gint32 aft_trend_find_today (const GPtrArray *venues, gint64 now_ms);
/* Whether @name is one of the names above. */
gboolean aft_trend_scope_has_name (const char *name);
/* Reads the value of "venue": AftId, each once. INVALID with a line for a person: it is anything
 * else, or longer than AFT_TREND_VENUES_LISTED. The caller owns the result. */
GArray *aft_trend_venues_from_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets one of them. INVALID with a line for a person: an unknown name, a value
 * that is none, a second filter, a period after @today. */
gboolean aft_trend_scope_set (AftTrendScope *scope,
                              const char *name,
                              const char *value,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the query of an address, without '?'; names that are not of a scope are left to others.
 * NULL or "": as new. INVALID: as above, a name twice, or no UTF-8. */
AftTrendScope *
aft_trend_scope_read (const char *query, gint32 today, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The canonical query: always the same for the same view; "period=2026-10&step=week&…". What is not
 * said otherwise (satisfaction, by venue, every answer) is left out; the period never is. */
char *aft_trend_scope_to_query (const AftTrendScope *scope);

/* Nothing but @venue_ids (AftId) may be seen; NULL: everything. NOT_FOUND: another is asked for, or
 * none may be. Where none was asked for they become the scope's. */
gboolean aft_trend_scope_limit (AftTrendScope *scope,
                                const GArray *venue_ids,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same view of the next period (FALSE: it has not begun) and of the one before. */
gboolean aft_trend_scope_move_later (AftTrendScope *scope);
void aft_trend_scope_move_earlier (AftTrendScope *scope);
/* The step that suits the scope's period: days up to 31 days, weeks up to 190, else months. */
AftStep aft_trend_scope_get_natural_step (const AftTrendScope *scope);
/* The days of the period that are over or running: not beyond @today. */
AftPeriod aft_trend_scope_get_elapsed (const AftTrendScope *scope);
/* What it is compared with: the period before, or as many of its first days as have elapsed. FALSE:
 * there is none in the calendar. */
gboolean aft_trend_scope_get_before (const AftTrendScope *scope, AftPeriod *ret_before);
gboolean aft_trend_scope_is_running (const AftTrendScope *scope);

/* "answers", "satisfaction", "recommendation", "effort", "trouble", "complaints", "return",
 * "aspect-food", … Static. */
const char *aft_trend_measure_to_text (AftMeasure measure);
gboolean aft_trend_measure_from_text (const char *text, AftMeasure *ret_measure);

G_END_DECLS
