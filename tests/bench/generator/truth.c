/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reckons from those who answered back to those who were there, by the chance with which guests of
 * such a score answer, and writes down what was planted. */
#include "truth.h"

#include <gio/gio.h>

#include "aft-calendar.h"
#include "aft-json.h"

typedef struct
{
  double answered;
  double answered_well;
  double served;
  double served_well;
} VenueTruth;

struct _Truth
{
  const World *world;
  VenueTruth *venues;
  double *served; /* of each day of a venue, venue by venue */
};

Truth *
truth_new (const World *world)
{
  const WorldPlan *plan = world_get_plan (world);
  Truth *truth = g_new0 (Truth, 1);
  truth->world = world;
  truth->venues = g_new0 (VenueTruth, plan->venues);
  truth->served = g_new0 (double, (gsize) plan->venues * plan->days);
  return truth;
}

void
truth_free (Truth *truth)
{
  if (truth == NULL)
    return;
  g_free (truth->venues);
  g_free (truth->served);
  g_free (truth);
}

void
truth_note (Truth *truth, const GArray *guests)
{
  guint days = world_get_plan (truth->world)->days;
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      VenueTruth *venue = &truth->venues[guest->venue];
      double weight = 1 / world_get_response_chance (guest->score);
      double well = guest->score >= 4 ? 1 : 0;
      venue->answered += 1;
      venue->answered_well += well;
      venue->served += weight;
      venue->served_well += weight * well;
      truth->served[(gsize) guest->venue * days + guest->day] += weight;
    }
}

static char *
dup_day (const Truth *truth, guint day)
{
  return aft_calendar_day_to_text (world_get_plan (truth->world)->from_day + (gint32) day);
}

static void
set_day (const Truth *truth, AftValueBuilder *builder, const char *name, guint day)
{
  g_autofree char *text = dup_day (truth, day);
  aft_value_builder_set_string (builder, name, text);
}

static AftValue *
describe_drops (const Truth *truth, House *house)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  const GArray *drops = world_get_plan (truth->world)->drops;
  for (guint i = 0; i < drops->len; i++)
    {
      const Drop *drop = &g_array_index (drops, Drop, i);
      AftValueBuilder *one = aft_value_builder_new_object ();
      g_autofree char *venue = aft_id_to_text (house_get_venue_id (house, drop->venue));
      aft_value_builder_set_string (one, "venue", venue);
      aft_value_builder_set_string (one, "aspect", aft_aspect_to_text (drop->aspect));
      set_day (truth, one, "from", drop->from);
      set_day (truth, one, "to", drop->from + drop->days - 1);
      aft_value_builder_set_number (one, "points", drop->points);
      aft_value_builder_take (list, aft_value_builder_end (one));
    }
  return aft_value_builder_end (list);
}

static AftValue *
describe_incidents (const Truth *truth, House *house)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < WORLD_INCIDENTS; i++)
    {
      const Incident *incident = world_get_incident (truth->world, i);
      if (incident == NULL)
        break;
      AftValueBuilder *one = aft_value_builder_new_object ();
      g_autofree char *venue = aft_id_to_text (house_get_venue_id (house, incident->venue));
      aft_value_builder_set_string (one, "venue", venue);
      aft_value_builder_set_string (one, "aspect", aft_aspect_to_text (incident->aspect));
      set_day (truth, one, "day", incident->day);
      aft_value_builder_take (list, aft_value_builder_end (one));
    }
  return aft_value_builder_end (list);
}

static AftValue *
describe_venues (const Truth *truth, House *house)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < world_get_plan (truth->world)->venues; i++)
    {
      const VenueTruth *venue = &truth->venues[i];
      AftValueBuilder *one = aft_value_builder_new_object ();
      g_autofree char *id = aft_id_to_text (house_get_venue_id (house, i));
      g_autofree char *name = world_dup_venue_name (truth->world, i);
      aft_value_builder_set_string (one, "venue", id);
      aft_value_builder_set_string (one, "name", name);
      aft_value_builder_set_number (one, "answered", venue->answered);
      aft_value_builder_set_number (one, "answered_well", venue->answered_well);
      aft_value_builder_set_number (one, "served", (double) (gint64) venue->served);
      aft_value_builder_set_number (one, "served_well", (double) (gint64) venue->served_well);
      aft_value_builder_take (list, aft_value_builder_end (one));
    }
  return aft_value_builder_end (list);
}

static AftValue *
describe (const Truth *truth, House *house)
{
  const WorldPlan *plan = world_get_plan (truth->world);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_number (builder, "seed", (double) plan->seed);
  set_day (truth, builder, "from", 0);
  set_day (truth, builder, "to", plan->days - 1);
  aft_value_builder_set_take (builder, "drops", describe_drops (truth, house));
  aft_value_builder_set_take (builder, "incidents", describe_incidents (truth, house));
  aft_value_builder_set_take (builder, "venues", describe_venues (truth, house));
  return aft_value_builder_end (builder);
}

static gboolean
write_served (Truth *truth, House *house, const char *path, GError **error)
{
  const WorldPlan *plan = world_get_plan (truth->world);
  g_autoptr (GString) csv = g_string_new ("venue,day,guests\r\n");
  for (guint venue = 0; venue < plan->venues; venue++)
    for (guint day = 0; day < plan->days; day++)
      {
        g_autofree char *id = aft_id_to_text (house_get_venue_id (house, venue));
        g_autofree char *date = dup_day (truth, day);
        double guests = truth->served[(gsize) venue * plan->days + day];
        if (guests > 0)
          g_string_append_printf (csv, "%s,%s,%.0f\r\n", id, date, guests);
      }
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = g_build_filename (folder, "served.csv", NULL);
  return g_file_set_contents (beside, csv->str, (gssize) csv->len, error);
}

gboolean
truth_write (Truth *truth, House *house, const char *path, GError **error)
{
  g_autoptr (AftValue) value = describe (truth, house);
  g_autofree char *text = aft_json_to_canonical (value, error);
  return text != NULL && g_file_set_contents (path, text, -1, error)
         && write_served (truth, house, path, error);
}
