/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a mapped file leave, all of them and no others, and read as before. Small files
 * stand for the language model. */
#include "aft-mapped-pages.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SIZE ((gsize) 1 << 20)

/* Two mappings of one file, one of another; pages of each are asked of the system. */
typedef struct
{
  char *path;
  GMappedFile *first;
  GMappedFile *second;
  char *other_path;
  GMappedFile *other;
} Fixture;

static char *
make_file (char letter)
{
  g_autofree char *text = g_malloc (SIZE);
  g_autoptr (GError) error = NULL;
  char *path;
  int fd = g_file_open_tmp ("aft-mapped-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  memset (text, letter, SIZE);
  g_file_set_contents (path, text, (gssize) SIZE, &error);
  g_assert_no_error (error);
  return path;
}

static GMappedFile *
map (const char *path)
{
  g_autoptr (GError) error = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &error);

  g_assert_no_error (error);
  return file;
}

/* Touches all of it. */
static gboolean
is_all (GMappedFile *file, char letter)
{
  const char *text = g_mapped_file_get_contents (file);

  for (gsize i = 0; i < SIZE; i++)
    if (text[i] != letter)
      return FALSE;
  return TRUE;
}

/* kB of @file in the memory of this process. */
static gint64
count_resident (GMappedFile *file)
{
  g_autofree char *maps = NULL;
  g_autofree char *from
      = g_strdup_printf ("%" G_GINT64_MODIFIER "x-", (guint64) g_mapped_file_get_contents (file));
  g_autoptr (GError) error = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/smaps", &maps, NULL, &error);
  g_assert_no_error (error);
  at = strstr (maps, from);
  g_assert_nonnull (at);
  at = strstr (at, "\nRss:");
  g_assert_nonnull (at);
  return g_ascii_strtoll (at + strlen ("\nRss:"), NULL, 10);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = make_file ('a');
  fixture->first = map (fixture->path);
  fixture->second = map (fixture->path);
  fixture->other_path = make_file ('b');
  fixture->other = map (fixture->other_path);
  g_assert_true (is_all (fixture->first, 'a') && is_all (fixture->second, 'a')
                 && is_all (fixture->other, 'b'));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_mapped_file_unref (fixture->first);
  g_mapped_file_unref (fixture->second);
  g_mapped_file_unref (fixture->other);
  g_unlink (fixture->path);
  g_unlink (fixture->other_path);
  g_free (fixture->path);
  g_free (fixture->other_path);
}

static void
test_all_of_a_file_leaves (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count_resident (fixture->first), >, 0);
  aft_mapped_pages_let_go (fixture->path);
  g_assert_cmpint (count_resident (fixture->first), ==, 0);
  g_assert_cmpint (count_resident (fixture->second), ==, 0);
}

static void
test_what_left_reads_as_before (Fixture *fixture, gconstpointer data)
{
  aft_mapped_pages_let_go (fixture->path);
  g_assert_true (is_all (fixture->first, 'a'));
  g_assert_true (is_all (fixture->second, 'a'));
}

static void
test_another_file_stays (Fixture *fixture, gconstpointer data)
{
  aft_mapped_pages_let_go (fixture->path);
  g_assert_cmpint (count_resident (fixture->other), ==, (gint64) SIZE / 1024);
}

static void
test_a_file_that_is_not_mapped_is_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = g_strconcat (fixture->path, "x", NULL);

  aft_mapped_pages_let_go (longer);
  aft_mapped_pages_let_go ("");
  g_assert_cmpint (count_resident (fixture->first), >, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/mapped-pages/all-of-a-file-leaves", test_all_of_a_file_leaves);
  ADD ("/mapped-pages/what-left-reads-as-before", test_what_left_reads_as_before);
  ADD ("/mapped-pages/another-file-stays", test_another_file_stays);
  ADD ("/mapped-pages/a-file-that-is-not-mapped-is-nothing",
       test_a_file_that_is_not_mapped_is_nothing);
  return g_test_run ();
}
