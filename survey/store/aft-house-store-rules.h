/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: the house's own rules, every version that was ever in force. What is in them is
 * checked by whoever saves them. Errors as in aft-house-store.h. */

#define AFT_HOUSE_RULES_MAX_BYTES 262144

/* One version of one kind of rules. */
typedef struct
{
  char *kind;    /* 1–64 of a–z, 0–9, '-', '.': "risk", "tiers", "treatment" */
  guint version; /* 1, 2, 3… of its kind */
  char *text;    /* UTF-8; NULL in lists */
  gint64 saved_ms;
  char *actor;
} AftHouseRules;
void aft_house_rules_free (AftHouseRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseRules, aft_house_rules_free)

/* Puts the next version in force (audit: rules.save). @base: the version it was made from, 0 for
 * none; CONFLICT when somebody has saved another since. A text that is in force already stays what
 * it is. INVALID, TOO_LARGE. */
gboolean aft_house_store_save_rules_sync (AftHouseStore *store,
                                          const AftHouseRules *rules,
                                          guint base,
                                          guint *ret_version,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @version 0: the one in force. NOT_FOUND: the house has none of its own. */
AftHouseRules *aft_house_store_get_rules_sync (AftHouseStore *store,
                                               const char *kind,
                                               guint version,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseRules without texts, the newest first. */
GPtrArray *aft_house_store_list_rules_sync (AftHouseStore *store,
                                            const char *kind,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
