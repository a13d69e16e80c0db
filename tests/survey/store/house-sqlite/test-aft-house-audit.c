/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever changes the house, a venue, a survey, a user or a device is in the audit, in the same
 * transaction; what is refused is not. */
#include "aft-house-fixture.h"

#define HASH "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg"

static guint
count_rows (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_house_store_list_audit_sync (fixture->store, 0, 1000, &error);
  g_assert_no_error (error);
  return rows->len;
}

static void
assert_last (AftHouseFixture *fixture, const char *action, const AftId *id, const char *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (fixture->store, count_rows (fixture) - 1, 1, &error);
  g_assert_no_error (error);
  const AftHouseAuditRow *row = rows->pdata[0];
  g_autofree char *subject = id != NULL ? aft_id_to_text (id) : g_strdup ("");
  g_assert_cmpstr (row->action, ==, action);
  g_assert_cmpstr (row->actor, ==, "user:test");
  g_assert_cmpstr (row->subject, ==, subject);
  g_assert_cmpstr (row->detail, ==, detail);
  g_assert_cmpint (row->time_ms, ==, aft_clock_get_real_ms (fixture->clock));
}

/* The fixture's own: setting up, a venue, a survey, a device that was let in. */
static void
test_beginnings (AftHouseFixture *fixture, gconstpointer unused)
{
  static const char *const actions[]
      = { "house.set-up", "venue.add", "survey.publish", "device.approve", "device.token" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_house_store_list_audit_sync (fixture->store, 0, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (actions));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((const AftHouseAuditRow *) rows->pdata[i])->action, ==, actions[i]);
}

static void
test_venue (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftVenueFields fields = { .id = &fixture->venue_id,
                            .name = "改名",
                            .zone = "Asia/Shanghai",
                            .cut_off_minutes = 240,
                            .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, "user:test", &error));
  assert_last (fixture, "venue.change", &fixture->venue_id, "{\"name\":\"改名\"}");
}

static void
put_user (AftHouseFixture *fixture, AftHouseUser *user)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_put_user_sync (fixture->store, user, "user:test", &error));
  g_assert_no_error (error);
}

static void
test_user (AftHouseFixture *fixture, gconstpointer unused)
{
  const char *detail = "{\"name\":\"wang\",\"role\":\"owner\"}";
  AftHouseUser user = { .id = aft_id_generate (fixture->clock, fixture->random),
                        .name = (char *) "wang",
                        .password_hash = (char *) HASH,
                        .role = AFT_ROLE_OWNER };
  put_user (fixture, &user);
  assert_last (fixture, "user.add", &user.id, detail);
  put_user (fixture, &user);
  assert_last (fixture, "user.change", &user.id, detail);
  user.disabled_ms = 1;
  put_user (fixture, &user);
  assert_last (fixture, "user.disable", &user.id, detail);
  user.disabled_ms = 0;
  put_user (fixture, &user);
  assert_last (fixture, "user.enable", &user.id, detail);
}

static void
test_device (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const AftId *id = &fixture->kiosk.id;
  AftHouseDeviceChange change = { .name = "B" };
  g_autofree char *venue = aft_id_to_text (&fixture->venue_id);
  g_autofree char *moved = g_strdup_printf ("{\"venue\":\"%s\"}", venue);
  g_assert_true (
      aft_house_store_change_device_sync (fixture->store, id, &change, "user:test", &error));
  assert_last (fixture, "device.change", id, "{\"name\":\"B\"}");
  change = (AftHouseDeviceChange){ .venue_id = &fixture->venue_id };
  g_assert_true (
      aft_house_store_change_device_sync (fixture->store, id, &change, "user:test", &error));
  assert_last (fixture, "device.change", id, moved);
  g_assert_true (aft_house_store_revoke_sync (fixture->store, id, "user:test", &error));
  assert_last (fixture, "device.revoke", id, "{}");
  g_autoptr (AftHouseDevice) device = aft_house_store_get_device_sync (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (device->name, ==, "B");
}

static void
test_survey (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseSurvey survey = { .kind = (char *) "exit",
                            .id = (char *) "exit",
                            .version = (char *) "4",
                            .definition = (char *) "{}" };
  AftDigest digest = aft_digest_of_text ("{}");
  g_autofree char *text = aft_digest_to_text (&digest);
  g_autofree char *detail = g_strdup_printf (
      "{\"kind\":\"exit\",\"id\":\"exit\",\"version\":\"4\",\"digest\":\"%s\"}", text);
  g_assert_true (
      aft_house_store_publish_survey_sync (fixture->store, &survey, "user:test", &error));
  assert_last (fixture, "survey.publish", NULL, detail);
}

/* What is undone takes its row with it. */
static void
test_refusal (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint before = count_rows (fixture);
  AftHouse again = { (char *) "b", (char *) "EUR", (char *) "DE", AFT_LANGUAGE_EN, 0 };
  AftId nobody = aft_id_generate (fixture->clock, fixture->random);
  AftHouseDeviceChange change = { .name = "B" };
  AftHouseDeviceChange nowhere = { .venue_id = &nobody };
  AftHouseDeviceChange nameless = { .name = "" };
  g_assert_false (aft_house_store_set_up_sync (fixture->store, &again, "user:test", NULL));
  g_assert_false (
      aft_house_store_change_device_sync (fixture->store, &nobody, &change, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_house_store_change_device_sync (fixture->store, &fixture->kiosk.id, &nowhere,
                                                      "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_house_store_change_device_sync (fixture->store, &fixture->kiosk.id, &nameless,
                                                      "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (aft_house_store_revoke_sync (fixture->store, &nobody, "user:test", NULL));
  g_assert_false (
      aft_house_store_change_device_sync (fixture->store, &fixture->kiosk.id, &change, "", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpuint (count_rows (fixture), ==, before);
  aft_house_fixture_assert_findings (fixture, 0);
}

/* -- tampering with any of its rows ------------------------------------------------------------ */

static const char *const tamperings[] = {
  "UPDATE audit SET time_ms = time_ms + 1 WHERE sequence = %u",
  "UPDATE audit SET actor = actor || 'x' WHERE sequence = %u",
  "UPDATE audit SET action = 'case.close' WHERE sequence = %u",
  "UPDATE audit SET subject = subject || 'x' WHERE sequence = %u",
  "UPDATE audit SET detail = '{\"a\":1}' WHERE sequence = %u",
  "UPDATE audit SET chain = randomblob (32) WHERE sequence = %u",
  /* The end of one text is the beginning of the next. */
  "UPDATE audit SET subject = subject || substr (detail, 1, 1), detail = substr (detail, 2)"
  " WHERE sequence = %u",
  "DELETE FROM audit WHERE sequence = %u",
  "DELETE FROM audit WHERE sequence >= %u",
  "DELETE FROM audit WHERE sequence >= %1$u; UPDATE audit_end SET sequence = %1$u - 1",
  "INSERT INTO audit SELECT 1000 + sequence, time_ms, actor, action, subject, detail, chain"
  " FROM audit WHERE sequence = %u",
  "UPDATE audit SET sequence = 1000 WHERE sequence = %u",
  /* Moved one place down. */
  "UPDATE audit SET sequence = 1000 WHERE sequence = %1$u + 1;"
  " UPDATE audit SET sequence = %1$u + 1 WHERE sequence = %1$u;"
  " UPDATE audit SET sequence = %1$u WHERE sequence = 1000",
};

static void
assert_named (AftHouseFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  aft_house_fixture_execute (fixture, sql);
  aft_house_fixture_reopen (fixture);
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  if (verification->findings->len == 0)
    g_test_message ("not found: %s", sql);
  g_assert_cmpuint (verification->findings->len, >, 0);
  for (guint i = 0; i < verification->findings->len; i++)
    g_assert_true (g_str_has_prefix (verification->findings->pdata[i], "audit: "));
  aft_house_fixture_close (fixture);
}

static void
test_any_row (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint rows = count_rows (fixture);
  aft_house_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (guint row = 1; row <= rows; row++)
    for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
      {
        g_autoptr (GString) sql = g_string_new (tamperings[i]);
        g_autofree char *number = g_strdup_printf ("%u", row);
        g_string_replace (sql, "%1$u", number, 0);
        g_string_replace (sql, "%u", number, 0);
        assert_named (fixture, sql->str);
        g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
      }
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-audit/" path, AftHouseFixture, NULL, aft_house_fixture_set_up,         \
              function, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-house-s-beginnings-are-in-it", test_beginnings);
  ADD ("a-changed-venue-is-in-it", test_venue);
  ADD ("what-becomes-of-a-user-is-in-it", test_user);
  ADD ("what-becomes-of-a-device-is-in-it", test_device);
  ADD ("a-published-survey-is-in-it", test_survey);
  ADD ("what-is-refused-is-not-in-it", test_refusal);
  ADD ("whatever-happens-to-any-row-is-named", test_any_row);
  return g_test_run ();
}
