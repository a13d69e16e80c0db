/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bytes go: a file is there whole or not at all, whatever comes in between. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-sink-private.h"
#include "aft-temp-dir.h"

static guint
count_files (AftTempDir *folder)
{
  g_autoptr (GDir) dir = g_dir_open (aft_temp_dir_get_path (folder), 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static char *
read_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_whole_or_absent (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "answers.csv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSink) sink = aft_sink_new_file (path, &error);
  struct stat status;

  g_assert_no_error (error);
  g_assert_true (aft_sink_write (sink, "好吃", 6, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (aft_sink_finish (sink, &error));
  text = read_text (path);
  g_assert_cmpstr (text, ==, "好吃");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0137, ==, 0);
}

static void
test_unfinished (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (folder, "answers.csv", "before");
  g_autofree char *text = NULL;
  AftSink *sink = aft_sink_new_file (path, NULL);

  g_assert_true (aft_sink_write (sink, "after", 5, NULL));
  g_assert_cmpuint (count_files (folder), ==, 2);
  aft_sink_free (sink);
  text = read_text (path);
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (count_files (folder), ==, 1);
  aft_sink_free (NULL);
}

static void
test_link (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (folder, "2026-10.csv", "before");
  g_autofree char *link_path = aft_temp_dir_dup_path (folder, "latest.csv");
  g_autofree char *text = NULL;
  g_autoptr (AftSink) sink = NULL;

  g_assert_cmpint (symlink ("2026-10.csv", link_path), ==, 0);
  sink = aft_sink_new_file (link_path, NULL);
  g_assert_true (aft_sink_write (sink, "after", 5, NULL));
  g_assert_true (aft_sink_finish (sink, NULL));
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  text = read_text (path);
  g_assert_cmpstr (text, ==, "after");
}

static void
test_no_place (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *missing = aft_temp_dir_dup_path (folder, "no/answers.csv");
  g_autofree char *long_name = g_strnfill (5000, 'a');
  const struct
  {
    const char *path;
    AftErrorCode code;
  } places[] = { { aft_temp_dir_get_path (folder), AFT_ERROR_INVALID },
                 { "/dev/null", AFT_ERROR_INVALID },
                 { missing, AFT_ERROR_NOT_FOUND },
                 { long_name, AFT_ERROR_INVALID } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (aft_sink_new_file (places[i].path, &error));
      g_assert_error (error, AFT_ERROR, (int) places[i].code);
    }
  g_assert_cmpuint (count_files (folder), ==, 0);
}

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

/* Pieces of every size, by both ways in. */
static void
test_digest (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autofree char *filler = g_strnfill (200000, 'x');
  g_autofree char *expected = NULL;
  gsize length = 0;
  AftDigest digest;

  for (gsize count = 0; count < 200000; count = count * 3 + 1)
    {
      g_assert_true (aft_sink_write (sink, filler, count, NULL));
      memcpy (aft_sink_reserve (sink, AFT_SINK_ROOM), filler, MIN (count, AFT_SINK_ROOM));
      aft_sink_advance (sink, MIN (count, AFT_SINK_ROOM));
      length += count + MIN (count, AFT_SINK_ROOM);
      g_assert_cmpuint (aft_sink_get_length (sink), ==, length);
    }
  g_assert_null (aft_sink_get_sha256 (sink));
  g_assert_true (aft_sink_finish (sink, NULL));
  digest = aft_digest_of (bytes->data, bytes->len);
  expected = aft_digest_to_text (&digest);
  g_assert_cmpuint (bytes->len, ==, length);
  g_assert_cmpstr (aft_sink_get_sha256 (sink), ==, expected);
}

static void
test_left_out_digest (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autofree char *filler = g_strnfill (200000, 'x');

  aft_sink_leave_out_digest (sink);
  g_assert_true (aft_sink_write (sink, filler, 200000, NULL));
  g_assert_true (aft_sink_finish (sink, NULL));
  g_assert_cmpmem (bytes->data, bytes->len, filler, 200000);
  g_assert_null (aft_sink_get_sha256 (sink));
}

/* Then they come in few pieces. */
static void
test_first_bytes (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autofree char *filler = g_strnfill (2000, 'x');
  guint pieces = 0;

  for (guint i = 0; i < 100; i++)
    {
      guint before = bytes->len;
      g_assert_true (aft_sink_write (sink, filler, 2000, NULL));
      pieces += bytes->len != before ? 1 : 0;
      if (i == 5)
        g_assert_cmpuint (bytes->len, >, 0);
    }
  g_assert_cmpuint (pieces, <=, 5);
  g_assert_true (aft_sink_finish (sink, NULL));
  g_assert_cmpuint (bytes->len, ==, 200000);
}

static void
test_reader_gone (void)
{
  int ends[2];
  g_autoptr (AftSink) sink = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pipe (ends), ==, 0);
  close (ends[0]);
  sink = aft_sink_new_descriptor (ends[1]);
  g_assert_true (aft_sink_write (sink, "x", 1, &error));
  g_assert_false (aft_sink_finish (sink, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
  g_assert_null (aft_sink_get_sha256 (sink));
  g_assert_cmpint (close (ends[1]), ==, 0);
}

static void
test_full_device (void)
{
  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (AftSink) sink = aft_sink_new_descriptor (full);
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = g_strnfill (100000, 'x');

  g_assert_false (aft_sink_write (sink, filler, 100000, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_FULL);
  g_assert_false (aft_sink_write (sink, "x", 1, NULL));
  close (full);
}

static void
test_full_disk (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (folder, "answers.csv", "before");
  g_autofree char *filler = g_strnfill (300000, 'x');
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  AftSink *sink = aft_sink_new_file (path, NULL);
  struct rlimit before;
  gboolean is_written;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit small = { 100000, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  is_written = aft_sink_write (sink, filler, 300000, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (is_written);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_FULL);
  g_assert_false (aft_sink_finish (sink, NULL));
  aft_sink_free (sink);
  text = read_text (path);
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/report/sink/a-file-is-there-once-it-is-whole", test_whole_or_absent);
  g_test_add_func ("/report/sink/what-is-not-finished-leaves-what-was-there", test_unfinished);
  g_test_add_func ("/report/sink/a-link-stays-and-its-file-is-replaced", test_link);
  g_test_add_func ("/report/sink/nothing-takes-the-place-of-a-device", test_no_place);
  g_test_add_func ("/report/sink/length-and-digest-are-of-all-bytes", test_digest);
  g_test_add_func ("/report/sink/a-digest-that-nobody-wants-is-not-made", test_left_out_digest);
  g_test_add_func ("/report/sink/the-first-bytes-do-not-wait-for-many", test_first_bytes);
  g_test_add_func ("/report/sink/a-reader-that-has-gone-is-an-error", test_reader_gone);
  g_test_add_func ("/report/sink/a-full-device-is-told-from-then-on", test_full_device);
  g_test_add_func ("/report/sink/a-full-disk-leaves-what-was-there", test_full_disk);
  return g_test_run ();
}
