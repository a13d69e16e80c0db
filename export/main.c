/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-export: what a house has, as files for people and other programs. Chooses the
 * subcommand; it reads the house and changes nothing in it. */
#include <locale.h>
#include <stdio.h>

#include "aft-export.h"

static const struct
{
  const char *name;
  int (*run) (int count, char **words); /* NULL: it is drawn */
  const char *usage;
} commands[] = {
  { "cards", NULL,
    "cards [--venue VENUE] [--tables 1-20,A1-A12] [--output FILE.pdf]\n"
    "      a card for each table with the code for the survey on the phone, four A6 on A4" },
  { "report", NULL,
    "report [--period 2026-10] [--language zh-CN|zh-TW|en] [--format pdf|html]\n"
    "         [--venue VENUE]... [--output FILE | --folder DIR [--missing]]\n"
    "      how satisfied guests are, why, and what was done, on A4 or as a page; without a period\n"
    "      of the last month" },
  { "responses", aft_export_responses,
    "responses [--format csv|xlsx|jsonl|sav|html] [--output FILE] [--period P|--from DAY --to "
    "DAY]\n"
    "      [--venue VENUE]... [--survey ID] [--language L] [--labels|--codes] [--wide|--long]\n"
    "      [--with-words] [--with-contact] [--as NAME]\n"
    "      every answer: a row each, a column a question" },
  { "cases", aft_export_cases,
    "cases [--format F] [--output FILE] [--period P | --from DAY --to DAY] [--venue VENUE]...\n"
    "      [--labels|--codes]\n"
    "      every case: what it was, when, who had it, what it cost; no words" },
  { "audit", aft_export_audit,
    "audit [--format F] [--output FILE]\n"
    "      who did what, from the first day" },
  { "trends", aft_export_trends,
    "trends [--table ID | all] [--by PART] [--measure MEASURE] [--step day|week|month]\n"
    "      [--period P | --from DAY --to DAY] [--venue VENUE]... [--survey ID] [--language L]\n"
    "      [--channel C] [--tier T] [--day-part D] [--hour H] [--device D] [--enough N] [--few N]\n"
    "      the figures of the console, with their intervals: by step of time, by part, causes, "
    "cases" },
};

static void
print_help (void)
{
  puts ("Usage:");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  aftertaste-export %s\n", commands[i].usage);
  puts ("  aftertaste-export --help | --version\n\n"
        "Options of all commands:\n"
        "  --data DIR              the collector's folder\n"
        "  --database FILE         its database, if that is elsewhere\n"
        "  --config FILE           its settings, from there alone\n"
        "  --public-address URL    where guests reach it, if not as the settings say\n"
        "  --output FILE           where to write; without it the standard output\n\n"
        "Exit status: 0 done, 1 failed, 2 used wrongly.");
}

static int
finish (void)
{
  return fflush (stdout) != 0 || ferror (stdout)
             ? aft_export_fail (1, "the output could not be written")
             : 0;
}

static gboolean
asks_for_help (int count, char **words)
{
  for (int i = 0; i < count; i++)
    if (g_str_equal (words[i], "--help") || g_str_equal (words[i], "-h"))
      return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 2)
    return aft_export_misuse ("a command is missing");
  if (asks_for_help (argc - 1, argv + 1))
    {
      print_help ();
      return finish ();
    }
  if (g_str_equal (argv[1], "--version"))
    {
      puts ("aftertaste-export " AFTERTASTE_VERSION);
      return finish ();
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return commands[i].run != NULL ? commands[i].run (argc - 2, argv + 2)
                                     : aft_export_paper (argv);
  return aft_export_misuse ("there is no command %s", argv[1]);
}
