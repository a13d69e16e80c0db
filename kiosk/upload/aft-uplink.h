/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"

G_BEGIN_DECLS

/* AftUplink: all of this kiosk's dealings with its collector, from enrolment to receipts: puts
 * uploader, heartbeat, enrolment, configuration and events together, keeps the token, and says to
 * staff how it stands (in the file upload-status of the data folder). Who comes to a guest is noted
 * in the house's arrivals.
 *
 * Signals: "changed": what staff may see is another; "configuration-received": there is one to be
 * taken in between guests. */
#define AFT_TYPE_UPLINK (aft_uplink_get_type ())
G_DECLARE_FINAL_TYPE (AftUplink, aft_uplink, AFT, UPLINK, GObject)

typedef struct
{
  AftKioskHouse *house; /* borrowed; must outlive it */
  const char *data_folder;
  const char *version;
  guint second_ms; /* how long a second of its waits is; 0: 1,000 */
} AftUplinkOptions;

/* Begins by itself when the house's store is open. Without a collector in the settings it does
 * nothing at all. */
AftUplink *aft_uplink_new (const AftUplinkOptions *options);
/* The house's settings name a collector now, where none was: begins. INVALID, NOT_FOUND or
 * UNAVAILABLE: address or authority cannot be used. */
gboolean aft_uplink_use_settings (AftUplink *uplink, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends everything; to be called before the house is freed. */
void aft_uplink_stop (AftUplink *uplink);

/* There is a collector, and this kiosk is not enrolled: staff are to be shown a code. */
gboolean aft_uplink_is_enrolling (AftUplink *uplink);
/* Had it been enrolled once, before this start? */
gboolean aft_uplink_was_enrolled (AftUplink *uplink);
/* Is there a collector at all? */
gboolean aft_uplink_has_collector (AftUplink *uplink);
/* The venue's open cases as the collector has them; see aft-cases-request.h for the
 * result. FALSE, and nothing is asked: there is no collector that knows this kiosk. */
gboolean aft_uplink_list_cases_async (AftUplink *uplink,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* How the kiosk's printer is, by name, for the collector; NULL: there is none. */
void aft_uplink_set_printer (AftUplink *uplink, const char *state);
/* The code and where to enter it; NULL while there is none. Borrowed. */
const char *aft_uplink_get_user_code (AftUplink *uplink);
const char *aft_uplink_get_enrolment_address (AftUplink *uplink);
/* What is wrong, one sentence; NULL when nothing is. Borrowed. */
const char *aft_uplink_get_trouble (AftUplink *uplink);

G_END_DECLS
