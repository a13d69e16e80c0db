/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet-private.h"

G_BEGIN_DECLS

/* How numbers look in a workbook's cells. */

/* The number format (ECMA-376 part 1, 18.8.31) of @column's cells: "yyyy-mm-dd", "0.0 %"; NULL for
 * texts and for numbers as they are. The caller owns it. */
char *aft_xlsx_cell_dup_format (const AftSheetColumn *column);
/* About as many digits as @value, as the cell holds it, is wide in @format, which may be NULL. */
guint aft_xlsx_cell_measure (const char *format, double value);

G_END_DECLS
