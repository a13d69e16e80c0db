/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Part of `tests/bench/export`: a table of answers in SQLite, and the same SELECT over it through
 * our sheets, or through bare libxlsxwriter.
 *
 *   sheet-rows make DATABASE ROWS        the table, the same for the same ROWS
 *   sheet-rows sheet DATABASE FORMAT FILE ROWS
 *   sheet-rows cells ROWS FORMAT FILE    the sheet alone, of rows that stand in memory
 *   sheet-rows bare DATABASE FILE ROWS STYLES   libxlsxwriter in constant memory, any columns
 *
 * FILE: - is the standard output, for ours. STYLES: a digit for each column, its format.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "aft-sheet.h"

#define N_COLUMNS  20
#define N_SAMPLE   4096
#define N_STYLES   10
#define FIRST_TIME G_GINT64_CONSTANT (1790000000000)

static const AftColumn columns[N_COLUMNS] = {
  { .name = "id", .most = 36 },
  { .name = "venue", .most = 40 },
  { .name = "day", .most = 10 },
  { .name = "ended", .type = AFT_COLUMN_INTEGER },
  { .name = "received", .type = AFT_COLUMN_INTEGER },
  { .name = "survey", .most = 20 },
  { .name = "kind", .most = 12 },
  { .name = "state", .most = 12 },
  { .name = "language", .most = 5 },
  { .name = "channel", .most = 8 },
  { .name = "device", .most = 20 },
  { .name = "overall", .type = AFT_COLUMN_INTEGER },
  { .name = "food", .type = AFT_COLUMN_INTEGER },
  { .name = "service", .type = AFT_COLUMN_INTEGER },
  { .name = "hygiene", .type = AFT_COLUMN_INTEGER },
  { .name = "nps", .type = AFT_COLUMN_INTEGER },
  { .name = "why", .most = 40 },
  { .name = "words", .most = 100 },
  { .name = "duration", .type = AFT_COLUMN_INTEGER },
  { .name = "marks", .type = AFT_COLUMN_INTEGER },
};

typedef struct
{
  char text[N_COLUMNS][256];
  gint64 integer[N_COLUMNS];
  gboolean is_set[N_COLUMNS];
} Row;

static void
fail (const char *what)
{
  fprintf (stderr, "sheet-rows: %s\n", what);
  exit (1);
}

static void
set_text (Row *row, gsize column, const char *text)
{
  row->is_set[column] = *text != '\0';
  g_strlcpy (row->text[column], text, sizeof row->text[column]);
}

static void
set_words (Row *row, GRand *random)
{
  static const char *const pieces[]
      = { "菜很好吃，", "上菜太慢", "服务员态度很好。", "价格有点贵, ",
          "\"招牌菜\"", "下次还来", "环境一般\n",       "地面有水" };
  GString *words = g_string_new (g_rand_int_range (random, 0, 200) == 0 ? "=" : "");
  int count = g_rand_double (random) < 0.4 ? g_rand_int_range (random, 2, 9) : 0;

  for (int i = 0; i < count; i++)
    g_string_append (words, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  set_text (row, 17, count > 0 ? words->str : "");
  g_string_free (words, TRUE);
}

static void
make_row (Row *row, GRand *random, gint64 number)
{
  static const char *const venues[] = { "徐家汇店", "老灶火锅·人民广场", "Nanjing Road, 2F" };
  static const char *const reasons[] = { "", "waiting", "service", "waiting, price" };

  memset (row, 0, sizeof *row);
  g_snprintf (row->text[0], sizeof row->text[0],
              "0199%04x-%04x-7%03x-8%03x-%012" G_GINT64_MODIFIER "x", g_rand_int (random) & 0xffff,
              g_rand_int (random) & 0xffff, g_rand_int (random) & 0xfff,
              g_rand_int (random) & 0xfff, number);
  row->is_set[0] = TRUE;
  set_text (row, 1, venues[g_rand_int_range (random, 0, 3)]);
  set_text (row, 2, "2026-10-03");
  set_text (row, 5, "exit-standard");
  set_text (row, 6, "exit");
  set_text (row, 7, g_rand_double (random) < 0.12 ? "partial" : "complete");
  set_text (row, 8, g_rand_double (random) < 0.8 ? "zh-CN" : "en");
  set_text (row, 9, "kiosk");
  set_text (row, 10, "kiosk-door-1");
  set_text (row, 16, reasons[g_rand_int_range (random, 0, 4)]);
  set_words (row, random);
  for (gsize i = 0; i < N_COLUMNS; i++)
    if (columns[i].type == AFT_COLUMN_INTEGER)
      {
        row->is_set[i] = i < 12 || i > 15 || g_rand_double (random) < 0.7;
        row->integer[i] = g_rand_int_range (random, 1, 6);
      }
  row->integer[3] = FIRST_TIME + number * 7777;
  row->integer[4] = row->integer[3] + 1500;
  row->integer[18] = g_rand_int_range (random, 3000, 120000);
  row->integer[19] = 0;
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *database = NULL;

  if (sqlite3_open_v2 (path, &database,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    fail (sqlite3_errmsg (database));
  return database;
}

static void
run_sql (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    fail (sqlite3_errmsg (database));
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (sqlite3_errmsg (database));
  return statement;
}

static void
store_row (sqlite3_stmt *insert, const Row *row)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      if (!row->is_set[i])
        sqlite3_bind_null (insert, i + 1);
      else if (columns[i].type == AFT_COLUMN_INTEGER)
        sqlite3_bind_int64 (insert, i + 1, row->integer[i]);
      else
        sqlite3_bind_text (insert, i + 1, row->text[i], -1, SQLITE_STATIC);
    }
  if (sqlite3_step (insert) != SQLITE_DONE)
    fail ("a row could not be stored");
  sqlite3_reset (insert);
}

static void
make_database (const char *path, gint64 rows)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GString) table = g_string_new ("CREATE TABLE answer (");
  g_autofree Row *row = g_new0 (Row, 1);
  sqlite3 *database = open_database (path);
  sqlite3_stmt *insert;

  for (gsize i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (table, "%s %s%s", columns[i].name,
                            columns[i].type == AFT_COLUMN_INTEGER ? "INTEGER" : "TEXT",
                            i + 1 < N_COLUMNS ? ", " : ")");
  run_sql (database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
  run_sql (database, table->str);
  insert
      = prepare (database, "INSERT INTO answer VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  for (gint64 i = 0; i < rows; i++)
    {
      make_row (row, random, i);
      store_row (insert, row);
    }
  sqlite3_finalize (insert);
  run_sql (database, "COMMIT");
  sqlite3_close (database);
}

static AftSheet *
open_sheet (const char *format, const char *path, gint64 rows, AftSink **ret_sink)
{
  AftSheetOptions options = { .title = "回答", .columns = columns, .n_columns = N_COLUMNS };
  g_autoptr (GError) error = NULL;
  AftSheet *sheet;

  if (!aft_sheet_format_from_text (format, &options.format))
    fail ("no such format");
  options.rows = (guint64) rows;
  *ret_sink = strcmp (path, "-") == 0 ? aft_sink_new_descriptor (STDOUT_FILENO)
                                      : aft_sink_new_file (path, &error);
  sheet = *ret_sink != NULL ? aft_sheet_new (&options, *ret_sink, &error) : NULL;
  if (sheet == NULL)
    fail (error->message);
  return sheet;
}

static void
close_sheet (AftSheet *sheet, AftSink *sink)
{
  g_autoptr (GError) error = NULL;

  if (!aft_sheet_finish (sheet, &error) || !aft_sink_finish (sink, &error))
    fail (error->message);
  aft_sheet_free (sheet);
  aft_sink_free (sink);
}

static void
put_stored_row (AftSheet *sheet, sqlite3_stmt *select)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      int type = sqlite3_column_type (select, i);

      if (type == SQLITE_INTEGER)
        aft_sheet_put_integer (sheet, (gsize) i, sqlite3_column_int64 (select, i));
      else if (type == SQLITE_TEXT)
        aft_sheet_put_text (sheet, (gsize) i, (const char *) sqlite3_column_text (select, i),
                            sqlite3_column_bytes (select, i));
    }
  if (!aft_sheet_end_row (sheet, NULL))
    fail ("a row could not be written");
}

static void
write_sheet (const char *database_path, const char *format, const char *path, gint64 rows)
{
  AftSink *sink;
  AftSheet *sheet = open_sheet (format, path, rows, &sink);
  sqlite3 *database = open_database (database_path);
  sqlite3_stmt *select = prepare (database, "SELECT * FROM answer LIMIT ?");

  sqlite3_bind_int64 (select, 1, rows);
  while (sqlite3_step (select) == SQLITE_ROW)
    put_stored_row (sheet, select);
  sqlite3_finalize (select);
  sqlite3_close (database);
  close_sheet (sheet, sink);
}

static void
put_row (AftSheet *sheet, const Row *row)
{
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      if (!row->is_set[i])
        continue;
      if (columns[i].type == AFT_COLUMN_INTEGER)
        aft_sheet_put_integer (sheet, i, row->integer[i]);
      else
        aft_sheet_put_text (sheet, i, row->text[i], -1);
    }
  if (!aft_sheet_end_row (sheet, NULL))
    fail ("a row could not be written");
}

static void
write_cells (gint64 rows, const char *format, const char *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree Row *sample = g_new0 (Row, N_SAMPLE);
  AftSink *sink;
  AftSheet *sheet = open_sheet (format, path, rows, &sink);

  for (gsize i = 0; i < N_SAMPLE; i++)
    make_row (&sample[i], random, (gint64) i);
  for (gint64 i = 0; i < rows; i++)
    put_row (sheet, &sample[i % N_SAMPLE]);
  close_sheet (sheet, sink);
}

static void
write_bare_row (lxw_worksheet *worksheet,
                lxw_row_t row,
                sqlite3_stmt *select,
                lxw_format *const *formats)
{
  for (int i = 0; i < sqlite3_column_count (select); i++)
    {
      int type = sqlite3_column_type (select, i);

      if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
        worksheet_write_number (worksheet, row, (lxw_col_t) i, sqlite3_column_double (select, i),
                                formats[i]);
      else if (type == SQLITE_TEXT)
        worksheet_write_string (worksheet, row, (lxw_col_t) i,
                                (const char *) sqlite3_column_text (select, i), formats[i]);
    }
}

/* The first headings have each format once: the library counts them as they come, so that the
 * cells below are the same as ours byte by byte. */
static lxw_format **
put_bare_headings (lxw_workbook *workbook,
                   lxw_worksheet *worksheet,
                   sqlite3_stmt *select,
                   const char *styles)
{
  const int count = sqlite3_column_count (select);
  lxw_format *all[N_STYLES] = { NULL };
  lxw_format **formats = g_new0 (lxw_format *, (gsize) count);

  if ((int) strlen (styles) != count || count < N_STYLES)
    fail ("a digit is needed for each column, of which there must be ten");
  for (int i = 1; i < N_STYLES; i++)
    {
      all[i] = workbook_add_format (workbook);
      format_set_indent (all[i], (uint8_t) i);
    }
  for (int i = 0; i < count; i++)
    {
      worksheet_write_string (worksheet, 0, (lxw_col_t) i, sqlite3_column_name (select, i),
                              i + 1 < N_STYLES ? all[i + 1] : NULL);
      formats[i] = g_ascii_isdigit (styles[i]) ? all[styles[i] - '0'] : NULL;
    }
  return formats;
}

static void
write_bare (const char *database_path, const char *path, gint64 rows, const char *styles)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *worksheet = workbook_add_worksheet (workbook, NULL);
  sqlite3 *database = open_database (database_path);
  sqlite3_stmt *select = prepare (database, "SELECT * FROM answer LIMIT ?");
  g_autofree lxw_format **formats = put_bare_headings (workbook, worksheet, select, styles);

  sqlite3_bind_int64 (select, 1, rows);
  for (lxw_row_t row = 1; sqlite3_step (select) == SQLITE_ROW; row++)
    write_bare_row (worksheet, row, select, formats);
  sqlite3_finalize (select);
  sqlite3_close (database);
  if (workbook_close (workbook) != LXW_NO_ERROR)
    fail ("the workbook could not be closed");
}

int
main (int argc, char **argv)
{
  const char *mode = argc > 1 ? argv[1] : "";

  if (strcmp (mode, "make") == 0 && argc == 4)
    make_database (argv[2], g_ascii_strtoll (argv[3], NULL, 10));
  else if (strcmp (mode, "sheet") == 0 && argc == 6)
    write_sheet (argv[2], argv[3], argv[4], g_ascii_strtoll (argv[5], NULL, 10));
  else if (strcmp (mode, "cells") == 0 && argc == 5)
    write_cells (g_ascii_strtoll (argv[2], NULL, 10), argv[3], argv[4]);
  else if (strcmp (mode, "bare") == 0 && argc == 6)
    write_bare (argv[2], argv[3], g_ascii_strtoll (argv[4], NULL, 10), argv[5]);
  else
    fail ("make DATABASE ROWS | sheet DATABASE FORMAT FILE ROWS | cells ROWS FORMAT FILE | "
          "bare DATABASE FILE ROWS STYLES");
  return 0;
}
