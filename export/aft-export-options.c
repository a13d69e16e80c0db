/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words behind a subcommand: told apart by a table, then read into what they mean. What several
 * subcommands take is one table here; which of it one has, it says itself. What the words name in
 * the house (restaurants, its language) is looked up when the house is open. */
#include "aft-export-options.h"

#include <string.h>

#include "aft-calendar.h"
#include "aft-export.h"

/* -- words -------------------------------------------------------------------------------------
 */

static const AftExportOption *
find_option (const AftExportOption *options, const char *word)
{
  for (const AftExportOption *option = options; option->name != NULL; option++)
    if (g_str_equal (option->name, word))
      return option;
  return NULL;
}

static gboolean
is_given (const AftExportOption *option)
{
  if (option->flag != NULL)
    return *option->flag;
  return option->text != NULL && *option->text != NULL;
}

static gboolean
check_option (const AftExportOption *option, const char *word, const char *next)
{
  if (option == NULL)
    aft_export_misuse ("what is %s?", word);
  else if (is_given (option))
    aft_export_misuse ("%s: once is enough", word);
  else if (option->flag == NULL && next == NULL)
    aft_export_misuse ("%s: its value is missing", word);
  else
    return TRUE;
  return FALSE;
}

gboolean
aft_export_read_options (int count, char **words, const AftExportOption *options)
{
  for (int i = 0; i < count; i++)
    {
      const AftExportOption *option = find_option (options, words[i]);
      const char *next = i + 1 < count ? words[i + 1] : NULL;
      if (!check_option (option, words[i], next))
        return FALSE;
      if (option->flag != NULL)
        *option->flag = TRUE;
      else if (option->list != NULL)
        g_ptr_array_add (option->list, (gpointer) next);
      else
        *option->text = next;
      i += option->flag == NULL;
    }
  return TRUE;
}

/* -- what several have -------------------------------------------------------------------------
 */

/* As it was said. */
typedef struct
{
  const char *format;
  const char *from;
  const char *to;
  const char *period;
  const char *language;
  const char *reader;
  gboolean is_labels;
  gboolean is_codes;
  gboolean is_wide;
} Said;

static const char *const of_all[] = {
  "--data", "--database", "--config", "--format", "--output", "--manifest", NULL,
};

/* Those of the options that are taken, then @own, of which the first counts. */
static GArray *
make_table (AftExportOptions *options,
            Said *said,
            const char *const *takes,
            const AftExportOption *own)
{
  const AftExportOption shared[] = {
    { .name = "--data", .text = &options->place.data },
    { .name = "--database", .text = &options->place.database },
    { .name = "--config", .text = &options->place.config },
    { .name = "--output", .text = &options->output },
    { .name = "--manifest", .text = &options->manifest },
    { .name = "--format", .text = &said->format },
    { .name = "--from", .text = &said->from },
    { .name = "--to", .text = &said->to },
    { .name = "--period", .text = &said->period },
    { .name = "--venue", .list = options->venues },
    { .name = "--survey", .text = &options->survey },
    { .name = "--language", .text = &said->language },
    { .name = "--labels", .flag = &said->is_labels },
    { .name = "--codes", .flag = &said->is_codes },
    { .name = "--long", .flag = &options->is_long },
    { .name = "--wide", .flag = &said->is_wide },
    { .name = "--reader-language", .text = &said->reader },
    { .name = "--no-bom", .flag = &options->leaves_bom },
    { .name = "--raw", .flag = &options->is_raw },
    { .name = "--with-words", .flag = &options->with_words },
    { .name = "--with-contact", .flag = &options->with_contact },
    { .name = "--as", .text = &options->as },
    { .name = "--password-file", .text = &options->password_file },
  };
  GArray *table = g_array_new (TRUE, TRUE, sizeof (AftExportOption));
  for (; own != NULL && own->name != NULL; own++)
    g_array_append_val (table, *own);
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    if (g_strv_contains (takes, shared[i].name) || g_strv_contains (of_all, shared[i].name))
      g_array_append_val (table, shared[i]);
  return table;
}

static gboolean
take_format (AftExportOptions *options, const char *said)
{
  const char *ending = options->output != NULL ? strrchr (options->output, '.') : NULL;
  options->format = AFT_SHEET_CSV;
  if (said != NULL)
    return aft_sheet_format_from_text (said, &options->format)
           || aft_export_misuse ("--format is csv, xlsx, jsonl, sav or html, not %s", said) == 0;
  if (ending != NULL && strchr (ending, '/') == NULL)
    (void) aft_sheet_format_from_text (ending + 1, &options->format);
  return TRUE;
}

static gboolean
take_language (const char *name, const char *said, gboolean *ret_has, AftLanguage *ret_language)
{
  *ret_has = said != NULL;
  *ret_language = aft_language_from_tag (said);
  return said == NULL || g_str_equal (said, aft_language_get_tag (*ret_language))
         || aft_export_misuse ("%s is zh-CN, zh-TW or en, not %s", name, said) == 0;
}

static gboolean
take_day (const char *name, const char *said, gint32 *ret_day)
{
  return said == NULL || aft_calendar_day_from_text (said, ret_day)
         || aft_export_misuse ("%s is a day, 2026-10-03, not %s", name, said) == 0;
}

static gboolean
take_days (AftExportOptions *options, const Said *said)
{
  AftPeriod period = { G_MININT32, G_MAXINT32 };
  g_autoptr (GError) error = NULL;
  if (said->period != NULL && (said->from != NULL || said->to != NULL))
    return aft_export_misuse ("--period, or --from and --to: not both") == 0;
  if (said->period != NULL && !aft_period_from_text (said->period, &period, &error))
    return aft_export_misuse ("%s", error->message) == 0;
  options->from_day = period.from_day;
  options->to_day = period.to_day;
  if (!take_day ("--from", said->from, &options->from_day)
      || !take_day ("--to", said->to, &options->to_day))
    return FALSE;
  return options->from_day <= options->to_day
         || aft_export_misuse ("--from is later than --to") == 0;
}

static gboolean
take_looks (AftExportOptions *options, const Said *said)
{
  if (said->is_labels && said->is_codes)
    return aft_export_misuse ("--labels or --codes: not both") == 0;
  if (options->is_long && said->is_wide)
    return aft_export_misuse ("--long or --wide: not both") == 0;
  options->has_labels
      = said->is_labels
        || (!said->is_codes
            && (options->format == AFT_SHEET_XLSX || options->format == AFT_SHEET_HTML));
  return TRUE;
}

static gboolean
check_together (const AftExportOptions *options)
{
  if ((options->with_words || options->with_contact) && options->as == NULL)
    return aft_export_misuse ("who takes words or contact away? --as NAME") == 0;
  if (options->output == NULL || options->manifest == NULL
      || !g_str_equal (options->output, options->manifest))
    return TRUE;
  return aft_export_misuse ("--output and --manifest are one file") == 0;
}

gboolean
aft_export_options_read (AftExportOptions *options,
                         int count,
                         char **words,
                         const char *const *takes,
                         const AftExportOption *own)
{
  Said said = { .format = NULL };
  *options = (AftExportOptions){ .venues = g_ptr_array_new () };
  g_autoptr (GArray) table = make_table (options, &said, takes, own);
  if (!aft_export_read_options (count, words, (const AftExportOption *) (void *) table->data))
    return FALSE;
  if (g_strcmp0 (options->output, "-") == 0)
    options->output = NULL;
  return take_format (options, said.format) && take_days (options, &said)
         && take_language ("--language", said.language, &options->has_language, &options->language)
         && take_language ("--reader-language", said.reader, &options->has_reader_language,
                           &options->reader_language)
         && take_looks (options, &said) && check_together (options);
}

void
aft_export_options_clear (AftExportOptions *options)
{
  g_clear_pointer (&options->venues, g_ptr_array_unref);
}

/* -- what they name in the house ---------------------------------------------------------------
 */

gboolean
aft_export_options_find_venues (const AftExportOptions *options,
                                AftExportHouse *house,
                                GArray **ret_venue_ids,
                                GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  *ret_venue_ids = NULL;
  for (guint i = 0; i < options->venues->len; i++)
    {
      g_autoptr (AftVenue) venue
          = aft_export_house_find_venue (house, options->venues->pdata[i], error);
      if (venue == NULL)
        return FALSE;
      g_array_append_val (ids, *aft_venue_get_id (venue));
    }
  if (ids->len > 0)
    *ret_venue_ids = g_steal_pointer (&ids);
  return TRUE;
}

gboolean
aft_export_options_get_reader (const AftExportOptions *options,
                               AftExportHouse *house,
                               AftLanguage *ret_language,
                               GError **error)
{
  *ret_language = options->reader_language;
  if (options->has_reader_language)
    return TRUE;
  g_autoptr (AftHouse) settings = aft_house_store_get_house_sync (house->store, error);
  if (settings != NULL)
    *ret_language = settings->language;
  return settings != NULL;
}
