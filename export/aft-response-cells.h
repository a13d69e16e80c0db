/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-export-names.h"

G_BEGIN_DECLS

/* What every response has beside its answers, as the first columns of a table. */

/* Adds them, and nothing may come before; with labels in @language. */
void aft_response_cells_add (AftExportColumns *columns,
                             const AftCatalogue *catalogue,
                             AftLanguage language);
/* Puts them into the sheet's row. */
void aft_response_cells_put (AftSheet *sheet, AftExportNames *names, const AftHouseWalkRow *row);

G_END_DECLS
