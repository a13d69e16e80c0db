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

/* SPSS has a text of more than AFT_SAV_SEGMENT_MOST bytes in several variables. The library that
 * writes them calls all but the first by five letters of the name and one of 1 to 9, A to Z, 0,
 * over and over; and what has the first eight letters of an earlier name it calls V and a number.
 * Readers then take one for the other. */
#define AFT_SAV_SEGMENT_MOST 255
/* What the further variables of a text @name of @width bytes are called goes into @taken; for all
 * such texts, before the first name is made. */
void aft_sav_take_segments (const char *name, gsize width, GHashTable *taken);
/* As aft_sav_make_name(), and with the name's first letters in @starts (as @taken), too. @number:
 * the variable's, which stands before the name of a text of several variables, @is_long, whose
 * first letters are there already. */
char *aft_sav_make_own_name (const char *name,
                             gsize number,
                             gboolean is_long,
                             GHashTable *taken,
                             GHashTable *starts);

/* Bytes of @text, valid UTF-8, up to @most that end with a character. */
gsize aft_sav_measure_text (const char *text, gsize length, gsize most);

G_END_DECLS
