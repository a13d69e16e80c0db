/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-admin.h"
#include "aft-attachments.h"
#include "aft-catalogue.h"
#include "aft-config.h"
#include "aft-http-listener.h"

G_BEGIN_DECLS

/* AftPhoneServer: the guests' pages and the listener that they alone are behind: what phones can
 * reach leads to nothing that kiosks and staff do, and the other way round. One thread. */
typedef struct _AftPhoneServer AftPhoneServer;

/* Everything but @attachments and @catalogue is borrowed and outlives the server. */
typedef struct
{
  AftAdmin *admin; /* open */
  AftConfig *config;
  AftCatalogue *catalogue;
  AftAttachments *attachments; /* NULL: no photos are taken */
} AftPhoneServerOptions;

/* Makes the key of the sittings at first. It listens nowhere yet. Errors of
 * aft_secret_box_key_load(). */
AftPhoneServer *aft_phone_server_new (const AftPhoneServerOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_phone_server_free (AftPhoneServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPhoneServer, aft_phone_server_free)

/* Borrowed. */
AftHttpListener *aft_phone_server_get_listener (AftPhoneServer *server);

G_END_DECLS
