/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-attachments.h"
#include "aft-catalogue.h"
#include "aft-console-auth.h"

G_BEGIN_DECLS

/* AftConsole: the pages for staff and managers, /console and all below it (LOOK "The console"),
 * over the house's store. Counted, one thread: that of the listener; pages are made on the store's
 * threads. */
typedef struct _AftConsole AftConsole;

/* Everything is copied or referenced. */
typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  AftCatalogue *catalogue;
  const char *address; /* "https://host[:port]" of the console; NULL or "": as it is asked for */
  const char *public_address;  /* of guests' pages, as is; NULL or "": phones do not reach it */
  gboolean is_behind_proxy;    /* as of AftApiOptions */
  guint64 enough;              /* answers, as of AftTrendScope; 0: AFT_FIGURE_ENOUGH */
  guint64 few;                 /* as is; 0: AFT_FIGURE_FEW */
  AftConsoleVault vault;       /* for secrets of second factors */
  AftAttachments *attachments; /* guests' photos; NULL: there are none */
  /* What was sealed in @part of @response, newly allocated and secret (aft_secret_free_text()).
   * DENIED when no key of the house opens it. Called on any thread. */
  char *(*open_words) (const AftResponse *response,
                       const AftSealedPart *part,
                       gpointer user_data,
                       GError **error);
  /* Something that kiosks are told has changed (aft_api_note_change()); may be NULL. */
  void (*changed) (gpointer user_data);
  /* For the program's log, may be NULL: as of AftConsoleAuthOptions. */
  void (*note) (const char *event, const char *user, gpointer user_data);
  gpointer user_data;
} AftConsoleOptions;

AftConsole *aft_console_new (const AftConsoleOptions *options);
AftConsole *aft_console_ref (AftConsole *console);
/* Accepts NULL. What the store still does for it ends first. */
void aft_console_unref (AftConsole *console);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConsole, aft_console_unref)

/* @console must live as long as @router. */
void aft_console_add_routes (AftConsole *console, AftRouter *router);
/* Has somebody who works at the venue a page of the console open? */
gboolean aft_console_is_watched (AftConsole *console, const AftId *venue_id);
/* Whose they are: AftId of a user for each sign-in, a console, with a page open that hears of the
 * venue's cases. The caller owns it. */
GArray *aft_console_list_listeners (AftConsole *console, const AftId *venue_id);
/* No change is told any more and the streams end: before the listener goes. */
void aft_console_stop (AftConsole *console);

G_END_DECLS
