/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What poppler's programs and zbarimg find in a PDF. What fails, fails the test. */

/* What the program @words prints, which has to be UTF-8. The caller owns it. */
char *aft_paper_reader_ask (const char *const *words);

/* That there is ink under each word of the PDF @path, pages being drawn into @folder; how many
 * words there are. A letter is a word where spaces stand on both its sides. */
guint aft_paper_reader_find_ink (const char *path, const char *folder);

G_END_DECLS
