/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-raster.h"

G_BEGIN_DECLS

/* AftSlip: what stands on the slip that a guest takes home, as texts. No answers, no name and no
 * telephone number of the guest are in it. Immutable, counted atomically: may be read, and drawn,
 * on any thread. */
typedef struct _AftSlip AftSlip;

/* What it is made of. The texts are borrowed; each may be NULL or "", then that part is left out.
 * Control characters in them are taken as blanks. */
typedef struct
{
  AftLanguage language;
  const char *house_name;
  gint64 time_ms;  /* of the visit, since 1970 */
  GTimeZone *zone; /* the venue's */
  const char *table;
  const char *case_number; /* "A-0042" */
  const char *follow_up;   /* address behind the QR code; NULL: no code */
  const char *telephone;   /* of the house */
  const char *next;        /* what happens next, one sentence in the guest's language */
} AftSlipContent;

/* Copies @content. Words of its own ("Table", "Your case number") are looked up here and in the
 * language that the program speaks now (gettext), so call it where that is @content's language. */
AftSlip *aft_slip_new (const AftSlipContent *content);
AftSlip *aft_slip_ref (AftSlip *slip);
/* Accepts NULL. */
void aft_slip_unref (AftSlip *slip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSlip, aft_slip_unref)

/* A slip for staff who try the printer: as large as a real one, of the language, house, time, zone
 * and telephone in @content, with a number and an address that are nobody's. @letter: of the kiosk;
 * @public_address: of the guests' pages; NULL or "": no code. */
AftSlip *
aft_slip_new_sample (const AftSlipContent *content, const char *letter, const char *public_address);

/* What it is printed on. */
typedef struct
{
  guint width_dots; /* that the printer can reach, a multiple of 8 */
  guint dots_per_inch;
} AftSlipPaper;

#define AFT_SLIP_DOTS_PER_INCH       203 /* 8 a millimetre, what nearly all receipt printers have */
#define AFT_SLIP_LEAST_DOTS_PER_INCH 150
#define AFT_SLIP_MOST_DOTS_PER_INCH  600

/* @paper_mm: 58 (prints 48 mm: 384 dots at 203 dpi) or 80 (72 mm: 576 dots). @dots_per_inch:
 * AFT_SLIP_LEAST_… to AFT_SLIP_MOST_DOTS_PER_INCH. */
AftSlipPaper aft_slip_paper (guint paper_mm, guint dots_per_inch);

/* The slip as a picture of @paper's width and of the height that it needs; takes some tens of
 * milliseconds. The QR code measures 24 mm at least and has whole dots; an address that is too long
 * for modules of half a millimetre (more than 500 characters on 58 mm) is printed without one.
 * INTERNAL when there is no memory for it. */
AftRaster *
aft_slip_draw (const AftSlip *slip, AftSlipPaper paper, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
