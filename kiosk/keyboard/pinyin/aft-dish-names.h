/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* What a house calls its dishes and the like: the texts of the choices, rows, columns and items of
 * @n survey definitions that are two to eight Chinese characters and nothing else, in simplified
 * Chinese where they are written in several languages. Each once, in the surveys' order, at most
 * 500. Questions' titles are none. For AftPinyinOptions; the caller frees it with g_strfreev(). */
char **aft_dish_names_collect (const AftValue *const *definitions, gsize n);

G_END_DECLS
