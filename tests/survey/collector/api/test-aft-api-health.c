/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of probes: they say one word, to everybody, and nothing about the inside. */
#include "aft-api-fixture.h"

static void
assert_state (AftApiFixture *fixture, const char *target, const char *state)
{
  const AftApiQuestion question = { .target = target };
  g_autoptr (AftValue) value = aft_api_fixture_get_json (fixture, &question);
  g_assert_cmpuint (aft_value_get_length (value), ==, 1);
  g_assert_cmpstr (aft_value_get_member_string (value, "status", ""), ==, state);
}

static void
test_states (AftApiFixture *fixture, gconstpointer unused)
{
  assert_state (fixture, "/healthz", "ok");
  assert_state (fixture, "/readyz", "ready");
  assert_state (fixture, "/healthz?verbose=1", "ok");
}

/* A house that is not set up serves nobody yet; health says nothing of it. */
static void
test_not_ready (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .metrics = AFT_METRICS_OFF };
  const AftApiQuestion ready = { .target = "/readyz" };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "collector.db");
  AftHouseSqliteOptions empty = aft_house_fixture_get_options (&fixture->house);
  empty.path = path;
  AftHouseStore *furnished = fixture->house.store;
  fixture->house.store = aft_house_sqlite_open (&empty, &error);
  g_assert_no_error (error);
  aft_api_fixture_remake (fixture, &options);
  assert_state (fixture, "/healthz", "ok");
  aft_api_assert_refused (aft_api_fixture_ask_any (fixture, &ready), 503, "not-ready");
  aft_house_store_unref (fixture->house.store);
  fixture->house.store = furnished;
}

static void
test_head_and_body (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion head = { .method = "HEAD", .target = "/healthz" };
  const AftApiQuestion body = { .method = "GET", .target = "/healthz", .body = "{}" };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &head), 200, NULL);
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &body), 413, "no-body");
}

/* The description is JSON of OpenAPI 3.1 and needs no token. */
static void
test_description (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion question = { .target = "/api/v1/openapi.json" };
  g_autoptr (AftValue) value = aft_api_fixture_get_json (fixture, &question);
  g_assert_true (g_str_has_prefix (aft_value_get_member_string (value, "openapi", ""), "3.1."));
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (value, "paths")), >=, 10);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-health/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test,    \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-probe-is-told-one-word", test_states);
  ADD ("a-house-that-is-not-set-up-is-not-ready", test_not_ready);
  ADD ("a-head-is-answered-and-a-body-is-not", test_head_and_body);
  ADD ("the-description-is-anybody-s", test_description);
  return g_test_run ();
}
