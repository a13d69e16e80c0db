/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SAV as ReadStat's own program and its parser read it: cells, and what the variables say. */
#include <math.h>
#include <readstat.h>
#include <string.h>

#include "aft-error.h"
#include "aft-sav-name.h"
#include "aft-table-fixture.h"
#include "aft-temp-dir.h"

static const AftColumnLabel scores[] = { { "5", "非常满意" }, { "1", "非常不满" }, { "x", "!" } };
static const AftColumnLabel causes[] = { { "wait", "等位" }, { "service-of-the-waiter", "服务" } };
static const AftColumn columns[] = {
  { .name = "overall",
    .label = "总体满意度",
    .type = AFT_COLUMN_INTEGER,
    .labels = scores,
    .n_labels = 3 },
  { .name = "why.first", .label = "为什么？", .most = 30, .labels = causes, .n_labels = 2 },
  { .name = "您的话", .most = 400 },
  { .name = "words_a", .most = 300 },
  { .name = "words_b", .most = 300 },
  { .name = "day", .type = AFT_COLUMN_DAY },
  { .name = "time", .type = AFT_COLUMN_TIME },
  { .name = "mean", .type = AFT_COLUMN_NUMBER },
};
#define N_COLUMNS G_N_ELEMENTS (columns)

static const AftCell cells[] = {
  AFT_INTEGER_CELL (5),
  AFT_TEXT_CELL ("service-of-the-waiter"),
  AFT_TEXT_CELL ("好吃，\"很\"\n=1+1"),
  AFT_TEXT_CELL ("a"),
  AFT_TEXT_CELL ("b"),
  AFT_INTEGER_CELL (20729),
  AFT_INTEGER_CELL (1791030600500),
  AFT_NUMBER_CELL (-0.125),
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
  { AFT_CELL_NOTHING },
};

static AftSheetOptions
options_of (guint64 rows)
{
  return (AftSheetOptions){ .format = AFT_SHEET_SAV,
                            .columns = columns,
                            .n_columns = N_COLUMNS,
                            .title = "回答",
                            .has_labels = TRUE,
                            .rows = rows };
}

static void
test_cells (void)
{
  static const char *const names[]
      = { "overall", "why_first", "v", "words_a", "words_b", "day", "time", "mean" };
  const AftSheetOptions options = options_of (2);
  g_autoptr (GBytes) file = aft_table_write (&options, cells, 2);
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_SAV, file);

  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      g_assert_cmpstr (aft_table_get (table, 0, i)->str, ==, names[i]);
      g_assert_cmpstr (aft_table_get (table, 2, i)->str, ==, "");
    }
  for (gsize i = 1; i < 5; i++)
    g_assert_cmpstr (aft_table_get (table, 1, i)->str, ==, cells[i].text);
  g_assert_cmpfloat (g_ascii_strtod (aft_table_get (table, 1, 0)->str, NULL), ==, 5);
  g_assert_cmpfloat (g_ascii_strtod (aft_table_get (table, 1, 7)->str, NULL), ==, -0.125);
  /* 2026-10-03 and 12:30:00.5 of it, in seconds since 1582-10-14. */
  g_assert_cmpfloat (g_ascii_strtod (aft_table_get (table, 1, 5)->str, NULL), ==, 14010364800.0);
  g_assert_cmpfloat (g_ascii_strtod (aft_table_get (table, 1, 6)->str, NULL), ==, 14010409800.5);
}

static int
on_variable (int index, readstat_variable_t *variable, const char *labels, void *user_data)
{
  g_string_append_printf (user_data, "%s|%s|%s|%d\n", readstat_variable_get_name (variable),
                          readstat_variable_get_label (variable),
                          readstat_variable_get_type_class (variable) == READSTAT_TYPE_CLASS_STRING
                              ? "text"
                              : readstat_variable_get_format (variable),
                          (int) readstat_variable_get_measure (variable));
  return READSTAT_HANDLER_OK;
}

static int
on_value_label (const char *labels, readstat_value_t value, const char *label, void *user_data)
{
  if (readstat_value_type_class (value) == READSTAT_TYPE_CLASS_STRING)
    g_string_append_printf (user_data, "%s=%s\n",
                            g_strchomp ((char *) readstat_string_value (value)), label);
  else
    g_string_append_printf (user_data, "%g=%s\n", readstat_double_value (value), label);
  return READSTAT_HANDLER_OK;
}

static char *
read_metadata (GBytes *file)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "table.sav");
  readstat_parser_t *parser = readstat_parser_init ();
  GString *text = g_string_new (NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL),
                                      (gssize) g_bytes_get_size (file), NULL));
  readstat_set_variable_handler (parser, on_variable);
  readstat_set_value_label_handler (parser, on_value_label);
  g_assert_cmpint (readstat_parse_sav (parser, path, text), ==, READSTAT_OK);
  readstat_parser_free (parser);
  return g_string_free (text, FALSE);
}

static void
test_labels (void)
{
  const AftSheetOptions options = options_of (2);
  g_autoptr (GBytes) file = aft_table_write (&options, cells, 2);
  g_autofree char *text = read_metadata (file);
  static const char *const lines[] = { "overall|总体满意度|F12.0|2\n",
                                       "why_first|why.first: 为什么？|text|1\n",
                                       "v|您的话|text|1\n",
                                       "day|day|SDATE10|3\n",
                                       "time|time|DATETIME24.3|3\n",
                                       "mean|mean|F12.4|3\n",
                                       "5=非常满意\n",
                                       "1=非常不满\n",
                                       "wait=等位\n",
                                       "service-of-the-waiter=服务\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_nonnull (strstr (text, lines[i]));
}

static void
test_rows_as_said (void)
{
  static const struct
  {
    guint64 said;
    gsize come;
  } cases[] = { { 1, 2 }, { 2, 1 }, { 0, 1 }, { 5, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AftSheetOptions options = options_of (cases[i].said);
      g_autoptr (GError) error = aft_table_fail (&options, cells, cases[i].come);

      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "said to come"));
    }
}

static void
test_no_rows (void)
{
  const AftSheetOptions options = options_of (0);
  g_autoptr (GBytes) file = aft_table_write (&options, NULL, 0);
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_SAV, file);

  g_assert_cmpuint (table->len, ==, 1);
  g_assert_cmpstr (aft_table_get (table, 0, 0)->str, ==, "overall");
}

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  return TRUE;
}

static void
test_cut (void)
{
  static const AftColumn narrow[] = { { .name = "words", .most = 2 } };
  static const AftCell texts[] = { AFT_TEXT_CELL ("好吃"), AFT_TEXT_CELL ("好吃极了"),
                                   AFT_TEXT_CELL ("x\U0001f962\U0001f962") };
  const AftSheetOptions options
      = { .format = AFT_SHEET_SAV, .columns = narrow, .n_columns = 1, .rows = 3 };
  g_autoptr (GBytes) file = aft_table_write (&options, texts, 3);
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_SAV, file);
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, NULL);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);

  g_assert_cmpstr (aft_table_get (table, 1, 0)->str, ==, "好吃");
  g_assert_cmpstr (aft_table_get (table, 2, 0)->str, ==, "好吃");
  g_assert_cmpstr (aft_table_get (table, 3, 0)->str, ==, "x\U0001f962");
  for (gsize i = 0; i < 3; i++)
    {
      aft_cell_put (sheet, 0, &texts[i]);
      g_assert_true (aft_sheet_end_row (sheet, NULL));
    }
  g_assert_cmpuint (aft_sheet_get_cut (sheet), ==, 2);
}

static void
test_too_many_digits (void)
{
  static const AftColumn whole[] = { { .name = "n", .type = AFT_COLUMN_INTEGER } };
  static const AftCell numbers[]
      = { AFT_INTEGER_CELL (9007199254740992), AFT_INTEGER_CELL (9007199254740993) };
  const AftSheetOptions options
      = { .format = AFT_SHEET_SAV, .columns = whole, .n_columns = 1, .rows = 1 };
  g_autoptr (GBytes) file = aft_table_write (&options, &numbers[0], 1);
  g_autoptr (GError) error = aft_table_fail (&options, &numbers[1], 1);

  g_assert_nonnull (file);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_names (void)
{
  static const char *const names[][2] = {
    { "overall", "overall" },
    { "OVERALL", "OVERALL_2" },
    { "why.service", "why_service" },
    { "why service", "why_service_2" },
    { "评分", "v" },
    { "等位", "v_2" },
    { "1st", "v_1st" },
    { "__x__", "x" },
    { "all", "v_all" },
    { "With", "v_With" },
    { "", "v_3" },
    { "满意 overall", "overall_3" },
  };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *long_name = g_strnfill (100, 'q');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = aft_sav_make_name (names[i][0], taken);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = aft_sav_make_name (long_name, taken);

      g_assert_cmpuint (strlen (name), ==, AFT_SAV_NAME_MOST);
    }
}

/* Texts of several variables each, beside others that are called as those parts would be; behind so
 * many columns that a name that begins as another would be called like a part, too. */
static void
test_long_texts (void)
{
  enum
  {
    N_BEFORE = 140
  };
  static const AftColumn long_ones[]
      = { { .name = "q", .most = 4000 },      { .name = "q1", .most = 4000 },
          { .name = "Q2", .most = 20 },       { .name = "words", .most = 1000 },
          { .name = "words1", .most = 1000 }, { .name = "survey", .most = 100 },
          { .name = "number-2", .most = 20 }, { .name = "number-2-2", .most = 1000 },
          { .name = "more-2", .most = 4000 }, { .name = "more-3", .most = 4000 } };
  AftColumn several[N_BEFORE + G_N_ELEMENTS (long_ones)];
  AftCell row[G_N_ELEMENTS (several)];
  const AftSheetOptions options = {
    .format = AFT_SHEET_SAV, .columns = several, .n_columns = G_N_ELEMENTS (several), .rows = 1
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (guint i = 0; i < N_BEFORE; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("%u", i));
      several[i] = (AftColumn){ .name = g_ptr_array_index (names, i), .most = 8 };
    }
  memcpy (several + N_BEFORE, long_ones, sizeof long_ones);
  for (guint i = 0; i < G_N_ELEMENTS (several); i++)
    row[i] = (AftCell) AFT_TEXT_CELL (several[i].name);
  file = aft_table_write (&options, row, 1);
  table = aft_table_read_back (AFT_SHEET_SAV, file);
  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (table, 1))->len, ==, G_N_ELEMENTS (several));
  for (guint i = 0; i < G_N_ELEMENTS (several); i++)
    g_assert_cmpstr (aft_table_get (table, 1, i)->str, ==, several[i].name);
  g_assert_cmpstr (aft_table_get (table, 0, N_BEFORE + 3)->str, ==, "words");
  g_assert_cmpstr (aft_table_get (table, 0, N_BEFORE + 5)->str, ==, "survey");
  g_assert_cmpstr (aft_table_get (table, 0, N_BEFORE + 6)->str, ==, "number_2");
  g_assert_cmpstr (aft_table_get (table, 0, N_BEFORE + 7)->str, ==, "t148_number_2_2");
}

static void
test_many_columns (void)
{
  enum
  {
    N_MANY = 2000
  };
  g_autofree AftColumn *many = g_new0 (AftColumn, N_MANY);
  g_autofree AftCell *row = g_new0 (AftCell, N_MANY);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const AftSheetOptions options
      = { .format = AFT_SHEET_SAV, .columns = many, .n_columns = N_MANY, .rows = 1 };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (guint i = 0; i < N_MANY; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("question.%u", i));
      many[i] = (AftColumn){ .name = g_ptr_array_index (names, i), .most = i % 200 };
      row[i] = (AftCell) AFT_TEXT_CELL (many[i].name);
      many[i].most = MAX (many[i].most, 20);
    }
  file = aft_table_write (&options, row, 1);
  table = aft_table_read_back (AFT_SHEET_SAV, file);
  for (guint i = 0; i < N_MANY; i++)
    g_assert_cmpstr (aft_table_get (table, 1, i)->str, ==, many[i].name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/sav/cells-come-back", test_cells);
  g_test_add_func ("/report/sav/variables-and-values-have-labels-and-formats", test_labels);
  g_test_add_func ("/report/sav/as-many-rows-come-as-were-said", test_rows_as_said);
  g_test_add_func ("/report/sav/no-rows-are-a-file-too", test_no_rows);
  g_test_add_func ("/report/sav/a-text-ends-with-a-whole-character", test_cut);
  g_test_add_func ("/report/sav/no-digit-is-lost-without-a-word", test_too_many_digits);
  g_test_add_func ("/report/sav/names-are-names-to-spss-and-differ", test_names);
  g_test_add_func ("/report/sav/no-part-of-a-long-text-is-taken-for-another-variable",
                   test_long_texts);
  g_test_add_func ("/report/sav/wide-tables-are-whole", test_many_columns);
  return g_test_run ();
}
