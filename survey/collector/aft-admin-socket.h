/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-command.h"

G_BEGIN_DECLS

/* AftAdminSocket: subcommands that come to a running `serve` through a unix socket of mode 0600 in
 * the data folder, from this user or root: one line of JSON there, one back, and before it any
 * number of lines that say how far it is, for who asks for them.
 *   {"command":WORDS,"arguments":{…}[,"progress":true]}
 *   → {"progress":[DONE,TOTAL]}… {"reply":{…}} | {"error":{"code":INT,"message":TEXT}} */
typedef struct _AftAdminSocket AftAdminSocket;

typedef void (*AftAdminDone) (const AftCommand *command, const GError *error, gpointer user_data);

/* @on_done is called in this thread after every command, with @error when it failed. @admin is open
 * and outlives the socket. CONFLICT when another `serve` answers there, UNAVAILABLE. */
AftAdminSocket *aft_admin_socket_new (AftAdmin *admin,
                                      AftAdminDone on_done,
                                      gpointer user_data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL; removes the file. */
void aft_admin_socket_free (AftAdminSocket *socket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAdminSocket, aft_admin_socket_free)

/* The other side. FALSE when no `serve` answers at @admin's path; else TRUE, with the reply or NULL
 * and @error in @ret_reply. */
gboolean aft_admin_socket_ask (const AftAdmin *admin,
                               const AftCommand *command,
                               const AftValue *request,
                               AftValue **ret_reply,
                               GError **error);
/* Does a `serve` answer there? */
gboolean aft_admin_socket_is_served (const char *path);

G_END_DECLS
