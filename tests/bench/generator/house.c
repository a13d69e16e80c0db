/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A house that is made up: its venues, surveys and kiosks, and the days that go by in it. What one
 * guest leaves behind is put together by sittings.c and sent by kiosks.c. */
#include "house.h"

#include <string.h>

#include "aft-calendar.h"
#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-guest-key.h"
#include "aft-house-keys.h"
#include "aft-house-sqlite.h"
#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-phones.h"
#include "aft-rule-book.h"
#include "aft-survey-publishing.h"
#include "case-hand.h"
#include "kiosks.h"
#include "sittings.h"

#define ACTOR      "user:generated"
#define DAY_MS     G_GINT64_CONSTANT (86400000)
#define SECOND_MS  1000
#define DAY_END_MS (3 * 60 * SECOND_MS)  /* the last guest may complain, too */
#define HOLD_MS    (20 * 60 * SECOND_MS) /* a kiosk's answers wait no longer for others */
#define OFFLINE    .01                   /* a kiosk is, for a whole day */

/* Of chance, beside those of the world. */
#define PURPOSE_OFFLINE (G_MAXUINT64 - 2)

struct _House
{
  HouseOptions options;
  AftFakeClock *clock;
  AftRandom *random;
  AftSurveyCache *cache;
  AftRuleBook *rules;
  AftHouseStore *store;
  GArray *venues;    /* AftId */
  GPtrArray *kiosks; /* Kiosk; options.kiosks at each venue */
  GPtrArray *phones; /* Kiosk; each venue's; empty where nobody answers so */
  GArray *late;      /* AftId of responses that came late, and may have become cases */
  Sittings *sittings;
  AftSealKey key;
  gboolean has_key;
  guint8 guest_key[AFT_GUEST_KEY_BYTES]; /* zeros where the house has no keys */
  guint day;                             /* from the world's first */
  CaseHand *hand;                        /* NULL: nobody handles cases */
  AftId manager_id;
  gint64 now_ms;
  gint64 day_end_ms; /* 0: something of the day has been sent */
  guint64 cases;
  gboolean is_revised;
};

static void
set_now (House *house, gint64 now_ms)
{
  house->now_ms = MAX (house->now_ms, now_ms);
  aft_fake_clock_set_real_us (house->clock, house->now_ms * 1000);
}

/* -- what stands there before the first guest ------------------------------------------------ */

static gboolean
set_up (House *house, GError **error)
{
  g_autoptr (GError) reason = NULL;
  AftHouse made
      = { (char *) "回味餐饮", (char *) "CNY", (char *) "CN", AFT_LANGUAGE_ZH_CN, house->now_ms };
  g_autoptr (AftHouse) known = aft_house_store_get_house_sync (house->store, &reason);
  if (known != NULL)
    return TRUE;
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return aft_house_store_set_up_sync (house->store, &made, ACTOR, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static AftValue *
make_day_parts (void)
{
  static const char *const parts[][3] = { { "lunch", "10:30", "14:30" },
                                          { "afternoon", "14:30", "17:00" },
                                          { "dinner", "17:00", "21:30" },
                                          { "night", "21:30", "03:00" } };
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      AftValueBuilder *part = aft_value_builder_new_object ();
      aft_value_builder_set_string (part, "id", parts[i][0]);
      aft_value_builder_set_string (part, "from", parts[i][1]);
      aft_value_builder_set_string (part, "to", parts[i][2]);
      aft_value_builder_take (list, aft_value_builder_end (part));
    }
  return aft_value_builder_end (list);
}

static gboolean
add_venue (House *house, guint number, Draws *draws, GError **error)
{
  AftId id = draws_make_id (draws, house->now_ms);
  g_autofree char *name = world_dup_venue_name (house->options.world, number);
  g_autoptr (AftValue) parts = make_day_parts ();
  gboolean is_london = g_str_has_prefix (world_get_zone (house->options.world, number), "Europe/");
  AftVenueFields fields = {
    .id = &id,
    .name = name,
    .zone = world_get_zone (house->options.world, number),
    .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
    .country_code = is_london ? "44" : "86",
    .day_parts = parts,
  };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, error);
  if (venue == NULL || !aft_house_store_put_venue_sync (house->store, venue, ACTOR, error))
    return FALSE;
  g_array_append_val (house->venues, id);
  return TRUE;
}

static gboolean
furnish (House *house, Draws *draws, GError **error)
{
  guint count = world_get_plan (house->options.world)->venues;
  g_autoptr (GPtrArray) known = aft_house_store_list_venues_sync (house->store, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (known->len, count); i++)
    g_array_append_val (house->venues, *aft_venue_get_id (known->pdata[i]));
  for (guint i = known->len; i < count; i++)
    if (!add_venue (house, i, draws, error))
      return FALSE;
  return TRUE;
}

/* A kiosk gets in as every kiosk does, but for the waiting. */
static Kiosk *
enrol (House *house, guint venue, Draws *draws, GError **error)
{
  AftHousePoll poll = AFT_HOUSE_POLL_PENDING;
  AftId id = draws_make_id (draws, house->now_ms);
  g_autofree char *text = aft_id_to_text (&id);
  g_autofree char *code = g_strndup (text + 24, 12);
  g_autofree char *name = g_strdup_printf ("K%u", house->kiosks->len + 1);
  AftHouseAuthorization asked = { .user_code = code, .device_id = id, .name = name };
  asked.device_code_digest = aft_digest_of_text (text);
  AftDigest token = aft_digest_of_text (code);
  if (!aft_house_store_authorize_sync (house->store, &asked, error)
      || !aft_house_store_approve_sync (house->store, code,
                                        &g_array_index (house->venues, AftId, venue), ACTOR, error)
      || !aft_house_store_poll_sync (house->store, &asked.device_code_digest, &token, &poll, error))
    return NULL;
  AftId boot = draws_make_id (draws, house->now_ms);
  return kiosk_new (&id, &boot, house->now_ms);
}

static gboolean
put_up_kiosks (House *house, Draws *draws, GError **error)
{
  for (guint venue = 0; venue < house->venues->len; venue++)
    for (guint i = 0; i < house->options.kiosks; i++)
      {
        Kiosk *kiosk = enrol (house, venue, draws, error);
        if (kiosk == NULL)
          return FALSE;
        g_ptr_array_add (house->kiosks, kiosk);
      }
  return TRUE;
}

/* A phone keeps nothing back: no day offline, and not in a house that is plain. */
static gboolean
allow_phones (House *house, GError **error)
{
  gboolean is_none = house->options.is_plain || house->options.is_spotless;
  for (guint venue = 0; venue < house->venues->len && !is_none; venue++)
    {
      g_autoptr (AftHouseDevice) phones = aft_house_store_get_phone_device_sync (
          house->store, house_get_venue_id (house, venue), error);
      if (phones == NULL)
        return FALSE;
      g_ptr_array_add (house->phones, kiosk_new_phones (&phones->id));
    }
  return TRUE;
}

static gboolean
publish_text (House *house, const char *text, SittingSurvey *ret_survey, GError **error)
{
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (text, strlen (text), error);
  g_autoptr (AftHouseSurvey) stored
      = survey != NULL ? aft_survey_publish_sync (house->store, survey, NULL, ACTOR, error) : NULL;
  if (stored == NULL)
    return FALSE;
  *ret_survey = (SittingSurvey){ aft_survey_ref (survey), g_strdup (stored->id),
                                 g_strdup (stored->version), stored->digest };
  return TRUE;
}

static gboolean
publish (House *house, const char *name, SittingSurvey *ret_survey, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (house->options.surveys, name, NULL);
  return g_file_get_contents (path, &text, NULL, error)
         && publish_text (house, text, ret_survey, error);
}

/* exit.json last: it is the one in use. */
static gboolean
publish_all (House *house, GError **error)
{
  SittingsOptions options = { .rules = house->rules,
                              .hotpot = house->options.hotpot,
                              .is_spotless = house->options.is_spotless,
                              .is_plain = house->options.is_plain,
                              .house_key = house->has_key ? &house->key : NULL,
                              .guest_key = house->guest_key,
                              .known_guests = house->options.known_guests };
  gboolean is_done
      = publish (house, "hotpot.json", &options.surveys[SITTING_HOTPOT], error)
        && publish (house, "complaint.json", &options.surveys[SITTING_COMPLAINT], error)
        && publish (house, "exit.json", &options.surveys[SITTING_EXIT], error);
  house->sittings = sittings_new (&options);
  return is_done;
}

static gboolean
read_key (House *house, GError **error)
{
  if (house->options.keys == NULL)
    return TRUE;
  g_autoptr (GPtrArray) keys = aft_house_keys_list (house->options.keys, error);
  house->has_key = keys != NULL && keys->len > 0;
  if (house->has_key)
    house->key = ((AftHouseKey *) keys->pdata[keys->len - 1])->public_key;
  return keys != NULL
         && (!house->has_key
             || aft_house_keys_read_guest_key (house->options.keys, house->guest_key, error));
}

/* The house has had them in its books before: 2 % VIP, 18 % core, 50 % ordinary, 30 % low. */
static gboolean
import_guests (House *house, GError **error)
{
  static const AftTier tiers[] = { AFT_TIER_LOW, AFT_TIER_ORDINARY, AFT_TIER_CORE, AFT_TIER_VIP };
  static const guint ends[] = { 30, 80, 98, 100 };
  AftHouseImportCounts counts;
  g_autoptr (GPtrArray) guests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  for (guint i = 0; i < house->options.known_guests; i++)
    {
      guint tier = 0;
      AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
      while ((i * 37 + 11) % 100 >= ends[tier])
        tier++;
      guest->line = i + 1;
      guest->has_phone = TRUE;
      guest->phone_key = sittings_get_guest_key (house->sittings, i);
      guest->tier = tiers[tier];
      guest->tier_source = AFT_HOUSE_TIER_BY_IMPORT;
      guest->visits = 2 + 4 * tier;
      g_ptr_array_add (guests, guest);
    }
  return guests->len == 0
         || aft_house_store_import_guests_sync (house->store, guests, ACTOR, &counts, error);
}

/* Cases are somebody's. At the end this one has left: nobody can ever sign in as them. */
static gboolean
put_manager (House *house, gboolean has_left, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseUser user = {
    .id = house->manager_id,
    .name = (char *) "generated",
    .public_name = (char *) "前任经理",
    .password_hash = (char *) "$argon2id$",
    .role = AFT_ROLE_OWNER,
    .venue_ids = none,
    .disabled_ms = has_left ? house->now_ms : 0,
  };
  return aft_house_store_put_user_sync (house->store, &user, ACTOR, error);
}

static gboolean
hire (House *house, Draws *draws, GError **error)
{
  if (!house->options.is_live)
    return TRUE;
  house->manager_id = draws_make_id (draws, house->now_ms);
  house->hand = case_hand_new (house->store, &house->manager_id,
                               world_get_plan (house->options.world)->seed);
  return put_manager (house, FALSE, error);
}

static gboolean
open_store (House *house, GError **error)
{
  AftHouseSqliteOptions options = {
    .path = house->options.path,
    .clock = aft_fake_clock_get_clock (house->clock),
    .random = house->random,
    .tally = aft_survey_cache_tally,
    .tally_data = house->cache,
    .judge = aft_rule_book_judge,
    .judge_data = house->rules,
    .treat = aft_rule_book_treat,
    .treat_data = house->rules,
    .rank = aft_rule_book_rank,
    .rank_data = house->rules,
  };
  house->store = aft_house_sqlite_open (&options, error);
  return house->store != NULL;
}

House *
house_open (const HouseOptions *options, GError **error)
{
  g_autoptr (House) house = g_new0 (House, 1);
  const WorldPlan *plan = world_get_plan (options->world);
  Draws draws = draws_start (plan->seed, G_MAXUINT64 - 1);
  house->options = *options;
  house->clock = aft_fake_clock_new (0);
  house->random = draws_make_random (&draws);
  house->cache = aft_survey_cache_new ();
  house->rules = aft_rule_book_new (house->cache);
  house->venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  house->kiosks = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_free);
  house->phones = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_free);
  house->late = g_array_new (FALSE, FALSE, sizeof (AftId));
  set_now (house, (plan->from_day - 1) * DAY_MS);
  if (!open_store (house, error) || !set_up (house, error) || !furnish (house, &draws, error)
      || !put_up_kiosks (house, &draws, error) || !allow_phones (house, error)
      || !read_key (house, error) || !publish_all (house, error) || !import_guests (house, error)
      || !hire (house, &draws, error))
    return NULL;
  return g_steal_pointer (&house);
}

void
house_free (House *house)
{
  if (house == NULL)
    return;
  case_hand_free (house->hand);
  sittings_free (house->sittings);
  g_ptr_array_unref (house->kiosks);
  g_ptr_array_unref (house->phones);
  g_array_unref (house->late);
  g_array_unref (house->venues);
  aft_house_store_unref (house->store);
  aft_rule_book_unref (house->rules);
  aft_survey_cache_unref (house->cache);
  aft_random_unref (house->random);
  aft_fake_clock_free (house->clock);
  g_free (house);
}

AftHouseStore *
house_get_store (House *house)
{
  return house->store;
}

const AftId *
house_get_venue_id (House *house, guint venue)
{
  return &g_array_index (house->venues, AftId, venue);
}

/* -- the days -------------------------------------------------------------------------------- */

/* Somebody does in cases what is due before @until_ms; each at its time. */
static gboolean
work_cases (House *house, gint64 until_ms, GError **error)
{
  while (house->hand != NULL && case_hand_get_next_ms (house->hand) < until_ms)
    {
      set_now (house, case_hand_get_next_ms (house->hand));
      if (!case_hand_do_next (house->hand, error))
        return FALSE;
    }
  return TRUE;
}

/* What would be done after the last guest is done at once: nothing is dated later than that. */
static gboolean
finish_cases (House *house, GError **error)
{
  while (house->hand != NULL && case_hand_get_next_ms (house->hand) < G_MAXINT64)
    if (!case_hand_do_next (house->hand, error))
      return FALSE;
  return house->hand == NULL || put_manager (house, TRUE, error);
}

/* The store's clock must not move while something of the day before is under way; until then the
 * next day is made. */
static gboolean
go_to_day_end (House *house, GError **error)
{
  if (house->day_end_ms == 0)
    return TRUE;
  if (!kiosks_wait (house->kiosks, error))
    return FALSE;
  set_now (house, house->day_end_ms);
  house->day_end_ms = 0;
  return TRUE;
}

static gboolean
send (House *house, Kiosk *kiosk, GError **error)
{
  if (house->options.is_live)
    return kiosk_send (kiosk, house->store, house->now_ms, error);
  return go_to_day_end (house, error)
         && kiosk_send_soon (kiosk, house->store, house->now_ms, error);
}

/* A case that came of what was just sent is seen to. */
static gboolean
look_after (House *house, const AftId *response_id, GError **error)
{
  GError *local = NULL;
  if (case_hand_look_at (house->hand, response_id, house->now_ms, &local))
    house->cases++;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Whatever it takes, it comes with the next day's. On the last day nobody is. */
static gboolean
is_offline (House *house, const Kiosk *kiosk)
{
  guint number = 0;
  const WorldPlan *plan = world_get_plan (house->options.world);
  if (house->options.is_plain || house->options.is_spotless || kiosk_is_phones (kiosk)
      || house->day + 1 >= plan->days)
    return FALSE;
  g_ptr_array_find (house->kiosks, kiosk, &number);
  Draws draws
      = draws_start (plan->seed, PURPOSE_OFFLINE - (guint64) number * plan->days - house->day);
  return draws_happens (&draws, OFFLINE);
}

/* What may become a case goes at once, the rest with others. */
static gboolean
take_live (House *house, Kiosk *kiosk, const GArray *items, gint64 time_ms, GError **error)
{
  if (!work_cases (house, time_ms, error))
    return FALSE;
  set_now (house, time_ms + 2 * SECOND_MS);
  gboolean is_away = is_offline (house, kiosk);
  for (guint i = 0; i < items->len; i++)
    {
      const AftHouseItem *item = &g_array_index (items, AftHouseItem, i);
      AftId id = item->id;
      gboolean is_urgent = sittings_is_urgent (item);
      kiosk_take (kiosk, item);
      if (is_urgent && is_away)
        g_array_append_val (house->late, id);
      else if (is_urgent && (!send (house, kiosk, error) || !look_after (house, &id, error)))
        return FALSE;
    }
  return is_away || house->now_ms - kiosk_get_waiting_since_ms (kiosk) < HOLD_MS
         || send (house, kiosk, error);
}

static Kiosk *
choose_kiosk (House *house, const Guest *guest)
{
  guint first = guest->venue * house->options.kiosks;
  return sittings_is_by_phone (house->sittings, guest)
             ? house->phones->pdata[guest->venue]
             : house->kiosks->pdata[first + guest->chance % house->options.kiosks];
}

static gboolean
take_guest (House *house, const Guest *guest, GArray *items, GError **error)
{
  Kiosk *kiosk = choose_kiosk (house, guest);
  g_array_set_size (items, 0);
  sittings_make (house->sittings, guest, kiosk, items);
  if (house->options.is_live)
    return take_live (house, kiosk, items, guest->time_ms, error);
  for (guint i = 0; i < items->len; i++)
    {
      kiosk_take (kiosk, &g_array_index (items, AftHouseItem, i));
      if (kiosk_is_full (kiosk) && !is_offline (house, kiosk) && !send (house, kiosk, error))
        return FALSE;
    }
  return TRUE;
}

/* The survey that is in use, with one more reason to choose from. Newly allocated. */
static char *
dup_revised (const char *text)
{
  static const char version[] = "\"id\": \"exit\", \"version\": 1,";
  static const char after[] = "\"zh-cn\": \"环境\", \"zh-tw\": \"環境\"}},\n            {\n"
                              "              \"value\": \"something-else\"";
  g_autoptr (GString) revised = g_string_new (text);
  guint found = g_string_replace (revised, version, "\"id\": \"exit\", \"version\": 2,", 0);
  found += g_string_replace (
      revised, after,
      "\"zh-cn\": \"环境\", \"zh-tw\": \"環境\"}},\n            {\"value\": \"location\", "
      "\"text\": "
      "{\"default\": \"Hard to get to\", \"zh-cn\": \"不好找\", \"zh-tw\": \"不好找\"}},\n"
      "            {\n              \"value\": \"something-else\"",
      0);
  return found == 2 ? g_strdup (revised->str) : NULL;
}

/* In mid-month, when half of the time is over. */
static gboolean
is_revision_day (const House *house)
{
  const WorldPlan *plan = world_get_plan (house->options.world);
  g_autofree char *date = aft_calendar_day_to_text (plan->from_day + (gint32) house->day);
  return !house->options.is_plain && !house->options.is_spotless && !house->is_revised
         && house->day >= plan->days / 2 && g_str_has_suffix (date, "-15");
}

static gboolean
revise (House *house, GError **error)
{
  SittingSurvey survey;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (house->options.surveys, "exit.json", NULL);
  if (!is_revision_day (house))
    return TRUE;
  if (!kiosks_wait (house->kiosks, error) || !g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  g_autofree char *revised = dup_revised (text);
  if (revised == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "exit.json is not as its revision expects it");
      return FALSE;
    }
  house->is_revised = publish_text (house, revised, &survey, error);
  if (house->is_revised)
    sittings_revise (house->sittings, &survey);
  return house->is_revised;
}

/* What came a day late is seen to, too. */
static gboolean
look_after_late (House *house, GError **error)
{
  gboolean is_done = TRUE;
  for (guint i = 0; i < house->late->len && is_done; i++)
    is_done = look_after (house, &g_array_index (house->late, AftId, i), error);
  g_array_set_size (house->late, 0);
  return is_done;
}

static gboolean
send_all (House *house, const GPtrArray *kiosks, GError **error)
{
  for (guint i = 0; i < kiosks->len; i++)
    if (!is_offline (house, kiosks->pdata[i]) && !send (house, kiosks->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Kiosks that were offline yesterday and are not today send what they have. */
static gboolean
begin_day (House *house, const GArray *guests, GError **error)
{
  if (guests->len > 0)
    house->day = g_array_index (guests, Guest, 0).day;
  if (!revise (house, error))
    return FALSE;
  if (!house->options.is_live || house->late->len == 0)
    return TRUE;
  return send_all (house, house->kiosks, error) && look_after_late (house, error);
}

gboolean
house_take_day (House *house, const GArray *guests, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (AftHouseItem));
  if (!begin_day (house, guests, error))
    return FALSE;
  if (guests->len > 0)
    house->day_end_ms = g_array_index (guests, Guest, guests->len - 1).time_ms + DAY_END_MS;
  for (guint i = 0; i < guests->len; i++)
    if (!take_guest (house, &g_array_index (guests, Guest, i), items, error))
      return FALSE;
  return send_all (house, house->kiosks, error) && send_all (house, house->phones, error);
}

static gboolean
retire_kiosks (House *house, GError **error)
{
  for (guint i = 0; i < house->kiosks->len; i++)
    if (!aft_house_store_revoke_sync (house->store, kiosk_get_id (house->kiosks->pdata[i]), ACTOR,
                                      error))
      return FALSE;
  return TRUE;
}

gboolean
house_end (House *house, gboolean retires_kiosks, GError **error)
{
  return kiosks_wait (house->kiosks, error) && finish_cases (house, error)
         && (!retires_kiosks || retire_kiosks (house, error));
}

HouseCounts
house_get_counts (House *house)
{
  AftHouseCounters counters;
  aft_house_store_get_counters (house->store, &counters);
  return (HouseCounts){ counters.stored, counters.duplicates, house->cases };
}
