/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-digest.h"

G_BEGIN_DECLS

/* Who answers at a collector's address? A TLS connection is begun, the certificates are looked at,
 * and it is ended: not a byte goes over it. */

/* Whose certificates are to be believed from now on, if a person says so. */
typedef struct
{
  char *pem;             /* of the authority; NULL: the system trusts the certificate as it is */
  AftDigest fingerprint; /* SHA-256 of the authority's certificate, DER; with a @pem only */
} AftAuthority;

void aft_authority_free (AftAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAuthority, aft_authority_free)

/* As people compare it: "3F2A9107 B4…", eight groups of four bytes. Newly allocated. */
char *aft_authority_dup_fingerprint (const AftAuthority *authority);

/* @address: https, as in aft-collector-address.h; @idle_seconds 0: 15. Calls back in the
 * thread-default main context. */
void aft_authority_probe_async (const char *address,
                                guint idle_seconds,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* INVALID: no https address. UNAVAILABLE or TIMED_OUT: nobody answers there by TLS. DENIED: the
 * certificate is not for this address, has expired, or came without its authority.
 * G_IO_ERROR_CANCELLED. The caller's: aft_authority_free(). */
AftAuthority *aft_authority_probe_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
