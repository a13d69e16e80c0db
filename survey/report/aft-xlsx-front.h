/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet-parts.h"
#include "aft-xlsx-book.h"

G_BEGIN_DECLS

/* Writes what stands before the tables on a sheet of its own, with a link to each of @names: the
 * sheets that @front's contents will have. */
gboolean aft_xlsx_front_add (AftXlsxBook *book,
                             const AftSheetFront *front,
                             const char *const *names,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
