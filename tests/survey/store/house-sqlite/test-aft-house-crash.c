/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts and failing disks under the house's store. A kiosk sends batches, keeps what got no
 * receipt and sends it again. The disk is rebuilt as a cut would have left it at every sync and at
 * steps by chance; or the n-th I/O call fails with ENOSPC, EIO or EROFS, once, from then on, or
 * with fsync throwing away what was not on the disk. Whatever had its receipt must be a duplicate
 * afterwards, everything else can be sent again, and verification must find nothing. Some of it are
 * complaints of known guests, and somebody writes notes in their cases: a note that was answered
 * must be there.
 *
 * AFTERTASTE_SCALE (default 1): times 60 images of a long life and 450 of short ones, and so many
 * more calls that fail. At 60: 30,600 images, which with the kiosk's make the promised 100,000. */
#include <errno.h>

#include "aft-crash-image.h"
#include "aft-crash-vfs.h"
#include "aft-house-fixture.h"
#include "aft-house-store-cases.h"
#include "aft-store-fixture.h"

/* Enough for the log to be copied into the database on the way. */
#define ACTS_TO_CHECKPOINT     200
#define ACTS_TO_CHECKPOINT_MAX 4000
#define ACTS                   10
/* Every so many of what is sent are complaints, of so many guests. */
#define COMPLAINTS 5
#define GUESTS     3
/* A life that is cut short, and how many of its ends are looked at. */
#define SHORT_ACTS   25
#define SHORT_IMAGES 150

/* An item with what became of it. */
typedef struct
{
  AftHouseItem item;
  guint steps; /* when its receipt came; G_MAXUINT: not yet */
} Sent;

/* A note in a case, by the house's program. */
typedef struct
{
  AftId event_id;
  AftId response_id;
  guint steps; /* when it was answered */
} Note;

typedef struct
{
  AftHouseFixture fixture;
  AftCrashVfs *vfs;
  AftCrashVfs *quiet; /* for looking at what is left, without waiting for real syncs */
  GArray *sent;       /* Sent */
  GArray *notes;      /* Note */
} Crash;

static guint
get_scale (void)
{
  const char *text = g_getenv ("AFTERTASTE_SCALE");
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 1;
}

static void
clear_sent (gpointer data)
{
  Sent *sent = data;
  aft_response_unref (sent->item.response);
  aft_risk_unref (sent->item.risk);
}

/* A house in one file, with nothing in its log. */
static void
set_up (Crash *crash)
{
  aft_house_fixture_set_up (&crash->fixture, NULL);
  aft_house_fixture_close (&crash->fixture);
  crash->vfs = aft_crash_vfs_new ("house-crash", aft_temp_dir_get_path (crash->fixture.dir));
  crash->quiet = aft_crash_vfs_new ("house-quiet", NULL);
  crash->sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  crash->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_array_set_clear_func (crash->sent, clear_sent);
}

static void
tear_down (Crash *crash)
{
  aft_house_fixture_tear_down (&crash->fixture, NULL);
  aft_crash_vfs_free (crash->vfs);
  aft_crash_vfs_free (crash->quiet);
  g_array_unref (crash->sent);
  g_array_unref (crash->notes);
}

static AftHouseStore *
try_to_open (Crash *crash, const char *path, const char *vfs, GError **error)
{
  AftHouseSqliteOptions options = aft_house_fixture_get_options (&crash->fixture);
  options.path = path;
  options.vfs = vfs;
  return aft_house_sqlite_open (&options, error);
}

/* All that has no receipt yet, at most as much as a batch takes. */
static AftHouseBatch *
make_batch (Crash *crash, GArray *places)
{
  AftHouseBatch *batch = aft_house_kiosk_batch (&crash->fixture.kiosk, crash->fixture.clock);
  for (guint i = 0; i < crash->sent->len && places->len < AFT_HOUSE_ITEMS_MAX; i++)
    {
      const Sent *sent = &g_array_index (crash->sent, Sent, i);
      if (sent->steps != G_MAXUINT)
        continue;
      AftHouseItem copy = aft_house_item_copy (&sent->item);
      aft_house_batch_take (batch, &copy);
      g_array_append_val (places, i);
    }
  return batch;
}

static void
note_receipts (Crash *crash, const AftHouseReceipts *receipts, const GArray *places)
{
  guint steps = aft_crash_vfs_get_steps (crash->vfs)->len;
  for (guint i = 0; i < places->len; i++)
    {
      const AftHouseReceipt *receipt = &g_array_index (receipts->items, AftHouseReceipt, i);
      g_assert_cmpint (receipt->status, !=, AFT_HOUSE_REFUSED);
      g_array_index (crash->sent, Sent, g_array_index (places, guint, i)).steps = steps;
    }
}

static gboolean
send_all (Crash *crash, AftHouseStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  AftHouseBatch *batch = make_batch (crash, places);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_sync (store, batch, &error);
  if (receipts != NULL)
    {
      note_receipts (crash, receipts, places);
      return TRUE;
    }
  gboolean is_fair = g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL)
                     || g_error_matches (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE)
                     || g_error_matches (error, AFT_ERROR, AFT_ERROR_BUSY);
  if (!is_fair)
    g_test_message ("refused with: %s", error->message);
  g_assert_true (is_fair);
  return FALSE;
}

static AftHouseItem
make_complaint (Crash *crash)
{
  AftHouseFixture *fixture = &crash->fixture;
  g_autoptr (AftResponse) response
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_COMPLAINT, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->kiosk, response);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = crash->sent->len % GUESTS;
  return item;
}

static void
add_new (Crash *crash, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      gboolean is_complaint = crash->sent->len % COMPLAINTS == COMPLAINTS - 1;
      Sent sent
          = { is_complaint ? make_complaint (crash) : aft_house_fixture_next (&crash->fixture),
              G_MAXUINT };
      g_array_append_val (crash->sent, sent);
    }
}

/* In the case of the newest complaint; where that is not to be had, nothing was promised. FALSE: it
 * was refused. */
static gboolean
write_note (Crash *crash, AftHouseStore *store)
{
  guint newest = crash->sent->len / COMPLAINTS * COMPLAINTS;
  if (newest == 0)
    return TRUE;
  const Sent *sent = &g_array_index (crash->sent, Sent, newest - 1);
  Note note = {
    .event_id = aft_id_generate (crash->fixture.clock, crash->fixture.random),
    .response_id = sent->item.id,
  };
  g_autoptr (AftHouseCase) item = aft_house_store_get_case_of_sync (store, &note.response_id, NULL);
  if (item == NULL)
    return TRUE;
  const AftHouseCaseAction action = {
    .event_id = note.event_id,
    .case_id = item->id,
    .kind = AFT_CASE_EVENT_NOTE,
    .actor = "user:test",
    .words = "再问一次",
  };
  g_autoptr (AftHouseCase) after = aft_house_store_act_on_case_sync (store, &action, NULL);
  note.steps = aft_crash_vfs_get_steps (crash->vfs)->len;
  if (after != NULL)
    g_array_append_val (crash->notes, note);
  return after != NULL;
}

/* Gives how often a batch or a note was refused. */
static guint
play (Crash *crash, AftHouseStore *store, guint acts)
{
  guint refused = 0;
  for (guint i = 0; i < acts; i++)
    {
      add_new (crash, 1 + i % 4);
      refused += send_all (crash, store) ? 0 : 1;
      refused += write_note (crash, store) ? 0 : 1;
    }
  return refused;
}

/* Sends everything to @store, which was opened after a cut behind @steps steps: what had its
 * receipt by then must be there. */
static void
assert_kept (Crash *crash, AftHouseStore *store, guint steps)
{
  g_autoptr (GError) error = NULL;
  for (guint at = 0; at < crash->sent->len; at += AFT_HOUSE_ITEMS_MAX)
    {
      AftHouseBatch *batch = aft_house_kiosk_batch (&crash->fixture.kiosk, crash->fixture.clock);
      guint count = MIN (crash->sent->len - at, AFT_HOUSE_ITEMS_MAX);
      for (guint i = at; i < at + count; i++)
        {
          AftHouseItem copy = aft_house_item_copy (&g_array_index (crash->sent, Sent, i).item);
          copy.is_rebuilt = TRUE;
          aft_house_batch_take (batch, &copy);
        }
      g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_sync (store, batch, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < count; i++)
        {
          AftHouseStatus status = g_array_index (receipts->items, AftHouseReceipt, i).status;
          gboolean is_kept = g_array_index (crash->sent, Sent, at + i).steps <= steps;
          g_assert_cmpint (status, !=, AFT_HOUSE_REFUSED);
          if (is_kept)
            g_assert_cmpint (status, ==, AFT_HOUSE_DUPLICATE);
        }
      g_assert_cmpuint (receipts->last_sequence, >=, at + count);
    }
}

static void
assert_sound (AftHouseStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseVerification) verification = aft_house_store_verify_sync (store, NULL, &error);
  g_assert_no_error (error);
  if (verification->findings->len > 0)
    g_test_message ("%s", (char *) verification->findings->pdata[0]);
  g_assert_cmpuint (verification->findings->len, ==, 0);
}

static gboolean
has_event (AftHouseStore *store, const AftId *case_id, const AftId *event_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = aft_house_store_list_case_events_sync (store, case_id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    if (aft_id_equal (&((AftHouseCaseEvent *) events->pdata[i])->id, event_id))
      return TRUE;
  return FALSE;
}

/* Of those answered by then the last few: if anything is lost, it is the last. */
static void
assert_notes_kept (Crash *crash, AftHouseStore *store, guint steps)
{
  guint looked_at = 0;
  for (guint i = crash->notes->len; i > 0 && looked_at < 5; i--)
    {
      g_autoptr (GError) error = NULL;
      const Note *note = &g_array_index (crash->notes, Note, i - 1);
      if (note->steps > steps)
        continue;
      g_autoptr (AftHouseCase) item
          = aft_house_store_get_case_of_sync (store, &note->response_id, &error);
      g_assert_no_error (error);
      g_assert_true (has_event (store, &item->id, &note->event_id));
      looked_at++;
    }
}

static void
assert_file_kept (Crash *crash, const char *path, guint steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseStore) store = try_to_open (crash, path, "house-quiet", &error);
  g_assert_no_error (error);
  assert_sound (store);
  assert_notes_kept (crash, store, steps);
  assert_kept (crash, store, steps);
  assert_sound (store);
}

static void
assert_image_kept (Crash *crash, guint steps, AftCrashKeep keep)
{
  g_autoptr (AftTempDir) after = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (after, "collector.db");
  aft_crash_image_write (crash->vfs, steps, keep, crash->fixture.random,
                         aft_temp_dir_get_path (after));
  assert_file_kept (crash, path, steps);
}

/* The database's own file is written while the store is open only when the log is copied. */
static gboolean
has_checkpoint (Crash *crash)
{
  GPtrArray *steps = aft_crash_vfs_get_steps (crash->vfs);
  guint last_commit = 0;
  guint first_checkpoint = steps->len;
  for (guint i = 0; i < steps->len; i++)
    {
      const AftCrashStep *step = steps->pdata[i];
      if (step->kind == AFT_CRASH_WRITE && g_str_has_suffix (step->name, "-wal"))
        last_commit = i;
      else if (step->kind == AFT_CRASH_WRITE)
        first_checkpoint = MIN (first_checkpoint, i);
    }
  return first_checkpoint < last_commit;
}

static AftHouseStore *
open_over_memory (Crash *crash)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *store = try_to_open (crash, crash->fixture.path, "house-crash", &error);
  g_assert_no_error (error);
  return store;
}

static void
play_over_memory (Crash *crash, guint acts)
{
  g_autoptr (AftHouseStore) store = open_over_memory (crash);
  g_assert_cmpuint (play (crash, store, acts), ==, 0);
}

/* Plays until the log was copied and written to again: when that is, the writer's leisure says. */
static void
play_beyond_checkpoint (Crash *crash)
{
  g_autoptr (AftHouseStore) store = open_over_memory (crash);
  g_assert_cmpuint (play (crash, store, ACTS_TO_CHECKPOINT), ==, 0);
  for (guint acts = 0; !has_checkpoint (crash); acts += ACTS)
    {
      g_assert_cmpuint (acts, <, ACTS_TO_CHECKPOINT_MAX);
      g_assert_cmpuint (play (crash, store, ACTS), ==, 0);
    }
}

static void
test_cuts_lose_nothing (void)
{
  Crash crash = { 0 };
  set_up (&crash);
  play_beyond_checkpoint (&crash);
  guint steps = aft_crash_vfs_get_steps (crash.vfs)->len;
  guint images = 60 * get_scale ();
  for (guint i = 0; i < images; i++)
    {
      guint at = aft_seeded_random_below (crash.fixture.random, steps + 1);
      assert_image_kept (&crash, at, (AftCrashKeep) (i % 3));
    }
  g_test_message ("%u images of %u steps", images, steps);
  tear_down (&crash);
}

/* Lives of their own, each with other batches. */
static void
test_cuts_of_short_lives_lose_nothing (void)
{
  guint images = 0;
  for (guint life = 0; life < 3 * get_scale (); life++)
    {
      Crash crash = { 0 };
      set_up (&crash);
      for (guint i = 0; i < life; i++)
        aft_seeded_random_below (crash.fixture.random, 2);
      play_over_memory (&crash, 1 + SHORT_ACTS * (1 + life % 3) / 3);
      guint steps = aft_crash_vfs_get_steps (crash.vfs)->len;
      for (guint i = 0; i < SHORT_IMAGES; i++, images++)
        assert_image_kept (&crash, aft_seeded_random_below (crash.fixture.random, steps + 1),
                           (AftCrashKeep) (i % 3));
      tear_down (&crash);
    }
  g_test_message ("%u images", images);
}

static void
test_cut_at_every_sync_loses_nothing (void)
{
  Crash crash = { 0 };
  guint images = 0;
  set_up (&crash);
  play_over_memory (&crash, ACTS);
  GPtrArray *steps = aft_crash_vfs_get_steps (crash.vfs);
  for (guint i = 0; i < steps->len; i++)
    {
      const AftCrashStep *step = steps->pdata[i];
      if (step->kind != AFT_CRASH_SYNC)
        continue;
      for (guint after = 0; after <= 1; after++, images++)
        assert_image_kept (&crash, i + after, AFT_CRASH_KEEP_NONE);
    }
  g_assert_cmpuint (images, >=, 2 * ACTS);
  tear_down (&crash);
}

/* As a service manager would: again and again until it comes up. */
static AftHouseStore *
open_in_spite (Crash *crash)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *store = try_to_open (crash, crash->fixture.path, "house-crash", NULL);
  if (store == NULL)
    {
      aft_crash_vfs_set_fault (crash->vfs, NULL);
      store = try_to_open (crash, crash->fixture.path, "house-crash", &error);
      g_assert_no_error (error);
    }
  return store;
}

/* Gives the calls there were, and how many batches and notes were refused. */
static guint
play_with_fault (const AftCrashFault *fault, guint *ret_refused)
{
  Crash crash = { 0 };
  set_up (&crash);
  aft_crash_vfs_set_fault (crash.vfs, fault);
  AftHouseStore *store = open_in_spite (&crash);
  *ret_refused = play (&crash, store, ACTS);
  guint calls = aft_crash_vfs_get_calls (crash.vfs);
  assert_image_kept (&crash, aft_crash_vfs_get_steps (crash.vfs)->len, AFT_CRASH_KEEP_NONE);
  aft_crash_vfs_set_fault (crash.vfs, NULL);
  /* The disk is well again: no help from outside is needed. */
  add_new (&crash, 1);
  g_assert_true (send_all (&crash, store));
  assert_sound (store);
  aft_house_store_unref (store);
  assert_file_kept (&crash, crash.fixture.path, G_MAXUINT - 1);
  tear_down (&crash);
  return calls;
}

static void
try_every_call (const AftCrashFault *kind)
{
  AftCrashFault none = { .number = kind->number };
  guint refused = 0;
  guint total = 0;
  guint tried = 0;
  guint calls = play_with_fault (&none, &refused);
  guint step = MAX (1, calls / (20 * get_scale ()));
  for (guint at = 1; at <= calls; at += step, tried++)
    {
      AftCrashFault fault = *kind;
      fault.at = at;
      play_with_fault (&fault, &refused);
      total += refused;
    }
  g_test_message ("%u of %u calls failed, %u refused", tried, calls, total);
  g_assert_cmpuint (total, >, 0);
}

static void
test_fault (gconstpointer data)
{
  try_every_call (data);
}

static const struct
{
  const char *path;
  AftCrashFault fault;
} faults[] = {
  { "/store/house-fault/no-room-once", { 0, ENOSPC, FALSE, FALSE } },
  { "/store/house-fault/no-room-from-then-on", { 0, ENOSPC, TRUE, FALSE } },
  { "/store/house-fault/an-error-once", { 0, EIO, FALSE, FALSE } },
  { "/store/house-fault/errors-from-then-on", { 0, EIO, TRUE, FALSE } },
  { "/store/house-fault/read-only-from-then-on", { 0, EROFS, TRUE, FALSE } },
  { "/store/house-fault/a-failed-sync-that-forgets", { 0, EIO, FALSE, TRUE } },
};

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/house-crash/cuts-by-chance-lose-nothing", test_cuts_lose_nothing);
  g_test_add_func ("/store/house-crash/cuts-of-short-lives-lose-nothing",
                   test_cuts_of_short_lives_lose_nothing);
  g_test_add_func ("/store/house-crash/a-cut-at-every-sync-loses-nothing",
                   test_cut_at_every_sync_loses_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_test_add_data_func (faults[i].path, &faults[i].fault, test_fault);
  return g_test_run ();
}
