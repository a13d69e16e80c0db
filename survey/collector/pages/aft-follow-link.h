/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-phones.h"

G_BEGIN_DECLS

/* AftFollowLink: what the token of /f/TOKEN opens. */
typedef struct
{
  char *token;
  AftHouseDevice *device; /* whose key signed it */
  AftId response_id;
  AftHouseFollowUp *found; /* never NULL; found->has_arrived may be FALSE */
} AftFollowLink;

/* Accepts NULL. */
void aft_follow_link_free (AftFollowLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftFollowLink, aft_follow_link_free)

/* NOT_FOUND, with the same message after the same look-ups, when @token is malformed (or NULL),
 * tampered with, of an unknown device, received longer than @link_days before @now_ms, or erased.
 * Waits for the store. */
AftFollowLink *aft_follow_link_find_sync (AftHouseStore *store,
                                          const char *token,
                                          gint64 now_ms,
                                          gint64 link_days,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
