/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-staff.h"
#include "aft-kiosk-store.h"

G_BEGIN_DECLS

/* AftDeskDoor: lets those in who have a PIN, by the tries that AftPinGuard allows, which are kept
 * in the kiosk's store. Needs no network.
 *
 * Signal "changed": whether somebody may try is another now. */
#define AFT_TYPE_DESK_DOOR (aft_desk_door_get_type ())
G_DECLARE_FINAL_TYPE (AftDeskDoor, aft_desk_door, AFT, DESK_DOOR, GObject)

AftDeskDoor *aft_desk_door_new (AftClock *clock, const AftId *boot_id);

/* Who has a PIN from now on (AftDeskStaff, referenced); NULL or empty: nobody. What is being tried
 * goes by who had one before. */
void aft_desk_door_set_staff (AftDeskDoor *door, GPtrArray *staff);
gboolean aft_desk_door_has_staff (AftDeskDoor *door);

/* Somebody stands there: looks for what is known of former tries, unless that is known. @store is
 * referenced. */
void aft_desk_door_knock (AftDeskDoor *door, AftKioskStore *store);
/* Is that known, and nobody's PIN being looked at? */
gboolean aft_desk_door_is_ready (AftDeskDoor *door);
/* See aft-pin-guard.h. */
gint64 aft_desk_door_get_wait_ms (AftDeskDoor *door);
guint aft_desk_door_get_tries_left (AftDeskDoor *door);

/* Tries @pin. The try is on the disk before it is looked at; where the disk does not take it, it is
 * counted in memory alone. */
void aft_desk_door_try_async (AftDeskDoor *door,
                              const char *pin,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Who it is, the caller's. BUSY: not yet. Else as aft_pin_check_finish(). */
AftDeskStaff *aft_desk_door_try_finish (AftDeskDoor *door,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
