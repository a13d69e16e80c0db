/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generate-house OPTION…: makes up a house with some months of answers (PERFORMANCE.md "The load"),
 * through the product's own store, so that chains, digests, cases and counts are what uploads would
 * have made of them. The same seed gives the same answers. What was planted, and what the house
 * cannot know of itself, goes to truth.json beside the database; so do the guests that were served.
 */
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "aft-calendar.h"
#include "aft-error.h"
#include "aft-house-store-guests.h"
#include "truth.h"

#define DAY_SECONDS 86400
#define SATISFIED   .76 /* of which a drop takes its points, as in world.c */

typedef struct
{
  char *data;
  char *surveys; /* NULL: the product's own */
  char *until;
  char *drop;
  gint64 seed;
  gint64 answers;
  gint venues;
  gint days;
  gint kiosks;
  double hotpot;
  gboolean is_live;
  gboolean is_plain;
  gboolean retires;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_clear_pointer (&arguments->data, g_free);
  g_clear_pointer (&arguments->surveys, g_free);
  g_clear_pointer (&arguments->until, g_free);
  g_clear_pointer (&arguments->drop, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  *error = g_error_new_valist (AFT_ERROR, AFT_ERROR_INVALID, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* "VENUE,ASPECT,FROM,DAYS,POINTS": venue and first day from 0, or from the end where below 0. */
static gboolean
read_drop (const char *text, const WorldPlan *plan, GArray *drops, GError **error)
{
  gint64 numbers[3];
  char *end = NULL;
  Drop drop = { 0 };
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  if (g_strv_length (parts) != 5)
    return refuse (error, "--drop: “%s” is not VENUE,ASPECT,FROM,DAYS,POINTS", text);
  if (!aft_aspect_from_text (parts[1], &drop.aspect))
    return refuse (error, "--drop: there is no aspect “%s”", parts[1]);
  if (!g_ascii_string_to_signed (parts[0], 10, 0, plan->venues - 1, &numbers[0], NULL))
    return refuse (error, "--drop: there is no venue %s", parts[0]);
  if (!g_ascii_string_to_signed (parts[2], 10, -(gint64) plan->days, plan->days - 1, &numbers[1],
                                 NULL)
      || !g_ascii_string_to_signed (parts[3], 10, 1, plan->days, &numbers[2], NULL))
    return refuse (error, "--drop: %s for %s days is not within the %u days", parts[2], parts[3],
                   plan->days);
  drop.points = g_ascii_strtod (parts[4], &end);
  if (end == parts[4] || *end != '\0' || !(ABS (drop.points) < .5 && SATISFIED - drop.points < 1))
    return refuse (error, "--drop: %s points cannot be lost", parts[4]);
  drop.venue = (guint) numbers[0];
  drop.from = (guint) (numbers[1] < 0 ? plan->days + numbers[1] : numbers[1]);
  drop.days = (guint) numbers[2];
  g_array_append_val (drops, drop);
  return TRUE;
}

static gboolean
check_numbers (const Arguments *arguments, GError **error)
{
  const struct
  {
    const char *name;
    gint64 value;
    gint64 most;
  } numbers[] = { { "answers", arguments->answers, 100000000 },
                  { "venues", arguments->venues, 100000 },
                  { "days", arguments->days, 10000 },
                  { "kiosks", arguments->kiosks, 1000 } };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value < 1 || numbers[i].value > numbers[i].most)
      return refuse (error, "--%s is 1 to %" G_GINT64_FORMAT, numbers[i].name, numbers[i].most);
  if (!(arguments->hotpot >= 0 && arguments->hotpot <= 1))
    return refuse (error, "--hotpot is 0 to 1");
  return TRUE;
}

static gboolean
read_plan (const Arguments *arguments, GArray *drops, WorldPlan *plan, GError **error)
{
  gint32 until = (gint32) (g_get_real_time () / G_USEC_PER_SEC / DAY_SECONDS) - 1;
  if (arguments->data == NULL)
    return refuse (error, "--data DIR is needed");
  if (!check_numbers (arguments, error))
    return FALSE;
  if (arguments->until != NULL && !aft_calendar_day_from_text (arguments->until, &until))
    return refuse (error, "--until: “%s” is no day", arguments->until);
  *plan = (WorldPlan){ .seed = (guint64) arguments->seed,
                       .venues = (guint) arguments->venues,
                       .answers = (double) arguments->answers,
                       .from_day = until - arguments->days + 1,
                       .days = (guint) arguments->days,
                       .drops = drops,
                       .has_incidents = TRUE };
  return arguments->drop == NULL || read_drop (arguments->drop, plan, drops, error);
}

static void
say (House *house, guint day, const WorldPlan *plan, gint64 began_us, gboolean is_end)
{
  HouseCounts counts = house_get_counts (house);
  double seconds = (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
  if (is_end || (isatty (STDERR_FILENO) && day % 7 == 0))
    fprintf (stderr,
             "%sday %u of %u, %" G_GUINT64_FORMAT " responses, %" G_GUINT64_FORMAT
             " cases, %.1f s%s",
             isatty (STDERR_FILENO) ? "\r" : "", day + 1, plan->days, counts.stored, counts.cases,
             seconds, is_end ? "\n" : "");
}

/* Nobody has answered yet who comes later today. */
static void
drop_future (GArray *guests)
{
  gint64 now_ms = g_get_real_time () / 1000;
  while (guests->len > 0
         && g_array_index (guests, Guest, guests->len - 1).time_ms > now_ms - 5 * 60000)
    g_array_set_size (guests, guests->len - 1);
}

static gboolean
live (House *house, World *world, Truth *truth, gboolean retires, GError **error)
{
  const WorldPlan *plan = world_get_plan (world);
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  for (guint day = 0; day < plan->days; day++)
    {
      g_array_set_size (guests, 0);
      world_draw_day (world, day, guests);
      drop_future (guests);
      truth_note (truth, guests);
      if (!house_take_day (house, guests, error))
        return FALSE;
      say (house, day, plan, began_us, FALSE);
    }
  if (!house_end (house, retires, error))
    return FALSE;
  say (house, plan->days - 1, plan, began_us, TRUE);
  return TRUE;
}

/* Who is known comes every two months, or so. */
static guint
count_known (const WorldPlan *plan)
{
  double visits = 1 + plan->days / 60.0;
  return (guint) CLAMP (plan->answers * .03 / visits, 1, AFT_HOUSE_IMPORT_MAX);
}

static gboolean
run (const Arguments *arguments, const WorldPlan *plan, GError **error)
{
  g_autofree char *database = g_build_filename (arguments->data, "collector.db", NULL);
  g_autofree char *truth_path = g_build_filename (arguments->data, "truth.json", NULL);
  g_autofree char *keys = g_build_filename (arguments->data, "keys", NULL);
  g_autoptr (World) world = world_new (plan);
  g_autoptr (Truth) truth = truth_new (world);
  HouseOptions options
      = { .path = database,
          .surveys = arguments->surveys != NULL ? arguments->surveys : SURVEYS_FOLDER,
          .world = world,
          .kiosks = (guint) arguments->kiosks,
          .keys = arguments->is_live ? keys : NULL,
          .known_guests = arguments->is_plain ? 0 : count_known (plan),
          .hotpot = arguments->hotpot,
          .is_live = arguments->is_live,
          .is_plain = arguments->is_plain };
  if (g_mkdir_with_parents (arguments->data, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be made", arguments->data);
      return FALSE;
    }
  g_autoptr (House) house = house_open (&options, error);
  return house != NULL && live (house, world, truth, arguments->retires, error)
         && truth_write (truth, house, truth_path, error);
}

int
main (int argc, char **argv)
{
  g_auto (Arguments) arguments
      = { .seed = 1, .answers = 100000, .venues = 8, .days = 365, .kiosks = 2, .hotpot = .25 };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &arguments.data, "of the collector", "DIR" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &arguments.seed, "1 unless said", "N" },
    { "answers", 0, 0, G_OPTION_ARG_INT64, &arguments.answers, "guests who answer, about; 100000",
      "N" },
    { "venues", 0, 0, G_OPTION_ARG_INT, &arguments.venues, "8", "N" },
    { "days", 0, 0, G_OPTION_ARG_INT, &arguments.days, "365", "N" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &arguments.until, "the last day; yesterday",
      "YYYY-MM-DD" },
    { "kiosks", 0, 0, G_OPTION_ARG_INT, &arguments.kiosks, "at each venue; 2", "N" },
    { "hotpot", 0, 0, G_OPTION_ARG_DOUBLE, &arguments.hotpot,
      "share of the venues that ask hotpot.json; 0.25", "SHARE" },
    { "drop", 0, 0, G_OPTION_ARG_STRING, &arguments.drop, "satisfaction that is lower for a while",
      "VENUE,ASPECT,FROM,DAYS,POINTS" },
    { "live", 0, 0, G_OPTION_ARG_NONE, &arguments.is_live,
      "as it happens, with cases that are handled; slower", NULL },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &arguments.is_plain,
      "one response a guest, and no cases; quicker", NULL },
    { "retire", 0, 0, G_OPTION_ARG_NONE, &arguments.retires, "its kiosks are taken down at the end",
      NULL },
    { "surveys", 0, 0, G_OPTION_ARG_FILENAME, &arguments.surveys, "folder of the surveys", "DIR" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  WorldPlan plan;
  setlocale (LC_ALL, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || (argc > 1 && !refuse (&error, "“%s” is no option", argv[1]))
      || !read_plan (&arguments, drops, &plan, &error))
    {
      fprintf (stderr, "generate-house: %s\n", error->message);
      return 2;
    }
  if (run (&arguments, &plan, &error))
    return 0;
  fprintf (stderr, "generate-house: %s\n", error->message);
  return 1;
}
