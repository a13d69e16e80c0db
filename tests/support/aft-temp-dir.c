/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for one test. What fails here fails the test: a test cannot go on without its folder. */
#include "aft-temp-dir.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

struct _AftTempDir
{
  char *path;
};

static int
remove_entry (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

AftTempDir *
aft_temp_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  AftTempDir *dir = g_new0 (AftTempDir, 1);

  dir->path = g_dir_make_tmp ("aftertaste-test-XXXXXX", &error);
  g_assert_no_error (error);
  return dir;
}

void
aft_temp_dir_free (AftTempDir *dir)
{
  if (dir == NULL)
    return;
  g_assert_cmpint (nftw (dir->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (dir->path);
  g_free (dir);
}

const char *
aft_temp_dir_get_path (AftTempDir *dir)
{
  return dir->path;
}

char *
aft_temp_dir_dup_path (AftTempDir *dir, const char *name)
{
  return g_build_filename (dir->path, name, NULL);
}

char *
aft_temp_dir_write (AftTempDir *dir, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = aft_temp_dir_dup_path (dir, name);

  g_file_set_contents (path, text, (gssize) strlen (text), &error);
  g_assert_no_error (error);
  return path;
}
