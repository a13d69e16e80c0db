/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that draw (cards, report) are in a program of their own: a table should not wait for
 * fonts and drawing to be loaded, nor hold their memory. Which program that is, and how this one
 * becomes it; what it does is paper-main.c's. */
#include <errno.h>
#include <gio/gio.h>
#include <unistd.h>

#include "aft-export.h"

#define NAME   "aftertaste-export-paper"
#define FAILED 1

/* In a build tree it lies beside this program. */
static char *
dup_beside (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, NAME, NULL) : NULL;

  return path != NULL && access (path, X_OK) == 0 ? g_steal_pointer (&path) : NULL;
}

int
aft_export_paper (char **words)
{
  const char *named = g_getenv ("AFTERTASTE_EXPORT_PAPER");
  g_autofree char *beside = named == NULL ? dup_beside () : NULL;
  const char *path = named != NULL    ? named
                     : beside != NULL ? beside
                                      : AFT_EXPORT_HELPER_DIR "/" NAME;

  execv (path, words);
  return aft_export_fail (FAILED, "what draws it cannot be run: %s: %s", path, g_strerror (errno));
}
