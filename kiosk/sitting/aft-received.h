/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-device-configuration.h"

G_BEGIN_DECLS

/* What the collector told this kiosk to be, in the folder `received` of the data folder: settings
 * (a file as aftertaste-kiosk.conf), surveys, rules, privacy notice and who may open the desk, one
 * folder for each stage of its life:
 *
 *   next ──taken in──► first ──worked──► current        first ──the kiosk ended──► second
 *                        │                                second ──worked──► current
 *                        └──does not load──► refused      second ──ended again──► refused
 *
 * so that a configuration that makes the kiosk fall over is rolled back by the next start but one,
 * and a power cut alone costs nothing. */
typedef struct _AftReceived AftReceived;

/* @data_folder is copied; nothing is read or made yet. */
AftReceived *aft_received_new (const char *data_folder);
void aft_received_free (AftReceived *received);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReceived, aft_received_free)

#define AFT_RECEIVED_SETTINGS "kiosk.conf"   /* in each of the folders */
#define AFT_RECEIVED_RULES    "rules.json"   /* where the collector sent some */
#define AFT_RECEIVED_PRIVACY  "privacy.json" /* as is */

/* At the start of the program: the folder to begin with, on trial or proved; NULL when there is
 * none. Newly allocated. */
char *aft_received_begin (AftReceived *received);
/* The folder that is in use, on trial or proved; NULL when there is none. Newly allocated. */
char *aft_received_dup_present (AftReceived *received);
/* Would aft_received_take() give something now? */
gboolean aft_received_can_take (AftReceived *received);
/* Between guests: puts `next` on trial and returns its folder; NULL when there is none, or one is
 * on trial already. */
char *aft_received_take (AftReceived *received);
/* What is on trial has worked, if anything is. */
void aft_received_keep (AftReceived *received);
/* What is on trial cannot be used: it is put aside. Returns the folder to go back to, NULL: none.
 */
char *aft_received_refuse (AftReceived *received);

/* Writes @configuration as `next` after checking it as the kiosk would load it: settings, hours,
 * zone, rules, privacy notice, and each survey by the engine's check. INVALID names what is wrong;
 * FULL, DENIED or UNAVAILABLE when it cannot be written. Works on any thread, reads and writes
 * files. */
gboolean aft_received_write (const char *data_folder,
                             const AftDeviceConfiguration *configuration,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who may open the desk (AftDeskStaff) by the configuration in @folder, one of those above; empty
 * when it names nobody. INVALID, or an error of reading. The caller's. */
GPtrArray *aft_received_read_staff (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Has a configuration with @etag come already, whatever became of it? */
gboolean aft_received_has (AftReceived *received, const char *etag);

G_END_DECLS
