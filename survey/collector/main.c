/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-collector: the command line. Chooses the subcommand and where it is carried out: here,
 * or by the `serve` that has the house open. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-admin-socket.h"
#include "aft-collector-config.h"
#include "aft-error.h"
#include "aft-progress-line.h"
#include "aft-serve.h"

#define FAILED       1
#define USED_WRONGLY 2
#define OWNER_ONLY   0077

/* What every subcommand takes. */
typedef struct
{
  const char *data;
  const char *database;
  const char *config;
  const char *listen; /* serve, as is */
  const char *public_listen;
  gboolean is_json;
  gboolean is_help;
} Common;

static int
fail (int status, const char *message)
{
  g_autofree char *line = g_strdup (message);
  g_printerr ("aftertaste-collector: %s\n", g_strdelimit (line, "\r\n", ' '));
  return status;
}

static int
misuse (const char *format, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (format, "%", -1);
  g_autofree char *said = g_strjoinv (what, parts);
  g_autofree char *message = g_strconcat (said, " (try --help)", NULL);
  return fail (USED_WRONGLY, message);
}

#define SERVE_HELP                                                                                 \
  "serve [--listen ADDRESS [--public-listen ADDRESS]]\n"                                           \
  "      takes in what kiosks and phones send, until it is ended"

static void
print_options (void)
{
  puts ("\nOptions of all commands:\n"
        "  --data DIR        where everything is kept\n"
        "  --database FILE   the database, if it is elsewhere\n"
        "  --config FILE     the settings, from there alone\n"
        "  --json            one line of JSON for programs\n"
        "  --help            this text; --version the version\n\n"
        "Exit status: 0 done, 1 failed, 2 used wrongly.");
}

/* Of the command that @words begin with, of all that have its first word, or of all there are. */
static int
print_help (const GPtrArray *words)
{
  const char *first = words->len > 0 ? g_ptr_array_index (words, 0) : "";
  const char *second = words->len > 1 ? g_ptr_array_index (words, 1) : "";
  g_autofree char *both = g_strconcat (first, " ", second, NULL);
  gboolean is_serve = g_str_equal (first, "serve");
  if (is_serve)
    puts ("Usage: aftertaste-collector " SERVE_HELP);
  else if (*first == '\0')
    puts ("Usage: aftertaste-collector COMMAND [OPTION...]\n\nCommands:\n  " SERVE_HELP);
  if (!is_serve && (*second == '\0' || !aft_command_print_help (both))
      && !aft_command_print_help (first))
    return misuse ("there is no command \"%\"", first);
  print_options ();
  return 0;
}

/* Takes what is common out of @words; FALSE when a value is missing. */
static gboolean
take_common (Common *common, GPtrArray *words)
{
  const struct
  {
    const char *name;
    const char **value;
  } options[] = { { "--data", &common->data },
                  { "--database", &common->database },
                  { "--config", &common->config } };
  for (guint i = 0; i < words->len;)
    {
      const char *word = g_ptr_array_index (words, i);
      gsize known = 0;
      while (known < G_N_ELEMENTS (options) && !g_str_equal (options[known].name, word))
        known++;
      common->is_json |= g_str_equal (word, "--json");
      common->is_help |= g_str_equal (word, "--help") || g_str_equal (word, "-h");
      if (known < G_N_ELEMENTS (options))
        {
          if (i + 1 == words->len)
            return FALSE;
          *options[known].value = g_ptr_array_index (words, i + 1);
          g_ptr_array_remove_range (words, i, 2);
        }
      else if (g_str_equal (word, "--json") || g_str_equal (word, "--help")
               || g_str_equal (word, "-h"))
        g_ptr_array_remove_index (words, i);
      else
        i++;
    }
  return TRUE;
}

static AftAdmin *
make_admin (const Common *common, AftConfig *config)
{
  const char *database = common->database != NULL
                             ? common->database
                             : aft_config_get_text (config, "serve", "database");
  AftAdmin *admin = aft_admin_new (common->data, database);
  admin->console = aft_collector_config_dup_console (config);
  admin->public_address = g_strdup (aft_config_get_text (config, "house", "public-address"));
  return admin;
}

/* Takes @name and what follows it out of @words. */
static void
take_address (GPtrArray *words, const char *name, const char **ret_address)
{
  for (guint i = 0; i + 1 < words->len; i++)
    if (g_str_equal (words->pdata[i], name))
      {
        *ret_address = words->pdata[i + 1];
        g_ptr_array_remove_range (words, i, 2);
        return;
      }
}

static int
serve (Common *common, GPtrArray *words)
{
  g_autoptr (GError) error = NULL;
  take_address (words, "--listen", &common->listen);
  take_address (words, "--public-listen", &common->public_listen);
  if (words->len > 0)
    return misuse ("serve: what is \"%\"?", g_ptr_array_index (words, 0));
  g_autoptr (AftConfig) config = aft_collector_config_load (common->config, &error);
  if (config == NULL)
    return fail (FAILED, error->message);
  g_autoptr (AftAdmin) admin = make_admin (common, config);
  if (!aft_admin_become_owner (admin, &error))
    return fail (FAILED, error->message);
  const AftServeAddresses addresses = { common->listen, common->public_listen };
  return aft_serve_run (admin, config, &addresses, &error) ? 0 : fail (FAILED, error->message);
}

/* A slip in --data must not make a house that is empty, and sound. */
static gboolean
expect_house (const AftCommand *command, const AftAdmin *admin, GError **error)
{
  if (g_str_equal (command->words, "setup") || g_file_test (admin->database, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no house at %s: setup makes one",
               admin->database);
  return FALSE;
}

static AftValue *
carry_out (const AftCommand *command, AftAdmin *admin, const AftValue *request, GError **error)
{
  AftValue *reply = NULL;
  if (command->place == AFT_PLACE_STORE)
    {
      if (aft_admin_socket_ask (admin, command, request, &reply, error))
        return reply;
      if (!expect_house (command, admin, error) || !aft_admin_open (admin, error))
        return NULL;
    }
  if (command->place == AFT_PLACE_FOLDER && aft_admin_socket_is_served (admin->socket_path))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT,
                           "The collector is running: end it first");
      return NULL;
    }
  return command->work (admin, request, error);
}

static int
run_command (const AftCommand *command, const Common *common, GPtrArray *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) request
      = aft_command_read_arguments (command, (int) words->len, (char **) words->pdata, &error);
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return fail (FAILED, error->message);
  if (request == NULL)
    return misuse ("%", error->message);
  g_autoptr (AftConfig) config = aft_collector_config_load (common->config, &error);
  if (config == NULL)
    return fail (FAILED, error->message);
  g_autoptr (AftAdmin) admin = make_admin (common, config);
  AftProgressLine *line = isatty (STDERR_FILENO)
                              ? aft_progress_line_new (command->words, admin->clock, STDERR_FILENO)
                              : NULL;
  admin->progress = aft_progress_line_get (line);
  g_autoptr (AftValue) reply
      = aft_admin_become_owner (admin, &error) ? carry_out (command, admin, request, &error) : NULL;
  aft_progress_line_free (line);
  if (reply == NULL)
    return fail (FAILED, error->message);
  aft_command_print (command, reply, common->is_json);
  if (fflush (stdout) != 0 || ferror (stdout))
    return fail (FAILED, "the output could not be written");
  return aft_value_get_member_boolean (reply, "sound", TRUE) ? 0 : FAILED;
}

/* A command has one or two words. Takes them off. */
static const AftCommand *
take_command (GPtrArray *words)
{
  const char *first = g_ptr_array_index (words, 0);
  const AftCommand *command = aft_command_find (first);
  if (command == NULL && words->len > 1)
    {
      g_autofree char *both
          = g_strconcat (first, " ", (const char *) g_ptr_array_index (words, 1), NULL);
      command = aft_command_find (both);
      if (command != NULL)
        g_ptr_array_remove_index (words, 1);
    }
  if (command != NULL)
    g_ptr_array_remove_index (words, 0);
  return command;
}

static int
run (Common *common, GPtrArray *words)
{
  if (words->len == 0)
    return misuse ("a command is missing%", "");
  if (g_str_equal (g_ptr_array_index (words, 0), "serve"))
    {
      g_ptr_array_remove_index (words, 0);
      return serve (common, words);
    }
  const char *first = g_ptr_array_index (words, 0);
  const AftCommand *command = take_command (words);
  return command != NULL ? run_command (command, common, words)
                         : misuse ("there is no command \"%\"", first);
}

int
main (int argc, char **argv)
{
  Common common = { NULL, NULL, NULL, NULL, FALSE, FALSE };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE); /* libsoup before 3.4 has no other switch */
  umask (OWNER_ONLY);
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (words, argv[i]);
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      puts ("aftertaste-collector " AFTERTASTE_VERSION);
      return 0;
    }
  if (!take_common (&common, words))
    return misuse ("%: its value is missing", argv[argc - 1]);
  if (common.is_help)
    return print_help (words);
  return run (&common, words);
}
