/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-export-options.h"
#include "aft-house-store-walk.h"

G_BEGIN_DECLS

/* AftExportSecrets: leave to open what guests sealed to the house, and the keys to do it. */
typedef struct _AftExportSecrets AftExportSecrets;

/* Asks `aftertaste-collector audit note-export` whether whoever is named by --as may, with their
 * password, which also writes it into the audit. @venue_ids: AftId, NULL: all of the house.
 * @table: what is taken away, "responses". DENIED, or what it said; errors of
 * aft_house_keys_list(). */
AftExportSecrets *aft_export_secrets_open (const AftExportOptions *options,
                                           AftExportHouse *house,
                                           const GArray *venue_ids,
                                           const char *table,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Wipes the keys. Accepts NULL. */
void aft_export_secrets_free (AftExportSecrets *secrets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExportSecrets, aft_export_secrets_free)

/* What is in a sealed part of the record; secret: aft_secret_free_text(). NULL: no key of the house
 * opens it. */
char *aft_export_secrets_read (const AftExportSecrets *secrets,
                               const AftId *record_id,
                               const AftHouseWalkSeal *seal);

G_END_DECLS
