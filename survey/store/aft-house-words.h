/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was sealed in @part of @response, opened with the house's key of that name in the folder
 * @keys. Secret: aft_secret_free_text(). NOT_FOUND: the house has no such key (any more); DENIED:
 * it is not of this response; errors of aft_house_keys_list(). Waits for the disk; any thread. */
char *aft_house_words_open (const AftResponse *response,
                            const AftSealedPart *part,
                            const char *keys,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of another record's part. */
char *aft_house_words_open_part (const AftSealedPart *part,
                                 const AftId *record_id,
                                 const char *keys,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Seals @text, which is overwritten, with the present key as the part @purpose of @record_id (see
 * aft-seal.h). UNAVAILABLE: the house has no key yet. */
AftSealedPart *aft_house_words_seal (const AftId *record_id,
                                     const char *purpose,
                                     char *text,
                                     const char *keys,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
