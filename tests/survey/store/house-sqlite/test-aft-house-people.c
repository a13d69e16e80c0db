/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: those who work in the house. Logins, duty, the setup code, and what a user's
 * row keeps beside. */
#include "aft-house-fixture.h"
#include "aft-house-store-people.h"

#define HASH "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg"
#define PIN  "$argon2id$v=19$m=19456,t=2,p=1$Yg$Yg"

static AftHouseUser
make_user (AftHouseFixture *fixture, const char *name, AftRole role, GArray *venues)
{
  return (AftHouseUser){ .id = aft_id_generate (fixture->clock, fixture->random),
                         .name = (char *) name,
                         .public_name = (char *) "王经理",
                         .password_hash = (char *) HASH,
                         .pin_hash = (char *) PIN,
                         .has_language = TRUE,
                         .language = AFT_LANGUAGE_ZH_TW,
                         .role = role,
                         .venue_ids = venues };
}

static AftHouseUser
put_user (AftHouseFixture *fixture, const char *name, AftRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (venues, fixture->venue_id);
  AftHouseUser user = make_user (fixture, name, role, role == AFT_ROLE_OWNER ? NULL : venues);
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  g_assert_no_error (error);
  user.venue_ids = NULL;
  return user;
}

static AftDigest
sign_in (AftHouseFixture *fixture, const AftId *user_id, const char *token)
{
  g_autoptr (GError) error = NULL;
  AftDigest digest = aft_digest_of_text (token);
  AftHouseLogin login = { .id = aft_id_generate (fixture->clock, fixture->random),
                          .user_id = *user_id,
                          .address = (char *) "192.168.1.7" };
  g_assert_true (aft_house_store_add_login_sync (fixture->store, &login, &digest, &error));
  g_assert_no_error (error);
  return digest;
}

static gboolean
is_signed_in (AftHouseFixture *fixture, const AftDigest *digest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseLogin) login
      = aft_house_store_find_login_sync (fixture->store, digest, NULL, &error);
  if (login == NULL)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  return login != NULL;
}

static void
test_user_keeps_pin_and_language (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  g_autoptr (AftHouseUser) found = aft_house_store_get_user_sync (fixture->store, &user.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->pin_hash, ==, PIN);
  g_assert_true (found->has_language);
  g_assert_cmpint (found->language, ==, AFT_LANGUAGE_ZH_TW);
  g_clear_pointer (&found->pin_hash, g_free);
  found->has_language = FALSE;
  g_assert_true (aft_house_store_put_user_sync (fixture->store, found, "user:test", &error));
  g_autoptr (AftHouseUser) changed
      = aft_house_store_get_user_sync (fixture->store, &user.id, &error);
  g_assert_null (changed->pin_hash);
  g_assert_false (changed->has_language);
  changed->pin_hash = g_strdup ("123456");
  g_assert_false (aft_house_store_put_user_sync (fixture->store, changed, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

#define SEALED "0123456789abcdef.sealed-for-nobody"

static gboolean
set_factor (AftHouseFixture *fixture,
            const AftId *user_id,
            const AftHouseSecondFactor *factor,
            GError **error)
{
  return aft_house_store_set_second_factor_sync (fixture->store, user_id, factor, "user:test",
                                                 error);
}

static gboolean
uses_step (AftHouseFixture *fixture, const AftId *user_id, const char *sealed, gint64 step)
{
  g_autoptr (GError) error = NULL;
  gboolean is_used
      = aft_house_store_use_second_factor_sync (fixture->store, user_id, sealed, step, &error);
  if (!is_used)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  return is_used;
}

static void
test_step_is_used_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  const AftHouseSecondFactor factor = { .sealed = SEALED, .step = 100 };
  g_assert_false (uses_step (fixture, &user.id, SEALED, 101));
  g_assert_true (set_factor (fixture, &user.id, &factor, &error));
  g_assert_no_error (error);
  g_assert_false (uses_step (fixture, &user.id, SEALED, 100));
  g_assert_true (uses_step (fixture, &user.id, SEALED, 102));
  g_assert_false (uses_step (fixture, &user.id, SEALED, 102));
  g_assert_false (uses_step (fixture, &user.id, SEALED, 101));
  g_assert_false (uses_step (fixture, &user.id, SEALED "x", 103));
  g_assert_true (uses_step (fixture, &user.id, SEALED, 103));
}

static void
test_factor_is_switched (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  AftDigest here = sign_in (fixture, &user.id, "here");
  AftDigest there = sign_in (fixture, &user.id, "there");
  const AftHouseSecondFactor none = { .sealed = NULL };
  const AftHouseSecondFactor factor = { .sealed = SEALED, .step = 100, .keep_digest = &here };
  g_assert_false (set_factor (fixture, &user.id, &none, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (set_factor (fixture, &user.id, &factor, &error));
  g_assert_true (is_signed_in (fixture, &here));
  g_assert_false (is_signed_in (fixture, &there));
  g_assert_false (set_factor (fixture, &user.id, &factor, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (set_factor (fixture, &user.id, &none, &error));
  g_assert_true (is_signed_in (fixture, &here));
  /* Another telephone begins anew, also when the clock was ahead. */
  g_assert_true (set_factor (fixture, &user.id, &factor, &error));
  g_assert_true (uses_step (fixture, &user.id, SEALED, 101));
}

static void
test_factor_outlives_other_changes (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  const AftHouseSecondFactor factor = { .sealed = SEALED, .step = 100 };
  g_assert_true (set_factor (fixture, &user.id, &factor, &error));
  g_assert_null (user.second_factor);
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  g_autoptr (AftHouseUser) found = aft_house_store_get_user_sync (fixture->store, &user.id, &error);
  g_assert_cmpstr (found->second_factor, ==, SEALED);
  g_assert_false (uses_step (fixture, &user.id, SEALED, 100));
}

static void
test_factor_is_a_sealed_text_of_somebody (AftHouseFixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "", "two words", "line\nbreak", "密" };
  g_autoptr (GError) error = NULL;
  g_autofree char *longest = g_strnfill (513, 'x');
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  AftId nobody = aft_id_generate (fixture->clock, fixture->random);
  AftHouseSecondFactor factor = { .sealed = longest };
  g_assert_false (set_factor (fixture, &user.id, &factor, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_error (&error);
      factor.sealed = texts[i];
      g_assert_false (set_factor (fixture, &user.id, &factor, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
  g_clear_error (&error);
  factor.sealed = SEALED;
  g_assert_false (set_factor (fixture, &nobody, &factor, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_user_unknown (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  g_assert_null (aft_house_store_get_user_sync (fixture->store, &id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_login_gives_its_user (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) whose = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  AftDigest digest = sign_in (fixture, &user.id, "token");
  g_autoptr (AftHouseLogin) login
      = aft_house_store_find_login_sync (fixture->store, &digest, &whose, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login->address, ==, "192.168.1.7");
  g_assert_true (aft_id_equal (&login->user_id, &user.id));
  g_assert_cmpstr (whose->name, ==, "wang");
  g_assert_cmpuint (whose->venue_ids->len, ==, 1);
  AftDigest other = aft_digest_of_text ("another");
  g_assert_false (is_signed_in (fixture, &other));
}

static void
test_login_ends_when_idle (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_STAFF);
  AftDigest digest = sign_in (fixture, &user.id, "token");
  aft_fake_clock_advance_ms (fixture->fake, AFT_HOUSE_LOGIN_IDLE_MS - 1);
  g_assert_true (is_signed_in (fixture, &digest));
  g_assert_true (aft_house_store_touch_login_sync (fixture->store, &digest, &error));
  aft_fake_clock_advance_ms (fixture->fake, AFT_HOUSE_LOGIN_IDLE_MS - 1);
  g_assert_true (is_signed_in (fixture, &digest));
  aft_fake_clock_advance_ms (fixture->fake, 1);
  g_assert_false (is_signed_in (fixture, &digest));
  g_assert_false (aft_house_store_touch_login_sync (fixture->store, &digest, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_login_ends_however_busy (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_STAFF);
  AftDigest digest = sign_in (fixture, &user.id, "token");
  for (gint64 passed_ms = 600000; passed_ms < AFT_HOUSE_LOGIN_MAX_MS; passed_ms += 600000)
    {
      aft_fake_clock_advance_ms (fixture->fake, 600000);
      g_assert_true (aft_house_store_touch_login_sync (fixture->store, &digest, &error));
    }
  aft_fake_clock_advance_ms (fixture->fake, 600000);
  g_assert_false (is_signed_in (fixture, &digest));
}

static void
test_login_old_ones_forgotten (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_STAFF);
  sign_in (fixture, &user.id, "a");
  sign_in (fixture, &user.id, "b");
  aft_fake_clock_advance_ms (fixture->fake, AFT_HOUSE_LOGIN_IDLE_MS);
  sign_in (fixture, &user.id, "c");
  aft_house_fixture_close (fixture);
  g_assert_cmpint (aft_house_fixture_query (fixture, "SELECT count (*) FROM login"), ==, 1);
}

static void
test_login_ended_one_or_all (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_STAFF);
  AftDigest a = sign_in (fixture, &user.id, "a");
  AftDigest b = sign_in (fixture, &user.id, "b");
  AftDigest c = sign_in (fixture, &user.id, "c");
  g_assert_true (aft_house_store_end_login_sync (fixture->store, &a, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "login.end");
  g_assert_true (aft_house_store_end_login_sync (fixture->store, &a, "user:test", &error));
  g_assert_false (is_signed_in (fixture, &a));
  g_autoptr (GPtrArray) left = aft_house_store_list_logins_sync (fixture->store, &user.id, &error);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_true (
      aft_house_store_end_logins_sync (fixture->store, &user.id, &b, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "login.end-all");
  g_assert_true (is_signed_in (fixture, &b));
  g_assert_false (is_signed_in (fixture, &c));
  g_assert_true (
      aft_house_store_end_logins_sync (fixture->store, &user.id, NULL, "user:test", &error));
  g_assert_false (is_signed_in (fixture, &b));
}

static void
test_disabling_sends_home (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_STAFF);
  AftDigest digest = sign_in (fixture, &user.id, "token");
  g_assert_true (aft_house_store_set_duty_sync (fixture->store, &user.id, &fixture->venue_id, TRUE,
                                                "user:test", &error));
  user.disabled_ms = aft_clock_get_real_ms (fixture->clock);
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  g_assert_false (is_signed_in (fixture, &digest));
  g_autoptr (GPtrArray) on_duty
      = aft_house_store_list_duty_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_cmpuint (on_duty->len, ==, 0);
  AftHouseLogin login = { .id = user.id, .user_id = user.id, .address = (char *) "::1" };
  g_assert_false (aft_house_store_add_login_sync (fixture->store, &login, &digest, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

/* Typed with its mark behind its letter, or in one: the same name, kept in one form. */
static void
test_names_are_composed (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = make_user (fixture, "Rene\xcc\x81", AFT_ROLE_OWNER, NULL);
  user.public_name = (char *) "Zoe\xcc\x88";
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  g_autoptr (AftHouseUser) found
      = aft_house_store_find_user_sync (fixture->store, "ren\xc3\xa9", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Ren\xc3\xa9");
  g_assert_cmpstr (found->public_name, ==, "Zo\xc3\xab");
  AftHouseUser clash = make_user (fixture, "REN\xc3\x89", AFT_ROLE_STAFF, NULL);
  g_assert_false (aft_house_store_put_user_sync (fixture->store, &clash, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
}

static void
test_duty_by_role (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser owner = put_user (fixture, "an", AFT_ROLE_OWNER);
  AftHouseUser manager = put_user (fixture, "bo", AFT_ROLE_MANAGER);
  AftHouseUser staff = put_user (fixture, "cai", AFT_ROLE_STAFF);
  const AftId *ids[] = { &owner.id, &manager.id, &staff.id };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (aft_house_store_set_duty_sync (fixture->store, ids[i], &fixture->venue_id, TRUE,
                                                  "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "duty.on");
  g_autoptr (GPtrArray) all
      = aft_house_store_list_duty_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_cmpuint (all->len, ==, 3);
  const AftHouseDuty *first = all->pdata[0];
  const AftHouseDuty *last = all->pdata[2];
  g_assert_cmpstr (first->name, ==, "cai");
  g_assert_cmpstr (first->public_name, ==, "王经理");
  g_assert_cmpint (last->role, ==, AFT_ROLE_OWNER);
  g_assert_true (aft_house_store_set_duty_sync (fixture->store, &staff.id, &fixture->venue_id,
                                                FALSE, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "duty.off");
  g_autoptr (GPtrArray) left
      = aft_house_store_list_duty_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_cmpuint (left->len, ==, 2);
}

static void
test_duty_only_where_one_works (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId elsewhere = aft_id_generate (fixture->clock, fixture->random);
  AftVenueFields fields
      = { .id = &elsewhere, .name = "Two", .zone = "Asia/Shanghai", .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, "user:test", &error));
  AftHouseUser user = put_user (fixture, "wang", AFT_ROLE_MANAGER);
  g_assert_false (aft_house_store_set_duty_sync (fixture->store, &user.id, &elsewhere, TRUE,
                                                 "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (aft_house_store_set_duty_sync (fixture->store, &user.id, &fixture->venue_id, TRUE,
                                                "user:test", &error));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (moved, elsewhere);
  user.venue_ids = moved;
  g_assert_true (aft_house_store_put_user_sync (fixture->store, &user, "user:test", &error));
  g_autoptr (GPtrArray) left
      = aft_house_store_list_duty_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_setup_code_used_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDigest code = aft_digest_of_text ("code");
  AftDigest wrong = aft_digest_of_text ("wrong");
  gint64 expires_ms = aft_clock_get_real_ms (fixture->clock) + 600000;
  AftHouseUser owner = make_user (fixture, "an", AFT_ROLE_OWNER, NULL);
  g_assert_true (
      aft_house_store_put_setup_code_sync (fixture->store, &code, expires_ms, "user:test", &error));
  g_assert_true (aft_house_store_check_setup_code_sync (fixture->store, &code, &error));
  g_assert_false (
      aft_house_store_use_setup_code_sync (fixture->store, &wrong, &owner, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (
      aft_house_store_use_setup_code_sync (fixture->store, &code, &owner, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "setup.use");
  g_assert_false (
      aft_house_store_use_setup_code_sync (fixture->store, &code, &owner, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_setup_code_expires (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDigest code = aft_digest_of_text ("code");
  gint64 expires_ms = aft_clock_get_real_ms (fixture->clock) + 600000;
  g_assert_true (
      aft_house_store_put_setup_code_sync (fixture->store, &code, expires_ms, "user:test", &error));
  aft_fake_clock_advance_ms (fixture->fake, 600000);
  g_assert_false (aft_house_store_check_setup_code_sync (fixture->store, &code, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_setup_code_stays_after_conflict (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDigest code = aft_digest_of_text ("code");
  gint64 expires_ms = aft_clock_get_real_ms (fixture->clock) + 600000;
  put_user (fixture, "taken", AFT_ROLE_STAFF);
  g_assert_true (
      aft_house_store_put_setup_code_sync (fixture->store, &code, expires_ms, "user:test", &error));
  AftHouseUser clash = make_user (fixture, "TAKEN", AFT_ROLE_OWNER, NULL);
  g_assert_false (
      aft_house_store_use_setup_code_sync (fixture->store, &code, &clash, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  AftHouseUser manager = make_user (fixture, "an", AFT_ROLE_MANAGER, NULL);
  g_assert_false (
      aft_house_store_use_setup_code_sync (fixture->store, &code, &manager, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (aft_house_store_check_setup_code_sync (fixture->store, &code, &error));
}

static void
add (const char *path, void (*test) (AftHouseFixture *, gconstpointer))
{
  g_test_add (path, AftHouseFixture, NULL, aft_house_fixture_set_up, test,
              aft_house_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/house-people/user-keeps-pin-and-language", test_user_keeps_pin_and_language);
  add ("/store/house-people/unknown-user-not-found", test_user_unknown);
  add ("/store/house-people/time-step-used-once", test_step_is_used_once);
  add ("/store/house-people/second-factor-switched", test_factor_is_switched);
  add ("/store/house-people/second-factor-outlives-other-changes",
       test_factor_outlives_other_changes);
  add ("/store/house-people/second-factor-is-a-sealed-text-of-somebody",
       test_factor_is_a_sealed_text_of_somebody);
  add ("/store/house-people/login-gives-its-user", test_login_gives_its_user);
  add ("/store/house-people/login-ends-when-idle", test_login_ends_when_idle);
  add ("/store/house-people/login-ends-however-busy", test_login_ends_however_busy);
  add ("/store/house-people/old-logins-forgotten", test_login_old_ones_forgotten);
  add ("/store/house-people/logins-ended-one-or-all", test_login_ended_one_or_all);
  add ("/store/house-people/disabling-sends-home", test_disabling_sends_home);
  add ("/store/house-people/names-are-kept-composed", test_names_are_composed);
  add ("/store/house-people/duty-by-role", test_duty_by_role);
  add ("/store/house-people/duty-only-where-one-works", test_duty_only_where_one_works);
  add ("/store/house-people/setup-code-used-once", test_setup_code_used_once);
  add ("/store/house-people/setup-code-expires", test_setup_code_expires);
  add ("/store/house-people/setup-code-stays-after-conflict", test_setup_code_stays_after_conflict);
  return g_test_run ();
}
