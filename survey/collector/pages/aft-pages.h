/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-attachments.h"
#include "aft-catalogue.h"
#include "aft-clock.h"
#include "aft-random.h"
#include "aft-router.h"
#include "aft-rule-book.h"
#include "aft-secret-box.h"
#include "aft-survey-cache.h"
#include "aft-upload-findings.h"

G_BEGIN_DECLS

/* AftPages: what guests see on their phones (DESIGN §10): /f/TOKEN, what became of a complaint, and
 * /s/CODE, the surveys. Plain HTML without a script, for a listener and a host of their own, where
 * nobody signs in. Counted, one thread: that of the listener; pages are made on the store's
 * threads. */
typedef struct _AftPages AftPages;

#define AFT_PAGES_WRONG_BURST       20 /* links that open nothing, of one address, at once */
#define AFT_PAGES_WRONG_PER_MINUTE  10
#define AFT_PAGES_WRITES_BURST      12 /* what is sent with one link, at once */
#define AFT_PAGES_WRITES_PER_MINUTE 6

/* Everything is copied or referenced. */
typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  AftCatalogue *catalogue;
  AftSurveyCache *surveys;
  AftRuleBook *rules;             /* NULL: nothing is scored here */
  AftUploadOpener opener;         /* of contacts; its functions may be NULL */
  AftAttachments *attachments;    /* NULL: no photos are taken */
  const AftSecretBoxKey *box_key; /* seals the state of a sitting; NULL: no surveys are given */
  const char *public_address;     /* "https://host[:port]" of these pages; NULL or "": none */
  gboolean is_behind_proxy;       /* the last address of X-Forwarded-For is the peer's */
  gint64 link_days;               /* that a link opens after receipt; 0: 30 */
  /* The house's public key, as of AftApiOptions. */
  char *(*dup_public_key) (gpointer user_data);
  /* What was sealed in @part of @response, newly allocated and secret (aft_secret_free_text()).
   * DENIED when no key of the house opens it. Called on any thread. */
  char *(*open_words) (const AftResponse *response,
                       const AftSealedPart *part,
                       gpointer user_data,
                       GError **error);
  gpointer user_data;
} AftPagesOptions;

AftPages *aft_pages_new (const AftPagesOptions *options);
AftPages *aft_pages_ref (AftPages *pages);
/* Accepts NULL. */
void aft_pages_unref (AftPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPages, aft_pages_unref)

/* All routes, and what is said of everything else: @router is for these pages alone, and @pages
 * must live as long as it. */
void aft_pages_add_routes (AftPages *pages, AftRouter *router);

G_END_DECLS
