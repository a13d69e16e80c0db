/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-role.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftDeskStaff: somebody who may open the desk of a venue's kiosks with a PIN. */
typedef struct
{
  AftId id;       /* of the user */
  char *name;     /* 1–64 characters */
  char *pin_hash; /* Argon2id as in aft-password.h */
  AftRole role;
} AftDeskStaff;

#define AFT_DESK_STAFF_MAX            200
#define AFT_DESK_STAFF_NAME_MAX       64    /* characters */
#define AFT_DESK_STAFF_HASH_MAX       127   /* bytes */
#define AFT_DESK_STAFF_MEMORY_KIB_MAX 65536 /* that a hash may ask of a kiosk, and */
#define AFT_DESK_STAFF_PASSES_MAX     4     /* how often it goes over them */

void aft_desk_staff_free (AftDeskStaff *staff);
/* An empty list of AftDeskStaff. */
GPtrArray *aft_desk_staff_list_new (void);
/* Adds a copy of @staff. */
void aft_desk_staff_list_add (GPtrArray *list, const AftDeskStaff *staff);

/* {"staff":[{"id":UUID,"name":TEXT,"pin_hash":TEXT,"role":"staff"|"manager"|"owner"},…]} */
AftValue *aft_desk_staff_list_to_value (const GPtrArray *list);
/* Reads one; members that it does not know are passed over. INVALID, also when somebody is in it
 * twice, or a hash asks for more than a kiosk should give. */
GPtrArray *aft_desk_staff_list_from_value (const AftValue *value,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
