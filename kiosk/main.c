/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-kiosk: the command line, and what has to be decided before GTK starts. */
#include <stdio.h>
#include <stdlib.h>

#include <glib/gi18n.h>

#include "aft-kiosk-application.h"
#include "aft-language-switch.h"
#include "aft-slip-command.h"
#include "aft-typing-command.h"

#define USED_WRONGLY 2
#define QUIT_AT_DESK 3 /* packaging/session: it is not started again then */

/* The values of the command line; freed with the options. */
typedef struct
{
  char *config;
  char *survey;
  char *preview;
  char *data;
  char *sentences;
  char *test_slip;
  char *slip_language;
  int slip_width;
  gboolean is_windowed;
  gboolean is_portrait;
  gboolean has_test_hooks;
  gboolean is_version;
} Arguments;

static void
clear_arguments (Arguments *arguments)
{
  g_free (arguments->config);
  g_free (arguments->survey);
  g_free (arguments->preview);
  g_free (arguments->data);
  g_free (arguments->sentences);
  g_free (arguments->test_slip);
  g_free (arguments->slip_language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, clear_arguments)

static gboolean
read_arguments (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &arguments->config, N_ ("Read the settings from FILE"),
      N_ ("FILE") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &arguments->data, N_ ("Keep what is stored in DIR"),
      N_ ("DIR") },
    { "survey", 0, 0, G_OPTION_ARG_FILENAME, &arguments->survey, N_ ("Ask this survey at the exit"),
      N_ ("FILE") },
    { "preview", 0, 0, G_OPTION_ARG_FILENAME, &arguments->preview,
      N_ ("Show this survey in a window and store nothing"), N_ ("FILE") },
    { "windowed", 0, 0, G_OPTION_ARG_NONE, &arguments->is_windowed,
      N_ ("Open a window instead of filling the screen"), NULL },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &arguments->is_portrait,
      N_ ("The window is higher than wide"), NULL },
    { "score-typing", 0, 0, G_OPTION_ARG_FILENAME, &arguments->sentences,
      N_ ("Print how well the pinyin types the sentences of a table"), N_ ("FILE") },
    { "test-slip", 0, 0, G_OPTION_ARG_FILENAME, &arguments->test_slip,
      N_ ("Draw a slip that is nobody's into a picture, or print it"), N_ ("FILE.png|PRINTER") },
    { "slip-width", 0, 0, G_OPTION_ARG_INT, &arguments->slip_width,
      N_ ("Width of that slip's paper in millimetres, 58 or 80"), N_ ("MM") },
    { "slip-language", 0, 0, G_OPTION_ARG_STRING, &arguments->slip_language,
      N_ ("Language of that slip: zh-CN, zh-TW or en"), N_ ("LANGUAGE") },
    { "test-hooks", 0, 0, G_OPTION_ARG_NONE, &arguments->has_test_hooks,
      N_ ("Say on standard output what is shown, for tests"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->is_version, N_ ("Show the version"), NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_set_summary (context, _ ("Asks a restaurant's guests how the visit was."));
  g_option_context_add_main_entries (context, entries, "aftertaste");
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("What is \"%s\"?"),
                 (*argv)[1]);
  else if (arguments->test_slip == NULL
           && (arguments->slip_language != NULL || arguments->slip_width != 0))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--slip-width and --slip-language go with --test-slip."));
  else
    return TRUE;
  return FALSE;
}

static int
run_test_slip (const Arguments *arguments)
{
  const AftSlipCommandOptions options = {
    .to = arguments->test_slip,
    .config_file = arguments->config,
    .language = arguments->slip_language,
    .paper_mm = arguments->slip_width,
  };
  return aft_slip_command_run (&options);
}

static char *
dup_data_folder (const Arguments *arguments)
{
  const char *state = g_getenv ("STATE_DIRECTORY");
  if (arguments->data != NULL)
    return g_canonicalize_filename (arguments->data, NULL);
  if (state != NULL && *state != '\0')
    return g_strdup (state);
  return g_build_filename (g_get_user_state_dir (), "aftertaste-kiosk", NULL);
}

/* Without a graphics processor, software GL costs more time and twice the memory: drawing goes
 * through cairo then, and GL is not even loaded (GTK before 4.18 takes that as GDK_DEBUG). */
static void
choose_renderer (void)
{
  g_autoptr (GDir) devices = g_dir_open ("/dev/dri", 0, NULL);
  const char *name = NULL;
  while (devices != NULL && (name = g_dir_read_name (devices)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return;
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_str_equal (g_getenv ("GSK_RENDERER"), "cairo"))
    g_setenv (gtk_get_minor_version () < 18 ? "GDK_DEBUG" : "GDK_DISABLE",
              gtk_get_minor_version () < 18 ? "gl-disable" : "gl", FALSE);
}

int
main (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;

  aft_language_switch_init ();
  if (!read_arguments (&arguments, &argc, &argv, &error))
    {
      fprintf (stderr, "aftertaste-kiosk: %s\n", error->message);
      return USED_WRONGLY;
    }
  if (arguments.is_version)
    {
      puts ("aftertaste-kiosk " AFT_VERSION);
      return EXIT_SUCCESS;
    }
  if (arguments.sentences != NULL)
    return aft_typing_command_run (arguments.sentences);
  if (arguments.test_slip != NULL)
    return run_test_slip (&arguments);

  choose_renderer ();
  /* It would go before the program's own input module, which keeps nothing of what is typed. */
  g_unsetenv ("GTK_IM_MODULE");
  /* The uploader speaks HTTP/1 alone; libsoup before 3.4 can be told so in this way only. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_autofree char *data_folder = dup_data_folder (&arguments);
  AftKioskApplicationOptions options = {
    .config_file = arguments.config,
    .survey_file = arguments.preview != NULL ? arguments.preview : arguments.survey,
    .data_folder = data_folder,
    .version = AFT_VERSION,
    .is_windowed = arguments.is_windowed || arguments.preview != NULL,
    .is_portrait = arguments.is_portrait,
    .is_preview = arguments.preview != NULL,
    .has_test_hooks = arguments.has_test_hooks,
  };
  g_autoptr (GApplication) application = aft_kiosk_application_new (&options);
  int status = g_application_run (application, 1, argv);
  return aft_kiosk_application_was_quit (AFT_KIOSK_APPLICATION (application)) ? QUIT_AT_DESK
                                                                              : status;
}
