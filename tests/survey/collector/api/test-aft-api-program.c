/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what other programs may ask, by request and reply; tests/collector/test-programs.py asks
 * through a socket. */
#include <string.h>

#include "aft-api-fixture.h"
#include "aft-device-token.h"
#include "aft-house-store-care.h"
#include "aft-house-store-tokens.h"

#define RESPONSES "/api/v1/responses"

/* A program's token, the caller's; @venue_id NULL: for all restaurants. */
static char *
let_in (AftApiFixture *fixture, const char *name, const AftId *venue_id, AftId *ret_id)
{
  AftDigest digest;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseToken) token = g_new0 (AftHouseToken, 1);
  char *text = aft_device_token_generate (fixture->house.random);
  g_assert_true (aft_device_token_digest (text, &digest));
  token->id = aft_id_generate (fixture->house.clock, fixture->house.random);
  token->name = g_strdup (name);
  token->role = venue_id != NULL ? AFT_ROLE_MANAGER : AFT_ROLE_OWNER;
  if (venue_id != NULL)
    {
      token->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
      g_array_append_vals (token->venue_ids, venue_id, 1);
    }
  g_assert_true (
      aft_house_store_add_token_sync (fixture->house.store, token, &digest, "user:test", &error));
  g_assert_no_error (error);
  if (ret_id != NULL)
    *ret_id = token->id;
  return text;
}

static void
send_taps (AftApiFixture *fixture, guint count)
{
  for (guint i = 0; i < count; i++)
    aft_api_fixture_add_tap (fixture, 1 + i % 5);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (reply, 0), ==, "stored");
}

static AftValue *
get (AftApiFixture *fixture, const char *token, const char *target)
{
  const AftApiQuestion question = { .target = target, .token = token };
  return aft_api_fixture_get_json (fixture, &question);
}

static gsize
count_rows (const AftValue *page)
{
  return aft_value_get_length (aft_value_get_member (page, "responses"));
}

static void
test_pages_go_on_where_the_last_one_ended (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *token = let_in (fixture, "finance", NULL, NULL);
  send_taps (fixture, 5);
  g_autoptr (AftValue) first = get (fixture, token, RESPONSES "?limit=3");
  g_assert_cmpuint (count_rows (first), ==, 3);
  const char *after = aft_value_get_member_string (first, "next", NULL);
  g_assert_nonnull (after);
  g_autofree char *target = g_strconcat (RESPONSES "?limit=3&after=", after, NULL);
  g_autoptr (AftValue) second = get (fixture, token, target);
  g_assert_cmpuint (count_rows (second), ==, 2);
  g_assert_null (aft_value_get_member_string (second, "next", NULL));
}

/* The source of the lines, read as a listener would. */
static void
test_lines_are_made_while_they_are_sent (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = let_in (fixture, "finance", NULL, NULL);
  const AftApiQuestion question = {
    .target = RESPONSES, .token = token, .header = "Accept", .header_value = "application/x-ndjson"
  };
  guint lines = 0;
  send_taps (fixture, 4);
  g_autoptr (AftHttpReply) reply = aft_api_fixture_ask (fixture, &question);
  AftHttpSource *source = aft_http_reply_get_source (reply);
  g_assert_nonnull (source);
  while (TRUE)
    {
      gsize length = 0;
      g_autoptr (GBytes) piece = aft_http_source_next_sync (source, &error);
      g_assert_no_error (error);
      if (piece == NULL)
        break;
      const char *text = g_bytes_get_data (piece, &length);
      for (gsize i = 0; i < length; i++)
        lines += text[i] == '\n' ? 1 : 0;
    }
  g_assert_cmpuint (lines, ==, 4);
}

static void
test_a_program_of_one_restaurant_sees_no_other (AftApiFixture *fixture, gconstpointer unused)
{
  const AftId elsewhere = { { 9 } };
  g_autoptr (GError) error = NULL;
  const AftVenueFields fields
      = { .id = &elsewhere, .name = "国贸", .zone = "Asia/Shanghai", .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
  g_autofree char *token = let_in (fixture, "branch", &elsewhere, NULL);
  send_taps (fixture, 3);
  g_autoptr (AftValue) page = get (fixture, token, RESPONSES);
  g_assert_cmpuint (count_rows (page), ==, 0);
}

static void
test_a_revoked_token_opens_nothing (AftApiFixture *fixture, gconstpointer unused)
{
  AftId id;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = let_in (fixture, "short", NULL, &id);
  const AftApiQuestion question = { .target = RESPONSES, .token = token };
  g_autoptr (AftValue) page = get (fixture, token, RESPONSES);
  g_assert_cmpuint (count_rows (page), ==, 0);
  g_assert_true (
      aft_house_store_revoke_token_sync (fixture->house.store, &id, "user:test", &error));
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 401, "token-unknown");
}

/* The audit says on which day a program came, once. */
static void
test_what_was_used_is_in_the_audit (AftApiFixture *fixture, gconstpointer unused)
{
  guint uses = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = let_in (fixture, "finance", NULL, NULL);
  for (guint i = 0; i < 3; i++)
    aft_value_unref (get (fixture, token, RESPONSES));
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (fixture->house.store, 0, 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftHouseAuditRow *row = g_ptr_array_index (rows, i);
      uses += g_str_equal (row->action, "token.use") ? 1 : 0;
    }
  g_assert_cmpuint (uses, ==, 1);
}

static void
test_nobody_else_is_answered (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const paths[] = { RESPONSES, "/api/v1/cases", "/api/v1/trends" };
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const AftApiQuestion bare = { .target = paths[i] };
      const AftApiQuestion kiosk = { .target = paths[i], .token = fixture->token };
      const AftApiQuestion wrong = { .target = paths[i], .token = "x" };
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &bare), 401, "token-missing");
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &kiosk), 401, "token-unknown");
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &wrong), 401, "token-unknown");
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (AftApiFixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/api-program/pages-go-on-where-the-last-one-ended",
      test_pages_go_on_where_the_last_one_ended },
    { "/api-program/lines-are-made-while-they-are-sent", test_lines_are_made_while_they_are_sent },
    { "/api-program/a-program-of-one-restaurant-sees-no-other",
      test_a_program_of_one_restaurant_sees_no_other },
    { "/api-program/a-revoked-token-opens-nothing", test_a_revoked_token_opens_nothing },
    { "/api-program/what-was-used-is-in-the-audit", test_what_was_used_is_in_the_audit },
    { "/api-program/nobody-else-is-answered", test_nobody_else_is_answered },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AftApiFixture, NULL, aft_api_fixture_set_up, tests[i].run,
                aft_api_fixture_tear_down);
  return g_test_run ();
}
