/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-source.h"
#include "aft-kiosk-store-desk.h"

G_BEGIN_DECLS

/* What the desk's list of cases is put together from; everything is borrowed. */
typedef struct
{
  const GPtrArray *known; /* AftDeviceCase from the collector; NULL: it cannot be asked */
  const GPtrArray *rows;  /* AftDeskRow of this kiosk's store, read before that */
  const GPtrArray *staff; /* AftDeskStaff, for names; NULL: nobody */
  const char *letter;     /* of this kiosk, in case numbers */
} AftDeskListParts;

/* The open cases, AftDeskCase, the oldest first; the caller's. With the collector's list what is
 * still on the way there is laid over it; without it the list is what this kiosk flagged since its
 * rows begin, and what was done to that here. */
GPtrArray *aft_desk_list_make (const AftDeskListParts *parts);

G_END_DECLS
