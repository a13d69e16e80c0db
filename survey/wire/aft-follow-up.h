/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-device.h"

G_BEGIN_DECLS

/* The token in a slip's link /f/TOKEN (DESIGN §10):
 *   base64url (0x01 ‖ last 8 bytes of the device id ‖ response id ‖ 16 bytes of keyed BLAKE2b over
 *   the 25 bytes before), 55 characters. */
#define AFT_FOLLOW_UP_LENGTH     55
#define AFT_FOLLOW_UP_HINT_BYTES 8

/* Newly allocated. */
char *aft_follow_up_make (const AftDevice *device, const AftId *response_id);

/* Reads the last 8 bytes of the device id, so that the key can be looked up. FALSE when @token has
 * not the form of one; says nothing about its being genuine. */
gboolean aft_follow_up_read_hint (const char *token, guint8 ret_hint[AFT_FOLLOW_UP_HINT_BYTES]);

/* Is @token genuine and of @device? NULL @device (nobody by that hint) does the same work. Anything
 * wrong gives the same DENIED with the same message. */
gboolean aft_follow_up_check (const char *token,
                              const AftDevice *device,
                              AftId *ret_response_id,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
