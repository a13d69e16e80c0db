/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-devices.h"

G_BEGIN_DECLS

/* AftDeviceAuth: which device shows this token? Remembers who was let in for a few seconds, so that
 * an upload need not ask the database first; the store itself refuses a revoked device again when
 * it writes. Counted, for questions outlive it; one thread. */
typedef struct _AftDeviceAuth AftDeviceAuth;

#define AFT_DEVICE_AUTH_REMEMBER_MS 5000
#define AFT_DEVICE_AUTH_REMEMBERED  20000

typedef enum
{
  AFT_ADMISSION_GRANTED,
  AFT_ADMISSION_NO_TOKEN, /* nothing was shown */
  AFT_ADMISSION_UNKNOWN,  /* no device has that token */
  AFT_ADMISSION_REVOKED,
  AFT_ADMISSION_FAILED /* the store could not say */
} AftAdmission;

typedef struct
{
  AftId device_id;
  AftId venue_id;
} AftCaller;

/* @caller with GRANTED and REVOKED, @error with FAILED; borrowed. */
typedef void (*AftAdmissionAnswer) (AftAdmission admission,
                                    const AftCaller *caller,
                                    const GError *error,
                                    gpointer user_data);

AftDeviceAuth *aft_device_auth_new (AftHouseStore *store, AftClock *clock);
AftDeviceAuth *aft_device_auth_ref (AftDeviceAuth *auth);
/* Accepts NULL. */
void aft_device_auth_unref (AftDeviceAuth *auth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceAuth, aft_device_auth_unref)

/* Forgets everybody who was let in: after a device was revoked or has a new token. */
void aft_device_auth_forget (AftDeviceAuth *auth);

/* @token: what the request shows, NULL for nothing. Calls @answer exactly once, now or later in the
 * same main context. Tokens are only ever compared by their SHA-256, in constant time. */
void aft_device_auth_check (AftDeviceAuth *auth,
                            const char *token,
                            AftAdmissionAnswer answer,
                            gpointer user_data);

G_END_DECLS
