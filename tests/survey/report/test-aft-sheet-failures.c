/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that cannot be written to their end, in every format: who writes is told once and for all,
 * and no file is left, nor memory. */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "aft-error.h"
#include "aft-table-fixture.h"
#include "aft-temp-dir.h"

#define ROWS 4000

static const AftColumnLabel labels[] = { { "5", "非常满意" }, { "1", "非常不满" } };
static const AftColumn columns[] = {
  { .name = "score", .type = AFT_COLUMN_INTEGER, .labels = labels, .n_labels = 2 },
  { .name = "words", .most = 100 },
  { .name = "time", .type = AFT_COLUMN_TIME },
};

static AftSheetOptions
options_of (AftSheetFormat format)
{
  return (AftSheetOptions){
    .format = format, .columns = columns, .n_columns = 3, .rows = ROWS, .has_labels = TRUE
  };
}

static gboolean
write_rows (const AftSheetOptions *options, AftSink *sink, GError **error)
{
  g_autoptr (AftSheet) sheet = aft_sheet_new (options, sink, error);

  if (sheet == NULL)
    return FALSE;
  for (guint i = 0; i < ROWS; i++)
    {
      aft_sheet_put_integer (sheet, 0, i % 5 + 1);
      aft_sheet_put_text (sheet, 1, "菜很好吃，\"就是\"上得慢了一点", -1);
      aft_sheet_put_integer (sheet, 2, 1791030600123 + i * G_GINT64_CONSTANT (977));
      if (!aft_sheet_end_row (sheet, error))
        return FALSE;
    }
  return aft_sheet_finish (sheet, error) && aft_sink_finish (sink, error);
}

typedef struct
{
  guint64 room;
  guint64 length;
  gboolean is_over;
} Bucket;

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  Bucket *bucket = user_data;

  g_assert_false (bucket->is_over);
  bucket->length += length;
  if (bucket->length <= bucket->room)
    return TRUE;
  bucket->is_over = TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_TIMED_OUT, "over");
  return FALSE;
}

/* A sink that fails at each of its pieces, and the very last byte. */
static void
test_sink_fails (void)
{
  for (int format = AFT_SHEET_CSV; format <= AFT_SHEET_HTML; format++)
    {
      const AftSheetOptions options = options_of ((AftSheetFormat) format);
      Bucket whole = { .room = G_MAXUINT64 };
      g_autoptr (AftSink) measured = aft_sink_new_function (on_bytes, &whole);

      g_assert_true (write_rows (&options, measured, NULL));
      for (guint64 room = 0; room < whole.length; room += 30011)
        {
          Bucket bucket = { .room = room };
          g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, &bucket);
          g_autoptr (GError) error = NULL;

          g_assert_false (write_rows (&options, sink, &error));
          g_assert_error (error, AFT_ERROR, AFT_ERROR_TIMED_OUT);
        }
    }
}

static gboolean
is_empty (AftTempDir *folder)
{
  g_autoptr (GDir) dir = g_dir_open (aft_temp_dir_get_path (folder), 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

static gboolean
write_with_room (const AftSheetOptions *options, const char *path, gsize room, GError **error)
{
  g_autoptr (AftSink) sink = aft_sink_new_file (path, error);
  struct rlimit before;
  gboolean is_written;

  g_assert_nonnull (sink);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit small = { room, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  is_written = write_rows (options, sink, error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  return is_written;
}

static void
test_disk_fills (void)
{
  static const gsize rooms[] = { 0, 1, 1000, 40000, 65536, 65537 };
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "answers");

  for (gsize i = 0; i < G_N_ELEMENTS (rooms) * 5; i++)
    {
      const AftSheetOptions options = options_of ((AftSheetFormat) (i % 5));
      g_autoptr (GError) error = NULL;

      g_assert_false (write_with_room (&options, path, rooms[i / 5], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_FULL);
      g_assert_true (is_empty (folder));
    }
}

static gboolean
takes_text (AftSheetFormat format, const char *text, gsize length)
{
  const AftSheetOptions options = options_of (format);
  Bucket bucket = { .room = G_MAXUINT64 };
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, &bucket);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_taken;

  aft_sheet_put_text (sheet, 1, text, (gssize) length);
  is_taken = aft_sheet_end_row (sheet, &error);
  g_assert_true (is_taken || g_error_matches (error, AFT_ERROR, AFT_ERROR_INVALID));
  return is_taken;
}

/* At each byte of texts of each length: CSV alone hands on what it is given. */
static void
test_no_text (void)
{
  static const char *const faults[] = { "\0", "\x80", "\xff", "\xe5" };

  for (int format = AFT_SHEET_XLSX; format <= AFT_SHEET_HTML; format++)
    for (gsize length = 1; length <= 19; length++)
      {
        char text[20] = "\x7fz1aaaa\x01b,~ aaaaaaaa";

        g_assert_true (takes_text ((AftSheetFormat) format, text, length));
        for (gsize i = 0; i < length * G_N_ELEMENTS (faults); i++)
          {
            const char kept = text[i % length];

            text[i % length] = faults[i / length][0];
            g_assert_false (takes_text ((AftSheetFormat) format, text, length));
            text[i % length] = kept;
          }
        for (gsize i = 0; i + 3 <= length; i++)
          {
            char whole[20];

            memcpy (whole, text, sizeof whole);
            memcpy (whole + i, "味", 3);
            g_assert_true (takes_text ((AftSheetFormat) format, whole, length));
          }
      }
}

/* Whoever gives up half-way only lets go. */
static void
test_given_up (void)
{
  for (int format = AFT_SHEET_CSV; format <= AFT_SHEET_HTML; format++)
    {
      const AftSheetOptions options = options_of ((AftSheetFormat) format);
      Bucket bucket = { .room = G_MAXUINT64 };
      g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, &bucket);
      g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);

      aft_sheet_put_text (sheet, 1, "half a row", -1);
      g_assert_true (aft_sheet_end_row (sheet, NULL));
      aft_sheet_put_integer (sheet, 0, 5);
      aft_sheet_free (g_steal_pointer (&sheet));
      g_assert_cmpuint (bucket.length, ==, 0);
    }
  aft_sheet_free (NULL);
}

/* Formats of one table say so, and go on with it; a remark is nothing to their programs. */
static void
test_one_table (void)
{
  static const AftSheetTable next = { "next", columns, 3 };
  static const AftColumn same[] = { { .name = "a" }, { .name = "a" } };
  static const AftSheetTable twice = { "twice", same, 2 };

  for (int format = AFT_SHEET_CSV; format <= AFT_SHEET_HTML; format++)
    {
      const gboolean has_many = format == AFT_SHEET_XLSX || format == AFT_SHEET_HTML;
      AftSheetOptions options = options_of ((AftSheetFormat) format);
      Bucket bucket = { .room = G_MAXUINT64 };
      g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, &bucket);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) doubled = NULL;

      options.rows = 1;
      g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);
      g_assert_cmpint (aft_sheet_begin_table (sheet, &next, &error), ==, has_many);
      if (!has_many)
        g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
      g_assert_false (aft_sheet_begin_table (sheet, &twice, &doubled));
      g_assert_error (doubled, AFT_ERROR, AFT_ERROR_INVALID);
      aft_sheet_put_remark (sheet, 0, "not shown");
      g_assert_true (aft_sheet_end_row (sheet, NULL));
      g_assert_true (aft_sheet_finish (sheet, NULL) && aft_sink_finish (sink, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/report/sheet/a-failing-sink-is-told-once-and-for-all", test_sink_fails);
  g_test_add_func ("/report/sheet/a-full-disk-leaves-no-file", test_disk_fills);
  g_test_add_func ("/report/sheet/what-is-no-text-is-refused-wherever-it-is-none", test_no_text);
  g_test_add_func ("/report/sheet/giving-up-leaves-nothing", test_given_up);
  g_test_add_func ("/report/sheet/a-format-of-one-table-goes-on-with-it", test_one_table);
  return g_test_run ();
}
