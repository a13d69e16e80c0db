/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of cases, read from a real store: times against lists sorted by hand, how they ended,
 * tiers, and who came back. */
#include <math.h>

#include "aft-house-case-fixture.h"
#include "aft-trend-fixture.h"
#include "aft-trend-table.h"

#define TODAY   "2026-11-15"
#define FLAGGED "1792000000000"

/* Cases that are alike, @count of them from number @first on; what is SQL may use their number i.
 */
typedef struct
{
  guint first;
  guint count;
  AftCaseState state;
  AftTier tier;
  const char *contact;    /* seconds, SQL; NULL: nobody has answered */
  const char *resolution; /* likewise */
  guint due;              /* seconds to the first answer; 0: never due */
  const char *day;        /* NULL: 2026-10-20 */
  guint venue;
  guint kind;
  gboolean is_known; /* has a guest of its own */
  gint cost;         /* 0: not known */
} Lot;

static char *
dup_time (const char *seconds)
{
  return seconds != NULL ? g_strdup_printf (FLAGGED " + 1000 * (%s)", seconds) : g_strdup ("0");
}

static void
flag (AftTrendFixture *fixture, const Lot *lot)
{
  g_autofree char *contact = dup_time (lot->contact);
  g_autofree char *resolution = dup_time (lot->resolution);
  g_autofree char *due = lot->due > 0 ? g_strdup_printf ("%u", lot->due) : NULL;
  g_autofree char *due_ms = dup_time (due);
  g_autofree char *cost = lot->cost > 0 ? g_strdup_printf ("%d", lot->cost) : g_strdup ("NULL");
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (VALUES (%u) UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
      " INSERT INTO service_case (id, venue, sitting_id, kind, number, day, state, level, points,"
      " tier, targets, treatment, flagged_ms, acknowledged_ms, closed_ms, contact_due_ms,"
      " resolution_due_ms, cost_minor, guest) SELECT CAST (printf ('%%016d', i) AS BLOB), %u,"
      " CAST (printf ('%%016d', i) AS BLOB), %u, 'A-' || i, %d, %d, 2, 45, %d, "
      "'[5,60,1440,10,20,5000]', '7', " FLAGGED ", %s, %s, %s, %s, %s, %s FROM n;",
      lot->first, lot->first + lot->count - 1, lot->venue + 1, lot->kind,
      aft_trend_fixture_day (lot->day != NULL ? lot->day : "2026-10-20"), (int) lot->state,
      (int) lot->tier, contact, resolution, due_ms, due_ms, cost, lot->is_known ? "i" : "NULL");
  if (lot->is_known)
    {
      g_autofree char *guests = g_strdup_printf (
          "WITH RECURSIVE n (i) AS (VALUES (%u) UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
          " INSERT INTO guest (ref, id, first_ms, last_ms)"
          " SELECT i, CAST (printf ('%%016d', i) AS BLOB), 1, 1 FROM n;",
          lot->first, lot->first + lot->count - 1);
      aft_trend_fixture_execute (fixture, guests);
    }
  aft_trend_fixture_execute (fixture, sql);
}

static AftTrendView *
load (AftTrendFixture *fixture, const char *query)
{
  return aft_trend_fixture_view (fixture, query, TODAY, AFT_TREND_CASES);
}

/* 10, 20, … 400 seconds: the 20th and 21st of 40 are 200 and 210; 0.9 × 39 = 35.1 places up. */
static void
test_percentiles (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1,
                         .count = 40,
                         .state = AFT_CASE_STATE_RECOVERED,
                         .contact = "10 * (41 - i)",
                         .resolution = "3600 + i" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  const AftTrendCases *cases = view->cases;
  g_assert_cmpuint (cases->contact.n, ==, 40);
  g_assert_cmpfloat_with_epsilon (cases->contact.median.value, 205, 1e-9);
  g_assert_cmpfloat_with_epsilon (cases->contact.ninetieth.value, 361, 1e-9);
  g_assert_cmpfloat_with_epsilon (cases->resolution.median.value, 3620.5, 1e-9);
  /* Binomial (40, ½): P(B < 14) and P(B ≥ 27) are both 1.9 %. */
  g_assert_cmpfloat (cases->contact.median.low, ==, 140);
  g_assert_cmpfloat (cases->contact.median.high, ==, 270);
  g_assert_false (cases->contact.in_time.is_known); /* nothing was due */
}

static void
test_ends (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[] = { 5, 1, 2, 3, 4, 20, 8, 12 };
  guint first = 1;
  for (guint state = AFT_CASE_STATE_NEW; state <= AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY; state++)
    {
      flag (fixture, &(Lot){ .first = first,
                             .count = COUNTS[state],
                             .state = (AftCaseState) state,
                             .contact = state > AFT_CASE_STATE_NEW ? "60" : NULL,
                             .resolution = state >= AFT_CASE_STATE_RECOVERED ? "600" : NULL,
                             .cost = state == AFT_CASE_STATE_RECOVERED ? 1250 : 0 });
      first += COUNTS[state];
    }
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  const AftTrendCases *cases = view->cases;
  g_assert_cmpuint (cases->cases, ==, 55);
  g_assert_cmpuint (cases->ends[AFT_TREND_CASE_OPEN], ==, 15);
  g_assert_cmpuint (cases->ends[AFT_TREND_CASE_RECOVERED], ==, 20);
  g_assert_cmpuint (cases->ends[AFT_TREND_CASE_LOST], ==, 8);
  g_assert_cmpuint (cases->ends[AFT_TREND_CASE_NO_REMEDY], ==, 12);
  g_assert_cmpuint (cases->ended[AFT_TREND_CASE_RECOVERED].n, ==, 40);
  g_assert_cmpfloat (cases->ended[AFT_TREND_CASE_RECOVERED].value, ==, .5);
  g_assert_cmpuint (cases->contact.n, ==, 50);
  g_assert_cmpuint (cases->resolution.n, ==, 40);
  g_assert_cmpuint (cases->cost_minor, ==, 20 * 1250);
}

/* 30 in time to the second, 10 one second late, 20 that nobody has answered; 5 more of today, whose
 * day is not over, and 7 without a clock. */
static void
test_in_time (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 30, .contact = "300", .due = 300 });
  flag (fixture, &(Lot){ .first = 31, .count = 10, .contact = "301", .due = 300 });
  flag (fixture, &(Lot){ .first = 41, .count = 20, .due = 300 });
  flag (fixture, &(Lot){ .first = 61, .count = 5, .due = 300, .day = TODAY });
  flag (fixture, &(Lot){ .first = 66, .count = 7, .contact = "5" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10-01..2026-11-30");
  const AftTrendTimes *contact = &view->cases->contact;
  g_assert_cmpuint (view->cases->cases, ==, 72);
  g_assert_cmpuint (contact->n, ==, 47);
  g_assert_cmpuint (contact->in_time.n, ==, 60);
  g_assert_cmpfloat (contact->in_time.value, ==, .5);
}

static AftTrendTable *
make_table (const AftTrendView *view, const char *id)
{
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);
  g_assert_no_error (error);
  /* Labels are borrowed; ids, which these tests read, are not. */
  const AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  AftTrendTable *table = aft_trend_table_new (&voice, view, id, &error);
  g_assert_no_error (error);
  return table;
}

static const AftTrendCell *
find_cell (const AftTrendTable *table, const char *row, const char *column)
{
  gsize at = 0, place = 0;
  while (g_strcmp0 (aft_trend_table_get_cell (table, at, 0)->code, row) != 0)
    g_assert_cmpuint (++at, <, table->rows->len);
  while (!g_str_equal (g_array_index (table->columns, AftTrendColumn, place).id, column))
    g_assert_cmpuint (++place, <, table->columns->len);
  return aft_trend_table_get_cell (table, at, place);
}

/* 60 of 100: E. Wilson's limits are 50.2 and 69.1. Of 20 it is not said, only that they were due.
 */
static void
test_shares (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture,
        &(Lot){ .first = 1, .count = 60, .tier = AFT_TIER_VIP, .contact = "300", .due = 300 });
  flag (fixture,
        &(Lot){ .first = 61, .count = 40, .tier = AFT_TIER_VIP, .contact = "301", .due = 300 });
  flag (fixture, &(Lot){ .first = 201, .count = 20, .contact = "9", .due = 9 });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) tiers = make_table (view, "cases-by-tier");
  g_autoptr (AftTrendTable) cases = make_table (view, "cases");
  g_assert_cmpfloat (find_cell (tiers, "vip", "due")->number, ==, 100);
  g_assert_cmpfloat (find_cell (tiers, "vip", "in-time")->number, ==, .6);
  g_assert_cmpfloat_with_epsilon (find_cell (tiers, "vip", "in-time-low")->number, .502, .001);
  g_assert_cmpfloat_with_epsilon (find_cell (tiers, "vip", "in-time-high")->number, .6906, .001);
  g_assert_cmpfloat (find_cell (tiers, "unknown", "due")->number, ==, 20);
  g_assert_true (find_cell (tiers, "unknown", "in-time")->is_thin);
  g_assert_true (find_cell (tiers, "unknown", "in-time-high")->is_thin);
  g_assert_cmpfloat (find_cell (cases, "contact", "due")->number, ==, 120);
  g_assert_cmpfloat (find_cell (cases, "contact", "in-time-low")->number, >, .55);
  g_assert_true (isnan (find_cell (cases, "cases", "in-time")->number));
}

static void
test_whose (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autofree char *second = aft_id_to_text (&fixture->venues[1]);
  g_autofree char *query = g_strdup_printf ("period=2026-10&venue=%s", second);
  flag (fixture, &(Lot){ .first = 1, .count = 10 });
  flag (fixture, &(Lot){ .first = 11, .count = 4, .venue = 1 });
  flag (fixture, &(Lot){ .first = 21, .count = 9, .kind = AFT_CASE_KIND_DRILL });
  flag (fixture, &(Lot){ .first = 31, .count = 9, .day = "2026-09-30" });
  flag (fixture, &(Lot){ .first = 41, .count = 9, .day = "2026-11-01" });
  g_autoptr (AftTrendView) whole = load (fixture, "period=2026-10");
  g_autoptr (AftTrendView) own = load (fixture, query);
  g_autoptr (AftTrendView) part = load (fixture, "period=2026-10&tier=vip");
  g_assert_cmpuint (whole->cases->cases, ==, 14);
  g_assert_cmpuint (own->cases->cases, ==, 4);
  g_assert_null (part->cases);
}

/* Guests of the first tier wait 60 seconds, others 600: the middle of all lies between them. */
static void
test_tiers (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 40, .tier = AFT_TIER_VIP, .contact = "60" });
  flag (fixture, &(Lot){ .first = 41, .count = 41, .tier = AFT_TIER_ORDINARY, .contact = "600" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  const AftTrendCases *cases = view->cases;
  g_assert_cmpfloat (cases->contact_by_tier[AFT_TIER_VIP].median.value, ==, 60);
  g_assert_cmpfloat (cases->contact_by_tier[AFT_TIER_ORDINARY].median.value, ==, 600);
  g_assert_cmpuint (cases->contact_by_tier[AFT_TIER_CORE].n, ==, 0);
  g_assert_false (cases->is_tier_hidden[AFT_TIER_CORE]);
}

static void
test_fair (AftTrendFixture *fixture, gconstpointer unused)
{
  static const AftTier TIERS[] = { AFT_TIER_VIP, AFT_TIER_ORDINARY, AFT_TIER_UNKNOWN };
  for (guint i = 0; i < G_N_ELEMENTS (TIERS); i++)
    flag (fixture,
          &(Lot){
              .first = 1 + 40 * i, .count = 40, .tier = TIERS[i], .contact = "10 * (1 + i % 40)" });
  g_autoptr (AftTrendView) alike = load (fixture, "period=2026-10");
  g_assert_cmpint (alike->cases->tiers.verdict, ==, AFT_TREND_CANNOT_TELL);
  aft_trend_fixture_execute (fixture, "UPDATE service_case SET acknowledged_ms ="
                                      " acknowledged_ms + 200000 WHERE tier = 2;");
  g_autoptr (AftTrendView) unlike = load (fixture, "period=2026-10");
  g_assert_cmpint (unlike->cases->tiers.verdict, ==, AFT_TREND_WORSE);
  g_assert_cmpfloat (unlike->cases->tiers.p, <, .001);
}

/* 3 of the highest tier stay hidden, and with them the next smallest tier. */
static void
test_hidden_tiers (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 3, .tier = AFT_TIER_VIP, .contact = "60" });
  flag (fixture, &(Lot){ .first = 11, .count = 20, .tier = AFT_TIER_CORE, .contact = "60" });
  flag (fixture, &(Lot){ .first = 41, .count = 50, .tier = AFT_TIER_UNKNOWN, .contact = "60" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_assert_true (view->cases->is_tier_hidden[AFT_TIER_VIP]);
  g_assert_true (view->cases->is_tier_hidden[AFT_TIER_CORE]);
  g_assert_cmpuint (view->cases->contact_by_tier[AFT_TIER_CORE].n, ==, 0);
  g_assert_false (view->cases->is_tier_hidden[AFT_TIER_UNKNOWN]);
  g_assert_cmpuint (view->cases->contact_by_tier[AFT_TIER_UNKNOWN].n, ==, 50);
  g_autoptr (AftTrendTable) table = make_table (view, "cases-by-tier");
  for (guint column = 1; column < table->columns->len; column++)
    {
      g_assert_true (aft_trend_table_get_cell (table, 0, column)->is_hidden);
      g_assert_false (aft_trend_table_get_cell (table, 4, column)->is_hidden);
    }
}

/* What is hidden of @column is nothing, or few and of several rows. */
static void
assert_safe (const AftTrendTable *table, gsize column, double whole)
{
  double shown = 0;
  guint hidden = 0;
  for (guint row = 0; row < table->rows->len; row++)
    {
      const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
      g_assert_true (cell->is_hidden || cell->number == 0 || cell->number >= AFT_FIGURE_FEW);
      shown += cell->is_hidden ? 0 : cell->number;
      hidden += cell->is_hidden;
    }
  g_assert_cmpuint (hidden, !=, 1);
  g_assert_true (hidden == 0 ? shown == whole : shown == 0 || whole - shown >= AFT_FIGURE_FEW);
  g_assert_cmpint (hidden > 0, ==, table->suppressed->len > 0);
}

/* All of them are answered, so that "How many" is how many there were. */
static void
test_safe (AftTrendFixture *fixture, gconstpointer unused)
{
  static const char *const TIMES[AFT_TREND_BANDS] = { "60", "1800", "7200", "100000" };
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  for (guint round = 0; round < 10; round++)
    {
      guint first = 1;
      aft_trend_fixture_execute (fixture, "DELETE FROM service_case;");
      for (guint tier = 0; tier < AFT_TIERS; tier++)
        {
          guint count = (guint) g_rand_int_range (random, 1, 4 + (gint32) (round * tier));
          flag (fixture, &(Lot){ .first = first,
                                 .count = count,
                                 .tier = (AftTier) tier,
                                 .contact = TIMES[tier % AFT_TREND_BANDS],
                                 .due = 300 });
          first += count;
        }
      g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
      g_autoptr (AftTrendTable) tiers = make_table (view, "cases-by-tier");
      g_autoptr (AftTrendTable) bands = make_table (view, "cases-by-answer");
      assert_safe (tiers, 1, (double) view->cases->cases);
      assert_safe (bands, 1, (double) view->cases->cases);
    }
}

/* Of those answered within five minutes 30 of 40 came back, of those never answered 10 of 40. The
 * same day is no return. */
static void
test_returned (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 40, .contact = "300", .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 101, .count = 40, .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 201, .count = 12, .contact = "301" });
  flag (fixture, &(Lot){ .first = 301, .count = 6, .contact = "86400" });
  aft_trend_fixture_execute (fixture, "INSERT INTO visit (guest, venue, day, time_ms)"
                                      " SELECT guest, 2, day + 1, 5 FROM service_case"
                                      " WHERE guest <= 30 OR guest BETWEEN 101 AND 110;"
                                      "INSERT INTO visit (guest, venue, day, time_ms)"
                                      " SELECT guest, 1, day, 5 FROM service_case"
                                      " WHERE guest IS NOT NULL;");
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  const AftTrendBand *bands = view->cases->bands;
  g_assert_cmpuint (view->cases->returned.n, ==, 80);
  g_assert_cmpfloat (view->cases->returned.value, ==, .5);
  g_assert_cmpuint (bands[0].cases, ==, 40);
  g_assert_cmpfloat (bands[0].returned.value, ==, .75);
  g_assert_cmpuint (bands[1].cases, ==, 12);
  g_assert_false (bands[1].returned.is_known); /* nobody knows who they are */
  g_assert_cmpuint (bands[2].cases, ==, 6);
  g_assert_cmpuint (bands[3].cases, ==, 40);
  g_assert_cmpfloat (bands[3].returned.value, ==, .25);
}

/* -- how they ended ---------------------------------------------------------------------------- */

/* @count of each state from RECOVERED on, and @open that nobody has answered. */
static void
flag_ends (AftTrendFixture *fixture, const guint counts[3], guint open)
{
  guint first = 1;
  for (guint i = 0; i < 3; i++)
    {
      flag (fixture, &(Lot){ .first = first,
                             .count = counts[i],
                             .state = (AftCaseState) (AFT_CASE_STATE_RECOVERED + i),
                             .contact = "60",
                             .resolution = "600" });
      first += counts[i];
    }
  flag (fixture, &(Lot){ .first = first, .count = open });
}

/* Three are fewer than few, and told: an outcome is nobody's. E. Wilson's limits (as widened
 * in aft-interval.h) of 24, 13 and 3 of 40, and what is open is of all. */
static void
test_outcomes (AftTrendFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *row;
    double n, low, high;
  } ENDS[] = { { "recovered", 24, .44503, .73725 },
               { "lost", 13, .20022, .48080 },
               { "closed-without-remedy", 3, .02568, .19965 } };
  flag_ends (fixture, (const guint[]){ 24, 13, 3 }, 7);
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) table = make_table (view, "outcomes");
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    {
      const char *row = ENDS[i].row;
      g_assert_cmpfloat (find_cell (table, row, "n")->number, ==, ENDS[i].n);
      g_assert_cmpfloat (find_cell (table, row, "of")->number, ==, 40);
      g_assert_cmpfloat_with_epsilon (find_cell (table, row, "share")->number, ENDS[i].n / 40,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (find_cell (table, row, "low")->number, ENDS[i].low, 1e-5);
      g_assert_cmpfloat_with_epsilon (find_cell (table, row, "high")->number, ENDS[i].high, 1e-5);
    }
  g_assert_cmpfloat (find_cell (table, "open", "n")->number, ==, 7);
  g_assert_cmpfloat (find_cell (table, "open", "of")->number, ==, 47);
  g_assert_true (isnan (find_cell (table, "open", "share")->number));
  g_assert_false (find_cell (table, "open", "share")->is_thin);
}

/* One more that is closed makes enough of them; the open do not. */
static void
test_thin_outcomes (AftTrendFixture *fixture, gconstpointer unused)
{
  flag_ends (fixture, (const guint[]){ 20, 5, 4 }, 40);
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) table = make_table (view, "outcomes");
  g_assert_cmpfloat (find_cell (table, "recovered", "n")->number, ==, 20);
  g_assert_cmpfloat (find_cell (table, "recovered", "of")->number, ==, 29);
  g_assert_true (find_cell (table, "recovered", "share")->is_thin);
  g_assert_true (find_cell (table, "lost", "high")->is_thin);
  g_assert_false (find_cell (table, "returned", "share")->is_thin); /* nobody is known */
  g_assert_cmpfloat (find_cell (table, "returned", "of")->number, ==, 0);
  flag (fixture, &(Lot){ .first = 201, .count = 1, .state = AFT_CASE_STATE_LOST });
  g_autoptr (AftTrendView) enough = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) whole = make_table (enough, "outcomes");
  g_assert_cmpfloat (find_cell (whole, "lost", "share")->number, ==, .2);
}

static void
assert_guests_hidden (const AftTrendView *view, gboolean is_hidden)
{
  static const char *const COLUMNS[] = { "n", "of", "share", "low", "high" };
  g_autoptr (AftTrendTable) table = make_table (view, "outcomes");
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      g_assert_cmpint (find_cell (table, "returned", COLUMNS[i])->is_hidden, ==, is_hidden);
      g_assert_false (find_cell (table, "lost", COLUMNS[i])->is_hidden);
    }
  g_assert_cmpuint (table->suppressed->len, ==, is_hidden);
  g_assert_true (!is_hidden || (view->cases->came_back == 0 && view->cases->returned.n == 0));
}

/* Four guests are a handful, five are counted, and of thirty there is a share. */
static void
test_few_guests (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 40, .contact = "60" });
  flag (fixture, &(Lot){ .first = 101, .count = 4, .contact = "60", .is_known = TRUE });
  g_autoptr (AftTrendView) four = load (fixture, "period=2026-10");
  assert_guests_hidden (four, TRUE);
  flag (fixture, &(Lot){ .first = 201, .count = 1, .contact = "60", .is_known = TRUE });
  g_autoptr (AftTrendView) five = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) table = make_table (five, "outcomes");
  assert_guests_hidden (five, FALSE);
  g_assert_cmpfloat (find_cell (table, "returned", "of")->number, ==, 5);
  g_assert_true (find_cell (table, "returned", "share")->is_thin);
  flag (fixture, &(Lot){ .first = 301, .count = 25, .contact = "60", .is_known = TRUE });
  aft_trend_fixture_execute (fixture, "INSERT INTO visit (guest, venue, day, time_ms)"
                                      " SELECT guest, 2, day + 1, 5 FROM service_case"
                                      " WHERE guest > 310;");
  g_autoptr (AftTrendView) thirty = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) whole = make_table (thirty, "outcomes");
  g_assert_cmpfloat (find_cell (whole, "returned", "n")->number, ==, 15);
  g_assert_cmpfloat (find_cell (whole, "returned", "of")->number, ==, 30);
  g_assert_cmpfloat (find_cell (whole, "returned", "share")->number, ==, .5);
  g_assert_cmpfloat_with_epsilon (find_cell (whole, "returned", "low")->number, .33030, 1e-5);
}

/* Three known guests are among the waits that are not shown: the others taken from all would tell
 * of them. */
static void
test_guests_left_over (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 40, .contact = "60", .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 101, .count = 3, .contact = "1800", .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 201, .count = 20, .contact = "7200" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_assert_true (view->cases->bands[1].is_hidden);
  g_assert_cmpuint (view->cases->bands[0].returned.n, ==, 40);
  assert_guests_hidden (view, TRUE);
  flag (fixture, &(Lot){ .first = 301, .count = 2, .contact = "1800", .is_known = TRUE });
  g_autoptr (AftTrendView) more = load (fixture, "period=2026-10");
  assert_guests_hidden (more, FALSE);
}

/* Of twenty cases three are of known guests: what these three did is not told, nor can it be taken
 * from all. */
static void
test_guests_among_strangers (AftTrendFixture *fixture, gconstpointer unused)
{
  flag (fixture, &(Lot){ .first = 1, .count = 40, .contact = "60", .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 101, .count = 3, .contact = "1800", .is_known = TRUE });
  flag (fixture, &(Lot){ .first = 201, .count = 17, .contact = "1800" });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10");
  g_autoptr (AftTrendTable) table = make_table (view, "cases-by-answer");
  g_assert_true (find_cell (table, "hour", "n")->is_hidden);
  g_assert_true (find_cell (table, "hour", "share")->is_hidden);
  g_assert_cmpfloat (find_cell (table, "5-minutes", "n")->number, ==, 40);
  assert_guests_hidden (view, TRUE);
}

/* -- as people work on them -------------------------------------------------------------------- */

static AftHouseCase *
act (AftCaseFixture *fixture, AftHouseCase *item, AftCaseEventKind kind, AftCaseState to)
{
  AftHouseCaseAction action = aft_case_action (fixture, item, kind, &fixture->manager);
  action.to = to;
  action.stated_cause = "waiting";
  action.root_cause = "waiting";
  action.responsibility = "kitchen";
  action.outcome = "accepted";
  action.channel = "in-person";
  action.needs_no_action = TRUE;
  action.words = "客人已经离开";
  action.has_cost = TRUE;
  action.cost_minor = 3800;
  aft_house_case_free (item);
  return aft_case_act (fixture, &action);
}

static AftTrendView *
load_now (AftCaseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrendScope) scope = aft_trend_scope_new (aft_trend_fixture_day (TODAY));
  scope->enough = 1;
  AftTrendView *view
      = aft_trend_view_load_sync (fixture->house.store, scope, AFT_TREND_CASES, &error);
  g_assert_no_error (error);
  return view;
}

/* Answered after 4 minutes of 5, closed after 10 more: and open again when it is reopened, with no
 * time to its end. */
static void
test_reopened (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseCase *item = aft_case_complain (fixture);
  aft_fake_clock_advance_ms (fixture->house.fake, 240000);
  item = act (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, AFT_CASE_STATE_NEW);
  g_autoptr (AftTrendView) answered = load_now (fixture);
  g_assert_cmpuint (answered->cases->ends[AFT_TREND_CASE_OPEN], ==, 1);
  g_assert_cmpuint (answered->cases->contact.n, ==, 1);
  g_assert_cmpfloat (answered->cases->contact.in_time.value, ==, 1);
  g_assert_cmpuint (answered->cases->resolution.n, ==, 0);
  aft_fake_clock_advance_ms (fixture->house.fake, 600000);
  item = act (fixture, item, AFT_CASE_EVENT_MOVED, AFT_CASE_STATE_IN_PROGRESS);
  item = act (fixture, item, AFT_CASE_EVENT_CLOSED, AFT_CASE_STATE_RECOVERED);
  g_autoptr (AftTrendView) closed = load_now (fixture);
  g_assert_cmpuint (closed->cases->ends[AFT_TREND_CASE_RECOVERED], ==, 1);
  g_assert_cmpuint (closed->cases->resolution.n, ==, 1);
  g_assert_cmpfloat (closed->cases->ended[AFT_TREND_CASE_RECOVERED].value, ==, 1);
  item = act (fixture, item, AFT_CASE_EVENT_REOPENED, AFT_CASE_STATE_NEW);
  g_autoptr (AftTrendView) again = load_now (fixture);
  g_assert_cmpuint (again->cases->ends[AFT_TREND_CASE_OPEN], ==, 1);
  g_assert_cmpuint (again->cases->resolution.n, ==, 0);
  g_assert_cmpuint (again->cases->contact.n, ==, 1);
  g_assert_false (again->cases->ended[AFT_TREND_CASE_RECOVERED].is_known);
  aft_house_case_free (item);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/cases/" path, AftTrendFixture, NULL, aft_trend_fixture_set_up, function,    \
              aft_trend_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("percentiles-are-those-of-the-sorted-list", test_percentiles);
  ADD ("each-ends-in-one-way", test_ends);
  ADD ("in-time-is-not-after-it-was-due", test_in_time);
  ADD ("a-share-in-time-has-its-interval", test_shares);
  ADD ("of-the-period-and-the-restaurants-without-drills", test_whose);
  ADD ("each-tier-has-its-own-time", test_tiers);
  ADD ("waiting-longer-by-tier-is-found", test_fair);
  ADD ("a-handful-of-a-tier-is-hidden", test_hidden_tiers);
  ADD ("no-tier-and-no-wait-can-be-reckoned-back", test_safe);
  ADD ("who-came-back-is-of-known-guests", test_returned);
  ADD ("an-outcome-is-a-share-of-what-is-closed", test_outcomes);
  ADD ("few-that-are-closed-have-no-share", test_thin_outcomes);
  ADD ("a-handful-of-known-guests-is-hidden", test_few_guests);
  ADD ("a-handful-of-known-guests-is-hidden-among-strangers", test_guests_among_strangers);
  ADD ("no-guest-is-what-the-waits-leave-over", test_guests_left_over);
  g_test_add ("/trends/cases/a-reopened-case-has-no-end", AftCaseFixture, NULL,
              aft_case_fixture_set_up, test_reopened, aft_case_fixture_tear_down);
  return g_test_run ();
}
