/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose contact is sealed in a response: the same guest however the number was typed, and nobody
 * where it cannot be opened. */
#include "aft-guest-finder.h"

#include "aft-fake-clock.h"
#include "aft-guest-key.h"
#include "aft-house-guest-records.h"
#include "aft-house-keys.h"
#include "aft-response-builder.h"
#include "aft-secret.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  AftFakeClock *fake;
  AftRandom *random;
  char *folder;
  AftHouseKey *key;
  AftUploadOpener opener;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = aft_temp_dir_new ();
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->random = aft_seeded_random_new (5);
  fixture->folder = aft_temp_dir_dup_path (fixture->dir, "keys");
  fixture->key
      = aft_house_keys_rotate (fixture->folder, aft_fake_clock_get_clock (fixture->fake), &error);
  g_assert_no_error (error);
  fixture->opener = aft_guest_finder_get_opener (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_house_key_free (fixture->key);
  g_free (fixture->folder);
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->fake);
  aft_temp_dir_free (fixture->dir);
}

/* A complaint in whose part @name stands @text, for @key. */
static AftResponse *
make_response (Fixture *fixture, const AftSealKey *key, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  AftClock *clock = aft_fake_clock_get_clock (fixture->fake);
  AftId id = aft_id_generate (clock, fixture->random);
  AftId digest_of = aft_id_generate (clock, fixture->random);
  AftDigest digest = aft_digest_of_text ("{}");
  g_autofree char *copy = g_strdup (text);
  AftResponseBuilder *builder = aft_response_builder_new (AFT_RESPONSE_COMPLAINT, &id, &digest_of);
  aft_response_builder_set_survey (builder, "complaint", "1", &digest);
  aft_response_builder_set_times (builder, 1, 2);
  aft_response_builder_set_boot (builder, &digest_of, 1);
  aft_response_builder_set_state (builder, AFT_RESPONSE_COMPLETE);
  aft_response_builder_make_salt (builder, fixture->random);
  aft_response_builder_take_seal (builder, aft_seal_make (key, &id, name, copy, &error));
  g_assert_no_error (error);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static gboolean
find (Fixture *fixture, const char *contact, AftDigest *ret_key, guint *ret_kind)
{
  g_autoptr (AftResponse) response
      = make_response (fixture, &fixture->key->public_key, AFT_SEALED_CONTACT, contact);
  return fixture->opener.find_guest (response, "86", ret_key, ret_kind, fixture->opener.user_data);
}

static void
test_one_guest_however_the_number_is_typed (Fixture *fixture, gconstpointer unused)
{
  const char *const typed[] = {
    "{\"phone\":\"13912345678\",\"callName\":\"王\"}",
    "{\"callName\":\"Wang\",\"phone\":\"+86 139-1234-5678\"}",
    "{\"phone\":\"139 1234 5678\",\"member\":\"M-1\"}",
  };
  guint8 house_key[AFT_GUEST_KEY_BYTES];
  g_assert_true (aft_house_keys_read_guest_key (fixture->folder, house_key, NULL));
  AftDigest expected = aft_guest_key_make (house_key, "+8613912345678");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      AftDigest key;
      guint kind = G_MAXUINT;
      g_assert_true (find (fixture, typed[i], &key, &kind));
      g_assert_true (aft_digest_equal (&key, &expected));
      g_assert_cmpuint (kind, ==, AFT_HOUSE_GUEST_PHONE);
    }
}

static void
test_a_member_number_alone (Fixture *fixture, gconstpointer unused)
{
  AftDigest upper;
  AftDigest lower;
  guint kind = G_MAXUINT;
  g_assert_true (find (fixture, "{\"member\":\"M-1024\"}", &upper, &kind));
  g_assert_cmpuint (kind, ==, AFT_HOUSE_GUEST_MEMBER);
  g_assert_true (find (fixture, "{\"member\":\" m-1024 \"}", &lower, &kind));
  g_assert_true (aft_digest_equal (&upper, &lower));
}

static void
test_nobody_gave_a_number (Fixture *fixture, gconstpointer unused)
{
  const char *const others[] = { "{}", "[]", "{\"callName\":\"王\"}", "{\"phone\":5}", "no JSON" };
  AftDigest key;
  guint kind = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (find (fixture, others[i], &key, &kind));
}

static void
test_what_cannot_be_opened_is_nobodys (Fixture *fixture, gconstpointer unused)
{
  AftSealKey foreign;
  AftSealKey secret;
  AftDigest key;
  guint kind = 0;
  aft_seal_key_generate (&foreign, &secret);
  g_autoptr (AftResponse) sealed_to_another
      = make_response (fixture, &foreign, AFT_SEALED_CONTACT, "{\"phone\":\"13912345678\"}");
  g_autoptr (AftResponse) words = make_response (fixture, &fixture->key->public_key,
                                                 AFT_SEALED_WORDS, "{\"phone\":\"13912345678\"}");
  g_assert_false (
      fixture->opener.find_guest (sealed_to_another, "86", &key, &kind, fixture->opener.user_data));
  g_assert_false (fixture->opener.find_guest (words, "86", &key, &kind, fixture->opener.user_data));
}

static void
test_a_note_opens_for_its_item_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftClock *clock = aft_fake_clock_get_clock (fixture->fake);
  AftId id = aft_id_generate (clock, fixture->random);
  AftId other = aft_id_generate (clock, fixture->random);
  char text[] = "soup sent back";
  g_autoptr (AftSealedPart) part
      = aft_seal_make (&fixture->key->public_key, &id, AFT_SEALED_WORDS, text, &error);
  g_assert_no_error (error);
  g_autoptr (AftSecretText) opened
      = fixture->opener.open_note (part, &id, fixture->opener.user_data);
  g_assert_cmpstr (opened, ==, "soup sent back");
  g_assert_null (fixture->opener.open_note (part, &other, fixture->opener.user_data));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/collector/guest-finder/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-guest-however-the-number-is-typed", test_one_guest_however_the_number_is_typed);
  ADD ("a-member-number-alone", test_a_member_number_alone);
  ADD ("nobody-gave-a-number", test_nobody_gave_a_number);
  ADD ("what-cannot-be-opened-is-nobodys", test_what_cannot_be_opened_is_nobodys);
  ADD ("a-note-opens-for-its-item-alone", test_a_note_opens_for_its_item_alone);
  return g_test_run ();
}
