/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking over the house: every row once, in its order, as it is stored, whoever writes meanwhile;
 * and counted as it is walked. */
#include <sqlite3.h>
#include <string.h>

#include "aft-house-case-fixture.h"
#include "aft-house-store-drills.h"
#include "aft-house-store-walk.h"

#define FIRST_DAY 20000
#define DAYS      40
#define ROWS      9000

/* Further copies of the first row: venues 1 and 2 by turns, days that come and go, two versions of
 * a survey and another one, three languages. */
#define COPY_FROM "WITH RECURSIVE n (i) AS (VALUES (%u) UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
#define COPY                                                                                        \
  COPY_FROM                                                                                         \
  " INSERT INTO response (id, venue, device, sequence, sitting_id, kind, state, survey, boot,"      \
  " ended_ms, duration_ms, monotonic_ms, burst, locale, answers, digest, received_ms, day, part)"   \
  " SELECT CAST (printf ('%%016d', i) AS BLOB), 1 + i %% 2, device, i, sitting_id, kind, state,"    \
  " 1 + i %% 3, boot, ended_ms + i, 1000 + i, monotonic_ms, burst, (i / 7) %% 3,"                   \
  " printf ('{\"n\":%%d,\"words\":\"%%s\"}', i, substr ('好的好的好的', 1, i %% 7)), digest," \
  " received_ms, %d + (i * 7919) %% %u, 0 FROM n, response WHERE response.ref = 1"

static const char others[]
    = "INSERT INTO venue SELECT 2, CAST ('the-second-venue' AS BLOB), 'B', zone, cut_off_minutes,"
      " country_code, day_parts, hours, texts FROM venue WHERE ref = 1;"
      "INSERT INTO survey (digest, id, version, definition, stored_ms) VALUES"
      " (zeroblob (32), 'exit', '4', '{\"v\":4}', 1),"
      " (CAST (printf ('%032d', 3) AS BLOB), 'other', '1', '{}', 1);";

static void
execute (AftHouseFixture *fixture, const char *sql)
{
  g_autofree char *whole = g_strconcat ("PRAGMA foreign_keys = ON; BEGIN;", sql, "; COMMIT", NULL);
  aft_house_fixture_execute_beside (fixture, whole);
}

static void
copy (AftHouseFixture *fixture, guint first, guint last)
{
  g_autofree char *sql = g_strdup_printf (COPY, first, last, FIRST_DAY, DAYS);
  execute (fixture, sql);
}

static void
set_up (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (fixture, unused);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 1));
  execute (fixture, others);
  copy (fixture, 2, ROWS);
}

static AftId
venue_id (AftHouseFixture *fixture, guint number)
{
  AftId id = fixture->venue_id;
  if (number == 2)
    memcpy (id.bytes, "the-second-venue", sizeof id.bytes);
  return id;
}

/* What a walk gave: the sequences, in order. */
typedef struct
{
  AftHouseFixture *fixture;
  GArray *sequences; /* gint64 */
  AftId last_id;
  void (*on_row) (AftHouseFixture *fixture, guint index);
} Told;

static gboolean
on_row (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  Told *told = user_data;
  gint64 sequence = (gint64) row->sequence;
  g_array_append_val (told->sequences, sequence);
  told->last_id = row->id;
  if (told->on_row != NULL)
    told->on_row (told->fixture, told->sequences->len);
  return TRUE;
}

static GArray *
walk_with (AftHouseFixture *fixture, const AftHouseWalk *walk, Told *told)
{
  g_autoptr (GError) error = NULL;
  told->fixture = fixture;
  told->sequences = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_done
      = aft_house_store_walk_responses_sync (fixture->store, walk, on_row, told, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  return told->sequences;
}

/* Asserts that it is as many as are counted. */
static GArray *
walk (AftHouseFixture *fixture, const AftHouseWalk *asked)
{
  guint64 count = 0;
  g_autoptr (GError) error = NULL;
  Told told = { .fixture = NULL };
  GArray *sequences = walk_with (fixture, asked, &told);
  g_assert_true (aft_house_store_count_walk_sync (fixture->store, asked, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sequences->len, ==, count);
  return sequences;
}

/* The same, as the database itself says it. */
static void
assert_walk (AftHouseFixture *fixture, const AftHouseWalk *asked, const char *where)
{
  sqlite3 *sqlite = NULL;
  sqlite3_stmt *row = NULL;
  guint at = 0;
  g_autoptr (GArray) sequences = walk (fixture, asked);
  g_autofree char *sql
      = g_strdup_printf ("SELECT sequence FROM response WHERE %s ORDER BY venue, day, ref", where);
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (sqlite, sql, -1, &row, NULL), ==, SQLITE_OK);
  for (; sqlite3_step (row) == SQLITE_ROW; at++)
    {
      g_assert_cmpuint (at, <, sequences->len);
      g_assert_cmpint (g_array_index (sequences, gint64, at), ==, sqlite3_column_int64 (row, 0));
    }
  g_assert_cmpuint (at, ==, sequences->len);
  sqlite3_finalize (row);
  sqlite3_close (sqlite);
}

static AftHouseWalk
everything (void)
{
  return (AftHouseWalk){ .from_day = G_MININT32, .to_day = G_MAXINT32 };
}

/* -- which rows --------------------------------------------------------------------------------
 */

static void
test_everything_comes_once_in_order (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  assert_walk (fixture, &asked, "TRUE");
}

static void
test_days_and_venues_bound_it (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  AftId second = venue_id (fixture, 2);
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (venues, second);
  for (guint i = 0; i < 20; i++)
    {
      gint from = g_rand_int_range (random, FIRST_DAY - 3, FIRST_DAY + DAYS + 3);
      gint to = g_rand_int_range (random, from, FIRST_DAY + DAYS + 4);
      AftHouseWalk asked
          = { .venue_ids = i % 2 == 0 ? NULL : venues, .from_day = from, .to_day = to };
      g_autofree char *where = g_strdup_printf ("day BETWEEN %d AND %d%s", from, to,
                                                i % 2 == 0 ? "" : " AND venue = 2");
      assert_walk (fixture, &asked, where);
    }
}

static void
test_a_survey_is_all_its_versions (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  asked.survey_id = "exit";
  assert_walk (fixture, &asked, "survey IN (1, 2)");
  asked.survey_id = "other";
  asked.has_language = TRUE;
  asked.language = AFT_LANGUAGE_EN;
  assert_walk (fixture, &asked, "survey = 3 AND locale = 2");
  asked.survey_id = "none";
  assert_walk (fixture, &asked, "FALSE");
}

static void
test_pages_together_are_the_whole (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  AftId after;
  asked.has_language = TRUE;
  asked.language = AFT_LANGUAGE_ZH_TW;
  g_autoptr (GArray) whole = walk (fixture, &asked);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  asked.limit = 777;
  for (guint count = 777; count == 777;)
    {
      Told told = { .fixture = NULL };
      g_autoptr (GArray) page = walk_with (fixture, &asked, &told);
      count = page->len;
      if (count > 0)
        g_array_append_vals (pages, page->data, page->len);
      after = told.last_id;
      asked.after_id = &after;
    }
  g_assert_cmpmem (pages->data, pages->len * sizeof (gint64), whole->data,
                   whole->len * sizeof (gint64));
}

static void
test_the_row_to_begin_behind_need_not_be_among_them (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = { .from_day = FIRST_DAY + 5, .to_day = FIRST_DAY + 9 };
  AftId first = venue_id (fixture, 1);
  AftId after;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  /* Of venue 1, on the days 7919 · i mod 40. */
  static const struct
  {
    guint sequence;
    const char *where;
  } cases[] = { { 2, "venue = 1 AND FALSE" },
                { 40, "venue = 1 AND day BETWEEN 20005 AND 20009" },
                { 3, "FALSE" } };
  g_array_append_val (venues, first);
  asked.venue_ids = venues;
  asked.after_id = &after;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("%016u", cases[i].sequence);
      memcpy (after.bytes, id, sizeof after.bytes);
      assert_walk (fixture, &asked, cases[i].where);
    }
}

static void
assert_refused (AftHouseFixture *fixture, const AftHouseWalk *asked, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) count_error = NULL;
  guint64 count = 0;
  Told told = { .sequences = NULL };
  g_assert_false (
      aft_house_store_walk_responses_sync (fixture->store, asked, on_row, &told, &error));
  g_assert_error (error, AFT_ERROR, (gint) code);
  g_assert_false (aft_house_store_count_walk_sync (fixture->store, asked, &count, &count_error));
  g_assert_error (count_error, AFT_ERROR, (gint) code);
}

static void
test_what_is_not_there_is_said (AftHouseFixture *fixture, gconstpointer unused)
{
  const AftHouseWalk backwards = { .from_day = 2, .to_day = 1 };
  AftHouseWalk after = everything ();
  AftHouseWalk elsewhere = everything ();
  AftId nobody = venue_id (fixture, 1);
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  nobody.bytes[15] ^= 1;
  g_array_append_val (venues, nobody);
  after.after_id = &nobody;
  elsewhere.venue_ids = venues;
  assert_refused (fixture, &after, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &elsewhere, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &backwards, AFT_ERROR_INVALID);
}

/* -- while others write ------------------------------------------------------------------------
 */

/* Behind, where it is and ahead, in both venues. */
static void
write_beside (AftHouseFixture *fixture, guint index)
{
  if (index % 1500 == 0)
    copy (fixture, ROWS + index, ROWS + index + 99);
}

static void
test_nothing_is_lost_or_twice_while_others_write (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  Told told = { .on_row = write_beside };
  guint before = 0;
  g_autoptr (GArray) sequences = walk_with (fixture, &asked, &told);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < sequences->len; i++)
    {
      gint64 sequence = g_array_index (sequences, gint64, i);
      g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER ((gint) sequence)));
      before += sequence <= ROWS;
    }
  g_assert_cmpuint (before, ==, ROWS);
  g_assert_cmpuint (sequences->len, >, ROWS);
}

/* The log can be emptied, so nobody reads an older state of the database. */
static void
empty_the_log (AftHouseFixture *fixture, guint index)
{
  sqlite3 *sqlite = NULL;
  int left = -1;
  if (index % 1000 != 500)
    return;
  copy (fixture, ROWS + index, ROWS + index);
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  /* Reads first, so that the connection knows of the log. */
  g_assert_cmpint (sqlite3_exec (sqlite, "SELECT ref FROM house", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_wal_checkpoint_v2 (sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, &left, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (left, ==, 0);
  sqlite3_close (sqlite);
}

static void
test_a_slow_reader_holds_no_log (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  Told told = { .on_row = empty_the_log };
  g_autoptr (GArray) sequences = walk_with (fixture, &asked, &told);
  g_assert_cmpuint (sequences->len, >=, ROWS);
}

static gboolean
on_row_refused (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  guint *count = user_data;
  if (++*count < 3)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_FULL, "enough");
  return FALSE;
}

static void
delete_at_the_first (AftHouseFixture *fixture, guint index)
{
  if (index == 1)
    execute (fixture, "DELETE FROM response WHERE ref > 0");
}

/* What was read before it is still handed on: little. */
static void
test_the_first_row_does_not_wait_for_a_thousand (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  Told told = { .on_row = delete_at_the_first };
  g_autoptr (GArray) sequences = walk_with (fixture, &asked, &told);
  g_assert_cmpuint (sequences->len, >=, 1);
  g_assert_cmpuint (sequences->len, <, 100);
}

static void
test_who_is_called_can_end_it (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  guint count = 0;
  g_autoptr (GError) error = NULL;
  g_assert_false (
      aft_house_store_walk_responses_sync (fixture->store, &asked, on_row_refused, &count, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_FULL);
  g_assert_cmpuint (count, ==, 3);
}

/* -- what is in a row --------------------------------------------------------------------------
 */

/* A row's members as a line. */
static gboolean
on_row_described (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  g_string_append_printf (
      user_data,
      "%" G_GUINT64_FORMAT
      " v%d d%d s%d %s/%s/%s %s tier %s part %s table %s %s day %d ended %" G_GINT64_FORMAT
      " took %" G_GINT64_FORMAT " erased %" G_GINT64_FORMAT " clock %u marks %u%s%s risk %u/%u\n",
      row->sequence, row->venue, row->device, row->survey, aft_response_kind_to_text (row->kind),
      aft_response_state_to_text (row->state), aft_channel_to_text (row->channel),
      aft_language_get_tag (row->language), aft_tier_to_text (row->tier),
      row->day_part != NULL ? row->day_part : "-", row->table_code != NULL ? row->table_code : "-",
      row->answers != NULL ? row->answers : "-", row->day, row->ended_ms, row->duration_ms,
      row->erased_ms, row->clock, row->marks, row->is_burst ? " burst" : "",
      row->has_guest ? " guest" : "", row->risk_level, row->risk_points);
  g_assert_cmpuint (row->answers_length, ==, row->answers != NULL ? strlen (row->answers) : 0);
  return TRUE;
}

static void
assert_described (AftHouseFixture *fixture, const char *expected)
{
  AftHouseWalk asked = everything ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  gboolean is_done = aft_house_store_walk_responses_sync (fixture->store, &asked, on_row_described,
                                                          told, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  g_assert_cmpstr (told->str, ==, expected);
}

static void
test_a_row_says_what_is_stored (AftHouseFixture *fixture, gconstpointer unused)
{
  execute (fixture,
           "DELETE FROM response WHERE ref > 3;"
           "UPDATE response SET ended_ms = 5000, duration_ms = 40, day = 7 WHERE ref > 0;"
           "UPDATE device SET channel = 1 WHERE ref = 1;"
           "INSERT INTO guest (ref, id, first_ms, last_ms) VALUES (4, zeroblob (16), 1, 1);"
           "UPDATE response SET venue = 1, clock = 1, true_ms = 6000, table_code = 'A 1',"
           " risk = '{\"level\":\"watch\",\"points\":20,\"rules\":\"1\",\"signals\":[]}', tier = 4,"
           " guest = 4, kind = 1, state = 1, answers = NULL WHERE ref = 1;"
           "UPDATE response SET marks = 5, burst = 1, erased_ms = 77, answers = '{}',"
           " risk = '{\"level\":\"watch\",\"points\":20,\"rules\":\"1\",\"signals\":[]}',"
           " venue = 1, state = 2 WHERE ref = 2;"
           "INSERT INTO risk VALUES (2, 3, 80, '');");
  assert_described (fixture,
                    "1 v1 d1 s1 complaint/partial/phone zh-CN tier vip part lunch table A 1 - day 7"
                    " ended 6000 took 40 erased 0 clock 1 marks 0 guest risk 1/20\n"
                    "2 v1 d1 s3 exit/tap/phone zh-CN tier unknown part - table - {} day 7"
                    " ended 5000 took 40 erased 77 clock 0 marks 5 burst risk 3/80\n"
                    "3 v2 d1 s1 exit/complete/phone zh-CN tier unknown part - table -"
                    " {\"n\":3,\"words\":\"好的好\"} day 7"
                    " ended 5000 took 40 erased 0 clock 0 marks 0 risk 0/0\n");
}

static void
test_a_damaged_risk_is_told (AftHouseFixture *fixture, gconstpointer unused)
{
  static const char *const texts[]
      = { "{}", "{\"level\":\"watch\"}", "{\"level\":\"much\",\"points\":1}",
          "{\"level\":\"much-too-much-of-it\",\"points\":1}" };
  AftHouseWalk asked = everything ();
  execute (fixture, "DELETE FROM response WHERE ref > 1");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint count = 0;
      g_autoptr (GError) error = NULL;
      g_autofree char *sql
          = g_strdup_printf ("UPDATE response SET risk = '%s' WHERE ref = 1", texts[i]);
      execute (fixture, sql);
      g_assert_false (aft_house_store_walk_responses_sync (fixture->store, &asked, on_row_refused,
                                                           &count, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
      g_assert_cmpuint (count, ==, 0);
    }
}

/* The size of the answers and the sealed parts, by sequence. */
static gboolean
on_row_weighed (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  GString *told = user_data;
  if (row->answers_length < 1000 && row->n_seals == 0)
    return TRUE;
  g_string_append_printf (told, "%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT, row->sequence,
                          row->answers_length);
  for (gsize i = 0; i < row->n_seals; i++)
    g_string_append_printf (told, " %s %s %.*s", row->seals[i].name, row->seals[i].kid,
                            (int) row->seals[i].length, (const char *) row->seals[i].box);
  g_string_append_c (told, '\n');
  return TRUE;
}

static void
test_large_rows_and_sealed_parts_come_whole (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  /* Twelve large ones, of which some are more than a piece holds. */
  execute (
      fixture,
      "DELETE FROM sealed;"
      "DELETE FROM response WHERE ref > 100;"
      "UPDATE response SET day = ref, venue = 1 WHERE ref > 0;"
      "UPDATE response SET answers = '\"' || substr (replace (hex (zeroblob (250000)), '0',"
      " 'x'), 1, ref * 40000) || '\"' WHERE ref BETWEEN 2 AND 12;"
      "INSERT INTO sealed VALUES (zeroblob (16), 5, 1, 'contact', 'k2', CAST ('BOX-2' AS BLOB));"
      "INSERT INTO sealed VALUES (CAST ('abcdefghijklmnop' AS BLOB), 5, 0, 'words', 'k1',"
      " CAST ('BOX-1' AS BLOB));");
  asked.has_seals = TRUE;
  gboolean is_done
      = aft_house_store_walk_responses_sync (fixture->store, &asked, on_row_weighed, told, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  g_assert_cmpstr (told->str, ==,
                   "2:80002\n3:120002\n4:160002\n5:200002 words k1 BOX-1 contact k2 BOX-2\n"
                   "6:240002\n7:280002\n8:320002\n9:360002\n10:400002\n11:440002\n12:480002\n");
}

static void
test_numbers_have_names (AftHouseFixture *fixture, gconstpointer unused)
{
  static const char *const expected[] = { "1 南京路店 - -|2 B - -|", "1 门口 - -|",
                                          "1 exit 3 {}|2 exit 4 {\"v\":4}|3 other 1 {}|" };
  for (guint which = 0; which < G_N_ELEMENTS (expected); which++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GArray) names = aft_house_store_list_walk_names_sync (
          fixture->store, (AftHouseWalkNames) which, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < names->len; i++)
        {
          const AftHouseWalkName *name = &g_array_index (names, AftHouseWalkName, i);
          g_string_append_printf (told, "%d %s %s %s|", name->number, name->name,
                                  name->version != NULL ? name->version : "-",
                                  name->definition != NULL ? name->definition : "-");
        }
      g_assert_cmpstr (told->str, ==, expected[which]);
    }
}

/* -- cases -------------------------------------------------------------------------------------
 */

static gboolean
on_case (const AftHouseCase *item, gpointer user_data, GError **error)
{
  g_string_append_printf (user_data, "%d %s %s|", item->day, item->number,
                          aft_case_kind_to_text (item->kind));
  return TRUE;
}

/* Asserts also that as many are counted as "|" come. */
static void
assert_cases (AftCaseFixture *fixture, const AftHouseWalk *asked, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  guint64 count = 0;
  guint64 come = 0;
  AftHouseStore *store = fixture->house.store;
  g_assert_true (aft_house_store_walk_cases_sync (store, asked, on_case, told, &error)
                 && aft_house_store_count_walk_cases_sync (store, asked, &count, &error));
  for (const char *at = told->str; *at != '\0'; at++)
    come += *at == '|';
  g_assert_cmpuint (come, ==, count);
  if (expected != NULL)
    g_assert_cmpstr (told->str, ==, expected);
  else
    g_assert_cmpuint (come, ==, 1000);
}

static AftId
complain (AftCaseFixture *fixture)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  return item->id;
}

static void
test_cases_come_by_day_and_flag_without_drills (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  AftId ids[4]; /* the last one becomes a drill */
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = complain (fixture);
  execute (&fixture->house, "UPDATE service_case SET number = 'N' || ref,"
                            " day = CASE ref WHEN 1 THEN 9 ELSE 5 END, kind = iif (ref = 4, 3, 0)");
  assert_cases (fixture, &asked, "5 N2 complaint|5 N3 complaint|9 N1 complaint|");
  asked.limit = 2;
  assert_cases (fixture, &asked, "5 N2 complaint|5 N3 complaint|");
  asked.after_id = &ids[1];
  assert_cases (fixture, &asked, "5 N3 complaint|9 N1 complaint|");
  asked.to_day = 8;
  assert_cases (fixture, &asked, "5 N3 complaint|");
  asked.from_day = 6;
  assert_cases (fixture, &asked, "");
}

static void
test_many_cases_come_in_pieces (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseWalk asked = everything ();
  complain (fixture);
  execute (&fixture->house,
           "WITH RECURSIVE n (i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
           " INSERT INTO service_case (id, venue, sitting_id, kind, number, day, state, level,"
           " points, tier, targets, treatment, flagged_ms) SELECT CAST (printf ('%016d', i) AS"
           " BLOB), venue, CAST (printf ('%016d', i) AS BLOB), kind, i, i % 10, state, level,"
           " points, tier, targets, treatment, flagged_ms FROM n, service_case WHERE ref = 1");
  assert_cases (fixture, &asked, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (AftHouseFixture *fixture, gconstpointer unused);
  } tests[] = {
    { "everything-comes-once-in-order", test_everything_comes_once_in_order },
    { "days-and-venues-bound-it", test_days_and_venues_bound_it },
    { "a-survey-is-all-its-versions", test_a_survey_is_all_its_versions },
    { "pages-together-are-the-whole", test_pages_together_are_the_whole },
    { "the-row-to-begin-behind-need-not-be-among-them",
      test_the_row_to_begin_behind_need_not_be_among_them },
    { "what-is-not-there-is-said", test_what_is_not_there_is_said },
    { "nothing-is-lost-or-twice-while-others-write",
      test_nothing_is_lost_or_twice_while_others_write },
    { "a-slow-reader-holds-no-log", test_a_slow_reader_holds_no_log },
    { "the-first-row-does-not-wait-for-a-thousand",
      test_the_first_row_does_not_wait_for_a_thousand },
    { "who-is-called-can-end-it", test_who_is_called_can_end_it },
    { "a-row-says-what-is-stored", test_a_row_says_what_is_stored },
    { "a-damaged-risk-is-told", test_a_damaged_risk_is_told },
    { "large-rows-and-sealed-parts-come-whole", test_large_rows_and_sealed_parts_come_whole },
    { "numbers-have-names", test_numbers_have_names },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/store/house-walk/", tests[i].name, NULL);
      g_test_add (path, AftHouseFixture, NULL, set_up, tests[i].test, aft_house_fixture_tear_down);
    }
  g_test_add ("/store/house-walk/cases-come-by-day-and-flag-without-drills", AftCaseFixture, NULL,
              aft_case_fixture_set_up, test_cases_come_by_day_and_flag_without_drills,
              aft_case_fixture_tear_down);
  g_test_add ("/store/house-walk/many-cases-come-in-pieces", AftCaseFixture, NULL,
              aft_case_fixture_set_up, test_many_cases_come_in_pieces, aft_case_fixture_tear_down);
  return g_test_run ();
}
