/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts. An evening is played once over a VFS that remembers; then the disk is rebuilt as a
 * cut before and after each sync would have left it, and at steps by chance, with none, all or some
 * of what was not synced. Each image must open, be sound, and hold exactly once what was
 * acknowledged before the cut. Some images are cut again while they are being opened.
 *
 * AFTERTASTE_SCALE (default 1): times 500 images by chance; above 1 every step is cut at. */
#include "aft-crash-image.h"
#include "aft-crash-vfs.h"
#include "aft-store-script.h"

/* Enough for the log to be copied into the database on the way. */
#define ACTS 100

typedef struct
{
  AftStoreFixture fixture;
  AftCrashVfs *vfs;
  AftCrashVfs *quiet; /* for looking at images */
  AftStoreScript *script;
  AftTempDir *after; /* where images are written */
  char *after_path;
} Crash;

static AftKioskDatabase *
open_database (AftStoreFixture *fixture, const char *path, const char *vfs)
{
  g_autoptr (GError) error = NULL;
  AftKioskStoreOptions options = {
    .path = path,
    .clock = fixture->clock,
    .device_id = &fixture->device_id,
    .vfs = vfs,
  };
  AftKioskDatabase *database = aft_kiosk_database_new (&options, NULL);
  gboolean is_open = aft_kiosk_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
  return database;
}

static void
set_up (Crash *crash, gconstpointer unused)
{
  aft_store_fixture_set_up (&crash->fixture, NULL);
  crash->after = aft_temp_dir_new ();
  crash->after_path = aft_temp_dir_dup_path (crash->after, "kiosk.db");
  aft_kiosk_database_free (open_database (&crash->fixture, crash->fixture.path, NULL));
  crash->vfs = aft_crash_vfs_new ("crash", aft_temp_dir_get_path (crash->fixture.dir));
  crash->quiet = aft_crash_vfs_new ("quiet", NULL);
  crash->script = aft_store_script_new (&crash->fixture, ACTS);
  g_autoptr (AftKioskDatabase) database
      = open_database (&crash->fixture, crash->fixture.path, "crash");
  guint refused = aft_store_script_play (crash->script, database, crash->vfs);
  g_assert_cmpuint (refused, ==, 0);
}

static void
tear_down (Crash *crash, gconstpointer unused)
{
  aft_crash_vfs_free (crash->vfs);
  aft_crash_vfs_free (crash->quiet);
  aft_store_script_free (crash->script);
  g_free (crash->after_path);
  aft_temp_dir_free (crash->after);
  aft_store_fixture_tear_down (&crash->fixture, NULL);
}

static void
assert_image_kept (Crash *crash, guint steps, AftCrashKeep keep)
{
  aft_crash_image_write (crash->vfs, steps, keep, crash->fixture.random,
                         aft_temp_dir_get_path (crash->after));
  g_autoptr (AftKioskDatabase) database = open_database (&crash->fixture, crash->after_path, NULL);
  aft_store_script_assert_kept (crash->script, database, steps);
}

static guint
get_scale (void)
{
  const char *text = g_getenv ("AFTERTASTE_SCALE");
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 1;
}

static gboolean
is_sync (Crash *crash, guint at)
{
  GPtrArray *steps = aft_crash_vfs_get_steps (crash->vfs);
  const AftCrashStep *step = at < steps->len ? steps->pdata[at] : NULL;
  return step != NULL && step->kind == AFT_CRASH_SYNC;
}

static void
test_a_cut_at_every_sync_loses_nothing (Crash *crash, gconstpointer unused)
{
  guint steps = aft_crash_vfs_get_steps (crash->vfs)->len;
  guint syncs = 0;
  guint cuts = 0;
  for (guint i = 0; i <= steps; i++)
    {
      syncs += is_sync (crash, i);
      if (get_scale () == 1 && !is_sync (crash, i) && (i == 0 || !is_sync (crash, i - 1)))
        continue;
      assert_image_kept (crash, i, AFT_CRASH_KEEP_NONE);
      assert_image_kept (crash, i, AFT_CRASH_KEEP_ALL);
      assert_image_kept (crash, i, AFT_CRASH_KEEP_SOME);
      cuts++;
    }
  g_test_message ("%u images: %u cuts at %u syncs in %u steps", 3 * cuts, cuts, syncs, steps);
  g_assert_cmpuint (syncs, >=, ACTS);
}

/* The evening is long enough for the log to be copied into the database on the way; or else the
 * most delicate moment would go untested. */
static void
test_the_evening_has_a_checkpoint (Crash *crash, gconstpointer unused)
{
  GPtrArray *steps = aft_crash_vfs_get_steps (crash->vfs);
  guint last_commit = 0;
  guint first_checkpoint = steps->len;
  for (guint i = 0; i < steps->len; i++)
    {
      const AftCrashStep *step = steps->pdata[i];
      if (step->kind != AFT_CRASH_WRITE)
        continue;
      if (g_str_equal (step->name, "kiosk.db-wal"))
        last_commit = i;
      else
        first_checkpoint = MIN (first_checkpoint, i);
    }
  g_assert_cmpuint (first_checkpoint, <, last_commit);
}

static void
test_cuts_by_chance_lose_nothing (Crash *crash, gconstpointer unused)
{
  guint steps = aft_crash_vfs_get_steps (crash->vfs)->len;
  guint images = 250 * get_scale ();
  for (guint i = 0; i < images; i++)
    assert_image_kept (crash, aft_seeded_random_below (crash->fixture.random, steps + 1),
                       AFT_CRASH_KEEP_SOME);
  g_test_message ("%u images by chance", images);
}

/* What is in @folder is opened over the VFS and cut at each step of that. */
static guint
cut_again (Crash *crash, AftTempDir *second, guint steps)
{
  g_autoptr (AftCrashVfs) vfs
      = aft_crash_vfs_new ("crash-again", aft_temp_dir_get_path (crash->after));
  g_autofree char *path = aft_temp_dir_dup_path (second, "kiosk.db");
  aft_kiosk_database_free (open_database (&crash->fixture, crash->after_path, "crash-again"));
  guint count = aft_crash_vfs_get_steps (vfs)->len;
  for (guint i = 0; i <= count; i++)
    {
      aft_crash_image_write (vfs, i, AFT_CRASH_KEEP_SOME, crash->fixture.random,
                             aft_temp_dir_get_path (second));
      g_autoptr (AftKioskDatabase) database = open_database (&crash->fixture, path, "quiet");
      aft_store_script_assert_kept (crash->script, database, steps);
    }
  return count + 1;
}

static void
test_a_second_cut_while_opening_loses_nothing (Crash *crash, gconstpointer unused)
{
  g_autoptr (AftTempDir) second = aft_temp_dir_new ();
  guint steps = aft_crash_vfs_get_steps (crash->vfs)->len;
  guint images = 0;
  for (guint i = 0; i < 5 * get_scale (); i++)
    {
      guint at = aft_seeded_random_below (crash->fixture.random, steps + 1);
      aft_crash_image_write (crash->vfs, at, AFT_CRASH_KEEP_SOME, crash->fixture.random,
                             aft_temp_dir_get_path (crash->after));
      images += cut_again (crash, second, at);
    }
  g_test_message ("%u images cut twice", images);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/kiosk-crash/" name, Crash, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  ADD ("the-evening-has-a-checkpoint", test_the_evening_has_a_checkpoint);
  ADD ("a-cut-at-every-sync-loses-nothing", test_a_cut_at_every_sync_loses_nothing);
  ADD ("cuts-by-chance-lose-nothing", test_cuts_by_chance_lose_nothing);
  ADD ("a-second-cut-while-opening-loses-nothing", test_a_second_cut_while_opening_loses_nothing);
  return g_test_run ();
}
