/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the configuration: one entity tag for one text, and never another venue's. */
#include "aft-api-fixture.h"

#include "aft-device-configuration.h"

static AftHttpReply *
ask (AftApiFixture *fixture, const char *known)
{
  const AftApiQuestion question = { .target = "/api/v1/device/configuration",
                                    .token = fixture->token,
                                    .header = known != NULL ? "If-None-Match" : NULL,
                                    .header_value = known };
  return aft_api_fixture_ask (fixture, &question);
}

/* The entity tag; the caller's. */
static char *
get_etag (AftApiFixture *fixture)
{
  g_autoptr (AftHttpReply) reply = ask (fixture, NULL);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  return g_strdup (aft_http_reply_get_header (reply, "ETag"));
}

static void
test_whole_and_tagged (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHttpReply) reply = ask (fixture, NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  g_autoptr (AftDeviceConfiguration) read = aft_device_configuration_parse (text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "ETag"), ==,
                   aft_device_configuration_get_etag (read));
  g_assert_true (aft_digest_equal (
      aft_device_configuration_get_survey_digest (read, AFT_RESPONSE_EXIT), &fixture->survey));
  g_assert_null (aft_device_configuration_get_parts (read)->house_public_key);
}

static void
test_known_is_not_sent (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *etag = get_etag (fixture);
  g_autofree char *weak = g_strconcat ("W/", etag, NULL);
  g_autofree char *listed = g_strconcat ("\"x\", W/\"y\" ,", etag, NULL);
  const char *const known[] = { etag, weak, listed, "*" };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (AftHttpReply) reply = ask (fixture, known[i]);
      g_assert_cmpint (aft_http_reply_get_status (reply), ==, 304);
      g_assert_cmpuint (g_bytes_get_size (aft_http_reply_get_body (reply)), ==, 0);
      g_assert_cmpstr (aft_http_reply_get_header (reply, "ETag"), ==, etag);
    }
}

static void
test_other_tags_are_not_known (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *etag = get_etag (fixture);
  g_autofree char *bare = g_strndup (etag + 1, strlen (etag) - 2);
  g_autofree char *longer = g_strconcat (etag, "x", NULL);
  g_autofree char *many = g_strnfill (4000, ',');
  const char *const known[] = { "", "\"\"", bare, longer, many, "W/", "\"" };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    aft_api_assert_refused (ask (fixture, known[i]), 200, NULL);
}

static void
put_venue (AftApiFixture *fixture, const AftId *id, const char *name)
{
  g_autoptr (GError) error = NULL;
  AftVenueFields fields = { .id = id,
                            .name = name,
                            .zone = "Asia/Shanghai",
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
}

static void
test_change_is_seen (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *before = get_etag (fixture);
  put_venue (fixture, &fixture->house.venue_id, "南京西路店");
  aft_api_note_change (fixture->api);
  g_autofree char *after = get_etag (fixture);
  g_assert_cmpstr (before, !=, after);
  aft_api_assert_refused (ask (fixture, before), 200, NULL);
  aft_api_assert_refused (ask (fixture, after), 304, NULL);
}

/* By another collector on the same database: after ten seconds at most. */
static void
test_change_elsewhere_is_seen (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *before = get_etag (fixture);
  put_venue (fixture, &fixture->house.venue_id, "南京西路店");
  aft_fake_clock_advance_ms (fixture->house.fake, 9999);
  aft_api_assert_refused (ask (fixture, before), 304, NULL);
  aft_fake_clock_advance_ms (fixture->house.fake, 1);
  aft_api_assert_refused (ask (fixture, before), 200, NULL);
}

/* Which venue it is goes by the token, and nothing that a device says changes it. */
static void
test_own_venue_only (AftApiFixture *fixture, gconstpointer unused)
{
  AftId venue_id = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftId device_id = aft_id_generate (fixture->house.clock, fixture->house.random);
  put_venue (fixture, &venue_id, "外滩店");
  g_autofree char *own = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *other = aft_id_to_text (&venue_id);
  g_autofree char *token = aft_api_fixture_enrol (fixture, &device_id, &venue_id);
  g_autofree char *query
      = g_strconcat ("/api/v1/device/configuration?venue=", other, "&venue_id=", other, NULL);
  const struct
  {
    const char *token;
    const char *target;
    const char *venue;
  } cases[] = { { fixture->token, "/api/v1/device/configuration", own },
                { token, "/api/v1/device/configuration", other },
                { fixture->token, query, own } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AftApiQuestion question = { .target = cases[i].target, .token = cases[i].token };
      g_autoptr (AftValue) value = aft_api_fixture_get_json (fixture, &question);
      g_assert_cmpstr (
          aft_value_get_member_string (aft_value_get_member (value, "venue"), "id", ""), ==,
          cases[i].venue);
    }
}

static char *
dup_key (gpointer user_data)
{
  return g_strdup (user_data);
}

static void
test_key_and_address (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *key = g_strnfill (64, 'a');
  const AftApiOptions options
      = { .public_address = "https://fb.example", .dup_public_key = dup_key, .key_data = key };
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration", .token = fixture->token };
  aft_api_fixture_remake (fixture, &options);
  g_autoptr (AftValue) value = aft_api_fixture_get_json (fixture, &question);
  g_assert_cmpstr (aft_value_get_member_string (value, "house_public_key", ""), ==, key);
  g_assert_cmpstr (aft_value_get_member_string (value, "public_address", ""), ==,
                   "https://fb.example");
}

static void
test_head_has_the_same_tag (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *etag = get_etag (fixture);
  const AftApiQuestion question
      = { .method = "HEAD", .target = "/api/v1/device/configuration", .token = fixture->token };
  g_autoptr (AftHttpReply) reply = aft_api_fixture_ask (fixture, &question);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "ETag"), ==, etag);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-configuration/" name, AftApiFixture, NULL, aft_api_fixture_set_up,   \
              test, aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-is-whole-and-has-its-tag", test_whole_and_tagged);
  ADD ("what-is-known-is-not-sent-again", test_known_is_not_sent);
  ADD ("another-tag-is-not-known", test_other_tags_are_not_known);
  ADD ("a-change-is-seen-at-once", test_change_is_seen);
  ADD ("a-change-made-elsewhere-after-ten-seconds", test_change_elsewhere_is_seen);
  ADD ("a-device-is-told-of-its-own-venue-only", test_own_venue_only);
  ADD ("the-house-s-key-and-address-are-in-it", test_key_and_address);
  ADD ("a-head-has-the-same-tag", test_head_has_the_same_tag);
  return g_test_run ();
}
