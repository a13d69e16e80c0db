/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-seal.h"

G_BEGIN_DECLS

/* The house's key pairs (X25519), one file each in the folder `keys` (0700): "NUMBER-KID.key"
 * (0600). The highest number is the one that kiosks seal to; the others are kept to read what was
 * sealed before. These wait for the disk; any thread. */

typedef struct
{
  guint number;
  char *kid;
  AftSealKey public_key;
  AftSealKey secret_key;
  gint64 made_ms;
} AftHouseKey;

/* Wipes the secret. */
void aft_house_key_free (AftHouseKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseKey, aft_house_key_free)

/* AftHouseKey by number, empty when there is none. CORRUPT when a file is no key, DENIED when
 * others than the owner may read one. */
GPtrArray *aft_house_keys_list (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the next pair, durably. FULL, DENIED, UNAVAILABLE. */
AftHouseKey *aft_house_keys_rotate (const char *folder,
                                    AftClock *clock,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The key under which guests are recognised (aft-guest-key.h), @key: 32 bytes. It follows from the
 * house's first key pair, so that new pairs leave it as it is. Wipe it. NOT_FOUND: there is no pair
 * yet; CORRUPT, DENIED as above. */
gboolean aft_house_keys_read_guest_key (const char *folder,
                                        guint8 *key,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* 64 hexadecimal digits of the current public key, newly allocated; NULL when there is none or it
 * cannot be read. */
char *aft_house_keys_dup_public (const char *folder);

G_END_DECLS
