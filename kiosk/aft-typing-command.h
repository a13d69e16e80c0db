/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* aftertaste-kiosk --score-typing @path: types the sentences of a table and prints one JSON object
 * with the figures for full pinyin and nine-key. Needs no display. Gives back the program's exit
 * status: 0, 2 for a file that is none, 1 when something that is needed is missing; the reason is
 * one line on the standard error. */
int aft_typing_command_run (const char *path);

G_END_DECLS
