/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scope and its address say the same; an address that says nothing sensible is refused with a
 * line; the periods beside it are those that a person expects. */
#include <string.h>

#include "aft-error.h"
#include "aft-trend-scope.h"

#define VENUE_A "0192f5a0-0000-7000-8000-00000000000a"
#define VENUE_B "0192f5a0-0000-7000-8000-00000000000b"

static gint32
day_of (const char *text)
{
  gint32 day = 0;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

/* A Thursday. */
static gint32
get_today (void)
{
  return day_of ("2026-10-22");
}

static AftTrendScope *
read_query (const char *query)
{
  g_autoptr (GError) error = NULL;
  AftTrendScope *scope = aft_trend_scope_read (query, get_today (), &error);
  g_assert_no_error (error);
  return scope;
}

static void
expect_period (AftPeriod period, const char *from, const char *to)
{
  g_autofree char *first = aft_calendar_day_to_text (period.from_day);
  g_autofree char *last = aft_calendar_day_to_text (period.to_day);
  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static void
test_nothing (void)
{
  const char *const queries[] = { NULL, "", "&&", "table=points&format=csv", "venue=&by=&period=" };
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (AftTrendScope) scope = read_query (queries[i]);
      g_autofree char *query = aft_trend_scope_to_query (scope);
      expect_period (scope->period, "2026-10-19", "2026-10-25");
      g_assert_cmpstr (query, ==, "period=2026-W43");
      g_assert_cmpint (scope->measure, ==, AFT_MEASURE_SATISFACTION);
      g_assert_cmpint (scope->step, ==, AFT_STEP_DAY);
      g_assert_cmpuint (scope->enough, ==, AFT_FIGURE_ENOUGH);
      g_assert_cmpuint (scope->few, ==, AFT_FIGURE_FEW);
    }
}

static void
test_round_trip (void)
{
  const char *const queries[] = {
    "period=2026-10",
    "period=2026&step=week",
    "period=2026-10-01..2026-10-15&measure=recommendation",
    "period=2026-W42&by=day-part",
    "period=2026-W42&by=hour&language=zh-TW",
    "period=2026-W42&measure=aspect-waiting&tier=vip",
    "period=2026-W42&measure=trouble&day-part=%E6%99%9A%E9%A4%90%20%26%20%3D%23",
    "period=2026-W42&hour=0",
    "period=2026-W42&channel=phone",
    "venue=" VENUE_A "," VENUE_B "&period=2026-10&device=2",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (AftTrendScope) scope = read_query (queries[i]);
      g_autoptr (AftTrendScope) copy = aft_trend_scope_copy (scope);
      g_autofree char *query = aft_trend_scope_to_query (copy);
      g_assert_cmpstr (query, ==, queries[i]);
    }
}

static void
test_canonical (void)
{
  g_autoptr (AftTrendScope) scope
      = read_query ("by=venue&step=day&measure=satisfaction&venue=" VENUE_B "%2C" VENUE_A
                    "," VENUE_B "&period=2026-10-01..2026-10-31&x=1");
  g_autofree char *query = aft_trend_scope_to_query (scope);
  g_assert_cmpstr (query, ==, "venue=" VENUE_A "," VENUE_B "&period=2026-10");
  g_assert_cmpuint (scope->venue_ids->len, ==, 2);
}

static void
test_hostile (void)
{
  const char *const queries[] = {
    "period=2026-13",
    "period=2027",
    "period=2026-10&period=2026-09",
    "period=../../etc/passwd",
    "period=2026%0A",
    "venue=%E5%9B%BD%0A",
    "step=year",
    "step=day&step=week",
    "measure=aspect-",
    "measure=happiness",
    "by=all",
    "by=venue;drop",
    "venue=1",
    "venue=%00",
    "venue=" VENUE_A "&venue=" VENUE_B,
    "venue=" VENUE_A "," VENUE_B ",",
    "venue=," VENUE_A,
    "venue=,",
    "venue=" VENUE_A ",," VENUE_B,
    "venue=" VENUE_A ", " VENUE_B,
    "venue=" VENUE_A ";" VENUE_B,
    "venue=" VENUE_A "%00," VENUE_B,
    "language=zh",
    "language=%FF%FE",
    "language=en&tier=vip",
    "tier=%",
    "tier=VIP",
    "hour=24",
    "hour=07",
    "hour=-1",
    "channel=smoke",
    "day-part=a%0Ab",
    "day-part=%00",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftTrendScope) scope = aft_trend_scope_read (queries[i], get_today (), &error);
      if (scope != NULL)
        g_error ("%s was read", queries[i]);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* One letter of @query is another one, is gone, or is there twice. */
static char *
spoil (const char *query, GRand *random)
{
  static const char SIGNS[] = "&=%;.-W0129azAZ+/ \n\x7f";
  gsize length = strlen (query);
  gsize place = (gsize) g_rand_int_range (random, 0, (gint32) length);
  GString *spoilt = g_string_new (query);
  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      spoilt->str[place] = SIGNS[g_rand_int_range (random, 0, sizeof SIGNS - 1)];
      break;
    case 1:
      g_string_erase (spoilt, (gssize) place, 1);
      break;
    default:
      g_string_insert_c (spoilt, (gssize) place, spoilt->str[place]);
    }
  return g_string_free (spoilt, FALSE);
}

/* Whatever somebody makes of an address: it is refused in one line, or it is a view of days that
 * there are, whose own address reads back as the same. */
static void
test_spoilt (void)
{
  static const char *const QUERIES[]
      = { "venue=" VENUE_A "&period=2026-10-01..2026-10-15&step=week&by=day-part",
          "period=2026-W42&measure=aspect-waiting&hour=7", "period=2025&day-part=%E6%99%9A" };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint read = 0;
  for (guint i = 0; i < 6000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *once = spoil (QUERIES[i % G_N_ELEMENTS (QUERIES)], random);
      g_autofree char *twice = spoil (once, random);
      g_autoptr (AftTrendScope) scope = aft_trend_scope_read (twice, get_today (), &error);
      if (scope == NULL)
        {
          g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
          g_assert_null (strchr (error->message, '\n'));
          continue;
        }
      g_autofree char *query = aft_trend_scope_to_query (scope);
      g_autoptr (AftTrendScope) again = read_query (query);
      g_autofree char *same = aft_trend_scope_to_query (again);
      AftPeriod elapsed = aft_trend_scope_get_elapsed (scope);
      g_assert_cmpstr (same, ==, query);
      g_assert_cmpint (elapsed.from_day, <=, elapsed.to_day);
      g_assert_cmpint (elapsed.to_day, <=, get_today ());
      read++;
    }
  g_assert_cmpuint (read, >, 100);
  g_assert_cmpuint (read, <, 5000);
}

/* As many as an address holds, each counted as it stands there. */
static void
test_lists_end (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) query = g_string_new ("venue=");
  for (guint i = 0; i < AFT_TREND_VENUES_LISTED; i++)
    g_string_append_printf (query, "%s0192f5a0-0000-7000-8000-%012x", i > 0 ? "," : "", i);
  g_autoptr (AftTrendScope) scope = read_query (query->str);
  g_assert_cmpuint (scope->venue_ids->len, ==, AFT_TREND_VENUES_LISTED);
  g_assert_true (scope->names_venues);
  g_assert_cmpuint (query->len, <, 1600);
  g_string_append (query, "," VENUE_A);
  g_assert_null (aft_trend_scope_read (query->str, get_today (), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "venue is the id of one, or of up to 40 with commas between");
}

static void
test_long (void)
{
  g_autofree char *name = g_strnfill (201, 'a');
  g_autofree char *query = g_strconcat ("day-part=", name, NULL);
  g_autofree char *endless = g_strnfill (1 << 20, '&');
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_trend_scope_read (query, get_today (), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (aft_trend_scope_read (endless, get_today (), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_step (void)
{
  static const struct
  {
    const char *query;
    AftStep step;
  } CASES[] = {
    { "period=2026-10", AFT_STEP_DAY },       { "period=2026-08-01..2026-10-15", AFT_STEP_WEEK },
    { "period=2025", AFT_STEP_MONTH },        { "step=week&period=2025", AFT_STEP_WEEK },
    { "period=2025&step=day", AFT_STEP_DAY },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (AftTrendScope) scope = read_query (CASES[i].query);
      g_assert_cmpint (scope->step, ==, CASES[i].step);
    }
}

static void
test_running (void)
{
  g_autoptr (AftTrendScope) month = read_query ("period=2026-10");
  g_autoptr (AftTrendScope) over = read_query ("period=2026-09");
  AftPeriod before;
  g_assert_true (aft_trend_scope_is_running (month));
  expect_period (aft_trend_scope_get_elapsed (month), "2026-10-01", "2026-10-22");
  g_assert_true (aft_trend_scope_get_before (month, &before));
  expect_period (before, "2026-09-01", "2026-09-22");
  g_assert_false (aft_trend_scope_is_running (over));
  expect_period (aft_trend_scope_get_elapsed (over), "2026-09-01", "2026-09-30");
  g_assert_true (aft_trend_scope_get_before (over, &before));
  expect_period (before, "2026-08-01", "2026-08-31");
}

static void
test_moving (void)
{
  static const struct
  {
    const char *query;
    const char *from;
    const char *to;
  } CASES[] = {
    { "period=2026-02", "2026-03-01", "2026-03-31" },
    { "period=2025-12", "2026-01-01", "2026-01-31" },
    { "period=2025", "2026-01-01", "2026-12-31" },
    { "period=2025-W52", "2025-12-29", "2026-01-04" },
    { "period=2024-02-28..2024-02-29", "2024-03-01", "2024-03-02" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (AftTrendScope) scope = read_query (CASES[i].query);
      AftPeriod first = scope->period;
      g_assert_true (aft_trend_scope_move_later (scope));
      expect_period (scope->period, CASES[i].from, CASES[i].to);
      aft_trend_scope_move_earlier (scope);
      g_assert_cmpint (scope->period.from_day, ==, first.from_day);
      g_assert_cmpint (scope->period.to_day, ==, first.to_day);
    }
  g_autoptr (AftTrendScope) now = read_query ("period=2026-10");
  g_assert_false (aft_trend_scope_move_later (now));
  expect_period (now->period, "2026-10-01", "2026-10-31");
}

static void
add_id (GArray *ids, const char *text)
{
  AftId id;
  g_assert_true (aft_id_from_text (text, &id));
  g_array_append_val (ids, id);
}

static void
test_limit (void)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autoptr (AftTrendScope) all = read_query ("period=2026-10");
  g_autoptr (AftTrendScope) another = read_query ("period=2026-10&venue=" VENUE_B);
  g_autoptr (GError) error = NULL;
  g_assert_false (aft_trend_scope_limit (all, own, &error)); /* whose venues none are */
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  add_id (own, VENUE_A);
  g_assert_true (aft_trend_scope_limit (all, own, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (all->venue_ids->len, ==, 1);
  g_autofree char *query = aft_trend_scope_to_query (all);
  g_assert_cmpstr (query, ==, "period=2026-10"); /* another reader sees their own */
  g_assert_false (aft_trend_scope_limit (another, own, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (aft_trend_scope_limit (another, NULL, &error));
}

static void
test_measures (void)
{
  for (int measure = 0; measure < AFT_MEASURE_END; measure++)
    {
      AftMeasure read = AFT_MEASURE_ANSWERS;
      if (measure > AFT_MEASURE_RETURN && measure < AFT_MEASURE_ASPECT)
        continue;
      g_assert_true (
          aft_trend_measure_from_text (aft_trend_measure_to_text ((AftMeasure) measure), &read));
      g_assert_cmpint (read, ==, measure);
    }
  g_assert_false (aft_trend_measure_from_text (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trends/scope/nothing-said-is-this-week", test_nothing);
  g_test_add_func ("/trends/scope/an-address-reads-back", test_round_trip);
  g_test_add_func ("/trends/scope/the-same-view-has-one-address", test_canonical);
  g_test_add_func ("/trends/scope/what-is-none-is-refused-in-a-line", test_hostile);
  g_test_add_func ("/trends/scope/whatever-is-typed-is-a-view-or-a-line", test_spoilt);
  g_test_add_func ("/trends/scope/a-list-of-restaurants-ends", test_lists_end);
  g_test_add_func ("/trends/scope/too-long-is-refused", test_long);
  g_test_add_func ("/trends/scope/the-step-suits-the-period-unless-said", test_step);
  g_test_add_func ("/trends/scope/what-runs-is-compared-with-as-many-days", test_running);
  g_test_add_func ("/trends/scope/later-and-earlier-are-each-other's-way-back", test_moving);
  g_test_add_func ("/trends/scope/nobody-sees-another's-venue", test_limit);
  g_test_add_func ("/trends/scope/measures-have-names", test_measures);
  return g_test_run ();
}
