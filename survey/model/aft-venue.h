/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftVenue: one restaurant of the house, and how it reckons its time. Immutable, counted
 * atomically; may be read on any thread. */
typedef struct _AftVenue AftVenue;

#define AFT_VENUE_NAME_MAX        100 /* characters */
#define AFT_VENUE_PARTS_MAX       24
#define AFT_VENUE_CUT_OFF_MINUTES 240 /* 04:00, where nothing else is said */

/* What a venue is made of. Everything is copied or referenced. */
typedef struct
{
  const AftId *id;
  const char *name;         /* 1–AFT_VENUE_NAME_MAX characters, kept composed (aft-name.h) */
  const char *zone;         /* IANA: "Asia/Shanghai" */
  guint cut_off_minutes;    /* of the wall clock, 0–719: an earlier time is the day before */
  const char *country_code; /* for telephone numbers: 1–3 digits, "86" */
  AftValue *day_parts;      /* array of {"id", "from", "to"}, wall times "HH:MM"; NULL: none */
  AftValue *hours;          /* opening hours, an object that is handed on as it is; NULL: {} */
  AftValue *texts;          /* texts for guests, likewise */
} AftVenueFields;

/* INVALID with the field's name: wrong, too long, an unknown zone, or day-parts that overlap. A
 * part may run over midnight ("22:00"–"02:00"). */
AftVenue *aft_venue_new (const AftVenueFields *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftVenue *aft_venue_ref (AftVenue *venue);
/* Accepts NULL. */
void aft_venue_unref (AftVenue *venue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftVenue, aft_venue_unref)

/* Readers; all results are borrowed. */
const AftId *aft_venue_get_id (const AftVenue *venue);
const char *aft_venue_get_name (const AftVenue *venue);
const char *aft_venue_get_zone (const AftVenue *venue);
guint aft_venue_get_cut_off_minutes (const AftVenue *venue);
const char *aft_venue_get_country_code (const AftVenue *venue);
/* Never NULL. */
AftValue *aft_venue_get_day_parts (const AftVenue *venue);
AftValue *aft_venue_get_hours (const AftVenue *venue);
AftValue *aft_venue_get_texts (const AftVenue *venue);

/* The business day (DESIGN §10) that @utc_ms belongs to: days since 1970-01-01 of the local civil
 * date, one less where the wall time is before the cut-off. */
gint32 aft_venue_get_business_day (const AftVenue *venue, gint64 utc_ms);
/* The id of the day-part in which @utc_ms lies by the wall clock, from inclusive, to exclusive;
 * NULL when in none. Borrowed. */
const char *aft_venue_get_day_part (const AftVenue *venue, gint64 utc_ms);
/* The hour of the wall clock, 0–23: when clocks are put back, one of them lasts twice as long. */
guint aft_venue_get_hour (const AftVenue *venue, gint64 utc_ms);

G_END_DECLS
