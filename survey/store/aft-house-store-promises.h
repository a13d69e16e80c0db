/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: what the house promised a guest in a case, by when and by whom (DOMAIN rows 41,
 * 111, 118). Promises outlive the case: they are open until they are kept or withdrawn. Each change
 * is an event of the case. Errors as in aft-house-store.h; records as in aft-house-case-records.h.
 */

#define AFT_HOUSE_PROMISE_MAX 500 /* characters */

struct _AftHousePromise
{
  AftId id; /* made by who promises: a second time it does nothing */
  AftId case_id;
  char *text;     /* 1–AFT_HOUSE_PROMISE_MAX characters; "" once the case's words are erased */
  AftId owner_id; /* who keeps it: somebody of the venue */
  gint64 due_ms;
  AftId venue_id; /* set by the store, as is all that follows */
  char *case_number;
  AftCaseKind case_kind;
  char *owner_name;
  char *owner_public_name; /* may be NULL */
  gint64 created_ms;
  gint64 done_ms; /* when it was kept or withdrawn */
  gboolean is_withdrawn;
};
void aft_house_promise_free (AftHousePromise *promise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHousePromise, aft_house_promise_free)

/* By @user_id. NOT_FOUND: no such case or owner; CONFLICT: the id is another's, or the case is not
 * taken, or closed; DENIED: not for this role, or one of the two does not work there. To promise
 * something with an agreement, see AftHouseCaseAction. */
gboolean aft_house_store_add_promise_sync (AftHouseStore *store,
                                           const AftHousePromise *promise,
                                           const AftId *user_id,
                                           const char *actor,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How a promise ends. */
typedef struct
{
  AftId promise_id;
  AftId event_id; /* made by who asks */
  AftId user_id;  /* who does it */
  const char *actor;
  gboolean is_withdrawn; /* it will not be kept; else it was */
  const char *words;     /* to withdraw: why; else a note, or NULL */
} AftHousePromiseEnd;

/* A promise that was kept stays so: once more changes nothing. Its owner, too, may say that it was.
 * NOT_FOUND; CONFLICT: it has ended the other way; INVALID: the reason is missing; DENIED as for
 * acts on a case. */
gboolean aft_house_store_finish_promise_sync (AftHouseStore *store,
                                              const AftHousePromiseEnd *end,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Which promises; the first due first. */
typedef struct
{
  const AftId *case_id;    /* NULL: any */
  const GArray *venue_ids; /* AftId, borrowed; NULL: all venues */
  gboolean only_open;
  guint limit; /* 1–AFT_HOUSE_PROMISES_MAX */
} AftHousePromiseQuery;
#define AFT_HOUSE_PROMISES_MAX 200
/* AftHousePromise. */
GPtrArray *aft_house_store_list_promises_sync (AftHouseStore *store,
                                               const AftHousePromiseQuery *query,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
