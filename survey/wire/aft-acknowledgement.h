/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"

G_BEGIN_DECLS

/* AftAcknowledgement: somebody of the house has taken what a guest said, or the call for staff: the
 * data of the event "case.acknowledged", to the one kiosk it concerns:
 *   {"response_id":UUID,"public_name":TEXT,"since":MILLISECONDS} */
typedef struct
{
  AftId response_id;
  char *public_name; /* as guests may read it, 0–64 characters on one line: "王经理"; "": none */
  gint64 since_ms;   /* UTC, the server's clock */
} AftAcknowledgement;

#define AFT_ACKNOWLEDGEMENT_EVENT    "case.acknowledged"
#define AFT_ACKNOWLEDGEMENT_NAME_MAX 64 /* characters */

void aft_acknowledgement_free (AftAcknowledgement *acknowledgement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAcknowledgement, aft_acknowledgement_free)

/* One line of JSON; newly allocated. INVALID: nobody could read it back. */
char *aft_acknowledgement_to_text (const AftAcknowledgement *acknowledgement,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads one; members that it does not know are passed over. INVALID or TOO_LARGE. */
AftAcknowledgement *aft_acknowledgement_parse (const char *text,
                                               gsize length_bytes,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
