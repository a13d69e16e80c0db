/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When what has grown old is taken away. What is old, and what goes of it, is the store's to know;
 * here it is asked again and again until nothing is left, without holding up anybody who waits for
 * the store, and the photos' files are deleted. */
#include "aft-retention-rounds.h"

#include "aft-house-store-phones.h"

#define DAY_MS   G_GINT64_CONSTANT (86400000)
#define MONTH_MS (30 * DAY_MS + DAY_MS / 2)
#define SITTINGS 50      /* in one step */
#define PAUSE_MS 50      /* between two steps: others go first */
#define LOOK_MS  3600000 /* nothing is kept longer than an hour too long */

struct _AftRetentionRounds
{
  grefcount references; /* the owner, and the step on its way */
  AftRetentionRoundsOptions options;
  AftHouseRetention retention;
  guint timer;
  gboolean is_over;
};

/* One step: on a thread of the store's. */
typedef struct
{
  AftRetentionRounds *rounds; /* borrowed: it is held while the step is on its way */
  AftHouseErasureReceipt *receipt;
  gboolean is_done;
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;
  aft_house_erasure_receipt_free (step->receipt);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, free_step)

static void
unref_rounds (AftRetentionRounds *rounds)
{
  if (!g_ref_count_dec (&rounds->references))
    return;
  aft_house_store_unref (rounds->options.store);
  aft_attachments_unref (rounds->options.attachments);
  g_free (rounds);
}

/* What a crash leaves is swept later: the store has forgotten it. */
static gboolean
delete_photos (AftAttachments *attachments, const AftHouseErasureReceipt *receipt, GError **error)
{
  for (guint i = 0; i < receipt->photo_ids->len && attachments != NULL; i++)
    if (!aft_attachments_delete_sync (attachments, &g_array_index (receipt->photo_ids, AftId, i),
                                      error))
      return FALSE;
  return TRUE;
}

static gpointer
work_step (AftHouseStore *store, gpointer data, GError **error)
{
  AftRetentionRounds *rounds = data;
  g_autoptr (Step) step = g_new0 (Step, 1);
  if (!aft_house_store_retain_sync (store, &rounds->retention, &step->receipt, &step->is_done,
                                    error)
      || (step->receipt != NULL
          && !delete_photos (rounds->options.attachments, step->receipt, error))
      || (step->is_done && !aft_house_store_forget_phones_sync (store, error)))
    return NULL;
  return g_steal_pointer (&step);
}

static void look (AftRetentionRounds *rounds);

static gboolean
on_time (gpointer user_data)
{
  AftRetentionRounds *rounds = user_data;
  rounds->timer = 0;
  look (rounds);
  return G_SOURCE_REMOVE;
}

static void
on_step_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftRetentionRounds *rounds = user_data;
  const AftRetentionRoundsOptions *options = &rounds->options;
  g_autoptr (GError) error = NULL;
  g_autoptr (Step) step = aft_house_store_call_finish (result, &error);
  if (!rounds->is_over && step == NULL && options->failed != NULL)
    options->failed (error, options->user_data);
  if (!rounds->is_over && step != NULL && step->receipt != NULL && options->erased != NULL)
    options->erased (step->receipt, options->user_data);
  if (!rounds->is_over)
    rounds->timer
        = g_timeout_add (step != NULL && !step->is_done ? PAUSE_MS : LOOK_MS, on_time, rounds);
  unref_rounds (rounds);
}

static void
look (AftRetentionRounds *rounds)
{
  const AftHouseCall call = { .work = work_step, .data = rounds, .free_result = free_step };
  g_ref_count_inc (&rounds->references);
  aft_house_store_call_async (rounds->options.store, &call, on_step_done, rounds);
}

AftRetentionRounds *
aft_retention_rounds_new (const AftRetentionRoundsOptions *options)
{
  AftRetentionRounds *rounds = g_new0 (AftRetentionRounds, 1);
  gint64 days = aft_config_get_integer (options->config, "retention", "contact-days");
  gint64 months = aft_config_get_integer (options->config, "retention", "words-months");
  g_ref_count_init (&rounds->references);
  rounds->options = *options;
  rounds->options.config = NULL;
  aft_house_store_ref (options->store);
  if (options->attachments != NULL)
    aft_attachments_ref (options->attachments);
  rounds->retention = (AftHouseRetention){ .contact_ms = days * DAY_MS,
                                           .words_ms = months * MONTH_MS,
                                           .limit = SITTINGS };
  look (rounds);
  return rounds;
}

void
aft_retention_rounds_free (AftRetentionRounds *rounds)
{
  if (rounds == NULL)
    return;
  rounds->is_over = TRUE;
  g_clear_handle_id (&rounds->timer, g_source_remove);
  unref_rounds (rounds);
}
