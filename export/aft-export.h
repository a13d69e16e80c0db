/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The subcommands of aftertaste-export, one file each. Each gets its own words (without the
 * subcommand) and gives the exit status: 0 done, 1 failed, 2 used wrongly. Errors are one line on
 * stderr. */
int aft_export_responses (int count, char **words);
int aft_export_cases (int count, char **words);
int aft_export_audit (int count, char **words);
int aft_export_trends (int count, char **words);
/* Those of aftertaste-export-paper. */
int aft_export_cards (int count, char **words);
int aft_export_report (int count, char **words);

/* Becomes aftertaste-export-paper (AFTERTASTE_EXPORT_PAPER in the environment: another one) with
 * @words, all that this program was called with, ended by NULL. Gives 1, after one line on stderr,
 * where that cannot be run. */
int aft_export_paper (char **words);

/* One line on stderr, with the program's name; gives @status. */
int aft_export_fail (int status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same for what should not be there or is missing; 2. */
int aft_export_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Writes @bytes to @path, all or nothing; NULL or "-": to the standard output, unless that is a
 * terminal. Gives the exit status, after one line on stderr when it is not 0. */
int aft_export_write (GBytes *bytes, const char *path);

G_END_DECLS
