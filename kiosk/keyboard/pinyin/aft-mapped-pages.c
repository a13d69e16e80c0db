/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives mapped pages back. libime maps the language model whole, reads all of it when it is loaded,
 * a part of it for each sentence, and has no way to say that it is done. Where it is mapped is
 * asked each time: pages that belong to something else by now would be emptied. */
#include "aft-mapped-pages.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* @line is one of /proc/self/maps: from-to rights offset device inode path. */
static void
let_go_of_line (const char *line, const char *path)
{
  void *from, *to;
  char rights[5];
  int at = 0;

  if (sscanf (line, "%p-%p %4s %*s %*s %*s %n", &from, &to, rights, &at) != 3 || at == 0
      || strcmp (line + at, path) != 0 || rights[0] != 'r' || rights[1] != '-')
    return;
  madvise (from, (gsize) ((char *) to - (char *) from), MADV_DONTNEED);
}

void
aft_mapped_pages_let_go (const char *path)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return;
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    let_go_of_line (lines[i], path);
}
