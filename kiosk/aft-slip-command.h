/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *to;          /* FILE.png, or a printer as in the settings */
  const char *config_file; /* NULL: the standard places */
  const char *language;    /* "zh-CN", "zh-TW", "en"; NULL: the kiosk's */
  int paper_mm;            /* 58 or 80; 0: the settings' */
} AftSlipCommandOptions;

/* aftertaste-kiosk --test-slip: draws a slip that is nobody's with the house's name and telephone,
 * and writes it into a file or prints it once. Needs no display. Gives back the program's exit
 * status: 0 when the file is written, or the printer said that it is printed; 2 when the options
 * or the settings are wrong, 1 for all else; the reason is one line on the standard error. */
int aft_slip_command_run (const AftSlipCommandOptions *options);

G_END_DECLS
