/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's configuration: nothing is written that a kiosk would not take, and the same content has
 * the same tag. */
#include <string.h>

#include "aft-device-configuration.h"
#include "aft-error.h"
#include "aft-hostile.h"
#include "aft-item.h"

static AftDeviceConfigurationParts
make_parts (void)
{
  AftDeviceConfigurationParts parts = {
    .names = { "金汤", "金湯", "Golden Soup" },
    .telephone = "010-1234",
    .time_zone = "Asia/Shanghai",
    .language = AFT_LANGUAGE_ZH_TW,
    .letter = "B",
    .special_days = "2026-02-17=closed",
    .sleep_texts = { "明天见", "明天見", "See you tomorrow" },
    .house_public_key = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
    .public_address = "https://guests.example",
    .definitions = { "{\"title\":\"汤\", \"pages\":[]}", "{\"pages\":[{}]}", NULL },
  };
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    parts.hours[i] = "11:00-02:00";
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &parts.venue_id);
  g_assert_true (is_id);
  return parts;
}

static AftDeviceConfiguration *
make (const AftDeviceConfigurationParts *parts)
{
  g_autoptr (GError) error = NULL;
  AftDeviceConfiguration *configuration = aft_device_configuration_new (parts, &error);
  g_assert_no_error (error);
  return configuration;
}

static void
assert_parts (const AftDeviceConfigurationParts *parts)
{
  g_assert_cmpstr (parts->names[AFT_LANGUAGE_ZH_TW], ==, "金湯");
  g_assert_cmpstr (parts->telephone, ==, "010-1234");
  g_assert_cmpstr (parts->time_zone, ==, "Asia/Shanghai");
  g_assert_cmpint (parts->language, ==, AFT_LANGUAGE_ZH_TW);
  g_assert_cmpstr (parts->letter, ==, "B");
  g_assert_cmpstr (parts->hours[6], ==, "11:00-02:00");
  g_assert_cmpstr (parts->special_days, ==, "2026-02-17=closed");
  g_assert_cmpstr (parts->sleep_texts[AFT_LANGUAGE_EN], ==, "See you tomorrow");
  g_assert_cmpint (strlen (parts->house_public_key), ==, 64);
  g_assert_cmpstr (parts->public_address, ==, "https://guests.example");
  g_assert_cmpstr (parts->definitions[0], ==, "{\"pages\":[],\"title\":\"汤\"}");
  g_assert_cmpstr (parts->definitions[1], ==, "{\"pages\":[{}]}");
  g_assert_cmpstr (parts->definitions[2], ==, NULL);
}

static void
test_what_is_written_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  const char *text = aft_device_configuration_get_text (made);
  g_autoptr (AftDeviceConfiguration) read
      = aft_device_configuration_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  assert_parts (aft_device_configuration_get_parts (read));
  g_assert_true (
      aft_id_equal (&parts.venue_id, &aft_device_configuration_get_parts (read)->venue_id));
  AftDigest digest = aft_digest_of_text ("{\"pages\":[{}]}");
  g_assert_true (aft_digest_equal (
      aft_device_configuration_get_survey_digest (read, AFT_RESPONSE_COMPLAINT), &digest));
  g_assert_null (aft_device_configuration_get_survey_digest (read, AFT_RESPONSE_SUGGESTION));
}

static void
test_what_is_not_set_is_empty (void)
{
  AftDeviceConfigurationParts parts = { .language = AFT_LANGUAGE_EN };
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  const AftDeviceConfigurationParts *read = aft_device_configuration_get_parts (made);
  g_assert_cmpstr (read->telephone, ==, "");
  g_assert_cmpstr (read->hours[0], ==, "");
  g_assert_null (read->house_public_key);
  g_assert_null (read->public_address);
  for (AftResponseKind kind = 0; kind < AFT_DEVICE_CONFIGURATION_SURVEYS; kind++)
    g_assert_null (aft_device_configuration_get_survey_digest (made, kind));
}

static void
test_the_same_content_has_the_same_tag (void)
{
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) one = make (&parts);
  parts.definitions[0] = "{\n \"pages\": [],\n \"title\": \"\\u6c64\" }";
  g_autoptr (AftDeviceConfiguration) same = make (&parts);
  parts.letter = "C";
  g_autoptr (AftDeviceConfiguration) other = make (&parts);
  const char *etag = aft_device_configuration_get_etag (one);
  g_assert_cmpstr (etag, ==, aft_device_configuration_get_etag (same));
  g_assert_cmpstr (etag, !=, aft_device_configuration_get_etag (other));
  g_assert_cmpuint (strlen (etag), ==, 66);
  g_assert_true (etag[0] == '"' && etag[65] == '"');
}

static gboolean
read_configuration (const char *text, gsize length, GError **error)
{
  g_autoptr (AftDeviceConfiguration) configuration
      = aft_device_configuration_parse (text, length, error);
  return configuration != NULL;
}

static void
test_nothing_but_the_whole_is_accepted (void)
{
  const char *const optional[]
      = { "exit", "complaint", "suggestion", "house_public_key", "public_address", NULL };
  AftHostileReader reader = { read_configuration, optional, TRUE };
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  aft_hostile_assert_strict (&reader, aft_device_configuration_get_text (made));
}

/* The definitions are left out: they are what their digests say. */
static void
test_what_a_later_collector_adds_is_passed_over (void)
{
  AftHostileReader reader = { read_configuration, NULL, TRUE };
  AftDeviceConfigurationParts parts = make_parts ();
  memset (parts.definitions, 0, sizeof parts.definitions);
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  aft_hostile_assert_passes_strangers (&reader, aft_device_configuration_get_text (made));
}

static void
test_the_first_released_form_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "envelopes", "configuration-1.json", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_true (read_configuration (text, length, &error));
  g_assert_no_error (error);
}

static void
assert_not_made (const AftDeviceConfigurationParts *parts, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceConfiguration) made = aft_device_configuration_new (parts, &error);
  g_assert_null (made);
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_nothing_is_written_that_no_kiosk_would_take (void)
{
  g_autofree char *words = g_strnfill (AFT_DEVICE_CONFIGURATION_TEXT_MAX + 1, 'x');
  g_autofree char *filling = g_strnfill (AFT_ITEM_DEFINITION_MAX_BYTES, 'x');
  g_autofree char *large = g_strdup_printf ("{\"x\":\"%s\"}", filling);
  const char *definitions[] = { "", "[]", "{", "{\"x\":\"\\u0007\"}", large };
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      AftDeviceConfigurationParts parts = make_parts ();
      parts.definitions[0] = definitions[i];
      assert_not_made (&parts, AFT_ERROR_INVALID);
    }
  AftDeviceConfigurationParts parts = make_parts ();
  parts.telephone = words;
  assert_not_made (&parts, AFT_ERROR_INVALID);
  parts = make_parts ();
  parts.house_public_key = "0F";
  assert_not_made (&parts, AFT_ERROR_INVALID);
  parts = make_parts ();
  parts.public_address = "";
  assert_not_made (&parts, AFT_ERROR_INVALID);
  parts = make_parts ();
  parts.names[0] = "a\x01";
  assert_not_made (&parts, AFT_ERROR_INVALID);
}

static void
test_a_definition_must_have_its_digest (void)
{
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  g_autoptr (GString) text = g_string_new (aft_device_configuration_get_text (made));
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (g_string_replace (text, "\"title\":\"汤\"", "\"title\":\"面\"", 1), ==, 1);
  g_assert_false (read_configuration (text->str, text->len, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_size_and_schema_are_told_apart (void)
{
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  const char *text = aft_device_configuration_get_text (made);
  g_autofree char *blanks = g_strnfill (AFT_DEVICE_CONFIGURATION_MAX_BYTES, ' ');
  g_autofree char *large = g_strconcat (text, blanks, NULL);
  g_autoptr (GString) later = g_string_new (text);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_string_replace (later, "\"schema\":1", "\"schema\":2", 1);
  g_assert_false (read_configuration (large, strlen (large), &first));
  g_assert_error (first, AFT_ERROR, AFT_ERROR_TOO_LARGE);
  g_assert_false (read_configuration (later->str, later->len, &second));
  g_assert_error (second, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

/* -- rules and desk -------------------------------------------------------------------------- */

#define HASH "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNo"

static AftDeskStaff
make_staff (const char *id, char *name)
{
  AftDeskStaff staff = { .name = name, .pin_hash = (char *) HASH, .role = AFT_ROLE_MANAGER };
  gboolean is_id = aft_id_from_text (id, &staff.id);
  g_assert_true (is_id);
  return staff;
}

static GPtrArray *
make_list (void)
{
  GPtrArray *list = aft_desk_staff_list_new ();
  AftDeskStaff wang = make_staff ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e01", (char *) "王经理");
  AftDeskStaff lin = make_staff ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e02", (char *) "林");
  lin.role = AFT_ROLE_STAFF;
  aft_desk_staff_list_add (list, &wang);
  aft_desk_staff_list_add (list, &lin);
  return list;
}

static void
test_rules_and_staff_read_back (void)
{
  g_autoptr (GPtrArray) list = make_list ();
  AftDeviceConfigurationParts parts = make_parts ();
  parts.rules = "{\"version\": \"3\", \"signals\": [ ]}";
  parts.privacy = "{\"version\": \"house-3\", \"sections\": [ \"您\" ]}";
  parts.staff = list;
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  const AftDeviceConfigurationParts *read = aft_device_configuration_get_parts (made);
  g_assert_cmpstr (read->privacy, ==, "{\"sections\":[\"您\"],\"version\":\"house-3\"}");
  g_assert_cmpstr (read->rules, ==, "{\"signals\":[],\"version\":\"3\"}");
  g_assert_nonnull (read->staff);
  g_assert_cmpuint (read->staff->len, ==, 2);
  const AftDeskStaff *wang = g_ptr_array_index (read->staff, 0);
  const AftDeskStaff *lin = g_ptr_array_index (read->staff, 1);
  g_assert_cmpstr (wang->name, ==, "王经理");
  g_assert_cmpstr (wang->pin_hash, ==, HASH);
  g_assert_cmpint (wang->role, ==, AFT_ROLE_MANAGER);
  g_assert_cmpint (lin->role, ==, AFT_ROLE_STAFF);
  g_assert_false (aft_id_equal (&wang->id, &lin->id));
}

static void
test_without_rules_and_staff_there_is_nothing_of_them (void)
{
  g_autoptr (GPtrArray) nobody = aft_desk_staff_list_new ();
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  parts.staff = nobody;
  g_autoptr (AftDeviceConfiguration) same = make (&parts);
  g_assert_null (aft_device_configuration_get_parts (made)->rules);
  g_assert_null (aft_device_configuration_get_parts (made)->privacy);
  g_assert_null (aft_device_configuration_get_parts (made)->staff);
  g_assert_null (strstr (aft_device_configuration_get_text (made), "\"rules\""));
  g_assert_null (strstr (aft_device_configuration_get_text (made), "\"privacy\""));
  g_assert_cmpstr (aft_device_configuration_get_etag (made), ==,
                   aft_device_configuration_get_etag (same));
}

/* What stands for "desk" and "rules" in a document that is right otherwise. */
static gboolean
read_with (const char *members, GError **error)
{
  AftDeviceConfigurationParts parts = make_parts ();
  g_autoptr (AftDeviceConfiguration) made = make (&parts);
  const char *text = aft_device_configuration_get_text (made);
  g_autofree char *whole = g_strdup_printf ("{%s,%s", members, text + 1);
  return read_configuration (whole, strlen (whole), error);
}

#define PERSON(hash)                                                                               \
  "{\"id\":\"018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e01\",\"name\":\"W\",\"pin_hash\":\"" hash           \
  "\",\"role\":\"staff\",\"later\":1}"
#define DESK(people) "\"desk\":{\"staff\":[" people "],\"later\":{}}"

static void
test_wrong_rules_and_staff_are_refused (void)
{
  const char *const wrong[] = {
    "\"rules\":[]",
    "\"rules\":\"x\"",
    "\"rules\":{\"x\":\"\\u0007\"}",
    "\"privacy\":[]",
    "\"privacy\":\"x\"",
    "\"privacy\":{\"x\":\"\\u0007\"}",
    "\"desk\":[]",
    "\"desk\":{}",
    "\"desk\":{\"staff\":{}}",
    "\"desk\":{\"staff\":[1]}",
    DESK (PERSON (HASH) "," PERSON (HASH)),
    DESK (PERSON ("")),
    DESK (PERSON ("123456")),
    DESK (PERSON ("$argon2id$v=19$m=65537,t=2,p=1$c2FsdA$aGFzaA")),
    DESK (PERSON ("$argon2id$v=19$m=0,t=2,p=1$c2FsdA$aGFzaA")),
    DESK (PERSON ("$argon2id$v=19$m=65536,t=5,p=1$c2FsdA$aGFzaA")),
    DESK (PERSON ("$argon2id$v=19$m=65536,t=2,p=2$c2FsdA$aGFzaA")),
    DESK (PERSON ("$argon2id$v=19$m=65536,t=2,p=1$")),
    DESK (PERSON ("$argon2id$v=19$m=99999999999999999999,t=2,p=1$c2FsdA$aGFzaA")),
    DESK ("{\"id\":\"x\",\"name\":\"W\",\"pin_hash\":\"" HASH "\",\"role\":\"staff\"}"),
    DESK ("{\"id\":\"018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e01\",\"name\":\"\",\"pin_hash\":\"" HASH
          "\",\"role\":\"staff\"}"),
    DESK ("{\"id\":\"018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e01\",\"name\":\"W\",\"pin_hash\":\"" HASH
          "\",\"role\":\"king\"}"),
  };
  g_autoptr (GError) none = NULL;
  g_assert_true (read_with (DESK (PERSON (HASH)) ",\"rules\":{}", &none));
  g_assert_true (read_with ("\"desk\":null,\"privacy\":null,\"rules\":null", &none));
  g_assert_no_error (none);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (read_with (wrong[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static void
test_a_privacy_notice_is_no_longer_than_is_read (void)
{
  g_autofree char *fits = g_strnfill (AFT_DEVICE_CONFIGURATION_PRIVACY_MAX_BYTES - 8, 'x');
  g_autofree char *longest = g_strdup_printf ("{\"x\":\"%s\"}", fits);
  g_autofree char *longer = g_strdup_printf ("{\"x\":\"%sx\"}", fits);
  AftDeviceConfigurationParts parts = make_parts ();
  parts.privacy = longest;
  aft_device_configuration_unref (make (&parts));
  parts.privacy = longer;
  assert_not_made (&parts, AFT_ERROR_INVALID);
}

static void
test_a_desk_has_no_more_staff_than_a_house (void)
{
  g_autoptr (GPtrArray) list = aft_desk_staff_list_new ();
  AftDeskStaff staff = make_staff ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e00", (char *) "W");
  for (guint i = 0; i < AFT_DESK_STAFF_MAX; i++)
    {
      staff.id.bytes[15] = (guint8) i;
      staff.id.bytes[14] = (guint8) (i >> 8);
      aft_desk_staff_list_add (list, &staff);
    }
  AftDeviceConfigurationParts parts = make_parts ();
  parts.staff = list;
  aft_device_configuration_unref (make (&parts));
  staff.id.bytes[0] = 0xff;
  aft_desk_staff_list_add (list, &staff);
  assert_not_made (&parts, AFT_ERROR_INVALID);
}

#define ADD(name, function) g_test_add_func ("/wire/device-configuration/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-reads-back", test_what_is_written_reads_back);
  ADD ("what-is-not-set-is-empty", test_what_is_not_set_is_empty);
  ADD ("the-same-content-has-the-same-tag", test_the_same_content_has_the_same_tag);
  ADD ("nothing-but-the-whole-is-accepted", test_nothing_but_the_whole_is_accepted);
  ADD ("what-a-later-collector-adds-is-passed-over",
       test_what_a_later_collector_adds_is_passed_over);
  ADD ("the-first-released-form-reads", test_the_first_released_form_reads);
  ADD ("nothing-is-written-that-no-kiosk-would-take",
       test_nothing_is_written_that_no_kiosk_would_take);
  ADD ("a-definition-must-have-its-digest", test_a_definition_must_have_its_digest);
  ADD ("size-and-schema-are-told-apart", test_size_and_schema_are_told_apart);
  ADD ("rules-and-staff-read-back", test_rules_and_staff_read_back);
  ADD ("without-rules-and-staff-there-is-nothing-of-them",
       test_without_rules_and_staff_there_is_nothing_of_them);
  ADD ("wrong-rules-and-staff-are-refused", test_wrong_rules_and_staff_are_refused);
  ADD ("a-privacy-notice-is-no-longer-than-is-read",
       test_a_privacy_notice_is_no_longer_than_is_read);
  ADD ("a-desk-has-no-more-staff-than-a-house", test_a_desk_has_no_more_staff_than_a_house);
  return g_test_run ();
}
