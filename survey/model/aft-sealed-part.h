/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftSealedPart: words that only the house can read, as they travel in a response. Immutable. Made
 * by survey/wire's aft_seal_make(). */
typedef struct _AftSealedPart AftSealedPart;

#define AFT_SEALED_PART_NAME_MAX 32   /* characters */
#define AFT_SEALED_PART_BOX_MAX  8192 /* characters */

/* The purposes that are known today; a name is lower-case letters and '-'. */
#define AFT_SEALED_WORDS   "words"
#define AFT_SEALED_CONTACT "contact"

/* @kid: 16 lower-case hexadecimal characters; @box: base64url without padding. All are copied. */
AftSealedPart *aft_sealed_part_new (const char *name, const char *kid, const char *box);
AftSealedPart *aft_sealed_part_copy (const AftSealedPart *part);
void aft_sealed_part_free (AftSealedPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSealedPart, aft_sealed_part_free)

const char *aft_sealed_part_get_name (const AftSealedPart *part);
const char *aft_sealed_part_get_kid (const AftSealedPart *part);
const char *aft_sealed_part_get_box (const AftSealedPart *part);

G_END_DECLS
