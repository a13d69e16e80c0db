/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is signed in: what a page needs to know of them, taken once from the store's records. Whether
 * they may do a thing is asked of it; it is not looked up here. */
#include "aft-console-caller.h"

#include <string.h>

#include "aft-secret.h"

/* What the form's token is made for; another use of the same secret has another text. */
#define FORM_PURPOSE "aftertaste-form-1"

/* Bound to the login, and of no use for finding its secret: keyed BLAKE2b under that. */
static char *
make_form_token (const char *token)
{
  AftDigest mac;

  aft_mac_blake2b ((const guint8 *) token, strlen (token), FORM_PURPOSE, strlen (FORM_PURPOSE),
                   mac.bytes, sizeof mac.bytes);
  return aft_digest_to_text (&mac);
}

AftConsoleCaller *
aft_console_caller_new (const AftHouseLogin *login, const AftHouseUser *user, const char *token)
{
  AftConsoleCaller *caller = g_new0 (AftConsoleCaller, 1);

  g_ref_count_init (&caller->references);
  caller->user_id = user->id;
  caller->login_id = login->id;
  caller->token_digest = aft_digest_of_text (token);
  caller->name = g_strdup (user->name);
  caller->public_name = g_strdup (user->public_name);
  caller->actor = g_strconcat ("user:", user->name, NULL);
  caller->role = user->role;
  caller->venue_ids = g_array_ref (user->venue_ids);
  caller->has_language = user->has_language;
  caller->language = user->language;
  caller->form_token = make_form_token (token);
  return caller;
}

AftConsoleCaller *
aft_console_caller_ref (AftConsoleCaller *caller)
{
  g_ref_count_inc (&caller->references);
  return caller;
}

void
aft_console_caller_unref (AftConsoleCaller *caller)
{
  if (caller == NULL || !g_ref_count_dec (&caller->references))
    return;
  g_free (caller->name);
  g_free (caller->public_name);
  g_free (caller->actor);
  g_array_unref (caller->venue_ids);
  aft_secret_free_text (caller->form_token);
  g_free (caller);
}

gboolean
aft_console_caller_has_venue (const AftConsoleCaller *caller, const AftId *venue_id)
{
  return caller->role == AFT_ROLE_OWNER || aft_id_is_among (venue_id, caller->venue_ids);
}
