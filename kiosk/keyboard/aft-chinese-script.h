/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftChineseScript: simplified characters to those of Taiwan, by OpenCC's characters and phrases
 * and a few of dining that it does not have. */
typedef struct _AftChineseScript AftChineseScript;

/* Cheap: OpenCC's tables (5 MB, 30 ms) are read by aft_chinese_script_load(), or when something is
 * converted first. @configuration: name or path of one of OpenCC's; NULL: "s2tw.json". */
AftChineseScript *aft_chinese_script_new (const char *configuration);
void aft_chinese_script_free (AftChineseScript *script);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftChineseScript, aft_chinese_script_free)

/* FALSE: OpenCC or its tables are not there; said once, as a warning. */
gboolean aft_chinese_script_load (AftChineseScript *script);
/* Gives the tables' memory back until something is converted. */
void aft_chinese_script_unload (AftChineseScript *script);

/* @text is valid UTF-8; what is no Chinese stays, and without tables so does all. The caller owns
 * the result: aft_secret_free_text(). */
char *aft_chinese_script_to_traditional (AftChineseScript *script, const char *text);

/* Other traditional characters that one simplified character, alone, may stand for (only noodles or
 * a face tell); the usual one is not among them. Static; NULL: none. */
const char *aft_chinese_script_get_variants (const char *character);

G_END_DECLS
