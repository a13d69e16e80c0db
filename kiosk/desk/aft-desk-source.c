/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interface alone: each call is passed on to who has the cases. */
#include "aft-desk-source.h"

G_DEFINE_INTERFACE (AftDeskSource, aft_desk_source, G_TYPE_OBJECT)

void
aft_desk_source_look (AftDeskSource *source)
{
  AFT_DESK_SOURCE_GET_IFACE (source)->look (source);
}

const GPtrArray *
aft_desk_source_get_cases (AftDeskSource *source)
{
  return AFT_DESK_SOURCE_GET_IFACE (source)->get_cases (source);
}

const AftDeskHealth *
aft_desk_source_get_health (AftDeskSource *source)
{
  return AFT_DESK_SOURCE_GET_IFACE (source)->get_health (source);
}

void
aft_desk_source_act_async (AftDeskSource *source,
                           const AftDeskAction *action,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  AFT_DESK_SOURCE_GET_IFACE (source)->act_async (source, action, callback, user_data);
}

gboolean
aft_desk_source_act_finish (AftDeskSource *source, GAsyncResult *result, GError **error)
{
  return AFT_DESK_SOURCE_GET_IFACE (source)->act_finish (source, result, error);
}

void
aft_desk_source_forget (AftDeskSource *source)
{
  AFT_DESK_SOURCE_GET_IFACE (source)->forget (source);
}

static void
aft_desk_source_default_init (AftDeskSourceInterface *interface)
{
  g_signal_new ("changed", AFT_TYPE_DESK_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}
