/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-staff.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whose PIN is it? Holds @pin against everybody in @staff (AftDeskStaff), on a thread: a PIN that
 * nobody has takes as long as one that somebody has, some 25 ms for each of them. */
void aft_pin_check_async (const GPtrArray *staff,
                          const char *pin,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* A copy of who has it, the caller's. DENIED: nobody. CONFLICT: two have the same, so that nobody
 * could say who acted. */
AftDeskStaff *aft_pin_check_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
