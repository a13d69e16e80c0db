/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: other programs that take figures and answers away over /api/v1. Errors as in
 * aft-house-store.h. A token comes as its SHA-256 only; what it looks like, and how often it may
 * ask, is decided elsewhere. */

typedef struct
{
  AftId id;
  char *name;           /* 1–64 characters: "finance"; unique among those that may be used */
  AftRole role;         /* MANAGER or OWNER */
  GArray *venue_ids;    /* AftId; NULL or empty: all venues, as an owner's is */
  gboolean may_contact; /* may be given contact columns when it asks for them */
  gint64 created_ms;    /* set by the store, as are */
  char *made_by;        /* as the audit names them: "user:mei"; of a list alone, else NULL */
  gint32 last_used_day; /* UTC, days since 1970-01-01; 0: never */
  gint64 revoked_ms;    /* 0: may be used */
} AftHouseToken;
void aft_house_token_free (AftHouseToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseToken, aft_house_token_free)

/* Adds (audit: token.add). INVALID; NOT_FOUND: no such venue; CONFLICT: the name is another's that
 * may be used, or id or digest are. */
gboolean aft_house_store_add_token_sync (AftHouseStore *store,
                                         const AftHouseToken *token,
                                         const AftDigest *digest,
                                         const char *actor,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND; DENIED: it is revoked. */
AftHouseToken *aft_house_store_find_token_sync (AftHouseStore *store,
                                                const AftDigest *digest,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseToken by name, revoked ones too. Goes through the whole audit for who made them. */
GPtrArray *aft_house_store_list_tokens_sync (AftHouseStore *store,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From now on it opens nothing (audit: token.revoke). NOT_FOUND; once more does nothing. */
gboolean aft_house_store_revoke_token_sync (AftHouseStore *store,
                                            const AftId *id,
                                            const char *actor,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It was used: the first time on a day is noted, with @address, where from, 1–64 characters (audit:
 * token.use); more writes nothing. NOT_FOUND; DENIED: it is revoked. */
gboolean aft_house_store_use_token_sync (AftHouseStore *store,
                                         const AftId *id,
                                         const char *address,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
