/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers become names, and UTC becomes a venue's wall clock, for millions of rows: names are read
 * at once, and a venue's distance from UTC is looked up once a day where it stays the same all day.
 */
#include "aft-export-names.h"

#include <string.h>

#include "aft-calendar.h"

#define DAY_MS    G_GINT64_CONSTANT (86400000)
#define KINDS     3
#define NO_DAY    G_MININT64
#define MINUTE    60
#define SECOND_MS 1000

typedef struct
{
  GTimeZone *zone;
  gint64 utc_day; /* of which all has the offset, or NO_DAY */
  gint32 offset_seconds;
} VenueTime;

struct _AftExportNames
{
  AftHouseStore *store;
  GArray *names[KINDS]; /* AftHouseWalkName, by number */
  GHashTable *times;    /* venue → VenueTime */
};

static void
free_time (gpointer data)
{
  VenueTime *time = data;
  g_time_zone_unref (time->zone);
  g_free (time);
}

static gboolean
load (AftExportNames *names, AftHouseWalkNames which, GError **error)
{
  GArray *list = aft_house_store_list_walk_names_sync (names->store, which, error);
  if (list == NULL)
    return FALSE;
  g_clear_pointer (&names->names[which], g_array_unref);
  names->names[which] = list;
  return TRUE;
}

static const AftHouseWalkName *
search (const GArray *list, gint32 number)
{
  guint from = 0;
  guint to = list->len;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      const AftHouseWalkName *name = &g_array_index (list, AftHouseWalkName, middle);
      if (name->number == number)
        return name;
      if (name->number < number)
        from = middle + 1;
      else
        to = middle;
    }
  return NULL;
}

static guint
hash_id (gconstpointer data)
{
  guint hash = 0;
  memcpy (&hash, ((const AftId *) data)->bytes + sizeof (AftId) - sizeof hash, sizeof hash);
  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return aft_id_equal (a, b);
}

static VenueTime *
make_time (const AftVenue *venue)
{
  VenueTime *time = g_new0 (VenueTime, 1);
  time->zone = g_time_zone_new_identifier (aft_venue_get_zone (venue));
  if (time->zone == NULL)
    time->zone = g_time_zone_new_utc ();
  time->utc_day = NO_DAY;
  return time;
}

/* By the numbers that rows have. */
static gboolean
load_times (AftExportNames *names, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (names->store, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (hash_id, equal_ids);
  const GArray *list = names->names[AFT_HOUSE_WALK_VENUES];
  for (guint i = 0; i < list->len; i++)
    {
      AftHouseWalkName *name = &g_array_index (list, AftHouseWalkName, i);
      g_hash_table_insert (numbers, &name->id, GINT_TO_POINTER (name->number));
    }
  for (guint i = 0; venues != NULL && i < venues->len; i++)
    {
      const AftVenue *venue = venues->pdata[i];
      gpointer number = g_hash_table_lookup (numbers, aft_venue_get_id (venue));
      if (number != NULL)
        g_hash_table_replace (names->times, number, make_time (venue));
    }
  return venues != NULL;
}

AftExportNames *
aft_export_names_new (AftExportHouse *house, GError **error)
{
  g_autoptr (AftExportNames) names = g_new0 (AftExportNames, 1);
  names->store = aft_house_store_ref (house->store);
  names->times = g_hash_table_new_full (NULL, NULL, NULL, free_time);
  for (guint i = 0; i < KINDS; i++)
    if (!load (names, (AftHouseWalkNames) i, error))
      return NULL;
  return load_times (names, error) ? g_steal_pointer (&names) : NULL;
}

void
aft_export_names_free (AftExportNames *names)
{
  if (names == NULL)
    return;
  for (guint i = 0; i < KINDS; i++)
    g_clear_pointer (&names->names[i], g_array_unref);
  g_hash_table_unref (names->times);
  aft_house_store_unref (names->store);
  g_free (names);
}

const AftHouseWalkName *
aft_export_names_find (AftExportNames *names, AftHouseWalkNames which, gint32 number)
{
  g_autoptr (GError) ignored = NULL;
  const AftHouseWalkName *name = number > 0 ? search (names->names[which], number) : NULL;
  if (name != NULL || number <= 0)
    return name;
  /* It came after the names were read. */
  return load (names, which, &ignored) ? search (names->names[which], number) : NULL;
}

const GArray *
aft_export_names_get_surveys (AftExportNames *names)
{
  return names->names[AFT_HOUSE_WALK_SURVEYS];
}

static gint32
get_offset (GTimeZone *zone, gint64 utc_seconds)
{
  gint interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_seconds);
  return g_time_zone_get_offset (zone, interval);
}

/* A day that begins and ends with one offset has it all day. */
static gint32
find_offset (VenueTime *time, gint64 utc_ms, gint64 utc_day)
{
  gint64 begin = utc_day * (DAY_MS / SECOND_MS);
  if (time->utc_day == utc_day)
    return time->offset_seconds;
  time->offset_seconds = get_offset (time->zone, begin);
  time->utc_day = NO_DAY;
  if (time->offset_seconds != get_offset (time->zone, begin + DAY_MS / SECOND_MS - 1))
    return get_offset (time->zone, utc_ms / SECOND_MS);
  time->utc_day = utc_day;
  return time->offset_seconds;
}

static char *
write_digits (char *at, guint number, guint digits, char behind)
{
  for (guint i = digits; i > 0; i--, number /= 10)
    at[i - 1] = (char) ('0' + number % 10);
  at[digits] = behind;
  return at + digits + 1;
}

static gint64
floor_days (gint64 ms)
{
  return ms >= 0 ? ms / DAY_MS : -((-ms + DAY_MS - 1) / DAY_MS);
}

void
aft_export_names_write_local (AftExportNames *names,
                              gint32 venue,
                              gint64 utc_ms,
                              char text[AFT_EXPORT_TIME_LENGTH + 1])
{
  VenueTime *time = g_hash_table_lookup (names->times, GINT_TO_POINTER (venue));
  gint32 offset = time != NULL ? find_offset (time, utc_ms, floor_days (utc_ms)) : 0;
  gint64 local_ms = utc_ms + (gint64) offset * SECOND_MS;
  gint64 day = CLAMP (floor_days (local_ms), 0, AFT_CALENDAR_LAST_DAY);
  guint ms = (guint) CLAMP (local_ms - day * DAY_MS, 0, DAY_MS - 1);
  guint minutes = (guint) ABS (offset) / MINUTE;
  AftDate date = aft_calendar_date_of ((gint32) day);
  char *at = write_digits (text, (guint) date.year, 4, '-');
  at = write_digits (at, (guint) date.month, 2, '-');
  at = write_digits (at, (guint) date.day, 2, 'T');
  at = write_digits (at, ms / 3600000, 2, ':');
  at = write_digits (at, ms / 60000 % 60, 2, ':');
  at = write_digits (at, ms / SECOND_MS % 60, 2, '.');
  at = write_digits (at, ms % SECOND_MS, 3, offset < 0 ? '-' : '+');
  at = write_digits (at, minutes / MINUTE, 2, ':');
  write_digits (at, minutes % MINUTE, 2, '\0');
}
