/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-slip.h"

G_BEGIN_DECLS

/* The parts of a slip, from top to bottom. */
typedef enum
{
  AFT_SLIP_MARK, /* the brand's, a drawing */
  AFT_SLIP_HOUSE,
  AFT_SLIP_VISIT,
  AFT_SLIP_NUMBER_TITLE,
  AFT_SLIP_NUMBER,
  AFT_SLIP_CODE, /* the QR code, quiet zone included */
  AFT_SLIP_CODE_TITLE,
  AFT_SLIP_ADDRESS,
  AFT_SLIP_NEXT,
  AFT_SLIP_TELEPHONE,
  AFT_SLIP_PARTS
} AftSlipPart;

/* Between date and table in the VISIT, where they may stand below each other. */
#define AFT_SLIP_DIVIDER " · "

AftLanguage aft_slip_get_language (const AftSlip *slip);
/* What stands in @part, borrowed; "" when it is left out. Of the CODE: what it says. */
const char *aft_slip_get_text (const AftSlip *slip, AftSlipPart part);

/* Where a part came to stand, in dots from the top left; all 0 where there is none. */
typedef struct
{
  guint x;
  guint y;
  guint width;
  guint height;
} AftSlipPlace;

/* aft_slip_draw() and where it put things. @ret_module_dots: dots on a side of the code's modules,
 * 0 without one. */
AftRaster *aft_slip_draw_parts (const AftSlip *slip,
                                AftSlipPaper paper,
                                AftSlipPlace ret_places[AFT_SLIP_PARTS],
                                guint *ret_module_dots,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
