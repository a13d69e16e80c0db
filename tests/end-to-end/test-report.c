/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of made-up houses, from their answers to paper and page: what a reader must find in
 * it, in which order, and that nothing stands in it of which there is too little to show. */
#include <string.h>

#include "aft-report-html.h"
#include "aft-report-paper.h"
#include "aft-temp-dir.h"
#include "aft-trend-page.h"
#include "house.h"

#define FROM_DAY 20667 /* 2026-08-02 */
#define DAYS     91    /* until 2026-10-31 */
#define MADE_MS  1793534400000

typedef struct
{
  AftTempDir *dir;
  House *house;
  AftCatalogue *catalogue;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->catalogue, aft_catalogue_unref);
  g_clear_pointer (&fixture->house, house_free);
  g_clear_pointer (&fixture->dir, aft_temp_dir_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static World *
make_world (guint venues, double answers)
{
  const Drop drop = { 0, AFT_ASPECT_SERVICE, 70, 21, .2 };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_array_append_val (drops, drop);
  const WorldPlan plan = { .seed = 5,
                           .venues = venues,
                           .answers = answers,
                           .from_day = FROM_DAY,
                           .days = DAYS,
                           .drops = drops,
                           .is_calm = TRUE };
  return world_new (&plan);
}

static Fixture
make_house (guint venues, double answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (World) world = make_world (venues, answers);
  Fixture fixture = { .dir = aft_temp_dir_new () };
  g_autofree char *path = aft_temp_dir_dup_path (fixture.dir, "collector.db");
  const HouseOptions options = { .path = path,
                                 .surveys = SURVEYS_FOLDER,
                                 .world = world,
                                 .kiosks = 1,
                                 .is_spotless = TRUE,
                                 .is_plain = TRUE };
  GBytes *const none[AFT_LANGUAGES] = { NULL };
  fixture.catalogue = aft_catalogue_new (none, &error);
  g_assert_no_error (error);
  fixture.house = house_open (&options, &error);
  g_assert_no_error (error);
  for (guint day = 0; day < DAYS; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      world_draw_day (world, day, guests);
      gboolean is_taken = house_take_day (fixture.house, guests, &error);
      g_assert_no_error (error);
      g_assert_true (is_taken);
    }
  gboolean is_ended = house_end (fixture.house, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (is_ended);
  return fixture;
}

static AftReportDocument *
make_report (const Fixture *fixture, const char *period, guint few)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrendScope) scope = aft_trend_scope_new (FROM_DAY + DAYS + 3);
  const AftTrendVoice voice = { fixture->catalogue, AFT_LANGUAGE_EN };
  const AftTrendPageMade made
      = { .house = "回味", .made = "2026-11-04 05:30", .made_ms = MADE_MS, .program = "test 1" };
  scope->few = few;
  g_assert_true (aft_trend_scope_set (scope, "period", period, &error));
  AftReportDocument *document
      = aft_trend_page_new_sync (house_get_store (fixture->house), &voice, scope, &made, &error);
  g_assert_no_error (error);
  return document;
}

static char *
write_page (const AftReportDocument *document)
{
  g_autoptr (GBytes) bytes = aft_report_html_write (document);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_kind (const AftReportDocument *document, AftReportKind kind)
{
  guint count = 0;
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    count += aft_report_document_get_block (document, i)->kind == kind;
  return count;
}

/* -- rules -----------------------------------------------------------------------------------
 */

static void
test_page_one_answers_five_questions (void)
{
  static const AftReportKind kinds[]
      = { AFT_REPORT_TITLE, AFT_REPORT_NOTE,  AFT_REPORT_LEAD, AFT_REPORT_FIGURES,
          AFT_REPORT_CHART, AFT_REPORT_FACTS, AFT_REPORT_CHART };
  g_auto (Fixture) fixture = make_house (1, 3000);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10", 5);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (aft_report_document_get_block (document, i)->kind, ==, kinds[i]);
  g_assert_true (aft_report_document_get_block (document, G_N_ELEMENTS (kinds))->begins_page);

  const AftReportBlock *lead = aft_report_document_get_block (document, 2);
  g_assert_nonnull (strstr (lead->text, "October 2026"));
  g_assert_nonnull (strstr (lead->text, "clearly worse than the month before"));
  g_assert_nonnull (strstr (lead->text, "lower than before since"));
  const AftReportBlock *figures = aft_report_document_get_block (document, 3);
  g_assert_cmpuint (figures->n_figures, ==, 3);
  g_assert_nonnull (strstr (figures->figures[0].value, " % ± "));
  g_assert_nonnull (strstr (figures->figures[0].range, " answers"));
  g_assert_nonnull (strstr (figures->figures[0].note, "the period before"));
  const AftReportBlock *facts = aft_report_document_get_block (document, 5);
  g_assert_cmpuint (facts->n_facts, ==, 3);
  g_assert_nonnull (strstr (facts->facts[0].text, "Service"));
  g_assert_cmpstr (facts->facts[2].text, ==, "There were no cases.");
}

static void
test_one_restaurant_is_not_compared_with_itself (void)
{
  g_auto (Fixture) fixture = make_house (1, 600);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10", 5);
  g_autofree char *page = write_page (document);
  g_assert_null (strstr (page, "By restaurant"));
}

static void
test_many_restaurants_are_drawn_page_by_page_and_listed_once (void)
{
  g_auto (Fixture) fixture = make_house (30, 6000);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10", 5);
  const AftReportTable *table = NULL;
  guint panels = 0;
  gsize at = 0;
  while (table == NULL)
    {
      const AftReportBlock *block = aft_report_document_get_block (document, at++);
      gboolean is_begun = g_strcmp0 (block->text, "By restaurant") == 0;
      panels = is_begun ? 0 : panels + (block->kind == AFT_REPORT_CHART);
      table = block->kind == AFT_REPORT_TABLE ? &block->table : NULL;
    }
  g_assert_cmpuint (panels, ==, 2);
  g_assert_cmpuint (table->n_rows, ==, 30);
  /* Its heading says it already. */
  g_assert_null (table->title);
  g_autoptr (GBytes) paper = aft_report_paper_to_pdf (document, &error);
  g_assert_no_error (error);
  g_assert_nonnull (paper);
}

static void
test_days_before_the_period_are_in_no_table (void)
{
  g_auto (Fixture) fixture = make_house (1, 2000);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10-05..2026-10-18", 5);
  g_autofree char *page = write_page (document);
  g_assert_nonnull (strstr (page, "<th scope=\"row\">2026-10-05</th>"));
  g_assert_null (strstr (page, "<th scope=\"row\">2026-09-"));
  g_assert_null (strstr (page, "<th scope=\"row\">2026-10-04</th>"));
}

static void
test_what_is_hidden_is_said_to_be (void)
{
  g_auto (Fixture) fixture = make_house (12, 1500);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10", 40);
  g_autoptr (AftReportDocument) open = make_report (&fixture, "2026-10", 1);
  g_autofree char *hidden = write_page (document);
  g_autofree char *shown = write_page (open);
  g_assert_nonnull (strstr (hidden, "Parts with fewer than 40 answers are not shown"));
  g_assert_null (strstr (shown, "answers are not shown"));
}

static void
test_no_column_is_empty_and_no_title_comes_twice (void)
{
  g_auto (Fixture) fixture = make_house (2, 1500);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-10", 5);
  const char *heading = NULL;
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    {
      const AftReportBlock *block = aft_report_document_get_block (document, i);
      if (block->kind == AFT_REPORT_HEADING || block->kind == AFT_REPORT_SECTION)
        heading = block->text;
      if (block->kind != AFT_REPORT_TABLE)
        continue;
      g_assert_cmpstr (block->text, !=, heading);
      for (gsize j = 1; j < block->table.n_columns; j++)
        {
          gboolean is_said = FALSE;
          for (gsize row = 0; row < block->table.n_rows; row++)
            is_said |= *block->table.cells[row * block->table.n_columns + j] != '\0';
          g_assert_true (is_said);
        }
    }
  g_assert_cmpuint (count_kind (document, AFT_REPORT_TABLE), >, 5);
}

static void
test_the_same_answers_and_clock_give_the_same_bytes (void)
{
  g_auto (Fixture) fixture = make_house (3, 1500);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReportDocument) one = make_report (&fixture, "2026-10", 5);
  g_autoptr (AftReportDocument) other = make_report (&fixture, "2026-10", 5);
  g_autoptr (GBytes) page = aft_report_html_write (one);
  g_autoptr (GBytes) same_page = aft_report_html_write (other);
  g_autoptr (GBytes) paper = aft_report_paper_to_pdf (one, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) same_paper = aft_report_paper_to_pdf (other, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (page, same_page));
  g_assert_true (g_bytes_equal (paper, same_paper));
}

static void
test_a_month_without_answers_is_two_pages_of_words (void)
{
  g_auto (Fixture) fixture = make_house (2, 300);
  g_autoptr (AftReportDocument) document = make_report (&fixture, "2026-06", 5);
  g_assert_cmpuint (count_kind (document, AFT_REPORT_CHART), ==, 0);
  g_assert_cmpuint (count_kind (document, AFT_REPORT_TABLE), ==, 0);
  g_assert_cmpuint (count_kind (document, AFT_REPORT_SECTION), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/page-one-answers-five-questions", test_page_one_answers_five_questions);
  g_test_add_func ("/report/one-restaurant-is-not-compared-with-itself",
                   test_one_restaurant_is_not_compared_with_itself);
  g_test_add_func ("/report/many-restaurants-are-drawn-page-by-page-and-listed-once",
                   test_many_restaurants_are_drawn_page_by_page_and_listed_once);
  g_test_add_func ("/report/days-before-the-period-are-in-no-table",
                   test_days_before_the_period_are_in_no_table);
  g_test_add_func ("/report/what-is-hidden-is-said-to-be", test_what_is_hidden_is_said_to_be);
  g_test_add_func ("/report/no-column-is-empty-and-no-title-comes-twice",
                   test_no_column_is_empty_and_no_title_comes_twice);
  g_test_add_func ("/report/the-same-answers-and-clock-give-the-same-bytes",
                   test_the_same_answers_and_clock_give_the_same_bytes);
  g_test_add_func ("/report/a-month-without-answers-is-two-pages-of-words",
                   test_a_month_without_answers_is_two_pages_of_words);
  return g_test_run ();
}
