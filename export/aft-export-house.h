/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-clock.h"
#include "aft-house-store.h"
#include "aft-random.h"

G_BEGIN_DECLS

/* AftExportHouse: the house that is exported from. It is opened to be read, whether `serve` runs or
 * not; nothing in it is changed. */
typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  AftCatalogue *catalogue; /* of what is called how, in every language */
  char *folder;            /* the collector's */
  char *public_address; /* where guests' phones reach the collector, without "/" at its end; NULL */
  guint64 enough;       /* [figures]: with fewer answers a figure is not given */
  guint64 few;          /* a part of the answers with fewer is not shown at all */
} AftExportHouse;

/* As they were given, NULL: not. */
typedef struct
{
  const char *data;           /* the folder; NULL: as the collector's */
  const char *database;       /* the file; NULL: the collector's setting, else in the folder */
  const char *config;         /* the collector's settings; NULL: where it looks for them */
  const char *public_address; /* instead of the one in the settings */
} AftExportPlace;

/* INVALID: a setting is wrong, or a catalogue; else as aft_house_sqlite_open_to_read(). */
AftExportHouse *aft_export_house_open (const AftExportPlace *place,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_export_house_free (AftExportHouse *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftExportHouse, aft_export_house_free)

/* The venue with that id or name, or the only one when @text is NULL; new reference. NOT_FOUND;
 * INVALID when there are several. */
AftVenue *aft_export_house_find_venue (AftExportHouse *house,
                                       const char *text,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
