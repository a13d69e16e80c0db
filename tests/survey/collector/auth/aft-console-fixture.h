/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-browser.h"
#include "aft-console-sign-in.h"
#include "aft-house-fixture.h"

G_BEGIN_DECLS

#define AFT_FIXTURE_PASSWORD "noodles with peanut oil"

/* A house whose console has hardly any pages: /console/page for staff, /console/managers,
 * /console/file, and the ways in and out. They answer with 200, and what was answered to them stays
 * here. */
typedef struct
{
  AftHouseFixture house;
  AftConsoleAuth *auth;
  AftBrowser browser;
  AftId user_id;             /* of "chen", a member of staff at the house's venue */
  char *form_token;          /* of the page asked for last */
  gsize file_bytes;          /* of the file posted last to /console/file */
  guint calls;               /* of pages */
  AftConsoleVerdict verdict; /* of what went through a password last */
  AftPasswordFault fault;
  guint wait_seconds;
  int code;    /* of its error, -1 for none */
  char *hash;  /* that it made */
  char *offer; /* the secret of the second factor that /console/offer made last */
  GString
      *events; /* as told to the program's log: "sign-in+ sign-in-failed- " with or without user */
} AftConsoleFixture;

void aft_console_fixture_set_up (AftConsoleFixture *fixture, gconstpointer unused);
void aft_console_fixture_tear_down (AftConsoleFixture *fixture, gconstpointer unused);
/* Makes the auth anew with an address of its own; logins stay. */
void aft_console_fixture_remake (AftConsoleFixture *fixture, const AftConsoleAuthOptions *changes);

/* Adds somebody whose password is AFT_FIXTURE_PASSWORD. */
AftId aft_console_fixture_add_user (AftConsoleFixture *fixture, const char *name, AftRole role);
/* Changes one: @disabled_ms as in the record. */
void aft_console_fixture_change_user (AftConsoleFixture *fixture,
                                      const char *name,
                                      AftRole role,
                                      gint64 disabled_ms);

/* The status of the reply. */
int aft_console_fixture_get (AftConsoleFixture *fixture, const char *target);
int aft_console_fixture_post (AftConsoleFixture *fixture, const char *target, const char *form);
/* Posts with the token of the page asked for last. */
int aft_console_fixture_post_own (AftConsoleFixture *fixture, const char *target, const char *form);
int
aft_console_fixture_sign_in (AftConsoleFixture *fixture, const char *name, const char *password);

G_END_DECLS
