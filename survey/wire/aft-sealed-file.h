/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-seal.h"

G_BEGIN_DECLS

/* A file that only the house can read: "AFTSEAL1", the 8 bytes of the key's kid, then a sealed box
 * as of aft-seal.h over a heading with record and purpose, and the content. Every copy of the
 * content that is made on the way is wiped. */

/* Longest content, in bytes. */
#define AFT_SEALED_FILE_MAX (16 * 1024 * 1024)

/* Seals @content for @public_key as the part @purpose ("photo") of @record_id. INVALID: the key is
 * none; TOO_LARGE. */
GBytes *aft_sealed_file_make (const AftSealKey *public_key,
                              const AftId *record_id,
                              const char *purpose,
                              GBytes *content,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which key it was sealed to (aft_seal_key_dup_kid()); NULL: it is no sealed file. */
char *aft_sealed_file_dup_kid (GBytes *sealed);
/* The content, which is wiped when it is freed. DENIED when it is not for this key, record and
 * purpose, or not whole. */
GBytes *aft_sealed_file_open (GBytes *sealed,
                              const AftSealKey *public_key,
                              const AftSealKey *secret_key,
                              const AftId *record_id,
                              const char *purpose,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
