/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-export-paper: what aftertaste-export becomes for the commands that draw. It is called
 * with the same words and speaks under the same name; which commands there are, and their help, is
 * main.c's. */
#include <locale.h>
#include <stdio.h>

#include "aft-export.h"

static const char usage[] = "Usage: aftertaste-export-paper cards|report [OPTION...]\n\n"
                            "A part of aftertaste-export: see aftertaste-export --help.\n\n"
                            "  -h, --help     this text\n"
                            "  --version      the version\n";

int
main (int argc, char **argv)
{
  const char *command = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "C.UTF-8");
  if (g_str_equal (command, "cards"))
    return aft_export_cards (argc - 2, argv + 2);
  if (g_str_equal (command, "report"))
    return aft_export_report (argc - 2, argv + 2);
  if (g_str_equal (command, "--help") || g_str_equal (command, "-h"))
    return fputs (usage, stdout) >= 0 && fflush (stdout) == 0 ? 0 : 1;
  if (g_str_equal (command, "--version"))
    return puts ("aftertaste-export-paper " AFTERTASTE_VERSION) >= 0 && fflush (stdout) == 0 ? 0
                                                                                             : 1;
  return aft_export_misuse ("it draws cards and report, and nothing else");
}
