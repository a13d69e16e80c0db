/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftCaseTargets: how fast a case is to be worked, in minutes of open time, and what may be offered
 * in it. A plain value: filled in by the treatment of a tier and level, read by the clocks and for
 * the ceiling of offers. 0 minutes: no such target. */
typedef struct
{
  guint contact_minutes;    /* from the flag to somebody's taking it; by level alone */
  guint handling_minutes;   /* from the flag to the first agreed solution */
  guint resolution_minutes; /* from the flag to its closing, waiting for the guest left out */
  /* From the flag, while nobody has taken it: [0] when managers are called, [1] when owners are;
   * not less than [0]. Once it is taken, a clock run out calls managers at once, and owners as much
   * later as [1] is later than [0]. */
  guint escalate_minutes[2];
  gint64 offer_cap_minor; /* for all offers together, without a second person */
} AftCaseTargets;

G_END_DECLS
