/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what is made of a venue for its kiosks. */
#include "aft-venue-configuration.h"

#include <string.h>

#include "aft-api-fixture.h"
#include "aft-house-store-rules.h"
#include "aft-json.h"

static AftValue *
read_json (const char *json)
{
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_wire, NULL);
  g_assert_nonnull (value);
  return value;
}

static AftVenue *
make_venue (const AftId *id, const char *hours, const char *texts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) hours_value = read_json (hours);
  g_autoptr (AftValue) texts_value = read_json (texts);
  AftVenueFields fields = { .id = id,
                            .name = "南京路店",
                            .zone = "Asia/Shanghai",
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "86",
                            .hours = hours_value,
                            .texts = texts_value };
  AftVenue *venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  return venue;
}

static void
test_good_and_bad_details (AftApiFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *hours;
    const char *texts;
    gboolean is_good;
  } cases[] = {
    { "{}", "{}", TRUE },
    { "{\"monday\":\"10:00-22:00\",\"special_days\":\"\"}", "{\"telephone\":\"021-1\"}", TRUE },
    { "{}", "{\"names\":{\"zh-CN\":\"店\",\"en\":\"x\"},\"sleep\":{\"zh-TW\":\"眠\"}}", TRUE },
    { "{\"Monday\":\"10:00-22:00\"}", "{}", FALSE },
    { "{\"monday\":10}", "{}", FALSE },
    { "{\"holiday\":\"x\"}", "{}", FALSE },
    { "{}", "{\"telephone\":5}", FALSE },
    { "{}", "{\"names\":\"店\"}", FALSE },
    { "{}", "{\"names\":{\"zh\":\"店\"}}", FALSE },
    { "{}", "{\"names\":{\"zh_CN\":\"店\"}}", FALSE },
    { "{}", "{\"names\":{\"en\":5}}", FALSE },
    { "{}", "{\"colour\":\"red\"}", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftVenue) venue
          = make_venue (&fixture->house.venue_id, cases[i].hours, cases[i].texts);
      gboolean is_good = aft_venue_configuration_check (venue, &error);
      g_assert_true (is_good == cases[i].is_good);
      g_assert_true (is_good == (error == NULL));
    }
}

static AftDeviceConfiguration *
make (AftApiFixture *fixture, const char *key, const char *address)
{
  g_autoptr (GError) error = NULL;
  AftDeviceConfiguration *configuration = aft_venue_configuration_make (
      fixture->house.store, &fixture->house.venue_id, key, address, &error);
  g_assert_no_error (error);
  return configuration;
}

static void
test_what_is_not_said (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftDeviceConfiguration) configuration = make (fixture, NULL, NULL);
  const AftDeviceConfigurationParts *parts = aft_device_configuration_get_parts (configuration);
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    g_assert_cmpstr (parts->names[i], ==, "南京路店");
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    g_assert_cmpstr (parts->hours[i], ==, "");
  g_assert_cmpstr (parts->telephone, ==, "");
  g_assert_null (parts->house_public_key);
  g_assert_null (parts->public_address);
  g_assert_nonnull (parts->definitions[AFT_RESPONSE_EXIT]);
  g_assert_null (parts->definitions[AFT_RESPONSE_COMPLAINT]);
}

static void
test_what_is_said (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strnfill (64, 'a');
  g_autoptr (AftVenue) venue
      = make_venue (&fixture->house.venue_id, "{\"sunday\":\"11:00-23:00\"}",
                    "{\"names\":{\"en\":\"Nanjing Road\"},\"telephone\":\"021-1\"}");
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
  g_autoptr (AftDeviceConfiguration) configuration = make (fixture, key, "https://fb.example");
  const AftDeviceConfigurationParts *parts = aft_device_configuration_get_parts (configuration);
  g_assert_cmpstr (parts->names[AFT_LANGUAGE_EN], ==, "Nanjing Road");
  g_assert_cmpstr (parts->names[AFT_LANGUAGE_ZH_CN], ==, "南京路店");
  g_assert_cmpstr (parts->hours[6], ==, "11:00-23:00");
  g_assert_cmpstr (parts->telephone, ==, "021-1");
  g_assert_cmpstr (parts->house_public_key, ==, key);
  g_assert_cmpstr (parts->public_address, ==, "https://fb.example");
}

static void
save_rules (AftApiFixture *fixture, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  AftHouseRules rules
      = { .kind = (char *) kind, .text = (char *) text, .actor = (char *) "user:test" };
  g_assert_true (
      aft_house_store_save_rules_sync (fixture->house.store, &rules, 0, &version, &error));
  g_assert_no_error (error);
}

static void
test_own_rules_and_notice (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftDeviceConfiguration) before = make (fixture, NULL, NULL);
  g_assert_null (aft_device_configuration_get_parts (before)->rules);
  g_assert_null (aft_device_configuration_get_parts (before)->privacy);
  save_rules (fixture, "risk", "{\"version\":\"r\"}");
  save_rules (fixture, "privacy", "{\"version\":\"house-1\"}");
  save_rules (fixture, "steps", "{\"version\":\"s\"}");
  g_autoptr (AftDeviceConfiguration) after = make (fixture, NULL, NULL);
  const AftDeviceConfigurationParts *parts = aft_device_configuration_get_parts (after);
  g_assert_cmpstr (parts->rules, ==, "{\"version\":\"r\"}");
  g_assert_cmpstr (parts->privacy, ==, "{\"version\":\"house-1\"}");
  g_assert_null (strstr (aft_device_configuration_get_text (after), "steps"));
}

static void
test_same_text_same_tag (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftDeviceConfiguration) one = make (fixture, NULL, NULL);
  g_autoptr (AftDeviceConfiguration) two = make (fixture, NULL, NULL);
  g_autoptr (AftDeviceConfiguration) other = make (fixture, NULL, "https://fb.example");
  g_assert_cmpstr (aft_device_configuration_get_etag (one), ==,
                   aft_device_configuration_get_etag (two));
  g_assert_cmpstr (aft_device_configuration_get_etag (one), !=,
                   aft_device_configuration_get_etag (other));
}

static void
test_no_such_venue (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_assert_null (aft_venue_configuration_make (fixture->house.store, &id, NULL, NULL, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/venue-configuration/" name, AftApiFixture, NULL, aft_api_fixture_set_up, \
              test, aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hours-and-texts-hold-what-is-known-and-nothing-else", test_good_and_bad_details);
  ADD ("what-is-not-said-is-left-to-the-kiosk", test_what_is_not_said);
  ADD ("what-is-said-is-handed-on", test_what_is_said);
  ADD ("own-rules-and-notice-are-told", test_own_rules_and_notice);
  ADD ("the-same-text-has-the-same-tag", test_same_text_same_tag);
  ADD ("there-is-none-for-an-unknown-venue", test_no_such_venue);
  return g_test_run ();
}
