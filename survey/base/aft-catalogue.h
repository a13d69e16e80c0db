/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"

G_BEGIN_DECLS

/* AftCatalogue: the translations of all three languages at once, for whoever serves several people
 * at a time. gettext's own look-up knows one language a process; this one reads the same compiled
 * catalogues (.mo). Immutable; counted atomically, may be asked on any thread. */
typedef struct _AftCatalogue AftCatalogue;

#define AFT_CATALOGUE_MOST_BYTES (4 * 1024 * 1024) /* of one language */

/* Reads @folder/LANGUAGE/LC_MESSAGES/aftertaste.mo of each language. One that is not there gives
 * no error: its texts stay English. INVALID: it is there and is no catalogue. */
AftCatalogue *aft_catalogue_load (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From the contents of .mo files, by AftLanguage; NULL for none. Takes its own references. */
AftCatalogue *aft_catalogue_new (GBytes *const contents[AFT_LANGUAGES],
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftCatalogue *aft_catalogue_ref (AftCatalogue *catalogue);
/* Accepts NULL. */
void aft_catalogue_unref (AftCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCatalogue, aft_catalogue_unref)

/* The translation of @msgid, or @msgid itself where there is none. Borrowed. Mark the texts with
 * N_() so that they get into the catalogues. */
const char *aft_catalogue_get (const AftCatalogue *catalogue,
                               AftLanguage language,
                               const char *msgid) G_GNUC_FORMAT (3);
/* The same of a text that means something else elsewhere, marked with NC_(). */
const char *aft_catalogue_get_context (const AftCatalogue *catalogue,
                                       AftLanguage language,
                                       const char *context,
                                       const char *msgid) G_GNUC_FORMAT (4);
/* The same of a text for one and for several. */
const char *aft_catalogue_get_plural (const AftCatalogue *catalogue,
                                      AftLanguage language,
                                      const char *msgid,
                                      const char *plural,
                                      guint64 count) G_GNUC_FORMAT (3) G_GNUC_FORMAT (4);

G_END_DECLS
