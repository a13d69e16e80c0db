/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What made-up guests leave at a kiosk: accidents, complaints and clocks as sittings.h says, in a
 * chain that holds. Shares in a whole house are test-load.c's. */
#include <math.h>
#include <string.h>

#include "aft-chain.h"
#include "aft-error.h"
#include "aft-guest-key.h"
#include "aft-survey-cache.h"
#include "aft-temp-dir.h"
#include "drawn.h"
#include "house.h"
#include "sittings.h"

#define FROM_DAY  20440
#define BOOTED_MS (FROM_DAY * G_GINT64_CONSTANT (86400000) - 1000)
#define GUESTS    5000

typedef struct
{
  AftSurveyCache *cache;
  AftRuleBook *rules;
  Sittings *sittings;
  Kiosk *kiosk;
  Kiosk *phones;
  GArray *guests; /* Guest */
  GArray *items;  /* AftHouseItem of the last sitting; all have been taken */
} Place;

static SittingSurvey
load_survey (const char *name)
{
  g_autofree char *text = NULL;
  AftSurvey *survey = drawn_survey (name, &text);
  return (SittingSurvey){ survey, g_strdup (name), g_strdup ("1"), aft_digest_of_text (text) };
}

static void
open_sittings (Place *place, const SittingsOptions *like)
{
  static const guint8 guest_key[AFT_GUEST_KEY_BYTES];
  SittingsOptions options = *like;
  g_clear_pointer (&place->sittings, sittings_free);
  options.surveys[SITTING_EXIT] = load_survey ("exit.json");
  options.surveys[SITTING_HOTPOT] = load_survey ("hotpot.json");
  options.surveys[SITTING_COMPLAINT] = load_survey ("complaint.json");
  options.rules = place->rules;
  options.guest_key = guest_key;
  options.known_guests = 10;
  place->sittings = sittings_new (&options);
}

static void
set_up (Place *place, gconstpointer unused)
{
  const WorldPlan plan = {
    .seed = 41, .venues = 1, .answers = GUESTS, .from_day = FROM_DAY, .days = 10, .is_calm = TRUE
  };
  Draws draws = draws_start (1, 1);
  AftId id = draws_make_id (&draws, BOOTED_MS);
  AftId boot = draws_make_id (&draws, BOOTED_MS);
  AftId phones = draws_make_id (&draws, BOOTED_MS);
  g_autoptr (World) world = world_new (&plan);
  place->cache = aft_survey_cache_new ();
  place->rules = aft_rule_book_new (place->cache);
  place->kiosk = kiosk_new (&id, &boot, BOOTED_MS);
  place->phones = kiosk_new_phones (&phones);
  place->items = g_array_new (FALSE, FALSE, sizeof (AftHouseItem));
  place->guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  for (guint day = 0; day < plan.days; day++)
    world_draw_day (world, day, place->guests);
  open_sittings (place, &(SittingsOptions){ .hotpot = 0 });
}

static void
tear_down (Place *place, gconstpointer unused)
{
  sittings_free (place->sittings);
  kiosk_free (place->kiosk);
  kiosk_free (place->phones);
  g_array_unref (place->items);
  g_array_unref (place->guests);
  aft_rule_book_unref (place->rules);
  aft_survey_cache_unref (place->cache);
}

/* The items are the kiosk's, which lets go of them at the end. */
static const Guest *
sit (Place *place, guint number, Kiosk *kiosk)
{
  const Guest *guest = &g_array_index (place->guests, Guest, number);
  g_array_set_size (place->items, 0);
  sittings_make (place->sittings, guest, kiosk, place->items);
  g_assert_cmpuint (place->items->len, >, 0);
  for (guint i = 0; i < place->items->len; i++)
    kiosk_take (kiosk, &g_array_index (place->items, AftHouseItem, i));
  return guest;
}

static const AftHouseItem *
get_item (const Place *place, guint index)
{
  return &g_array_index (place->items, AftHouseItem, index);
}

static void
assert_share (const char *what, guint such, guint all, double share)
{
  double found = (double) such / all;
  g_test_message ("%s: %.4f of %u, %.4f planned", what, found, all, share);
  g_assert_cmpuint (such, >, 0);
  g_assert_cmpfloat (fabs (found - share), <, 4 * sqrt (share * (1 - share) / all));
}

static gboolean
is_complaint (const AftHouseItem *item)
{
  return aft_response_get_kind (item->response) == AFT_RESPONSE_COMPLAINT;
}

static gboolean
is_same_sitting (const AftHouseItem *first, const AftHouseItem *second)
{
  return aft_id_equal (aft_response_get_sitting_id (first->response),
                       aft_response_get_sitting_id (second->response));
}

/* -- who does what --------------------------------------------------------------------------- */

static void
test_spotless (Place *place, gconstpointer unused)
{
  guint wronged = 0;
  guint complaints = 0;
  open_sittings (place, &(SittingsOptions){ .is_spotless = TRUE });
  for (guint i = 0; i < place->guests->len; i++)
    {
      const Guest *guest = sit (place, i, place->kiosk);
      const AftHouseItem *exit = get_item (place, 0);
      g_assert_cmpint (aft_response_get_state (exit->response), ==, AFT_RESPONSE_COMPLETE);
      g_assert_cmpint (aft_response_get_ended_ms (exit->response), ==, guest->time_ms);
      g_assert_false (sittings_is_by_phone (place->sittings, guest));
      wronged += guest->score <= 2;
      complaints += place->items->len == 2;
      g_assert_cmpuint (place->items->len, <=, guest->score <= 2 ? 2 : 1);
      if (place->items->len == 1)
        continue;
      g_assert_true (is_complaint (get_item (place, 1)));
      g_assert_true (is_same_sitting (exit, get_item (place, 1)));
      g_assert_true (sittings_is_urgent (get_item (place, 1)));
      g_assert_cmpint (aft_response_get_ended_ms (get_item (place, 1)->response), ==,
                       guest->time_ms + 60000);
    }
  assert_share ("complaints", complaints, wronged, .5);
}

/* One response a guest, but for what is sent twice; nothing is known of who they are. */
static void
test_plain (Place *place, gconstpointer unused)
{
  guint twice = 0;
  guint left = 0;
  open_sittings (place, &(SittingsOptions){ .is_plain = TRUE });
  for (guint i = 0; i < place->guests->len; i++)
    {
      const Guest *guest = sit (place, i, place->kiosk);
      const AftHouseItem *first = get_item (place, 0);
      twice += place->items->len == 2;
      left += aft_response_get_state (first->response) != AFT_RESPONSE_COMPLETE;
      g_assert_cmpuint (place->items->len, <=, 2);
      g_assert_null (first->risk);
      g_assert_false (first->has_guest);
      g_assert_false (sittings_is_by_phone (place->sittings, guest));
      g_assert_false (sittings_is_urgent (first));
    }
  assert_share ("sent twice", twice, place->guests->len, .015);
  assert_share ("left half-way", left, place->guests->len, .12);
}

/* All of what happens at a kiosk that nobody means, told apart by what it leaves. */
static void
test_accidents (Place *place, gconstpointer unused)
{
  guint taps = 0;
  guint bursts = 0;
  guint twice = 0;
  guint exits = place->guests->len;
  for (guint i = 0; i < exits; i++)
    {
      guint marked = 0;
      guint others = 0;
      sit (place, i, place->kiosk);
      const AftHouseItem *first = get_item (place, 0);
      for (guint k = 1; k < place->items->len; k++)
        {
          const AftHouseItem *item = get_item (place, k);
          marked += aft_response_is_burst (item->response);
          others += !is_same_sitting (first, item);
          if (item->sequence != first->sequence)
            continue;
          twice++;
          g_assert_true (aft_digest_equal (&item->digest, &first->digest));
          g_assert_true (item->response == first->response);
        }
      bursts += marked > 0;
      taps += others == 1 || others == 7;
      g_assert_true (marked == 0 || marked == 2);
      g_assert_true (others <= 1 || others == 6 || others == 7);
      g_assert_true ((others >= 6) == (marked == 2));
    }
  assert_share ("second taps", taps, exits, .02);
  assert_share ("bursts", bursts, exits, .0008);
  assert_share ("sent twice", twice, exits, .015);
}

/* 10 minutes off, or at 1970 or 2038, which is rare: all guests come twice; the monotonic time is
 * right, and tells. */
static void
test_clocks (Place *place, gconstpointer unused)
{
  guint off = 0;
  guint lost = 0;
  for (guint i = 0, count = place->guests->len; i < count; i++)
    {
      Guest again = g_array_index (place->guests, Guest, i);
      again.chance = ~again.chance;
      g_array_append_val (place->guests, again);
    }
  for (guint i = 0; i < place->guests->len; i++)
    {
      const Guest *guest = sit (place, i, place->kiosk);
      const AftResponse *response = get_item (place, 0)->response;
      gint64 error_ms = aft_response_get_ended_ms (response) - guest->time_ms;
      off += ABS (error_ms) == 600000;
      lost += ABS (error_ms) > 600000;
      g_assert_true (error_ms == 0 || ABS (error_ms) >= 600000);
      g_assert_cmpint (aft_response_get_monotonic_ms (response), ==, guest->time_ms - BOOTED_MS);
      g_assert_cmpint (aft_response_get_started_ms (response), <,
                       aft_response_get_ended_ms (response));
    }
  assert_share ("10 minutes off", off, place->guests->len, .003);
  assert_share ("lost", lost, place->guests->len, .0005);
}

static void
test_phones (Place *place, gconstpointer unused)
{
  guint all = 0;
  guint repeated = 0;
  for (guint i = 0; i < place->guests->len; i++)
    {
      const Guest *guest = &g_array_index (place->guests, Guest, i);
      if (!sittings_is_by_phone (place->sittings, guest))
        continue;
      all++;
      sit (place, i, place->phones);
      for (guint k = 0; k < place->items->len; k++)
        {
          const AftHouseItem *item = get_item (place, k);
          g_assert_cmpint (aft_response_get_channel (item->response), ==, AFT_CHANNEL_PHONE);
          g_assert_cmpint (aft_response_get_monotonic_ms (item->response), ==, 0);
          g_assert_false (aft_response_is_burst (item->response));
          repeated += item->marks == AFT_HOUSE_MARK_REPEATED;
        }
      g_assert_cmpint (aft_response_get_ended_ms (get_item (place, 0)->response), ==,
                       guest->time_ms);
    }
  assert_share ("by phone", all, place->guests->len, .05);
  assert_share ("once more by phone", repeated, all, .03);
}

/* Three of four who can be reached are among those that come again; strangers are not. */
static void
test_who_can_be_reached (Place *place, gconstpointer unused)
{
  guint reachable = 0;
  guint known = 0;
  for (guint i = 0; i < place->guests->len; i++)
    {
      sit (place, i, place->kiosk);
      for (guint k = 0; k < place->items->len; k++)
        {
          const AftHouseItem *item = get_item (place, k);
          const AftConsent *consent = aft_response_get_consent (item->response);
          g_assert_true ((consent != NULL) == item->has_guest);
          if (consent == NULL || (k > 0 && item->sequence == get_item (place, 0)->sequence))
            continue;
          reachable++;
          g_assert_true (consent->callback == is_complaint (item));
          g_assert_true (consent->offers == !is_complaint (item));
          for (guint number = 0; number < 10; number++)
            {
              AftDigest key = sittings_get_guest_key (place->sittings, number);
              known += aft_digest_equal (&key, &item->guest_key);
            }
        }
    }
  assert_share ("reachable", reachable, place->guests->len, .04);
  assert_share ("known", known, reachable, .75);
}

static void
test_hotpot_venues (Place *place, gconstpointer unused)
{
  guint hotpot = 0;
  open_sittings (place, &(SittingsOptions){ .hotpot = .25, .is_spotless = TRUE });
  for (guint venue = 0; venue < 40; venue++)
    {
      Guest guest = g_array_index (place->guests, Guest, 0);
      guest.venue = venue;
      g_array_append_val (place->guests, guest);
      sit (place, place->guests->len - 1, place->kiosk);
      hotpot += g_str_equal (aft_response_get_survey_id (get_item (place, 0)->response),
                             "hotpot.json");
    }
  g_assert_cmpuint (hotpot, ==, 10);
}

/* -- the kiosk ------------------------------------------------------------------------------- */

static void
test_chain (Place *place, gconstpointer unused)
{
  guint64 sequence = 0;
  AftDigest chain = aft_chain_start ();
  for (guint i = 0; i < 400; i++)
    {
      sit (place, i, place->kiosk);
      for (guint k = 0; k < place->items->len; k++)
        {
          const AftHouseItem *item = get_item (place, k);
          if (item->sequence <= sequence)
            continue; /* sent twice */
          g_assert_cmpuint (item->sequence, ==, ++sequence);
          g_assert_true (aft_digest_equal (&item->previous, &chain));
          chain = aft_chain_next (kiosk_get_id (place->kiosk), sequence, &chain, &item->digest);
          g_assert_true (aft_digest_equal (&item->chain, &chain));
        }
    }
  g_assert_cmpuint (sequence, >=, 400);
}

static void
test_batches_fill (Place *place, gconstpointer unused)
{
  guint taken = 0;
  g_assert_cmpint (kiosk_get_waiting_since_ms (place->kiosk), ==, G_MAXINT64);
  for (guint i = 0; !kiosk_is_full (place->kiosk); i++)
    {
      g_assert_cmpuint (taken, <, KIOSK_BATCH);
      sit (place, i, place->kiosk);
      taken += place->items->len;
      g_assert_cmpint (kiosk_get_waiting_since_ms (place->kiosk), ==,
                       g_array_index (place->guests, Guest, 0).time_ms);
    }
  g_assert_cmpuint (taken, >=, KIOSK_BATCH);
}

/* A house in which nobody has enrolled it. */
static void
test_a_stranger_is_refused (Place *place, gconstpointer unused)
{
  const WorldPlan plan = { .seed = 1, .venues = 1, .answers = 1, .from_day = FROM_DAY, .days = 1 };
  g_autoptr (World) world = world_new (&plan);
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (dir, "collector.db");
  const HouseOptions options
      = { .path = path, .surveys = SURVEYS_FOLDER, .world = world, .kiosks = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;
  g_autoptr (House) house = house_open (&options, &error);
  g_autoptr (GPtrArray) kiosks = g_ptr_array_new ();
  g_assert_no_error (error);
  g_ptr_array_add (kiosks, place->kiosk);
  sit (place, 0, place->kiosk);
  g_assert_false (kiosk_send (place->kiosk, house_get_store (house), BOOTED_MS, &error));
  g_assert_nonnull (error);
  sit (place, 1, place->kiosk);
  g_assert_true (kiosk_send_soon (place->kiosk, house_get_store (house), BOOTED_MS, NULL));
  g_assert_false (kiosks_wait (kiosks, &later));
  g_assert_error (later, error->domain, error->code);
  g_assert_true (kiosks_wait (kiosks, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/bench/sittings/" name, Place, NULL, set_up, test, tear_down)
  ADD ("spotless-guests-answer-once-and-may-complain", test_spotless);
  ADD ("plain-guests-answer-once", test_plain);
  ADD ("accidents-are-the-loads", test_accidents);
  ADD ("clocks-are-off-as-often-as-said", test_clocks);
  ADD ("phones-have-no-accidents-but-come-again", test_phones);
  ADD ("who-can-be-reached-is-mostly-known", test_who_can_be_reached);
  ADD ("hotpot-is-asked-in-its-share-of-venues", test_hotpot_venues);
  ADD ("a-kiosks-chain-holds", test_chain);
  ADD ("a-batch-fills-and-waits-since-its-first", test_batches_fill);
  ADD ("a-kiosk-that-nobody-enrolled-is-told", test_a_stranger_is_refused);
#undef ADD
  return g_test_run ();
}
