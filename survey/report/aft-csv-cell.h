/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Would a spreadsheet that opens a CSV file run this text as a formula?
 *
 * It would when the text begins, perhaps behind blanks, with = + - @, with their full-width forms
 * ＝ ＋ － ＠, or with TAB, CR, LF or NUL (OWASP, "CSV Injection"; OWASP ASVS 5.0, 1.2.10). Two
 * kinds of text stay as they are, since a spreadsheet has nothing to run in them:
 *   a plain number: "-5", "+3.2", "-1e5", "+8613812345678", "-5%";
 *   a telephone number: + and 7 to 15 digits (ITU-T E.164) in groups between which there are
 *   blanks, hyphens or brackets, with a blank somewhere, which no formula of numbers has:
 *   "+86 138-1234-5678". "+86-138-1234-5678" is a subtraction to a spreadsheet, and is run. */
gboolean aft_csv_cell_is_run (const char *text, gsize length);

G_END_DECLS
