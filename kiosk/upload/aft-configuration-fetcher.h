/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-received.h"

G_BEGIN_DECLS

/* AftConfigurationFetcher: brings what the collector wants this kiosk to be into the folder
 * `received`, checked; when it takes effect is the guide's.
 *
 * Signals: "received": there is a new one; "refused" (const char *why): it cannot be used, and will
 * not be asked for again. */
#define AFT_TYPE_CONFIGURATION_FETCHER (aft_configuration_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (AftConfigurationFetcher,
                      aft_configuration_fetcher,
                      AFT,
                      CONFIGURATION_FETCHER,
                      GObject)

AftConfigurationFetcher *aft_configuration_fetcher_new (AftCollectorLink *link,
                                                        const char *data_folder);
/* A heartbeat named @etag ("": there is no configuration): fetches it if it is another than what
 * has come. One at a time; a failure is tried again at the next call. */
void aft_configuration_fetcher_want (AftConfigurationFetcher *fetcher,
                                     const char *etag,
                                     const char *token);
void aft_configuration_fetcher_stop (AftConfigurationFetcher *fetcher);

G_END_DECLS
