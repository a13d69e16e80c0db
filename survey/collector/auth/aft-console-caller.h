/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-people.h"

G_BEGIN_DECLS

/* AftConsoleCaller: somebody signed in at the console, as the store knew them when the request
 * came. Its members are only read; counted (one thread). */
typedef struct
{
  grefcount references;
  AftId user_id;
  AftId login_id;
  AftDigest token_digest; /* of the login */
  char *name;
  char *public_name; /* may be NULL */
  char *actor;       /* as the audit names them: "user:NAME" */
  AftRole role;
  GArray *venue_ids; /* AftId; an owner's is empty: all venues */
  gboolean has_language;
  AftLanguage language; /* else the house's, or the browser's */
  char *form_token;     /* the value of the hidden field AFT_CONSOLE_FORM_TOKEN */
} AftConsoleCaller;

AftConsoleCaller *aft_console_caller_ref (AftConsoleCaller *caller);
/* Accepts NULL. */
void aft_console_caller_unref (AftConsoleCaller *caller);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConsoleCaller, aft_console_caller_unref)

/* Takes what @login and @user say. @token: the secret in the browser's cookie, 43 characters
 * (aft-device-token.h). */
AftConsoleCaller *
aft_console_caller_new (const AftHouseLogin *login, const AftHouseUser *user, const char *token);

/* Does the caller work at @venue_id? An owner works everywhere. */
gboolean aft_console_caller_has_venue (const AftConsoleCaller *caller, const AftId *venue_id);

G_END_DECLS
