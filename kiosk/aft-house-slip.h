/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-printer.h"
#include "aft-sitting.h"

G_BEGIN_DECLS

/* What this house prints, and on what. */

/* The slip of @sitting's complaint or suggestion, which has been stored; NULL when there is none.
 * What may repeat an answer is left out. @language: of the guest, which the program must speak
 * now. */
AftSlip *aft_house_slip_new (AftKioskHouse *house, AftSitting *sitting, AftLanguage language);
/* One that is nobody's, for staff who try the printer. */
AftSlip *aft_house_slip_new_sample (AftKioskHouse *house, AftLanguage language);

/* The printer of @house's settings; one that prints nothing where they name none, and in a
 * preview. */
AftPrinter *aft_house_slip_new_printer (AftKioskHouse *house);

G_END_DECLS
