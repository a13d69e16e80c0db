/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey: for who writes surveys, and for tests. Chooses the subcommand. */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "aft-tool-private.h"

static const struct
{
  const char *name;
  int (*run) (int count, char **arguments);
  const char *usage;
} commands[] = {
  { "check", aft_tool_check,
    "check SURVEY.json\n"
    "      one JSON line for each finding; fails when there are errors" },
  { "preview", aft_tool_preview,
    "preview SURVEY.json\n"
    "      shows the survey in the kiosk's window; nothing is stored" },
  { "eval", aft_tool_eval,
    "eval EXPRESSION [VALUES.json]\n"
    "  eval --batch < VECTORS.jsonl\n"
    "      what an expression gives" },
  { "trace", aft_tool_trace,
    "trace SURVEY.json ACTIONS.jsonl\n"
    "      what a guest who does this sees, step by step" },
  { "risk", aft_tool_risk,
    "risk SURVEY.json ANSWERS.json [--rules FILE] [--facts FILE] [--language TAG] [--json]\n"
    "      how near the guest who gave these answers is to being lost, and why" },
};

static void
print_help (void)
{
  puts ("Usage:");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  aftertaste-survey %s\n", commands[i].usage);
  puts ("  aftertaste-survey --help | --version\n\n"
        "Exit status: 0 done, 1 failed, 2 used wrongly.");
}

static int
finish (int status)
{
  if (fflush (stdout) != 0 || ferror (stdout))
    return aft_tool_fail (1, "the output could not be written");
  return status;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 2)
    return aft_tool_misuse ("a command is missing");
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_help ();
      return finish (0);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      puts ("aftertaste-survey " AFTERTASTE_VERSION);
      return finish (0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return finish (commands[i].run (argc - 2, argv + 2));
  g_autofree char *message = g_strdup_printf ("there is no command %s", argv[1]);
  return aft_tool_misuse (message);
}
