/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failing disks: the n-th I/O call fails, for every n, with ENOSPC, EIO or EROFS, once or from then
 * on. Nothing may be acknowledged that is not there afterwards, and when the disk is well again the
 * same open database must work by itself. With fsync failing in the way Linux does it: what was not
 * on the disk is thrown away, and the next fsync says that all is well.
 *
 * AFTERTASTE_SCALE, if set: a long evening, with a checkpoint on its way, and every third call. */
#include <errno.h>

#include "aft-crash-image.h"
#include "aft-crash-vfs.h"
#include "aft-store-script.h"

typedef struct
{
  AftStoreFixture fixture;
  AftCrashVfs *vfs;
  AftCrashVfs *quiet; /* for looking at what is left */
  AftStoreScript *script;
} Fault;

static gboolean
is_long (void)
{
  return g_getenv ("AFTERTASTE_SCALE") != NULL;
}

/* The many acts reach the moment when the log is copied into the database. */
static guint
get_acts (void)
{
  return is_long () ? 100 : 12;
}

/* An empty database, made once: making it costs real syncs. Every fixture has the same device. */
static GBytes *
make_template (void)
{
  AftStoreFixture fixture = { 0 };
  char *bytes = NULL;
  gsize count = 0;
  aft_store_fixture_set_up (&fixture, NULL);
  aft_kiosk_store_unref (aft_store_fixture_open (&fixture));
  gboolean is_read = g_file_get_contents (fixture.path, &bytes, &count, NULL);
  g_assert_true (is_read);
  aft_store_fixture_tear_down (&fixture, NULL);
  return g_bytes_new_take (bytes, count);
}

static void
set_up (Fault *fault, GBytes *empty)
{
  aft_store_fixture_set_up (&fault->fixture, NULL);
  gboolean is_written
      = g_file_set_contents_full (fault->fixture.path, g_bytes_get_data (empty, NULL),
                                  g_bytes_get_size (empty), G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  g_assert_true (is_written);
  fault->vfs = aft_crash_vfs_new ("fault", aft_temp_dir_get_path (fault->fixture.dir));
  fault->quiet = aft_crash_vfs_new ("quiet", NULL);
  fault->script = aft_store_script_new (&fault->fixture, get_acts ());
}

static void
tear_down (Fault *fault)
{
  aft_store_script_free (fault->script);
  aft_crash_vfs_free (fault->vfs);
  aft_crash_vfs_free (fault->quiet);
  aft_store_fixture_tear_down (&fault->fixture, NULL);
}

static AftKioskDatabase *
new_database (Fault *fault)
{
  AftKioskStoreOptions options = aft_store_fixture_get_options (&fault->fixture);
  options.vfs = "fault";
  return aft_kiosk_database_new (&options, NULL);
}

static void
assert_kept (Fault *fault, const char *path, guint steps)
{
  g_autoptr (GError) error = NULL;
  AftKioskStoreOptions options = aft_store_fixture_get_options (&fault->fixture);
  options.path = path;
  options.vfs = "quiet";
  g_autoptr (AftKioskDatabase) database = aft_kiosk_database_new (&options, NULL);
  gboolean is_open = aft_kiosk_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
  aft_store_script_assert_kept (fault->script, database, steps);
}

/* The power fails too, right after the last act. */
static void
assert_kept_after_a_cut (Fault *fault)
{
  g_autoptr (AftTempDir) after = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (after, "kiosk.db");
  guint steps = aft_crash_vfs_get_steps (fault->vfs)->len;
  aft_crash_image_write (fault->vfs, steps, AFT_CRASH_KEEP_NONE, fault->fixture.random,
                         aft_temp_dir_get_path (after));
  assert_kept (fault, path, steps);
}

static AftKioskDatabase *
open_database (Fault *fault)
{
  g_autoptr (GError) error = NULL;
  AftKioskDatabase *database = new_database (fault);
  if (aft_kiosk_database_open (database, NULL))
    return database;
  aft_crash_vfs_set_fault (fault->vfs, NULL);
  gboolean is_open = aft_kiosk_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
  return database;
}

/* Plays an evening with @chosen; gives the calls that were counted and how often an act was
 * refused. */
static guint
play_with_fault (const AftCrashFault *chosen, GBytes *empty, guint *ret_refused)
{
  Fault fault = { 0 };
  set_up (&fault, empty);
  aft_crash_vfs_set_fault (fault.vfs, chosen);
  g_autoptr (AftKioskDatabase) database = open_database (&fault);
  *ret_refused = aft_store_script_play (fault.script, database, fault.vfs);
  guint calls = aft_crash_vfs_get_calls (fault.vfs);
  assert_kept_after_a_cut (&fault);
  aft_crash_vfs_set_fault (fault.vfs, NULL);
  /* The disk is well again: a guest can be thanked, with no help from outside. */
  aft_store_script_play_one_more (fault.script, &fault.fixture, database);
  g_clear_pointer (&database, aft_kiosk_database_free);
  assert_kept (&fault, fault.fixture.path, G_MAXUINT - 1);
  tear_down (&fault);
  return calls;
}

static void
try_every_call (AftCrashFault chosen)
{
  guint refused = 0;
  guint total = 0;
  g_autoptr (GBytes) empty = make_template ();
  AftCrashFault none = { .number = chosen.number };
  guint calls = play_with_fault (&none, empty, &refused);
  g_assert_cmpuint (refused, ==, 0);
  for (chosen.at = 1; chosen.at <= calls; chosen.at += is_long () ? 3 : 1)
    {
      play_with_fault (&chosen, empty, &refused);
      total += refused;
    }
  g_test_message ("%u calls, %u refusals when they failed", calls, total);
  /* A fault that nobody notices would prove nothing. */
  g_assert_cmpuint (total, >, 0);
}

static void
test_fault (gconstpointer data)
{
  try_every_call (*(const AftCrashFault *) data);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    AftCrashFault fault;
  } faults[] = {
    { "/store/kiosk-fault/no-room-once", { .number = ENOSPC } },
    { "/store/kiosk-fault/no-room-until-there-is", { .number = ENOSPC, .forever = TRUE } },
    { "/store/kiosk-fault/an-error-once", { .number = EIO } },
    { "/store/kiosk-fault/an-error-until-repaired", { .number = EIO, .forever = TRUE } },
    { "/store/kiosk-fault/a-sync-that-loses-once", { .number = EIO, .loses = TRUE } },
    { "/store/kiosk-fault/a-sync-that-loses-for-want-of-room",
      { .number = ENOSPC, .loses = TRUE, .forever = TRUE } },
    { "/store/kiosk-fault/read-only-once", { .number = EROFS } },
    { "/store/kiosk-fault/read-only-until-it-is-not", { .number = EROFS, .forever = TRUE } },
  };
  aft_store_fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_test_add_data_func (faults[i].name, &faults[i].fault, test_fault);
  return g_test_run ();
}
