/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When guests' tiers are looked at anew. What the rules say is theirs, how far a round has come is
 * the store's to remember; here it is decided which round is due, and it is kept going without
 * holding up anybody who waits for the store. */
#include "aft-tier-rounds.h"

#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-rule-document.h"

#define PAUSE_MS 20     /* between two parts: others go first */
#define LOOK_MS  300000 /* a day that begins is noticed within five minutes */

struct _AftTierRounds
{
  grefcount references; /* the owner, and each call on its way */
  AftTierRoundsOptions options;
  guint timer;
  gboolean is_looking;
  gboolean is_asked; /* woken while it looked */
  gboolean is_over;
};

static void
unref_rounds (AftTierRounds *rounds)
{
  if (!g_ref_count_dec (&rounds->references))
    return;
  aft_house_store_unref (rounds->options.store);
  aft_clock_unref (rounds->options.clock);
  aft_rule_book_unref (rounds->options.rules);
  g_free (rounds);
}

static AftTierRounds *
ref_rounds (AftTierRounds *rounds)
{
  g_ref_count_inc (&rounds->references);
  return rounds;
}

/* -- which round -------------------------------------------------------------------------------
 */

/* The day it is where the day begins first; FALSE: nowhere. */
static gboolean
find_today (const GPtrArray *venues, gint64 now_ms, gint32 *ret_day)
{
  *ret_day = 0;
  for (guint i = 0; i < venues->len; i++)
    *ret_day = MAX (*ret_day, aft_venue_get_business_day (venues->pdata[i], now_ms));
  return venues->len > 0;
}

/* Number of the house's own tier rules, 0: it has none. */
static gboolean
read_version (AftHouseStore *store, guint *ret_version, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRules) own = aft_house_store_get_rules_sync (
      store, aft_rule_document_to_text (AFT_RULE_DOCUMENT_TIERS), 0, &local);

  *ret_version = own != NULL ? own->version : 0;
  if (g_error_matches (local, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_clear_error (&local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The rules are read after their number: should others be saved in between, the next look finds
 * another number, and begins another round. */
gboolean
aft_tier_rounds_run_part (const AftTierRoundPart *part,
                          AftHouseRankProgress *ret_progress,
                          GError **error)
{
  guint version = 0;
  gint32 today = 0;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (part->store, error);

  *ret_progress = (AftHouseRankProgress){ .is_over = TRUE };
  if (venues == NULL)
    return FALSE;
  if (!find_today (venues, part->now_ms, &today))
    return TRUE;
  if (!read_version (part->store, &version, error)
      || !aft_rule_book_load (part->rules, part->store, error))
    return FALSE;
  g_autofree char *name = g_strdup_printf ("day %d, rules %u", today, version);
  const AftHouseRankRound round
      = { .name = name, .today = today, .is_anew = part->is_anew, .actor = part->actor };
  return aft_house_store_rank_guests_sync (part->store, &round, ret_progress, error);
}

/* -- keeping it going --------------------------------------------------------------------------
 */

static void look (AftTierRounds *rounds);

static gboolean
on_time (gpointer user_data)
{
  AftTierRounds *rounds = user_data;
  rounds->timer = 0;
  look (rounds);
  return G_SOURCE_REMOVE;
}

static void
look_in (AftTierRounds *rounds, guint wait_ms)
{
  g_clear_handle_id (&rounds->timer, g_source_remove);
  rounds->timer = g_timeout_add (wait_ms, on_time, rounds);
}

static gpointer
work_part (AftHouseStore *store, gpointer data, GError **error)
{
  const AftTierRoundPart *part = data;
  AftHouseRankProgress *progress = g_new0 (AftHouseRankProgress, 1);
  if (aft_tier_rounds_run_part (part, progress, error))
    return progress;
  g_free (progress);
  return NULL;
}

static void
on_part_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftTierRounds *rounds = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree AftHouseRankProgress *progress = aft_house_store_call_finish (result, &error);
  gboolean is_going = rounds->is_asked || (progress != NULL && !progress->is_over);

  rounds->is_looking = FALSE;
  rounds->is_asked = FALSE;
  if (progress == NULL && !rounds->is_over && rounds->options.failed != NULL)
    rounds->options.failed (error, rounds->options.user_data);
  if (!rounds->is_over)
    look_in (rounds, is_going ? PAUSE_MS : LOOK_MS);
  unref_rounds (rounds);
}

static void
look (AftTierRounds *rounds)
{
  const AftTierRoundsOptions *options = &rounds->options;
  AftTierRoundPart *part = g_new0 (AftTierRoundPart, 1);
  const AftHouseCall call
      = { .work = work_part, .data = part, .free_data = g_free, .free_result = g_free };

  /* The call on its way holds what the part borrows. */
  *part = (AftTierRoundPart){ .store = options->store,
                              .rules = options->rules,
                              .now_ms = aft_clock_get_real_ms (options->clock),
                              .actor = "collector" };
  rounds->is_looking = TRUE;
  aft_house_store_call_async (options->store, &call, on_part_done, ref_rounds (rounds));
}

AftTierRounds *
aft_tier_rounds_new (const AftTierRoundsOptions *options)
{
  AftTierRounds *rounds = g_new0 (AftTierRounds, 1);
  g_ref_count_init (&rounds->references);
  rounds->options = *options;
  aft_house_store_ref (options->store);
  aft_clock_ref (options->clock);
  aft_rule_book_ref (options->rules);
  look (rounds);
  return rounds;
}

void
aft_tier_rounds_wake (AftTierRounds *rounds)
{
  if (rounds->is_looking)
    rounds->is_asked = TRUE;
  else
    look_in (rounds, 0);
}

void
aft_tier_rounds_free (AftTierRounds *rounds)
{
  if (rounds == NULL)
    return;
  rounds->is_over = TRUE;
  g_clear_handle_id (&rounds->timer, g_source_remove);
  unref_rounds (rounds);
}
