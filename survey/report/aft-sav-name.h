/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AFT_SAV_NAME_MOST 64 /* bytes of a variable's name */

/* A variable's name that SPSS takes (IBM SPSS Statistics, "Variable names"): letters of ASCII,
 * digits and single underscores, a letter first, no word of its language, and, whatever the case,
 * not yet in @taken (folded names, owned), which has it then. @name as far as that goes. The caller
 * owns it. */
char *aft_sav_make_name (const char *name, GHashTable *taken);

/* SPSS has a text of more than AFT_SAV_SEGMENT_MOST bytes in several variables, and the library
 * that writes them calls all but the first by five letters of @name and one more, whatever else is
 * called so: readers then take one for the other. These go into @taken; for all such texts, before
 * the first name is made. */
#define AFT_SAV_SEGMENT_MOST 255
void aft_sav_take_segments (const char *name, GHashTable *taken);

/* Bytes of @text, valid UTF-8, up to @most that end with a character. */
gsize aft_sav_measure_text (const char *text, gsize length, gsize most);

G_END_DECLS
