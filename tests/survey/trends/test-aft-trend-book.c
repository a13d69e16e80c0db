/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a view in a file: what people are told in it, what programs have, and when it ends. The
 * view is reckoned by hand; workbooks are read back in tests/export. */
#include <string.h>

#include "aft-error.h"
#include "aft-trend-book.h"
#include "aft-trend-series-private.h"

typedef struct
{
  AftCatalogue *catalogue;
  AftTrendVoice voice;
  AftTrendView *view;
  GString *bytes;
  guint rows; /* that on_row() was told of */
  guint most; /* of them */
} Fixture;

static gint32
day_of (const char *text)
{
  gint32 day = 0;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

/* A week: four days of fifty answers, two of so few that they are not shown, one of nine. */
static GArray *
make_days (void)
{
  static const guint64 HIGH[] = { 40, 40, 40, 40, 2, 3, 9 };
  GArray *days = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  for (guint i = 0; i < G_N_ELEMENTS (HIGH); i++)
    {
      AftTrendDay day = { .day = day_of ("2026-10-19") + (gint32) i };
      day.counts[1] = i < 4 ? 10 : 0;
      day.counts[5] = HIGH[i];
      g_array_append_val (days, day);
    }
  return days;
}

static AftTrendCases *
make_cases (void)
{
  AftTrendCases *cases = g_new0 (AftTrendCases, 1);
  cases->cases = 40;
  cases->contact.n = 40;
  cases->contact.median = (AftFigure){ TRUE, 40, 725, 600, 93784 };
  return cases;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (GArray) days = make_days ();
  AftTrendView *view = g_new0 (AftTrendView, 1);
  fixture->catalogue = aft_catalogue_new (contents, NULL);
  fixture->voice = (AftTrendVoice){ fixture->catalogue, AFT_LANGUAGE_EN };
  fixture->bytes = g_string_new (NULL);
  fixture->most = G_MAXUINT;
  fixture->view = view;
  view->scope = aft_trend_scope_new (day_of ("2026-10-25"));
  g_assert_true (aft_trend_scope_set (view->scope, "period", "2026-W43", NULL));
  view->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  view->elapsed = aft_trend_scope_get_elapsed (view->scope);
  view->has_before = aft_trend_scope_get_before (view->scope, &view->before_period);
  view->step = AFT_STEP_DAY;
  view->parts = AFT_TREND_ALL_PARTS;
  aft_trend_series_fill (view, days);
  view->figure = (AftFigure){ TRUE, 214, 0.81, 0.75, 0.86 };
  view->change.difference = (AftFigure){ TRUE, 214, 0.019, -0.004, 0.04 };
  view->cases = make_cases ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_trend_view_free (fixture->view);
  aft_catalogue_unref (fixture->catalogue);
  g_string_free (fixture->bytes, TRUE);
}

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, (gssize) length);
  return TRUE;
}

static gboolean
on_row (gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;
  if (++fixture->rows <= fixture->most)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "enough");
  return FALSE;
}

static gboolean
write_book (Fixture *fixture, GPtrArray *tables, AftSheetFormat format, GError **error)
{
  const AftTrendBookOptions parts = { .voice = &fixture->voice,
                                      .view = fixture->view,
                                      .tables = tables,
                                      .house = "回味",
                                      .made = "2026-10-25 05:30",
                                      .program = "Aftertaste",
                                      .is_for_people = format == AFT_SHEET_HTML };
  g_autoptr (AftTrendBook) book = aft_trend_book_new (&parts);
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, fixture->bytes);
  AftSheetOptions options = { .format = format, .has_label_line = TRUE, .has_labels = TRUE };
  aft_trend_book_set_up (book, &options);
  g_assert_cmpuint (options.rows, ==, aft_trend_book_count_rows (book));
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, error);
  g_assert_nonnull (sheet);
  return aft_trend_book_write (book, sheet, on_row, fixture, error)
         && aft_sheet_finish (sheet, error) && aft_sink_finish (sink, error);
}

static GPtrArray *
list_one (const Fixture *fixture, const char *id)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_table_free);
  g_ptr_array_add (tables, aft_trend_table_new (&fixture->voice, fixture->view, id, NULL));
  return tables;
}

static void
assert_says (const Fixture *fixture, const char *text)
{
  if (strstr (fixture->bytes->str, text) == NULL)
    g_error ("“%s” is not in %s", text, fixture->bytes->str);
}

/* -- what people read -------------------------------------------------------------------------- */

static void
test_page (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) tables = aft_trend_book_list_tables (&fixture->voice, fixture->view, NULL);
  g_assert_true (write_book (fixture, tables, AFT_SHEET_HTML, NULL));
  assert_says (fixture, "<h1>回味 · Satisfaction</h1>");
  assert_says (fixture, "<p class=\"lead\">Satisfaction, ");
  assert_says (fixture, "<dt>Restaurants</dt>");
  assert_says (fixture, "(2026-10-19 – 2026-10-25)");
  assert_says (fixture, "<dt>Answers</dt><dd>214</dd>");
  assert_says (fixture, "fewer than 30 answers");
  assert_says (fixture, "Made on 2026-10-25 05:30 by Aftertaste");
  assert_says (fixture, "<h2 id=\"table-2\">Over time</h2>");
  assert_says (fixture, "<h2 id=\"table-3\">Over time · Scores</h2>");
  assert_says (fixture, ">80.0 %</td>");
  assert_says (fixture, ">+1.9 %</td><td class=\"n\">-0.4 %</td>");
  assert_says (fixture, "<span class=\"r\">not shown</span>");
  assert_says (fixture, "<span class=\"r\">not enough</span>");
  assert_says (fixture, ">0:12:05</td><td class=\"n\">0:10:00</td><td class=\"n\">26:03:04</td>");
  assert_says (fixture, ">Half within</th>");
}

static void
test_empty_tables (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) tables = aft_trend_book_list_tables (&fixture->voice, fixture->view, NULL);
  for (guint i = 0; i < tables->len; i++)
    g_assert_cmpuint (((const AftTrendTable *) tables->pdata[i])->rows->len, >, 0);
  g_assert_cmpstr (((const AftTrendTable *) tables->pdata[0])->id, ==, "figure");
  fixture->view->parts = AFT_TREND_FIGURE;
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_trend_book_list_tables (&fixture->voice, fixture->view, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

/* -- what programs have ------------------------------------------------------------------------ */

static void
test_programs (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) points = list_one (fixture, "points");
  g_autoptr (GPtrArray) cases = list_one (fixture, "cases");
  g_assert_true (write_book (fixture, points, AFT_SHEET_JSONL, NULL));
  assert_says (fixture, "\"from\":\"2026-10-19\"");
  assert_says (fixture, "\"n\":50,\"value\":0.8,");
  assert_says (fixture, "\"from\":\"2026-10-23\",\"to\":\"2026-10-23\",\"n\":null,\"value\":null,");
  assert_says (fixture, "\"from\":\"2026-10-25\",\"to\":\"2026-10-25\",\"n\":9,\"value\":null,");
  g_string_truncate (fixture->bytes, 0);
  g_assert_true (write_book (fixture, cases, AFT_SHEET_CSV, NULL));
  assert_says (fixture, "Half within (s)");
  assert_says (fixture, ",40,725,600,93784,");
}

/* -- its end ----------------------------------------------------------------------------------- */

static void
test_one_table (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) tables = aft_trend_book_list_tables (&fixture->voice, fixture->view, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (write_book (fixture, tables, AFT_SHEET_CSV, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

static void
test_stopped (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) tables = aft_trend_book_list_tables (&fixture->voice, fixture->view, NULL);
  g_autoptr (GError) error = NULL;
  fixture->most = 5;
  g_assert_false (write_book (fixture, tables, AFT_SHEET_XLSX, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
  g_assert_cmpuint (fixture->rows, ==, 6);
  g_assert_cmpuint (fixture->bytes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/trends/book/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("people-read-shares-hours-and-why-there-is-nothing", test_page);
  ADD ("what-has-no-rows-is-left-out", test_empty_tables);
  ADD ("programs-have-numbers-or-nothing", test_programs);
  ADD ("a-format-of-one-table-takes-no-more", test_one_table);
  ADD ("who-listens-can-end-it", test_stopped);
#undef ADD
  return g_test_run ();
}
