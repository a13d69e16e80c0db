/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-envelope.h"

G_BEGIN_DECLS

/* What is found in the sealed parts of an upload, by those who have the house's keys: whose
 * telephone or member number it is, and what staff wrote. */

/* Opens nothing but what it is asked for; called on any thread but the loop's. */
typedef struct
{
  /* Who gave the contact sealed in @response: the guest's key (AftHouseGuestKeyKind in @ret_kind).
   * FALSE: nobody, or it cannot be opened. @country_code: of the venue. */
  gboolean (*find_guest) (const AftResponse *response,
                          const char *country_code,
                          AftDigest *ret_key,
                          guint *ret_kind,
                          gpointer user_data);
  /* The note @part of the item @id; NULL when it cannot be opened. Secret. */
  char *(*open_note) (const AftSealedPart *part, const AftId *id, gpointer user_data);
  gpointer user_data;
} AftUploadOpener;

/* Of one item. */
typedef struct
{
  gboolean has_guest;
  AftDigest guest_key;
  guint guest_key_kind;
  char *note; /* secret; NULL: none */
} AftUploadFinding;

/* Is there anything sealed in @envelope to be looked into? */
gboolean aft_upload_findings_are_needed (const AftEnvelope *envelope);
/* Whose contact is in @response, if there is one; @opener NULL: nothing is opened. */
AftUploadFinding aft_upload_findings_look_into (const AftResponse *response,
                                                const AftUploadOpener *opener,
                                                const char *country_code);
/* AftUploadFinding for each item of @envelope. @opener NULL: nothing is opened. */
GArray *aft_upload_findings_make (const AftEnvelope *envelope,
                                  const AftUploadOpener *opener,
                                  const char *country_code);

G_END_DECLS
