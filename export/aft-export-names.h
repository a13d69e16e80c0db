/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-export-columns.h"
#include "aft-export-house.h"
#include "aft-house-store-walk.h"

G_BEGIN_DECLS

/* AftExportNames: what the numbers in walked rows stand for, and what time it was at a venue. */
typedef struct _AftExportNames AftExportNames;

AftExportNames *aft_export_names_new (AftExportHouse *house,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_export_names_free (AftExportNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExportNames, aft_export_names_free)

/* Asks the house once more where the number is not known yet. NULL: @number is 0 or below, or
 * nobody knows it. Borrowed until the next call. */
const AftHouseWalkName *
aft_export_names_find (AftExportNames *names, AftHouseWalkNames which, gint32 number);
/* AftHouseWalkName of all surveys; borrowed. */
const GArray *aft_export_names_get_surveys (AftExportNames *names);

#define AFT_EXPORT_TIME_LENGTH 29 /* "2026-10-03T20:30:00.000+08:00" */

/* The wall clock of the venue with the number, with its distance from UTC. */
void aft_export_names_write_local (AftExportNames *names,
                                   gint32 venue,
                                   gint64 utc_ms,
                                   char text[AFT_EXPORT_TIME_LENGTH + 1]);

G_END_DECLS
