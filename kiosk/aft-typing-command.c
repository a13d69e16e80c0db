/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --score-typing: how well the pinyin of this build types somebody's sentences. It only reads the
 * table, the models that are installed and what the program holds; the counting is done in
 * kiosk/keyboard/pinyin. */
#include "aft-typing-command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-typing-score.h"

#define USED_WRONGLY     2
#define LARGEST_TABLE    (16 << 20)     /* bytes */
#define QUIET_US         G_USEC_PER_SEC /* nobody wants progress before that */
#define PROGRESS_STEP_US (G_USEC_PER_SEC / 4)

typedef struct
{
  AftClock *clock;
  const char *mode;
  gint64 next_us;
  gboolean is_shown;
} Progress;

static void
show_progress (guint done, guint all, gpointer user_data)
{
  Progress *progress = user_data;
  gint64 now = aft_clock_get_monotonic_us (progress->clock);

  if (now < progress->next_us || !isatty (STDERR_FILENO))
    return;
  fprintf (stderr, "\r%s: %u/%u\033[K", progress->mode, done, all);
  progress->next_us = now + PROGRESS_STEP_US;
  progress->is_shown = TRUE;
}

/* NULL: it cannot be read, or is larger than any table. */
static char *
read_text (const char *path, gsize *length, GError **error)
{
  g_autofree char *text = g_malloc (LARGEST_TABLE + 1);
  FILE *file = fopen (path, "re");

  *length = file == NULL ? 0 : fread (text, 1, LARGEST_TABLE + 1, file);
  if (file == NULL || ferror (file) != 0)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, g_strerror (errno));
  else if (*length > LARGEST_TABLE)
    g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "more than %d MiB", LARGEST_TABLE >> 20);
  g_clear_pointer (&file, fclose);
  return *error == NULL ? g_steal_pointer (&text) : NULL;
}

static AftTypingRows *
read_rows (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = read_text (path, &length, error);

  return text == NULL ? NULL : aft_typing_rows_new (text, length, error);
}

static AftPinyinEngine *
load_engine (GError **error)
{
  g_autoptr (AftPinyinOptions) options = aft_pinyin_options_new_installed (NULL);
  AftPinyinEngine *engine = aft_pinyin_engine_load (options, error);

  if (engine == NULL && g_error_matches (*error, AFT_ERROR, AFT_ERROR_UNAVAILABLE))
    g_prefix_error (error, "install libime-data and libime-data-language-model: ");
  return engine;
}

static void
print_figures (AftPinyinEngine *engine, const AftTypingRows *rows)
{
  static const struct
  {
    const char *name;
    AftPinyinMode mode;
  } modes[] = { { "full", AFT_PINYIN_FULL }, { "nine-key", AFT_PINYIN_NINE_KEY } };
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (GString) json = g_string_new ("{");
  Progress progress = { clock, NULL, aft_clock_get_monotonic_us (clock) + QUIET_US, FALSE };
  const AftTypingWatch watch = { show_progress, &progress };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      AftTypingFigures figures;
      g_autofree char *object = NULL;

      progress.mode = modes[i].name;
      aft_typing_score_run (engine, modes[i].mode, rows, clock, &watch, &figures);
      object = aft_typing_figures_to_json (&figures);
      g_string_append_printf (json, "%s\"%s\": %s", i == 0 ? "" : ",\n ", modes[i].name, object);
    }
  if (progress.is_shown)
    fputs ("\r\033[K", stderr);
  printf ("%s}\n", json->str);
}

int
aft_typing_command_run (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTypingRows) rows = read_rows (path, &error);
  g_autoptr (AftPinyinEngine) engine = NULL;

  if (rows == NULL)
    {
      fprintf (stderr, "aftertaste-kiosk: %s: %s\n", path, error->message);
      return USED_WRONGLY;
    }
  engine = load_engine (&error);
  if (engine == NULL)
    {
      fprintf (stderr, "aftertaste-kiosk: %s\n", error->message);
      return EXIT_FAILURE;
    }
  print_figures (engine, rows);
  if (fflush (stdout) == 0)
    return EXIT_SUCCESS;
  fputs ("aftertaste-kiosk: the figures could not be written\n", stderr);
  return EXIT_FAILURE;
}
