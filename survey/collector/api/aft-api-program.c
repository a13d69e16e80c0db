/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of the other programs may ask, and how often. A token is known by its SHA-256 alone; one that
 * nobody has costs its address a try, so that guessing is slow. What is told is the works'. */
#include "aft-api-program.h"

#include "aft-api-private.h"
#include "aft-device-token.h"
#include "aft-error.h"

typedef struct
{
  AftApi *api; /* borrowed: it lives as long as its router */
  AftProgramRoute route;
} Added;

typedef struct
{
  AftApi *api;
  AftHttpExchange *exchange;
  char *address;
} Question;

/* One request in the hands of a thread of the store. */
typedef struct
{
  AftProgramWork work;
  AftHttpRequest *request; /* borrowed from the question's exchange */
  AftCatalogue *catalogue; /* borrowed from the API's options */
  const AftUploadOpener *opener;
  const char *address;
  AftDigest digest;
  gint64 now_ms;
  guint64 enough;
  guint64 few;
} Work;

static void
free_question (Question *question)
{
  aft_http_exchange_unref (question->exchange);
  aft_api_unref (question->api);
  g_free (question->address);
  g_free (question);
}

static AftHttpReply *
carry_out (AftHouseStore *store, const Work *work, const AftHouseToken *token, GError **error)
{
  const AftProgramAsk ask = { .store = store,
                              .catalogue = work->catalogue,
                              .request = work->request,
                              .token = token,
                              .opener = work->opener,
                              .now_ms = work->now_ms,
                              .enough = work->enough,
                              .few = work->few };
  return work->work (&ask, error);
}

/* One that was revoked is answered as one that never was. */
static gpointer
do_work (AftHouseStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  GError *local = NULL;
  g_autoptr (AftHouseToken) token = aft_house_store_find_token_sync (store, &work->digest, &local);
  if (token != NULL && aft_house_store_use_token_sync (store, &token->id, work->address, &local))
    return carry_out (store, work, token, error);
  gboolean is_none = g_error_matches (local, AFT_ERROR, AFT_ERROR_NOT_FOUND)
                     || g_error_matches (local, AFT_ERROR, AFT_ERROR_DENIED);
  if (!is_none)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  return aft_api_new_unauthorized ("token-unknown", "No program has this token");
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  AftHttpReply *reply = aft_house_store_call_finish (result, &error);
  if (reply != NULL)
    aft_http_exchange_take_reply (question->exchange, reply);
  else
    aft_http_exchange_fail (question->exchange, error);
  free_question (question);
}

static void
on_asked (AftHttpExchange *exchange, gpointer user_data)
{
  const Added *asked = user_data;
  AftApi *api = asked->api;
  const char *token = aft_http_request_get_bearer (aft_http_exchange_get_request (exchange));
  const char *address = aft_api_get_address (api, exchange);
  AftDigest digest;
  guint wait = aft_rate_limit_take (api->program_rate, address);
  if (wait > 0)
    {
      aft_api_reply_wait (exchange, wait);
      return;
    }
  if (!aft_device_token_digest (token, &digest))
    {
      aft_api_reply_unauthorized (
          exchange, token == NULL ? "token-missing" : "token-unknown",
          "A token for programs is needed; an owner makes one in the console");
      return;
    }
  Question *question = g_new0 (Question, 1);
  *question = (Question){ aft_api_ref (api), aft_http_exchange_ref (exchange), g_strdup (address) };
  Work *work = g_new0 (Work, 1);
  *work = (Work){ .work = asked->route.work,
                  .request = aft_http_exchange_get_request (exchange),
                  .catalogue = api->options.catalogue,
                  .opener = &api->options.opener,
                  .address = question->address,
                  .digest = digest,
                  .now_ms = aft_clock_get_real_ms (api->options.clock),
                  .enough = api->options.enough,
                  .few = api->options.few };
  aft_http_exchange_set_caller (exchange, "program", NULL);
  const AftHouseCall call = { .work = do_work,
                              .data = work,
                              .free_data = g_free,
                              .free_result = (GDestroyNotify) aft_http_reply_unref };
  aft_house_store_call_async (api->options.store, &call, on_worked, question);
}

void
aft_api_add_program_route (AftApi *api, AftRouter *router, const AftProgramRoute *route)
{
  const AftRoute described = { "GET", route->path, AFT_ROUTE_NO_BODY, 0 };
  Added *added = g_new0 (Added, 1);
  *added = (Added){ api, *route };
  g_ptr_array_add (api->program_routes, added);
  aft_router_add (router, &described, on_asked, added);
}
