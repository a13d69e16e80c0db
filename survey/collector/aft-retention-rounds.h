/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-attachments.h"
#include "aft-config.h"
#include "aft-house-store-erasure.h"

G_BEGIN_DECLS

/* AftRetentionRounds: sees to it that nothing is kept longer than the settings say: looks every
 * hour, a few sittings at a time on a thread of the store's. Main thread only. */
typedef struct _AftRetentionRounds AftRetentionRounds;

typedef struct
{
  AftHouseStore *store;        /* referenced */
  AftConfig *config;           /* [retention]; read here */
  AftAttachments *attachments; /* referenced; NULL: there are no photos */
  void (*erased) (const AftHouseErasureReceipt *receipt, gpointer user_data); /* for the log */
  void (*failed) (const GError *error, gpointer user_data); /* likewise; it tries again */
  gpointer user_data;
} AftRetentionRoundsOptions;

/* Looks at once, too. */
AftRetentionRounds *aft_retention_rounds_new (const AftRetentionRoundsOptions *options);
/* Accepts NULL. */
void aft_retention_rounds_free (AftRetentionRounds *rounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRetentionRounds, aft_retention_rounds_free)

G_END_DECLS
