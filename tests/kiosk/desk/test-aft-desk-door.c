/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of who comes in at the desk, with a real store. Each hash costs 19 MiB, so there are few.
 */
#include "aft-desk-door.h"

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-kiosk-store-read.h"
#include "aft-pin.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"
#include "aft-wait.h"

#define START_US  (G_GINT64_CONSTANT (1763800000) * 1000000)
#define PIN_WANG  "270419"
#define PIN_LI    "530862"
#define PIN_WRONG "999990"

typedef struct
{
  AftTempDir *dir;
  AftFakeClock *clock;
  AftRandom *random;
  AftId device_id;
  AftId boot_id;
  AftKioskStore *store;
  AftDeskDoor *door;
  GPtrArray *staff;
} Fixture;

static AftClock *
get_clock (Fixture *fixture)
{
  return aft_fake_clock_get_clock (fixture->clock);
}

static void
add_person (Fixture *fixture, GPtrArray *staff, const char *name, const char *pin)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = aft_pin_hash (pin, &error);
  g_autofree char *copy = g_strdup (name);
  g_assert_no_error (error);
  AftDeskStaff person = {
    .id = aft_id_generate (get_clock (fixture), fixture->random),
    .name = copy,
    .pin_hash = hash,
    .role = AFT_ROLE_STAFF,
  };
  aft_desk_staff_list_add (staff, &person);
}

static void
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "kiosk.db");
  AftKioskStoreOptions options
      = { .path = path, .clock = get_clock (fixture), .device_id = &fixture->device_id };
  fixture->store = aft_kiosk_store_open_sync (&options, &error);
  g_assert_no_error (error);
}

static void
open_door (Fixture *fixture)
{
  fixture->door = aft_desk_door_new (get_clock (fixture), &fixture->boot_id);
  aft_desk_door_set_staff (fixture->door, fixture->staff);
  aft_desk_door_knock (fixture->door, fixture->store);
  AFT_WAIT_UNTIL (aft_desk_door_is_ready (fixture->door));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->clock = aft_fake_clock_new (START_US);
  fixture->random = aft_seeded_random_new (3);
  fixture->device_id = aft_id_generate (get_clock (fixture), fixture->random);
  fixture->boot_id = aft_id_generate (get_clock (fixture), fixture->random);
  fixture->staff = aft_desk_staff_list_new ();
  add_person (fixture, fixture->staff, "王经理", PIN_WANG);
  add_person (fixture, fixture->staff, "Li", PIN_LI);
  open_store (fixture);
  open_door (fixture);
}

static void
close_all (Fixture *fixture)
{
  AFT_WAIT_UNTIL (aft_desk_door_is_ready (fixture->door));
  g_assert_finalize_object (fixture->door);
  g_clear_pointer (&fixture->store, aft_kiosk_store_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  close_all (fixture);
  g_ptr_array_unref (fixture->staff);
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->clock);
  aft_temp_dir_free (fixture->dir);
}

typedef struct
{
  AftDeskStaff *person;
  GError *error;
  gboolean is_done;
} Outcome;

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  outcome->person = aft_desk_door_try_finish (AFT_DESK_DOOR (source), result, &outcome->error);
  outcome->is_done = TRUE;
}

/* The name of who it is, newly allocated; NULL with the error's code. */
static char *
try_pin (Fixture *fixture, const char *pin, AftErrorCode *ret_code)
{
  Outcome outcome = { 0 };
  aft_desk_door_try_async (fixture->door, pin, on_tried, &outcome);
  AFT_WAIT_UNTIL (outcome.is_done);
  char *name = outcome.person != NULL ? g_strdup (outcome.person->name) : NULL;
  if (outcome.error != NULL)
    *ret_code = (AftErrorCode) outcome.error->code;
  g_clear_error (&outcome.error);
  g_clear_pointer (&outcome.person, aft_desk_staff_free);
  return name;
}

static void
assert_in (Fixture *fixture, const char *pin, const char *expected)
{
  AftErrorCode code = AFT_ERROR_INTERNAL;
  g_autofree char *name = try_pin (fixture, pin, &code);
  g_assert_cmpstr (name, ==, expected);
}

static void
assert_out (Fixture *fixture, const char *pin, AftErrorCode expected)
{
  AftErrorCode code = AFT_ERROR_INTERNAL;
  g_autofree char *name = try_pin (fixture, pin, &code);
  g_assert_null (name);
  g_assert_cmpint (code, ==, expected);
}

static void
test_own_pin (Fixture *fixture, gconstpointer unused)
{
  assert_in (fixture, PIN_WANG, "王经理");
  assert_in (fixture, PIN_LI, "Li");
  assert_out (fixture, PIN_WRONG, AFT_ERROR_DENIED);
  g_assert_cmpuint (aft_desk_door_get_tries_left (fixture->door), ==, 4);
  assert_in (fixture, PIN_LI, "Li");
  g_assert_cmpuint (aft_desk_door_get_tries_left (fixture->door), ==, 5);
}

static void
test_nobody (Fixture *fixture, gconstpointer unused)
{
  aft_desk_door_set_staff (fixture->door, NULL);
  g_assert_false (aft_desk_door_has_staff (fixture->door));
  assert_out (fixture, PIN_WANG, AFT_ERROR_BUSY);
}

static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 5; i++)
    assert_out (fixture, PIN_WRONG, AFT_ERROR_DENIED);
  g_assert_cmpint (aft_desk_door_get_wait_ms (fixture->door), ==, 30000);
  assert_out (fixture, PIN_WANG, AFT_ERROR_BUSY);
  aft_fake_clock_advance_seconds (fixture->clock, 30);
  assert_in (fixture, PIN_WANG, "王经理");
}

static void
test_kept (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 5; i++)
    assert_out (fixture, PIN_WRONG, AFT_ERROR_DENIED);
  close_all (fixture);
  open_store (fixture);
  open_door (fixture);
  g_assert_cmpint (aft_desk_door_get_wait_ms (fixture->door), ==, 30000);
  assert_out (fixture, PIN_WANG, AFT_ERROR_BUSY);
}

/* What a power cut between the try and its outcome leaves behind. */
static void
test_counted_first (Fixture *fixture, gconstpointer unused)
{
  Outcome outcome = { 0 };
  g_autoptr (GError) error = NULL;
  aft_desk_door_try_async (fixture->door, PIN_WRONG, on_tried, &outcome);
  /* The store works in order: what was handed over is written when this is answered. */
  g_autofree char *text
      = aft_kiosk_store_get_setting_sync (fixture->store, "desk.pin-tries", &error);
  g_assert_false (outcome.is_done);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "1 1 "));
  AFT_WAIT_UNTIL (outcome.is_done);
  g_clear_error (&outcome.error);
}

static void
test_one_at_a_time (Fixture *fixture, gconstpointer unused)
{
  Outcome first = { 0 };
  aft_desk_door_try_async (fixture->door, PIN_WRONG, on_tried, &first);
  assert_out (fixture, PIN_WANG, AFT_ERROR_BUSY);
  AFT_WAIT_UNTIL (first.is_done);
  g_assert_error (first.error, AFT_ERROR, AFT_ERROR_DENIED);
  g_clear_error (&first.error);
}

static void
test_shared (Fixture *fixture, gconstpointer unused)
{
  add_person (fixture, fixture->staff, "Zhao", PIN_LI);
  assert_out (fixture, PIN_LI, AFT_ERROR_CONFLICT);
  assert_in (fixture, PIN_WANG, "王经理");
}

static void
test_new_pin (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = aft_desk_staff_list_new ();
  add_person (fixture, others, "王经理", "861530");
  aft_desk_door_set_staff (fixture->door, others);
  assert_out (fixture, PIN_WANG, AFT_ERROR_DENIED);
  assert_in (fixture, "861530", "王经理");
}

#define ADD(name, test) g_test_add ("/desk/door/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-pin-names-who-has-it", test_own_pin);
  ADD ("without-staff-nobody-comes-in", test_nobody);
  ADD ("five-wrong-ones-lock-it-for-the-right-one-too", test_locked);
  ADD ("a-lock-is-kept-over-a-restart", test_kept);
  ADD ("a-try-is-on-the-disk-before-it-is-looked-at", test_counted_first);
  ADD ("one-try-at-a-time", test_one_at_a_time);
  ADD ("a-pin-of-two-names-nobody", test_shared);
  ADD ("a-new-pin-counts-at-once", test_new_pin);
  return g_test_run ();
}
