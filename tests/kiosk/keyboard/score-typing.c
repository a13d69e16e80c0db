/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score-typing [--words FILE] [--phrases FILE] [--own-time] [--misses] SENTENCES.tsv: prints as
 * JSON how well the sentences can be typed, how long a look-up takes and what memory it takes
 * beyond the bare process; --misses prints instead each sentence whose first candidate is wrong. */
#include "aft-typing-score.h"

#include <gio/gio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *words;
  char *phrases;
  gboolean misses;
  gboolean own_time;
} Wanted;

/* Microseconds that this process has computed: what a look-up costs on a machine that is busy. */
static gint64
read_own_us (gpointer user_data)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

static GBytes *
read_bytes (const char *path, GError **error)
{
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

/* kB of PSS, 0 when the kernel does not say. */
static long
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line == NULL ? 0 : strtol (line + strlen ("\nPss:"), NULL, 10);
}

static void
print_misses (AftPinyinEngine *engine, AftPinyinMode mode, const char *table)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  aft_pinyin_engine_set_mode (engine, mode);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (columns) < 3)
        continue;
      aft_pinyin_engine_clear (engine);
      aft_pinyin_engine_set_text (engine, columns[2]);
      if (aft_pinyin_engine_count_candidates (engine) > 0
          && strcmp (aft_pinyin_engine_get_candidate (engine, 0).text, columns[0]) == 0)
        continue;
      g_print ("%s\t%s\t%s\n", columns[0],
               aft_pinyin_engine_count_candidates (engine) == 0
                   ? ""
                   : aft_pinyin_engine_get_candidate (engine, 0).text,
               aft_pinyin_engine_get_preedit (engine));
    }
}

static gboolean
print_figures (AftPinyinEngine *engine, const char *table, gboolean own_time, GError **error)
{
  g_autoptr (AftTypingRows) rows = aft_typing_rows_new (table, strlen (table), error);
  static const struct
  {
    const char *name;
    AftPinyinMode mode;
  } modes[] = { { "full", AFT_PINYIN_FULL }, { "nine_key", AFT_PINYIN_NINE_KEY } };
  const AftClockSource source = { read_own_us, read_own_us };
  g_autoptr (AftClock) clock
      = own_time ? aft_clock_new (&source, NULL, NULL) : aft_clock_new_system ();

  if (rows == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      AftTypingFigures figures;
      g_autofree char *json = NULL;

      aft_typing_score_run (engine, modes[i].mode, rows, clock, NULL, &figures);
      json = aft_typing_figures_to_json (&figures);
      g_print ("%s\"%s\": %s", i == 0 ? "{" : ",\n ", modes[i].name, json);
    }
  return TRUE;
}

static gboolean
run (const Wanted *wanted, const char *path, GError **error)
{
  g_autoptr (GBytes) words = NULL;
  g_autoptr (GBytes) phrases = NULL;
  g_autofree char *table = NULL;
  g_autoptr (AftPinyinEngine) engine = NULL;
  long before = read_pss (), loaded;

  if (!g_file_get_contents (path, &table, NULL, error))
    return FALSE;
  if (wanted->words != NULL && (words = read_bytes (wanted->words, error)) == NULL)
    return FALSE;
  if (wanted->phrases != NULL && (phrases = read_bytes (wanted->phrases, error)) == NULL)
    return FALSE;
  engine
      = aft_pinyin_engine_load (&(AftPinyinOptions){ .words = words, .phrases = phrases }, error);
  if (engine == NULL)
    return FALSE;
  loaded = read_pss () - before;
  if (wanted->misses)
    {
      print_misses (engine, AFT_PINYIN_FULL, table);
      return TRUE;
    }
  if (!print_figures (engine, table, wanted->own_time, error))
    return FALSE;
  g_print (",\n \"memory\": {\"loaded_pss_kb\": %ld, \"pss_kb\": %ld, \"phrases_kb\": %zu}}\n",
           loaded, read_pss () - before, aft_pinyin_engine_get_phrase_size (engine) / 1024);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Wanted wanted = { 0 };
  GOptionEntry entries[] = {
    { "words", 0, 0, G_OPTION_ARG_FILENAME, &wanted.words, "Words of the field", "FILE" },
    { "phrases", 0, 0, G_OPTION_ARG_FILENAME, &wanted.phrases, "Phrases of the field", "FILE" },
    { "misses", 0, 0, G_OPTION_ARG_NONE, &wanted.misses, "Print the wrong ones", NULL },
    { "own-time", 0, 0, G_OPTION_ARG_NONE, &wanted.own_time, "Count processor time", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("SENTENCES.tsv");
  g_autoptr (GError) error = NULL;
  int status = 0;

  setlocale (LC_ALL, "");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    status = 2;
  else if (!run (&wanted, argv[1], &error))
    status = 1;
  if (status != 0)
    g_printerr ("score-typing: %s\n", error == NULL ? "one file is needed" : error->message);
  g_free (wanted.words);
  g_free (wanted.phrases);
  return status;
}
