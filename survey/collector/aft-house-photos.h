/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-admin.h"
#include "aft-attachments.h"

G_BEGIN_DECLS

/* Guests' photos of this house: DATA/attachments, made by the aftertaste-photo beside this program
 * (AFTERTASTE_PHOTO in the environment: another one), sealed with the house's keys. */

/* @admin outlives it. The caller owns it. */
AftAttachments *aft_house_photos_new_attachments (const AftAdmin *admin);

/* AftPhotoSweep: takes away what a crash left behind, now and once a day. One thread. */
typedef struct _AftPhotoSweep AftPhotoSweep;

/* @admin is open, and outlives it. @failed (may be NULL) is told what could not be done. */
AftPhotoSweep *aft_photo_sweep_new (const AftAdmin *admin,
                                    AftAttachments *attachments,
                                    void (*failed) (const GError *error, gpointer user_data),
                                    gpointer user_data);
/* Accepts NULL. */
void aft_photo_sweep_free (AftPhotoSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPhotoSweep, aft_photo_sweep_free)

G_END_DECLS
