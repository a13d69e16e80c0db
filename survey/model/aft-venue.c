/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftVenue: a venue's facts, checked once when it is made, and the two questions every figure asks:
 * which business day, which part of it. Time zones are GLib's, made once a venue.
 *
 * Not here: what opening hours and texts mean; they are handed on to the kiosks as they are. */
#include "aft-venue.h"

#include <string.h>

#include "aft-error.h"
#include "aft-name.h"
#include "aft-wall-time.h"

#define DAY_MS          G_GINT64_CONSTANT (86400000)
#define HOUR_MS         G_GINT64_CONSTANT (3600000)
#define MINUTE_MS       G_GINT64_CONSTANT (60000)
#define CUT_OFF_MAX     719
#define CODE_MAX_DIGITS 3
#define PART_ID_MAX     32
#define ZONE_MAX        64
#define ZONE_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_+-/"

/* A stretch of the wall clock's day; @to may be less than @from: over midnight. */
typedef struct
{
  const char *id; /* inside the venue's own day_parts */
  guint from;
  guint to;
} DayPart;

struct _AftVenue
{
  gint references; /* atomic */
  AftId id;
  char *name;
  char *zone_name;
  GTimeZone *zone;
  guint cut_off_minutes;
  char *country_code;
  AftValue *day_parts;
  AftValue *hours;
  AftValue *texts;
  GArray *parts; /* DayPart */
};

static gboolean
refuse (GError **error, const char *field)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A venue's %s is missing or wrong", field);
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > AFT_VENUE_NAME_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* A zone's name as in the IANA database, and nothing that leads elsewhere on the disk. */
static gboolean
is_zone_name (const char *text)
{
  return text != NULL && g_ascii_isalpha (text[0]) && strlen (text) <= ZONE_MAX
         && strspn (text, ZONE_CHARACTERS) == strlen (text) && strstr (text, "//") == NULL;
}

static gboolean
is_country_code (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return length >= 1 && length <= CODE_MAX_DIGITS && strspn (text, "0123456789") == length
         && text[0] != '0';
}

/* "24:00" is a time only where @is_end. */
static gboolean
read_wall_time (const char *text, gboolean is_end, guint *ret_minutes)
{
  return aft_wall_time_from_text (text, ret_minutes)
         && *ret_minutes < AFT_WALL_TIME_DAY_MINUTES + (is_end ? 1u : 0u);
}

static gboolean
is_in_part (const DayPart *part, guint minutes)
{
  if (part->from < part->to)
    return part->from <= minutes && minutes < part->to;
  return part->from <= minutes || minutes < part->to;
}

/* Of two that overlap, one begins inside the other. */
static gboolean
is_overlapping (const GArray *parts, const DayPart *part)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const DayPart *other = &g_array_index (parts, DayPart, i);
      if (is_in_part (other, part->from) || is_in_part (part, other->from)
          || strcmp (other->id, part->id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_part (const AftValue *value, DayPart *part)
{
  part->id = aft_value_get_member_string (value, "id", NULL);
  return aft_value_get_length (value) == 3 && part->id != NULL && *part->id != '\0'
         && strlen (part->id) <= PART_ID_MAX
         && read_wall_time (aft_value_get_member_string (value, "from", NULL), FALSE, &part->from)
         && read_wall_time (aft_value_get_member_string (value, "to", NULL), TRUE, &part->to)
         && part->from != part->to;
}

static gboolean
read_parts (AftVenue *venue)
{
  gsize count = aft_value_get_length (venue->day_parts);
  if (aft_value_get_type (venue->day_parts) != AFT_VALUE_ARRAY || count > AFT_VENUE_PARTS_MAX)
    return FALSE;
  for (gsize i = 0; i < count; i++)
    {
      DayPart part = { 0 };
      if (!read_part (aft_value_get_item (venue->day_parts, i), &part)
          || is_overlapping (venue->parts, &part))
        return FALSE;
      g_array_append_val (venue->parts, part);
    }
  return TRUE;
}

static AftValue *
ref_or_empty (AftValue *value, gboolean is_array)
{
  if (value != NULL)
    return aft_value_ref (value);
  return aft_value_builder_end (is_array ? aft_value_builder_new_array ()
                                         : aft_value_builder_new_object ());
}

static gboolean
check (AftVenue *venue, GError **error)
{
  if (aft_id_is_zero (&venue->id))
    return refuse (error, "id");
  if (!is_name (venue->name))
    return refuse (error, "name");
  if (is_zone_name (venue->zone_name))
    venue->zone = g_time_zone_new_identifier (venue->zone_name);
  if (venue->zone == NULL)
    return refuse (error, "time zone");
  if (venue->cut_off_minutes > CUT_OFF_MAX)
    return refuse (error, "cut-off");
  if (!is_country_code (venue->country_code))
    return refuse (error, "country code");
  if (aft_value_get_type (venue->hours) != AFT_VALUE_OBJECT)
    return refuse (error, "opening hours");
  if (aft_value_get_type (venue->texts) != AFT_VALUE_OBJECT)
    return refuse (error, "texts");
  return read_parts (venue) || refuse (error, "day-parts");
}

AftVenue *
aft_venue_new (const AftVenueFields *fields, GError **error)
{
  g_autoptr (AftVenue) venue = g_new0 (AftVenue, 1);
  venue->references = 1;
  venue->id = *fields->id;
  venue->name = aft_name_dup_composed (fields->name);
  venue->zone_name = g_strdup (fields->zone);
  venue->cut_off_minutes = fields->cut_off_minutes;
  venue->country_code = g_strdup (fields->country_code);
  venue->day_parts = ref_or_empty (fields->day_parts, TRUE);
  venue->hours = ref_or_empty (fields->hours, FALSE);
  venue->texts = ref_or_empty (fields->texts, FALSE);
  venue->parts = g_array_new (FALSE, FALSE, sizeof (DayPart));
  return check (venue, error) ? g_steal_pointer (&venue) : NULL;
}

AftVenue *
aft_venue_ref (AftVenue *venue)
{
  g_atomic_int_inc (&venue->references);
  return venue;
}

void
aft_venue_unref (AftVenue *venue)
{
  if (venue == NULL || !g_atomic_int_dec_and_test (&venue->references))
    return;
  g_clear_pointer (&venue->zone, g_time_zone_unref);
  g_array_unref (venue->parts);
  aft_value_unref (venue->day_parts);
  aft_value_unref (venue->hours);
  aft_value_unref (venue->texts);
  g_free (venue->country_code);
  g_free (venue->zone_name);
  g_free (venue->name);
  g_free (venue);
}

const AftId *
aft_venue_get_id (const AftVenue *venue)
{
  return &venue->id;
}

const char *
aft_venue_get_name (const AftVenue *venue)
{
  return venue->name;
}

const char *
aft_venue_get_zone (const AftVenue *venue)
{
  return venue->zone_name;
}

guint
aft_venue_get_cut_off_minutes (const AftVenue *venue)
{
  return venue->cut_off_minutes;
}

const char *
aft_venue_get_country_code (const AftVenue *venue)
{
  return venue->country_code;
}

AftValue *
aft_venue_get_day_parts (const AftVenue *venue)
{
  return venue->day_parts;
}

AftValue *
aft_venue_get_hours (const AftVenue *venue)
{
  return venue->hours;
}

AftValue *
aft_venue_get_texts (const AftVenue *venue)
{
  return venue->texts;
}

/* Rounds towards the past, also before 1970. */
static gint64
divide_down (gint64 number, gint64 by)
{
  return number / by - (number % by < 0 ? 1 : 0);
}

gint32
aft_venue_get_business_day (const AftVenue *venue, gint64 utc_ms)
{
  gint64 local_ms = aft_clock_to_local_ms (utc_ms, venue->zone);
  return (gint32) divide_down (local_ms - venue->cut_off_minutes * MINUTE_MS, DAY_MS);
}

static gint64
get_time_of_day_ms (const AftVenue *venue, gint64 utc_ms)
{
  gint64 local_ms = aft_clock_to_local_ms (utc_ms, venue->zone);
  return local_ms - divide_down (local_ms, DAY_MS) * DAY_MS;
}

guint
aft_venue_get_hour (const AftVenue *venue, gint64 utc_ms)
{
  return (guint) (get_time_of_day_ms (venue, utc_ms) / HOUR_MS);
}

const char *
aft_venue_get_day_part (const AftVenue *venue, gint64 utc_ms)
{
  gint64 in_day_ms = get_time_of_day_ms (venue, utc_ms);
  for (guint i = 0; i < venue->parts->len; i++)
    {
      const DayPart *part = &g_array_index (venue->parts, DayPart, i);
      if (is_in_part (part, in_day_ms / MINUTE_MS))
        return part->id;
    }
  return NULL;
}
