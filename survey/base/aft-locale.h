/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The three languages and every way of writing them; this table is the only one. */
typedef enum
{
  AFT_LANGUAGE_ZH_CN,
  AFT_LANGUAGE_ZH_TW,
  AFT_LANGUAGE_EN
} AftLanguage;

#define AFT_LANGUAGES 3

/* Stored, wire, HTML, Pango: "zh-CN", "zh-TW", "en". */
const char *aft_language_get_tag (AftLanguage language);
/* PO catalogues and LANGUAGE: "zh_CN", "zh_TW", "en". */
const char *aft_language_get_catalogue (AftLanguage language);
/* Inside surveys and rules: "zh-cn", "zh-tw", "en". */
const char *aft_language_get_survey_key (AftLanguage language);
/* The language's name in itself: 简体中文, 繁體中文, English. */
const char *aft_language_get_own_name (AftLanguage language);

/* Reads any BCP 47 tag or POSIX locale name: zh, zh-Hans*, zh-SG, zh-CN → zh-CN; zh-Hant*, zh-HK,
 * zh-MO, zh-TW → zh-TW; all else, NULL and "" → en. Case and '_' do not matter. */
AftLanguage aft_language_from_tag (const char *tag);

G_END_DECLS
