/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the house's store costs, beside bare SQLite with the same rows, the same durability and no
 * question asked. Prints one line a measurement; `tests/bench/house-store` runs it.
 *
 * Responses are made before the clock starts: what reading JSON costs is not the store's. */
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "aft-house-fixture.h"
#include "aft-house-store-trends.h"
#include "aft-response-builder.h"

#define KIOSKS 64
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define YEAR   365
#define CALLS  201

typedef struct
{
  AftHouseFixture fixture;
  AftHouseKiosk kiosks[KIOSKS];
  GArray *items[KIOSKS]; /* AftHouseItem */
  guint next[KIOSKS];
  guint batch;   /* items in one */
  guint waiting; /* batches under way */
  guint days;    /* over which the responses are spread, back from today; 0: all of now */
} Bench;

typedef struct
{
  double seconds;
  double cpu_us; /* of one response */
  guint rows;
  double group; /* rows in one transaction */
} Figures;

static double
get_cpu_seconds (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* PERFORMANCE "The load", as far as bytes go: scores, words in 40 %. */
static AftValue *
make_answers (AftRandom *random)
{
  static const char *const aspects[] = { "food", "service", "price", "hygiene" };
  AftValueBuilder *answers = aft_value_builder_new_object ();
  aft_value_builder_set_number (answers, "overall", 1 + aft_seeded_random_below (random, 5));
  aft_value_builder_set_number (answers, "nps", aft_seeded_random_below (random, 11));
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    aft_value_builder_set_number (answers, aspects[i], 1 + aft_seeded_random_below (random, 5));
  if (aft_seeded_random_below (random, 10) < 4)
    aft_value_builder_set_string (answers, "words",
                                  "菜的味道很好，就是上菜有点慢，希望下次能快一点");
  return aft_value_builder_end (answers);
}

/* Some day at lunch, in a boot that was never heard of: its clock is believed. */
static void
set_past (Bench *bench, AftResponseBuilder *builder)
{
  static const AftId lost = { { 1, 0x8b, 0xcf, 0xe5, 0x68, 0, 0x70, 9, 0x80, 1 } };
  gint64 ago_ms = DAY_MS * aft_seeded_random_below (bench->fixture.random, bench->days);
  gint64 ended_ms = aft_clock_get_real_ms (bench->fixture.clock) - ago_ms;
  aft_response_builder_set_times (builder, ended_ms - 15000, ended_ms);
  aft_response_builder_set_boot (builder, &lost, 60000);
}

static AftHouseItem
make_item (Bench *bench, AftHouseKiosk *kiosk)
{
  AftRandom *random = bench->fixture.random;
  AftResponseBuilder *builder
      = aft_sample_builder_new (bench->fixture.clock, random, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftValue) answers = make_answers (random);
  aft_response_builder_set_answers (builder, answers);
  aft_response_builder_set_boot (builder, &kiosk->boot_id, 100000000 - 60000);
  if (bench->days > 0)
    set_past (bench, builder);
  aft_response_builder_set_table (builder, NULL);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, NULL);
  AftHouseItem item = aft_house_kiosk_number (kiosk, response);
  item.is_rebuilt = TRUE;
  item.tallies = aft_house_tallies_new ();
  aft_house_tally (response, "{}", item.tallies, NULL);
  return item;
}

/* Only what will be sent: else its sequences would be missing. */
static void
make_items (Bench *bench, guint rows, guint kiosks)
{
  for (guint i = 0; i < KIOSKS; i++)
    {
      bench->next[i] = 0;
      bench->items[i] = g_array_new (FALSE, FALSE, sizeof (AftHouseItem));
      while (i < kiosks && bench->items[i]->len < rows / kiosks)
        {
          aft_fake_clock_advance_ms (bench->fixture.fake, 1);
          AftHouseItem item = make_item (bench, &bench->kiosks[i]);
          g_array_append_val (bench->items[i], item);
        }
    }
}

static void send_next (Bench *bench, guint kiosk);

typedef struct
{
  Bench *bench;
  guint kiosk;
} Waiting;

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree Waiting *waiting = data;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (receipts->items, AftHouseReceipt, 0).status, ==,
                   AFT_HOUSE_STORED);
  waiting->bench->waiting--;
  send_next (waiting->bench, waiting->kiosk);
}

static void
send_next (Bench *bench, guint kiosk)
{
  GArray *items = bench->items[kiosk];
  guint end = MIN (bench->next[kiosk] + bench->batch, items->len);
  if (bench->next[kiosk] == end)
    return;
  AftHouseBatch *batch = aft_house_kiosk_batch (&bench->kiosks[kiosk], bench->fixture.clock);
  Waiting *waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ bench, kiosk };
  for (; bench->next[kiosk] < end; bench->next[kiosk]++)
    aft_house_batch_take (batch, &g_array_index (items, AftHouseItem, bench->next[kiosk]));
  bench->waiting++;
  aft_house_store_accept_async (bench->fixture.store, batch, on_accepted, waiting);
}

static Figures
measure (Bench *bench, guint rows, guint batch, guint kiosks)
{
  AftHouseCounters before;
  AftHouseCounters after;
  make_items (bench, rows, kiosks);
  bench->batch = batch;
  aft_house_store_get_counters (bench->fixture.store, &before);
  double cpu = get_cpu_seconds ();
  gint64 started_us = g_get_monotonic_time ();
  for (guint i = 0; i < kiosks; i++)
    send_next (bench, i);
  while (bench->waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  double seconds = (g_get_monotonic_time () - started_us) / 1e6;
  cpu = get_cpu_seconds () - cpu;
  aft_house_store_get_counters (bench->fixture.store, &after);
  guint stored = after.stored - before.stored;
  for (guint i = 0; i < KIOSKS; i++)
    g_array_unref (bench->items[i]);
  return (Figures){ seconds, cpu * 1e6 / stored, stored,
                    (double) stored / (after.transactions - before.transactions) };
}

static void
execute (sqlite3 *sqlite, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (sqlite, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The rows of the house once more, in groups of @group a transaction, with their rollups. */
static Figures
measure_bare (const char *path, guint rows, guint group)
{
  sqlite3 *sqlite = NULL;
  sqlite3_stmt *put = NULL;
  sqlite3_stmt *count = NULL;
  g_assert_cmpint (sqlite3_open (path, &sqlite), ==, SQLITE_OK);
  execute (sqlite, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                   "PRAGMA wal_autocheckpoint = 8192;"
                   "CREATE TABLE row (ref INTEGER PRIMARY KEY, id BLOB UNIQUE, venue, device,"
                   " sequence, sitting, ended, duration, answers, salt, digest, received, day);"
                   "CREATE INDEX row_day ON row (venue, day);"
                   "CREATE TABLE rollup (a, b, c, d, count, PRIMARY KEY (a, b, c, d))"
                   " WITHOUT ROWID");
  sqlite3_prepare_v2 (sqlite,
                      "INSERT INTO row (id, venue, device, sequence, sitting, ended, duration,"
                      " answers, salt, digest, received, day) VALUES (randomblob (16), 1, ?1, ?1,"
                      " randomblob (16), ?2, 15000, '{\"food\":4,\"hygiene\":5,\"nps\":9,"
                      "\"overall\":4,\"price\":3,\"service\":5}', randomblob (16),"
                      " randomblob (32), ?2, 20772)",
                      -1, &put, NULL);
  sqlite3_prepare_v2 (sqlite,
                      "INSERT INTO rollup VALUES (1, 20772, ?1, ?2, ?3) ON CONFLICT DO UPDATE"
                      " SET count = count + ?3",
                      -1, &count, NULL);
  double cpu = get_cpu_seconds ();
  gint64 started_us = g_get_monotonic_time ();
  for (guint done = 0; done < rows;)
    {
      execute (sqlite, "BEGIN IMMEDIATE");
      for (guint i = 0; i < group && done < rows; i++, done++)
        {
          sqlite3_bind_int64 (put, 1, done);
          sqlite3_bind_int64 (put, 2, G_GINT64_CONSTANT (1794717000000) + done);
          g_assert_cmpint (sqlite3_step (put), ==, SQLITE_DONE);
          sqlite3_reset (put);
        }
      for (guint i = 0; i < MIN (6 * group, 36); i++)
        {
          sqlite3_bind_int (count, 1, i % 6);
          sqlite3_bind_int (count, 2, i / 6);
          sqlite3_bind_int (count, 3, 1);
          g_assert_cmpint (sqlite3_step (count), ==, SQLITE_DONE);
          sqlite3_reset (count);
        }
      execute (sqlite, "COMMIT");
    }
  Figures figures = { (g_get_monotonic_time () - started_us) / 1e6,
                      (get_cpu_seconds () - cpu) * 1e6 / rows, rows, group };
  sqlite3_finalize (put);
  sqlite3_finalize (count);
  sqlite3_close (sqlite);
  return figures;
}

static void
print_pair (const char *what, Figures ours, Figures bare)
{
  double rate = ours.rows / ours.seconds;
  double limit = bare.rows / bare.seconds;
  g_print ("%-24s %8.0f/s  %6.1f us CPU  (%.0f a transaction)   bare %8.0f/s  %6.1f us   ratio"
           " %.2f, CPU %.2f\n",
           what, rate, ours.cpu_us, ours.group, limit, bare.cpu_us, rate / limit,
           ours.cpu_us / bare.cpu_us);
}

static void
compare (Bench *bench, const char *what, guint rows, guint batch, guint kiosks)
{
  g_autofree char *path = aft_temp_dir_dup_path (bench->fixture.dir, what);
  Figures ours = measure (bench, rows, batch, kiosks);
  Figures bare = measure_bare (path, ours.rows, MAX (1, (guint) (ours.group + .5)));
  print_pair (what, ours, bare);
}

static void
print_space (Bench *bench)
{
  AftHouseFixture *fixture = &bench->fixture;
  aft_house_fixture_close (fixture);
  gint64 rows = aft_house_fixture_query (fixture, "SELECT count(*) FROM response");
  gint64 bytes = aft_house_fixture_query (
      fixture, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  gint64 answers = aft_house_fixture_query (
      fixture, "SELECT avg (length (cast (answers AS BLOB))) FROM response");
  g_print ("%-24s %8.0f B a response with indexes and rollups (its answers alone: %" G_GINT64_FORMAT
           " B; %" G_GINT64_FORMAT " rows)\n",
           "space", (double) bytes / rows, answers, rows);
  gint64 started_us = g_get_monotonic_time ();
  aft_house_fixture_reopen (fixture);
  g_print ("%-24s %8.1f ms\n", "restart", (g_get_monotonic_time () - started_us) / 1e3);
}

static int
compare_times (const void *a, const void *b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;
  return (difference > 0) - (difference < 0);
}

/* The median of many calls, snapshot and all. */
static void
print_trend (Bench *bench, const char *what, const AftHouseTrendQuery *query)
{
  gint64 times[CALLS];
  guint rows = 0;
  for (guint i = 0; i < CALLS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 started_us = g_get_monotonic_time ();
      g_autoptr (GArray) days
          = aft_house_store_list_trend_sync (bench->fixture.store, query, &error);
      times[i] = g_get_monotonic_time () - started_us;
      g_assert_no_error (error);
      rows = days->len;
    }
  qsort (times, CALLS, sizeof *times, compare_times);
  g_print ("%-24s %8.3f ms  (%u rows)\n", what, times[CALLS / 2] / 1e3, rows);
}

static void
print_trends (Bench *bench)
{
  gint32 today = (gint32) (aft_clock_get_real_ms (bench->fixture.clock) / DAY_MS);
  AftHouseTrendQuery query = { NULL, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL, today - YEAR, today };
  print_trend (bench, "a year of the house", &query);
  query.slice = AFT_SLICE_DAY_PART;
  print_trend (bench, "by day-part", &query);
  query.slice = AFT_SLICE_HOUR;
  print_trend (bench, "by hour", &query);
  query.venue_id = &bench->fixture.venue_id;
  query.slice = AFT_SLICE_ALL;
  print_trend (bench, "a year of a venue", &query);
  query.slice = AFT_SLICE_DAY_PART;
  print_trend (bench, "by day-part", &query);
  query.from_day = today - 30;
  print_trend (bench, "a month of it", &query);
}

/* Each kiosk in a restaurant of its own from now on. */
static void
part_kiosks (Bench *bench)
{
  for (guint i = 1; i < KIOSKS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("%u", i);
      AftId id = aft_id_generate (bench->fixture.clock, bench->fixture.random);
      AftVenueFields fields
          = { .id = &id, .name = name, .zone = "Asia/Shanghai", .country_code = "86" };
      AftHouseDeviceChange change = { .venue_id = &id };
      g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
      g_assert_no_error (error);
      g_assert_true (
          aft_house_store_put_venue_sync (bench->fixture.store, venue, "user:test", &error)
          && aft_house_store_change_device_sync (bench->fixture.store, &bench->kiosks[i].id,
                                                 &change, "user:test", &error));
    }
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  guint rows = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 64000;
  aft_house_fixture_set_up (&bench.fixture, NULL);
  for (guint i = 0; i < KIOSKS; i++)
    {
      bench.kiosks[i] = aft_house_kiosk_new (bench.fixture.clock, bench.fixture.random);
      aft_house_enrol (bench.fixture.store, bench.fixture.random, &bench.fixture.venue_id,
                       &bench.kiosks[i]);
    }
  compare (&bench, "single, one at a time", rows / 16, 1, 1);
  compare (&bench, "singles, 64 at a time", rows, 1, 64);
  compare (&bench, "batches of 50, 16 a time", 4 * rows, 50, 16);
  part_kiosks (&bench);
  compare (&bench, "singles, 64 venues", rows, 1, 64);
  compare (&bench, "batches of 50, 16 venues", 4 * rows, 50, 16);
  compare (&bench, "batches of 50, alone", rows, 50, 1);
  bench.days = YEAR;
  compare (&bench, "of a year, 16 venues", rows, 50, 16);
  print_trends (&bench);
  print_space (&bench);
  aft_house_fixture_tear_down (&bench.fixture, NULL);
  return EXIT_SUCCESS;
}
