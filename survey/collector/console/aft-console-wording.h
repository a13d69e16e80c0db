/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-frame.h"

G_BEGIN_DECLS

/* One text in the house's three languages, side by side, one below the other on a phone. */

/* Opens a <fieldset>; write its legend and the areas, then close it. */
void aft_wording_open (AftPage *page);
void aft_wording_close (AftPage *page);

/* The text in one of the languages. */
typedef struct
{
  const char *name; /* of the field, and its id */
  AftLanguage language;
  const char *text;  /* NULL: none yet */
  guint most;        /* characters */
  const char *fault; /* what is wrong with it, in the reader's language; NULL: nothing */
  gboolean is_fixed; /* to be read only */
} AftWording;
void aft_wording_area (AftPage *page, const AftWording *wording);

G_END_DECLS
