/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where dictionary, model, words and phrases are found. It opens none of the files: the engine
 * does, on a worker thread. */
#include "aft-pinyin-options.h"

#include <gio/gio.h>

#define MODELS "/org/aftertaste/models/"

/* NULL in a program that holds none. */
static GBytes *
look_up (const char *path)
{
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

AftPinyinOptions *
aft_pinyin_options_new_installed (const char *const *names)
{
  g_autoptr (GBytes) words = look_up (MODELS "restaurant-words.txt");
  g_autoptr (GBytes) phrases = look_up (MODELS "restaurant-phrases.txt");

  return aft_pinyin_options_copy (&(AftPinyinOptions){
      .words = words,
      .phrases = phrases,
      .names = names,
  });
}

AftPinyinOptions *
aft_pinyin_options_copy (const AftPinyinOptions *options)
{
  AftPinyinOptions *copy = g_new0 (AftPinyinOptions, 1);

  copy->dictionary
      = g_strdup (options->dictionary == NULL ? AFT_LIBIME_DICTIONARY : options->dictionary);
  copy->language_model = g_strdup (options->language_model == NULL ? AFT_LIBIME_LANGUAGE_MODEL
                                                                   : options->language_model);
  copy->words = options->words == NULL ? NULL : g_bytes_ref (options->words);
  copy->phrases = options->phrases == NULL ? NULL : g_bytes_ref (options->phrases);
  copy->names = (const char *const *) g_strdupv ((char **) options->names);
  return copy;
}

void
aft_pinyin_options_free (AftPinyinOptions *options)
{
  if (options == NULL)
    return;
  g_free ((char *) options->dictionary);
  g_free ((char *) options->language_model);
  g_clear_pointer (&options->words, g_bytes_unref);
  g_clear_pointer (&options->phrases, g_bytes_unref);
  g_strfreev ((char **) options->names);
  g_free (options);
}
