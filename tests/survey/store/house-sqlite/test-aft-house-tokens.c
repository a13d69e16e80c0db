/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of other programs: found by their digest alone, revoked for good, their use noted once a
 * day, and all of it in the audit. */
#include "aft-house-fixture.h"
#include "aft-house-store-tokens.h"

#define DAY_US G_GINT64_CONSTANT (86400000000)

static AftHouseToken
make_token (AftHouseFixture *fixture, const char *name)
{
  return (AftHouseToken){ .id = aft_id_generate (fixture->clock, fixture->random),
                          .name = (char *) name,
                          .role = AFT_ROLE_MANAGER };
}

static gboolean
try_to_add (AftHouseFixture *fixture,
            const AftHouseToken *token,
            const char *secret,
            GError **error)
{
  AftDigest digest = aft_digest_of_text (secret);
  return aft_house_store_add_token_sync (fixture->store, token, &digest, "user:test", error);
}

static AftHouseToken *
find (AftHouseFixture *fixture, const char *secret, GError **error)
{
  AftDigest digest = aft_digest_of_text (secret);
  return aft_house_store_find_token_sync (fixture->store, &digest, error);
}

static void
test_found_by_its_digest (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseToken token = make_token (fixture, "财务");
  g_array_append_val (venues, fixture->venue_id);
  token.venue_ids = venues;
  token.may_contact = TRUE;
  g_assert_true (try_to_add (fixture, &token, "secret", &error));
  aft_house_fixture_assert_audited (fixture, "token.add");
  g_autoptr (AftHouseToken) found = find (fixture, "secret", &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&found->id, &token.id));
  g_assert_cmpstr (found->name, ==, "财务");
  g_assert_cmpint (found->role, ==, AFT_ROLE_MANAGER);
  g_assert_cmpuint (found->venue_ids->len, ==, 1);
  g_assert_true (aft_id_equal (&g_array_index (found->venue_ids, AftId, 0), &fixture->venue_id));
  g_assert_true (found->may_contact);
  g_assert_cmpint (found->last_used_day, ==, 0);
  g_assert_cmpint (found->created_ms, ==, aft_clock_get_real_ms (fixture->clock));
  g_assert_null (find (fixture, "another", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_revoked_opens_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseToken token = make_token (fixture, "bi");
  AftHouseToken next = make_token (fixture, "bi");
  AftId unknown = aft_id_generate (fixture->clock, fixture->random);
  g_assert_true (try_to_add (fixture, &token, "one", &error));
  g_assert_false (try_to_add (fixture, &next, "two", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    g_assert_true (
        aft_house_store_revoke_token_sync (fixture->store, &token.id, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "token.revoke");
  g_assert_null (find (fixture, "one", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (aft_house_store_use_token_sync (fixture->store, &token.id, "::1", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (
      aft_house_store_revoke_token_sync (fixture->store, &unknown, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* The name may be given again; the digest never. */
  g_assert_false (try_to_add (fixture, &next, "one", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (try_to_add (fixture, &next, "two", &error));
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (fixture->store, &error);
  g_assert_cmpuint (tokens->len, ==, 2);
}

static void
test_list_says_who_made_them (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  static const char *const makers[] = { "collector", "user:梅", "user:test" };
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      AftDigest digest = aft_digest_of_text (makers[i]);
      AftHouseToken token = make_token (fixture, makers[i]);
      g_assert_true (
          aft_house_store_add_token_sync (fixture->store, &token, &digest, makers[i], &error));
    }
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tokens->len, ==, G_N_ELEMENTS (makers));
  for (guint i = 0; i < tokens->len; i++)
    {
      const AftHouseToken *token = g_ptr_array_index (tokens, i);
      g_assert_cmpstr (token->made_by, ==, token->name);
    }
}

static gint64
count_uses (AftHouseFixture *fixture)
{
  return aft_house_fixture_query_beside (fixture,
                                         "SELECT count (*) FROM audit WHERE action = 'token.use'");
}

static void
test_use_is_noted_once_a_day (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseToken token = make_token (fixture, "bi");
  token.role = AFT_ROLE_OWNER;
  g_assert_true (try_to_add (fixture, &token, "one", &error));
  for (guint day = 1; day <= 2; day++)
    {
      for (guint i = 0; i < 3; i++)
        g_assert_true (
            aft_house_store_use_token_sync (fixture->store, &token.id, "192.168.1.7", &error));
      g_assert_cmpint (count_uses (fixture), ==, day);
      aft_fake_clock_advance_ms (fixture->fake, DAY_US / 1000);
    }
  g_autoptr (AftHouseToken) found = find (fixture, "one", &error);
  g_assert_cmpint (found->last_used_day, ==, 20773);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_what_is_none_is_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftId unknown = aft_id_generate (fixture->clock, fixture->random);
  AftHouseToken nameless = make_token (fixture, "");
  AftHouseToken staff = make_token (fixture, "a");
  AftHouseToken owner = make_token (fixture, "b");
  AftHouseToken stray = make_token (fixture, "c");
  const AftHouseToken *invalid[] = { &nameless, &staff, &owner };
  g_array_append_val (venues, unknown);
  staff.role = AFT_ROLE_STAFF;
  owner.role = AFT_ROLE_OWNER;
  owner.venue_ids = venues;
  stray.venue_ids = venues;
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (try_to_add (fixture, invalid[i], "one", &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
  g_autoptr (GError) error = NULL;
  g_assert_false (try_to_add (fixture, &stray, "one", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (fixture->store, NULL);
  g_assert_cmpuint (tokens->len, ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-tokens/" path, AftHouseFixture, NULL, aft_house_fixture_set_up,        \
              function, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-is-found-by-its-digest", test_found_by_its_digest);
  ADD ("a-revoked-one-opens-nothing", test_revoked_opens_nothing);
  ADD ("the-list-says-who-made-them", test_list_says_who_made_them);
  ADD ("use-is-noted-once-a-day", test_use_is_noted_once_a_day);
  ADD ("what-is-none-is-refused", test_what_is_none_is_refused);
  return g_test_run ();
}
