/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"

G_BEGIN_DECLS

#define AFT_LINK_KEY_BYTES 32

/* AftDevice: who a kiosk is. Made once at its first start and kept over every enrolment; the link
 * key signs the follow-up links on its slips. Immutable; the key is wiped when it is freed. */
typedef struct _AftDevice AftDevice;

/* A new identity. */
AftDevice *aft_device_generate (AftClock *clock, AftRandom *random);
AftDevice *aft_device_new (const AftId *id, const guint8 link_key[AFT_LINK_KEY_BYTES]);
void aft_device_free (AftDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDevice, aft_device_free)

const AftId *aft_device_get_id (const AftDevice *device);
/* AFT_LINK_KEY_BYTES bytes, borrowed. */
const guint8 *aft_device_get_link_key (const AftDevice *device);

/* The text of the file `identity`: "aftertaste-identity-1 <id> <key as 64 hexadecimal digits>\n".
 * Secret: free it with aft_secret_free_text(). */
char *aft_device_to_text (const AftDevice *device);
/* Reads that text; INVALID when it is not one, UNSUPPORTED when it is of a later version. */
AftDevice *aft_device_from_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
