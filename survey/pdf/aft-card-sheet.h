/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-locale.h"

G_BEGIN_DECLS

/* Cards that stand on the tables and invite to the survey on the phone: A6, four on a sheet of A4
 * with marks where to cut it. */

#define AFT_CARD_SHEET_PAGE 4    /* cards a page */
#define AFT_CARD_SHEET_MAX  1000 /* cards */
/* Side of the printed QR code without its quiet zone, in mm. */
#define AFT_CARD_QR_MM 40

/* What stands on every card in one language. */
typedef struct
{
  AftLanguage language;
  const char *name;        /* of the restaurant; NULL: the same as in the first language */
  const char *invitation;  /* one sentence */
  const char *table_label; /* what stands beside a table's code: "桌号", "Table" */
} AftCardText;

typedef struct
{
  const char *table;   /* the table's code; NULL: the card is for the door */
  const char *address; /* what the QR code says; printed under it as well */
} AftCard;

/* All borrowed. */
typedef struct
{
  const char *title;        /* of the document */
  gint64 made_ms;           /* UTC */
  const AftCardText *texts; /* the first one is the largest */
  guint n_texts;            /* 1–AFT_LANGUAGES */
  const AftCard *cards;
  guint n_cards; /* 1–AFT_CARD_SHEET_MAX */
} AftCardSheet;

/* A PDF with the fonts in it, cut down to its letters; one is made at a time in a process. INVALID:
 * nothing to print, or too much; TOO_LARGE: an address that no QR code holds; FULL or UNAVAILABLE:
 * no place for temporary files; INTERNAL: Cairo failed. */
GBytes *aft_card_sheet_to_pdf (const AftCardSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
