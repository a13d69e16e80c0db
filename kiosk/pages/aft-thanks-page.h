/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftThanksPage: shown once the answers are on the disk. Signals: "done" (the guest is done, or the
 * time is over), "complained" (the guest wants to tell the manager after all), "slip-asked" (the
 * guest wants the number on paper). */
#define AFT_TYPE_THANKS_PAGE (aft_thanks_page_get_type ())
G_DECLARE_FINAL_TYPE (AftThanksPage, aft_thanks_page, AFT, THANKS_PAGE, GtkBox)

/* What the page says of a slip of paper. */
typedef enum
{
  AFT_THANKS_SLIP_NONE, /* nothing: there is none to be had */
  AFT_THANKS_SLIP_OFFERED,
  AFT_THANKS_SLIP_PRINTING,
  AFT_THANKS_SLIP_PRINTED,
  AFT_THANKS_SLIP_PROBLEM /* it did not come, or nobody knows */
} AftThanksSlip;

/* What is on it; all texts are borrowed and may be NULL, then that part is left out. */
typedef struct
{
  const char *message;     /* the survey's own thanks */
  const char *case_number; /* "A-0042" */
  const char *follow_up;   /* address for the QR code */
  const char *telephone;   /* of the house, shown with a case number */
  const char *arrival;     /* who of the house is coming to the guest; "": somebody */
  AftThanksSlip slip;      /* shown with a case number */
  gboolean can_complain;
  double seconds; /* until it goes by itself */
  double total_seconds;
} AftThanks;

/* "王经理 is coming to you now"; newly allocated. @name: as in AftThanks. */
char *aft_thanks_dup_arrival (const char *name);

/* Where in the survey's thanks the second sentence begins: the first one thanks, the others say
 * what happens next. Within @message; "" when there is one sentence only. */
const char *aft_thanks_find_next (const char *message);

GtkWidget *aft_thanks_page_new (const AftThanks *thanks);
/* Somebody is coming now: says so in place of what happens next, and stays long enough to be read.
 */
void aft_thanks_page_set_arrival (AftThanksPage *page, const char *name);
void aft_thanks_page_set_slip (AftThanksPage *page, AftThanksSlip slip);
double aft_thanks_page_get_left_seconds (AftThanksPage *page);

G_END_DECLS
