/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-sign-in.h"

G_BEGIN_DECLS

/* AftConsoleAuth: the second factor (aft-second-factor.h), which everybody may switch on for
 * themselves. Its secret is sealed by the vault before the store gets it. */

/* Has this browser given a right password within the last five minutes, and no code yet? */
gboolean aft_console_auth_awaits_code (AftConsoleAuth *auth, AftHttpExchange *exchange);
/* Answers as aft-console-sign-in.h says. DONE begins the login. WRONG: another code, or it is used
 * up. GONE: aft_console_auth_awaits_code() does not hold, or the password is another one since. */
void aft_console_auth_give_code (AftConsoleAuth *auth,
                                 AftHttpExchange *exchange,
                                 const char *code,
                                 AftConsoleAnswered answered,
                                 gpointer user_data);

/* Makes a secret for the caller, known to this login for 15 minutes, in memory alone. Any thread,
 * as is the next. */
void aft_console_auth_offer (AftConsoleAuth *auth, const AftConsoleCaller *caller);
/* The one that was offered, or NULL. Secret: aft_secret_free_text(). */
char *aft_console_auth_dup_offer (AftConsoleAuth *auth, const AftConsoleCaller *caller);

/* What it takes to switch it on or off. */
typedef struct
{
  const char *password;
  const char *code;
} AftConsoleProof;

/* DONE: from now on the caller's sign-ins need a code, and the caller's other logins have ended.
 * GONE: nothing is offered (any more). */
void aft_console_auth_switch_on (AftConsoleAuth *auth,
                                 AftHttpExchange *exchange,
                                 AftConsoleCaller *caller,
                                 const AftConsoleProof *proof,
                                 AftConsoleAnswered answered,
                                 gpointer user_data);
/* GONE: it is off. */
void aft_console_auth_switch_off (AftConsoleAuth *auth,
                                  AftHttpExchange *exchange,
                                  AftConsoleCaller *caller,
                                  const AftConsoleProof *proof,
                                  AftConsoleAnswered answered,
                                  gpointer user_data);

G_END_DECLS
