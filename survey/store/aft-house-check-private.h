/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"

G_BEGIN_DECLS

/* aft-house-check.c: what arguments must be like; INVALID or TOO_LARGE with what is wrong. */
gboolean aft_house_check_house (const AftHouse *house, GError **error);
gboolean aft_house_check_survey (const AftHouseSurvey *survey, GError **error);
gboolean aft_house_check_user (const AftHouseUser *user, GError **error);
gboolean aft_house_check_setting (const char *name, const char *text, GError **error);
gboolean aft_house_check_authorization (const AftHouseAuthorization *authorization, GError **error);
gboolean aft_house_check_heartbeat (const AftHouseHeartbeat *heartbeat, GError **error);
gboolean aft_house_check_audit_row (const AftHouseAuditRow *row, GError **error);
gboolean aft_house_check_device_change (const AftHouseDeviceChange *change, GError **error);
/* Is @text 1–@max characters without control characters? */
gboolean aft_house_check_line (const char *text, glong max, const char *what, GError **error);
/* UTF-8 of at most @max characters; line breaks and tabs are the only control characters. */
gboolean aft_house_is_prose (const char *text, glong max);
/* Is @text 1–64 of a–z, 0–9, '-', '.'? */
gboolean aft_house_check_name (const char *text, const char *what, GError **error);
gboolean aft_house_check_actor (const char *actor, GError **error);
gboolean aft_house_check_batch (const AftHouseBatch *batch, GError **error);
/* The same of what phones send, whose items have no numbers yet. */
gboolean aft_house_check_answers (const AftHouseBatch *batch, GError **error);
/* Judges what aft-house-batch.h leaves to the store before it is stored: the body that @item's
 * response gives must have its digest. Changes @item's verdict. */
void aft_house_judge_item (AftHouseItem *item);

G_END_DECLS
