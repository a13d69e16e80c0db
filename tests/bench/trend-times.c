/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend-times DATABASE FROM TO [scan | year COUNT]: what a year's figures cost through the store's
 * own functions, as the console, the API and the report ask for them, one line each: a name,
 * microseconds (the median of five rounds, each the mean of many queries), and the rows that were
 * given. FROM and TO are days since 1970-01-01; the venue is the first by name. With "scan": a
 * question that nothing is counted for, how long guests take by what they recommend, asked of every
 * answer. With "year": one figure of the whole house, asked for COUNT times. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "aft-house-sqlite.h"
#include "aft-house-store-trends.h"
#include "aft-house-store-walk.h"
#include "aft-trend-view.h"

#define ROUNDS     5
#define QUERIES    200
#define FIRST_MOST 1 /* of a process */
#define VIEW_DAYS  28

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;
  return (first > second) - (first < second);
}

/* Of all threads: what else runs on the machine is not in it. */
static double
get_cpu_us (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static guint
ask (AftHouseStore *store, const AftHouseTrendQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = aft_house_store_list_trend_sync (store, query, &error);
  g_assert_no_error (error);
  return days->len;
}

static double
measure (AftHouseStore *store, const AftHouseTrendQuery *query, guint queries, guint *ret_rows)
{
  double began_us = get_cpu_us ();
  for (guint i = 0; i < queries; i++)
    *ret_rows = ask (store, query);
  return (get_cpu_us () - began_us) / queries;
}

static void
tell (AftHouseStore *store, const char *name, const AftHouseTrendQuery *query)
{
  guint rows = 0;
  double times[ROUNDS];
  double first = measure (store, query, FIRST_MOST, &rows);
  for (guint i = 0; i < ROUNDS; i++)
    times[i] = measure (store, query, QUERIES, &rows);
  qsort (times, ROUNDS, sizeof times[0], compare_doubles);
  printf ("%s %.1f %u\n%s-first %.1f %u\n", name, times[ROUNDS / 2], rows, name, first, rows);
}

/* Everything that a page can show, of the last VIEW_DAYS days. */
static void
tell_view (AftHouseStore *store, const char *name, const AftId *venue_id, guint parts, gint32 today)
{
  double times[ROUNDS];
  g_autoptr (AftTrendScope) scope = aft_trend_scope_new (today);
  scope->period = (AftPeriod){ today - VIEW_DAYS + 1, today };
  scope->step = AFT_STEP_DAY;
  if (venue_id != NULL)
    g_array_append_val (scope->venue_ids, *venue_id);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      double began_us = get_cpu_us ();
      g_autoptr (AftTrendView) view = aft_trend_view_load_sync (store, scope, parts, &error);
      g_assert_no_error (error);
      times[i] = get_cpu_us () - began_us;
    }
  qsort (times, ROUNDS, sizeof times[0], compare_doubles);
  printf ("%s %.0f %u\n", name, times[ROUNDS / 2], VIEW_DAYS);
}

static AftHouseStore *
open_store (const char *path, AftRandom *random, AftClock *clock)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = { .path = path, .clock = clock, .random = random };
  AftHouseStore *store = aft_house_sqlite_open_to_read (&options, &error);
  if (store == NULL)
    fprintf (stderr, "trend-times: %s\n", error->message);
  return store;
}

static void
tell_all (AftHouseStore *store, gint32 from_day, gint32 to_day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (store, &error);
  g_assert_no_error (error);
  const AftId *venue = aft_venue_get_id (venues->pdata[0]);
  AftHouseTrendQuery query = { venue, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL, from_day, to_day };
  tell (store, "venue-year", &query);
  query.slice = AFT_SLICE_HOUR;
  tell (store, "venue-hours", &query);
  query.venue_id = NULL;
  tell (store, "house-hours", &query);
  query.slice = AFT_SLICE_ALL;
  tell (store, "house-year", &query);
  tell_view (store, "view-venue", venue, AFT_TREND_FIGURE | AFT_TREND_POINTS, to_day);
  tell_view (store, "view-house-all", NULL, AFT_TREND_ALL_PARTS, to_day);
}

/* Of one recommendation, 0–10; the last of those who said none. */
typedef struct
{
  guint64 count;
  gint64 duration_ms;
} Scan;

#define RECOMMENDATIONS 12

static gboolean
on_row (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  static const char name[] = "\"recommend\":";
  Scan *scans = user_data;
  const char *found = row->answers != NULL
                          ? memmem (row->answers, row->answers_length, name, sizeof name - 1)
                          : NULL;
  guint recommend
      = found != NULL ? (guint) strtoul (found + sizeof name - 1, NULL, 10) : RECOMMENDATIONS - 1;
  Scan *scan = &scans[MIN (recommend, RECOMMENDATIONS - 1)];
  scan->count++;
  scan->duration_ms += row->duration_ms;
  return TRUE;
}

static void
scan_once (AftHouseStore *store, gint32 from_day, gint32 to_day, Scan *scans)
{
  g_autoptr (GError) error = NULL;
  AftHouseWalk walk = { .from_day = from_day, .to_day = to_day };
  memset (scans, 0, RECOMMENDATIONS * sizeof *scans);
  gboolean is_done = aft_house_store_walk_responses_sync (store, &walk, on_row, scans, &error);
  g_assert_no_error (error);
  g_assert (is_done);
}

static void
tell_scan (AftHouseStore *store, gint32 from_day, gint32 to_day)
{
  double times[ROUNDS];
  Scan scans[RECOMMENDATIONS];
  guint64 rows = 0;
  for (guint i = 0; i < ROUNDS; i++)
    {
      double began_us = get_cpu_us ();
      scan_once (store, from_day, to_day, scans);
      times[i] = get_cpu_us () - began_us;
    }
  for (guint i = 0; i < RECOMMENDATIONS; i++)
    rows += scans[i].count;
  qsort (times, ROUNDS, sizeof times[0], compare_doubles);
  printf ("scan %.0f %" G_GUINT64_FORMAT "\n", times[ROUNDS / 2], rows);
}

/* The mean of @queries. */
static void
tell_year (AftHouseStore *store, gint32 from_day, gint32 to_day, guint queries)
{
  guint rows = 0;
  AftHouseTrendQuery query = { NULL, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL, from_day, to_day };
  double time_us = measure (store, &query, queries, &rows);
  printf ("year %.1f %u\n", time_us, rows);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gboolean is_scan = argc == 5 && g_str_equal (argv[4], "scan");
  guint queries = argc == 6 && g_str_equal (argv[4], "year") ? (guint) atoi (argv[5]) : 0;
  if (argc != 4 && !is_scan && queries == 0)
    {
      fputs ("usage: trend-times DATABASE FROM TO [scan | year COUNT]\n", stderr);
      return 2;
    }
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (AftHouseStore) store = open_store (argv[1], random, clock);
  if (store == NULL)
    return 1;
  if (queries > 0)
    tell_year (store, atoi (argv[2]), atoi (argv[3]), queries);
  else
    (is_scan ? tell_scan : tell_all) (store, atoi (argv[2]), atoi (argv[3]));
  return 0;
}
