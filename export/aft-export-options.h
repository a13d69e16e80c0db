/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-export-house.h"
#include "aft-sheet.h"

G_BEGIN_DECLS

/* What may stand behind a subcommand. All texts are borrowed from the words. */

/* One option; one of the three pointers is set, and what it points to is left alone where the
 * option is not given. */
typedef struct
{
  const char *name;  /* "--venue"; NULL ends a table */
  const char **text; /* takes the next word */
  gboolean *flag;    /* takes none */
  GPtrArray *list;   /* takes the next word, as often as it is given: const char * */
} AftExportOption;

/* FALSE after one line on stderr (the exit status is 2): a word that is none of @options, has no
 * value, or comes twice. */
gboolean aft_export_read_options (int count, char **words, const AftExportOption *options);

/* AftExportOptions: what several subcommands take, read and checked. */
typedef struct
{
  AftExportPlace place;  /* --data --database --config */
  const char *output;    /* --output FILE; NULL: the standard output ("-", too) */
  const char *manifest;  /* --manifest FILE; NULL: beside the output, if that is a file */
  AftSheetFormat format; /* --format, else by the output's ending, else CSV */
  /* --from DAY --to DAY, or --period P (aft-calendar.h): business days, both included; the first
   * and last that there can be where nothing was said. */
  gint32 from_day;
  gint32 to_day;
  GPtrArray *venues;  /* --venue, names or ids as they were given: const char *; empty: all */
  const char *survey; /* --survey ID; NULL: any */
  gboolean has_language;
  AftLanguage language; /* --language: of the answers */
  gboolean is_long;
  /* --labels or --codes; else what people open (XLSX, HTML) has labels, and what programs read has
   * codes. SAV has both always. */
  gboolean has_labels;
  gboolean has_reader_language;
  AftLanguage reader_language; /* --reader-language: of labels and headings; else the house's */
  gboolean leaves_bom;         /* --no-bom */
  gboolean is_raw;             /* --raw */
  gboolean with_words;         /* --with-words, --with-contact: need --as */
  gboolean with_contact;
  const char *as;            /* --as NAME */
  const char *password_file; /* --password-file; NULL: the terminal is asked */
} AftExportOptions;

/* @takes: the names of those options above that the subcommand has, ended by NULL, beside the
 * places', --format, --output and --manifest, which all have; any other is refused. @own: options
 * of its own, ended by one without a name; may be NULL; where it has one of the names above, that
 * one is read as a text and means nothing here. FALSE after one line on stderr (the exit status is
 * 2). Clear it either way. */
gboolean aft_export_options_read (AftExportOptions *options,
                                  int count,
                                  char **words,
                                  const char *const *takes,
                                  const AftExportOption *own);
void aft_export_options_clear (AftExportOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftExportOptions, aft_export_options_clear)

/* AftId of the venues that were named, NULL where none was: all. NOT_FOUND, INVALID as
 * aft_export_house_find_venue(). */
gboolean aft_export_options_find_venues (const AftExportOptions *options,
                                         AftExportHouse *house,
                                         GArray **ret_venue_ids,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The reader's language: what was said, else the house's. */
gboolean aft_export_options_get_reader (const AftExportOptions *options,
                                        AftExportHouse *house,
                                        AftLanguage *ret_language,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
