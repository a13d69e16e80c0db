/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-caller.h"
#include "aft-http-form.h"
#include "aft-router.h"
#include "aft-sealed-part.h"

G_BEGIN_DECLS

/* AftConsoleAuth: who works in a browser. Signs in and out, lets pages be asked for by those who
 * may, and lets nobody else's page send a form here. Logins are kept by the store; the browser has
 * 256 random bits in a cookie that is sent over TLS alone (browsers trust http on this machine's
 * own address as much). A page that is open counts as use of its login (aft-console-live.c), for
 * whoever is on duty is to hear the bell through a whole shift. Counted; one thread. */
typedef struct _AftConsoleAuth AftConsoleAuth;

#define AFT_CONSOLE_COOKIE     "__Host-aftertaste"
#define AFT_CONSOLE_FORM_TOKEN "form-token" /* the hidden field of every form that is posted */
#define AFT_CONSOLE_SIGN_IN    "/console/sign-in"
#define AFT_CONSOLE_NEXT       "next" /* of the sign-in address: where to go then */

/* Why a request is not let in. */
typedef enum
{
  AFT_CONSOLE_SIGNED_OUT, /* 401: sign in first */
  AFT_CONSOLE_FORGED,     /* 403: the form is not from a page of ours, or of an earlier sign-in */
  AFT_CONSOLE_NOT_YOURS,  /* 403: the role is not enough */
  AFT_CONSOLE_BAD_FORM,   /* 400 or 413: see the error */
  AFT_CONSOLE_NO_ANSWER   /* the store could not say: see the error */
} AftConsoleRefusal;

/* Makes the page that says so, with that status. @caller: NULL where nobody is known; @error: NULL
 * where there is none. The caller owns the result. */
typedef AftHttpReply *(*AftConsoleRefusalPage) (AftHttpExchange *exchange,
                                                AftConsoleRefusal refusal,
                                                const AftConsoleCaller *caller,
                                                const GError *error,
                                                gpointer user_data);

/* The house's keys, for what only this program may read again. Called on any thread; without these
 * nobody has a second factor. */
typedef struct
{
  /* Seals @text, which is overwritten, as the part @purpose of @record_id. */
  AftSealedPart *(*seal) (const AftId *record_id,
                          const char *purpose,
                          char *text,
                          gpointer user_data,
                          GError **error);
  /* What was sealed; secret. DENIED, NOT_FOUND: no key of the house opens it. */
  char *(*open) (const AftId *record_id,
                 const AftSealedPart *part,
                 gpointer user_data,
                 GError **error);
  gpointer user_data;
} AftConsoleVault;

typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  /* "https://host" or "https://host:port" of the console, NULL or "" when it has none: then it is
   * used on this machine itself, under the name the browser asks for. */
  const char *address;
  gboolean is_behind_proxy;
  AftConsoleVault vault;
  /* May be NULL: problem documents. */
  AftConsoleRefusalPage refusal_page;
  /* For the program's log, may be NULL: @event "sign-in", "sign-in-failed", "sign-in-throttled",
   * "code-asked", "sign-out", "password-changed", "second-factor-on", "second-factor-off", "setup";
   * @user: an id, NULL when it is nobody's. */
  void (*note) (const char *event, const char *user, gpointer user_data);
  gpointer user_data;
} AftConsoleAuthOptions;

/* Copies @options. */
AftConsoleAuth *aft_console_auth_new (const AftConsoleAuthOptions *options);
AftConsoleAuth *aft_console_auth_ref (AftConsoleAuth *auth);
/* Accepts NULL. */
void aft_console_auth_unref (AftConsoleAuth *auth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConsoleAuth, aft_console_auth_unref)

/* @form: what was posted, with the right form token; NULL of a GET. Both are borrowed. */
typedef void (*AftConsoleHandler) (AftHttpExchange *exchange,
                                   AftConsoleCaller *caller,
                                   AftHttpForm *form,
                                   gpointer user_data);

/* Calls @handle for somebody signed in whose role is at least @role, now or later, or answers: a
 * GET of somebody signed out goes to AFT_CONSOLE_SIGN_IN with the way back (an event stream gets
 * 401). Whatever is not GET must be a form with the right form token, from a page of ours by its
 * Origin and Sec-Fetch-Site. @user_data lives as long as the auth. */
void aft_console_auth_admit (AftConsoleAuth *auth,
                             AftHttpExchange *exchange,
                             AftRole role,
                             AftConsoleHandler handle,
                             gpointer user_data);
/* The same for whoever asks for what is not there, or not so: what was posted is thrown away, needs
 * no token, and @handle gets no form. Who is signed out is answered as for any page. */
void aft_console_auth_admit_lost (AftConsoleAuth *auth,
                                  AftHttpExchange *exchange,
                                  AftConsoleHandler handle,
                                  gpointer user_data);
/* The same for the pages before the sign-in, which anybody may ask for: @handle gets a NULL caller,
 * also when somebody is signed in, and a form needs no token; where it comes from is checked. */
void aft_console_auth_admit_stranger (AftConsoleAuth *auth,
                                      AftHttpExchange *exchange,
                                      AftConsoleHandler handle,
                                      gpointer user_data);

/* Answers: the login ends, the browser forgets what it kept, and goes to AFT_CONSOLE_SIGN_IN. */
void aft_console_auth_sign_out (AftConsoleAuth *auth,
                                AftHttpExchange *exchange,
                                AftConsoleCaller *caller);

G_END_DECLS
