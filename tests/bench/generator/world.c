/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many guests answer where and when, and in which mood: effects of venue, season, weekday and
 * hour, and what was planted. Each venue and day has a stream of chance of its own, so that a day
 * can be drawn alone. What guests say in words of a survey is answers.c's. */
#include "world.h"

#include <math.h>

#define DAY_MS         G_GINT64_CONSTANT (86400000)
#define ZIPF_EXPONENT  0.8
#define CORRELATION    0.6
#define INCIDENT_SHIFT (-1.2)
#define SATISFIED      0.76 /* share of 4 and 5 */
#define FIRST_MINUTE   630  /* 10:30 */
#define SLOT_MINUTES   30
#define SLOTS          31 /* to 02:00 */

struct _World
{
  WorldPlan plan;
  GArray *drops;
  Incident incidents[WORLD_INCIDENTS];
  double *weights; /* of venues; together 1 */
  double *effects; /* of venues: AFT_ASPECTS + 1 each, the last one overall */
  GTimeZone **zones;
  double day_weights; /* of all days together */
};

typedef enum
{
  PURPOSE_VENUES,
  PURPOSE_INCIDENTS,
  PURPOSE_DAYS
} Purpose;

/* Guests by half hours of the wall clock: lunch, dinner, and a little late at night. */
static const guint8 week_slots[SLOTS] = { 1,  4,  9,  14, 15, 12, 8, 4, 2, 1, 1, 1, 2, 6, 12, 17,
                                          19, 17, 14, 11, 8,  6,  4, 3, 2, 2, 1, 1, 1, 1, 1 };
static const guint8 weekend_slots[SLOTS]
    = { 2,  5,  10, 15, 17, 16, 12, 8, 5, 4, 3, 3, 5, 9, 14, 18,
        20, 19, 16, 13, 10, 8,  6,  4, 3, 3, 2, 2, 2, 1, 1 };
static const double weekdays[7] = { .80, .80, .85, .90, 1.20, 1.40, 1.25 };
static const double aspect_moods[AFT_ASPECTS] = { .10, 0, .05, -.25, -.10, .15, .05, .2, .4 };
static const double thresholds[4] = { -1.7507, -1.2816, -.7063, .2019 };

/* 0 is Monday; 1970-01-01 was a Thursday. */
static guint
get_weekday (gint32 day)
{
  return (guint) ((day + 3) % 7);
}

static double
get_season (gint32 day)
{
  return cos (2 * G_PI * (fmod (day, 365.25) - 20) / 365.25);
}

static double
weigh_day (const World *world, guint day)
{
  gint32 date = world->plan.from_day + (gint32) day;
  return weekdays[get_weekday (date)] * (1 + .15 * get_season (date));
}

static void
make_venues (World *world)
{
  double sum = 0;
  Draws draws = draws_start (world->plan.seed, PURPOSE_VENUES);
  for (guint i = 0; i < world->plan.venues; i++)
    sum += world->weights[i] = pow (i + 1, -ZIPF_EXPONENT);
  for (guint i = 0; i < world->plan.venues; i++)
    {
      double *effects = &world->effects[(gsize) i * (AFT_ASPECTS + 1)];
      world->weights[i] /= sum;
      world->zones[i] = g_time_zone_new_identifier (world_get_zone (world, i));
      for (guint k = 0; k < AFT_ASPECTS; k++)
        effects[k] = world->plan.is_calm ? 0 : .15 * draws_normal (&draws);
      effects[AFT_ASPECTS] = world->plan.is_calm || i == 0 ? 0 : .12 * draws_normal (&draws);
    }
}

/* Each has a day of its own. */
static gboolean
has_incident_before (const World *world, guint index)
{
  gboolean has = FALSE;
  for (guint i = 0; i < index; i++)
    has = has || world->incidents[i].day == world->incidents[index].day;
  return has;
}

/* Not on the first days: there must be something to compare with. */
static void
plant_incidents (World *world)
{
  guint quiet = MIN (world->plan.days / 4, 30);
  Draws draws = draws_start (world->plan.seed, PURPOSE_INCIDENTS);
  for (guint i = 0; i < WORLD_INCIDENTS; i++)
    do
      world->incidents[i] = (Incident){ draws_below (&draws, MIN (world->plan.venues, 20)),
                                        (AftAspect) draws_below (&draws, AFT_ASPECTS - 2),
                                        quiet + draws_below (&draws, world->plan.days - quiet) };
    while (has_incident_before (world, i) && world->plan.days > 4 * WORLD_INCIDENTS);
}

World *
world_new (const WorldPlan *plan)
{
  World *world = g_new0 (World, 1);
  world->plan = *plan;
  world->drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  if (plan->drops != NULL)
    g_array_append_vals (world->drops, plan->drops->data, plan->drops->len);
  world->plan.drops = world->drops;
  world->weights = g_new0 (double, plan->venues);
  world->effects = g_new0 (double, (gsize) plan->venues *(AFT_ASPECTS + 1));
  world->zones = g_new0 (GTimeZone *, plan->venues);
  make_venues (world);
  if (plan->has_incidents)
    plant_incidents (world);
  for (guint day = 0; day < plan->days; day++)
    world->day_weights += weigh_day (world, day);
  return world;
}

void
world_free (World *world)
{
  if (world == NULL)
    return;
  for (guint i = 0; i < world->plan.venues; i++)
    g_time_zone_unref (world->zones[i]);
  g_array_unref (world->drops);
  g_free (world->weights);
  g_free (world->effects);
  g_free (world->zones);
  g_free (world);
}

const WorldPlan *
world_get_plan (const World *world)
{
  return &world->plan;
}

char *
world_dup_venue_name (const World *world, guint venue)
{
  static const char *const names[]
      = { "南京路店",   "伦敦唐人街店", "徐家汇店", "陆家嘴店", "五角场店", "静安寺店",
          "中山公园店", "人民广场店",   "虹桥店",   "七宝店",   "莘庄店",   "大宁店" };
  return venue < G_N_ELEMENTS (names) ? g_strdup (names[venue])
                                      : g_strdup_printf ("第%u店", venue + 1);
}

const char *
world_get_zone (const World *world, guint venue)
{
  return venue == 1 ? "Europe/London" : "Asia/Shanghai";
}

const Incident *
world_get_incident (const World *world, guint index)
{
  return world->plan.has_incidents && index < WORLD_INCIDENTS ? &world->incidents[index] : NULL;
}

guint
world_score (double mood)
{
  guint score = 1;
  while (score < 5 && mood > thresholds[score - 1])
    score++;
  return score;
}

/* Who is delighted or let down says so more readily than who is merely content. */
double
world_get_response_chance (guint score)
{
  static const double chances[] = { .18, .12, .08, .10, .14 };
  return chances[score - 1];
}

/* -- one guest ------------------------------------------------------------------------------- */

static guint
draw_minute (Draws *draws, gboolean is_weekend)
{
  const guint8 *slots = is_weekend ? weekend_slots : week_slots;
  guint sum = 0;
  guint slot = 0;
  for (guint i = 0; i < SLOTS; i++)
    sum += slots[i];
  for (guint drawn = draws_below (draws, sum); drawn >= slots[slot]; slot++)
    drawn -= slots[slot];
  return FIRST_MINUTE + slot * SLOT_MINUTES + draws_below (draws, SLOT_MINUTES);
}

static gint64
get_utc_ms (GTimeZone *zone, gint32 day, guint minute)
{
  gint64 local = (gint64) day * (DAY_MS / 1000) + (gint64) minute * 60;
  gint interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &local);
  return (local - g_time_zone_get_offset (zone, interval)) * 1000;
}

/* What everybody at that venue and minute feels, and about which aspect most. */
typedef struct
{
  double mood;
  double aspects[AFT_ASPECTS];
} Climate;

static double
get_drop_shift (double points)
{
  return draws_normal_threshold (SATISFIED - points) - draws_normal_threshold (SATISFIED);
}

static void
add_planted (const World *world, guint venue, guint day, Climate *climate)
{
  for (guint i = 0; i < world->drops->len; i++)
    {
      const Drop *drop = &g_array_index (world->drops, Drop, i);
      if (drop->venue != venue || day < drop->from || day >= drop->from + drop->days)
        continue;
      climate->mood += get_drop_shift (drop->points);
      climate->aspects[drop->aspect] += 3 * get_drop_shift (drop->points);
    }
  for (guint i = 0; world->plan.has_incidents && i < WORLD_INCIDENTS; i++)
    {
      const Incident *incident = &world->incidents[i];
      if (incident->venue != venue || incident->day != day)
        continue;
      climate->mood += INCIDENT_SHIFT;
      climate->aspects[incident->aspect] += 1.5 * INCIDENT_SHIFT;
    }
}

static Climate
get_climate (const World *world, guint venue, guint day)
{
  Climate climate = { 0 };
  gint32 date = world->plan.from_day + (gint32) day;
  const double *effects = &world->effects[(gsize) venue * (AFT_ASPECTS + 1)];
  for (guint k = 0; k < AFT_ASPECTS; k++)
    climate.aspects[k] = aspect_moods[k] + effects[k];
  climate.mood = effects[AFT_ASPECTS];
  if (!world->plan.is_calm)
    climate.mood += .04 * get_season (date) - (get_weekday (date) >= 5 ? .05 : 0);
  add_planted (world, venue, day, &climate);
  return climate;
}

/* In the rush they wait, and are told so. */
static double
get_rush (const World *world, guint minute)
{
  return !world->plan.is_calm && minute >= 1080 && minute < 1230 ? -.06 : 0;
}

static Guest
draw_guest (const World *world, Draws *draws, const Climate *climate, guint venue, guint day)
{
  gint32 date = world->plan.from_day + (gint32) day;
  Guest guest = { .venue = venue, .day = day };
  guest.minute = draw_minute (draws, get_weekday (date) >= 5);
  guest.time_ms = get_utc_ms (world->zones[venue], date, guest.minute) + draws_below (draws, 60000);
  double own = draws_normal (draws);
  double rush = get_rush (world, guest.minute);
  guest.mood = own + climate->mood + rush;
  guest.score = world_score (guest.mood);
  for (guint k = 0; k < AFT_ASPECTS; k++)
    guest.aspects[k] = CORRELATION * own
                       + sqrt (1 - CORRELATION * CORRELATION) * draws_normal (draws)
                       + climate->aspects[k] + (k == AFT_ASPECT_WAITING ? 4 * rush : 0);
  guest.chance = draws_next (draws);
  return guest;
}

void
world_draw_venue_day (const World *world, guint venue, guint day, GArray *guests)
{
  guint64 number = (guint64) venue * world->plan.days + day;
  Draws draws = draws_start (world->plan.seed, PURPOSE_DAYS + number);
  Climate climate = get_climate (world, venue, day);
  double mean
      = world->plan.answers * world->weights[venue] * weigh_day (world, day) / world->day_weights;
  guint count = draws_poisson (
      &draws, world->plan.is_calm ? mean : mean * exp (.08 * draws_normal (&draws)));
  for (guint i = 0; i < count; i++)
    {
      Guest guest = draw_guest (world, &draws, &climate, venue, day);
      g_array_append_val (guests, guest);
    }
}

static gint
compare_guests (gconstpointer a, gconstpointer b)
{
  const Guest *first = a;
  const Guest *second = b;
  if (first->time_ms != second->time_ms)
    return first->time_ms < second->time_ms ? -1 : 1;
  return first->chance < second->chance ? -1 : first->chance > second->chance;
}

void
world_sort (GArray *guests)
{
  g_array_sort (guests, compare_guests);
}

void
world_draw_day (World *world, guint day, GArray *guests)
{
  for (guint venue = 0; venue < world->plan.venues; venue++)
    world_draw_venue_day (world, venue, day, guests);
  world_sort (guests);
}
