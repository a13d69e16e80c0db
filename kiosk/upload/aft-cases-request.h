/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-device-cases.h"

G_BEGIN_DECLS

/* Asks the collector for the venue's open cases, for the desk. Nothing of the answer is kept. */
void aft_cases_request_async (AftCollectorLink *link,
                              const char *token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* AftDeviceCase, the caller's. UNAVAILABLE when something else answers; else as
 * aft_collector_link_send_finish() and aft_device_cases_parse(). */
GPtrArray *aft_cases_request_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
