/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the three languages and of every way of writing them. Which language is shown when,
 * and looking up translated text, is the programs' business. */
#include "aft-locale.h"

#include <string.h>

typedef struct
{
  const char *tag;
  const char *catalogue;
  const char *survey_key;
  const char *own_name;
} LanguageNames;

static const LanguageNames languages[AFT_LANGUAGES] = {
  [AFT_LANGUAGE_ZH_CN] = { "zh-CN", "zh_CN", "zh-cn", "简体中文" },
  [AFT_LANGUAGE_ZH_TW] = { "zh-TW", "zh_TW", "zh-tw", "繁體中文" },
  [AFT_LANGUAGE_EN] = { "en", "en", "en", "English" },
};

typedef struct
{
  const char *subtag;
  AftLanguage language;
} SubtagLanguage;

/* Scripts first: in zh-Hant-CN the script says how it is written. */
static const SubtagLanguage subtags[] = {
  { "hans", AFT_LANGUAGE_ZH_CN }, { "hant", AFT_LANGUAGE_ZH_TW }, { "cn", AFT_LANGUAGE_ZH_CN },
  { "sg", AFT_LANGUAGE_ZH_CN },   { "tw", AFT_LANGUAGE_ZH_TW },   { "hk", AFT_LANGUAGE_ZH_TW },
  { "mo", AFT_LANGUAGE_ZH_TW },
};

const char *
aft_language_get_tag (AftLanguage language)
{
  return languages[language].tag;
}

const char *
aft_language_get_catalogue (AftLanguage language)
{
  return languages[language].catalogue;
}

const char *
aft_language_get_survey_key (AftLanguage language)
{
  return languages[language].survey_key;
}

const char *
aft_language_get_own_name (AftLanguage language)
{
  return languages[language].own_name;
}

AftLanguage
aft_language_from_tag (const char *tag)
{
  g_autofree char *lower = g_ascii_strdown (tag != NULL ? tag : "", -1);
  g_auto (GStrv) parts = NULL;

  /* What follows '.' or '@' in a POSIX name is the encoding or a variant. */
  lower[strcspn (lower, ".@")] = '\0';
  g_strdelimit (lower, "_", '-');
  parts = g_strsplit (lower, "-", -1);
  if (g_strcmp0 (parts[0], "zh") != 0)
    return AFT_LANGUAGE_EN;
  for (gsize i = 0; i < G_N_ELEMENTS (subtags); i++)
    if (g_strv_contains ((const char *const *) parts + 1, subtags[i].subtag))
      return subtags[i].language;
  return AFT_LANGUAGE_ZH_CN;
}
