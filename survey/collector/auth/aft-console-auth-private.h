/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-auth.h"
#include "aft-rate-limit.h"
#include "aft-short-memory.h"

G_BEGIN_DECLS

struct _AftConsoleAuth
{
  grefcount references;
  AftConsoleAuthOptions options; /* `address` is not kept */
  char *origin;                  /* of the console's pages; NULL: this machine alone */
  AftRateLimit *address_rate;    /* tries with a password or a setup code, by sender */
  AftRateLimit *account_rate;    /* the same by name and sender */
  AftRateLimit *code_rate;       /* tries with a code, by whose it is, wherever they come from */
  AftShortMemory *halves;        /* sign-ins whose code is missing, by the cookie's digest */
  AftShortMemory *offers;        /* secrets not switched on yet, by the login's digest */
  GThreadPool *hashers;          /* of GTask: what a password goes into */
  gint hashes;                   /* atomic */
  GMutex nobody_lock;
  char *nobody_hash; /* of no password; behind the lock, made by the first who need one */
};

/* The token in the request's cookie; NULL when there is none of that form, or two. Secret. */
char *aft_console_auth_dup_token (AftHttpExchange *exchange);
/* Tells the program's log. @user_id may be NULL. */
void aft_console_auth_note (AftConsoleAuth *auth, const char *event, const AftId *user_id);
/* What hashes on its thread: eats @data, a GTask. */
void aft_console_auth_hash (gpointer data, gpointer user_data);

G_END_DECLS
