/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of letting devices in by their tokens: at once what was revoked, and no guessing. */
#include <string.h>

#include "aft-device-auth.h"
#include "aft-device-flow.h"
#include "aft-device-token.h"
#include "aft-house-fixture.h"

typedef struct
{
  AftHouseFixture house;
  AftDeviceAuth *auth;
  char *token; /* of the house's kiosk */
} Fixture;

typedef struct
{
  guint answers;
  AftAdmission admission;
  AftCaller caller;
  int code;
} Seen;

static char *
enrol (Fixture *fixture, const AftId *device_id)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = { .device_id = *device_id, .name = (char *) "门口" };
  char *token = aft_device_flow_enrol (fixture->house.store, fixture->house.random, &applicant,
                                       &fixture->house.venue_id, "user:test", &error);
  g_assert_no_error (error);
  return token;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (&fixture->house, unused);
  fixture->auth = aft_device_auth_new (fixture->house.store, fixture->house.clock);
  fixture->token = enrol (fixture, &fixture->house.kiosk.id);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_device_auth_unref (fixture->auth);
  g_free (fixture->token);
  aft_house_fixture_tear_down (&fixture->house, unused);
}

static void
on_answer (AftAdmission admission, const AftCaller *caller, const GError *error, gpointer data)
{
  Seen *seen = data;
  seen->answers++;
  seen->admission = admission;
  if (caller != NULL)
    seen->caller = *caller;
  seen->code = error != NULL ? error->code : -1;
}

static Seen
check (AftDeviceAuth *auth, const char *token)
{
  Seen seen = { 0 };
  aft_device_auth_check (auth, token, on_answer, &seen);
  while (seen.answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.answers, ==, 1);
  return seen;
}

static void
assert_admission (Fixture *fixture, const char *token, AftAdmission admission)
{
  g_assert_cmpint (check (fixture->auth, token).admission, ==, admission);
}

static void
withdraw (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_revoke_sync (fixture->house.store, &fixture->house.kiosk.id,
                                              "user:test", &error));
}

static void
test_granted (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 3; i++)
    {
      Seen seen = check (fixture->auth, fixture->token);
      g_assert_cmpint (seen.admission, ==, AFT_ADMISSION_GRANTED);
      g_assert_true (aft_id_equal (&seen.caller.device_id, &fixture->house.kiosk.id));
      g_assert_true (aft_id_equal (&seen.caller.venue_id, &fixture->house.venue_id));
    }
}

static void
test_other_tokens (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *forged = aft_device_token_generate (fixture->house.random);
  g_autofree char *longer = g_strconcat (fixture->token, "A", NULL);
  g_autofree char *upper = g_ascii_strup (fixture->token, -1);
  const char *const tokens[] = { "", "x", forged, longer, upper, "' OR ''='" };
  assert_admission (fixture, NULL, AFT_ADMISSION_NO_TOKEN);
  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      assert_admission (fixture, tokens[i], AFT_ADMISSION_UNKNOWN);
      assert_admission (fixture, tokens[i], AFT_ADMISSION_UNKNOWN);
    }
}

static void
test_two_devices_are_told_apart (Fixture *fixture, gconstpointer unused)
{
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *token = enrol (fixture, &id);
  Seen first = check (fixture->auth, fixture->token);
  Seen second = check (fixture->auth, token);
  g_assert_true (aft_id_equal (&first.caller.device_id, &fixture->house.kiosk.id));
  g_assert_true (aft_id_equal (&second.caller.device_id, &id));
}

static void
test_revoked_at_once (Fixture *fixture, gconstpointer unused)
{
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  withdraw (fixture);
  aft_device_auth_forget (fixture->auth);
  Seen seen = check (fixture->auth, fixture->token);
  g_assert_cmpint (seen.admission, ==, AFT_ADMISSION_REVOKED);
  g_assert_true (aft_id_equal (&seen.caller.device_id, &fixture->house.kiosk.id));
}

/* By another collector on the same database, of which nobody tells us. */
static void
test_revoked_elsewhere (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  withdraw (fixture);
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->house.kiosk, fixture->house.clock);
  AftHouseItem item = aft_house_fixture_next (&fixture->house);
  aft_house_batch_take (batch, &item);
  g_assert_null (aft_house_store_accept_sync (fixture->house.store, batch, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  aft_fake_clock_advance_ms (fixture->house.fake, AFT_DEVICE_AUTH_REMEMBER_MS - 1);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  aft_fake_clock_advance_ms (fixture->house.fake, 1);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_REVOKED);
}

static void
test_asked_before_forgotten_after (Fixture *fixture, gconstpointer unused)
{
  Seen seen = { 0 };
  aft_device_auth_check (fixture->auth, fixture->token, on_answer, &seen);
  aft_device_auth_forget (fixture->auth);
  while (seen.answers == 0)
    g_main_context_iteration (NULL, TRUE);
  withdraw (fixture);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_REVOKED);
}

static void
test_former_token (Fixture *fixture, gconstpointer unused)
{
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  g_autofree char *token = enrol (fixture, &fixture->house.kiosk.id);
  aft_device_auth_forget (fixture->auth);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_UNKNOWN);
  assert_admission (fixture, token, AFT_ADMISSION_GRANTED);
}

static void
test_real_clock_set_back (Fixture *fixture, gconstpointer unused)
{
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  withdraw (fixture);
  aft_fake_clock_set_real_us (fixture->house.fake, 0);
  aft_fake_clock_advance_ms (fixture->house.fake, AFT_DEVICE_AUTH_REMEMBER_MS);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_REVOKED);
}

static void
test_question_outlives_the_asker (Fixture *fixture, gconstpointer unused)
{
  Seen seen = { 0 };
  aft_device_auth_check (fixture->auth, fixture->token, on_answer, &seen);
  g_clear_pointer (&fixture->auth, aft_device_auth_unref);
  while (seen.answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (seen.admission, ==, AFT_ADMISSION_GRANTED);
}

static gpointer
wait_for_leave (AftHouseStore *store, gpointer data, GError **error)
{
  GMutex *leave = data;
  g_mutex_lock (leave);
  g_mutex_unlock (leave);
  return leave;
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *waiting = user_data;
  (*waiting)--;
}

/* As many as the store has threads may still take up something, and make room, after it was full.
 */
#define ASKED 16

static guint
count_answered (const Seen *seen)
{
  guint count = 0;
  for (guint i = 0; i < ASKED; i++)
    count += seen[i].answers;
  return count;
}

/* Enough questions that the store takes no more. */
static void
test_busy_store_lets_nobody_in (Fixture *fixture, gconstpointer unused)
{
  GMutex leave;
  const AftHouseCall call = { .work = wait_for_leave, .data = &leave };
  guint waiting = 400;
  Seen seen[ASKED] = { 0 };
  g_mutex_init (&leave);
  g_mutex_lock (&leave);
  for (guint i = 0; i < 400; i++)
    aft_house_store_call_async (fixture->house.store, &call, on_called, &waiting);
  for (guint i = 0; i < ASKED; i++)
    aft_device_auth_check (fixture->auth, fixture->token, on_answer, &seen[i]);
  while (count_answered (seen) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < ASKED; i++)
    if (seen[i].answers > 0)
      {
        g_assert_cmpint (seen[i].admission, ==, AFT_ADMISSION_FAILED);
        g_assert_cmpint (seen[i].code, ==, AFT_ERROR_BUSY);
      }
  g_mutex_unlock (&leave);
  while (waiting > 0 || count_answered (seen) < ASKED)
    g_main_context_iteration (NULL, TRUE);
  assert_admission (fixture, fixture->token, AFT_ADMISSION_GRANTED);
  g_mutex_clear (&leave);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/device-auth/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-device-s-token-lets-it-in", test_granted);
  ADD ("no-other-text-does", test_other_tokens);
  ADD ("two-devices-are-told-apart", test_two_devices_are_told_apart);
  ADD ("a-revoked-token-is-refused-at-once", test_revoked_at_once);
  ADD ("revoked-elsewhere-it-stores-nothing-and-is-refused-in-five-seconds",
       test_revoked_elsewhere);
  ADD ("what-was-asked-before-is-not-remembered-after", test_asked_before_forgotten_after);
  ADD ("a-former-token-is-worth-nothing", test_former_token);
  ADD ("a-clock-that-is-set-back-keeps-nobody-in", test_real_clock_set_back);
  ADD ("a-question-outlives-who-asked-it", test_question_outlives_the_asker);
  ADD ("a-store-that-cannot-say-lets-nobody-in", test_busy_store_lets_nobody_in);
  return g_test_run ();
}
