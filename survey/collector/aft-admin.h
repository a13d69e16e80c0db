/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"
#include "aft-rule-book.h"
#include "aft-survey-cache.h"

G_BEGIN_DECLS

/* AftAdmin: what a subcommand works on, in the program of its own or inside `serve`. Read only once
 * it is made; any thread. */
typedef struct
{
  char *data;           /* the folder; absolute */
  char *database;       /* the file; absolute */
  char *keys;           /* the folder of the house's keys */
  char *socket_path;    /* where `serve` listens for subcommands */
  char *console;        /* where browsers reach the console: "https://host"; may be NULL */
  char *public_address; /* where guests' phones reach their pages; NULL or "": they do not */
  AftClock *clock;
  AftRandom *random;
  AftSurveyCache *surveys;
  AftRuleBook *rules;               /* in force since aft_admin_open() */
  AftHouseStore *store;             /* NULL before aft_admin_open() */
  const AftHouseProgress *progress; /* whom what takes long tells; NULL: nobody */
} AftAdmin;

/* @data NULL: $STATE_DIRECTORY, else for root the service's folder and for others their own state
 * folder; @database NULL or "": in it. */
AftAdmin *aft_admin_new (const char *data, const char *database);
void aft_admin_free (AftAdmin *admin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAdmin, aft_admin_free)

/* Root goes on as whom the data folder belongs to: else the service could not open what root leaves
 * in it. DENIED when that is not possible. */
gboolean aft_admin_become_owner (const AftAdmin *admin, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the data folder where there is none, and opens the database: it is locked from now on.
 * Responses are scored, and cases are worked, by the rules in it. */
gboolean aft_admin_open (AftAdmin *admin, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @backup in the place of the database, which must not be open. */
gboolean aft_admin_restore (AftAdmin *admin, const char *backup, const char *actor, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
