/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question and its answer. How often it is asked, and what is shown, is for the desk. */
#include "aft-cases-request.h"

#include "aft-error.h"

#define PATH      "/api/v1/device/cases"
#define STATUS_OK 200

static GPtrArray *
read_reply (const AftCollectorReply *reply, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  if (reply->status == STATUS_OK)
    return aft_device_cases_parse (text != NULL ? text : "", length, NULL, error);
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "No list of cases (%u)", reply->status);
  return NULL;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (g_task_get_task_data (task), result, &error);
  GPtrArray *cases = reply != NULL ? read_reply (reply, &error) : NULL;
  if (cases != NULL)
    g_task_return_pointer (task, cases, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
aft_cases_request_async (AftCollectorLink *link,
                         const char *token,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  AftCollectorRequest request = { .path = PATH, .token = token };
  g_task_set_task_data (task, aft_collector_link_ref (link),
                        (GDestroyNotify) aft_collector_link_unref);
  aft_collector_link_send_async (link, &request, cancellable, on_answered, task);
}

GPtrArray *
aft_cases_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
