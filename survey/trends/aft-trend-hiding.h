/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which parts of a whole are not shown, so that nobody finds a person or a handful in them: each
 * with fewer than @few answers, and as many of the smallest others as it takes that none of those
 * can be reckoned back from the whole and the parts that are shown (complementary suppression;
 * Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, ch. 6). Empty parts are
 * shown while anything is: in them there is nobody. */

/* The parts of one whole that everybody knows. @is_hidden has @n_parts places; what is TRUE in it
 * already stays so. How many more were hidden. @few 0 or 1: none. */
gsize aft_trend_hide_parts (const guint64 *counts, gsize n_parts, guint64 few, gboolean *is_hidden);

/* The same of a grid (row by row) of which the sum of every row and of every column is known. */
gsize aft_trend_hide_grid (const guint64 *counts,
                           gsize n_rows,
                           gsize n_columns,
                           guint64 few,
                           gboolean *is_hidden);

G_END_DECLS
