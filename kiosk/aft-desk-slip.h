/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-page.h"
#include "aft-kiosk-house.h"
#include "aft-printer.h"

G_BEGIN_DECLS

/* The printer as staff have it at the desk. */

/* Sets in @view how it is and whether it can be tried now. */
void aft_desk_slip_show (AftPrinter *printer, AftDeskView *view);
/* Prints a slip that is nobody's, in @language, which the program speaks now. */
void aft_desk_slip_try_async (AftPrinter *printer,
                              AftKioskHouse *house,
                              AftLanguage language,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* What became of it, one sentence for staff; a msgid. */
const char *aft_desk_slip_try_finish (AftPrinter *printer, GAsyncResult *result);

G_END_DECLS
