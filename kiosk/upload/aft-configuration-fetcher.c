/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the configuration and hands it to be checked and written on a thread of its own: parsing
 * surveys and waiting for the disk are no work for the thread that draws. */
#include "aft-configuration-fetcher.h"

#include "aft-error.h"

#define PATH      "/api/v1/device/configuration"
#define STATUS_OK 200

struct _AftConfigurationFetcher
{
  GObject parent_instance;
  AftCollectorLink *link;
  AftReceived *received;
  char *data_folder;
  GCancellable *cancellable; /* while one is on its way */
};

G_DEFINE_FINAL_TYPE (AftConfigurationFetcher, aft_configuration_fetcher, G_TYPE_OBJECT)

enum
{
  SIGNAL_RECEIVED,
  SIGNAL_REFUSED,
  SIGNALS
};

static guint signals[SIGNALS];

/* What is written on the other thread. */
typedef struct
{
  char *data_folder;
  AftDeviceConfiguration *configuration;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;
  g_free (writing->data_folder);
  aft_device_configuration_unref (writing->configuration);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;
  if (aft_received_write (writing->data_folder, writing->configuration, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A disk in trouble is tried again; a configuration that is wrong is not. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftConfigurationFetcher *fetcher = AFT_CONFIGURATION_FETCHER (source);
  g_autoptr (GError) error = NULL;
  gboolean is_written = g_task_propagate_boolean (G_TASK (result), &error);
  if (fetcher->cancellable == NULL)
    return;
  g_clear_object (&fetcher->cancellable);
  if (is_written)
    g_signal_emit (fetcher, signals[SIGNAL_RECEIVED], 0);
  else
    g_signal_emit (fetcher, signals[SIGNAL_REFUSED], 0, error->message);
}

static void
write_later (AftConfigurationFetcher *fetcher, AftDeviceConfiguration *configuration)
{
  Writing *writing = g_new0 (Writing, 1);
  writing->data_folder = g_strdup (fetcher->data_folder);
  writing->configuration = aft_device_configuration_ref (configuration);
  g_autoptr (GTask) task = g_task_new (fetcher, NULL, on_written, NULL);
  g_task_set_task_data (task, writing, free_writing);
  g_task_run_in_thread (task, write_in_thread);
}

static AftDeviceConfiguration *
read_reply (const AftCollectorReply *reply, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  if (reply->status == STATUS_OK)
    return aft_device_configuration_parse (text != NULL ? text : "", length, error);
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "No configuration (%u)", reply->status);
  return NULL;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftConfigurationFetcher) fetcher = user_data;
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (fetcher->link, result, NULL);
  g_autoptr (GError) error = NULL;
  if (fetcher->cancellable == NULL)
    return;
  g_autoptr (AftDeviceConfiguration) configuration
      = reply != NULL ? read_reply (reply, &error) : NULL;
  if (configuration != NULL
      && !aft_received_has (fetcher->received, aft_device_configuration_get_etag (configuration)))
    {
      write_later (fetcher, configuration);
      return;
    }
  g_clear_object (&fetcher->cancellable);
  /* Whoever answers something else may be a captive page: nothing to be told of. */
  if (error != NULL)
    g_info ("the collector's configuration: %s", error->message);
}

void
aft_configuration_fetcher_want (AftConfigurationFetcher *fetcher,
                                const char *etag,
                                const char *token)
{
  if (fetcher->cancellable != NULL || *etag == '\0' || token == NULL
      || aft_received_has (fetcher->received, etag))
    return;
  AftCollectorRequest request = { .path = PATH, .token = token };
  fetcher->cancellable = g_cancellable_new ();
  aft_collector_link_send_async (fetcher->link, &request, fetcher->cancellable, on_answered,
                                 g_object_ref (fetcher));
}

void
aft_configuration_fetcher_stop (AftConfigurationFetcher *fetcher)
{
  if (fetcher->cancellable != NULL)
    g_cancellable_cancel (fetcher->cancellable);
  g_clear_object (&fetcher->cancellable);
}

AftConfigurationFetcher *
aft_configuration_fetcher_new (AftCollectorLink *link, const char *data_folder)
{
  AftConfigurationFetcher *fetcher = g_object_new (AFT_TYPE_CONFIGURATION_FETCHER, NULL);
  fetcher->link = aft_collector_link_ref (link);
  fetcher->received = aft_received_new (data_folder);
  fetcher->data_folder = g_strdup (data_folder);
  return fetcher;
}

static void
aft_configuration_fetcher_dispose (GObject *object)
{
  AftConfigurationFetcher *fetcher = AFT_CONFIGURATION_FETCHER (object);
  aft_configuration_fetcher_stop (fetcher);
  g_clear_pointer (&fetcher->link, aft_collector_link_unref);
  g_clear_pointer (&fetcher->received, aft_received_free);
  g_clear_pointer (&fetcher->data_folder, g_free);
  G_OBJECT_CLASS (aft_configuration_fetcher_parent_class)->dispose (object);
}

static void
aft_configuration_fetcher_class_init (AftConfigurationFetcherClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_configuration_fetcher_dispose;
  signals[SIGNAL_RECEIVED] = g_signal_new ("received", AFT_TYPE_CONFIGURATION_FETCHER,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED]
      = g_signal_new ("refused", AFT_TYPE_CONFIGURATION_FETCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
aft_configuration_fetcher_init (AftConfigurationFetcher *fetcher)
{
}
