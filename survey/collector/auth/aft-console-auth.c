/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks for a page of the console, and may they? The cookie against the store's logins, the
 * role against the route's, and for whatever changes something the form's token and where it comes
 * from. Passwords are aft-console-sign-in.c's; what a page looks like, also one that refuses, is
 * the console's. */
#include "aft-console-auth.h"

#include <string.h>

#include "aft-console-auth-private.h"
#include "aft-console-origin.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-html.h"
#include "aft-http-cookie.h"
#include "aft-http-multipart.h"
#include "aft-http-page.h"
#include "aft-secret.h"

#define CONSOLE "/console"
/* Three times as long when it is encoded, and an address has 2,048 bytes at most. */
#define MOST_WAY_BACK 600
/* Each is so often written down as used. */
#define TOUCH_MS 60000
/* Of 64 MiB each while they work. */
#define HASHERS 2
/* Everybody of a house may sit behind one address; a person types a few times. */
#define ADDRESS_BURST      30
#define ADDRESS_PER_MINUTE 20
#define ACCOUNT_BURST      8
#define ACCOUNT_PER_MINUTE 4
#define RATE_KEYS          20000
/* Of a million codes three are right at a time; whoever comes so far has the password. */
#define CODE_BURST      10
#define CODE_PER_MINUTE 1
/* Long enough to find the telephone, and to install an app on it. */
#define HALF_MS    300000
#define OFFER_MS   900000
#define MOST_SHORT 1000
/* What a browser has kept of the pages (ASVS 14.3.1). */
#define CLEARED "\"cache\", \"cookies\", \"storage\""

typedef struct
{
  AftConsoleAuth *auth;
  AftHttpExchange *exchange;
  AftRole role;
  AftConsoleHandler handle;
  gpointer user_data;
  char *token; /* secret */
  gboolean is_lost;
} Admission;

/* What the store is asked. */
typedef struct
{
  AftDigest digest;
  gboolean is_use; /* a stream that stays open is none */
  gint64 now_ms;
} Question;

typedef struct
{
  AftHouseLogin *login;
  AftHouseUser *user;
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  aft_house_login_free (found->login);
  aft_house_user_free (found->user);
  g_free (found);
}

AftConsoleAuth *
aft_console_auth_new (const AftConsoleAuthOptions *options)
{
  const AftRateLimitOptions address = { ADDRESS_BURST, ADDRESS_PER_MINUTE, RATE_KEYS };
  const AftRateLimitOptions account = { ACCOUNT_BURST, ACCOUNT_PER_MINUTE, RATE_KEYS };
  const AftRateLimitOptions code = { CODE_BURST, CODE_PER_MINUTE, RATE_KEYS };
  AftConsoleAuth *auth = g_new0 (AftConsoleAuth, 1);

  g_ref_count_init (&auth->references);
  auth->options = *options;
  auth->options.address = NULL;
  aft_house_store_ref (options->store);
  aft_clock_ref (options->clock);
  aft_random_ref (options->random);
  auth->origin = aft_console_origin_from_address (options->address);
  auth->address_rate = aft_rate_limit_new (options->clock, &address);
  auth->account_rate = aft_rate_limit_new (options->clock, &account);
  auth->code_rate = aft_rate_limit_new (options->clock, &code);
  auth->halves = aft_short_memory_new (options->clock, HALF_MS, MOST_SHORT);
  auth->offers = aft_short_memory_new (options->clock, OFFER_MS, MOST_SHORT);
  auth->hashers = g_thread_pool_new (aft_console_auth_hash, auth, HASHERS, FALSE, NULL);
  g_mutex_init (&auth->nobody_lock);
  return auth;
}

AftConsoleAuth *
aft_console_auth_ref (AftConsoleAuth *auth)
{
  g_ref_count_inc (&auth->references);
  return auth;
}

void
aft_console_auth_unref (AftConsoleAuth *auth)
{
  if (auth == NULL || !g_ref_count_dec (&auth->references))
    return;
  g_thread_pool_free (auth->hashers, FALSE, TRUE);
  g_mutex_clear (&auth->nobody_lock);
  aft_secret_free_text (auth->nobody_hash);
  aft_rate_limit_free (auth->address_rate);
  aft_rate_limit_free (auth->account_rate);
  aft_rate_limit_free (auth->code_rate);
  aft_short_memory_free (auth->halves);
  aft_short_memory_free (auth->offers);
  g_free (auth->origin);
  aft_random_unref (auth->options.random);
  aft_clock_unref (auth->options.clock);
  aft_house_store_unref (auth->options.store);
  g_free (auth);
}

void
aft_console_auth_note (AftConsoleAuth *auth, const char *event, const AftId *user_id)
{
  g_autofree char *user = user_id == NULL ? NULL : aft_id_to_text (user_id);

  if (auth->options.note != NULL)
    auth->options.note (event, user, auth->options.user_data);
}

char *
aft_console_auth_dup_token (AftHttpExchange *exchange)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  g_autoptr (AftSecretText) token = NULL;
  AftDigest digest;

  if (!aft_http_cookie_find (aft_http_request_get_header (request, "cookie"), AFT_CONSOLE_COOKIE,
                             &token, NULL)
      || !aft_device_token_digest (token, &digest))
    return NULL;
  return g_steal_pointer (&token);
}

/* -- what is refused -------------------------------------------------------------------------- */

static AftHttpReply *
make_problem (AftConsoleRefusal refusal, const GError *error)
{
  static const struct
  {
    int status;
    const char *reason;
    const char *detail;
  } problems[] = {
    [AFT_CONSOLE_SIGNED_OUT] = { 401, "signed-out", "Sign in first." },
    [AFT_CONSOLE_FORGED]
    = { 403, "forged", "The form is not from a page of this sign-in: load the page again." },
    [AFT_CONSOLE_NOT_YOURS] = { 403, "denied", "This is for others in the house." },
  };

  if (error != NULL)
    return aft_http_reply_new_error (error);
  return aft_http_reply_new_problem (problems[refusal].status, problems[refusal].reason,
                                     problems[refusal].detail);
}

static void
refuse (AftConsoleAuth *auth,
        AftHttpExchange *exchange,
        AftConsoleRefusal refusal,
        const AftConsoleCaller *caller,
        const GError *error)
{
  const AftConsoleAuthOptions *options = &auth->options;
  AftHttpReply *reply
      = options->refusal_page == NULL
            ? make_problem (refusal, error)
            : options->refusal_page (exchange, refusal, caller, error, options->user_data);

  aft_http_exchange_take_reply (exchange, reply);
}

static gboolean
is_reading (const AftHttpRequest *request)
{
  const char *method = aft_http_request_get_method (request);

  return strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0;
}

static gboolean
is_stream (const AftHttpRequest *request)
{
  const char *accept = aft_http_request_get_header (request, "accept");

  return accept != NULL && g_str_has_prefix (accept, "text/event-stream");
}

/* The way back is an address of the console, or none is told. */
static AftHttpReply *
make_way_to_sign_in (const AftHttpRequest *request)
{
  const char *target = aft_http_request_get_target (request);
  gboolean is_ours = g_str_has_prefix (target, CONSOLE) && strcmp (target, CONSOLE) != 0
                     && strlen (target) <= MOST_WAY_BACK && aft_http_is_local_path (target);
  g_autofree char *address
      = aft_html_dup_address (AFT_CONSOLE_SIGN_IN, AFT_CONSOLE_NEXT, is_ours ? target : NULL, NULL);

  return aft_http_reply_new_redirect (address);
}

static void
refuse_stranger (AftConsoleAuth *auth, AftHttpExchange *exchange)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);

  if (is_reading (request) && !is_stream (request))
    aft_http_exchange_take_reply (exchange, make_way_to_sign_in (request));
  else
    refuse (auth, exchange, AFT_CONSOLE_SIGNED_OUT, NULL, NULL);
}

/* -- who may ------------------------------------------------------------------------------------
 */

static AftHttpForm *
read_form (AftHttpExchange *exchange, GError **error)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  GBytes *body = aft_http_request_get_body (request);
  g_autofree char *boundary
      = aft_http_multipart_dup_boundary (aft_http_request_get_header (request, "content-type"));
  AftHttpForm *form = boundary == NULL ? aft_http_form_parse (body, NULL, error)
                                       : aft_http_multipart_parse (body, boundary, NULL, error);

  aft_http_request_drop_body (request);
  return form;
}

static gboolean
has_form_token (const AftHttpForm *form, const AftConsoleCaller *caller)
{
  const char *said = aft_http_form_get (form, AFT_CONSOLE_FORM_TOKEN);
  gsize length = strlen (caller->form_token);

  return said != NULL && strlen (said) == length
         && aft_bytes_equal_constant_time (said, caller->form_token, length);
}

static void
let_in (const Admission *admission, AftConsoleCaller *caller)
{
  AftHttpExchange *exchange = admission->exchange;
  g_autoptr (AftHttpForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (caller->role < admission->role)
    {
      refuse (admission->auth, exchange, AFT_CONSOLE_NOT_YOURS, caller, NULL);
      return;
    }
  if (!admission->is_lost && !is_reading (aft_http_exchange_get_request (exchange)))
    {
      form = read_form (exchange, &error);
      if (form == NULL)
        {
          refuse (admission->auth, exchange, AFT_CONSOLE_BAD_FORM, caller, error);
          return;
        }
      if (!has_form_token (form, caller))
        {
          refuse (admission->auth, exchange, AFT_CONSOLE_FORGED, caller, NULL);
          return;
        }
    }
  admission->handle (exchange, caller, form, admission->user_data);
}

static void
free_admission (Admission *admission)
{
  aft_secret_free_text (admission->token);
  aft_http_exchange_unref (admission->exchange);
  aft_console_auth_unref (admission->auth);
  g_free (admission);
}

/* On a thread of the store's. That it could not be written down as used is no reason to refuse. */
static gpointer
find_login (AftHouseStore *store, gpointer data, GError **error)
{
  const Question *question = data;
  AftHouseUser *user = NULL;
  AftHouseLogin *login = aft_house_store_find_login_sync (store, &question->digest, &user, error);
  Found *found;

  if (login == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->login = login;
  found->user = user;
  if (question->is_use && question->now_ms - login->seen_ms >= TOUCH_MS)
    {
      g_autoptr (GError) reason = NULL;
      gboolean is_written = aft_house_store_touch_login_sync (store, &question->digest, &reason);

      g_assert (is_written || reason != NULL);
    }
  return found;
}

static void
on_login_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Admission *admission = user_data;
  g_autoptr (GError) error = NULL;
  Found *found = aft_house_store_call_finish (result, &error);

  if (found != NULL)
    {
      g_autoptr (AftConsoleCaller) caller
          = aft_console_caller_new (found->login, found->user, admission->token);
      g_autofree char *who = aft_id_to_text (&caller->user_id);

      aft_http_exchange_set_caller (admission->exchange, "user", who);
      let_in (admission, caller);
      free_found (found);
    }
  else if (g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    refuse_stranger (admission->auth, admission->exchange);
  else
    refuse (admission->auth, admission->exchange, AFT_CONSOLE_NO_ANSWER, NULL, error);
  free_admission (admission);
}

/* Eats @admission. */
static void
look_up (AftConsoleAuth *auth, Admission *admission)
{
  Question *question = g_new0 (Question, 1);
  gboolean is_token = aft_device_token_digest (admission->token, &question->digest);
  AftHouseCall call
      = { .work = find_login, .data = question, .free_data = g_free, .free_result = free_found };

  g_assert (is_token);
  question->is_use = !is_stream (aft_http_exchange_get_request (admission->exchange));
  question->now_ms = aft_clock_get_real_ms (auth->options.clock);
  aft_house_store_call_async (auth->options.store, &call, on_login_found, admission);
}

static gboolean
is_forged (AftConsoleAuth *auth, const AftHttpRequest *request)
{
  return !is_reading (request) && !aft_console_origin_is_own (request, auth->origin);
}

/* Takes role, handle, user_data and is_lost of @model. */
static void
admit (AftConsoleAuth *auth, AftHttpExchange *exchange, const Admission *model)
{
  g_autoptr (AftSecretText) token = NULL;
  Admission *admission;

  if (is_forged (auth, aft_http_exchange_get_request (exchange)))
    {
      refuse (auth, exchange, AFT_CONSOLE_FORGED, NULL, NULL);
      return;
    }
  token = aft_console_auth_dup_token (exchange);
  if (token == NULL)
    {
      refuse_stranger (auth, exchange);
      return;
    }
  admission = g_new0 (Admission, 1);
  *admission = *model;
  admission->auth = aft_console_auth_ref (auth);
  admission->exchange = aft_http_exchange_ref (exchange);
  admission->token = g_steal_pointer (&token);
  look_up (auth, admission);
}

void
aft_console_auth_admit (AftConsoleAuth *auth,
                        AftHttpExchange *exchange,
                        AftRole role,
                        AftConsoleHandler handle,
                        gpointer user_data)
{
  const Admission model = { .role = role, .handle = handle, .user_data = user_data };

  admit (auth, exchange, &model);
}

void
aft_console_auth_admit_lost (AftConsoleAuth *auth,
                             AftHttpExchange *exchange,
                             AftConsoleHandler handle,
                             gpointer user_data)
{
  const Admission model
      = { .role = AFT_ROLE_STAFF, .handle = handle, .user_data = user_data, .is_lost = TRUE };

  aft_http_request_drop_body (aft_http_exchange_get_request (exchange));
  admit (auth, exchange, &model);
}

void
aft_console_auth_admit_stranger (AftConsoleAuth *auth,
                                 AftHttpExchange *exchange,
                                 AftConsoleHandler handle,
                                 gpointer user_data)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  g_autoptr (AftHttpForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (is_forged (auth, request))
    {
      refuse (auth, exchange, AFT_CONSOLE_FORGED, NULL, NULL);
      return;
    }
  if (!is_reading (request))
    form = read_form (exchange, &error);
  if (error != NULL)
    refuse (auth, exchange, AFT_CONSOLE_BAD_FORM, NULL, error);
  else
    handle (exchange, NULL, form, user_data);
}

/* -- the way out --------------------------------------------------------------------------------
 */

typedef struct
{
  AftDigest digest;
  char *actor;
} Leaving;

static void
free_leaving (gpointer data)
{
  Leaving *leaving = data;

  g_free (leaving->actor);
  g_free (leaving);
}

static gpointer
end_login (AftHouseStore *store, gpointer data, GError **error)
{
  const Leaving *leaving = data;
  gboolean is_ended
      = aft_house_store_end_login_sync (store, &leaving->digest, leaving->actor, error);

  return is_ended ? g_new0 (char, 1) : NULL;
}

static void
on_login_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Admission *admission = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = aft_house_store_call_finish (result, &error);

  if (done == NULL)
    refuse (admission->auth, admission->exchange, AFT_CONSOLE_NO_ANSWER, NULL, error);
  else
    {
      g_autofree char *cookie = aft_http_cookie_dup_setting (AFT_CONSOLE_COOKIE, NULL);
      AftHttpReply *reply = aft_http_reply_new_redirect (AFT_CONSOLE_SIGN_IN);

      aft_http_reply_set_header (reply, "Set-Cookie", cookie);
      aft_http_reply_set_header (reply, "Clear-Site-Data", CLEARED);
      aft_http_exchange_take_reply (admission->exchange, reply);
    }
  free_admission (admission);
}

void
aft_console_auth_sign_out (AftConsoleAuth *auth,
                           AftHttpExchange *exchange,
                           AftConsoleCaller *caller)
{
  Admission *admission = g_new0 (Admission, 1);
  Leaving *leaving = g_new0 (Leaving, 1);
  AftHouseCall call
      = { .work = end_login, .data = leaving, .free_data = free_leaving, .free_result = g_free };

  *admission = (Admission){ .auth = aft_console_auth_ref (auth),
                            .exchange = aft_http_exchange_ref (exchange) };
  *leaving = (Leaving){ caller->token_digest, g_strdup (caller->actor) };
  aft_console_auth_note (auth, "sign-out", &caller->user_id);
  aft_house_store_call_async (auth->options.store, &call, on_login_ended, admission);
}
