/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-auth.h"
#include "aft-password-rules.h"

G_BEGIN_DECLS

/* AftConsoleAuth: everything that a password goes into. */

typedef enum
{
  AFT_CONSOLE_DONE,
  AFT_CONSOLE_HALF,  /* the password is right, and a code is asked for: aft-console-code.h */
  AFT_CONSOLE_WRONG, /* name or password; the old password; a code that is used up or too old */
  AFT_CONSOLE_GONE,  /* what this goes on from is not there (any more): begin again */
  AFT_CONSOLE_WEAK,  /* the new password is not taken: `fault` */
  AFT_CONSOLE_WAIT,  /* too many tries: `wait_seconds` */
  AFT_CONSOLE_FAILED /* `error` */
} AftConsoleVerdict;

typedef struct
{
  AftConsoleVerdict verdict;
  /* DONE, HALF: the value of the header "Set-Cookie" that the reply must carry; NULL for none. */
  const char *cookie;
  const char *password_hash; /* DONE, of aft_console_auth_hash_password() alone */
  AftPasswordFault fault;
  guint wait_seconds;
  const GError *error;
} AftConsoleAnswer;

/* Everything is borrowed. Answers the exchange. */
typedef void (*AftConsoleAnswered) (AftHttpExchange *exchange,
                                    const AftConsoleAnswer *answer,
                                    gpointer user_data);

/* These call @answered exactly once, now or later. Passwords are hashed on threads of their own,
 * two at a time; a WAIT comes before any hashing. */

/* Somebody nobody knows, a wrong password and a disabled user give the same WRONG by the same
 * work. DONE begins a new login; HALF gives a cookie that opens nothing but the page that asks for
 * the code. Both end the login that the browser had. */
void aft_console_auth_sign_in (AftConsoleAuth *auth,
                               AftHttpExchange *exchange,
                               const char *name,
                               const char *password,
                               AftConsoleAnswered answered,
                               gpointer user_data);

typedef struct
{
  const char *old_password;
  const char *new_password;
} AftConsolePasswords;

/* The caller's own. DONE: all logins of the caller have ended, and a new one has begun. */
void aft_console_auth_change_password (AftConsoleAuth *auth,
                                       AftHttpExchange *exchange,
                                       AftConsoleCaller *caller,
                                       const AftConsolePasswords *passwords,
                                       AftConsoleAnswered answered,
                                       gpointer user_data);

/* Is @password the caller's? For an act that an open page alone is not enough for; nothing is
 * written. DONE, WRONG, WAIT or FAILED. */
void aft_console_auth_confirm (AftConsoleAuth *auth,
                               AftHttpExchange *exchange,
                               AftConsoleCaller *caller,
                               const char *password,
                               AftConsoleAnswered answered,
                               gpointer user_data);

typedef struct
{
  const char *name;        /* 1–64 characters, to sign in with */
  const char *public_name; /* NULL or "" for none */
  const char *password;
} AftConsoleUser;

/* Judges and hashes the password of somebody else than the caller: the user is then put into the
 * store with the answer's hash. */
void aft_console_auth_hash_password (AftConsoleAuth *auth,
                                     AftHttpExchange *exchange,
                                     const AftConsoleUser *user,
                                     AftConsoleAnswered answered,
                                     gpointer user_data);

/* The house's first owner, by the one-time code that was printed at its own shell; DONE is signed
 * in. FAILED with INVALID or CONFLICT: the name is not taken, the code may be used again. */
void aft_console_auth_set_up (AftConsoleAuth *auth,
                              AftHttpExchange *exchange,
                              const char *code,
                              const AftConsoleUser *user,
                              AftConsoleAnswered answered,
                              gpointer user_data);
/* Would aft_console_auth_set_up() take @code now? DONE, WRONG, WAIT or FAILED. */
void aft_console_auth_check_setup_code (AftConsoleAuth *auth,
                                        AftHttpExchange *exchange,
                                        const char *code,
                                        AftConsoleAnswered answered,
                                        gpointer user_data);

/* How often a password was hashed or compared. */
guint aft_console_auth_count_hashes (AftConsoleAuth *auth);

G_END_DECLS
