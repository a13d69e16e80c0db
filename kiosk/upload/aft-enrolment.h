/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-device.h"

G_BEGIN_DECLS

/* AftEnrolment: how a kiosk gets its token (RFC 8628): it asks for a code, staff see it, a manager
 * approves it at the collector, the kiosk asks until it has the token. A code that expired is
 * replaced by a new one.
 *
 * Signals: "changed": code or trouble are others now; "enrolled" (const char *token). */
#define AFT_TYPE_ENROLMENT (aft_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (AftEnrolment, aft_enrolment, AFT, ENROLMENT, GObject)

typedef struct
{
  AftCollectorLink *link;
  AftRandom *random;
  const AftDevice *device;
  const char *name; /* that the collector shows: "A" */
  guint second_ms;  /* how long a second of its waits is; 0: 1,000 */
} AftEnrolmentOptions;

AftEnrolment *aft_enrolment_new (const AftEnrolmentOptions *options);
/* Asks for a code, and goes on until there is a token or it is stopped. */
void aft_enrolment_start (AftEnrolment *enrolment);
void aft_enrolment_stop (AftEnrolment *enrolment);

/* What staff are shown; NULL while there is none. Borrowed. */
const char *aft_enrolment_get_user_code (AftEnrolment *enrolment);
const char *aft_enrolment_get_address (AftEnrolment *enrolment);
/* Why there is no code, in a sentence; NULL when all is well. */
const char *aft_enrolment_get_trouble (AftEnrolment *enrolment);

G_END_DECLS
