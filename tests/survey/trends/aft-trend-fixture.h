/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-fixture.h"
#include "aft-trend-view.h"

G_BEGIN_DECLS

#define AFT_TREND_FIXTURE_VENUES 3

/* A house with three restaurants, and counts put into its store as the store itself counts. */
typedef struct
{
  AftHouseFixture house; /* first */
  AftId venues[AFT_TREND_FIXTURE_VENUES];
  GString *pending; /* statements that were not carried out yet */
} AftTrendFixture;

void aft_trend_fixture_set_up (AftTrendFixture *fixture, gconstpointer unused);
void aft_trend_fixture_tear_down (AftTrendFixture *fixture, gconstpointer unused);

/* @count answers of one kind: which place of which measure, and every part that they are in. */
typedef struct
{
  guint venue; /* 0–2 */
  AftMeasure measure;
  const char *day; /* "2026-10-03" */
  guint place;
  guint count;
  guint hour;
  guint part; /* 0: none; 1 lunch; 2 night */
  AftLanguage language;
  AftChannel channel;
  AftTier tier;
  guint survey; /* the store's number; 0: 1, "exit" */
} AftTrendCount;
void aft_trend_fixture_count (AftTrendFixture *fixture, const AftTrendCount *count);
/* @low answers 1 and @high answers 5 on a day at the first venue. */
void aft_trend_fixture_rate (AftTrendFixture *fixture, const char *day, guint low, guint high);
/* The same on every day from @first to @last. */
void aft_trend_fixture_rate_days (AftTrendFixture *fixture,
                                  const char *first,
                                  const char *last,
                                  guint low,
                                  guint high);
/* Statements beside the store, in their turn. */
void aft_trend_fixture_execute (AftTrendFixture *fixture, const char *sql);

gint32 aft_trend_fixture_day (const char *text);
/* What @query asks for on the day @today. Asserts. */
AftTrendScope *
aft_trend_fixture_ask (AftTrendFixture *fixture, const char *query, const char *today);
/* Of the scope. Asserts. */
AftTrendView *
aft_trend_fixture_load (AftTrendFixture *fixture, const AftTrendScope *scope, guint parts);
/* Both together. */
AftTrendView *aft_trend_fixture_view (AftTrendFixture *fixture,
                                      const char *query,
                                      const char *today,
                                      guint parts);
/* The group with that name; asserts that there is just one. */
const AftTrendGroup *aft_trend_fixture_group (GPtrArray *groups, const char *name);

G_END_DECLS
