/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: the house's own rules, of which every version stays. */
#include "aft-house-fixture.h"
#include "aft-house-store-rules.h"

static gboolean
save (AftHouseFixture *fixture, const char *text, guint base, guint *ret_version, GError **error)
{
  AftHouseRules rules
      = { .kind = (char *) "risk", .text = (char *) text, .actor = (char *) "user:test" };
  return aft_house_store_save_rules_sync (fixture->store, &rules, base, ret_version, error);
}

static void
test_versions_stay (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  g_assert_null (aft_house_store_get_rules_sync (fixture->store, "risk", 0, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (save (fixture, "{}", 0, &version, &error));
  g_assert_cmpuint (version, ==, 1);
  g_assert_true (save (fixture, "{\"a\":1}", 1, &version, &error));
  g_assert_cmpuint (version, ==, 2);
  aft_house_fixture_assert_audited (fixture, "rules.save");
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseRules) now
      = aft_house_store_get_rules_sync (fixture->store, "risk", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (now->text, ==, "{\"a\":1}");
  g_assert_cmpuint (now->version, ==, 2);
  g_autoptr (AftHouseRules) first
      = aft_house_store_get_rules_sync (fixture->store, "risk", 1, &error);
  g_assert_cmpstr (first->text, ==, "{}");
  g_autoptr (GPtrArray) list = aft_house_store_list_rules_sync (fixture->store, "risk", &error);
  g_assert_cmpuint (list->len, ==, 2);
  const AftHouseRules *newest = list->pdata[0];
  g_assert_cmpuint (newest->version, ==, 2);
  g_assert_null (newest->text);
  g_assert_cmpstr (newest->actor, ==, "user:test");
  g_autoptr (GPtrArray) none = aft_house_store_list_rules_sync (fixture->store, "tiers", &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_two_editors_never_overwrite (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  g_assert_true (save (fixture, "one", 0, &version, &error));
  g_assert_false (save (fixture, "two", 0, &version, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (save (fixture, "one", 0, &version, &error));
  g_assert_cmpuint (version, ==, 1);
}

static void
test_wrong_rules_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  g_autofree char *long_text = g_strnfill (AFT_HOUSE_RULES_MAX_BYTES + 1, 'a');
  g_assert_false (save (fixture, "", 0, &version, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (save (fixture, long_text, 0, &version, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (aft_house_store_get_rules_sync (fixture->store, "Risk!", 0, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
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
  add ("/store/house-rules/every-version-stays", test_versions_stay);
  add ("/store/house-rules/two-editors-never-overwrite", test_two_editors_never_overwrite);
  add ("/store/house-rules/wrong-rules-refused", test_wrong_rules_refused);
  return g_test_run ();
}
