/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-device.h"

G_BEGIN_DECLS

/* The documents of enrolment (RFC 8628, as JSON both ways).
 *   POST /api/v1/device/authorization {"device_id","link_key","name"}
 *     → {"device_code","user_code","verification_uri","expires_in","interval"}
 *   POST /api/v1/device/token {"device_code"}
 *     → {"access_token","token_type":"Bearer"}, or a problem whose type ends in
 *       authorization_pending, slow_down, expired_token or access_denied. */
#define AFT_DEVICE_AUTHORIZATION_PATH "/api/v1/device/authorization"
#define AFT_DEVICE_TOKEN_PATH         "/api/v1/device/token"

typedef struct
{
  char *device_code;
  char *user_code;        /* what staff type: "WDJB-MJHT" */
  char *verification_uri; /* where they type it */
  guint expires_seconds;
  guint interval_seconds; /* between two questions for the token */
} AftDeviceCode;

void aft_device_code_clear (AftDeviceCode *code);

/* Secret, as it holds the link key. */
GBytes *aft_device_grant_ask_code (const AftDevice *device, const char *name);
/* INVALID when @reply is not that document. */
gboolean aft_device_grant_read_code (const AftCollectorReply *reply,
                                     AftDeviceCode *ret_code,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  AFT_GRANT_TOKEN,
  AFT_GRANT_PENDING,
  AFT_GRANT_SLOW_DOWN,
  AFT_GRANT_EXPIRED,
  AFT_GRANT_DENIED,
  AFT_GRANT_UNKNOWN /* not certainly the collector's word: ask again later */
} AftGrant;

GBytes *aft_device_grant_ask_token (const char *device_code);
/* @ret_token is set with TOKEN only: aft_secret_free_text(). */
AftGrant aft_device_grant_read_token (const AftCollectorReply *reply, char **ret_token);

G_END_DECLS
