/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of uploads: what is stored, what is refused and for what, item by item and as a whole. */
#include <string.h>

#include "aft-api-fixture.h"
#include "aft-chain.h"

static guint64
get_number (const AftValue *reply, const char *name)
{
  return (guint64) aft_value_get_member_number (reply, name, -1);
}

static void
test_stored_once (AftApiFixture *fixture, gconstpointer unused)
{
  aft_api_fixture_add_tap (fixture, 5);
  aft_api_fixture_add_tap (fixture, 1);
  g_autoptr (AftValue) first = aft_api_fixture_send_batch (fixture);
  g_autoptr (AftValue) second = aft_api_fixture_send_batch (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (aft_api_receipt (first, i), ==, "stored");
      g_assert_cmpstr (aft_api_receipt (second, i), ==, "duplicate");
    }
  g_autofree char *chain = aft_digest_to_text (&aft_batch_get (&fixture->batch, 1)->chain);
  g_assert_cmpuint (get_number (second, "last_sequence"), ==, 2);
  g_assert_cmpstr (aft_value_get_member_string (second, "last_chain", ""), ==, chain);
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 2);
}

/* A receipt says what was sent, in the order sent. */
static void
test_receipts_in_order (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 5; i++)
    aft_api_fixture_add_tap (fixture, 1 + i);
  g_autoptr (AftEnvelope) envelope = NULL;
  g_autofree char *text = aft_batch_to_text (&fixture->batch, &envelope);
  g_autoptr (AftHttpReply) reply = aft_api_fixture_send (fixture, text);
  g_autoptr (AftValue) value = aft_api_reply_read (reply);
  const AftValue *items = aft_value_get_member (value, "items");
  g_assert_cmpuint (aft_value_get_length (items), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      const AftItem *sent = aft_batch_get (&fixture->batch, i);
      const AftValue *receipt = aft_value_get_item (items, i);
      g_autofree char *id = aft_id_to_text (&sent->id);
      g_autofree char *digest = aft_digest_to_text (&sent->digest);
      g_assert_cmpuint (get_number (receipt, "sequence"), ==, sent->sequence);
      g_assert_cmpstr (aft_value_get_member_string (receipt, "id", ""), ==, id);
      g_assert_cmpstr (aft_value_get_member_string (receipt, "digest", ""), ==, digest);
    }
}

/* 9 is no rating here; what is refused is known to be refused, so the prefix goes on. */
static void
test_bad_item_stops_no_other (AftApiFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    double rating;
    const char *receipt;
  } taps[] = { { 5, "stored" },  { 9, "invalid" },   { 4, "stored" },
               { 0, "invalid" }, { 2.5, "invalid" }, { 3, "stored" } };
  for (gsize i = 0; i < G_N_ELEMENTS (taps); i++)
    aft_api_fixture_add_tap (fixture, taps[i].rating);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (taps); i++)
    g_assert_cmpstr (aft_api_receipt (reply, i), ==, taps[i].receipt);
  g_assert_cmpuint (get_number (reply, "last_sequence"), ==, 6);
}

/* What stands in an item is its own affair: the others are stored. */
static void
test_faults_are_the_item_s_own (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 4; i++)
    aft_api_fixture_add_tap (fixture, 5);
  aft_batch_get (&fixture->batch, 0)->kind = AFT_ITEM_CALL_STAFF;
  aft_batch_get (&fixture->batch, 1)->chain.bytes[0] ^= 1;
  aft_batch_get (&fixture->batch, 2)->digest.bytes[0] ^= 1;
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (aft_api_receipt (reply, i), ==, "invalid");
  g_assert_cmpstr (aft_api_receipt (reply, 3), ==, "stored");
}

/* An item that cannot even have a place in the chain is refused alone, too. */
static void
test_item_without_a_place (AftApiFixture *fixture, gconstpointer unused)
{
  aft_api_fixture_add_tap (fixture, 5);
  aft_batch_add_definition (&fixture->batch, "{\"pages\":[]}");
  aft_api_fixture_add_tap (fixture, 4);
  aft_batch_get (&fixture->batch, 0)->sequence = 0;
  aft_batch_get (&fixture->batch, 1)->sequence = 7;
  aft_batch_get (&fixture->batch, 2)->sequence = 1;
  AftItem *last = aft_batch_get (&fixture->batch, 2);
  last->previous = aft_chain_start ();
  last->chain = aft_chain_next (&fixture->house.kiosk.id, 1, &last->previous, &last->digest);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (reply, 0), ==, "invalid");
  g_assert_cmpstr (aft_api_receipt (reply, 1), ==, "invalid");
  g_assert_cmpstr (aft_api_receipt (reply, 2), ==, "stored");
  g_assert_cmpuint (get_number (reply, "last_sequence"), ==, 1);
}

static void
test_same_id_other_words (AftApiFixture *fixture, gconstpointer unused)
{
  aft_api_fixture_add_tap (fixture, 5);
  aft_value_unref (aft_api_fixture_send_batch (fixture));
  const AftItem *sent = aft_batch_get (&fixture->batch, 0);
  AftId id = sent->id;
  g_autoptr (GString) body = g_string_new (sent->body);
  g_assert_cmpuint (g_string_replace (body, "\"overall\":5", "\"overall\":1", 1), ==, 1);
  aft_batch_take (&fixture->batch, AFT_ITEM_RESPONSE, &id,
                  g_string_free (g_steal_pointer (&body), FALSE));
  aft_api_fixture_add_tap (fixture, 3);
  g_autoptr (AftValue) second = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (second, 0), ==, "duplicate");
  g_assert_cmpstr (aft_api_receipt (second, 1), ==, "conflict");
  g_assert_cmpstr (aft_api_receipt (second, 2), ==, "stored");
  g_assert_cmpuint (get_number (second, "last_sequence"), ==, 3);
}

static void
test_definition_makes_responses_known (AftApiFixture *fixture, gconstpointer unused)
{
  const char *definition = "{\"aftertaste\":{\"id\":\"exit\",\"kind\":\"exit\",\"version\":5},"
                           "\"elements\":[{\"name\":\"overall\",\"type\":\"rating\"}]}";
  fixture->survey = aft_digest_of_text (definition);
  aft_api_fixture_add_tap (fixture, 5);
  g_autoptr (AftValue) unknown = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (unknown, 0), ==, "unknown-survey");
  g_assert_cmpuint (get_number (unknown, "last_sequence"), ==, 0);
  aft_batch_add_definition (&fixture->batch, definition);
  g_autoptr (AftValue) known = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (known, 0), ==, "unknown-survey");
  g_assert_cmpstr (aft_api_receipt (known, 1), ==, "stored");
  g_autoptr (AftValue) again = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (again, 0), ==, "stored");
  g_assert_cmpuint (get_number (again, "last_sequence"), ==, 1);
}

/* Definitions that no survey can be: none is stored, none harms. */
static void
test_hostile_definitions (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const definitions[] = {
    "{}",
    "{\"aftertaste\":{\"id\":\"\",\"version\":1},\"elements\":[]}",
    "{\"aftertaste\":{\"id\":\"exit\",\"version\":1},\"elements\":{}}",
    "{\"aftertaste\":{\"id\":\"x\",\"version\":1},\"elements\":[{\"name\":\"a\",\"type\":\"no\"}]}",
    "{\"aftertaste\":{\"id\":\"x\",\"version\":1},\"elements\":[{\"name\":\"a\",\"type\":"
    "\"rating\","
    "\"visibleIf\":\"{a} ((\"}]}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (definitions); i++)
    aft_batch_add_definition (&fixture->batch, definitions[i]);
  g_autofree char *long_id = g_strnfill (65, 'a');
  g_autofree char *named
      = g_strdup_printf ("{\"aftertaste\":{\"id\":\"%s\",\"version\":1},\"elements\":[]}", long_id);
  aft_batch_add_definition (&fixture->batch, named);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  for (guint i = 0; i <= G_N_ELEMENTS (definitions); i++)
    g_assert_cmpstr (aft_api_receipt (reply, i), ==, "invalid");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) surveys = aft_house_store_list_surveys_sync (fixture->house.store, &error);
  g_assert_cmpuint (surveys->len, ==, 2);
}

static void
test_another_device_s_batch (AftApiFixture *fixture, gconstpointer unused)
{
  AftId other = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *token = aft_api_fixture_enrol (fixture, &other, &fixture->house.venue_id);
  aft_api_fixture_add_tap (fixture, 5);
  g_autofree char *text = aft_batch_to_text (&fixture->batch, NULL);
  const AftApiQuestion question = { .target = "/api/v1/batches", .token = token, .body = text };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 403, "other-device");
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 0);
}

/* Every device's ids are its own, also those of another venue. */
static void
test_ids_of_another_venue (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId venue_id = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftId device_id = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftVenueFields fields = { .id = &venue_id,
                            .name = "外滩店",
                            .zone = "Asia/Shanghai",
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
  aft_api_fixture_add_tap (fixture, 5);
  aft_value_unref (aft_api_fixture_send_batch (fixture));
  g_free (fixture->token);
  fixture->token = aft_api_fixture_enrol (fixture, &device_id, &venue_id);
  fixture->batch.origin.device_id = device_id;
  AftItem *item = aft_batch_get (&fixture->batch, 0);
  item->chain = aft_chain_next (&device_id, 1, &item->previous, &item->digest);
  g_autoptr (AftValue) stolen = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (stolen, 0), ==, "conflict");
  g_assert_cmpuint (get_number (stolen, "last_sequence"), ==, 1);
}

/* -- as a whole ---------------------------------------------------------------------------------
 */

static void
assert_whole_refused (AftApiFixture *fixture, const char *text, int status)
{
  aft_api_assert_refused (aft_api_fixture_send (fixture, text), status, NULL);
}

/* A good batch with @from replaced by @to. */
static char *
spoil (AftApiFixture *fixture, const char *from, const char *to)
{
  g_autofree char *text = aft_batch_to_text (&fixture->batch, NULL);
  g_autoptr (GString) spoiled = g_string_new (text);
  g_assert_cmpuint (g_string_replace (spoiled, from, to, 1), ==, 1);
  return g_string_free (g_steal_pointer (&spoiled), FALSE);
}

static void
test_spoiled_whole (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const changes[][2] = {
    { "\"schema\":1", "\"schema\":0" },
    { "\"schema\":1", "\"schema\":\"1\"" },
    { "\"schema\":1", "\"schema\":1,\"schema\":1" },
    { "\"schema\":1", "\"schema\":1,\"more\":1" },
    { "\"schema\":1,", "" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":-1" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":1.5" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":1e400" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":9007199254740993" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":\"1700000000000\"" },
    { "\"sent_ms\":1700000000000", "\"sent_ms\":NaN" },
    { "\"sequence\":1", "\"sequence\":-1" },
    { "\"sequence\":1", "\"sequence\":0.5" },
    { "\"sequence\":1", "\"sequence\":18446744073709551617" },
    { "\"sequence\":1", "\"sequence\":null" },
    { "\"items\":[", "\"items\":[[]," },
    { "\"items\":[", "\"items\":[null," },
    { "{\"", "[\"" },
    { "\"boot_id\":\"", "\"boot_id\":\"{" },
  };
  aft_api_fixture_add_tap (fixture, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = spoil (fixture, changes[i][0], changes[i][1]);
      assert_whole_refused (fixture, text, 422);
    }
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 0);
}

static void
test_ids_that_are_none (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const ids[] = { "00000000-0000-0000-0000-000000000000",
                                     "0192F3C2-1B2C-7D3E-8F40-5A6B7C8D9E0F",
                                     "0192f3c21b2c7d3e8f405a6b7c8d9e0f",
                                     "urn:uuid:0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f",
                                     "",
                                     "../../etc/passwd" };
  aft_api_fixture_add_tap (fixture, 5);
  g_autofree char *boot = aft_id_to_text (&fixture->batch.origin.boot_id);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = spoil (fixture, boot, ids[i]);
      assert_whole_refused (fixture, text, 422);
    }
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 0);
}

static void
test_no_json (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "",
                                       " ",
                                       "{",
                                       "[]",
                                       "null",
                                       "1",
                                       "\"x\"",
                                       "{}{}",
                                       "{\"schema\":1}",
                                       "{'schema':1}",
                                       "\xef\xbb\xbf{}",
                                       "\xff\xfe{\0}",
                                       "{\"a\":\"\\ud800\"}",
                                       "{\"a\":\"\\u0000\"}",
                                       "{\"a\":01}",
                                       "{\"a\":1,}",
                                       "// {}",
                                       "{\"a\":\"\xc0\xaf\"}" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_whole_refused (fixture, texts[i], 422);
}

static void
test_nul_in_the_middle (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion question = {
    .target = "/api/v1/batches", .token = fixture->token, .body = "{\"schema\":1}\0{}", .length = 15
  };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 422, "invalid");
}

static void
test_too_much (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *brackets = g_strnfill (60000, '[');
  g_autofree char *blanks = g_strnfill (AFT_ENVELOPE_MAX_BYTES + 1, ' ');
  assert_whole_refused (fixture, brackets, 413);
  assert_whole_refused (fixture, blanks, 413);
}

/* 200 items are taken and 201 are not; none is not either. */
static void
test_number_of_items (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *device = aft_id_to_text (&fixture->house.kiosk.id);
  for (guint count = 0; count <= AFT_ENVELOPE_MAX_ITEMS + 1; count++)
    {
      if (count != 0 && count < AFT_ENVELOPE_MAX_ITEMS)
        continue;
      g_string_printf (text,
                       "{\"schema\":1,\"device_id\":\"%s\",\"boot_id\":\"%s\",\"sent_ms\":1,"
                       "\"monotonic_ms\":1,\"items\":[",
                       device, device);
      for (guint i = 0; i < count; i++)
        g_string_append_printf (text,
                                "%s{\"sequence\":%u,\"id\":\"0192f3c2-1b2c-7d3e-8f40-%012x\","
                                "\"digest\":\"%064x\"}",
                                i > 0 ? "," : "", i + 1, i, i);
      g_string_append (text, "]}");
      assert_whole_refused (fixture, text->str,
                            count == 0                        ? 422
                            : count <= AFT_ENVELOPE_MAX_ITEMS ? 200
                                                              : 413);
    }
}

static void
test_largest_item (AftApiFixture *fixture, gconstpointer unused)
{
  for (gsize over = 0; over < 2; over++)
    {
      AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
      g_autofree char *filling
          = g_strnfill (AFT_ITEM_MAX_BYTES - strlen ("{\"note\":\"\"}") + over, 'x');
      aft_batch_take (&fixture->batch, AFT_ITEM_DRILL, &id,
                      g_strdup_printf ("{\"note\":\"%s\"}", filling));
    }
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (reply, 0), ==, "stored");
  g_assert_cmpstr (aft_api_receipt (reply, 1), ==, "too-large");
  g_assert_cmpuint (get_number (reply, "last_sequence"), ==, 2);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-batches/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test,   \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-sent-twice-is-stored-once", test_stored_once);
  ADD ("each-item-has-its-receipt-in-its-place", test_receipts_in_order);
  ADD ("an-answer-that-is-none-stops-no-other", test_bad_item_stops_no_other);
  ADD ("a-fault-is-its-item-s-own", test_faults_are_the_item_s_own);
  ADD ("so-is-a-sequence-that-does-not-fit-the-kind", test_item_without_a_place);
  ADD ("the-same-id-with-other-words-is-a-conflict", test_same_id_other_words);
  ADD ("a-definition-makes-its-responses-known", test_definition_makes_responses_known);
  ADD ("a-definition-that-is-none-is-refused", test_hostile_definitions);
  ADD ("another-device-s-token-stores-nothing", test_another_device_s_batch);
  ADD ("an-id-of-another-venue-is-a-conflict", test_ids_of_another_venue);
  ADD ("a-spoiled-envelope-is-refused-whole", test_spoiled_whole);
  ADD ("an-id-that-is-none-too", test_ids_that_are_none);
  ADD ("what-is-no-json-is-refused", test_no_json);
  ADD ("a-nul-in-the-middle-ends-nothing", test_nul_in_the_middle);
  ADD ("too-deep-and-too-long-are-too-large", test_too_much);
  ADD ("1-to-200-items-are-taken", test_number_of_items);
  ADD ("16-kib-are-taken-and-a-byte-more-is-not", test_largest_item);
  return g_test_run ();
}
